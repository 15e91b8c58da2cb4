//! What to mend or watch in a survey.

use std::cmp::Reverse;

use quantity::{Decimal, Rational, proportion};

use super::{Responses, Survey, SurveyResult};
use crate::remark::{Subject, kind};
use crate::{Actual, Book, Date, Remark, RemarkKind, Target};

/// Fewer valid answers than this say little.
const FEW: u64 = 30;

impl Survey {
    /// What is missing, contradicts itself or cannot be.
    pub fn check(&self, book: &Book) -> Vec<Remark> {
        let Some(result) = self.result(book) else {
            return Vec::new();
        };
        if result.returned == 0 && book.looks_back() {
            // It was made later.
            return Vec::new();
        }
        let mut check = Check {
            survey: self,
            book,
            result: &result,
            remarks: Vec::new(),
        };
        check.numbers();
        check.sample();
        check.dates();
        check.target();
        check.stated();
        check.indicator();
        check.evidence();
        check.remarks.sort_by_key(|remark| Reverse(remark.severity));
        check.remarks
    }
}

struct Check<'a> {
    survey: &'a Survey,
    book: &'a Book,
    result: &'a SurveyResult,
    remarks: Vec<Remark>,
}

impl Check<'_> {
    fn add(&mut self, kind: &'static RemarkKind, message: impl Into<String>) {
        let subject = Subject::entry("满意度调查", &self.survey.name);
        self.remarks.push(Remark::new(kind, subject, message));
    }

    fn numbers(&mut self) {
        let result = self.result;
        match result.sent {
            None => self.add(kind::SENT_UNSAID, "没有写“发放数”，算不出回收率"),
            Some(sent) if result.returned > sent => {
                let message = format!("回收 {} 份，多于发放的 {sent} 份", result.returned);
                self.add(kind::MORE_RETURNED_THAN_SENT, message);
            }
            Some(_) => {}
        }
        if result.valid > result.returned {
            let message = format!(
                "有效 {} 份，多于回收的 {} 份",
                result.valid, result.returned
            );
            self.add(kind::MORE_VALID_THAN_RETURNED, message);
        }
        if let (Some(population), Some(sent)) = (self.survey.population, result.sent)
            && sent > population
        {
            let message = format!("发放 {sent} 份，多于总体规模 {population}");
            self.add(kind::MORE_SENT_THAN_PEOPLE, message);
        }
    }

    fn sample(&mut self) {
        let valid = self.result.valid;
        if valid == 0 {
            self.add(kind::NONE_VALID, "没有一份有效问卷");
        } else if valid < FEW {
            let message = format!("有效问卷只有 {valid} 份，不到 {FEW} 份，结果不足为凭");
            self.add(kind::FEW_VALID, message);
        }
        let hundred = Decimal::HUNDRED.to_rational();
        if self.result.value.as_ref() == Some(&hundred) {
            let message = format!(
                "{}是 100{}，请核对对象怎样抽取、是否具名",
                self.word(),
                self.unit()
            );
            self.add(kind::ALL_SATISFIED, message);
        }
        let missing = [
            ("服务对象", self.survey.audience.is_none()),
            ("抽样方式", self.survey.sampling.is_none()),
            ("调查方式", self.survey.mode.is_none()),
        ];
        let missing: Vec<_> = missing
            .iter()
            .filter(|one| one.1)
            .map(|one| one.0)
            .collect();
        if !missing.is_empty() {
            let message = format!("请写明{}", missing.join("、"));
            self.add(kind::METHOD_UNSAID, message);
        }
    }

    fn dates(&mut self) {
        let (from, to) = (self.survey.from, self.survey.to);
        if from.is_none() || to.is_none() {
            self.add(kind::DAYS_UNSAID, "请写明“开始”和“结束”的日期");
        }
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            self.add(
                kind::ENDS_BEFORE_BEGIN,
                format!("结束 {to} 早于开始 {from}"),
            );
        }
        let year = self.book.year;
        let outside = |date: &Date| date.year() != year;
        if let Some(date) = [from, to].into_iter().flatten().find(outside) {
            let message = format!("调查日期 {date} 不在 {year} 年度内，请说明");
            self.add(kind::OUTSIDE_THE_YEAR, message);
        }
    }

    fn target(&mut self) {
        let Some(target) = self.goal() else {
            let remedy = "没有目标：写“目标”，或写明它是哪个“指标”的调查";
            return self.add(kind::AIM_UNSAID, remedy);
        };
        let goal = target.to_rational();
        let reached = self
            .result
            .value
            .as_ref()
            .is_some_and(|value| *value >= goal);
        if let Some((low, high)) = &self.result.interval
            && *low < goal
            && goal <= *high
        {
            let word = if reached { "达标" } else { "没有达标" };
            let message = format!(
                "目标 {target}{} 落在95%置信区间之内，以 {} 份有效问卷不能断定{word}",
                self.unit(),
                self.result.valid
            );
            self.add(kind::UNDECIDED, message);
        }
    }

    /// 目标, of the survey or of its indicator.
    fn goal(&self) -> Option<Decimal> {
        self.survey.target.or_else(|| {
            let indicator = self.book.indicator(self.survey.indicator.as_ref()?)?;
            match indicator.target {
                Target::AtLeast(goal) | Target::MoreThan(goal) | Target::Exactly(goal) => {
                    Some(goal)
                }
                _ => None,
            }
        })
    }

    /// A typed result that no number of answers gives.
    fn stated(&mut self) {
        if let Responses::Typed {
            stated: Some(stated),
            valid,
            ..
        } = self.survey.responses
        {
            self.grim("结果", stated, valid);
        }
    }

    fn grim(&mut self, what: &str, printed: Decimal, answers: u64) {
        let Some(step) = self.survey.step() else {
            return;
        };
        if answers == 0 || proportion::can_occur(printed, &step, answers) {
            return;
        }
        let places = printed.scale();
        let each = step / Rational::from_integer(answers.into());
        let below = (printed.to_rational() / &each).floor() * &each;
        let near = [below.clone(), below + each].map(|value| Decimal::round(&value, places));
        let message = format!(
            "{what}写的是 {printed}{unit}，而 {answers} 份有效问卷的{}只能是 {}{unit}、{}{unit} 这样的数，请核对份数或{what}",
            self.word(),
            near[0],
            near[1],
            unit = self.unit(),
        );
        self.add(kind::IMPOSSIBLE_RESULT, message);
    }

    /// The indicator's actual against what the survey found.
    fn indicator(&mut self) {
        let Some(indicator) = self
            .survey
            .indicator
            .as_deref()
            .and_then(|id| self.book.indicator(id))
        else {
            return;
        };
        let id = &indicator.id;
        match &indicator.actual {
            Actual::Number(typed) => {
                let what = format!("指标{id}的“完成值”");
                if matches!(self.survey.responses, Responses::Typed { .. }) {
                    self.grim(&what, *typed, self.result.valid);
                }
                let found = self.result.value.as_ref();
                let found = found.map(|value| Decimal::round(value, typed.scale()));
                if let Some(found) = found.filter(|found| found != typed) {
                    let message = format!(
                        "{what}是 {typed}，调查的{}是 {found}{}",
                        self.word(),
                        self.unit()
                    );
                    self.add(kind::UNLIKE_THE_INDICATOR, message);
                }
            }
            Actual::Measure(measure) => {
                let measured = self.book.measure(measure, &indicator.unit).ok();
                let found = self.result.value.as_ref();
                if let Some((measured, found)) = measured.zip(found)
                    && measured.value != *found
                {
                    let message = format!(
                        "指标{id}统计得 {}，调查的{}是 {}{}：有效问卷或满意的口径不同",
                        Decimal::round(&measured.value, 2),
                        self.word(),
                        Decimal::round(found, 2),
                        self.unit()
                    );
                    self.add(kind::COUNTED_OTHERWISE, message);
                }
            }
            _ => {}
        }
    }

    fn evidence(&mut self) {
        if self.survey.evidence.is_empty() {
            let message = "没有“原始记录”：附上问卷、名册或通话记录";
            self.add(kind::NO_RECORDS, message);
        }
        for name in &self.survey.evidence {
            if self.book.evidence.fails(name) {
                let message = format!("原始记录 evidence/{name} 缺失，或与登记的内容不同");
                self.add(kind::RECORDS_FAIL, message);
            }
        }
    }

    const fn word(&self) -> &'static str {
        self.survey.headline.word()
    }

    const fn unit(&self) -> &'static str {
        self.survey.headline.unit()
    }
}
