//! # 持平与分项增减 (B12)
//!
//! **查什么** 总数说“与上年持平”，随后列出的各分项增减应正好抵消。
//!
//! **为什么** 总数与分项由不同的人写，各自套用上年的话。
//!
//! **例** 三公经费预算与上年持平，其中出国费增加170万元，公务用车减少107万元，接待费持平。 → 相抵后增加63万元。
//!
//! **怎样改** 核对各分项，或改写总数的增减。
//!
//! **宽严** 只看“持平”之后同一句或紧接的“其中”所列、单位相同的两项以上增减额；“基本持平”“总体平稳”不查；列举以“等”结尾的不查。
//!
//! **依据** 财预〔2016〕143号：增减变化应说明清楚。
//!
//! **状态** 稳定。

use memchr::memmem::Finder;

use crate::claim::{FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::figure::{Role, Separator};
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "B12";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let text = &context.reading.text;
    let finder = Finder::new("持平");
    let ends = finder
        .find_iter(text.as_bytes())
        .map(|at| at + "持平".len());
    let mut totals = ends.filter(|end| opens_parts(&text[*end..])).peekable();
    while let Some(end) = totals.next() {
        if !text[..end].ends_with("基本持平") {
            // The parts of one total end where those of the next begin.
            let next = totals.peek().copied().unwrap_or(text.len());
            relations.extend(parts(context, end, next));
        }
    }
}

/// Whether the parts follow: 持平。其中…, 持平，其中….
fn opens_parts(after: &str) -> bool {
    let after = after.trim_start_matches(['。', '，', '；', '：', ' ']);
    after.starts_with("其中")
}

/// The changes listed between two places, which cancel each other out.
fn parts(context: &Context<'_>, from: usize, to: usize) -> Option<Relation> {
    let paragraph = context.reading.paragraph_at(from);
    let first = context
        .figures
        .partition_point(|figure| figure.start < from);
    let head = context.figures.get(first)?;
    let listed = context.figures[first..]
        .iter()
        .enumerate()
        .take_while(|(offset, figure)| {
            work::look(1);
            figure.start < to
                && figure.paragraph == paragraph
                && figure.sentence == head.sentence
                && (*offset == 0 || figure.separator < Separator::Stop)
        });
    let mut terms: Vec<(i8, FigureId)> = Vec::new();
    let mut last = first;
    for (offset, figure) in listed {
        last = first + offset;
        match figure.role {
            Role::Delta(sign) if figure.depth == 0 && figure.same_kind(head) => {
                terms.push((sign, last))
            }
            // 下降5% restates the change before it.
            Role::Growth(_) => {}
            _ => return None,
        }
    }
    let sentence = context.sentence_from(context.figures[last].end);
    (terms.len() > 1 && !sentence.contains('等'))
        .then(|| Relation::stated(CODE, vec![Form::sum(terms)]).saying(no_balance))
}

fn no_balance(form: &Form, told: &Told<'_>) -> Option<String> {
    let first = told.printed(form.figures()[0]);
    Some(format!("总数说持平，所列各项增减相抵后不为零（{first}等）"))
}
