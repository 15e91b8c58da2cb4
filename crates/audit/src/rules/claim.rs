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
//! **宽严** 只作提醒；所举工作须有八个字以上在别处原样出现才比对；四舍五入就相同的不报。
//!
//! **依据** 财预〔2020〕10号：自评应当客观真实，结果与佐证一致。
//!
//! **状态** 稳定。

use std::collections::HashMap;

use quantity::Decimal;

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::figure::{Figure, Role};
use crate::rules::unfinished::full_claims;
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "F04";

/// How many characters two clauses must share to speak of one thing.
const SHARED: usize = 8;

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let claims = full_claims(context);
    if claims.is_empty() {
        return;
    }
    let low = low_rates(context);
    let paragraph = |claim: &FigureId| context.figures[*claim].paragraph;
    for those in claims.chunk_by(|left, right| paragraph(left) == paragraph(right)) {
        let found = contradiction(context, paragraph(&those[0]), &low);
        let found = found.into_iter();
        relations.extend(found.flat_map(|(words, rate)| {
            let claims = those.iter();
            claims.map(move |claim| same(*claim, words, rate))
        }));
    }
}

/// The clauses of paragraphs that print a completion rate below 100 %, each with its paragraph and the rate after it.
fn low_rates<'a>(context: &'a Context<'_>) -> HashMap<&'a str, (usize, FigureId)> {
    let mut clauses = HashMap::new();
    let rates = context.in_role(|role| role == Role::Rate);
    let rates = rates.filter(|(_, figure)| figure.quantity.value < Decimal::HUNDRED);
    let rates: Vec<(FigureId, &Figure)> = rates.collect();
    for those in rates.chunk_by(|left, right| left.1.paragraph == right.1.paragraph) {
        let paragraph = those[0].1.paragraph;
        let mut rates = those.iter().peekable();
        for (start, words) in clauses_of(context, paragraph) {
            while rates.next_if(|(_, figure)| figure.start <= start).is_some() {}
            let Some((rate, _)) = rates.peek() else { break };
            clauses.entry(words).or_insert((paragraph, *rate));
        }
    }
    clauses
}

/// The clauses of a paragraph long enough to tell what it is about, each with its offset in the text.
fn clauses_of<'a>(
    context: &'a Context<'_>,
    paragraph: usize,
) -> impl Iterator<Item = (usize, &'a str)> {
    const ENDS: [char; 4] = ['，', '。', '；', '：'];
    let mut offset = context.reading.paragraphs[paragraph].start;
    let clauses = context
        .reading
        .text_of(paragraph)
        .split_inclusive(ENDS)
        .map(move |clause| {
            work::look(clause.len());
            let start = offset;
            offset += clause.len();
            (start, clause.trim_end_matches(ENDS))
        });
    clauses.filter(|(_, words)| words.chars().count() >= SHARED && !words.contains("指标"))
}

/// A clause of a paragraph that another paragraph says too, with a low rate, and that rate.
fn contradiction(
    context: &Context<'_>,
    paragraph: usize,
    low: &HashMap<&str, (usize, FigureId)>,
) -> Option<((usize, usize), FigureId)> {
    let mut clauses = clauses_of(context, paragraph);
    clauses.find_map(|(start, words)| {
        let (other, rate) = low.get(words)?;
        (*other != paragraph).then_some(((start, start + words.len()), *rate))
    })
}

/// The work that words tell of is done to the same part in both places.
fn same(claim: FigureId, words: (usize, usize), rate: FigureId) -> Relation {
    let same = Form::total(claim, [rate]);
    Relation::new(CODE, Certainty::Probable, vec![same])
        .saying(otherwise_elsewhere)
        .quoting(words)
        .advising("两处按同一口径写，得分以实际完成率为准")
}

fn otherwise_elsewhere(form: &Form, told: &Told<'_>) -> Option<String> {
    let [claim, rate] = form.figures()[..] else {
        return None;
    };
    let (claim, rate) = (told.printed(claim), told.printed(rate));
    Some(format!("此处称完成{claim}，同一工作在别处写明完成率{rate}"))
}
