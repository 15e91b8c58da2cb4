//! # 预计完成数与已完成数 (D17)
//!
//! **查什么** 监控表里的全年预计执行数应不小于已执行数；累计的数量指标，全年预计完成值应不小于已完成值。
//!
//! **为什么** 全年的数包括已经完成的部分，小于它就是漏改或填错了格。
//!
//! **例** 1—7月执行数540，全年预计执行数530。 → 全年预计执行数应不小于540。
//!
//! **怎样改** 核对已完成数和预计数，改写错的一个。
//!
//! **宽严** 只看绩效表；比率、人均、时限和越少越好的指标可升可降，不报；计量单位不同的不比。
//!
//! **依据** 财预〔2019〕136号：监控表填列截至某月的完成情况和全年预计完成情况。
//!
//! **状态** 新。

use quantity::Unit;

use crate::claim::{FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::form::{Amount, FundingSource, Row, Sense};

/// The code of this rule.
pub(crate) const CODE: &str = "D17";

/// Words of an indicator that may fall again in the rest of the year.
const FALLING: [&str; 22] = [
    "率", "均", "度", "水平", "指数", "存量", "在册", "在库", "在岗", "时间", "时限", "天数",
    "比例", "比重", "占比", "成本", "费用", "投诉", "事故", "余额", "控制", "减少",
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for paper in &context.papers.all {
        let sources = paper.funds.iter().flat_map(|funds| &funds.sources);
        let money = sources.filter_map(|source| spent(context, source));
        relations.extend(money);
        relations.extend(paper.rows.iter().filter_map(|row| reached(context, row)));
    }
}

fn spent(context: &Context<'_>, source: &FundingSource) -> Option<Relation> {
    let whole = source.amount(Amount::Forecast)?;
    expected(context, whole, source.amount(Amount::Executed)?)
}

fn reached(context: &Context<'_>, row: &Row<'_>) -> Option<Relation> {
    let (done, whole) = (row.actual.as_ref()?, row.forecast.as_ref()?);
    let falling = FALLING.iter().any(|word| row.name.contains(word));
    let lesser = row
        .target
        .as_ref()
        .is_some_and(|target| target.sense == Sense::Most);
    let percent = context.figures[done.figure].quantity.unit == Unit::PERCENT;
    let apart = falling || lesser || percent || done.unit != whole.unit;
    (!apart).then(|| expected(context, whole.figure, done.figure))?
}

fn expected(context: &Context<'_>, whole: FigureId, done: FigureId) -> Option<Relation> {
    let alike = context.figures[whole].same_kind(&context.figures[done]);
    alike.then(|| {
        Relation::stated(CODE, vec![Form::within(whole, [done]).of_printed()])
            .saying(too_few)
            .about(whole)
            .advising("核对已完成数和全年预计数")
    })
}

fn too_few(form: &Form, told: &Told<'_>) -> Option<String> {
    let [whole, done] = form.figures()[..] else {
        return None;
    };
    let (whole, done) = (told.printed(whole), told.printed(done));
    Some(format!("全年预计{whole}小于已完成的{done}"))
}
