//! An indicator of the library, and how it becomes one of a book.

use book::{Actual, Direction, Indicator, IndicatorBasis, Measure, MethodName, Rule};
use quantity::Decimal;

use crate::read::Place;
use crate::target;

/// An indicator of the library: everything but the target, the weight and the actual of one unit's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// 编号, unique in the pack.
    pub id: String,
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标: the name.
    pub name: String,
    /// 方向
    pub direction: Direction,
    /// 单位; empty when there is none.
    pub unit: String,
    /// 评分: the scoring method, where the scheme's default is not meant.
    pub rule: Option<MethodName>,
    /// 统计: the measure over the pack's ledgers, where it has one.
    pub measure: Option<Measure>,
    /// 建议目标: a target for a start, as it is written in a book.
    pub target: Option<String>,
    /// 依据: the regulation the indicator comes from.
    pub regulations: Vec<String>,
    /// How it is set and proven, in words.
    pub basis: IndicatorBasis,
    /// The pack that stated it last.
    pub pack: String,
    pub(crate) place: Place,
}

/// What a unit adds to an indicator of the library.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// 编号 in the book; `None` keeps the library's.
    pub id: Option<String>,
    /// 目标 as it is written; `None` takes the library's suggestion.
    pub target: Option<String>,
    /// 分值
    pub weight: Decimal,
}

/// The indicator cannot be filled in like that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// Neither the user nor the library has a target.
    #[error("指标“{0}”没有建议目标")]
    NoTarget(String),
    /// The target does not fit the direction.
    #[error("方向“{direction}”的目标不能写“{text}”，要写{wanted}")]
    Target {
        /// 方向
        direction: &'static str,
        /// What was written.
        text: String,
        /// What it should be.
        wanted: &'static str,
    },
}

impl Model {
    /// The indicator as it stands in a book, with its origin.
    ///
    /// # Errors
    /// When there is no target, or it does not fit the direction.
    pub fn fill(&self, wanted: &Wanted) -> Result<Indicator, FillError> {
        let text = wanted
            .target
            .as_ref()
            .or(self.target.as_ref())
            .ok_or_else(|| FillError::NoTarget(self.name.clone()))?;
        let target =
            target::read(self.direction, text, &self.unit).ok_or_else(|| FillError::Target {
                direction: self.direction.word(),
                text: text.clone(),
                wanted: target::wanted(self.direction),
            })?;
        Ok(Indicator {
            id: wanted.id.clone().unwrap_or_else(|| self.id.clone()),
            level1: self.level1.clone(),
            level2: self.level2.clone(),
            name: self.name.clone(),
            target,
            unit: self.unit.clone(),
            weight: wanted.weight,
            rule: self.rule.map(Rule::Named),
            actual: self.measure.clone().map_or(Actual::Blank, Actual::Measure),
            rating: None,
            evidence: Vec::new(),
            outcome: None,
            deviation: None,
            improvement: None,
            excess_reason: None,
            target_too_low: false,
            last_year: None,
            cumulative: None,
            milestones: Vec::new(),
            basis: self.basis.clone(),
        })
    }

    /// Any target that fits, as it is written, for looking at the indicator before a unit has set one.
    pub(crate) fn sample(&self) -> Option<String> {
        let text = match self.direction {
            Direction::Between => "0～1",
            Direction::State => &self.name,
            Direction::YesNo => "是",
            Direction::By => "2000-12-31",
            _ => "1",
        };
        Some(self.target.clone().unwrap_or_else(|| text.to_owned()))
    }
}
