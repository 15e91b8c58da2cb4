//! What stands above every page of a book: whose year it is, how it stands, and where else one may go.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use work::Failure;
use work::score::Scored;

use super::shelves::{Shelved, counts};

/// What stands in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A text as a part of an address.
pub(crate) fn part(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// A way to another page of the book.
#[derive(Debug)]
pub(crate) struct Tab {
    /// The letter that leads there after `g`.
    pub(crate) letter: char,
    pub(crate) title: &'static str,
    /// Its address within the book's.
    pub(crate) path: &'static str,
}

/// The pages of a book.
pub(crate) const TABS: [Tab; 9] = [
    tab('y', "概览", ""),
    tab('i', "目标指标", "sheet/指标"),
    tab('b', "预算", "sheet/预算"),
    tab('u', "基本情况", "unit"),
    tab('m', "监控", "sheet/监控"),
    tab('s', "自评", "score"),
    tab('r', "报告", "report"),
    tab('z', "整改", "sheet/问题"),
    tab('h', "操作记录", "log"),
];

const fn tab(letter: char, title: &'static str, path: &'static str) -> Tab {
    Tab {
        letter,
        title,
        path,
    }
}

/// How a book stands.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) total: String,
    pub(crate) full: String,
    pub(crate) grade: Option<String>,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

impl Standing {
    pub(crate) fn of(scored: &Scored) -> Self {
        let card = &scored.card;
        let (errors, warnings) = counts(&card.remarks);
        Self {
            total: card.total.to_string(),
            full: card.full.to_string(),
            grade: card.grade.as_ref().map(|grade| grade.name.clone()),
            errors,
            warnings,
        }
    }
}

/// What stands above a page.
#[derive(Debug)]
pub(crate) struct Head {
    /// The book's address, with a slash at the end.
    pub(crate) base: String,
    /// The unit; the name of the folder where it cannot be read.
    pub(crate) unit: String,
    pub(crate) year: Option<u16>,
    /// What is wrong where the book cannot be read.
    pub(crate) standing: Result<Standing, String>,
    /// The title of the tab that is open.
    pub(crate) tab: &'static str,
}

impl Head {
    pub(crate) fn new(book: &Shelved, scored: &Result<Scored, Failure>, tab: &'static str) -> Self {
        let read = scored.as_ref();
        Self {
            base: format!("/books/{}/", part(&book.name)),
            unit: read.map_or_else(|_| book.name.clone(), |one| one.book.profile.name.clone()),
            year: read.ok().map(|one| one.book.year),
            standing: match read {
                Ok(scored) => Ok(Standing::of(scored)),
                Err(failure) => Err(failure.to_string()),
            },
            tab,
        }
    }

    /// The title of the page in the browser.
    pub(crate) fn title(&self) -> String {
        match self.year {
            Some(year) => format!("{} {}{year}年度 · 考成", self.tab, self.unit),
            None => format!("{} {} · 考成", self.tab, self.unit),
        }
    }
}
