//! # 分项序号 (I04)
//!
//! **查什么** “一是…二是…三是…”应当依次写，不缺不重。
//!
//! **为什么** 缺了一项，多半是删稿时漏改，或漏贴了一段。
//!
//! **例** 一是完善制度；三是加强培训。
//!
//! **怎样改** 补上所缺的一项，或改序号。
//!
//! **宽严** 前文用“一方面”“首先”“第一”开头的不算缺；全文只提示一次，列出各处。
//!
//! **依据** 公文写作的通例。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Phrase, Sort, at_once};
use crate::relation::Relation;

/// The code of this rule.
pub(crate) const CODE: &str = "I04";

/// An item further back than this, in bytes, belongs to another list.
const FAR: usize = 6000;

/// Other ways to say 一是.
const FIRST: &[&str] = &[
    "一方面",
    "首先",
    "第一",
    "其一",
    "一要",
    "1、",
    "（1）",
    "①",
];

pub(crate) fn inspect(context: &Context<'_>, _: &[Relation], findings: &mut Vec<Finding>) {
    let mut places = Vec::new();
    let mut last: Option<(u8, usize)> = None;
    for phrase in context.phrases {
        let Sort::Item(number) = phrase.sort else {
            continue;
        };
        if number > 1 && !opens(context, phrase) {
            continue;
        }
        let before = last.filter(|(_, at)| phrase.start - at < FAR);
        let amiss = match before {
            _ if number == 1 => false,
            Some((before, at)) if number > before => {
                number > before + 1 && !stands_between(context, before + 1, at, phrase.start)
            }
            Some((_, at)) => !told_between(context, at, phrase.start),
            None => !told_between(context, phrase.start.saturating_sub(FAR / 2), phrase.start),
        };
        if amiss {
            places.push((phrase.start, phrase.end));
        }
        last = Some((number, phrase.start));
    }
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Form, Severity::Hint),
        &places,
        |place| format!("“{}”前面缺一项。", place.text),
        "补上所缺的一项，或改序号",
    ));
}

/// Whether an item begins here: behind a stop or at the start of a paragraph.
fn opens(context: &Context<'_>, phrase: &Phrase) -> bool {
    let before = context.around(phrase.start).0.trim_end();
    before.is_empty()
        || before.ends_with(['。', '；', '，', '：', ';', ',', ':', '.', '！', '、', '）'])
}

/// Whether an item stands there in other words: 二要, （二）.
fn stands_between(context: &Context<'_>, number: u8, from: usize, to: usize) -> bool {
    const DIGITS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];
    let between = &context.reading.text[from..to];
    let digit = DIGITS[usize::from(number) - 1];
    ["是", "要", "、", "）", "来"]
        .iter()
        .any(|end| between.contains(&format!("{digit}{end}")))
}

/// Whether a list was opened otherwise.
fn told_between(context: &Context<'_>, from: usize, to: usize) -> bool {
    let text = &*context.reading.text;
    let between = &text[text.floor_char_boundary(from)..to];
    FIRST.iter().any(|word| between.contains(word))
}
