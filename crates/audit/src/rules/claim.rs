//! # 同一工作前后说法不一 (F04)
//!
//! **查什么** 一处称“完成年度指标值100%”，所举的工作在别处写着不足100%的完成率，或写着对不上的完成率。
//!
//! **为什么** 满分的依据正是那项工作，别处的数否定了它。
//!
//! **例** 指标下写“多措并举处置闲置土地，完成100%”，任务部分写“闲置土地9宗，已处置3宗”。
//!
//! **怎样改** 两处按同一口径写；以台账为准改得分或改说明。
//!
//! **宽严** 只作提醒；所举工作须有八个字以上在别处原样出现才比对。
//!
//! **依据** 财预〔2020〕10号：自评应当客观真实，结果与佐证一致。

use quantity::Decimal;

use crate::context::Context;
use crate::figure::Role;
use crate::finding::{Finding, Kind, Severity};
use crate::place::{place_at, place_of};
use crate::relation::{FigureId, Relation};
use crate::rules::unfinished::is_full_claim;

/// The code of this rule.
pub(crate) const CODE: &str = "F04";

/// How many characters two clauses must share to speak of one thing.
const SHARED: usize = 8;

pub(crate) fn inspect(context: &Context<'_>, _relations: &[Relation], findings: &mut Vec<Finding>) {
    for claim in 0..context.figures.len() {
        if is_full_claim(context, claim) {
            findings.extend(contradiction(context, claim));
        }
    }
}

fn contradiction(context: &Context<'_>, claim: FigureId) -> Option<Finding> {
    let reading = context.reading;
    let paragraph = context.figures[claim].paragraph;
    let start = reading.paragraphs[paragraph].start;
    let mut offset = start;
    for clause in reading
        .text_of(paragraph)
        .split_inclusive(['，', '。', '；', '：'])
    {
        let words = clause.trim_end_matches(['，', '。', '；', '：']);
        if words.chars().count() >= SHARED && !words.contains("指标") {
            if let Some(rate) = rate_elsewhere(context, paragraph, words) {
                return Some(finding(
                    context,
                    claim,
                    (offset, offset + words.len()),
                    rate,
                ));
            }
        }
        offset += clause.len();
    }
    None
}

/// A completion rate below 100 % in another paragraph that says the same words.
fn rate_elsewhere(context: &Context<'_>, paragraph: usize, words: &str) -> Option<FigureId> {
    let text = &context.reading.text;
    let mut from = 0;
    while let Some(at) = text[from..].find(words).map(|at| from + at) {
        let other = context.reading.paragraph_at(at);
        let first = context.figures.partition_point(|figure| figure.start < at);
        let rates = context.figures[first..]
            .iter()
            .enumerate()
            .take_while(|(_, figure)| figure.paragraph == other);
        let low = rates.filter(|(_, figure)| {
            figure.role == Role::Rate && figure.quantity.value < Decimal::HUNDRED
        });
        let found = low.map(|(id, _)| first + id).next();
        if other != paragraph && found.is_some() {
            return found;
        }
        from = at + words.len();
    }
    None
}

fn finding(
    context: &Context<'_>,
    claim: FigureId,
    words: (usize, usize),
    rate: FigureId,
) -> Finding {
    let (reading, figures) = (context.reading, context.figures);
    let said = figures[claim].printed(reading);
    let elsewhere = figures[rate].printed(reading);
    Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Wording,
        message: format!("此处称完成{said}，同一工作在别处写明完成率{elsewhere}。"),
        figures: vec![
            place_of(reading, &figures[claim]),
            place_at(reading, words.0, words.1),
            place_of(reading, &figures[rate]),
        ],
        arithmetic: format!("{elsewhere}＜{said}"),
        proposal: "两处按同一口径写，得分以实际完成率为准".to_owned(),
        proposals: Vec::new(),
    }
}
