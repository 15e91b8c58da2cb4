//! Who may open the books: whoever sits at this machine and opened the address that the program gave, through a page of ours.
//!
//! Other pages in the same browser may send requests here, too. They do not have the key, which is in a cookie for this site
//! alone; a name of theirs that leads to this machine is not taken for its own; and what changes something has to come from
//! where it goes to.

use std::sync::Arc;

use axum::extract::{Extension, Query, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::Books;
use crate::caller::Caller;
use crate::refusal::Refusal;
use crate::route::{App, refused};

#[derive(Deserialize)]
pub(crate) struct Given {
    #[serde(default)]
    key: String,
}

/// Gives the key to the browser that opens the address.
pub(crate) async fn open(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Query(given): Query<Given>,
    headers: HeaderMap,
) -> Response {
    let Some(books) = app.books() else {
        return Refusal::NotFound.page();
    };
    let Some(host) = here(&caller, &headers) else {
        return Refusal::NotHere.page();
    };
    if !same(&given.key, &books.key) {
        return Refusal::NoKey.page();
    }
    let cookie = format!(
        "{}={}; Path=/books; HttpOnly; SameSite=Strict",
        cookie_name(host),
        books.key
    );
    ([(header::SET_COOKIE, cookie)], Redirect::to("/books/")).into_response()
}

/// Lets nobody pass to anything below `/books` who has no business with the books, also where nothing is.
pub(crate) async fn guard(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if path != "/books" && !path.starts_with("/books/") {
        return next.run(request).await;
    }
    let granted = app
        .books()
        .ok_or(Refusal::NotFound)
        .and_then(|books| granted(books, &caller, request.method(), request.headers()));
    if let Err(refusal) = granted {
        return refused(&refusal, &request);
    }
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        let headers = response.headers_mut();
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// What holds of the pages of books besides what holds of every page: they send what is typed, and say where they are so
/// that it can be told from what others send.
const HEADERS: [(HeaderName, &str); 2] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "same-origin"),
];

fn granted(
    books: &Books,
    caller: &Caller,
    method: &Method,
    headers: &HeaderMap,
) -> Result<(), Refusal> {
    let host = here(caller, headers).ok_or(Refusal::NotHere)?;
    let name = cookie_name(host);
    let cookies = headers.get_all(header::COOKIE).iter();
    let cookies = cookies.filter_map(|cookies| cookies.to_str().ok());
    let mut cookies = cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='));
    if !cookies.any(|(known, key)| known == name && same(key, &books.key)) {
        return Err(Refusal::NoKey);
    }
    if method != Method::GET && method != Method::HEAD {
        let origin = text(headers, header::ORIGIN);
        if origin.and_then(|origin| origin.strip_prefix("http://")) != Some(host) {
            return Err(Refusal::Foreign);
        }
    }
    Ok(())
}

/// The name of this machine that was asked for, where it is one that no other machine can have.
fn here<'a>(caller: &Caller, headers: &'a HeaderMap) -> Option<&'a str> {
    let host = text(headers, header::HOST)?;
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, ""),
    };
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    let own = matches!(name, "127.0.0.1" | "localhost" | "[::1]");
    (caller.local && own && digits).then_some(host)
}

/// Cookies go to every port of a machine: each server has a name of its own for the key.
fn cookie_name(host: &str) -> String {
    let port = host.rsplit_once(':').map_or("80", |(_, port)| port);
    format!("kaocheng-{port}")
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// Whether two keys are the same; how long that takes tells nothing about where they differ.
fn same(given: &str, key: &str) -> bool {
    let differs = given.bytes().zip(key.bytes());
    let differs = differs.fold(0, |differs, (one, other)| differs | (one ^ other));
    given.len() == key.len() && differs == 0
}
