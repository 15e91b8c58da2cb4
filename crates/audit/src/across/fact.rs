//! Facts (事实): figures with a name that says what they are of, in which year.

use super::name::{Aspect, Name, name};
use crate::account::{Form, name_before};
use crate::claim::FigureId;
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Role, Separator};
use crate::strip::compact;
use crate::table::Sheet;
use crate::year;

/// A figure that a document gives for something in a year.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// What of what in which year.
    pub(crate) key: Key,
    /// Which table of an account it stands in, or its section speaks of.
    pub(crate) scope: Option<Form>,
    /// How it is told.
    pub(crate) told: Told,
    /// Whether it is told of the year before that of the document.
    pub(crate) prior: bool,
}

/// What makes facts the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The thing.
    pub(crate) thing: String,
    pub(crate) aspect: Aspect,
    pub(crate) year: u16,
}

/// How a fact is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// As a figure.
    Figure(FigureId),
    /// As a figure of this year and its change: 支出100万元，比上年增加10万元 tells of last year's.
    Before {
        /// This year's.
        now: FigureId,
        /// The change and its direction.
        change: (i8, FigureId),
    },
}

impl Told {
    /// The figure that is wrong if the fact is.
    pub(crate) fn main(self) -> FigureId {
        match self {
            Told::Figure(id) | Told::Before { now: id, .. } => id,
        }
    }
}

/// Shorter names are too common to stand for one thing, unless they are among [`SHORT`].
const LEAST_NAME: usize = 4;

/// Short names that stand for one thing.
const SHORT: [&str; 6] = ["会议费", "培训费", "净资产", "总资产", "总负债", "编制数"];

/// Names that stand for nothing by themselves.
const COMMON: [&str; 8] = [
    "合计",
    "总计",
    "小计",
    "其他支出",
    "项目支出",
    "资金总额",
    "年度资金总额",
    "其他收入",
];

/// All facts of a document; none where its year is not told.
pub(crate) fn facts(context: &Context<'_>) -> Vec<Fact> {
    let Some(year) = year::of_document(&context.reading.text) else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    let mut in_tables = vec![false; context.figures.len()];
    for (number, sheet) in context.sheets.iter().enumerate() {
        let scope = context.account.form(number);
        for (id, name) in in_table(sheet, year) {
            in_tables[id] = true;
            facts.extend(fact(name, scope, Told::Figure(id)));
        }
    }
    for (id, figure) in context.figures.iter().enumerate() {
        let scope = context.account.section(figure.paragraph);
        match figure.role {
            Role::Amount if figure.depth == 0 && !in_tables[id] => {
                facts.extend(fact(spoken(context, id, year), scope, Told::Figure(id)));
            }
            Role::Delta(sign) => facts.extend(before(context, (sign, id), year, scope)),
            _ => {}
        }
    }
    facts
}

fn fact(name: Name, scope: Option<Form>, told: Told) -> Option<Fact> {
    let length = name.thing.chars().count();
    let telling = (length >= LEAST_NAME || SHORT.contains(&&*name.thing))
        && (scope.is_some() || !COMMON.contains(&&*name.thing))
        && !name.thing.contains(|c: char| c.is_ascii_digit());
    telling.then_some(Fact {
        key: Key {
            thing: name.thing,
            aspect: name.aspect,
            year: name.year?,
        },
        scope,
        told,
        prior: name.prior,
    })
}

/// The words before a figure in its paragraph.
fn spoken(context: &Context<'_>, id: FigureId, year: u16) -> Name {
    let figure = &context.figures[id];
    let paragraph = context.reading.paragraphs[figure.paragraph];
    let words = name_before(&context.reading.text[paragraph.start..figure.start]);
    name(&words, Some(year))
}

/// The figures of a table by the name of their row and the head of their column.
fn in_table(sheet: &Sheet<'_>, year: u16) -> Vec<(FigureId, Name)> {
    let mut found = Vec::new();
    for strip in &sheet.strips {
        for entry in &strip.entries {
            for column in &strip.values {
                let Some(id) = sheet.figure(entry.row, *column) else {
                    continue;
                };
                let head = compact(&sheet.path(*column).concat()).into_owned();
                found.push((id, name(&format!("{}{head}", entry.name), Some(year))));
            }
        }
    }
    found
}

/// 支出100万元，比上年增加10万元.
fn before(
    context: &Context<'_>,
    change: (i8, FigureId),
    year: u16,
    scope: Option<Form>,
) -> Option<Fact> {
    let figure = &context.figures[change.1];
    let compared = figure.gap.any(Tags::COMPARED) && figure.gap.any(Tags::PRIOR);
    let now = change.1.checked_sub(1)?;
    let beside = &context.figures[now];
    let plain = beside.role == Role::Amount
        && beside.sentence == figure.sentence
        && beside.depth == 0
        && figure.depth == 0
        && beside.same_kind(figure)
        && !figure.gap.any(Tags::PLAN)
        && context.separator(now, change.1) == Separator::Comma;
    if !(compared && plain) {
        return None;
    }
    let name = spoken(context, now, year);
    let of_this_year = name.aspect == Aspect::Outcome && name.year == Some(year);
    let name = Name {
        year: Some(year - 1),
        prior: true,
        ..name
    };
    of_this_year
        .then(|| fact(name, scope, Told::Before { now, change }))
        .flatten()
}
