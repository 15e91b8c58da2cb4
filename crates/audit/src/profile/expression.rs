//! What must hold among named figures, as people write it: `资产总计 = 负债总计 + 净资产`, `完成率 = 执行数 ÷ 预算数`.

use std::str::FromStr;

use crate::claim::{FigureId, Form};

/// An equation or inequality among names.
///
/// It is one of: a sum (`a = b + c - d`), an upper limit (`b + c ≤ a`, `a ≥ b`), a percentage (`p = a ÷ b`), a growth
/// (`p = (a - b) ÷ b`), a product (`a = b × c`). A name that has an operator in it stands in 「」 or “”.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// The names, each once.
    names: Vec<String>,
    equation: Equation,
}

/// An equation among names, given by their index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Equation {
    Sum(Vec<(i8, usize)>),
    Within {
        whole: usize,
        parts: Vec<usize>,
    },
    Ratio {
        percent: usize,
        part: usize,
        whole: usize,
    },
    Growth {
        percent: usize,
        now: usize,
        before: usize,
    },
    Product {
        amount: usize,
        number: usize,
        price: usize,
    },
}

/// What is wrong with an expression, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ParseExpressionError(String);

/// A piece of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Name(String),
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
    Equal,
    NotAbove,
    NotBelow,
}

impl Expression {
    /// That `total` is the sum of `parts`.
    pub fn total(total: impl Into<String>, parts: impl IntoIterator<Item = String>) -> Self {
        let mut names = vec![total.into()];
        names.extend(parts);
        let parts = (1..names.len()).map(|part| (1, part));
        let equation = Equation::Sum(std::iter::once((-1, 0)).chain(parts).collect());
        Self { names, equation }
    }

    /// The names, each once.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What it is, by the indices of its names.
    pub(crate) fn equation(&self) -> &Equation {
        &self.equation
    }

    /// The form when names are figures; `divisor` as in [`Form::product`], and the `direction` of a growth. A term of a
    /// sum without a figure is nothing; `None` when a figure is missing that must be there.
    pub(crate) fn form(
        &self,
        figures: &[Option<FigureId>],
        divisor: i64,
        direction: i8,
    ) -> Option<Form> {
        let figure = |name: &usize| figures[*name];
        Some(match &self.equation {
            Equation::Sum(terms) => {
                figure(&terms[0].1)?;
                let terms = terms
                    .iter()
                    .filter_map(|(sign, name)| Some((*sign, figure(name)?)));
                let terms: Vec<(i8, FigureId)> = terms.collect();
                (terms.len() > 1).then(|| Form::sum(terms))?
            }
            Equation::Within { whole, parts } => {
                let parts: Vec<FigureId> = parts.iter().filter_map(figure).collect();
                let whole = figure(whole)?;
                (!parts.is_empty()).then(|| Form::within(whole, parts))?
            }
            Equation::Ratio {
                percent,
                part,
                whole,
            } => Form::ratio(figure(part)?, figure(whole)?, figure(percent)?),
            Equation::Growth {
                percent,
                now,
                before,
            } => Form::growth(figure(before)?, figure(now)?, (direction, figure(percent)?)),
            Equation::Product {
                amount,
                number,
                price,
            } => Form::product(figure(number)?, figure(price)?, figure(amount)?, divisor),
        })
    }
}

impl FromStr for Expression {
    type Err = ParseExpressionError;

    fn from_str(text: &str) -> Result<Self, ParseExpressionError> {
        let tokens = tokens(text)?;
        let is_relation =
            |token: &Token| matches!(token, Token::Equal | Token::NotAbove | Token::NotBelow);
        let mut relations = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| is_relation(token));
        let (Some((at, relation)), None) = (relations.next(), relations.next()) else {
            return Err(ParseExpressionError(
                "算式里应有一个“=”“≤”或“≥”，例如 a = b + c".to_owned(),
            ));
        };
        let mut reader = Reader::default();
        let (left, right) = (&tokens[..at], &tokens[at + 1..]);
        let equation = match relation {
            Token::NotAbove => reader.within(right, left),
            Token::NotBelow => reader.within(left, right),
            _ => reader.equation(left, right),
        }?;
        Ok(Self {
            names: reader.names,
            equation,
        })
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, ParseExpressionError> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    let mut name = String::new();
    let take = |name: &mut String, tokens: &mut Vec<Token>| {
        let word = std::mem::take(name).trim().to_owned();
        if !word.is_empty() {
            tokens.push(Token::Name(word));
        }
    };
    while let Some(c) = chars.next() {
        let token = match c {
            '+' | '＋' => Token::Plus,
            '-' | '−' | '－' | '–' => Token::Minus,
            '*' | '×' => Token::Times,
            '/' | '÷' => Token::Over,
            '(' => Token::Open,
            ')' => Token::Close,
            '=' | '＝' => Token::Equal,
            '≤' => Token::NotAbove,
            '≥' => Token::NotBelow,
            '<' | '>' if chars.next_if_eq(&'=').is_some() => {
                if c == '<' {
                    Token::NotAbove
                } else {
                    Token::NotBelow
                }
            }
            '「' | '“' => {
                let close = if c == '「' { '」' } else { '”' };
                name.extend(chars.by_ref().take_while(|c| *c != close));
                continue;
            }
            '<' | '>' => {
                return Err(ParseExpressionError(format!("“{c}”请写成“{c}=”")));
            }
            c => {
                name.push(c);
                continue;
            }
        };
        take(&mut name, &mut tokens);
        tokens.push(token);
    }
    take(&mut name, &mut tokens);
    Ok(tokens)
}

#[derive(Default)]
struct Reader {
    names: Vec<String>,
}

impl Reader {
    fn name(&mut self, name: &str) -> usize {
        match self.names.iter().position(|other| other == name) {
            Some(index) => index,
            None => {
                self.names.push(name.to_owned());
                self.names.len() - 1
            }
        }
    }

    fn equation(
        &mut self,
        left: &[Token],
        right: &[Token],
    ) -> Result<Equation, ParseExpressionError> {
        use Token::{Close, Minus, Name, Open, Over, Times};
        match (left, right) {
            ([Name(percent)], [Name(part), Over, Name(whole)]) => Ok(Equation::Ratio {
                percent: self.name(percent),
                part: self.name(part),
                whole: self.name(whole),
            }),
            (
                [Name(percent)],
                [
                    Open,
                    Name(now),
                    Minus,
                    Name(before),
                    Close,
                    Over,
                    Name(base),
                ],
            ) if before == base => Ok(Equation::Growth {
                percent: self.name(percent),
                now: self.name(now),
                before: self.name(before),
            }),
            ([Name(amount)], [Name(number), Times, Name(price)]) => Ok(Equation::Product {
                amount: self.name(amount),
                number: self.name(number),
                price: self.name(price),
            }),
            _ => {
                let mut terms: Vec<(i8, usize)> = self
                    .terms(left)?
                    .into_iter()
                    .map(|(sign, name)| (-sign, name))
                    .collect();
                terms.extend(self.terms(right)?);
                let mut seen: Vec<usize> = terms.iter().map(|term| term.1).collect();
                seen.sort_unstable();
                seen.dedup();
                if seen.len() < terms.len() {
                    return Err(ParseExpressionError("同一个名称写了两次".to_owned()));
                }
                Ok(Equation::Sum(terms))
            }
        }
    }

    fn within(
        &mut self,
        whole: &[Token],
        parts: &[Token],
    ) -> Result<Equation, ParseExpressionError> {
        let ([Token::Name(whole)], terms) = (whole, self.terms(parts)?) else {
            return Err(ParseExpressionError(
                "不等式较大的一边只能是一个名称，例如 b + c ≤ a".to_owned(),
            ));
        };
        let whole = self.name(whole);
        let parts: Vec<usize> = terms.iter().map(|term| term.1).collect();
        if terms.iter().any(|term| term.0 < 0) || parts.contains(&whole) {
            return Err(ParseExpressionError(
                "不等式较小的一边只能是几个不同名称之和，例如 b + c ≤ a".to_owned(),
            ));
        }
        Ok(Equation::Within { whole, parts })
    }

    /// Names with signs before all but the first.
    fn terms(&mut self, tokens: &[Token]) -> Result<Vec<(i8, usize)>, ParseExpressionError> {
        let mut terms = Vec::new();
        let mut sign = Some(1);
        for token in tokens {
            match (token, sign) {
                (Token::Name(name), Some(known)) => {
                    terms.push((known, self.name(name)));
                    sign = None;
                }
                (Token::Plus, None) => sign = Some(1),
                (Token::Minus, None) => sign = Some(-1),
                _ => return Err(shape()),
            }
        }
        if sign.is_some() {
            return Err(shape());
        }
        Ok(terms)
    }
}

fn shape() -> ParseExpressionError {
    ParseExpressionError(
        "算式可以写成：a = b + c、b + c ≤ a、p = a ÷ b、p = (a - b) ÷ b、a = b × c；名称里有运算符号的加“”"
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Equation {
        text.parse::<Expression>().unwrap().equation
    }

    #[test]
    fn each_form_is_read() {
        assert_eq!(
            form("a = b + c - d"),
            Equation::Sum(vec![(-1, 0), (1, 1), (1, 2), (-1, 3)])
        );
        assert_eq!(
            form("b＋c ≤ a"),
            Equation::Within {
                whole: 2,
                parts: vec![0, 1]
            }
        );
        assert_eq!(
            form("a >= b"),
            Equation::Within {
                whole: 1,
                parts: vec![0]
            }
        );
        assert_eq!(
            form("率 = 执行 / 预算"),
            Equation::Ratio {
                percent: 0,
                part: 1,
                whole: 2
            }
        );
        assert_eq!(
            form("p = (a - b) ÷ b"),
            Equation::Growth {
                percent: 0,
                now: 1,
                before: 2
            }
        );
        assert_eq!(
            form("总额 = 人数 × 标准"),
            Equation::Product {
                amount: 0,
                number: 1,
                price: 2
            }
        );
    }

    #[test]
    fn quotes_keep_operators_in_a_name() {
        let read: Expression = "“收/支合计” = 收入（含结转） + 支出".parse().unwrap();
        assert_eq!(read.names(), ["收/支合计", "收入（含结转）", "支出"]);
    }

    #[test]
    fn nonsense_is_told() {
        for wrong in [
            "a + b",
            "a = b = c",
            "a = b +",
            "a = a + b",
            "a < b",
            "a + b ≥ c + d",
            "a = b ÷ c + d",
        ] {
            assert!(wrong.parse::<Expression>().is_err(), "{wrong}");
        }
    }
}
