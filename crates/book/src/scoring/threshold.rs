//! 达标: all points or none.

use super::case::{Case, Points, Unscorable};
use super::method::Scoring;
use crate::Direction;
use settings::Table;

/// All points when the target is met, else none (直接赋分).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Threshold;

const RULE: &str = "直接赋分：达到目标得满分，否则不得分";

impl Scoring for Threshold {
    const DIRECTIONS: &'static [Direction] = &[
        Direction::AtLeast,
        Direction::MoreThan,
        Direction::Exactly,
        Direction::AtMost,
        Direction::LessThan,
        Direction::Between,
        Direction::YesNo,
        Direction::By,
    ];

    fn bare() -> Option<Self> {
        Some(Self)
    }

    fn decode(_: &mut Table<'_>) -> Option<Self> {
        Some(Self)
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable> {
        Ok(match case.is_met()? {
            true => case.all(RULE),
            false => case.none(RULE, "没有达到目标"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::example::{decimal, number, of_ten};

    use crate::Target;
    use crate::scoring::case::Reached;

    #[test]
    fn all_or_nothing() {
        let target = Target::AtLeast(decimal("30"));
        assert_eq!(of_ten(&Threshold, &target, &number("30")).unwrap(), "10.00");
        assert_eq!(
            of_ten(&Threshold, &target, &number("29.9")).unwrap(),
            "0.00"
        );
        let yes = Target::YesNo(true);
        assert_eq!(
            of_ten(&Threshold, &yes, &Reached::YesNo(true)).unwrap(),
            "10.00"
        );
        assert_eq!(
            of_ten(&Threshold, &yes, &Reached::YesNo(false)).unwrap(),
            "0.00"
        );
    }
}
