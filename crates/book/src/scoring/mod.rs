//! Scores by a scheme: points for budget execution, for each indicator, the total and the grade.
//!
//! Everything is computed on exact rationals and rounded once an indicator; totals add what was
//! rounded. Each point has an [`Explanation`].

mod case;
mod date;
mod deduct;
#[cfg(test)]
mod example;
mod execution;
mod grade;
mod interval;
mod method;
mod no_evidence;
mod over_fulfilment;
mod qualitative;
mod ratio;
mod reverse;
mod satisfaction;
mod scheme;
mod score;
mod step;
mod steps;
mod threshold;
mod total;

use std::fmt;

use quantity::{Decimal, Rational};

use crate::{Measured, Remark};

pub(crate) use case::Reached;
pub use date::Deadline;
pub use deduct::{Deduct, Remainder};
pub use execution::{Execution, NoBudget};
pub use grade::Grade;
pub use interval::Interval;
pub use method::{Method, MethodName, Rule};
pub use no_evidence::NoEvidence;
pub use over_fulfilment::{Cut, OverFulfilment};
pub use qualitative::{Band, Qualitative};
pub use ratio::{Exactness, Ratio};
pub use reverse::{Excess, Reverse};
pub use satisfaction::Satisfaction;
pub use scheme::{Part, Rounding, Scheme};
pub use score::score;
pub(crate) use score::{reach, subject};
pub use step::Step;
pub use steps::{Basis, Steps};
pub use threshold::Threshold;
pub use total::{Level, Subtotal};

/// The score of a book by a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    /// The scheme's name.
    pub scheme: String,
    /// Points for budget execution; `None` when the scheme gives none, or there is no budget and
    /// the scheme leaves them out then.
    pub execution: Option<ExecutionScore>,
    /// The indicators in the book's order.
    pub indicators: Vec<Scored>,
    /// Sums by 一级指标 and by 二级指标, in the order in which they first appear.
    pub subtotals: Vec<Subtotal>,
    /// The sum of all rounded points.
    pub total: Decimal,
    /// The sum of all weights, execution included.
    pub full: Decimal,
    /// `total ÷ full × 100`, rounded, when the weights do not add up to 100.
    pub normalised: Option<Decimal>,
    /// The grade of the total (of the normalised one, if there is one).
    pub grade: Option<Grade>,
    /// What is to be mended or watched, errors first.
    pub remarks: Vec<Remark>,
}

/// Points for budget execution (预算执行率).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecutionScore {
    /// 分值
    pub weight: Decimal,
    /// 全年预算数, in 万元.
    pub budget: Decimal,
    /// 全年执行数, in 万元.
    pub executed: Decimal,
    /// 执行率, as a plain ratio; `None` without a budget.
    pub rate: Option<Rational>,
    /// 得分
    pub points: Decimal,
    /// How the points came about.
    pub explanation: Explanation,
}

/// The score of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// 编号
    pub id: String,
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// The target as printed: `≥30次`.
    pub target: String,
    /// The actual as printed: `31次`; `None` when it is not known.
    pub actual: Option<String>,
    /// 分值
    pub weight: Decimal,
    /// 得分, rounded, between 0 and the weight.
    pub points: Decimal,
    /// How the points came about.
    pub explanation: Explanation,
    /// What was taken off after the method had given its points.
    pub adjustment: Option<Adjustment>,
    /// By how much the target was passed, as a plain ratio, when it was passed.
    pub excess: Option<Rational>,
    /// Where the actual came from, when it is computed.
    pub measured: Option<Measured>,
}

impl Scored {
    /// Points not reached: 分值 − 得分.
    pub fn lost(&self) -> Decimal {
        crate::number::sum([self.weight, -self.points])
    }
}

/// Points taken off for an exceeded target that was set too low.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// Why.
    pub reason: String,
    /// How many points, exactly.
    pub deduction: Rational,
}

/// How points came about. Displays in one Chinese line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The rule in words.
    pub rule: String,
    /// What went in, by name.
    pub inputs: Vec<(String, String)>,
    /// The arithmetic, such as `25 × 28 ÷ 30`, or why it is all or nothing.
    pub arithmetic: String,
    /// What came out, rounded.
    pub points: Decimal,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}；", self.rule)?;
        for (at, (name, value)) in self.inputs.iter().enumerate() {
            let comma = if at == 0 { "" } else { "，" };
            write!(f, "{comma}{name} {value}")?;
        }
        write!(f, "；{}，得{}分", self.arithmetic, self.points)
    }
}
