//! What every row of a ledger must satisfy: `实收 = 应收 - 减免`, `发证日期 ≥ 受理日期`, `若 实际完成 非空 则 状态 = 已完成`.

mod parse;

use std::cmp::Ordering;
use std::fmt;
use std::ops::Neg;

use quantity::{Decimal, Rational};

use super::{Cell, Column, Ledger, Row};
use crate::Comparison;

/// A condition on the columns of one row. Displays as it is written.
///
/// Sides are sums and products of columns and numbers, exact. Columns in several units of one kind are converted;
/// products, and columns in one unit, are taken as they stand. A comparison with an empty cell is not judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    text: String,
    premise: Option<Clause>,
    clause: Clause,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Clause {
    Compare(Side, Comparison, Side),
    Filled(usize),
    Empty(usize),
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Side {
    /// A column that holds no number.
    Column(usize),
    /// A fixed word, day or yes-or-no, read by the column on the other side.
    Literal(Cell),
    /// Numbers: products with their signs, added up.
    Sum(Vec<(bool, Vec<Factor>)>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Factor {
    /// A column of numbers.
    Column(usize),
    Number(Decimal),
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Constraint {
    /// Reads a constraint on these columns; the error says what is wrong, in Chinese.
    pub fn read(text: &str, columns: &[Column]) -> Result<Self, String> {
        let (premise, clause) = parse::constraint(text, columns)?;
        Ok(Self {
            text: text.trim().to_owned(),
            premise,
            clause,
        })
    }

    /// Whether a row of such columns satisfies it.
    pub fn holds(&self, row: &Row) -> bool {
        let applies = self
            .premise
            .as_ref()
            .is_none_or(|premise| premise.judge(row) == Some(true));
        !applies || self.clause.judge(row) != Some(false)
    }

    /// The place of the first column it is about, where a row that breaks it is shown.
    pub fn column(&self) -> usize {
        self.clause.column()
    }
}

impl Clause {
    /// Whether it holds; `None` where an empty cell leaves it open.
    fn judge(&self, row: &Row) -> Option<bool> {
        match self {
            Self::Filled(column) => Some(row[*column] != Cell::Empty),
            Self::Empty(column) => Some(row[*column] == Cell::Empty),
            Self::Compare(left, comparison, right) => {
                if let (Some(left), Some(right)) = (left.cell(row), right.cell(row)) {
                    let empty = *left == Cell::Empty || *right == Cell::Empty;
                    return (!empty).then(|| comparison.holds(left.cmp(right)));
                }
                Some(comparison.holds(order(left, right, row)?))
            }
        }
    }

    fn column(&self) -> usize {
        match self {
            Self::Filled(column) | Self::Empty(column) => *column,
            Self::Compare(left, _, right) => left.column().or(right.column()).unwrap_or_default(),
        }
    }
}

impl Side {
    fn cell<'a>(&'a self, row: &'a Row) -> Option<&'a Cell> {
        match self {
            Self::Column(column) => row.get(*column),
            Self::Literal(cell) => Some(cell),
            Self::Sum(_) => None,
        }
    }

    /// The value, in numbers of one kind; `None` where a cell is empty or the value does not fit.
    fn total<N: Neg<Output = N>>(&self, row: &Row, numbers: &Arithmetic<N>) -> Option<N> {
        let Self::Sum(terms) = self else {
            return None;
        };
        let mut total = (numbers.of)(Decimal::ZERO);
        for (negative, factors) in terms {
            let mut term = (numbers.of)(Decimal::ONE);
            for factor in factors {
                term = (numbers.times)(term, (numbers.of)(factor.value(row)?))?;
            }
            total = (numbers.plus)(total, if *negative { -term } else { term })?;
        }
        Some(total)
    }

    fn column(&self) -> Option<usize> {
        match self {
            Self::Column(column) => Some(*column),
            Self::Literal(_) => None,
            Self::Sum(terms) => terms
                .iter()
                .flat_map(|(_, factors)| factors)
                .find_map(|factor| match factor {
                    Factor::Column(column) => Some(*column),
                    Factor::Number(_) => None,
                }),
        }
    }
}

impl Factor {
    fn value(&self, row: &Row) -> Option<Decimal> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Column(column) => match row.get(*column)? {
                Cell::Number(value) => Some(*value),
                _ => None,
            },
        }
    }
}

/// How numbers of a kind are added and multiplied.
struct Arithmetic<N> {
    of: fn(Decimal) -> N,
    times: fn(N, N) -> Option<N>,
    plus: fn(N, N) -> Option<N>,
}

const DECIMALS: Arithmetic<Decimal> = Arithmetic {
    of: |value| value,
    times: Decimal::checked_mul,
    plus: Decimal::checked_add,
};

const RATIONALS: Arithmetic<Rational> = Arithmetic {
    of: Decimal::to_rational,
    times: |a, b| Some(a * b),
    plus: |a, b| Some(a + b),
};

/// How two sums compare; `None` where a cell is empty. Products of great numbers can be beyond decimals.
fn order(left: &Side, right: &Side, row: &Row) -> Option<Ordering> {
    let decimals = left.total(row, &DECIMALS).zip(right.total(row, &DECIMALS));
    if let Some((left, right)) = decimals {
        return Some(left.cmp(&right));
    }
    Some(
        left.total(row, &RATIONALS)?
            .cmp(&right.total(row, &RATIONALS)?),
    )
}

/// The rows that count and break a constraint: the place of the row, and of the constraint.
pub(crate) fn broken(ledger: &Ledger, constraints: &[Constraint]) -> Vec<(usize, usize)> {
    let mut broken = Vec::new();
    for (place, row) in ledger.standing_rows() {
        for (which, constraint) in constraints.iter().enumerate() {
            if !constraint.holds(row) {
                broken.push((place, which));
            }
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &[&str]) -> Vec<Column> {
        header.iter().map(|cell| cell.parse().unwrap()).collect()
    }

    fn holds(constraint: &str, header: &[&str], row: &[&str]) -> bool {
        let columns = columns(header);
        let cells = columns.iter().zip(row);
        let row: Row = cells
            .map(|(column, text)| column.read(text).unwrap())
            .collect();
        Constraint::read(constraint, &columns).unwrap().holds(&row)
    }

    #[test]
    fn sums_are_exact_and_convert_units() {
        let header = ["应收:万元", "减免:元", "实收:元"];
        assert!(holds("减免 ≤ 20000", &header, &["106", "20000", "0"]));
        let columns = columns(&header);
        let mixed = Constraint::read("应收 - 减免 > 5", &columns).unwrap_err();
        assert!(mixed.contains("哪个单位"), "{mixed}");
        let constraint = "实收 = 应收 - 减免";
        assert!(holds(
            constraint,
            &header,
            &["106.0238", "20000", "1040238"]
        ));
        assert!(!holds(
            constraint,
            &header,
            &["106.0238", "20000", "1040238.01"]
        ));
    }

    #[test]
    fn products_take_values_as_they_stand() {
        let header = ["面积:平方米", "标准:元/平方米", "应收:元"];
        assert!(holds(
            "面积 × 标准 = 应收",
            &header,
            &["100.5", "80", "8040"]
        ));
        assert!(!holds(
            "面积 × 标准 = 应收",
            &header,
            &["100.5", "80", "8041"]
        ));
    }

    #[test]
    fn great_numbers_stay_exact() {
        let header = ["甲:数值", "乙:数值"];
        let great = "999999999999999.999999999999";
        let constraint = "甲 × 甲 × 甲 = 乙 × 甲 × 甲";
        assert!(holds(constraint, &header, &[great, great]));
        assert!(!holds(
            constraint,
            &header,
            &[great, "999999999999999.999999999998"]
        ));
    }

    #[test]
    fn days_words_and_premises() {
        let header = ["受理:日期", "发证:日期?", "状态:枚举(在办|办结)"];
        let order = "发证 ≥ 受理";
        assert!(holds(order, &header, &["2022-01-10", "2022-01-10", "办结"]));
        assert!(!holds(
            order,
            &header,
            &["2022-01-10", "2022-01-09", "办结"]
        ));
        assert!(holds(order, &header, &["2022-01-10", "", "在办"]), "open");
        let done = "若 状态 = 办结 则 发证 非空";
        assert!(!holds(done, &header, &["2022-01-10", "", "办结"]));
        assert!(holds(done, &header, &["2022-01-10", "", "在办"]));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let columns = columns(&["面积:亩", "价款:万元", "状态:枚举(在办|办结)"]);
        let error = |text: &str| Constraint::read(text, &columns).unwrap_err();
        assert!(error("面积 > 价款").contains("不同类"));
        assert!(Constraint::read("面积 > 5.5", &columns).is_ok());
        assert!(error("面机 > 0").contains("面积"));
        assert!(error("状态 = 完成").contains("没有“完成”这个选项"));
        assert!(error("面积").contains("没有比较符号"));
        assert!(error("面积 + > 0").contains("没有写完"));
    }
}
