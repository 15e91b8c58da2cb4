//! # 平均数 (B17)
//!
//! **查什么** “分别为a、b、c，平均m”：平均数应等于所列各数之和除以个数。
//!
//! **为什么** 改了一个数，平均数没有跟着改。
//!
//! **例** 三个乡镇得分分别为90分、85分、80分，平均86分。 → （90＋85＋80）÷3＝85分。
//!
//! **怎样改** 按原始数据重新计算；如按权重平均，写明权重。
//!
//! **宽严** 只看同一句里“分别”列出、紧接着写平均的数；写明加权的不查；平均数按所写位数四舍五入。
//!
//! **依据** 财预〔2021〕101号：完成值须有计算过程。
//!
//! **状态** 新。

use crate::claim::{FigureId, Form, Relation};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::Separator;

/// The code of this rule.
pub(crate) const CODE: &str = "B17";

/// Words that a mean goes by.
const MEAN: &[&str] = &["平均", "均值", "均分"];

/// Words a mean of what was listed begins with; 全市平均 is of others, too.
const OPENERS: &[&str] = &["平均", "均值", "均分", "算术平均", "总体", "整体", "综合"];

/// Words by which it is no plain one.
const WEIGHTED: &[&str] = &["加权", "年均", "增速", "增长"];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for (mean, figure) in context.figures.iter().enumerate() {
        if figure.separator <= Separator::Comma && says_mean(context.sentence_before(mean)) {
            relations.extend(
                listed(context, mean).map(|listed| {
                    Relation::stated(CODE, vec![Form::mean(listed, mean)]).by("平均")
                }),
            );
        }
    }
}

fn says_mean(words: &str) -> bool {
    let says = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let words = words.trim_start_matches('，');
    let of_these = OPENERS.iter().any(|word| words.starts_with(word));
    of_these && says(MEAN) && !says(WEIGHTED)
}

/// The list right before it: 分别为a、b、c.
fn listed(context: &Context<'_>, mean: FigureId) -> Option<Vec<FigureId>> {
    let figures = context.figures;
    let last = mean.checked_sub(1)?;
    let kin = |id: FigureId| {
        figures[id].same_kind(&figures[mean])
            && figures[id].sentence == figures[mean].sentence
            && figures[id].depth == figures[mean].depth
    };
    let mut first = last;
    while kin(first) && figures[first].separator == Separator::Enumeration && first > 0 {
        first -= 1;
    }
    let opened = kin(first) && figures[first].gap.any(Tags::EACH);
    (opened && last > first).then(|| (first..=last).collect())
}
