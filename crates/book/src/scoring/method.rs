//! The registry of scoring methods.

use super::case::{Case, Points, Unscorable};
use super::{date, deduct, interval, qualitative, ratio, reverse, satisfaction, steps, threshold};
use crate::Direction;
use crate::load::kind::choice;
use settings::{Table, Value};

/// A scoring method: one file each implements it.
pub(crate) trait Scoring: Sized {
    /// The directions it can score.
    const DIRECTIONS: &'static [Direction];

    /// The method without parameters, if it can do without.
    fn bare() -> Option<Self>;

    /// Reads the parameters.
    fn decode(table: &mut Table<'_>) -> Option<Self>;

    /// The parameters as TOML: key and value.
    fn parameters(&self) -> Vec<(&'static str, String)>;

    /// The exact points.
    fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable>;
}

macro_rules! methods {
    ($($variant:ident: $module:ident, $word:literal;)*) => {
        /// A scoring method with its parameters.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Method {
            $(#[doc = $word] $variant($module::$variant),)*
        }

        /// The name of a scoring method.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum MethodName {
            $(#[doc = $word] $variant,)*
        }

        impl MethodName {
            /// Every method.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word in the book: `比例`.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Whether the method can score targets of that direction.
            pub fn suits(self, direction: Direction) -> bool {
                match self {
                    $(Self::$variant => $module::$variant::DIRECTIONS.contains(&direction),)*
                }
            }

            /// The method without parameters, if it can do without.
            pub fn bare(self) -> Option<Method> {
                match self { $(Self::$variant => $module::$variant::bare().map(Method::$variant),)* }
            }

            fn decode(self, table: &mut Table<'_>) -> Option<Method> {
                match self {
                    $(Self::$variant => $module::$variant::decode(table).map(Method::$variant),)*
                }
            }
        }

        impl Method {
            /// The method's name.
            pub const fn name(&self) -> MethodName {
                match self { $(Self::$variant(_) => MethodName::$variant,)* }
            }

            /// The parameters as TOML: key and value.
            pub(crate) fn parameters(&self) -> Vec<(&'static str, String)> {
                match self { $(Self::$variant(method) => method.parameters(),)* }
            }

            pub(crate) fn score(&self, case: &Case<'_>) -> Result<Points, Unscorable> {
                match self { $(Self::$variant(method) => method.score(case),)* }
            }
        }
    };
}

methods! {
    Ratio: ratio, "比例";
    Threshold: threshold, "达标";
    Steps: steps, "分档";
    Deduct: deduct, "扣分";
    Interval: interval, "区间";
    Reverse: reverse, "反向";
    Qualitative: qualitative, "定性分档";
    Satisfaction: satisfaction, "满意度";
    Deadline: date, "时点";
}

/// The method an indicator asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// By name, with the scheme's parameters.
    Named(MethodName),
    /// With parameters of its own.
    Given(Method),
}

impl Rule {
    /// The name of the method.
    pub const fn name(&self) -> MethodName {
        match self {
            Self::Named(name) => *name,
            Self::Given(method) => method.name(),
        }
    }

    pub(crate) fn decode(value: Value<'_>) -> Option<Self> {
        if value.as_text().is_some() {
            return choice(value, MethodName::ALL, MethodName::word).map(Self::Named);
        }
        value.table(Method::decode).map(Self::Given)
    }
}

impl Method {
    /// Reads a table with 方法 and its parameters.
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let Some(value) = table.value("方法") else {
            table.missing("方法", "补上，例如 \"方法\" = \"比例\"");
            return None;
        };
        choice(value, MethodName::ALL, MethodName::word)?.decode(table)
    }
}
