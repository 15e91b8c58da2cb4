//! Reports to look at without a file of one's own: the figures a real bureau published, its report written from its book, and
//! the same with errors planted in it.

use std::path::Path;

use document::{Block, Document, Limits};
use server::Sample;

use crate::command::demo::{BOOK, PUBLISHED, unpack};
use crate::error::Failure;
use crate::source;

/// What is written wrongly for the purpose. Each is as long as what it stands for, so that marks stay in their places.
const PLANTED: [(&str, &str); 3] = [
    ("划拨23宗，面积1895.38亩", "划拨23宗，面积1859.38亩"),
    ("执行数337.90万元", "执行数373.90万元"),
    ("整改率90.70%", "整改率97.70%"),
];

pub(super) fn all() -> Result<Vec<Sample>, Failure> {
    let folder =
        tempfile::tempdir().map_err(Failure::file("无法建立目录", Path::new("临时目录")))?;
    unpack(&BOOK, folder.path())?;
    let composed = source::read(folder.path())?;
    let published = document::read("report.md", PUBLISHED.as_bytes(), &Limits::default());
    let published = published.map_err(|error| Failure::Said(format!("{error}。")))?;
    Ok(vec![
        Sample {
            name: "planted",
            file: "改错的自评报告.docx".to_owned(),
            title: "改错了三个数的报告".to_owned(),
            about: "由台账写成的自评报告，写成以后故意改错三个数，看能不能找出来。".to_owned(),
            bytes: word(&planted(composed.clone()))?,
        },
        Sample {
            name: "published",
            file: "公开的自评数字.docx".to_owned(),
            title: "真实公开的数字".to_owned(),
            about: "同一单位2022年公开的自评数字，文字另写，数没有动，里面有真实的矛盾。"
                .to_owned(),
            bytes: word(&published)?,
        },
        Sample {
            name: "right",
            file: "没有错的自评报告.docx".to_owned(),
            title: "没有错的报告".to_owned(),
            about: "由台账写成的同一份报告，没有改动：几百个数，没有一处矛盾。".to_owned(),
            bytes: word(&composed)?,
        },
    ])
}

fn planted(mut document: Document) -> Document {
    for block in &mut document.blocks {
        if let Block::Paragraph(text) = block {
            for (right, wrong) in PLANTED {
                text.content = text.content.replace(right, wrong);
            }
        }
    }
    document
}

fn word(document: &Document) -> Result<Vec<u8>, Failure> {
    document::docx(document, &[]).map_err(|error| Failure::Said(format!("{error}。")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use review::Reviewed;

    fn figures(sample: &Sample) -> Vec<String> {
        let read = document::read(&sample.file, &sample.bytes, &Limits::default());
        let reviewed = Reviewed::new(&sample.file, read);
        let findings = reviewed.findings().iter();
        findings
            .map(|finding| finding.figures[0].text.clone())
            .collect()
    }

    #[test]
    fn what_is_planted_is_found_and_nothing_in_the_right_one() {
        let [planted, published, right] = all().unwrap().try_into().ok().unwrap();
        assert_eq!(figures(&planted), ["1859.38亩", "97.70%", "373.90万元"]);
        assert!(figures(&published).len() > 5);
        assert_eq!(figures(&right), Vec::<String>::new());
    }
}
