//! The indicator table (绩效指标完成情况表).

use book::{Indicator, Level};
use document::Align::{self, Center, Left};
use document::Cell;

use super::analysis::{deviation, target};
use super::cells::Filler;
use super::place;
use crate::compose::Composer;
use crate::template::Place;

const HEADS: [&str; 8] = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因及改进措施",
];

pub(crate) fn render(composer: &mut Composer<'_>) {
    let (book, card) = (composer.names.book, composer.names.card);
    let mut table = Filler::new(composer, &HEADS, &[4, 5, 8, 7, 7, 4, 5, 14]);
    if card.execution.is_some() {
        execution(
            &mut table,
            card.execution
                .as_ref()
                .is_some_and(|one| one.points < one.weight),
        );
    }
    for first in card
        .subtotals
        .iter()
        .filter(|sum| sum.level == Level::First)
    {
        let seconds = card
            .subtotals
            .iter()
            .filter(|sum| sum.level == Level::Second && sum.level1 == first.level1);
        let mut first_cell = Some(spanning(&first.level1, first.count));
        for second in seconds {
            let mut second_cell = Some(spanning(&second.level2, second.count));
            let within = |indicator: &&Indicator| {
                indicator.level1 == first.level1 && indicator.level2 == second.level2
            };
            for indicator in book.indicators.iter().filter(within) {
                let mut cells: Vec<_> = first_cell
                    .take()
                    .into_iter()
                    .chain(second_cell.take())
                    .collect();
                cells.extend(own(&mut table, indicator, card));
                table.row(cells);
            }
        }
    }
    total(&mut table);
    table.finish("绩效指标完成情况");
}

fn spanning(words: &str, rowspan: usize) -> Cell {
    Cell {
        rowspan,
        align: Center,
        ..Cell::plain(words)
    }
}

fn wide(words: &str, colspan: usize) -> Cell {
    Cell {
        colspan,
        align: Center,
        ..Cell::plain(words)
    }
}

fn execution(table: &mut Filler<'_, '_>, lost: bool) {
    let place = place("预算");
    let mut cells = vec![wide("预算执行率", 3)];
    let reason = match lost {
        true => "年末结余{{ 预算.结余 }}，形成原因见报告正文。",
        false => "",
    };
    let words: [(&str, Align); 5] = [
        ("100%", Center),
        ("{{ 预算.执行率 }}", Center),
        ("{{ 分值.预算执行率 | 数 }}", Center),
        ("{{ 得分.预算执行率 | 数 }}", Center),
        (reason, Left),
    ];
    cells.extend(words.map(|(words, align)| table.cell(words, align, &place)));
    table.row(cells);
}

/// The cells of an indicator after its first and second level.
fn own(table: &mut Filler<'_, '_>, indicator: &Indicator, card: &book::Scorecard) -> Vec<Cell> {
    let place: Place = place(format!("指标{}", indicator.id));
    let id = &indicator.id;
    let words = [
        (indicator.name.clone(), Left),
        (target(indicator), Center),
        (format!("{{{{ 指标.{id}.完成值 }}}}"), Center),
        (format!("{{{{ 指标.{id}.分值 | 数 }}}}"), Center),
        (format!("{{{{ 指标.{id}.得分 | 数 }}}}"), Center),
        (deviation(indicator, card), Left),
    ];
    words
        .map(|(words, align)| table.cell(&words, align, &place))
        .into()
}

fn total(table: &mut Filler<'_, '_>) {
    let place = place("指标");
    let mut cells = vec![wide("合计", 5)];
    let words = [
        ("{{ 分值.合计 | 数 }}", Center),
        ("{{ 得分.总分 | 数 }}", Center),
        ("", Left),
    ];
    cells.extend(words.map(|(words, align)| table.cell(words, align, &place)));
    table.row(cells);
}
