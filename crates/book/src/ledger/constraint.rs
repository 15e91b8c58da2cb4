//! What every row of a ledger must satisfy: `实收 = 应收 - 减免`, `发证日期 ≥ 受理日期`, `若 实际完成 非空 则 状态 = 已完成`.

use std::fmt;

use quantity::{Decimal, Rational, Unit};
use settings::suggestion;

use super::{Cell, Column, ColumnType, Ledger, Row};
use crate::Comparison;
use crate::measure::token::{Token, tokens};
use crate::names::is_keyword;

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
    /// A column of numbers, and what its values are multiplied by to be compared.
    Column(usize, Decimal),
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
        let words = tokens(text).map_err(|error| error.to_string())?;
        let words: Vec<Token> = words.into_iter().map(|(_, token)| token).collect();
        let (premise, rest) = match words.first() {
            Some(Token::Word(word)) if word == "若" => {
                let then = words.iter().position(|token| is_word(token, "则"));
                let then = then.ok_or("“若”后面没有“则”")?;
                (Some(clause(&words[1..then], columns)?), &words[then + 1..])
            }
            _ => (None, &words[..]),
        };
        Ok(Self {
            text: text.trim().to_owned(),
            premise,
            clause: clause(rest, columns)?,
        })
    }

    /// Whether a row satisfies it.
    pub(crate) fn holds(&self, row: &Row) -> bool {
        let applies = self
            .premise
            .as_ref()
            .is_none_or(|premise| premise.judge(row) == Some(true));
        !applies || self.clause.judge(row) != Some(false)
    }

    /// The first column it is about, where a row that breaks it is shown.
    pub(crate) fn column(&self) -> usize {
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
                let order = left.number(row)?.cmp(&right.number(row)?);
                Some(comparison.holds(order))
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

    fn number(&self, row: &Row) -> Option<Rational> {
        let Self::Sum(terms) = self else {
            return None;
        };
        let mut total = Rational::from_integer(0.into());
        for (negative, factors) in terms {
            let mut term = Rational::from_integer(1.into());
            for factor in factors {
                term *= factor.value(row)?;
            }
            total += if *negative { -term } else { term };
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
                    Factor::Column(column, _) => Some(*column),
                    Factor::Number(_) => None,
                }),
        }
    }
}

impl Factor {
    fn value(&self, row: &Row) -> Option<Rational> {
        match self {
            Self::Number(value) => Some(value.to_rational()),
            Self::Column(column, scale) => match row.get(*column)? {
                Cell::Number(value) => Some(value.to_rational() * scale.to_rational()),
                _ => None,
            },
        }
    }
}

fn is_word(token: &Token, wanted: &str) -> bool {
    matches!(token, Token::Word(word) if word == wanted)
}

fn clause(words: &[Token], columns: &[Column]) -> Result<Clause, String> {
    if let [Token::Word(name), Token::Word(word)] = words
        && is_keyword(word)
    {
        let column = find(name, columns)?;
        return match word.as_str() {
            "非空" => Ok(Clause::Filled(column)),
            "为空" => Ok(Clause::Empty(column)),
            _ => Err(format!("“{word}”不能用在约束里")),
        };
    }
    let at = words.iter().position(|token| comparison(token).is_some());
    let (at, comparison) = at
        .and_then(|at| Some((at, comparison(&words[at])?)))
        .ok_or("约束里没有比较符号（= ≠ > ≥ < ≤），也不是“列 非空”“列 为空”")?;
    let (left, right) = (&words[..at], &words[at + 1..]);
    if let Some(column) = plain(left, columns) {
        let right = match plain(right, columns) {
            Some(other) => Side::Column(other),
            None => Side::Literal(literal(right, &columns[column])?),
        };
        return Ok(Clause::Compare(Side::Column(column), comparison, right));
    }
    let both = [left, right].concat();
    let scaled = !both.iter().any(is_times) && differ(&units(&both, columns));
    let left = sum(left, columns, scaled)?;
    let right = sum(right, columns, scaled)?;
    if scaled {
        check_kinds(&both, columns)?;
    }
    Ok(Clause::Compare(left, comparison, right))
}

fn comparison(token: &Token) -> Option<Comparison> {
    let Token::Mark(mark) = token else {
        return None;
    };
    Comparison::ALL.into_iter().find(|one| one.mark() == *mark)
}

fn is_times(token: &Token) -> bool {
    matches!(token, Token::Word(word) if word == "×" || word == "*")
}

/// The column, where a side is one column that holds no numbers.
fn plain(words: &[Token], columns: &[Column]) -> Option<usize> {
    let [Token::Word(name) | Token::Quoted(name)] = words else {
        return None;
    };
    let place = columns.iter().position(|column| column.name == *name)?;
    (!columns[place].kind.is_number()).then_some(place)
}

fn literal(words: &[Token], column: &Column) -> Result<Cell, String> {
    let [Token::Word(text) | Token::Quoted(text)] = words else {
        return Err(format!("“{}”列只能和一个值或一列相比", column.name));
    };
    column
        .kind
        .read(text)
        .map_err(|problem| format!("和“{}”列相比的值不对：{problem}", column.name))
}

fn sum(words: &[Token], columns: &[Column], scaled: bool) -> Result<Side, String> {
    let mut terms = vec![(false, Vec::new())];
    let mut after_factor = false;
    for token in words {
        let (Token::Word(word) | Token::Quoted(word)) = token else {
            return Err("约束里只能用列名、数、+、-、× 和比较符号".to_owned());
        };
        match (word.as_str(), after_factor) {
            ("+", true) => terms.push((false, Vec::new())),
            ("-" | "−", true) => terms.push((true, Vec::new())),
            ("×" | "*", true) => {}
            (_, true) => {
                return Err(format!("“{word}”前面少了 + - ×（运算符号两边要有空格）"));
            }
            (_, false) => {
                let factor = factor(word, columns, scaled)?;
                if let Some((_, factors)) = terms.last_mut() {
                    factors.push(factor);
                }
            }
        }
        after_factor = !after_factor;
    }
    match after_factor {
        true => Ok(Side::Sum(terms)),
        false => Err("比较符号的一边没有写完".to_owned()),
    }
}

fn factor(word: &str, columns: &[Column], scaled: bool) -> Result<Factor, String> {
    if let Ok(value) = word.parse::<Decimal>() {
        return Ok(Factor::Number(value));
    }
    let place = find(word, columns)?;
    let column = &columns[place];
    let scale = match column.kind {
        ColumnType::Quantity(unit) if scaled => unit.factor(),
        _ if column.kind.is_number() => Decimal::ONE,
        _ => return Err(format!("“{word}”列是{}，不能计算", column.kind)),
    };
    Ok(Factor::Column(place, scale))
}

/// The units of the columns; a column of plain numbers has none.
fn units(words: &[Token], columns: &[Column]) -> Vec<Option<Unit>> {
    let named = words.iter().filter_map(|token| match token {
        Token::Word(word) | Token::Quoted(word) => {
            columns.iter().find(|column| column.name == *word)
        }
        Token::Mark(_) => None,
    });
    named
        .map(|column| match column.kind {
            ColumnType::Quantity(unit) => Some(unit),
            _ => None,
        })
        .collect()
}

fn differ(units: &[Option<Unit>]) -> bool {
    units.windows(2).any(|pair| pair[0] != pair[1])
}

/// Amounts in several units are of one kind, and no number stands among them but 0: it would be in none of the units.
fn check_kinds(words: &[Token], columns: &[Column]) -> Result<(), String> {
    let number = words.iter().find_map(|token| match token {
        Token::Word(word) => word
            .parse::<Decimal>()
            .ok()
            .filter(|value| !value.is_zero()),
        _ => None,
    });
    if let Some(number) = number {
        return Err(format!("各列的单位不一样，说不清“{number}”用哪个单位"));
    }
    let alike = units(words, columns)
        .windows(2)
        .all(|pair| matches!((pair[0], pair[1]), (Some(a), Some(b)) if a.same_kind(b)));
    match alike {
        true => Ok(()),
        false => Err("各列的单位不同类，不能相比".to_owned()),
    }
}

fn find(name: &str, columns: &[Column]) -> Result<usize, String> {
    let place = columns.iter().position(|column| column.name == name);
    place.ok_or_else(|| {
        let names = columns.iter().map(|column| column.name.as_str());
        format!("没有“{name}”这一列（{}）", suggestion(name, names))
    })
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
