//! 自评报告: a report is composed from a book by a layout, and audited before it leaves.

use std::path::Path;

use audit::Profile;
use book::{Book, Date};
use document::{Picture, Png, Text};
use report::{Composed, Edition, SelfAudit, State, Trace};
use serde_json::{Value, json};
use settings::Day;

use crate::obstacle::{self, Obstacle};
use crate::print::Ready;
use crate::score::{self, Scored, is_sound};
use crate::told::{remarks, told_as_value};
use crate::{Failure, Layout, undated};

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// How it is laid out.
    pub layout: &'a Layout,
    /// The scheme (评分方案), or the book's own.
    pub scheme: Option<&'a str>,
    /// The day at whose end the book was as it is told, or now.
    pub as_of: Option<Date>,
    /// Whether it is to be final (定稿).
    pub finished: bool,
    /// By what it is audited.
    pub profile: &'a Profile,
    /// The day on which it is audited.
    pub today: Day,
}

/// A report.
#[derive(Debug)]
pub struct Made {
    /// The book with its score.
    pub scored: Scored,
    /// What it says.
    pub composed: Composed,
    /// Draft or final, and by what it was made.
    pub edition: Edition,
    /// The Word document, where the layout is one.
    pub word: Option<Vec<u8>>,
    /// What its own audit found.
    pub audit: SelfAudit,
    /// What else somebody has to settle before it is final.
    pub obstacles: Vec<Obstacle>,
    /// Pieces of narrative that it does not print: `text/概况.md`.
    pub unused: Vec<String>,
}

impl Made {
    /// Whether nothing in it is wrong.
    pub fn is_sound(&self) -> bool {
        self.audit.is_sound() && is_sound(&self.scored.card)
    }

    /// It on its way to the press.
    pub fn ready(&self) -> Ready<'_> {
        Ready {
            book: &self.scored.book,
            card: &self.scored.card,
            composed: &self.composed,
            edition: &self.edition,
            word: self.word.as_deref(),
        }
    }

    /// Whether nothing keeps it from being final.
    pub fn is_ready(&self) -> bool {
        self.is_sound() && self.obstacles.is_empty()
    }
}

/// Composes the report of a book in a folder and audits it; what is not ready stays a draft (征求意见稿), whatever was
/// wanted. `draw` draws the charts that go into a Word document.
///
/// # Errors
/// When there is no such scheme, or the layout asks for what the book does not have.
pub fn report(
    folder: &Path,
    book: Book,
    request: &Request<'_>,
    draw: &mut dyn FnMut(&Picture) -> Result<Png, String>,
) -> Result<Made, Failure> {
    let scored = score::score(book, request.scheme, request.as_of)?;
    let layout = request.layout;
    let mut edition = layout.edition(&scored.card, State::Draft, request.as_of);
    let (book, card) = (&scored.book, &scored.card);
    let mut laid = layout.compose(folder, (book, card), &edition, draw)?;
    let audit = report::audit(&laid.composed, request.profile, request.today);
    let obstacles = obstacle::obstacles(folder, &scored, &laid.composed, &audit);
    if request.finished && audit.is_sound() && is_sound(card) && obstacles.is_empty() {
        edition.state = State::Final;
        laid = layout.compose(folder, (book, card), &edition, draw)?;
    }
    let unused = obstacle::unused_texts(book, &laid.composed);
    if edition.state == State::Draft {
        mark(&mut laid.composed, State::Draft.word());
    }
    if let Some(day) = request.as_of
        && !undated::money(book, day).is_empty()
    {
        mark(&mut laid.composed, UNDATED);
    }
    Ok(Made {
        unused,
        composed: laid.composed,
        word: laid.word,
        obstacles,
        edition,
        audit,
        scored,
    })
}

/// What a report of an earlier day says of money that was typed in for the whole year.
const UNDATED: &str = "执行数为录入的全年数，未分日期";

/// Says something on every page: a draft, that it is one.
fn mark(composed: &mut Composed, words: &str) {
    composed.document.margins.push(Text {
        content: words.to_owned(),
        ..Text::default()
    });
    composed.traces.push(Trace::default());
}

told_as_value!(Made);

impl Made {
    fn value(&self) -> Value {
        let findings = self.audit.findings.iter().map(|found| {
            let finding = &found.finding;
            json!({
                "code": finding.code, "severity": finding.severity.word(), "message": finding.message,
                "sources": found.sources,
            })
        });
        json!({
            "state": self.edition.state.word(),
            "as_of": self.edition.as_of,
            "total": self.scored.card.total.to_string(),
            "remarks": remarks(&self.scored.card.remarks),
            "findings": findings.collect::<Vec<_>>(),
            "obstacles": self.obstacles,
            "unused": self.unused,
        })
    }
}
