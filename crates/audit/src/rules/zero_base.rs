//! # 上年为零的增长率 (B18)
//!
//! **查什么** 比上年增加的数与本年数相等，上年就是零，增长率没有意义，不应写增长100%。
//!
//! **为什么** 100%是模板的算法填出来的，读者会以为比上年翻了一番。
//!
//! **例** 支出307.82万元，比上年增加307.82万元，增长100%。
//!
//! **怎样改** 写“上年无此项支出”，不写增长率。
//!
//! **宽严** 只作提醒，全文只报一次；增加额与本年数的末位都相同才报。
//!
//! **依据** 增长率以上年数为分母，分母为零时不能计算。
//!
//! **状态** 新。

use crate::context::Context;
use crate::figure::Role;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::at_once;
use crate::rules::change;

/// The code of this rule.
pub(crate) const CODE: &str = "B18";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let growths = context.in_role(|role| matches!(role, Role::Growth(1)));
    let places: Vec<(usize, usize)> = growths
        .filter(|(id, _)| change::is_from_nothing(context, *id))
        .map(|(_, figure)| (figure.start, figure.end))
        .collect();
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Change, Severity::Warning),
        &places,
        |place| format!("上年为零，增长率无从计算，写作增长{}。", place.text),
        "写上年无此项，不写增长率",
    ));
}
