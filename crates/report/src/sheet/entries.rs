//! Cells of the score sheet.

use book::in_wan_yuan;
use document::{Align, Entry, Number, NumberForm, Value};
use quantity::{Decimal, Rational};

/// The unit of the amounts of a form.
pub(crate) const MONEY: &str = "金额单位：万元";

/// A head, set in bold in the middle.
pub(crate) fn head(words: &str) -> Entry {
    Entry {
        align: Align::Center,
        strong: true,
        ..Entry::text(words)
    }
}

/// Words in the middle.
pub(crate) fn centred(words: impl Into<String>) -> Entry {
    Entry {
        align: Align::Center,
        ..Entry::text(words)
    }
}

/// A number with the places it has.
pub(crate) fn number(value: Decimal) -> Entry {
    match plain(value, NumberForm::Plain) {
        Some(number) => Entry::number(number),
        None => Entry::text(value.to_string()),
    }
}

/// Points or a weight, in the middle.
pub(crate) fn points(value: Decimal) -> Entry {
    in_the_middle(number(value))
}

/// The entry in the middle of its cell.
pub(crate) fn in_the_middle(entry: Entry) -> Entry {
    Entry {
        align: Align::Center,
        ..entry
    }
}

/// An amount of money in 万元 with two places.
pub(crate) fn money(value: Decimal) -> Entry {
    number(in_wan_yuan(value))
}

/// A formula with the amount it comes to.
pub(crate) fn computed(expression: String, value: Decimal) -> Entry {
    formula(expression, value, NumberForm::Plain)
}

/// A formula with the amount of money in 万元 it comes to, with two places.
pub(crate) fn added(expression: String, value: Decimal) -> Entry {
    computed(expression, in_wan_yuan(value))
}

/// A formula with the rate it comes to, as a percentage with two places.
pub(crate) fn rate(expression: String, ratio: &Rational) -> Entry {
    let hundred = Rational::from_integer(100.into());
    formula(
        expression,
        Decimal::round(&(ratio * hundred), 2),
        NumberForm::Percent,
    )
}

fn formula(expression: String, value: Decimal, form: NumberForm) -> Entry {
    match plain(value, form) {
        Some(result) => Entry::new(Value::Formula { expression, result }, Align::Right),
        None => Entry::text(value.to_string()),
    }
}

fn plain(value: Decimal, form: NumberForm) -> Option<Number> {
    Number::new(&value.to_string(), form)
}

/// The entry over so many columns.
pub(crate) fn wide(entry: Entry, colspan: usize) -> Entry {
    Entry { colspan, ..entry }
}

/// The entry over so many rows.
pub(crate) fn tall(entry: Entry, rowspan: usize) -> Entry {
    Entry { rowspan, ..entry }
}
