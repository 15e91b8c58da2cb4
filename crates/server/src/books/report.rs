//! 报告: what it would say, what keeps it from being final, and the files to take away.

use std::ops::Deref;

use askama::Template;
use audit::Severity as Gravity;
use document::Picture;
use settings::Day;
use work::print::{Format, Printed, Ready, print};
use work::report::{Made, Request, report};
use work::{Failure, Layout};

use super::Books;
use super::head::{Head, TABS, Tab};
use super::overview::Todo;
use super::shelves::Shelved;

/// The layout of a report of a unit as a whole (部门整体支出).
const LAYOUT: &str = "bumen-zhengti";

/// Whether a report is for comments or to be handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Draft {
    /// 征求意见稿.
    Draft,
    /// 定稿.
    Final,
}

/// A report that was composed and audited.
pub(crate) struct Composed(Made);

impl Deref for Composed {
    type Target = Made;

    fn deref(&self) -> &Made {
        &self.0
    }
}

/// Composes the report of a book.
///
/// # Errors
/// When the book cannot be read or has no scheme, and where a final one is wanted that is not ready.
pub(crate) fn made(books: &Books, book: &Shelved, draft: Draft) -> Result<Composed, Failure> {
    let layout = Layout::named(LAYOUT)?;
    let folder = book.folder();
    let request = Request {
        layout: &layout,
        scheme: None,
        as_of: None,
        finished: draft == Draft::Final,
        profile: &(books.means.profile)(folder)?,
        today: today(books),
    };
    let draw = &mut |picture: &Picture| {
        let drawn = books.means.press.png(picture);
        drawn.map_err(|error| error.to_string())
    };
    let made = report(folder, work::desk::load(folder)?, &request, draw)?;
    if draft == Draft::Final && !made.is_ready() {
        return Err(Failure::Said(
            "报告还不能定稿：先处理“报告”页上列出的各项。".to_owned(),
        ));
    }
    Ok(Composed(made))
}

impl Composed {
    /// It in a format.
    ///
    /// # Errors
    /// When it cannot be set.
    pub(crate) fn print(
        &self,
        books: &Books,
        book: &Shelved,
        format: Format,
    ) -> Result<Printed, Failure> {
        let ready = Ready {
            book: &self.scored.book,
            card: &self.scored.card,
            composed: &self.composed,
            edition: &self.edition,
            word: self.word.as_deref(),
        };
        print(book.folder(), &ready, format, &*books.means.press)
    }
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
        let scored = book.scored();
        let head = Head::new(book, &scored, "报告");
        let sets = books.means.press.sets();
        let files = Format::ALL
            .into_iter()
            .filter(|format| sets || !format.is_set());
        let mut page = Self {
            head,
            tabs: &TABS,
            failure: None,
            wrong: Vec::new(),
            open: Vec::new(),
            ready: false,
            files: files.map(Format::file).collect(),
            unset: !sets,
        };
        if scored.is_err() {
            return page;
        }
        match made(books, book, Draft::Draft) {
            Ok(made) => page.told(&made),
            Err(failure) => page.failure = Some(failure.to_string()),
        }
        page
    }

    fn told(&mut self, made: &Made) {
        let findings = made.audit.findings.iter();
        let errors = findings.filter(|found| found.finding.severity == Gravity::Error);
        let found = errors.map(|found| Todo {
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
        let remarks = made.scored.card.remarks.iter();
        let errors = remarks.filter(|remark| remark.severity == book::Severity::Error);
        self.wrong = errors.map(Todo::from).chain(found).collect();
        let open = made.obstacles.iter();
        self.open = open
            .map(|one| (one.problem.clone(), one.remedy.clone()))
            .collect();
        self.ready = made.is_ready();
    }
}
