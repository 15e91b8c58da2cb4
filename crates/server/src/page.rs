//! The pages, as templates in `templates/`, and what they load, in `assets/`.

use askama::Template;
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Response};

use crate::refusal::{Told, size};
use crate::wire::Part;
use crate::{Limits, Sample};

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    limits: &'a Limits,
    size: String,
    accept: String,
    samples: &'a [&'a Sample],
}

#[derive(Template)]
#[template(path = "said.html")]
struct Said<'a> {
    title: &'a str,
    detail: &'a str,
    /// The stable name of what went wrong; empty where nothing did.
    code: &'a str,
}

#[derive(Template)]
#[template(path = "tools.html")]
struct Tools {
    /// For how many minutes the result is kept; `None` for a sample.
    minutes: Option<u64>,
    /// The extension of the annotated original, where there is one.
    annotated: Option<&'static str>,
}

/// The first page.
pub(crate) fn home(limits: &Limits, samples: &[&Sample]) -> Html<String> {
    let accept: Vec<String> = document::extensions()
        .map(|one| format!(".{one}"))
        .collect();
    rendered(&Home {
        limits,
        size: size(limits.file),
        accept: accept.join(","),
        samples,
    })
}

/// A page that says something.
pub(crate) fn said(title: &str, detail: &str) -> Html<String> {
    rendered(&Said {
        title,
        detail,
        code: "",
    })
}

/// A page that says why something is not granted.
pub(crate) fn refusal(told: &Told) -> Html<String> {
    rendered(&Said {
        title: told.title,
        detail: &told.detail,
        code: told.code,
    })
}

/// The bar above a result that is kept for so many minutes, or for good, with its annotated original where there is one.
pub(crate) fn tools(minutes: Option<u64>, annotated: Option<Part>) -> String {
    let extension = Part::FILES
        .iter()
        .find(|(_, part, _)| Some(*part) == annotated);
    let tools = Tools {
        minutes,
        annotated: extension.map(|(extension, ..)| *extension),
    };
    rendered(&tools).0
}

/// Writing into memory does not fail, and the templates call nothing that may.
fn rendered(template: &impl Template) -> Html<String> {
    Html(template.render().unwrap_or_default())
}

const ASSETS: [(&str, &str, &str); 5] = [
    (
        "page.css",
        "text/css; charset=utf-8",
        include_str!("../assets/page.css"),
    ),
    (
        "home.js",
        "text/javascript; charset=utf-8",
        include_str!("../assets/home.js"),
    ),
    (
        "books.css",
        "text/css; charset=utf-8",
        include_str!("../assets/books.css"),
    ),
    (
        "books.js",
        "text/javascript; charset=utf-8",
        include_str!("../assets/books.js"),
    ),
    (
        "icon.svg",
        "image/svg+xml",
        include_str!("../assets/icon.svg"),
    ),
];

/// What pages load.
pub(crate) fn asset(name: &str) -> Option<Response> {
    let (_, kind, text) = ASSETS.iter().find(|(known, ..)| *known == name)?;
    let headers = [
        (header::CONTENT_TYPE, *kind),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Some((headers, *text).into_response())
}
