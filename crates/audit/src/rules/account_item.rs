//! # 科目与表 (A14)
//!
//! **查什么** 逐项说明写的类、款、项科目，应在一般公共预算财政拨款支出表中有同名的一行，并在所写的类、款之下；表中有数的项，应逐项说明。
//!
//! **为什么** 逐项说明多由上年文档改成，科目改了名、换了号、增了项，说明没有跟着改。
//!
//! **例** 说明写“机关事业单位基本养老保险费支出（项）”，表中是“机关事业单位基本养老保险缴费支出”。
//!
//! **怎样改** 按表中的科目名称改说明，漏写的项补写。
//!
//! **宽严** 只在表中有项级科目、说明逐项写到三项以上时查；按全名比，空格、全角半角不计；多数项在表中找不到的，视为另一张表的说明，不报。
//!
//! **依据** 《政府收支分类科目》支出功能分类；财预〔2016〕143号：支出公开到项级科目。
//!
//! **状态** 新。

use std::collections::HashMap;

use crate::account::{Form, Item, items};
use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::strip::Entry;
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "A14";

/// Fewer items are a summary and no account of each.
const LEAST: usize = 3;

/// Digits of the code of an item (项).
const ITEM: usize = 7;

/// More rows than this left out is a narrative of the main items only.
const MOST_LEFT_OUT: usize = 3;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(sheet) = context.account.table(Form::PublicExpense, context.sheets) else {
        return;
    };
    let items = items(context);
    let table = Classified::new(sheet);
    let full: Vec<&Item<'_>> = items.iter().filter(|item| item.names.len() == 3).collect();
    if full.len() < LEAST || table.rows.is_empty() {
        return;
    }
    let found: Vec<Standing<'_>> = full.iter().map(|item| table.standing(item)).collect();
    let unknown = found.iter().filter(|standing| !standing.is_in_its_place());
    if unknown.count() * 2 > full.len() {
        return;
    }
    for (item, standing) in full.iter().zip(&found) {
        findings.extend(misnamed(context, item, standing));
    }
    let last = full.last().map_or(0, |item| item.paragraph);
    findings.extend(left_out(context, &table, &full, last));
}

/// How an item of the narrative stands in the table.
enum Standing<'a> {
    /// Under the class and the section it names.
    InPlace,
    /// Under another class or section: that name is wrong, and what the table prints there.
    Elsewhere { level: usize, printed: &'a str },
    /// Nowhere; a row whose name is nearly the same, where there is one.
    Nowhere { near: Option<&'a str> },
}

impl Standing<'_> {
    fn is_in_its_place(&self) -> bool {
        matches!(self, Standing::InPlace)
    }
}

/// The rows of a table by their code.
struct Classified<'a> {
    names: HashMap<&'a str, &'a str>,
    /// The code and name of each item that was paid for.
    rows: Vec<(&'a str, &'a str)>,
}

impl<'a> Classified<'a> {
    fn new(sheet: &'a Sheet<'_>) -> Self {
        let strips = sheet.strips.iter().filter(|strip| strip.is_coded());
        let entries = strips.flat_map(|strip| {
            let paid = move |entry: &Entry<'_>| {
                let mut values = strip.values.iter();
                values.any(|column| sheet.figure(entry.row, *column).is_some())
            };
            strip.entries.iter().map(move |entry| (entry, paid(entry)))
        });
        let mut table = Classified {
            names: HashMap::new(),
            rows: Vec::new(),
        };
        for (entry, paid) in entries {
            let Some(code) = entry.code.as_deref() else {
                continue;
            };
            table.names.entry(code).or_insert(&entry.name);
            if paid && code.len() == ITEM {
                table.rows.push((code, &entry.name));
            }
        }
        table
    }

    fn standing(&self, item: &Item<'_>) -> Standing<'a> {
        let name = plain(&item.names[2]);
        let mut elsewhere = None;
        for (code, _) in self.rows.iter().filter(|(_, row)| plain(row) == name) {
            let above = [(0, &code[..3]), (1, &code[..5])];
            let wrong = above.into_iter().find_map(|(level, code)| {
                let printed = *self.names.get(code)?;
                (plain(printed) != plain(&item.names[level])).then_some((level, printed))
            });
            match wrong {
                None => return Standing::InPlace,
                Some((level, printed)) => elsewhere = Some(Standing::Elsewhere { level, printed }),
            }
        }
        elsewhere.unwrap_or_else(|| Standing::Nowhere {
            near: self
                .rows
                .iter()
                .map(|(_, row)| *row)
                .find(|row| is_near(&plain(row), &name)),
        })
    }
}

/// A name without what is written in several ways.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !"（）()、，,“”\"".contains(*c))
        .collect()
}

/// Whether two names differ in a character or two only.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let shorter = one.len().min(other.len());
    let tail = one.iter().rev().zip(other.iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let same = (head + tail).min(shorter);
    shorter >= 4 && one.len().max(other.len()) - same <= 2
}

fn misnamed(context: &Context<'_>, item: &Item<'_>, standing: &Standing<'_>) -> Option<Finding> {
    let (level, message, instead) = match standing {
        Standing::InPlace => return None,
        Standing::Elsewhere { level, printed } => (
            *level,
            format!(
                "说明把“{}”写在“{}”之下，表中它在“{printed}”之下。",
                item.names[2], item.names[*level]
            ),
            Some(*printed),
        ),
        Standing::Nowhere { near } => (
            2,
            format!(
                "说明写的科目“{}”，一般公共预算财政拨款支出表中没有。",
                item.names[2]
            ),
            *near,
        ),
    };
    let start = context.reading.paragraphs[item.paragraph].start;
    let text = context.reading.text_of(item.paragraph);
    let at = text.find(&*item.names[level])?;
    let place = place_at(
        context.reading,
        start + at,
        start + at + item.names[level].len(),
    );
    let finding = Finding::of_words(
        (CODE, Kind::Wording, Severity::Warning),
        message,
        vec![place],
        "按表中的科目名称改说明",
    );
    Some(match instead {
        Some(instead) => finding.rewriting(0, instead, "表中的科目名称"),
        None => finding,
    })
}

/// Items of the table of which the narrative says nothing.
fn left_out(
    context: &Context<'_>,
    table: &Classified<'_>,
    items: &[&Item<'_>],
    last: usize,
) -> Option<Finding> {
    let told: Vec<String> = items.iter().map(|item| plain(&item.names[2])).collect();
    let told = |name: &str| {
        let name = plain(name);
        told.iter()
            .any(|item| *item == name || is_near(item, &name))
    };
    let missing: Vec<&str> = table
        .rows
        .iter()
        .map(|(_, name)| *name)
        .filter(|name| !told(name))
        .collect();
    // A name that stands nowhere may be meant for the row left out: the finding on the name says it.
    let strangers = items
        .iter()
        .filter(|item| matches!(table.standing(item), Standing::Nowhere { .. }))
        .count();
    let few = missing.len() <= MOST_LEFT_OUT && missing.len() * 2 < table.rows.len();
    if missing.is_empty() || !few || missing.len() <= strangers {
        return None;
    }
    let place = context.reading.paragraphs[last];
    Some(Finding::of_words(
        (CODE, Kind::Wording, Severity::Warning),
        format!("表中有数的项“{}”，逐项说明没有写。", missing.join("”“")),
        vec![place_at(context.reading, place.start, place.end)],
        "补写漏掉的项",
    ))
}
