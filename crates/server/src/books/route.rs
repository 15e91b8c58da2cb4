//! What is found where below `/books`, and what may be sent there.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use entry::EntryId;
use serde::Deserialize;
use work::Failure;
use work::fill::{Added, Filled, Filling, Removed, fill};
use work::print::{Format, print};

use super::Books;
use super::entry_page::{EntryPage, Refused, Unit, Which};
use super::fill::{Form, Sent};
use super::head::part;
use super::log::Log;
use super::overview::{Desk, Year};
use super::report::{Report, made};
use super::score::Score;
use super::sheet::{Asked, Sheet, here};
use super::shelves::Shelved;
use crate::refusal::Refusal;
use crate::route::App;

/// Bytes that are taken at once.
const BODY: usize = 1 << 20;

/// The pages of books; the guard stands before them.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/books/", get(desk))
        .route("/books/new", post(begin))
        .route("/books/{book}/", get(year))
        .route("/books/{book}/unit", get(unit))
        .route("/books/{book}/sheet/{kind}", get(sheet))
        .route("/books/{book}/entry", get(entry).post(write))
        .route("/books/{book}/remove", post(remove))
        .route("/books/{book}/fill", post(fill_in))
        .route("/books/{book}/undo", post(undo))
        .route("/books/{book}/score", get(score))
        .route("/books/{book}/log", get(log))
        .route("/books/{book}/report", get(report))
        .route("/books/{book}/report/preview", get(preview))
        .route("/books/{book}/report/{file}", get(download))
        .layer(DefaultBodyLimit::max(BODY))
}

type Shared = State<Arc<App>>;
type Sending = Result<Bytes, BytesRejection>;

/// Does something with the books that may wait for the disk.
async fn with_books(
    app: Arc<App>,
    act: impl FnOnce(&App, &Books) -> Result<Response, Refusal> + Send + 'static,
) -> Result<Response, Refusal> {
    let acted = tokio::task::spawn_blocking(move || {
        let books = app.books().ok_or(Refusal::NotFound)?;
        act(&app, books)
    });
    acted.await.unwrap_or(Err(Refusal::Failed))
}

/// Does something with one book.
async fn with_book(
    app: Arc<App>,
    name: String,
    act: impl FnOnce(&Books, &Shelved) -> Result<Response, Refusal> + Send + 'static,
) -> Result<Response, Refusal> {
    with_books(app, move |_, books| {
        let book = books.shelves.find(&name)?.ok_or(Refusal::NotFound)?;
        act(books, &book)
    })
    .await
}

fn answered(done: Result<Response, Refusal>) -> Response {
    done.unwrap_or_else(|refusal| refusal.page())
}

fn rendered(template: &impl Template) -> Response {
    Html(template.render().unwrap_or_default()).into_response()
}

/// What was sent, where it is not too much.
fn body(sending: Sending) -> Result<Bytes, Refusal> {
    sending.map_err(|refused| match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooMuch,
        _ => Refusal::Malformed,
    })
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Book(failure.to_string())
    }
}

async fn desk(State(app): Shared) -> Response {
    let page = with_books(app, |app, books| {
        let note = books.note("serve");
        let year = note.at.get(..4).and_then(|year| year.parse().ok());
        // Last year's performance is evaluated this year.
        let usual = year.unwrap_or(2000_u16).saturating_sub(1);
        Ok(rendered(&Desk::new(
            &books.shelves,
            app.is_public(),
            usual,
        )?))
    });
    answered(page.await)
}

/// Begins a book with samples in it.
async fn begin(State(app): Shared, sending: Sending) -> Response {
    let begun = with_books(app, |_, books| {
        let form = Form::read(&body(sending)?);
        let unit = form.get("unit").unwrap_or_default().trim();
        let year = form.get("year").and_then(|year| year.trim().parse().ok());
        let name = books.shelves.begin(unit, year)?;
        Ok(Redirect::to(&format!("/books/{}/", part(&name))).into_response())
    });
    answered(begun.await)
}

async fn year(State(app): Shared, Path(book): Path<String>) -> Response {
    answered(with_book(app, book, |_, book| Ok(rendered(&Year::new(book)))).await)
}

async fn unit(State(app): Shared, Path(book): Path<String>) -> Response {
    answered(with_book(app, book, |_, book| Ok(rendered(&Unit::new(book)?))).await)
}

async fn score(State(app): Shared, Path(book): Path<String>) -> Response {
    answered(with_book(app, book, |_, book| Ok(rendered(&Score::new(book)))).await)
}

async fn report(State(app): Shared, Path(book): Path<String>) -> Response {
    answered(
        with_book(app, book, |books, book| {
            Ok(rendered(&Report::new(books, book)))
        })
        .await,
    )
}

#[derive(Deserialize)]
struct OfReport {
    /// Whether it is to be final.
    #[serde(default, rename = "final")]
    finished: Option<String>,
}

/// The report as it would be handed in, in the browser.
async fn preview(State(app): Shared, Path(book): Path<String>) -> Response {
    let page = with_book(app, book, |books, book| {
        let page = document::html(&made(books, book, ::report::State::Draft)?.composed.document);
        // The page is alone in its frame of mind: it may point at its figures, and reach nothing.
        let policy = format!(
            "default-src 'none'; style-src 'unsafe-inline'; script-src {}; base-uri 'none'; frame-ancestors 'none'; sandbox allow-scripts",
            review::inline(document::PAGE_SCRIPT)
        );
        Ok(([(header::CONTENT_SECURITY_POLICY, policy)], Html(page)).into_response())
    });
    answered(page.await)
}

/// The report as a file.
async fn download(
    State(app): Shared,
    Path((book, file)): Path<(String, String)>,
    Query(of): Query<OfReport>,
) -> Response {
    let file = with_book(app, book, move |books, book| {
        let wanted = Format::ALL.into_iter().find(|format| format.file() == file);
        let format = wanted.ok_or(Refusal::NotFound)?;
        let state = match of.finished {
            Some(_) => ::report::State::Final,
            None => ::report::State::Draft,
        };
        let made = made(books, book, state)?;
        let printed = print(book.folder(), &made.ready(), format, &*books.means.press)?;
        let name = part(format.file());
        let headers = [
            (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
            (
                header::CONTENT_DISPOSITION,
                format!("attachment; filename*=UTF-8''{name}"),
            ),
        ];
        Ok((headers, printed.bytes).into_response())
    });
    answered(file.await)
}

#[derive(Deserialize)]
struct OfLog {
    #[serde(default)]
    at: String,
    #[serde(default)]
    page: Option<usize>,
}

async fn log(State(app): Shared, Path(book): Path<String>, Query(of): Query<OfLog>) -> Response {
    let page = with_book(app, book, move |_, book| {
        let page = of.page.unwrap_or(1).min(MOST_PAGES);
        Ok(rendered(&Log::new(book, &of.at, page)?))
    });
    answered(page.await)
}

const MOST_PAGES: usize = 100_000;

#[derive(Deserialize)]
struct OfSheet {
    #[serde(default, rename = "in")]
    parent: Option<EntryId>,
    #[serde(default)]
    view: usize,
    #[serde(default)]
    page: usize,
}

async fn sheet(
    State(app): Shared,
    Path((book, kind)): Path<(String, String)>,
    of: Result<Query<OfSheet>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let page = with_book(app, book, move |_, book| {
        let Query(of) = of.map_err(|_| Refusal::NotFound)?;
        let asked = Asked {
            parent: of.parent.unwrap_or_default(),
            kind,
            view: of.view,
            page: of.page,
        };
        let page = Sheet::new(book, &asked)?.ok_or(Refusal::NotFound)?;
        Ok(rendered(&page))
    });
    answered(page.await)
}

#[derive(Deserialize)]
struct OfEntry {
    #[serde(default)]
    at: Option<EntryId>,
    #[serde(default, rename = "in")]
    parent: Option<EntryId>,
    #[serde(default)]
    kind: Option<String>,
}

async fn entry(
    State(app): Shared,
    Path(book): Path<String>,
    of: Result<Query<OfEntry>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let page = with_book(app, book, move |_, book| {
        let Query(of) = of.map_err(|_| Refusal::NotFound)?;
        let which = match (of.at, of.kind) {
            (Some(id), _) => Which::There(id),
            (None, Some(kind)) => Which::New {
                parent: of.parent.unwrap_or_default(),
                kind,
            },
            (None, None) => return Err(Refusal::NotFound),
        };
        let page = EntryPage::new(book, &which, &Refused::default())?;
        Ok(rendered(&page.ok_or(Refusal::NotFound)?))
    });
    answered(page.await)
}

/// Takes the form of one entry.
async fn write(State(app): Shared, Path(book): Path<String>, sending: Sending) -> Response {
    let written = with_book(app, book, |books, book| {
        let form = Form::read(&body(sending)?);
        let malformed = |_| Refusal::Malformed;
        let (which, filling) = match form.get("at") {
            Some(at) => {
                let id: EntryId = at.parse().map_err(malformed)?;
                let cells = form.cells(&id);
                let filling = Filling {
                    cells,
                    ..Filling::default()
                };
                (Which::There(id), filling)
            }
            None => {
                let parent = form.get("in").unwrap_or_default();
                let parent: EntryId = parent.parse().map_err(malformed)?;
                let kind = form.get("kind").unwrap_or_default().to_owned();
                let added = Added {
                    parent: parent.clone(),
                    kind: kind.clone(),
                    fields: form.typed(),
                };
                let filling = Filling {
                    added: vec![added],
                    ..Filling::default()
                };
                (Which::New { parent, kind }, filling)
            }
        };
        let filled = fill(&mut book.held()?, &filling, &books.note("serve"))?;
        if let Filled::Done(done) = &filled {
            return Ok(Redirect::to(&after(book, &which, done.moved)).into_response());
        }
        let refused = Refused {
            typed: form.typed(),
            filled: Some(filled),
        };
        let page = EntryPage::new(book, &which, &refused)?.ok_or(Refusal::NotFound)?;
        let status = match refused.filled {
            Some(Filled::Clash(_)) => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Ok((status, rendered(&page)).into_response())
    });
    answered(written.await)
}

/// Where to go when an entry was written: to it, or to its sheet where it may be called otherwise now.
fn after(book: &Shelved, which: &Which, moved: bool) -> String {
    let base = format!("/books/{}/", part(&book.name));
    match which {
        Which::There(id) if !moved || is_single(id) => {
            format!("{base}entry?at={}", part(&id.to_string()))
        }
        Which::There(id) => of_kind(&base, id.parent().unwrap_or_default(), id.kind()),
        Which::New { parent, kind } => of_kind(&base, parent.clone(), kind),
    }
}

fn is_single(id: &EntryId) -> bool {
    id.within()
        .itself()
        .is_some_and(entry::kind::Kind::is_single)
}

fn of_kind(base: &str, parent: EntryId, kind: &str) -> String {
    let asked = Asked {
        parent,
        kind: kind.to_owned(),
        ..Asked::default()
    };
    format!("{}page={MOST_PAGES}", here(base, &asked))
}

/// Takes an entry away.
async fn remove(State(app): Shared, Path(book): Path<String>, sending: Sending) -> Response {
    let removed = with_book(app, book, |books, book| {
        let form = Form::read(&body(sending)?);
        let id: EntryId = form
            .get("at")
            .and_then(|at| at.parse().ok())
            .ok_or(Refusal::Malformed)?;
        let filling = Filling {
            removed: vec![Removed {
                entry: id.clone(),
                seal: form.get("seal").unwrap_or_default().to_owned(),
            }],
            ..Filling::default()
        };
        let filled = fill(&mut book.held()?, &filling, &books.note("serve"))?;
        let base = format!("/books/{}/", part(&book.name));
        if let Filled::Done(_) = filled {
            let to = of_kind(&base, id.parent().unwrap_or_default(), id.kind());
            return Ok(Redirect::to(&to).into_response());
        }
        let which = Which::There(id);
        let refused = Refused {
            typed: Vec::new(),
            filled: Some(filled),
        };
        let page = EntryPage::new(book, &which, &refused)?.ok_or(Refusal::NotFound)?;
        Ok((StatusCode::CONFLICT, rendered(&page)).into_response())
    });
    answered(removed.await)
}

/// Takes what the script of a sheet sends.
async fn fill_in(State(app): Shared, Path(book): Path<String>, sending: Sending) -> Response {
    let filled = with_book(app, book, |books, book| {
        let sent: Result<Sent, _> = serde_json::from_slice(&body(sending)?);
        let sent = sent.map_err(|_| Refusal::Malformed)?;
        if !sent.fits() {
            return Err(Refusal::TooMuch);
        }
        let filled = fill(&mut book.held()?, &sent.into(), &books.note("serve"))?;
        let status = match filled {
            Filled::Done(_) => StatusCode::OK,
            Filled::Clash(_) => StatusCode::CONFLICT,
            Filled::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        json(status, &filled)
    });
    filled.await.unwrap_or_else(|refusal| refusal.problem())
}

fn json(status: StatusCode, answer: &impl serde::Serialize) -> Result<Response, Refusal> {
    let body = serde_json::to_vec(answer).map_err(|_| Refusal::Failed)?;
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((status, kind, body).into_response())
}

/// Takes an operation back: the one of the number, or the last one. A script gets an answer, a form the log.
async fn undo(State(app): Shared, Path(book): Path<String>, sending: Sending) -> Response {
    let undone = with_book(app, book, |books, book| {
        let form = Form::read(&body(sending)?);
        let seq = match form.get("seq") {
            Some(seq) => Some(seq.parse().map_err(|_| Refusal::Malformed)?),
            None => None,
        };
        let undone = work::undo::undo(&mut book.held()?, seq, &books.note("undo"))?;
        match form.get("script") {
            Some(_) => json(StatusCode::OK, &undone),
            None => {
                let to = format!("/books/{}/log", part(&book.name));
                Ok(Redirect::to(&to).into_response())
            }
        }
    });
    answered(undone.await)
}
