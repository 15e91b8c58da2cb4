//! Points won and lost by indicator.

use book::Scorecard;
use document::Picture;
use quantity::Decimal;

use super::svg::{Anchor, DARK, Drawing, EMPTY};
use super::words::wrap;
use super::{LETTER, PITCH, length, size_mm};
use crate::compose::Composer;

/// Where the bars begin.
const LEFT: i64 = 1000;
/// The longest bar.
const FULL: i64 = 1420;
/// Height of a bar.
const BAR: i64 = 70;
/// Between two rows.
const GAP: i64 = 38;
/// Room for the legend.
const TOP: i64 = 130;

struct Row<'a> {
    name: &'a str,
    weight: Decimal,
    points: Decimal,
}

impl Row<'_> {
    fn lost(&self) -> Decimal {
        self.weight.checked_sub(self.points).unwrap_or_default()
    }

    fn words(&self) -> String {
        match self.lost().is_zero() {
            true => format!("得{}", self.points),
            false => format!("得{} 失{}", self.points, self.lost()),
        }
    }
}

pub(crate) fn render(composer: &mut Composer<'_>) {
    let rows = rows(composer.names.card);
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
    composer.picture("各项指标得分与失分　单位：分", picture);
}

fn rows(card: &Scorecard) -> Vec<Row<'_>> {
    let execution = card.execution.iter().map(|execution| Row {
        name: "预算执行率",
        weight: execution.weight,
        points: execution.points,
    });
    let indicators = card.indicators.iter().map(|scored| Row {
        name: &scored.name,
        weight: scored.weight,
        points: scored.points,
    });
    execution.chain(indicators).collect()
}

fn draw(rows: &[Row<'_>]) -> (String, i64) {
    let most = rows.iter().map(|row| row.weight).max().unwrap_or_default();
    let mut drawing = Drawing::default();
    for (x, fill, words) in [(LEFT, DARK, "得分"), (LEFT + 480, EMPTY, "失分")] {
        drawing.bar((x, 20), (90, 54), fill);
        drawing.words(x + 90 + LETTER / 2, 47, words, Anchor::Start);
    }
    let mut y = TOP;
    for row in rows {
        let label = wrap(row.name, LEFT - 60);
        let height = BAR.max(PITCH * label.len() as i64);
        let middle = y + height / 2;
        drawing.lines(LEFT - 30, middle, &label, Anchor::End);
        let full = length(row.weight, most, FULL);
        let won = length(row.points, most, FULL);
        drawing.bar((LEFT, middle - BAR / 2), (full, BAR), EMPTY);
        if won > 0 {
            drawing.bar((LEFT, middle - BAR / 2), (won, BAR), DARK);
        }
        drawing.words(LEFT + full + 24, middle, &row.words(), Anchor::Start);
        y += height + GAP;
    }
    drawing.axis(LEFT, TOP - GAP / 2, y - GAP / 2);
    (drawing.finish(y), y)
}

fn alternative(rows: &[Row<'_>]) -> String {
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            format!(
                "{}分值{}分、{}分",
                row.name,
                row.weight.normalized(),
                row.words().replace(' ', "分、")
            )
        })
        .collect();
    format!("条形图，各项指标的得分与失分：{}。", rows.join("；"))
}
