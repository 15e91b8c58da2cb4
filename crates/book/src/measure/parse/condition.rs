//! Conditions on the rows of a ledger.

use super::super::{Comparison, Condition, Filter, ParseMeasureError, token::Token};
use super::Parser;

impl Parser {
    pub(in super::super) fn optional_filter(&mut self) -> Result<Filter, ParseMeasureError> {
        match self.takes('|') {
            true => self.filter(),
            false => Ok(Filter::default()),
        }
    }

    /// Conditions joined by 且, and such groups joined by 或.
    pub(in super::super) fn filter(&mut self) -> Result<Filter, ParseMeasureError> {
        let first = self.conjunction()?;
        if !self.takes_word("或") {
            return Ok(first);
        }
        let mut alternatives = vec![first, self.conjunction()?];
        while self.takes_word("或") {
            alternatives.push(self.conjunction()?);
        }
        Ok(Filter(vec![Condition::Either(alternatives)]))
    }

    fn conjunction(&mut self) -> Result<Filter, ParseMeasureError> {
        let mut conditions = self.conditions()?;
        while self.takes_word("且") {
            conditions.extend(self.conditions()?);
        }
        Ok(Filter(conditions))
    }

    /// One condition, or what stands in brackets.
    fn conditions(&mut self) -> Result<Vec<Condition>, ParseMeasureError> {
        match self.peek() {
            Some(Token::Mark('(')) => Ok(self.nested(Self::filter)?.0),
            _ => Ok(vec![self.condition()?]),
        }
    }

    fn condition(&mut self) -> Result<Condition, ParseMeasureError> {
        let column = self.word("列名", "条件写成 列 = 值")?;
        let test = match self.peek().cloned() {
            Some(Token::Mark(mark)) => match comparison(mark) {
                Some(comparison) => {
                    self.next += 1;
                    return Ok(Condition::Compare(column, comparison, self.value()?));
                }
                None => None,
            },
            Some(Token::Word(word)) => Some(word),
            _ => None,
        };
        match test.as_deref() {
            Some("非空") => self.skip(Condition::Filled(column)),
            Some("为空") => self.skip(Condition::Empty(column)),
            Some("在") => {
                self.next += 1;
                self.range(column)
            }
            _ => Err(self.error(
                &format!("“{column}”后面缺少比较"),
                "用 = ≠ > ≥ < ≤、在、非空、为空 之一；词之间留空格",
            )),
        }
    }

    fn skip(&mut self, condition: Condition) -> Result<Condition, ParseMeasureError> {
        self.next += 1;
        Ok(condition)
    }

    fn range(&mut self, column: String) -> Result<Condition, ParseMeasureError> {
        if self.takes('(') {
            let mut values = vec![self.value()?];
            while self.takes(',') {
                values.push(self.value()?);
            }
            self.mark(')')?;
            return Ok(Condition::In(column, values));
        }
        let bare = matches!(self.peek(), Some(Token::Word(_)));
        let low = self.value()?;
        if !self.takes_word("至") {
            return match low.parse() {
                Ok(period) if bare => Ok(Condition::Within(column, period)),
                _ => Err(self.error(
                    "范围缺少“至”",
                    "写成 在 甲 至 乙、在 (甲, 乙)，或 在 本年、一季度、上半年、1月至7月、至今",
                )),
            };
        }
        let high = self.value()?;
        // 1月 至 7月, which Chinese texts write without spaces.
        Ok(match format!("{low}至{high}").parse() {
            Ok(period) => Condition::Within(column, period),
            Err(()) => Condition::Between(column, low, high),
        })
    }
}

fn comparison(mark: char) -> Option<Comparison> {
    Comparison::ALL
        .into_iter()
        .find(|comparison| comparison.mark() == mark)
}
