//! What the boxes of a form say of the figures in them: kind, unit, and whether they are points.

use quantity::{Approximation, Decimal, Dimension, Unit};

use crate::figure::{Figure, Role};
use crate::reading::Reading;

use super::{Funds, Paper, Papers, Row};

impl Papers<'_> {
    /// Gives the figures in boxes the kind and unit that their boxes say they have.
    pub(crate) fn settle(&self, reading: &Reading<'_>, figures: &mut [Figure]) {
        for id in &self.boxes {
            let figure = &mut figures[*id];
            let percent = figure.quantity.unit.dimension() == Dimension::Percent;
            figure.role = if percent { Role::Percent } else { Role::Amount };
            figure.points = figure.quantity.unit.dimension() == Dimension::Score;
        }
        for paper in &self.all {
            for id in paper.points() {
                let figure = &mut figures[id];
                bare(figure);
                figure.points = !figure.is_percent();
            }
            for row in &paper.rows {
                settle_row(row, figures);
            }
            for funds in &paper.funds {
                settle_money(reading, funds, figures);
            }
            settle_splits(paper, figures);
            for rate in paper.listed().filter_map(|source| source.rate) {
                bare(&mut figures[rate]);
                as_percent(&mut figures[rate]);
            }
        }
    }
}

/// The target and what was reached have the unit of one another where one has none.
fn settle_row(row: &Row<'_>, figures: &mut [Figure]) {
    let measures = [&row.target, &row.actual, &row.forecast];
    for measure in measures.into_iter().flatten() {
        let figure = &mut figures[measure.figure];
        bare(figure);
        // The sign is kept as the sense of the measure.
        figure.quantity.approximation = Approximation::Exact;
    }
    for part in [row.done, row.coefficient].into_iter().flatten() {
        bare(&mut figures[part]);
        as_percent(&mut figures[part]);
    }
    let pairs = [
        (&row.target, &row.actual),
        (&row.actual, &row.target),
        (&row.forecast, &row.actual),
    ];
    for (one, other) in pairs
        .into_iter()
        .filter_map(|(one, other)| one.as_ref().zip(other.as_ref()))
    {
        let unit = figures[other.figure].quantity.unit;
        let bare = figures[one.figure].quantity.unit == Unit::NONE && one.unit.is_empty();
        if !bare || unit == Unit::NONE {
            continue;
        }
        if unit == Unit::PERCENT {
            as_percent(&mut figures[one.figure]);
        } else {
            figures[one.figure].quantity.unit = unit;
            figures[one.figure].implied = true;
        }
    }
}

/// Takes back the unit that is told for the whole table: a box that holds no amount does not have it.
fn bare(figure: &mut Figure) {
    if figure.implied {
        figure.quantity.unit = Unit::NONE;
        figure.implied = false;
    }
}

/// Takes a bare number as a percentage; one that may as well be a fraction is left as it is.
fn as_percent(figure: &mut Figure) {
    if figure.quantity.unit == Unit::NONE && figure.quantity.value > Decimal::new(15, 1) {
        figure.quantity.unit = Unit::PERCENT;
        figure.implied = true;
        figure.role = Role::Percent;
    }
}

fn settle_money(reading: &Reading<'_>, funds: &Funds, figures: &mut [Figure]) {
    let said = funds.label.and_then(|(start, end)| {
        let label = &reading.text[start..end];
        let inner = label.rsplit_once(['（', '('])?.1;
        let (unit, _) = Unit::parse(inner.trim_start_matches("单位：").trim())?;
        (unit.dimension() == Dimension::Money).then_some(unit)
    });
    // A unit told for the table may have reached some of its amounts.
    let amounts = funds.sources.iter().flat_map(|source| &source.amounts);
    let mut units = amounts.map(|(_, id)| figures[*id].quantity.unit);
    let said = said.or_else(|| units.find(|unit| unit.dimension() == Dimension::Money));
    for source in &funds.sources {
        if let Some(rate) = source.rate {
            bare(&mut figures[rate]);
            as_percent(&mut figures[rate]);
        }
        for (_, id) in &source.amounts {
            let figure = &mut figures[*id];
            if figure.quantity.unit == Unit::NONE
                && let Some(unit) = said
            {
                figure.quantity.unit = unit;
                figure.implied = true;
            }
        }
    }
}

/// What is told of the money apart from its total has the unit of the total.
fn settle_splits(paper: &Paper<'_>, figures: &mut [Figure]) {
    let total = paper.funds.iter().find_map(Funds::total);
    let Some((_, whole)) = total.and_then(|total| total.amounts.first()) else {
        return;
    };
    let unit = figures[*whole].quantity.unit;
    let plans = paper.across.iter().filter(|across| across.is_plan);
    let plans = plans.flat_map(|plan| &plan.rows);
    let plans = plans.flat_map(|(sum, parts)| std::iter::once(sum).chain(parts));
    for id in paper.splits.iter().flatten().chain(plans) {
        let figure = &mut figures[*id];
        if figure.quantity.unit == Unit::NONE {
            figure.quantity.unit = unit;
            figure.implied = true;
        }
    }
}
