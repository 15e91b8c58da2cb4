//! One indicator scored by one method, for the tests beside the methods.

use num_traits::Zero;
use quantity::{Decimal, Rational};

use super::Scheme;
use super::case::{Case, Reached, Unscorable};
use super::method::Scoring;
use crate::Target;

pub(crate) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(crate) fn number(text: &str) -> Reached {
    Reached::Number(decimal(text).to_rational())
}

/// The rounded points of an indicator of 10 points.
pub(crate) fn of_ten(
    method: &impl Scoring,
    target: &Target,
    reached: &Reached,
) -> Result<String, Unscorable> {
    rated(method, target, reached, None)
}

/// The same with a rating.
pub(crate) fn rated(
    method: &impl Scoring,
    target: &Target,
    reached: &Reached,
    rating: Option<&str>,
) -> Result<String, Unscorable> {
    let scheme = Scheme::shipped("caizheng-2020-10").unwrap();
    let case = Case {
        target,
        unit: "",
        weight: decimal("10"),
        reached,
        rating: rating.map(decimal),
        scheme: &scheme,
    };
    let exact = method.score(&case)?.exact;
    let exact = exact.max(Rational::zero()).min(case.full());
    Ok(scheme.rounding().round(&exact).to_string())
}
