//! # 小数位不齐 (H06)
//!
//! **查什么** 表中同一列的金额，多数是同样的小数位，个别多出两位以上。
//!
//! **为什么** 多出来的位数往往是粘贴时带进的，也可能是单位没有换算。
//!
//! **例** 同一列都是两位小数，一格是661.628093。
//!
//! **怎样改** 按全表的小数位四舍五入。
//!
//! **宽严** 只作提示，每表只报一次；同一列有五个以上带小数的数、小数位都相同，只有一两格多出两位以上的才报；小数位少的（省了末尾的0）不报。
//!
//! **依据** GB/T 15835-2011；同一表的精度应一致。
//!
//! **状态** 新。

use crate::context::Context;
use crate::figure::Figure;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::at_once;
use crate::table::Sheet;
use quantity::Dimension;

/// The code of this rule.
pub(crate) const CODE: &str = "H06";

/// So many figures of one precision tell what the column is printed with.
const TELLING: usize = 5;

/// More than this many others, and the column has no precision of its own.
const FEW: usize = 2;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for sheet in context.sheets {
        let columns = 0..sheet.grid.columns;
        let places: Vec<(usize, usize)> = columns
            .flat_map(|column| finer(context, sheet, column))
            .map(|figure| (figure.start, figure.end))
            .collect();
        findings.extend(at_once(
            context.reading,
            (CODE, Kind::Number, Severity::Hint),
            &places,
            |place| format!("{}比同列的数多出几位小数。", place.text),
            "按全表的小数位四舍五入",
        ));
    }
}

/// The amounts of a column that are printed with two places more than all others.
fn finer<'c>(context: &'c Context<'_>, sheet: &Sheet<'_>, column: usize) -> Vec<&'c Figure> {
    let figures: Vec<&Figure> = (sheet.body..sheet.grid.rows)
        .filter_map(|row| sheet.figure(row, column))
        .map(|id| &context.figures[id])
        .filter(|figure| {
            let money = figure.quantity.unit.dimension() == Dimension::Money;
            money && figure.quantity.value.scale() > 0
        })
        .collect();
    let places = |figure: &&Figure| figure.quantity.value.scale();
    let mut usual: Vec<u8> = figures.iter().map(places).collect();
    usual.sort_unstable();
    let Some(usual) = usual.get(usual.len() / 2).copied() else {
        return Vec::new();
    };
    let same = figures
        .iter()
        .filter(|figure| places(figure) == usual)
        .count();
    let finer: Vec<&Figure> = figures
        .iter()
        .copied()
        .filter(|figure| places(figure) >= usual + 2)
        .collect();
    let told = same >= TELLING && finer.len() <= FEW && same + finer.len() == figures.len();
    if told { finer } else { Vec::new() }
}
