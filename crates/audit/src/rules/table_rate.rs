//! # 表内比率 (B04)
//!
//! **查什么** 表中执行率、完成率栏应等于同行执行数除以预算数；占比栏应等于该行除以合计；预算执行行的得分应与执行率、分值相符。
//!
//! **为什么** 改了数而没有改率，或把率抄到了别的行。
//!
//! **例** 预算数200、执行数179.43，执行率98.7%。
//!
//! **怎样改** 按建议改率，或核对两个数。
//!
//! **宽严** 同行有年初预算、全年预算等几个预算数时，对任何一个成立都不报；得分可能按档赋分，只作提醒。
//!
//! **依据** 财预〔2020〕10号：预算执行率＝全年执行数÷全年预算数，得分按执行率乘分值。
//!
//! **状态** 稳定。

use crate::claim::{Certainty, FigureId, Form, Relation};
use crate::context::Context;
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "B04";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for sheet in context.sheets {
        rates(context, sheet, relations);
        shares(context, sheet, relations);
    }
}

fn rates(context: &Context<'_>, sheet: &Sheet<'_>, relations: &mut Vec<Relation>) {
    let Some(rate) = sheet.column(&["执行率", "完成率", "支出进度"], &[]) else {
        return;
    };
    let Some(done) = sheet.column(
        &["执行数", "决算数", "支出数", "完成数", "实际完成"],
        &["率"],
    ) else {
        return;
    };
    let mut plans = sheet.columns(&["预算数", "计划数", "目标", "指标值", "全年预算"], &["率"]);
    plans.sort_by_key(|column| !sheet.heads[*column].contains("全年"));
    let weight = sheet.column(&["分值"], &[]);
    let score = sheet.column(&["得分"], &[]);
    for row in sheet.body..sheet.grid.rows {
        let Some(percent) = sheet
            .figure(row, rate)
            .filter(|id| context.figures[*id].is_percent())
        else {
            continue;
        };
        if let Some(part) = sheet.figure(row, done) {
            let wholes = plans.iter().filter_map(|plan| sheet.figure(row, *plan));
            let alike =
                wholes.filter(|whole| context.figures[*whole].same_kind(&context.figures[part]));
            relations.extend(ratio(
                alike.map(|whole| (part, whole)),
                percent,
                Certainty::Stated,
            ));
        }
        if let (Some(weight), Some(score)) = (weight, score) {
            let pair = sheet.figure(row, score).zip(sheet.figure(row, weight));
            relations.extend(ratio(pair.into_iter(), percent, Certainty::Probable));
        }
    }
}

fn shares(context: &Context<'_>, sheet: &Sheet<'_>, relations: &mut Vec<Relation>) {
    let Some(share) = sheet.column(&["占比", "比重"], &[]) else {
        return;
    };
    let Some(total) = (sheet.body..sheet.grid.rows).find(|row| sheet.is_total(*row)) else {
        return;
    };
    let Some(amount) = (0..share)
        .rev()
        .find(|column| sheet.figure(total, *column).is_some())
    else {
        return;
    };
    let Some(whole) = sheet.figure(total, amount) else {
        return;
    };
    for row in (sheet.body..sheet.grid.rows).filter(|row| *row != total) {
        let (Some(part), Some(percent)) = (sheet.figure(row, amount), sheet.figure(row, share))
        else {
            continue;
        };
        if context.figures[percent].is_percent()
            && context.figures[part].same_kind(&context.figures[whole])
        {
            relations.extend(ratio(
                std::iter::once((part, whole)),
                percent,
                Certainty::Stated,
            ));
        }
    }
}

fn ratio(
    pairs: impl Iterator<Item = (FigureId, FigureId)>,
    percent: FigureId,
    certainty: Certainty,
) -> Option<Relation> {
    let readings: Vec<Form> = pairs
        .map(|(part, whole)| Form::ratio(part, whole, percent))
        .collect();
    (!readings.is_empty()).then_some(Relation::new(CODE, certainty, readings))
}
