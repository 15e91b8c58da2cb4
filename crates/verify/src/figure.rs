//! The figures of a proof, read anew.

use quantity::{Approximation, Decimal, Dimension, Interval, Quantity};

use crate::outcome::Reason;
use crate::text::Texts;
use crate::wire::{Figure, Finding, Precision, Proof};

/// Places a score is kept to.
const SCORE_PLACES: u8 = 2;

/// A figure with what it states.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Read {
    pub(crate) quantity: Quantity,
    /// Whether it is a weight or score.
    pub(crate) score: bool,
}

impl Read {
    /// The values it can stand for, rounded or cut off, in the base of its dimension.
    pub(crate) fn values(&self) -> Interval {
        let value = self.quantity.value;
        let missing = SCORE_PLACES.saturating_sub(value.scale());
        if !self.score || missing == 0 {
            return self.quantity.wide();
        }
        let zeros = Decimal::new(10_i128.pow(missing.into()), missing);
        let value = value.checked_mul(zeros).unwrap_or(value);
        Quantity {
            value,
            ..self.quantity
        }
        .wide()
    }

    /// The value as printed, in the base of its dimension.
    pub(crate) fn printed(&self) -> Interval {
        let factor = self.quantity.unit.factor().to_rational();
        Interval::point(self.quantity.value.to_rational() * factor)
    }
}

/// All figures of a proof, each checked against the text.
pub(crate) fn read_all(proof: &Proof, texts: &Texts) -> Result<Vec<Read>, Vec<Reason>> {
    let (mut figures, mut reasons) = (Vec::new(), Vec::new());
    for figure in &proof.figures {
        match read(figure, texts) {
            Ok(read) => figures.push(read),
            Err(reason) => reasons.push(reason),
        }
    }
    if reasons.is_empty() {
        Ok(figures)
    } else {
        Err(reasons)
    }
}

fn read(figure: &Figure, texts: &Texts) -> Result<Read, Reason> {
    let quote = &figure.quote;
    let quantity = stated(figure).ok_or_else(|| Reason::NoNumber {
        text: quote.text.clone(),
    })?;
    texts.check_number(quote, quantity)?;
    let as_said = match figure.precision {
        Precision::Exact => quantity.is_exact(),
        Precision::Rounded => !quantity.is_exact() && quantity.unit.dimension() != Dimension::Score,
        Precision::Score => texts.speaks_of_scores(quote),
    };
    if !as_said {
        return Err(Reason::OtherPrecision {
            text: quote.text.clone(),
        });
    }
    Ok(Read {
        quantity,
        score: figure.precision == Precision::Score,
    })
}

/// What the proof says a figure states.
fn stated(figure: &Figure) -> Option<Quantity> {
    let approximation = match figure.approximation.as_str() {
        "" => Approximation::Exact,
        "约" => Approximation::About,
        "近" => Approximation::Near,
        "超过" => Approximation::Over,
        "余" => Approximation::Odd,
        "不少于" => Approximation::AtLeast,
        "不超过" => Approximation::AtMost,
        "不足" => Approximation::Under,
        _ => return None,
    };
    Some(Quantity {
        value: figure.quote.value.as_deref()?.parse().ok()?,
        unit: figure
            .quote
            .unit
            .as_deref()
            .unwrap_or_default()
            .parse()
            .ok()?,
        approximation,
    })
}

/// The places of a finding that are not the first figures of its proof.
pub(crate) fn differing<'a>(
    finding: &'a Finding,
    proof: &'a Proof,
) -> impl Iterator<Item = Reason> + 'a {
    let same = |place: usize| {
        let (quote, figure) = (&finding.figures[place], proof.figures.get(place)?);
        let figure = &figure.quote;
        let unit = |unit: &Option<String>| unit.clone().unwrap_or_default();
        let same = (
            &quote.text,
            quote.start,
            quote.end,
            &quote.value,
            &quote.file,
        ) == (
            &figure.text,
            figure.start,
            figure.end,
            &figure.value,
            &figure.file,
        ) && unit(&quote.unit) == unit(&figure.unit);
        same.then_some(())
    };
    // A place without a value quotes words, which no figure of the proof is.
    (0..finding.figures.len())
        .filter(move |place| finding.figures[*place].value.is_some() && same(*place).is_none())
        .map(|place| Reason::OtherFigure { place })
}
