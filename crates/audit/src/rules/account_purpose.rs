//! # 用途串项 (A15)
//!
//! **查什么** 逐项说明里“主要用于”的用途，不应与另一个科目的用途一字不差而说的是另一个科目的事。
//!
//! **为什么** 逐项说明由前一项复制而来，数改了，用途忘了改。
//!
//! **例** 住房公积金（项）。主要用于：事业单位医疗保险支出。与前一项事业单位医疗的用途相同。
//!
//! **怎样改** 改写为本科目的用途。
//!
//! **宽严** 用途与另一项相同，其中有那一项名称的四个字以上，而没有本项名称的两个字，才报；用途概括（人员经费、公用经费）的不报。
//!
//! **依据** 财预〔2016〕143号：支出的用途应说明清楚。
//!
//! **状态** 新。

use std::collections::HashMap;
use std::ops::Range;

use crate::account::{Item, items};
use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::strip::compact;

/// The code of this rule.
pub(crate) const CODE: &str = "A15";

/// So many characters in a row are taken from a name on purpose.
const TAKEN: usize = 4;

/// What a purpose follows.
const OPENERS: &[&str] = &["主要用于", "用于"];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let items = items(context);
    let mut same: HashMap<String, Vec<(&Item<'_>, Range<usize>)>> = HashMap::new();
    let mut paragraphs: HashMap<usize, usize> = HashMap::new();
    for item in &items {
        *paragraphs.entry(item.paragraph).or_default() += 1;
    }
    for item in items.iter().filter(|item| paragraphs[&item.paragraph] == 1) {
        if let Some((purpose, range)) = purpose(context.reading.text_of(item.paragraph)) {
            same.entry(purpose).or_default().push((item, range));
        }
    }
    let mut copied: Vec<(usize, Finding)> = Vec::new();
    for (purpose, users) in &same {
        for (item, range) in users {
            let Some(name) = item.names.last() else {
                continue;
            };
            let others = users.iter().filter_map(|(other, _)| other.names.last());
            let of_other = others
                .filter(|other| *other != name)
                .find(|other| shares(purpose, other, TAKEN));
            let Some(other) = of_other.filter(|_| !shares(purpose, name, 2)) else {
                continue;
            };
            let start = context.reading.paragraphs[item.paragraph].start;
            let finding = Finding::of_words(
                (CODE, Kind::Wording, Severity::Warning),
                format!("“{name}”的用途与“{other}”的一字不差，说的是后者的事。"),
                vec![place_at(
                    context.reading,
                    start + range.start,
                    start + range.end,
                )],
                "改写为本科目的用途",
            );
            copied.push((item.paragraph, finding));
        }
    }
    copied.sort_by_key(|(paragraph, _)| *paragraph);
    findings.extend(copied.into_iter().map(|(_, finding)| finding));
}

/// What the item of a paragraph was spent on, and where it stands there.
fn purpose(text: &str) -> Option<(String, Range<usize>)> {
    let (at, word) = OPENERS
        .iter()
        .find_map(|word| Some((text.find(word)?, *word)))?;
    let rest = &text[at + word.len()..];
    let told = rest.trim_start_matches(['：', ':', ' ']);
    let from = text.len() - told.len();
    let end = told.find(['。', '；']).unwrap_or(told.len());
    let purpose = compact(&told[..end]).into_owned();
    (purpose.chars().count() >= TAKEN).then_some((purpose, from..from + end))
}

/// Whether a text has so many characters of a name in a row.
fn shares(text: &str, name: &str, count: usize) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let mut runs = letters.windows(count.min(letters.len().max(1)));
    runs.any(|run| text.contains(&run.iter().collect::<String>()))
}
