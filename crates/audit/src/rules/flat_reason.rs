//! # 持平与原因 (B15)
//!
//! **查什么** 说“持平”，紧接着的主要原因却说减少或增加；说减少、下降，原因只说增加，或反过来。
//!
//! **为什么** 数与原因出自不同年份的文档。
//!
//! **例** 财政拨款收支总计与2023年度持平。主要原因：合同支付进度等原因减少支付。
//!
//! **怎样改** 核对两年的数，改“持平”或改原因。
//!
//! **宽严** “基本持平”、原因里有增有减或说明相抵的不报；增减相反的只在决算公开里查，原因说到上年、一次性、结转、预算的不报。
//!
//! **依据** 财预〔2016〕143号：增减变化应说明原因。
//!
//! **状态** 新。

use memchr::memmem;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;

/// The code of this rule.
pub(crate) const CODE: &str = "B15";

const LESS: &[&str] = &["减少", "下降", "压减", "调减", "压缩", "降低"];
const MORE: &[&str] = &["增加", "增长", "新增", "提高", "上升", "追加"];
const EVEN: &[&str] = &[
    "持平",
    "一致",
    "相当",
    "不变",
    "相抵",
    "抵消",
    "稳定",
    "未发生",
    "没有变化",
    "无变化",
];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &*context.reading.text;
    for at in memmem::find_iter(text.as_bytes(), "持平") {
        let end = at + "持平".len();
        if text[..at].ends_with("基本") || text[..at].ends_with("大致") {
            continue;
        }
        let Some((from, word, to)) = changed_reason(&text[end..]) else {
            continue;
        };
        let places = vec![
            place_at(context.reading, at, end),
            place_at(context.reading, end + from, end + to),
        ];
        findings.push(Finding::of_words(
            (CODE, Kind::Wording, Severity::Warning),
            format!("说“持平”，原因却说“{word}”。"),
            places,
            "核对两年的数，改“持平”或改原因",
        ));
    }
    opposed(context, findings);
}

/// What explains a change by the year before or by the budget, in the other direction.
const OTHERWISE: &[&str] = &[
    "上年",
    "去年",
    "上一年",
    "以前年度",
    "往年",
    "一次性",
    "结转",
    "结余",
    "预算",
    "年初",
    "收回",
    "基数",
    "年度",
];

/// 减少21.46万元，下降1.33%。主要原因：人员增加.
fn opposed(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.account.is_present() {
        return;
    }
    let text = &*context.reading.text;
    for at in memmem::find_iter(text.as_bytes(), "原因") {
        let paragraph = context.reading.paragraphs[context.reading.paragraph_at(at)];
        let before = crate::window::nearest_end(&text[paragraph.start..at]);
        let before = before.strip_suffix("主要").unwrap_or(before);
        let before = before.trim_end_matches(['。', '，', ' ', '；']);
        // 增加6.80万元，增长4.74%: the change told last.
        let told = before.rsplit(['。', '；']).next().unwrap_or_default();
        let last = told.rsplit('，').next().unwrap_or_default();
        let up = last.starts_with("增长") || last.starts_with("上升");
        let down = last.starts_with("下降") || last.starts_with("降低");
        if up == down || !last.ends_with('%') {
            continue;
        }
        let after = &text[at + "原因".len()..paragraph.end.max(at + "原因".len())];
        let reason = after.trim_start_matches(['是', '为', '：', ':', ' ']);
        let reason = crate::window::nearest_start(reason);
        let sentence = &reason[..reason.find('。').unwrap_or(reason.len())];
        let has =
            |words: &[&'static str]| words.iter().copied().find(|word| sentence.contains(word));
        let (same, other) = if up { (MORE, LESS) } else { (LESS, MORE) };
        let excused = has(OTHERWISE).is_some() || has(EVEN).is_some() || has(same).is_some();
        let Some(word) = has(other).filter(|_| !excused) else {
            continue;
        };
        let from = at
            + "原因".len()
            + (after.len() - after.trim_start_matches(['是', '为', '：', ':', ' ']).len());
        let from = from + sentence.find(word).unwrap_or(0);
        let start = at - text[..at].len().min(text[paragraph.start..at].len())
            + text[paragraph.start..at].rfind(last).unwrap_or(0);
        let places = vec![
            place_at(context.reading, start, start + last.len()),
            place_at(context.reading, from, from + word.len()),
        ];
        findings.push(Finding::of_words(
            (CODE, Kind::Wording, Severity::Warning),
            format!("说“{last}”，原因却说“{word}”。"),
            places,
            "核对两年的数，改增减或改原因",
        ));
    }
}

/// The word of change in the reason that follows at once: where it begins, the word, and where it ends.
fn changed_reason(after: &str) -> Option<(usize, &'static str, usize)> {
    let rest = after.trim_start_matches(['。', '，', '；', ' ', '\u{3000}']);
    let reason = rest
        .strip_prefix("主要")
        .unwrap_or(rest)
        .strip_prefix("原因")?;
    // The line may end with the colon.
    let reason = reason.trim_start_matches(['是', '为', '：', ':', ' ', '\n']);
    let sentence = &reason[..reason.find(['。', '\n']).unwrap_or(reason.len())];
    let told = |words: &'static [&'static str]| {
        words
            .iter()
            .find_map(|word| Some((sentence.find(word)?, *word)))
    };
    let (at, word) = match (told(LESS), told(MORE), told(EVEN)) {
        (Some(less), None, None) => less,
        (None, Some(more), None) => more,
        _ => return None,
    };
    let from = after.len() - reason.len() + at;
    Some((from, word, from + word.len()))
}
