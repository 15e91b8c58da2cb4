//! # 截止与截至 (G02)
//!
//! **查什么** “截止”后面直接写日期的，应当写“截至”。
//!
//! **为什么** “截止”说的是到此为止，“截至”说的是统计到某一天，后面才能带日期。
//!
//! **例** 截止2024年12月31日，实有车辆3辆。
//!
//! **怎样改** 改为“截至”。
//!
//! **宽严** 全文只提示一次，列出各处；“截止日期”“截止时间”“截止到”不报；“报名截止6月30日”“有效期截止2025年”之类说的正是到此为止，不报。
//!
//! **依据** 《现代汉语词典》两词的释义；GB/T 15835—2011 的时间写法。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Sort, at_once};

/// The code of this rule.
pub(crate) const CODE: &str = "G02";

/// What comes to its end: 报名截止, 有效期截止, 投标截止. There the word is right.
const ENDING: &[char] = &[
    '期', '名', '报', '请', '标', '集', '限', '间', '询', '订', '约', '收', '缴', '效',
];

/// What may follow besides a digit.
const DATES: &[&str] = &["目前", "年末", "年底", "本年末"];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let places: Vec<(usize, usize)> = context
        .phrases_of(Sort::Deadline)
        .filter(|phrase| {
            let (before, _) = context.around(phrase.start);
            !before.ends_with(ENDING) && before_date(context.around(phrase.end).1)
        })
        .map(|phrase| (phrase.start, phrase.end))
        .collect();
    let finding = at_once(
        context.reading,
        (CODE, Kind::Date, Severity::Hint),
        &places,
        |_| "“截止”后面不能直接写日期，应写“截至”。".to_owned(),
        "截止 → 截至",
    );
    findings.extend(finding.map(|finding| match places.len() {
        1 => finding.rewriting(0, "截至", "后面是日期"),
        _ => finding,
    }));
}

fn before_date(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit())
        || DATES.iter().any(|date| rest.starts_with(date))
}
