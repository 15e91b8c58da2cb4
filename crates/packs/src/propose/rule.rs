//! The rules of `rules/result-use.toml`.

use std::collections::BTreeMap;

use book::{Ledger, Measure, MeasureError};
use quantity::Decimal;
use settings::{NAME, TEXT, Table, Value, YES_NO, choice, only_number};

use super::{TABLE, table};
use crate::trial::calendar;

/// When the condition holds, the advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRule {
    /// 名称
    pub name: String,
    /// 条件, over the columns of the table of lines.
    pub condition: String,
    /// 建议
    pub advice: Advice,
    /// By how much, where the rule says so.
    pub change: Option<Change>,
    /// 理由
    pub reason: String,
    /// 依据
    pub basis: Vec<String>,
    /// The condition as a measure that counts the rows it takes.
    count: Measure,
}

/// What is to become of the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// 增加
    More,
    /// 保持
    Keep,
    /// 压减
    Less,
    /// 取消
    Stop,
}

/// By how much the budget changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// 幅度: percent of this year's 年初预算.
    Percent(Decimal),
    /// 按结余: the money that was left.
    Unspent,
}

impl Advice {
    /// Every advice.
    pub const ALL: [Self; 4] = [Self::More, Self::Keep, Self::Less, Self::Stop];

    /// The word: `压减`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::More => "增加",
            Self::Keep => "保持",
            Self::Less => "压减",
            Self::Stop => "取消",
        }
    }
}

impl UseRule {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let name = table.required("名称", &NAME);
        let condition = table.required("条件", &TEXT);
        let count = table
            .value("条件")
            .zip(condition.as_deref())
            .and_then(|(value, text)| counting(value, text));
        let advice = match table.value("建议") {
            Some(value) => choice(value, &Advice::ALL, Advice::word),
            None => {
                table.missing("建议", "补上 增加、保持、压减 或 取消");
                None
            }
        };
        let percent = table.optional("幅度", &PERCENT);
        let unspent = table.optional("按结余", &YES_NO).unwrap_or_default();
        let change = match (percent, unspent) {
            (Some(percent), _) => Some(Change::Percent(percent)),
            (None, true) => Some(Change::Unspent),
            (None, false) => None,
        };
        let reason = table.required("理由", &TEXT);
        let basis = table.list("依据", &TEXT);
        Some(Self {
            name: name?,
            condition: condition?,
            advice: advice?,
            change,
            reason: reason?,
            basis,
            count: count?,
        })
    }

    /// The places of the rows the condition holds for.
    pub(super) fn rows(
        &self,
        tables: &BTreeMap<String, Ledger>,
    ) -> Result<Vec<usize>, MeasureError> {
        let counted = self.count.over(tables, calendar(), "个")?;
        let numbers = counted
            .sources
            .iter()
            .flat_map(|source| source.rows.numbers());
        Ok(numbers
            .map(|number| number - Ledger::row_number(0))
            .collect())
    }
}

/// The condition as a measure that counts; a fault at the word that is wrong.
fn counting(value: Value<'_>, condition: &str) -> Option<Measure> {
    let before = format!("计数({TABLE} | ");
    let text = format!("{before}{condition})");
    let measure = match text.parse::<Measure>() {
        Ok(measure) => measure,
        Err(error) => {
            let at = value.text_start() + error.at.saturating_sub(before.len());
            value.source.fault(at..at, error.problem, error.remedy);
            return None;
        }
    };
    let tables = [(TABLE.to_owned(), table::empty())].into();
    if let Err(error) = measure.over(&tables, calendar(), "个") {
        let at = value.text_start() + condition.find(&error.word).unwrap_or_default();
        value.source.fault(at..at, error.problem, error.remedy);
        return None;
    }
    Some(measure)
}

const PERCENT: settings::Kind<Decimal> = settings::Kind {
    wanted: "百分数，只写百分号前面的数",
    repaired: only_number,
    read: percent,
};

fn percent(value: Value<'_>) -> Result<Decimal, String> {
    let digits = value.as_digits().ok_or("应当是一个数")?;
    let number: Decimal = digits.parse().map_err(|_| "应当是一个数".to_owned())?;
    match !number.is_negative() && number <= Decimal::HUNDRED {
        true => Ok(number),
        false => Err("要在 0 到 100 之间".to_owned()),
    }
}
