//! The text of a constraint.

use quantity::{Decimal, Unit};
use settings::suggestion;

use super::{Clause, Factor, Side};
use crate::measure::token::{Token, tokens};
use crate::names::is_keyword;
use crate::{Cell, Column, ColumnType, Comparison};

/// What a row must satisfy for the constraint to apply, and what it must satisfy then.
pub(super) fn constraint(
    text: &str,
    columns: &[Column],
) -> Result<(Option<Clause>, Clause), String> {
    let words = tokens(text).map_err(|error| error.to_string())?;
    let words: Vec<Token> = words.into_iter().map(|(_, token)| token).collect();
    if !words.first().is_some_and(|token| is_word(token, "若")) {
        return Ok((None, clause(&words, columns)?));
    }
    let then = words.iter().position(|token| is_word(token, "则"));
    let then = then.ok_or("“若”后面没有“则”")?;
    let premise = clause(&words[1..then], columns)?;
    Ok((Some(premise), clause(&words[then + 1..], columns)?))
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
                if let Some((_, factors)) = terms.last_mut() {
                    factors.extend(factor(word, columns, scaled)?);
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

/// A number or a column, with what its values are multiplied by to be compared.
fn factor(word: &str, columns: &[Column], scaled: bool) -> Result<Vec<Factor>, String> {
    if let Ok(value) = word.parse::<Decimal>() {
        return Ok(vec![Factor::Number(value)]);
    }
    let place = find(word, columns)?;
    let column = &columns[place];
    match column.kind {
        ColumnType::Quantity(unit) if scaled => {
            Ok(vec![Factor::Column(place), Factor::Number(unit.factor())])
        }
        _ if column.kind.is_number() => Ok(vec![Factor::Column(place)]),
        _ => Err(format!("“{word}”列是{}，不能计算", column.kind)),
    }
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
