//! 时点: done by a date.

use num_traits::Zero;
use quantity::{Decimal, Rational};

use super::case::{Case, Points, Reached, Unscorable, show, whole};
use super::method::Scoring;
use crate::load::kind::POSITIVE;
use crate::{Direction, Target};
use settings::Table;

/// All points by the date; later, points off for each so many days, or none at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deadline {
    /// 每 (days, above 0) and 扣 (points); `None` gives no points after the date.
    pub late: Option<(Decimal, Decimal)>,
}

impl Scoring for Deadline {
    const DIRECTIONS: &'static [Direction] = &[Direction::By];

    fn bare() -> Option<Self> {
        Some(Self::default())
    }

    fn decode(table: &mut Table<'_>) -> Option<Self> {
        let days = table.optional("每", &POSITIVE);
        let points = table.optional("扣", &POSITIVE);
        let late = match (days, points) {
            (None, None) => None,
            (Some(days), Some(points)) if !days.is_zero() => Some((days, points)),
            _ => {
                let problem = "“每”和“扣”要一起写，“每”大于 0";
                let remedy = "例如 \"每\" = 1, \"扣\" = 0.5：每晚一天扣 0.5 分";
                table.source.fault(table.span.clone(), problem, remedy);
                return None;
            }
        };
        Some(Self { late })
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        match self.late {
            Some((days, points)) => vec![("每", days.to_string()), ("扣", points.to_string())],
            None => Vec::new(),
        }
    }

    fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable> {
        let (Target::By(deadline), Reached::Date(date)) = (case.target, case.reached) else {
            return Err("时点指标的完成值要写日期".to_owned());
        };
        let days = whole(date.days_after(*deadline)).max(Rational::zero());
        let Some((each, points)) = self.late else {
            let rule = "时点计分：按时完成得满分，逾期不得分";
            return Ok(match days.is_zero() {
                true => case.all(rule),
                false => case.none(rule, &format!("逾期 {} 天", show(&days))),
            });
        };
        let rule = format!("时点计分：按时完成得满分，每逾期 {each} 天扣 {points} 分，扣完为止");
        if days.is_zero() {
            return Ok(case.all(rule));
        }
        let times = (&days / each.to_rational()).ceil();
        let exact = case.full() - &times * points.to_rational();
        let (weight, days, times) = (case.weight, show(&days), show(&times));
        let arithmetic = format!("逾期 {days} 天，{weight} − {times} × {points}，最低为 0");
        Ok(case.points(exact, rule, arithmetic))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::example::{decimal, of_ten};

    fn by(method: &Deadline, done: &str) -> String {
        let target = Target::By("2022-12-31".parse().unwrap());
        of_ten(method, &target, &Reached::Date(done.parse().unwrap())).unwrap()
    }

    #[test]
    fn late_is_nothing() {
        assert_eq!(by(&Deadline::default(), "2022-12-31"), "10.00");
        assert_eq!(by(&Deadline::default(), "2023-01-01"), "0.00");
    }

    #[test]
    fn late_days_can_cost_points() {
        let method = Deadline {
            late: Some((decimal("2"), decimal("0.5"))),
        };
        assert_eq!(by(&method, "2022-06-01"), "10.00");
        assert_eq!(by(&method, "2023-01-03"), "9.00");
        assert_eq!(by(&method, "2023-12-31"), "0.00");
    }
}
