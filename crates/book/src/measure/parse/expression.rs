//! Measures joined by ÷, ＋ and −.

use std::str::FromStr;

use quantity::Decimal;

use super::super::{
    Combination, FUNCTIONS, Measure, Operand, ParseMeasureError, Ratio, Sign, token::Token,
};
use super::{MOST_JOINED, Parser, within_limits};
use settings::nearest;

impl FromStr for Measure {
    type Err = ParseMeasureError;

    fn from_str(text: &str) -> Result<Self, ParseMeasureError> {
        let mut parser = Parser::new(text)?;
        let start = parser.place();
        let operand = parser.expression()?;
        if parser.peek().is_some() {
            return Err(parser.error(
                "统计到这里应当结束",
                "删去后面的内容；连除的加上括号，一对括号里只有一个 ÷",
            ));
        }
        match operand {
            Operand::Measure(measure) => Ok(measure),
            Operand::Number(value) => Err(ParseMeasureError {
                at: start,
                problem: format!("“{value}”只是一个数，不是统计"),
                remedy: "直接的数填在“完成值”或“数值”里".to_owned(),
            }),
        }
    }
}

impl Parser {
    /// Quotients joined by ＋ and −, from the left.
    pub(in super::super) fn expression(&mut self) -> Result<Operand, ParseMeasureError> {
        let mut first = self.quotient()?;
        while let Some(sign) = self.sign() {
            self.joined += 1;
            if self.joined > MOST_JOINED {
                let problem = format!("一条统计里加减超过 {MOST_JOINED} 次");
                let remedy =
                    "分成几个数据，再用 数据(名称) 引用；加同一列的，用 求和 或 计数 加条件";
                return Err(self.error(&problem, remedy));
            }
            let second = self.quotient()?;
            first = Operand::Measure(Measure::Combination(Box::new(Combination {
                first,
                sign,
                second,
            })));
        }
        Ok(first)
    }

    fn sign(&mut self) -> Option<Sign> {
        let Some(Token::Word(word)) = self.peek() else {
            return None;
        };
        let sign = match word.as_str() {
            "+" | "＋" => Sign::Plus,
            "-" | "−" | "－" => Sign::Minus,
            _ => return None,
        };
        self.next += 1;
        Some(sign)
    }

    fn quotient(&mut self) -> Result<Operand, ParseMeasureError> {
        let part = self.operand()?;
        if !self.takes('÷') {
            return Ok(part);
        }
        let whole = self.operand()?;
        let ratio = Ratio { part, whole };
        Ok(Operand::Measure(Measure::Ratio(Box::new(ratio))))
    }

    fn operand(&mut self) -> Result<Operand, ParseMeasureError> {
        if self.peek() == Some(&Token::Mark('(')) {
            return self.nested(Self::expression);
        }
        let at = self.place();
        let word = self.word("统计", &format!("写 {}，或一个数", forms()))?;
        if let Ok(value) = word.parse::<Decimal>() {
            return within_limits(at, value).map(Operand::Number);
        }
        let Some(function) = FUNCTIONS.iter().find(|function| function.name == word) else {
            return Err(unknown(at, &word));
        };
        self.form = function.form;
        self.nested(function.read).map(Operand::Measure)
    }
}

fn unknown(at: usize, word: &str) -> ParseMeasureError {
    let names = FUNCTIONS.iter().map(|function| function.name);
    let hint = nearest(word, names.clone())
        .map_or_else(String::new, |name| format!("（是不是“{name}”？）"));
    ParseMeasureError {
        at,
        problem: format!("不认识“{word}”这种统计"),
        remedy: format!("可用的有：{}{hint}", names.collect::<Vec<_>>().join("、")),
    }
}

fn forms() -> String {
    let forms: Vec<_> = FUNCTIONS.iter().map(|function| function.form).collect();
    forms.join("、")
}
