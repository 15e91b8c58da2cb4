//! Satisfaction surveys (满意度调查): how one was made, which answers are valid, and what it found.

mod check;
mod result;
mod valid;

use quantity::{Decimal, Rational};

use crate::Date;

pub use result::{QuestionResult, SurveyResult};
pub use valid::Invalid;

/// A survey of how satisfied people are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// 名称, unique in the book.
    pub name: String,
    /// 服务对象: who was asked.
    pub audience: Option<String>,
    /// 总体规模: how many there are of them.
    pub population: Option<u64>,
    /// 抽样方式
    pub sampling: Option<String>,
    /// 调查方式, such as 现场 or 电话.
    pub mode: Option<String>,
    /// 开始
    pub from: Option<Date>,
    /// 结束
    pub to: Option<Date>,
    /// 发放数
    pub sent: Option<u64>,
    /// 采用: which figure the survey stands for.
    pub headline: Headline,
    /// 目标, in percent or points of the index.
    pub target: Option<Decimal>,
    /// 指标: the id of the indicator the survey shows.
    pub indicator: Option<String>,
    /// 量表: the answers that can be given, from the best.
    pub scale: Vec<Answer>,
    /// 台账 with its 问卷 and 有效, or the numbers typed in.
    pub responses: Responses,
    /// 原始记录: files below `evidence/`.
    pub evidence: Vec<String>,
}

/// Which figure a survey stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headline {
    /// 满意率: satisfied answers ÷ valid answers.
    #[default]
    Rate,
    /// 满意度指数: the mean of the answers' points.
    Index,
}

/// An answer that can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// 答
    pub word: String,
    /// 分: its points in the index.
    pub points: Decimal,
    /// 满意: whether it counts as satisfied.
    pub satisfied: bool,
}

/// Where the answers are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Responses {
    /// One row of a ledger for each questionnaire that came back.
    Ledger {
        /// 台账
        ledger: String,
        /// 问卷: the questions; never empty.
        questions: Vec<Question>,
        /// 有效
        validity: Validity,
    },
    /// Only the numbers are known.
    Typed {
        /// 回收数
        returned: u64,
        /// 有效数
        valid: u64,
        /// 结果: what the survey is said to have found.
        stated: Option<Decimal>,
    },
}

/// A question, which is a column of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// 题目: the column.
    pub column: String,
    /// 内容: the question in full.
    pub text: Option<String>,
    /// 主要: whether it is the one the survey stands for.
    pub main: bool,
}

/// When a questionnaire counts (有效). One whose main question has no answer of the scale never does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// 标记: the 是否 column in which somebody has marked the valid ones.
    pub marked: Option<String>,
    /// 最少作答: percent of the questions that must be answered.
    pub answered: Option<Decimal>,
    /// 编号: the column by which a second questionnaire of one person is told.
    pub id: Option<String>,
    /// 日期: the column of the day, which must lie between 开始 and 结束.
    pub date: Option<String>,
    /// 全同: from how many questions on the same answer to all of them is thought unconsidered.
    pub straight: Option<u64>,
}

impl Survey {
    /// The scale of five words that most of these surveys use.
    pub fn usual_scale() -> Vec<Answer> {
        let answers = [
            ("很满意", 100, true),
            ("满意", 80, true),
            ("基本满意", 60, false),
            ("不满意", 30, false),
            ("很不满意", 0, false),
        ];
        answers
            .map(|(word, points, satisfied)| Answer {
                word: word.to_owned(),
                points: Decimal::new(points, 0),
                satisfied,
            })
            .into()
    }

    /// The answer of that word.
    pub(crate) fn answer(&self, word: &str) -> Option<&Answer> {
        self.scale.iter().find(|answer| answer.word == word)
    }

    /// By how much one answer moves the sum of the headline: all differences are multiples of it.
    ///
    /// `None` when all answers are worth the same.
    pub fn step(&self) -> Option<Rational> {
        match self.headline {
            Headline::Rate => Some(Rational::from_integer(100.into())),
            Headline::Index => common_step(&self.scale),
        }
    }
}

impl Headline {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Rate, Self::Index];

    /// The word in the book.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rate => "满意率",
            Self::Index => "满意度指数",
        }
    }

    /// The unit of the figure: percent, or points.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Rate => "%",
            Self::Index => "分",
        }
    }
}

/// The greatest number of which all points are whole multiples.
fn common_step(scale: &[Answer]) -> Option<Rational> {
    let places = scale.iter().map(|answer| answer.points.scale()).max()?;
    let unit = 10_i128.checked_pow(places.into())?;
    let points = scale.iter().map(|answer| {
        let lift = 10_i128.checked_pow(u32::from(places - answer.points.scale()))?;
        answer.points.mantissa().checked_mul(lift)
    });
    let step = points
        .collect::<Option<Vec<_>>>()?
        .into_iter()
        .fold(0, divisor);
    (step != 0).then(|| Rational::new(step.into(), unit.into()))
}

fn divisor(a: i128, b: i128) -> i128 {
    match b {
        0 => a.abs(),
        _ => divisor(b, a % b),
    }
}
