//! The file in a request: in a form, or as its body with the name beside it.

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt as _;
use percent_encoding::percent_decode_str;
use tokio::time::timeout;

use crate::Limits;
use crate::refusal::Refusal;

/// A file that was sent in.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    /// Its name, without folders and without what cannot be seen.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Bytes,
}

/// Bytes a form adds to the file in it.
const FORM: u64 = 64 << 10;

/// How much more than a file may have is still taken in, and dropped: a browser shows no answer before it has sent all.
const SPILL: u64 = 80 << 20;

/// The longest name that is kept, in characters.
const NAME: usize = 120;

/// The name of what came without one; its content tells the format.
const NAMELESS: &str = "未命名";

impl Upload {
    /// Takes the file of a request; `named` is the name that stands in its address.
    pub(crate) async fn take(
        request: Request,
        named: Option<&str>,
        limits: &Limits,
    ) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        let whole = timeout(limits.upload, collect(body, limits.file + FORM));
        let whole = whole.await.map_err(|_| Refusal::Interrupted)?;
        let bytes = match whole? {
            Some(bytes) => bytes,
            None => return Err(Refusal::TooLarge(limits.file)),
        };
        let upload = match is_form(&parts.headers) {
            true => in_form(Request::from_parts(parts, Body::from(bytes))).await?,
            false => Self {
                name: name(named.or(header_name(&parts.headers).as_deref())),
                bytes,
            },
        };
        match upload.bytes.len() as u64 {
            0 => Err(Refusal::NoFile),
            size if size > limits.file => Err(Refusal::TooLarge(limits.file)),
            _ => Ok(upload),
        }
    }
}

/// All of a body; `None` where it is longer than allowed.
async fn collect(mut body: Body, most: u64) -> Result<Option<Bytes>, Refusal> {
    if body.size_hint().lower() > most + SPILL {
        return Ok(None);
    }
    let (mut whole, mut size) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Refusal::Interrupted)?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        size += data.len() as u64;
        if size > most + SPILL {
            return Ok(None);
        }
        match size > most {
            true => whole = Vec::new(),
            false => whole.extend_from_slice(&data),
        }
    }
    Ok((size <= most).then(|| whole.into()))
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

/// The first file of a form.
async fn in_form(request: Request) -> Result<Upload, Refusal> {
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| Refusal::Malformed)?;
    while let Some(field) = form.next_field().await.map_err(|_| Refusal::Malformed)? {
        let Some(named) = field.file_name().map(str::to_owned) else {
            continue;
        };
        let bytes = field.bytes().await.map_err(|_| Refusal::Malformed)?;
        return Ok(Upload {
            name: name(Some(&named)),
            bytes,
        });
    }
    Err(Refusal::NoFile)
}

/// The name in the header `X-File-Name`, whose characters beyond ASCII are percent-encoded.
fn header_name(headers: &HeaderMap) -> Option<String> {
    let written = headers.get("x-file-name")?.to_str().ok()?;
    Some(percent_decode_str(written).decode_utf8_lossy().into_owned())
}

/// A name as it can be shown: the last part of a path, without characters that cannot be seen or turn the direction of others.
fn name(sent: Option<&str>) -> String {
    let last = sent.and_then(|sent| sent.rsplit(['/', '\\']).next());
    let shown = last
        .unwrap_or_default()
        .chars()
        .filter(|one| !is_unseen(*one));
    let shown: Vec<char> = shown.collect();
    let shown = shown[shown.len().saturating_sub(NAME)..]
        .iter()
        .collect::<String>();
    match shown.trim() {
        "" => NAMELESS.to_owned(),
        shown => shown.to_owned(),
    }
}

fn is_unseen(one: char) -> bool {
    one.is_control()
        || matches!(one, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path_and_hides_nothing() {
        assert_eq!(name(Some("报告.docx")), "报告.docx");
        assert_eq!(name(Some("../../etc/报告.docx")), "报告.docx");
        assert_eq!(name(Some("C:\\文件\\报告.docx")), "报告.docx");
        assert_eq!(name(Some("报告\u{202e}xcod.exe\r\n")), "报告xcod.exe");
        assert_eq!(name(Some("a/")), NAMELESS);
        assert_eq!(name(None), NAMELESS);
        let long = format!("{}.docx", "长".repeat(500));
        assert!(name(Some(&long)).ends_with(".docx"));
        assert_eq!(name(Some(&long)).chars().count(), NAME);
    }
}
