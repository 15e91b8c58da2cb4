//! A report being made: its blocks with slots for figures, the figures, and what they claim of each other.

use std::fmt;

use document::{Block, Cell, Table, Text};
use quantity::{Approximation, Rational, Unit};

use crate::claim::{Claim, Id, Sort};
use crate::dice::Dice;
use crate::figure::{Form, Shown};
use crate::grammar::{Filling, expand};
use crate::made::Made;
use crate::style::Style;

/// The character that stands for slot 0: private use, so that no text has it.
const FIRST: u32 = 0xF_0000;

/// A place for a figure or a direction word in a text; it prints as the character that stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot(pub(crate) Id);

impl fmt::Display for Slot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = char::from_u32(FIRST + self.0 as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
        write!(out, "{mark}")
    }
}

/// The slot a character stands for.
pub(crate) fn slot_of(letter: char) -> Option<Id> {
    (u32::from(letter) >= FIRST).then(|| (u32::from(letter) - FIRST) as usize)
}

/// A report being made.
pub(crate) struct Draft {
    /// Where its chance comes from.
    pub dice: Dice,
    /// How it prints numbers.
    pub style: Style,
    /// What stands in each slot.
    pub shown: Vec<Shown>,
    /// What the slots claim of each other.
    pub claims: Vec<Claim>,
    exact: Vec<Rational>,
    facts: Vec<(String, Slot)>,
    noise: Vec<usize>,
    blocks: Vec<Block>,
    paragraph: String,
}

/// A sentence by a grammar whose slots are filled by the names given: `say!(draft, "共{n}", n = count)`.
macro_rules! say {
    ($draft:expr, $grammar:expr $(, $name:ident = $filling:expr)* $(,)?) => {
        $draft.say($grammar, &[$((stringify!($name), &$filling as &dyn std::fmt::Display)),*])
    };
}

/// Like [`say!`], but returns the words instead of adding them to the paragraph.
macro_rules! words {
    ($draft:expr, $grammar:expr $(, $name:ident = $filling:expr)* $(,)?) => {
        $draft.words($grammar, &[$((stringify!($name), &$filling as &dyn std::fmt::Display)),*])
    };
}

pub(crate) use {say, words};

impl Draft {
    /// An empty report in the style the dice give it.
    pub(crate) fn new(mut dice: Dice) -> Self {
        Draft {
            style: Style::new(&mut dice),
            dice,
            shown: Vec::new(),
            claims: Vec::new(),
            exact: Vec::new(),
            facts: Vec::new(),
            noise: Vec::new(),
            blocks: Vec::new(),
            paragraph: String::new(),
        }
    }

    /// Adds a sentence to the paragraph.
    pub(crate) fn say(&mut self, grammar: &str, fillings: &[Filling<'_>]) {
        let sentence = expand(grammar, fillings, &mut self.dice);
        self.paragraph.push_str(&sentence);
    }

    /// A phrase by a grammar.
    pub(crate) fn words(&mut self, grammar: &str, fillings: &[Filling<'_>]) -> String {
        expand(grammar, fillings, &mut self.dice)
    }

    /// Ends the paragraph.
    pub(crate) fn end(&mut self) {
        if !self.paragraph.is_empty() {
            let content = std::mem::take(&mut self.paragraph);
            self.blocks.push(Block::Paragraph(Text::plain(content)));
        }
    }

    /// Adds a heading.
    pub(crate) fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.end();
        self.blocks.push(Block::Heading {
            level,
            text: Text::plain(text),
        });
    }

    /// Adds a table whose first rows are its head.
    pub(crate) fn table(&mut self, caption: &str, header_rows: usize, rows: Vec<Vec<Cell>>) {
        self.end();
        self.blocks.push(Block::Table(Table {
            caption: (!caption.is_empty()).then(|| Text::plain(caption)),
            header_rows,
            rows,
            ..Table::default()
        }));
    }

    /// A value, in the base of its unit, printed in a form.
    pub(crate) fn number(&mut self, exact: Rational, form: Form) -> Slot {
        self.shown.push(Shown::number(&exact, form));
        self.exact.push(exact);
        Slot(self.shown.len() - 1)
    }

    /// An amount of money given in 分, printed as the report prints money.
    pub(crate) fn money(&mut self, fen: i128) -> Slot {
        let form = self.style.money;
        self.number(yuan(fen), form)
    }

    /// An amount of money given in 分 in another unit.
    pub(crate) fn money_in(&mut self, fen: i128, unit: Unit, places: u8) -> Slot {
        let form = Form {
            unit,
            places,
            ..self.style.money
        };
        self.number(yuan(fen), form)
    }

    /// An amount of money in a cell of a table in 万元 that says its unit above.
    pub(crate) fn cell_money(&mut self, fen: i128) -> Slot {
        let form = Form {
            unit: Unit::WAN_YUAN,
            places: 2,
            cut: false,
            trimmed: false,
            bare: true,
            ..self.style.money
        };
        self.number(yuan(fen), form)
    }

    /// An amount of money given in 分, printed with its unit as a figure of a table is.
    pub(crate) fn money_as(&mut self, fen: i128, like: Slot) -> Slot {
        let form = Form {
            bare: false,
            ..self.form(like)
        };
        self.number(yuan(fen), form)
    }

    /// Keeps a figure under its name, to be repeated at the end.
    pub(crate) fn remember(&mut self, name: &str, slot: Slot) {
        self.facts.push((name.to_owned(), slot));
    }

    /// The figures kept under their names that were printed so far.
    pub(crate) fn facts(&self) -> Vec<(String, Slot)> {
        self.facts.clone()
    }

    /// Whether a sort of noise has not been said yet.
    pub(crate) fn is_new(&mut self, sort: usize) -> bool {
        let new = !self.noise.contains(&sort);
        self.noise.push(sort);
        new
    }

    /// A whole number of things or people.
    pub(crate) fn count(&mut self, number: i128, unit: &str) -> Slot {
        let unit = Unit::parse(unit).map_or(Unit::NONE, |found| found.0);
        self.number(whole(number), Form::whole(unit))
    }

    /// A part in percent of a whole, or the percentage of a change.
    pub(crate) fn percent(&mut self, part: i128, of: i128) -> Slot {
        let value = Rational::new((part * 100).into(), of.max(1).into());
        let form = self.style.percent;
        self.number(value, form)
    }

    /// A word for a direction: its words for more and for less.
    pub(crate) fn direction(&mut self, up: bool, words: (&'static str, &'static str)) -> Slot {
        self.shown.push(Shown::Direction { up, words });
        self.exact.push(whole(if up { 1 } else { -1 }));
        Slot(self.shown.len() - 1)
    }

    /// The fact of a slot printed again in its own form.
    pub(crate) fn again(&mut self, slot: Slot) -> Slot {
        match self.shown[slot.0] {
            Shown::Number { form, .. } => self.same_in(slot, form, Sort::Same),
            Shown::Direction { up, words } => self.direction(up, words),
        }
    }

    /// The fact of a slot printed in another form, with the claim that it is the same.
    pub(crate) fn same_in(&mut self, slot: Slot, form: Form, sort: Sort) -> Slot {
        let again = self.number(self.exact[slot.0].clone(), form);
        self.claim(sort, vec![(1, vec![slot]), (-1, vec![again])]);
        again
    }

    /// The form a slot is printed in.
    pub(crate) fn form(&self, slot: Slot) -> Form {
        match self.shown[slot.0] {
            Shown::Number { form, .. } => form,
            Shown::Direction { .. } => Form::whole(Unit::NONE),
        }
    }

    /// Claims that a polynomial is nought.
    pub(crate) fn claim(&mut self, sort: Sort, terms: Vec<(i64, Vec<Slot>)>) {
        self.push(sort, terms, false);
    }

    /// Claims that a part does not exceed its whole.
    pub(crate) fn claim_within(&mut self, sort: Sort, part: Slot, whole: Slot) {
        self.push(sort, vec![(1, vec![part]), (-1, vec![whole])], true);
    }

    /// Claims that parts make up a whole.
    pub(crate) fn claim_sum(&mut self, sort: Sort, whole: Slot, parts: &[Slot]) {
        let mut terms = vec![(-1, vec![whole])];
        terms.extend(parts.iter().map(|part| (1, vec![*part])));
        self.push(sort, terms, false);
    }

    /// Claims that a part is that many percent of a whole.
    pub(crate) fn claim_ratio(&mut self, sort: Sort, part: Slot, whole: Slot, percent: Slot) {
        self.claim(sort, vec![(100, vec![part]), (-1, vec![percent, whole])]);
    }

    /// Claims that one figure is above or below another, as a word says.
    pub(crate) fn claim_order(&mut self, figure: Slot, than: Slot, way: Slot) {
        self.push(
            Sort::Order,
            vec![(-1, vec![way, figure]), (1, vec![way, than])],
            true,
        );
    }

    fn push(&mut self, sort: Sort, terms: Vec<(i64, Vec<Slot>)>, at_most: bool) {
        let terms = terms
            .into_iter()
            .map(|(factor, slots)| (factor, slots.into_iter().map(|slot| slot.0).collect()))
            .collect();
        self.claims.push(Claim {
            sort,
            terms,
            at_most,
        });
    }

    /// Ends the report: claims about figures that were not printed are dropped.
    pub(crate) fn finish(mut self) -> Made {
        self.end();
        let mut made = Made::new(self.blocks, self.shown);
        let printed = made.printed();
        self.claims
            .retain(|claim| claim.slots().iter().all(|id| printed[*id] == 1));
        made.claims = self.claims;
        made
    }
}

/// An amount in 分 as 元, exactly.
pub(crate) fn yuan(fen: i128) -> Rational {
    Rational::new(fen.into(), 100.into())
}

/// A whole number.
pub(crate) fn whole(number: i128) -> Rational {
    Rational::from_integer(number.into())
}

/// A form with a word that widens it.
pub(crate) fn widened(form: Form, places: u8, word: Approximation) -> Form {
    Form {
        places,
        word,
        cut: true,
        ..form
    }
}
