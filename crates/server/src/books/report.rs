//! 报告: what it would say, what keeps it from being final, and the files to take away.

use ::report::{State, Template as Outline};
use askama::Template;
use audit::Severity as Gravity;
use document::Picture;
use settings::Day;
use work::print::Format;
use work::report::{Made, Request, report};
use work::{Failure, Layout};

use super::Books;
use super::head::{Head, TABS, Tab};
use super::overview::Todo;
use super::shelves::Shelved;

/// Composes the report of a book.
///
/// # Errors
/// When the book cannot be read or has no scheme, and where a final one is wanted that is not ready.
pub(crate) fn made(books: &Books, book: &Shelved, state: State) -> Result<Made, Failure> {
    let layout = Layout::named(Outline::USUAL)?;
    let folder = book.folder();
    let request = Request {
        layout: &layout,
        scheme: None,
        as_of: None,
        finished: state == State::Final,
        profile: &(books.means.profile)(folder)?,
        today: today(books),
    };
    let draw = &mut |picture: &Picture| {
        let drawn = books.means.press.png(picture);
        drawn.map_err(|error| error.to_string())
    };
    let made = report(folder, work::desk::load(folder)?, &request, draw)?;
    if state == State::Final && !made.is_ready() {
        return Err(Failure::Said(
            "报告还不能定稿：先处理“报告”页上列出的各项。".to_owned(),
        ));
    }
    Ok(made)
}

/// The day on which somebody looks, by the clock of the program.
fn today(books: &Books) -> Day {
    let at = books.note("serve").at;
    let mut parts = at[..at.len().min(10)].split('-');
    let mut next = || parts.next().unwrap_or_default();
    Day {
        year: next().parse().unwrap_or_default(),
        month: next().parse().unwrap_or_default(),
        day: next().parse().unwrap_or_default(),
    }
}

/// The page of the report.
#[derive(Template)]
#[template(path = "books/report.html")]
pub(crate) struct Report {
    head: Head,
    tabs: &'static [Tab],
    /// Why there is none, where the book can be read.
    failure: Option<String>,
    /// What has to be mended first.
    wrong: Vec<Todo>,
    /// What somebody has to settle before it is final, and how.
    open: Vec<(String, String)>,
    /// Whether nothing keeps it from being final.
    ready: bool,
    /// The files that this program can make.
    files: Vec<&'static str>,
    /// Whether it sets no pages.
    unset: bool,
}

impl Report {
    pub(crate) fn new(books: &Books, book: &Shelved) -> Self {
        let (scored, made) = match made(books, book, State::Draft) {
            Ok(made) => {
                let told = (wrong(&made), open(&made), made.is_ready());
                (Ok(made.scored), Ok(told))
            }
            Err(failure) => (book.scored(), Err(failure.to_string())),
        };
        let head = Head::new(book, &scored, "报告");
        // What is wrong with a book that cannot be read stands above every page of it.
        let failure = made.as_ref().err().filter(|_| scored.is_ok()).cloned();
        let (wrong, open, ready) = made.unwrap_or_default();
        let sets = books.means.press.sets();
        let files = Format::ALL
            .into_iter()
            .filter(|format| sets || !format.is_set());
        Self {
            head,
            tabs: &TABS,
            failure,
            wrong,
            open,
            ready,
            files: files.map(Format::file).collect(),
            unset: !sets,
        }
    }
}

/// The errors of the book and of what the report would say.
fn wrong(made: &Made) -> Vec<Todo> {
    let remarks = made.scored.card.remarks.iter();
    let errors = remarks.filter(|remark| remark.severity == book::Severity::Error);
    let findings = made.audit.findings.iter();
    let found = findings.filter(|found| found.finding.severity == Gravity::Error);
    let found = found.map(|found| Todo {
        severity: "错误".to_owned(),
        class: "error",
        subject: found.finding.code.to_owned(),
        message: format!(
            "{} 改的地方：{}",
            found.finding.message,
            found.sources.join("；")
        ),
        link: None,
    });
    errors.map(Todo::from).chain(found).collect()
}

/// What else somebody has to settle, and how.
fn open(made: &Made) -> Vec<(String, String)> {
    let obstacles = made.obstacles.iter();
    obstacles
        .map(|one| (one.problem.clone(), one.remedy.clone()))
        .collect()
}
