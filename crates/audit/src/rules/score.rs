//! # 得分与分值 (D05)
//!
//! **查什么** 实际得分不得超过指标分值；下级指标的分值、得分之和应等于上级指标的分值、得分；写明完成百分比的，得分应与比例赋分相符。
//!
//! **为什么** 总分是各项得分的直接相加，一项写错，等级就可能错。
//!
//! **例** 数量指标（指标分数10分，实际得分9分）下列两项均为5分、得5分。 → 5＋5＝10，与9不符。
//!
//! **怎样改** 先核定每项得分，再自下而上重加。
//!
//! **宽严** 分值与得分之和按印出的小数位判断；得分与完成率不成比例只作提醒，评分细则可能不是按比例赋分。
//!
//! **依据** 财预〔2020〕10号附件1：各项得分之和为总分。
//!
//! **状态** 稳定。

use document::PieceKind;

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::{Context, REACH};
use crate::form::{Paper, Row};
use crate::indicator::Indicator;
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "D05";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for item in context.indicators {
        let within = Form::within(item.weight, [item.score]);
        let relation = Relation::new(CODE, Certainty::Stated, vec![within]);
        relations.push(relation.saying(above).about(item.score));
        relations.extend(proportional(context, item));
    }
    for row in context.papers.all.iter().flat_map(|paper| &paper.rows) {
        let checked = row.weight.zip(row.checked);
        relations.extend(checked.map(|(weight, checked)| {
            let within = Form::within(weight, [checked]);
            Relation::stated(CODE, vec![within])
                .saying(above)
                .about(checked)
        }));
        relations.extend(deducted(context, row));
    }
    for source in context.papers.all.iter().filter_map(Paper::execution) {
        let pair = source.weight.zip(source.score);
        relations.extend(pair.map(|(weight, score)| {
            let within = Form::within(weight, [score]);
            Relation::stated(CODE, vec![within])
                .saying(above)
                .about(score)
        }));
    }
    let in_text: Vec<&Indicator<'_>> = context
        .indicators
        .iter()
        .filter(|item| !item.in_table)
        .collect();
    for (place, class) in in_text.iter().enumerate().filter(|(_, item)| item.class) {
        let mut last = class.paragraph;
        let children = in_text[place + 1..].iter().take_while(|item| {
            let together = !item.class && !leaves_the_section(context, last, item.paragraph);
            last = item.paragraph;
            together
        });
        let children: Vec<&&Indicator<'_>> = children.collect();
        if children.is_empty() {
            continue;
        }
        relations.push(total(
            class.weight,
            children.iter().map(|child| child.weight),
        ));
        relations.push(total(class.score, children.iter().map(|child| child.score)));
    }
}

fn above(form: &Form, told: &Told<'_>) -> Option<String> {
    let [weight, score] = form.figures()[..] else {
        return None;
    };
    let (weight, score) = (told.printed(weight), told.printed(score));
    Some(format!("得分{score}高于分值{weight}"))
}

/// Weight − points taken off = score, where a form has a column for them.
fn deducted(context: &Context<'_>, row: &Row<'_>) -> Option<Relation> {
    let (weight, score, off) = (row.weight?, row.score?, row.deduction?);
    let negative = context.figures[off].quantity.value < quantity::Decimal::ZERO;
    (!negative).then(|| Relation::stated(CODE, vec![Form::total(weight, [score, off])]))
}

/// Whether a heading stands between two paragraphs that is neither of them.
fn leaves_the_section(context: &Context<'_>, from: usize, to: usize) -> bool {
    let between = context
        .reading
        .paragraphs
        .get(from + 1..to)
        .unwrap_or_default();
    between
        .iter()
        .any(|paragraph| matches!(paragraph.kind, PieceKind::Heading(_)))
}

fn total(whole: FigureId, parts: impl Iterator<Item = FigureId>) -> Relation {
    Relation::stated(CODE, vec![Form::total(whole, parts)])
}

/// 完成年度指标值的95% beside a weight of 10 and a score of 9.5.
fn proportional(context: &Context<'_>, item: &Indicator<'_>) -> Option<Relation> {
    let near = (item.score + 1..context.figures.len())
        .take(REACH)
        .inspect(|_| work::look(1))
        .take_while(|id| !item.in_table && context.figures[*id].paragraph <= item.paragraph + 1);
    let percent = near.into_iter().find(|id| {
        context.figures[*id].is_percent() && context.label(*id).contains("完成年度指标值")
    })?;
    let ratio = Form::ratio(item.score, item.weight, percent);
    Some(Relation::new(CODE, Certainty::Probable, vec![ratio]))
}
