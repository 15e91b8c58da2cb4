//! Figures computed from ledgers (统计), exactly, with the rows they came from.

mod average;
mod bound;
mod cells;
mod combination;
mod count;
mod distinct;
mod error;
mod evaluate;
mod extreme;
mod filter;
mod function;
mod nature;
mod on_time;
mod parse;
mod period;
mod ratio;
mod rows;
mod share;
mod stream;
mod sum;
mod survey;
mod table;
pub(crate) mod token;
mod total;

use std::fmt;

use num_traits::ToPrimitive;
use quantity::{Decimal, Rational};

use crate::Date;

pub use average::Average;
pub use cells::Cells;
pub use combination::{Combination, Sign};
pub use count::Count;
pub use distinct::Distinct;
pub use error::{MeasureError, ParseMeasureError};
pub(crate) use evaluate::{Outcome, Scope};
pub use extreme::{Greatest, Least};
pub use filter::{Comparison, Condition, Filter};
use function::{Function, Statistic};
pub(crate) use nature::{DATE, Nature};
pub use on_time::OnTime;
pub use period::{Calendar, Part, Period, Year};
pub use ratio::{Operand, Ratio};
pub use rows::{Rows, Source};
pub use share::Share;
pub use stream::LongLedger;
pub use sum::Sum;
pub use survey::Survey;
pub(crate) use table::{Table, Tables};
pub(crate) use total::{Demand, Total};

/// Registers the functions over a ledger: the word, the type, an example.
macro_rules! measures {
    ($($name:literal $type:ident $form:literal,)*) => {
        /// A figure computed from ledgers. Displays as the line of text it is read from.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Measure {
            $(#[doc = $name] $type($type),)*
            /// 甲 ÷ 乙
            Ratio(Box<Ratio>),
            /// 甲 ＋ 乙, 甲 − 乙
            Combination(Box<Combination>),
            /// 数据(名称): a named figure of the book.
            Fact(String),
        }

        impl Measure {
            fn form(&self) -> Form<'_> {
                match self {
                    $(Self::$type(statistic) => Form::Over(statistic),)*
                    Self::Ratio(ratio) => Form::Ratio(ratio),
                    Self::Combination(combination) => Form::Combination(combination),
                    Self::Fact(name) => Form::Fact(name),
                }
            }
        }

        /// Every function, as measures name them.
        const FUNCTIONS: &[Function] = &[
            $(Function {
                name: $name,
                form: $form,
                read: |parser| $type::read(parser).map(Measure::$type),
            },)*
            Function {
                name: "差",
                form: "差(甲, 乙)",
                read: Combination::read_difference,
            },
            Function {
                name: "数据",
                form: "数据(名称)",
                read: |parser| parser.name("数据的名称").map(Measure::Fact),
            },
        ];
    };
}

measures! {
    "计数" Count "计数(供地 | 方式 = 出让)",
    "求和" Sum "求和(供地.面积)",
    "平均" Average "平均(供地.面积)",
    "最大" Greatest "最大(供地.签订日期)",
    "最小" Least "最小(供地.面积)",
    "去重" Distinct "去重(供地.受让人)",
    "占比" Share "占比(巡查 | 处置闭环 = 是)",
    "按时率" OnTime "按时率(编制.实际完成 ≤ 计划完成)",
    "满意度" Survey "满意度(问卷.评价)",
}

/// A measure, the functions over a ledger taken together.
enum Form<'a> {
    Over(&'a dyn Statistic),
    Ratio(&'a Ratio),
    Combination(&'a Combination),
    Fact(&'a str),
}

impl Measure {
    /// Whether it grows through the year as rows come in: a count and a sum do, a rate, a unit cost and an average do not.
    pub fn accumulates(&self) -> bool {
        match self.form() {
            Form::Over(statistic) => statistic.accumulates(),
            // A sum divided by a plain number is the sum in another unit.
            Form::Ratio(ratio) => match &ratio.whole {
                Operand::Number(_) => ratio.part.accumulates(),
                Operand::Measure(_) => false,
            },
            Form::Combination(combination) => {
                combination.first.accumulates() && combination.second.accumulates()
            }
            // What the figure is of is not known here.
            Form::Fact(_) => true,
        }
    }

    /// The named figures of the book that it is computed from, as far as it says so itself.
    pub(crate) fn facts(&self) -> Vec<&str> {
        fn of(operand: &Operand) -> Vec<&str> {
            match operand {
                Operand::Measure(measure) => measure.facts(),
                Operand::Number(_) => Vec::new(),
            }
        }
        match self.form() {
            Form::Over(_) => Vec::new(),
            Form::Ratio(ratio) => [of(&ratio.part), of(&ratio.whole)].concat(),
            Form::Combination(sum) => [of(&sum.first), of(&sum.second)].concat(),
            Form::Fact(name) => vec![name],
        }
    }
}

/// What a measure came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The unit of the value; 日期 for a day.
    pub unit: String,
    /// The value, in the unit asked for. Where the unit is 日期 it counts days; see
    /// [`Measured::date`].
    pub value: Rational,
    /// Decimal places that print the value as its ledger does: of the finest cell for a sum, none
    /// for a count; `None` for a quotient.
    pub places: Option<u8>,
    /// The formula in words, such as `台账“供地”中方式 = 出让的“面积”之和`.
    pub formula: String,
    /// The parts of the formula with their values, such as `行数` and `39`.
    pub inputs: Vec<(String, String)>,
    /// The ledger rows that were counted or added.
    pub sources: Vec<Source>,
}

impl Measured {
    /// The value as reports print it in its unit: with its ledger's places, a whole number without
    /// any, anything else and every percentage with two.
    pub fn printed(&self, unit: &str) -> String {
        if let Some(date) = self.date(unit) {
            return date.chinese();
        }
        let places = match self.places {
            // Where a ledger is in 元, an amount in 万元 would have six.
            Some(places) if unit == "万元" => places.min(2),
            Some(places) => places,
            None if unit != "%" && self.value.is_integer() => 0,
            None => 2,
        };
        Decimal::round(&self.value, places).to_string()
    }

    /// The day this is, where it was computed for a place whose unit is 日期.
    pub fn date(&self, unit: &str) -> Option<Date> {
        let days = Some(&self.value).filter(|_| unit == DATE)?;
        Date::from_ordinal(days.to_integer().to_i32()?)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form() {
            Form::Over(statistic) => statistic.fmt(f),
            Form::Ratio(ratio) => ratio.fmt(f),
            Form::Combination(combination) => combination.fmt(f),
            Form::Fact(name) => write!(f, "数据({})", token::quoted(name)),
        }
    }
}
