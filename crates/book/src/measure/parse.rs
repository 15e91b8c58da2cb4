//! Measures from text.

use std::str::FromStr;

use quantity::Decimal;

use super::token::{Placed, Token, tokens};
use super::{
    Comparison, Condition, Count, Filter, Measure, Operand, ParseMeasureError, Ratio, Share, Sum,
};
use crate::names::is_keyword;
use crate::number;
use settings::nearest;

const FUNCTIONS: [&str; 4] = ["计数", "求和", "占比", "数据"];

impl FromStr for Measure {
    type Err = ParseMeasureError;

    fn from_str(text: &str) -> Result<Self, ParseMeasureError> {
        let mut parser = Parser {
            tokens: tokens(text)?,
            next: 0,
            end: text.len(),
        };
        let measure = parser.measure()?;
        match parser.peek() {
            None => Ok(measure),
            Some(_) => {
                Err(parser.error("统计到这里应当结束", "删去后面的内容；一个统计只能有一个 ÷"))
            }
        }
    }
}

struct Parser {
    tokens: Vec<Placed>,
    next: usize,
    end: usize,
}

impl Parser {
    fn measure(&mut self) -> Result<Measure, ParseMeasureError> {
        let start = self.place();
        let part = self.operand()?;
        if self.takes('÷') {
            let whole = self.operand()?;
            return Ok(Measure::Ratio(Box::new(Ratio { part, whole })));
        }
        match part {
            Operand::Measure(measure) => Ok(measure),
            Operand::Number(value) => Err(ParseMeasureError {
                at: start,
                problem: format!("“{value}”只是一个数，不是统计"),
                remedy: "直接的数填在“完成值”或“数值”里".to_owned(),
            }),
        }
    }

    fn operand(&mut self) -> Result<Operand, ParseMeasureError> {
        let at = self.place();
        let word = self.word("统计", "写 计数(…)、求和(…)、占比(…)、数据(…) 或一个数")?;
        if let Ok(value) = word.parse::<Decimal>() {
            return self.number(at, value);
        }
        if !FUNCTIONS.contains(&word.as_str()) {
            let hint = nearest(&word, FUNCTIONS)
                .map_or_else(String::new, |name| format!("（是不是“{name}”？）"));
            return Err(ParseMeasureError {
                at,
                problem: format!("不认识“{word}”这种统计"),
                remedy: format!("可用的有：计数、求和、占比、数据{hint}"),
            });
        }
        self.mark('(')?;
        let measure = match word.as_str() {
            "计数" => self.count()?,
            "求和" => self.sum()?,
            "占比" => self.share()?,
            _ => Measure::Fact(self.name("数据的名称")?),
        };
        self.mark(')')?;
        Ok(Operand::Measure(measure))
    }

    fn number(&self, at: usize, value: Decimal) -> Result<Operand, ParseMeasureError> {
        if number::within_limits(value) {
            return Ok(Operand::Number(value));
        }
        Err(ParseMeasureError {
            at,
            problem: format!("“{value}”太大或小数太多"),
            remedy: "核对这个数".to_owned(),
        })
    }

    fn count(&mut self) -> Result<Measure, ParseMeasureError> {
        let ledger = self.ledger()?;
        let filter = self.optional_filter()?;
        Ok(Measure::Count(Count { ledger, filter }))
    }

    fn sum(&mut self) -> Result<Measure, ParseMeasureError> {
        let at = self.place();
        let word = self.word("台账和列", "写成 台账.列，例如 供地.面积")?;
        let Some((ledger, column)) = word.split_once('.') else {
            return Err(ParseMeasureError {
                at,
                problem: format!("“{word}”没有说明加哪一列"),
                remedy: format!("写成 {word}.列名"),
            });
        };
        let filter = self.optional_filter()?;
        Ok(Measure::Sum(Sum {
            ledger: ledger.to_owned(),
            column: column.to_owned(),
            filter,
        }))
    }

    fn share(&mut self) -> Result<Measure, ParseMeasureError> {
        let ledger = self.ledger()?;
        self.mark('|')?;
        let condition = self.filter()?;
        let base = self.optional_filter()?;
        Ok(Measure::Share(Share {
            ledger,
            condition,
            base,
        }))
    }

    fn ledger(&mut self) -> Result<String, ParseMeasureError> {
        self.word("台账的名称", "写 ledgers 里的文件名，不带 .csv")
    }

    fn optional_filter(&mut self) -> Result<Filter, ParseMeasureError> {
        match self.takes('|') {
            true => self.filter(),
            false => Ok(Filter::default()),
        }
    }

    fn filter(&mut self) -> Result<Filter, ParseMeasureError> {
        let mut conditions = vec![self.condition()?];
        while self.takes_word("且") {
            conditions.push(self.condition()?);
        }
        Ok(Filter(conditions))
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
        let low = self.value()?;
        if !self.takes_word("至") {
            return Err(self.error("范围缺少“至”", "写成 在 甲 至 乙，或 在 (甲, 乙)"));
        }
        let high = self.value()?;
        Ok(Condition::Between(column, low, high))
    }

    fn value(&mut self) -> Result<String, ParseMeasureError> {
        self.name("值")
    }

    /// A bare word that is no keyword, or a quoted text.
    fn name(&mut self, what: &str) -> Result<String, ParseMeasureError> {
        if let Some(Token::Quoted(text)) = self.peek() {
            let text = text.clone();
            self.next += 1;
            return Ok(text);
        }
        self.word(what, "补上；有标点或空格的写在「」里")
    }

    fn word(&mut self, what: &str, remedy: &str) -> Result<String, ParseMeasureError> {
        match self.peek() {
            Some(Token::Word(word)) if !is_keyword(word) => {
                let word = word.clone();
                self.next += 1;
                Ok(word)
            }
            _ => Err(self.error(&format!("这里缺少{what}"), remedy)),
        }
    }

    fn mark(&mut self, mark: char) -> Result<(), ParseMeasureError> {
        match self.takes(mark) {
            true => Ok(()),
            false => Err(self.error(
                &format!("这里缺少“{mark}”"),
                "例如 计数(供地)、求和(供地.面积 | 方式 = 出让)、占比(巡查 | 处置闭环 = 是)",
            )),
        }
    }

    fn takes(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(&Token::Mark(mark));
        self.next += usize::from(found);
        found
    }

    fn takes_word(&mut self, expected: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(word)) if word == expected);
        self.next += usize::from(found);
        found
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(at, _)| *at)
    }

    fn error(&self, problem: &str, remedy: &str) -> ParseMeasureError {
        ParseMeasureError {
            at: self.place(),
            problem: problem.to_owned(),
            remedy: remedy.to_owned(),
        }
    }
}

fn comparison(mark: char) -> Option<Comparison> {
    Comparison::ALL
        .into_iter()
        .find(|comparison| comparison.mark() == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_reads() {
        for text in [
            "计数(巡查)",
            "计数(供地 | 方式 = 出让 且 面积 ≥ 10.5)",
            "求和(供地.面积 | 签订日期 在 2022-01-01 至 2022-12-31)",
            "占比(整改 | 状态 = 已整改)",
            "占比(整改 | 状态 在 (已整改, 已销号) | 年份 = 2019 且 备注 非空)",
            "求和(消化.面积) ÷ 求和(任务.面积)",
            "计数(整改 | 备注 为空) ÷ 43",
            "数据(供地宗数) ÷ 数据(任务宗数)",
            "计数(许可 | 项目 ≠ 「南华(二期) 改扩建」)",
        ] {
            assert_eq!(text.parse::<Measure>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn takes_other_marks() {
        let measure: Measure = "求和（供地.面积｜面积>=1 且 方式!=划拨）/3"
            .parse()
            .unwrap();
        assert_eq!(
            measure.to_string(),
            "求和(供地.面积 | 面积 ≥ 1 且 方式 ≠ 划拨) ÷ 3"
        );
    }

    #[test]
    fn errors_have_places() {
        let error = |text: &str| {
            let error = text.parse::<Measure>().unwrap_err();
            (error.at, error.problem)
        };
        assert_eq!(error("计算(供地)"), (0, "不认识“计算”这种统计".to_owned()));
        assert_eq!(error("计数 供地"), (7, "这里缺少“(”".to_owned()));
        assert_eq!(error("计数(供地"), (13, "这里缺少“)”".to_owned()));
        assert_eq!(
            error("计数(供地 | 方式)"),
            (22, "“方式”后面缺少比较".to_owned())
        );
        assert_eq!(
            error("求和(供地)"),
            (7, "“供地”没有说明加哪一列".to_owned())
        );
        assert_eq!(error("43"), (0, "“43”只是一个数，不是统计".to_owned()));
        assert_eq!(
            error("计数(供地) ÷ 3 ÷ 4"),
            (20, "统计到这里应当结束".to_owned())
        );
    }
}
