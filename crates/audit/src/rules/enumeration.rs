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

/// The code of this rule.
pub(crate) const CODE: &str = "I04";

/// An item further back than this, in bytes, belongs to another list.
const FAR: usize = 6000;

/// So many lists are kept in mind.
const DEEP: usize = 16;

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

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut places = Vec::new();
    let mut lists = Lists::default();
    for phrase in context.phrases {
        let Sort::Item(number) = phrase.sort else {
            continue;
        };
        if number > 1 && !opens(context, phrase) {
            lists.push(number, phrase.start);
            continue;
        }
        let goes_on = lists.go_on(number, phrase.start);
        if number > 1 && !goes_on && !told_before(context, number, phrase.start) {
            places.push((phrase.start, phrase.end));
        }
    }
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Form, Severity::Hint),
        &places,
        |place| format!("“{}”前面缺一项。", place.text),
        "补上所缺的一项，或改序号",
    ));
}

/// The lists that may go on, each with its last item and where that stands; a list within an item lies behind its list.
#[derive(Default)]
struct Lists(Vec<(u8, usize)>);

impl Lists {
    /// Adds an item; says whether it goes on a list, and with that ends the lists within.
    fn go_on(&mut self, number: u8, at: usize) -> bool {
        let near = |(last, start): &(u8, usize)| last + 1 == number && at - start < FAR;
        let list = self.0.iter().rposition(near);
        self.0.truncate(list.unwrap_or(self.0.len()));
        self.push(number, at);
        list.is_some()
    }

    /// Adds an item that ends no list.
    fn push(&mut self, number: u8, at: usize) {
        if self.0.len() == DEEP {
            self.0.remove(0);
        }
        self.0.push((number, at));
    }
}

/// Whether an item begins here: behind a stop or at the start of a paragraph.
fn opens(context: &Context<'_>, phrase: &Phrase) -> bool {
    let before = context.around(phrase.start).0.trim_end();
    before.is_empty()
        || before.ends_with(['。', '；', '，', '：', ';', ',', ':', '.', '！', '、', '）'])
}

/// Whether the item before it stands there in other words: 二要, （二）, 一方面.
fn told_before(context: &Context<'_>, number: u8, at: usize) -> bool {
    const DIGITS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];
    let text = &*context.reading.text;
    let before = &text[text.floor_char_boundary(at.saturating_sub(FAR / 2))..at];
    let digit = DIGITS[usize::from(number) - 2];
    FIRST.iter().any(|word| before.contains(word))
        || before.match_indices(digit).any(|(start, _)| {
            before[start + digit.len()..].starts_with(['要', '、', '）', '来', '则'])
        })
}
