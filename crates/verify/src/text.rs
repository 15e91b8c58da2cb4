//! The texts findings are about, and what is printed where.

use std::collections::BTreeMap;

use quantity::{Approximation, Quantity, Unit, parse_cell, scan};

use crate::outcome::Reason;
use crate::wire::Quote;

/// The extracted text of the file that was audited, and of those it was held against.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    main: String,
    others: BTreeMap<String, String>,
}

impl Texts {
    /// The text of the file that was audited.
    pub fn new(main: impl Into<String>) -> Self {
        Self {
            main: main.into(),
            others: BTreeMap::new(),
        }
    }

    /// Adds the text of a file it was held against, under the name findings have for it.
    pub fn add(&mut self, file: impl Into<String>, text: impl Into<String>) {
        self.others.insert(file.into(), text.into());
    }

    /// The text of the file that was audited.
    pub(crate) fn main(&self) -> &str {
        &self.main
    }

    /// Whether the text says what is quoted.
    pub(crate) fn check(&self, quote: &Quote) -> Result<(), Reason> {
        let Quote {
            text, start, end, ..
        } = quote;
        let outside = || Reason::OutsideText {
            text: text.clone(),
            start: *start,
            end: *end,
        };
        let printed = self.of(quote)?.get(*start..*end).ok_or_else(outside)?;
        if unbroken(printed) == unbroken(text) {
            Ok(())
        } else {
            Err(Reason::OtherText {
                text: text.clone(),
                printed: printed.to_owned(),
            })
        }
    }

    /// Whether a number is printed there, with its unit beside it or at the head of its table.
    pub(crate) fn check_number(&self, quote: &Quote, stated: Quantity) -> Result<(), Reason> {
        self.check(quote)?;
        let text = self.of(quote)?;
        let read = numbers_at(text, quote.start, quote.end);
        let bare = Quantity {
            unit: Unit::NONE,
            ..stated
        };
        // The limit that ≥ sets is a number, too.
        let limit = |number: &Quantity| Quantity {
            approximation: Approximation::Exact,
            ..*number
        };
        if read.contains(&stated) || read.iter().any(|number| limit(number) == stated) {
            return Ok(());
        }
        if read
            .iter()
            .any(|number| *number == bare || limit(number) == bare)
        {
            let unit = stated.unit.symbol();
            return text.contains(&unit).then_some(()).ok_or(Reason::NoUnit {
                text: quote.text.clone(),
                unit,
            });
        }
        Err(match read.first() {
            Some(number) => Reason::OtherNumber {
                text: quote.text.clone(),
                read: number.to_string(),
                stated: stated.to_string(),
            },
            None => Reason::NoNumber {
                text: quote.text.clone(),
            },
        })
    }

    /// Whether the text a quote is from speaks of scores at all.
    pub(crate) fn speaks_of_scores(&self, quote: &Quote) -> bool {
        self.of(quote)
            .is_ok_and(|text| text.contains('分') || text.contains("权重"))
    }

    /// The text a quote is from.
    pub(crate) fn of(&self, quote: &Quote) -> Result<&str, Reason> {
        match &quote.file {
            None => Ok(&self.main),
            Some(file) => self
                .others
                .get(file)
                .map(String::as_str)
                .ok_or_else(|| Reason::UnknownFile { file: file.clone() }),
        }
    }
}

/// A text without the line ends a file has inside its sentences.
fn unbroken(text: &str) -> String {
    text.replace('\n', "")
}

/// The numbers that a range of a text can be read as: in its line, in its line with those around it, and as a cell.
fn numbers_at(text: &str, start: usize, end: usize) -> Vec<Quantity> {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let above = text[..line_start.saturating_sub(1)]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let below = text[line_end..].find('\n').map_or(text.len(), |at| {
        let next = line_end + at + 1;
        text[next..].find('\n').map_or(text.len(), |end| next + end)
    });
    let found = |from: usize, to: usize| {
        let before = unbroken(&text[from..start]);
        let here = unbroken(&text[start..end]);
        let all = format!("{before}{here}{}", unbroken(&text[end..to]));
        scan(&all)
            .find(|number| number.start == before.len() && number.end == before.len() + here.len())
            .map(|number| number.quantity)
    };
    let mut numbers: Vec<Quantity> = [found(line_start, line_end), found(above, below)]
        .into_iter()
        .flatten()
        .collect();
    numbers.extend(parse_cell(&text[line_start..line_end]));
    numbers
}
