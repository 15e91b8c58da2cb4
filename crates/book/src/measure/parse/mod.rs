//! Measures from text.

mod condition;
mod expression;

use quantity::Decimal;

use super::token::{Placed, Token, tokens};
use super::{FUNCTIONS, ParseMeasureError};
use crate::names::is_keyword;
use crate::number;

/// A measure's text, read up to some place.
pub(crate) struct Parser {
    tokens: Vec<Placed>,
    next: usize,
    end: usize,
    /// How many brackets are open.
    depth: usize,
    /// How many figures are added or subtracted, in all brackets.
    joined: usize,
    /// An example of the function that is being read.
    form: &'static str,
}

/// How many figures may be added and subtracted: each goes one level deeper into the measure.
const MOST_JOINED: usize = 200;

/// How many brackets may be open.
const DEEPEST: usize = 16;

impl Parser {
    fn new(text: &str) -> Result<Self, ParseMeasureError> {
        Ok(Self {
            tokens: tokens(text)?,
            next: 0,
            end: text.len(),
            depth: 0,
            joined: 0,
            form: FUNCTIONS[0].form,
        })
    }

    pub(super) fn ledger(&mut self) -> Result<String, ParseMeasureError> {
        self.word("台账的名称", "写 ledgers 里的文件名，不带 .csv")
    }

    /// A ledger and one of its columns: 台账.列.
    pub(super) fn column(&mut self) -> Result<(String, String), ParseMeasureError> {
        let at = self.place();
        let word = self.word("台账和列", "写成 台账.列，例如 供地.面积")?;
        match word.split_once('.') {
            Some((ledger, column)) => Ok((ledger.to_owned(), column.to_owned())),
            None => Err(ParseMeasureError {
                at,
                problem: format!("“{word}”没有说明统计哪一列"),
                remedy: format!("写成 {word}.列名"),
            }),
        }
    }

    pub(super) fn value(&mut self) -> Result<String, ParseMeasureError> {
        self.name("值")
    }

    /// A plain number.
    pub(super) fn decimal(&mut self) -> Result<Decimal, ParseMeasureError> {
        let at = self.place();
        let word = self.word("数", "写一个数，例如 80")?;
        let value = word.parse().map_err(|_| ParseMeasureError {
            at,
            problem: format!("“{word}”不是一个数"),
            remedy: "写一个数，例如 80".to_owned(),
        })?;
        within_limits(at, value)
    }

    /// A bare word that is no keyword, or a quoted text.
    pub(super) fn name(&mut self, what: &str) -> Result<String, ParseMeasureError> {
        if let Some(Token::Quoted(text)) = self.peek() {
            let text = text.clone();
            self.next += 1;
            return Ok(text);
        }
        self.word(what, "补上；有标点或空格的写在「」里")
    }

    pub(super) fn word(&mut self, what: &str, remedy: &str) -> Result<String, ParseMeasureError> {
        match self.peek() {
            Some(Token::Word(word)) if !is_keyword(word) => {
                let word = word.clone();
                self.next += 1;
                Ok(word)
            }
            _ => Err(self.error(&format!("这里缺少{what}"), remedy)),
        }
    }

    pub(super) fn mark(&mut self, mark: char) -> Result<(), ParseMeasureError> {
        match self.takes(mark) {
            true => Ok(()),
            false => Err(self.error(&format!("这里缺少“{mark}”"), &format!("例如 {}", self.form))),
        }
    }

    /// What stands in brackets.
    fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ParseMeasureError>,
    ) -> Result<T, ParseMeasureError> {
        if self.depth == DEEPEST {
            return Err(self.error("括号套得太深", "分成几个数据，再用 数据(名称) 引用"));
        }
        self.depth += 1;
        self.mark('(')?;
        let inner = read(self)?;
        self.mark(')')?;
        self.depth -= 1;
        Ok(inner)
    }

    pub(super) fn takes(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(&Token::Mark(mark));
        self.next += usize::from(found);
        found
    }

    pub(super) fn takes_word(&mut self, expected: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(word)) if word == expected);
        self.next += usize::from(found);
        found
    }

    /// Whether this word comes next and a name after it.
    pub(super) fn announces(&self, expected: &str) -> bool {
        let next = self.tokens.get(self.next).map(|(_, token)| token);
        let after = self.tokens.get(self.next + 1).map(|(_, token)| token);
        matches!(next, Some(Token::Word(word)) if word == expected)
            && match after {
                Some(Token::Word(word)) => !is_keyword(word),
                Some(Token::Quoted(_)) => true,
                _ => false,
            }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(at, _)| *at)
    }

    pub(super) fn error(&self, problem: &str, remedy: &str) -> ParseMeasureError {
        ParseMeasureError {
            at: self.place(),
            problem: problem.to_owned(),
            remedy: remedy.to_owned(),
        }
    }
}

fn within_limits(at: usize, value: Decimal) -> Result<Decimal, ParseMeasureError> {
    if number::within_limits(value) {
        return Ok(value);
    }
    Err(ParseMeasureError {
        at,
        problem: format!("“{value}”太大或小数太多"),
        remedy: "核对这个数".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Measure;

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
            "平均(供地.面积 | (方式 = 出让 或 用途 = 工业 且 面积 > 5) 且 宗地 非空)",
            "最大(供地.签订日期 | 签订日期 在 一季度)",
            "最小(供地.面积 | 签订日期 在 上年1月至7月)",
            "去重(供地.受让人 | 实收 < 应收)",
            "按时率(编制.实际完成 ≤ 计划完成 | 类别 = 城市设计)",
            "满意度(问卷.评价)",
            "满意度(问卷.评价 | 有效 = 是 | 分值 很好 = 100, 好 = 82.5)",
            "满意度(问卷.评价 | 分值 很好 = 100, 好 = 82.5)",
            "满意度(问卷.评价 | 分值 = 5)",
            "计数(甲) − 计数(乙) ＋ 3",
            "计数(甲) − (计数(乙) ＋ 计数(丙))",
            "(计数(甲) − 计数(乙)) ÷ 计数(乙)",
            "计数(甲) − 计数(乙) ÷ 计数(丙)",
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
        let same = |a: &str, b: &str| {
            let read = |text: &str| text.parse::<Measure>().unwrap().to_string();
            assert_eq!(read(a), b);
        };
        same("差(计数(甲), 计数(乙))", "计数(甲) − 计数(乙)");
        same("计数(甲)-计数(乙) + 1", "计数(甲) − 计数(乙) ＋ 1");
        same(
            "计数(甲 | 乙 = 1 或 丙 = 2)",
            "计数(甲 | (乙 = 1 或 丙 = 2))",
        );
        same(
            "计数(甲 | (乙 = 1 且 丙 = 2))",
            "计数(甲 | 乙 = 1 且 丙 = 2)",
        );
        same("计数(甲 | 日期 在 1月 至 3月)", "计数(甲 | 日期 在 一季度)");
        same(
            "计数(甲 | 日期 在 本年1月至12月)",
            "计数(甲 | 日期 在 1月至12月)",
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
            (7, "“供地”没有说明统计哪一列".to_owned())
        );
        assert_eq!(error("43"), (0, "“43”只是一个数，不是统计".to_owned()));
        assert_eq!(
            error("计数(供地) ÷ 3 ÷ 4"),
            (20, "统计到这里应当结束".to_owned())
        );
        assert_eq!(
            error("满意度(问卷.评价 | 分值 好 = 一百)"),
            (39, "“一百”不是一个数".to_owned())
        );
        assert_eq!(error("按时率(编制.完成 < 期限)").1, "这里缺少“≤”");
        assert_eq!(error("计数(甲 | (乙 = 1 或 丙 = 2").1, "这里缺少“)”");
        let deep = format!("计数(甲 | {}乙 = 1", "(".repeat(99));
        assert_eq!(error(&deep).1, "括号套得太深");
    }
}
