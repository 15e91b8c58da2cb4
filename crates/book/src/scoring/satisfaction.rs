//! 满意度: by steps of the value, or in proportion to the target.

use super::Step;
use super::case::{Case, Points, Unscorable};
use super::method::Scoring;
use super::ratio::Ratio;
use super::step;
use super::steps::by_steps;
use crate::Direction;
use settings::Table;

/// Points for a satisfaction rate in percent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Satisfaction {
    /// 档, by value; none scores in proportion to the target.
    pub steps: Vec<Step>,
}

impl Scoring for Satisfaction {
    const DIRECTIONS: &'static [Direction] =
        &[Direction::AtLeast, Direction::MoreThan, Direction::Exactly];

    fn bare() -> Option<Self> {
        Some(Self::default())
    }

    fn decode(table: &mut Table<'_>) -> Option<Self> {
        let steps = match table.value("档") {
            Some(_) => step::decode(table, "档")?,
            None => Vec::new(),
        };
        Some(Self { steps })
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        match self.steps.is_empty() {
            true => Vec::new(),
            false => vec![("档", step::encode(&self.steps))],
        }
    }

    fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable> {
        match self.steps.is_empty() {
            true => Ratio::default().score(case),
            false => Ok(by_steps(case, &self.steps, "满意度", case.number()?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::example::{decimal, number, of_ten};

    use crate::Target;
    use crate::scoring::{Method, MethodName, Scheme};

    #[test]
    fn steps_of_2021_101() {
        let scheme = Scheme::shipped("caizheng-2021-101").unwrap();
        let Some(Method::Satisfaction(method)) = scheme.method(MethodName::Satisfaction) else {
            panic!("the scheme has steps for satisfaction");
        };
        let target = Target::AtLeast(decimal("90"));
        let by = |actual| of_ten(&method, &target, &number(actual)).unwrap();
        assert_eq!(by("92.5"), "10.00");
        assert_eq!(by("90"), "10.00");
        assert_eq!(by("89.9"), "8.00");
        assert_eq!(by("60"), "5.00");
        assert_eq!(by("59"), "0.00");
    }

    #[test]
    fn without_steps_in_proportion() {
        let target = Target::AtLeast(decimal("90"));
        let points = of_ten(&Satisfaction::default(), &target, &number("85"));
        assert_eq!(points.unwrap(), "9.44");
    }
}
