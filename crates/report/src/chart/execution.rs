//! Budget against execution, with the rate of each line.

use book::{Book, Spending, Totals, in_wan_yuan};
use document::Picture;
use quantity::Decimal;

use super::svg::{Anchor, DARK, Drawing, EMPTY};
use super::words::wrap;
use super::{LETTER, PITCH, length, size_mm};
use crate::compose::Composer;

/// Where the bars begin.
const LEFT: i64 = 640;
/// The longest bar.
const FULL: i64 = 1540;
/// Height of a bar.
const BAR: i64 = 66;
/// Between the two bars of a row, so that no outline crosses words.
const APART: i64 = 14;
/// Between two rows.
const GAP: i64 = 54;
/// Room for the legend.
const TOP: i64 = 130;
/// With more lines than this, only the two kinds of spending are drawn.
const MOST_LINES: usize = 8;

struct Row {
    name: String,
    amounts: Totals,
}

pub(crate) fn render(composer: &mut Composer<'_>) {
    let rows = rows(composer.names.book);
    if rows.is_empty() {
        return;
    }
    let (svg, height) = draw(&rows);
    let picture = Picture {
        svg,
        size_mm: size_mm(height),
        alternative: alternative(&rows),
        caption: None,
    };
    composer.picture("预算与执行情况　单位：万元", picture);
}

fn rows(book: &Book) -> Vec<Row> {
    let mut rows = Vec::new();
    if book.budget.len() > MOST_LINES {
        for spending in Spending::ALL {
            let lines = book.budget.iter().filter(|line| line.spending == spending);
            rows.push(Row {
                name: spending.word().to_owned(),
                amounts: Totals::of(lines),
            });
        }
    } else {
        rows.extend(book.budget.iter().map(|line| Row {
            name: line.name.clone(),
            amounts: line.amounts,
        }));
    }
    if rows.len() > 1 {
        rows.push(Row {
            name: "合计".to_owned(),
            amounts: book.totals(),
        });
    }
    rows
}

fn draw(rows: &[Row]) -> (String, i64) {
    let sizes = rows
        .iter()
        .flat_map(|row| [row.amounts.full_year(), row.amounts.executed]);
    let most = sizes.max().unwrap_or_default();
    let mut drawing = Drawing::default();
    legend(&mut drawing);
    let mut y = TOP;
    for row in rows {
        let label = wrap(&row.name, LEFT - 60);
        let height = (2 * BAR + APART).max(PITCH * label.len() as i64);
        drawing.lines(LEFT - 30, y + height / 2, &label, Anchor::End);
        let top = y + (height - 2 * BAR - APART) / 2;
        let budget = row.amounts.full_year();
        bar(&mut drawing, top, budget, most, EMPTY, &amount(budget));
        let executed = row.amounts.executed;
        let words = format!("{}{}", amount(executed), rate(&row.amounts, "（", "）"));
        bar(
            &mut drawing,
            top + BAR + APART,
            executed,
            most,
            DARK,
            &words,
        );
        y += height + GAP;
    }
    drawing.axis(LEFT, TOP - GAP / 2, y - GAP / 2);
    (drawing.finish(y), y)
}

fn bar(drawing: &mut Drawing, y: i64, value: Decimal, most: Decimal, fill: &str, words: &str) {
    let long = length(value, most, FULL);
    drawing.bar((LEFT, y), (long, BAR), fill);
    drawing.words(LEFT + long + 24, y + BAR / 2, words, Anchor::Start);
}

fn legend(drawing: &mut Drawing) {
    for (x, fill, words) in [
        (LEFT, EMPTY, "全年预算数"),
        (LEFT + 700, DARK, "全年执行数（执行率）"),
    ] {
        drawing.bar((x, 20), (90, 54), fill);
        drawing.words(x + 90 + LETTER / 2, 47, words, Anchor::Start);
    }
}

fn amount(value: Decimal) -> String {
    in_wan_yuan(value).to_string()
}

fn rate(amounts: &Totals, before: &str, after: &str) -> String {
    let hundred = quantity::Rational::from_integer(100.into());
    amounts
        .execution_rate()
        .map(|rate| format!("{before}{}%{after}", Decimal::round(&(rate * hundred), 2)))
        .unwrap_or_default()
}

fn alternative(rows: &[Row]) -> String {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            format!(
                "{}预算{}万元、执行{}万元{}",
                row.name,
                amount(row.amounts.full_year()),
                amount(row.amounts.executed),
                rate(&row.amounts, "、执行率", "")
            )
        })
        .collect();
    format!(
        "条形图，各项支出的全年预算数与执行数：{}。",
        rows.join("；")
    )
}
