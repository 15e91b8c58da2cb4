//! The unit a table states for its figures (单位：万元), or a column head or row for its own (占比（%）).

use quantity::{Dimension, Unit};

use crate::figure::{Figure, Role};
use crate::reading::Reading;
use crate::strip::compact;
use crate::table::Sheet;

/// How many pieces before a table its unit may stand.
const REACH: usize = 4;

/// Gives the figures of tables the units that are said elsewhere.
pub(crate) fn apply(reading: &Reading<'_>, sheets: &[Sheet<'_>], figures: &mut [Figure]) {
    for sheet in sheets {
        let whole = of_table(reading, sheet);
        let columns: Vec<Option<Unit>> = sheet.heads.iter().map(|head| bracketed(head)).collect();
        let paths: Vec<String> = (0..sheet.grid.columns)
            .map(|column| sheet.heads[column].clone() + &sheet.path(column).concat())
            .collect();
        for row in sheet.body..sheet.grid.rows {
            let of_row = bracketed(sheet.label(row));
            for (column, of_column) in columns.iter().enumerate() {
                let Some(id) = sheet.figure(row, column) else {
                    continue;
                };
                let figure = &mut figures[id];
                let bare = figure.quantity.unit == Unit::NONE && figure.role == Role::Amount;
                if !bare || figure.points {
                    continue;
                }
                let table = || whole.filter(|_| states_money(&paths[column], sheet.label(row)));
                if let Some(unit) = of_row.or(*of_column).or_else(table) {
                    figure.quantity.unit = unit;
                    figure.implied = true;
                    if unit == Unit::PERCENT {
                        figure.role = Role::Percent;
                    }
                }
            }
        }
    }
}

/// The unit in the line before the table or in its first rows: 单位：万元.
pub(crate) fn of_table(reading: &Reading<'_>, sheet: &Sheet<'_>) -> Option<Unit> {
    let first = sheet.first_piece()?;
    let pieces = &reading.flat.pieces;
    let before = (first.saturating_sub(REACH)..first)
        .rev()
        .take_while(|piece| !matches!(pieces[*piece].kind, document::PieceKind::Cell { .. }));
    let inside = sheet.grid.cells[..sheet.body * sheet.grid.columns]
        .iter()
        .flatten()
        .copied();
    before
        .chain(inside)
        .find_map(|piece| stated(reading.text_of_piece(piece)))
}

/// 单位：万元, 金额单位：元.
fn stated(text: &str) -> Option<Unit> {
    let (_, after) = compact(text)
        .rsplit_once("单位")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))?;
    let unit = after
        .strip_prefix(['：', ':'])?
        .trim_start_matches("人民币")
        .to_owned();
    money(&unit)
}

fn money(text: &str) -> Option<Unit> {
    let (unit, length) = Unit::parse(text)?;
    let alone = text[length..]
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric());
    (alone && unit.dimension() == Dimension::Money).then_some(unit)
}

/// The unit in the last bracket of a head or label: 预算数（万元）, 占比（%）.
fn bracketed(text: &str) -> Option<Unit> {
    let text = text.trim_end();
    let inner = text.strip_suffix(['）', ')'])?;
    let (_, inner) = inner.rsplit_once(['（', '('])?;
    let inner = inner.trim().trim_start_matches("单位：");
    // 行政运行（项） names a level of the classification.
    let level = matches!(inner, "类" | "款" | "项");
    let (unit, length) = Unit::parse(inner).filter(|_| !level)?;
    (length == inner.len()).then_some(unit)
}

/// Whether the figures under a head are amounts of money where the table says so.
fn states_money(head: &str, label: &str) -> bool {
    const OTHERS: &[&str] = &[
        "率",
        "占比",
        "比重",
        "增幅",
        "增速",
        "幅度",
        "%",
        "％",
        "数量",
        "个数",
        "人数",
        "人次",
        "批次",
        "次数",
        "台",
        "辆",
        "面积",
        "得分",
        "分值",
        "权重",
        "指标值",
        "目标值",
        "完成值",
        "实际值",
        "年度",
        "序号",
        "编码",
        "代码",
        "件数",
        "户数",
        "编制",
        "工作量",
        "天数",
        "套数",
    ];
    !OTHERS
        .iter()
        .any(|word| head.contains(word) || label.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_above_a_table_names_its_unit() {
        assert_eq!(stated("单位：万元"), Some(Unit::WAN_YUAN));
        assert_eq!(stated("公开01表 金额单位： 元"), Some(Unit::YUAN));
        assert_eq!(stated("单位：上海市某局"), None);
        assert_eq!(stated("编制单位：某局 单位：万元"), Some(Unit::WAN_YUAN));
        assert_eq!(bracketed("预算数（万元）"), Some(Unit::WAN_YUAN));
        assert_eq!(bracketed("占比(%)"), Some(Unit::PERCENT));
        assert_eq!(bracketed("机关服务（项）"), None);
    }
}
