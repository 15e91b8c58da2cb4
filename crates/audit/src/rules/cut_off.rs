//! # 数据截止日 (G01)
//!
//! **查什么** 年度自评报告、决算说明里的数据截至当年某月（不是12月），没有写到年末。
//!
//! **为什么** 年度结果应是全年的；截到11月的数与全年的目标、预算比，率就不对。
//!
//! **例** 2024年度自评报告：截至2024年11月底，完成审批126件。
//!
//! **怎样改** 补齐全年的数；确只有到某月的，说明原因。
//!
//! **宽严** 只作提示，全文只报一次；同一段又写到12月底、年末或全年的不报；只查题目写明年度的自评报告、绩效评价报告和决算说明。
//!
//! **依据** 财预〔2020〕10号：单位自评评全年。
//!
//! **状态** 新。

use memchr::memmem;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::at_once;
use crate::work;
use crate::year;

/// The code of this rule.
pub(crate) const CODE: &str = "G01";

/// What says that the whole year is told as well.
const WHOLE: &[&str] = &["12月31日", "12月底", "年末", "年底", "全年"];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(own) = year::looked_back_on(context.reading) else {
        return;
    };
    let text = &*context.reading.text;
    let mut places = Vec::new();
    // The paragraph looked at last, and whether it tells the whole year.
    let mut last: Option<(usize, bool)> = None;
    for word in ["截至", "截止"] {
        for at in memmem::find_iter(text.as_bytes(), word) {
            let Some(length) = month(&text[at + word.len()..], own) else {
                continue;
            };
            let paragraph = context.reading.paragraph_at(at);
            if last.is_none_or(|(other, _)| other != paragraph) {
                let words = context.reading.text_of(paragraph);
                work::look(words.len());
                last = Some((paragraph, WHOLE.iter().any(|word| words.contains(word))));
            }
            if last == Some((paragraph, false)) {
                places.push((at, at + word.len() + length));
            }
        }
    }
    places.sort_unstable();
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Date, Severity::Hint),
        &places,
        |place| format!("{own}年度的报告，数据写“{}”，没有到年末。", place.text),
        "补齐全年的数；确只有到某月的，说明原因",
    ));
}

/// How long 2024年11月底 or 11月底 is, where it is a month of the year before its last.
fn month(after: &str, own: u16) -> Option<usize> {
    let own = format!("{own}年");
    let rest = after.strip_prefix(&own[..]).unwrap_or(after);
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let month: u8 = rest[..digits].parse().ok()?;
    let end = ["月底", "月末", "月30日", "月31日"]
        .iter()
        .find(|end| rest[digits..].starts_with(**end))?;
    (1..12)
        .contains(&month)
        .then(|| after.len() - rest.len() + digits + end.len())
}
