//! What answers have in common when they are told to programs: exact numbers as text, words of the book as they are.

use book::Remark;
use quantity::{Decimal, Rational};
use serde_json::{Value, json};

/// An answer that is told as the value its `value()` gives.
macro_rules! told_as_value {
    ($($answer:ty),+) => {$(
        impl serde::Serialize for $answer {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.value().serialize(serializer)
            }
        }
    )+};
}
pub(crate) use told_as_value;

pub(crate) fn remarks(remarks: &[Remark]) -> Vec<Value> {
    let told = remarks.iter().map(|remark| {
        json!({
            "code": remark.code(), "severity": remark.severity.to_string(), "title": remark.kind.title,
            "subject": remark.subject, "message": remark.message, "remedy": remark.kind.remedy,
            "paths": remark.at.as_slice(),
        })
    });
    told.collect()
}

/// A ratio as a percentage with two decimals.
pub fn percent(ratio: &Rational) -> String {
    let hundred = Rational::from_integer(100.into());
    format!("{}%", Decimal::round(&(ratio * hundred), 2))
}

/// A number with two decimals at most.
pub fn number(value: &Rational) -> String {
    Decimal::round(value, 2).normalized().to_string()
}
