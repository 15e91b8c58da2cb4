//! # 数漏填 (I22)
//!
//! **查什么** “比上年增加 万元”“占 %”之类，单位前面没有数；决算说明里“支出决算为118.30，”之类，数后面没有单位。
//!
//! **为什么** 模板里的空没有填，或改稿时把数删掉了。
//!
//! **例** 公务接待费比上年减少 万元，下降 %。
//!
//! **怎样改** 补上数；没有变化的，改写为“与上年持平”。
//!
//! **宽严** 只看紧接在增加、减少、增长、下降、占、完成预算后面的单位；表格里的不报；全文二十处以上的视为空白模板，只提示一次。
//!
//! **依据** 财预〔2016〕143号：公开内容应真实、完整。
//!
//! **状态** 新。

use quantity::Unit;

use crate::context::Context;
use crate::figure::Role;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Phrase, Sort, at_once};

/// The code of this rule.
pub(crate) const CODE: &str = "I22";

/// More places than this and the file is the form itself.
const FORM: usize = 20;

/// More amounts than this without a unit are meant so.
const MOST_WITHOUT: usize = 5;

/// The words a number must stand behind.
const WORDS: &[&str] = &[
    "增加",
    "减少",
    "增长",
    "下降",
    "占",
    "占比",
    "完成预算",
    "完成预算的",
];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    without_unit(context, findings);
    let places: Vec<(usize, usize)> = context
        .phrases_of(Sort::Unit)
        .filter_map(|phrase| lost(context, phrase))
        .collect();
    let form = places.len() > FORM;
    let severity = if form {
        Severity::Hint
    } else {
        Severity::Warning
    };
    let shown = if form { &places[..1] } else { &places[..] };
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Form, severity),
        shown,
        |place| match form {
            true => format!("全文有{}处单位前面没有数，像是空白模板。", places.len()),
            false => format!("“{}”中间没有数。", place.text),
        },
        "补上数",
    ));
}

/// What an amount of money follows in the narrative of an account.
const AMOUNTS: &[&str] = &[
    "决算为",
    "预算为",
    "决算数为",
    "预算数为",
    "总计",
    "合计",
    "支出",
    "收入",
    "增加",
    "减少",
    "金额",
    "经费",
    "支出为",
    "收入为",
];

/// Amounts in the narrative of an account that have no unit.
fn without_unit(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.account.is_present() {
        return;
    }
    let bare = context
        .in_role(|role| role != Role::Code)
        .filter(|(id, figure)| {
            let label = context.label(*id).trim_end();
            let text = &context.reading.text;
            figure.quantity.unit == Unit::NONE
                && figure.quantity.value.scale() == 2
                && !context.in_cell(figure.start)
                && context.account.section(figure.paragraph).is_some()
                && AMOUNTS.iter().any(|word| label.ends_with(word))
                && text[figure.end..]
                    .trim_start()
                    .starts_with(['，', '。', '；', '、'])
        });
    let places: Vec<(usize, usize)> = bare.map(|(_, figure)| (figure.start, figure.end)).collect();
    // The unit of all may be said once: 以下单位为万元.
    if places.len() > MOST_WITHOUT {
        return;
    }
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Form, Severity::Warning),
        &places,
        |place| format!("{}后面没有单位。", place.text),
        "补上单位",
    ));
}

/// A word, blanks and a unit, where no number stands between.
fn lost(context: &Context<'_>, phrase: &Phrase) -> Option<(usize, usize)> {
    if context.in_cell(phrase.start) {
        return None;
    }
    let (before, _) = context.around(phrase.end);
    let before = before
        .trim_end_matches("万元")
        .trim_end_matches(['%', '％'])
        .trim_end();
    let word = WORDS.iter().rev().find(|word| before.ends_with(**word))?;
    let paragraph = phrase.end - context.around(phrase.end).0.len();
    Some((paragraph + before.len() - word.len(), phrase.end))
}
