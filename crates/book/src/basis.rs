//! How an indicator is set and proven: the columns of the core indicator table of 财预〔2021〕101号, and whatever else the
//! table of fields has of an indicator that nothing is computed from.

use std::collections::BTreeMap;

use entry::kind::{Field, INDICATOR, Shape};
use settings::{NAME, TEXT, Table};

/// What stands behind an indicator, in words, by the keys of the book. Each part may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorBasis(BTreeMap<&'static str, String>);

impl IndicatorBasis {
    /// 解释: what the indicator says.
    pub const EXPLANATION: &str = "解释";
    /// 公式: how the value comes about, with numerator and denominator for a rate.
    pub const FORMULA: &str = "公式";
    /// 评分说明: for what points are given and taken.
    pub const STANDARD: &str = "评分说明";
    /// 目标依据: where the target comes from.
    pub const TARGET: &str = "目标依据";
    /// 取值方式: how the actual is obtained, such as 直接证明法.
    pub const METHOD: &str = "取值方式";
    /// 数据来源: who holds the data, such as 部门业务记录.
    pub const DATA: &str = "数据来源";
    /// 佐证要求: which evidence is to be kept.
    pub const PROOF: &str = "佐证要求";
    /// 中期指标值: what is aimed at over all the years of the project, as `≥930人`.
    pub const LONG_TERM: &str = "中期指标值";
    /// 出处: where the indicator was taken from, such as `natural-resources/NR-01@1.0`.
    pub const ORIGIN: &str = "出处";

    /// What may be said, in the order it is written: the plain fields of an indicator.
    pub fn fields() -> impl Iterator<Item = &'static Field> {
        INDICATOR.fields.iter().filter(|field| field.plain)
    }

    /// Reads those parts that are wanted, by their keys; others are unknown there.
    pub fn decode(table: &mut Table<'_>, wanted: impl Fn(&str) -> bool) -> Self {
        let mut basis = Self::default();
        for field in Self::fields().filter(|field| wanted(field.key)) {
            let kind = match field.shape {
                Shape::Line => &NAME,
                _ => &TEXT,
            };
            basis.set(field.key, table.optional(field.key, kind));
        }
        basis
    }

    /// A part.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Writes a part, or takes it away.
    pub fn set(&mut self, key: &'static str, text: Option<String>) {
        match text {
            Some(text) => self.0.insert(key, text),
            None => self.0.remove(key),
        };
    }

    /// These with another part.
    #[must_use]
    pub fn with(mut self, key: &'static str, text: impl Into<String>) -> Self {
        self.set(key, Some(text.into()));
        self
    }

    /// These, and what they leave out from others.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        let mut all = others.0;
        all.extend(self.0);
        Self(all)
    }

    /// What is said, by its key in the book, in the order it is written.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        Self::fields().filter_map(|field| Some((field.key, self.get(field.key)?)))
    }
}
