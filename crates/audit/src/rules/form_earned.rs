//! # 得分与完成情况 (D09)
//!
//! **查什么** 绩效表里得满分的指标，实际完成值应达到目标值；写“部分达成”“未达成”的，得分应在相应的档次里；写明按比例计分或未完成不得分的，得分应按写明的办法算；完成率应等于实际完成值除以目标值；得分应等于分值乘得分系数；写明完成时限的，得满分的不应晚于时限完成。
//!
//! **为什么** 没有完成却得满分，是自评最常见的失实。
//!
//! **例** 目标值≥65%，实际完成值61.8%，分值10分，得10分。
//!
//! **怎样改** 按评分办法重算得分，或核对完成值。
//!
//! **宽严** “≥”“≤”看得出方向的按方向判断；没有符号的，成本类不判断，其余按越多越好判断；单位不同、区间不判断；日期只比整格只写一个年月日的，时限没有年份的只比月份和日，晚于时限的只提醒；按目标值的位数四舍五入后达到的不报。
//!
//! **依据** 财预〔2020〕10号：定量指标完成指标值的记满分，未完成的按完成比例记分；定性指标分达成、部分达成并有一定效果、未达成且效果较差三档，按100%–80%（含）、80%–60%（含）、60%–0记分。
//!
//! **状态** 新。

use quantity::{Decimal, Unit};

use crate::claim::{Certainty, FigureId, Form, Relation, Told, Verdict, decide};
use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::form::{Day, Row, Sense};
use crate::place::{place_at, place_of};

/// The code of this rule.
pub(crate) const CODE: &str = "D09";

/// Points of an indicator whose target was met in part are at most so many hundredths of its weight.
const IN_PART: i64 = 80;

/// The same where it was not met.
const MISSED: i64 = 60;

/// Words of an indicator of which less is better.
const LESS_IS_BETTER: [&str; 16] = [
    "成本", "费用", "控制", "投诉", "事故", "违规", "违纪", "死亡", "超支", "下降", "降低", "减少",
    "时限", "时间", "天数", "发病",
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let note = states_proportion(context);
    for row in context.papers.all.iter().flat_map(|paper| &paper.rows) {
        relations.extend(done(context, row));
        let (Some(weight), Some(score)) = (row.weight, row.score) else {
            continue;
        };
        if context.figures[weight].quantity.value.is_zero() || row.execution {
            continue;
        }
        relations.extend(by_coefficient(context, row, (weight, score)));
        match Pair::of(context, row) {
            Some(pair) => relations.extend(pair.claims(context, row, (weight, score), note)),
            None => relations.extend(by_words(context, row, weight, score)),
        }
    }
}

/// Full marks for what was to be done by a day and was done later.
pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let value = |id: FigureId| context.figures[id].quantity.value;
    for row in context.papers.rows() {
        let full = row.weight.zip(row.score);
        let full = full.is_some_and(|(weight, score)| value(weight) == value(score));
        let limit = row.aim.as_deref().filter(|_| full).and_then(Day::stated);
        let late = limit.zip(Day::stated(&row.outcome));
        let late = late.filter(|(limit, done)| done.is_past(*limit));
        let (Some(_), Some((start, end)), Some(score), Some(aim)) =
            (late, row.outcome_place, row.score, &row.aim)
        else {
            continue;
        };
        findings.push(Finding::of_words(
            (CODE, Kind::Points, Severity::Warning),
            format!(
                "得满分{}，完成时间{}晚于目标{aim}。",
                context.figures[score].printed(context.reading),
                row.outcome
            ),
            vec![
                place_at(context.reading, start, end),
                place_of(context.reading, &context.figures[score]),
            ],
            "未按时完成的，按评分办法重算得分；或核对完成时间",
        ));
    }
}

/// A target and what was reached, which can be compared.
struct Pair {
    target: FigureId,
    actual: FigureId,
    /// Whether more is better.
    more: bool,
}

impl Pair {
    fn of(context: &Context<'_>, row: &Row<'_>) -> Option<Pair> {
        let (target, actual) = (row.target.as_ref()?, row.actual.as_ref()?);
        let (wanted, reached) = (
            &context.figures[target.figure].quantity,
            &context.figures[actual.figure].quantity,
        );
        // 96 beside 95% was settled before; what is left is a fraction, or another thing.
        let fraction = (wanted.unit == Unit::PERCENT) != (reached.unit == Unit::PERCENT);
        let named = target.unit == actual.unit || target.unit.is_empty() || actual.unit.is_empty();
        if !wanted.unit.same_kind(reached.unit) || fraction || !named {
            return None;
        }
        let words = || format!("{}{}", row.class, row.name);
        let lesser = || {
            let words = words();
            wanted.value.is_zero() || LESS_IS_BETTER.iter().any(|word| words.contains(word))
        };
        let more = match target.sense {
            Sense::Least => true,
            Sense::Most => false,
            _ if !lesser() => true,
            Sense::Equal | Sense::Unsaid if wanted.value.is_zero() => false,
            // 成本＝100: who spent less has met it, and who is to save so much has not.
            _ => return None,
        };
        Some(Pair {
            target: target.figure,
            actual: actual.figure,
            more,
        })
    }

    fn is_met(&self, context: &Context<'_>) -> bool {
        let value = |id: FigureId| context.figures[id].quantity.in_base();
        let pair = value(self.actual).zip(value(self.target));
        pair.is_some_and(|(actual, target)| {
            if self.more {
                actual >= target
            } else {
                actual <= target
            }
        })
    }

    /// What the score claims: full marks that the target was met; fewer, what the stated method gives.
    fn claims(
        &self,
        context: &Context<'_>,
        row: &Row<'_>,
        (weight, score): (FigureId, FigureId),
        note: bool,
    ) -> Vec<Relation> {
        let value = |id: FigureId| context.figures[id].quantity.value;
        let own = method(&row.method);
        let mut found = Vec::new();
        if value(score) == value(weight) {
            let printed = &context.figures[score];
            found.push(
                Relation::stated(CODE, vec![self.met(context)])
                    .saying(if self.more { short_of } else { beyond })
                    .about(self.actual)
                    .quoting((printed.start, printed.end))
                    .advising("未达到目标值的，按评分办法重算得分；或核对实际完成值"),
            );
        } else if !self.is_met(context) {
            let proportional = own == Some(Method::Proportional) || own.is_none() && note;
            if own == Some(Method::Nothing) {
                let nothing = Form::at_most([score], Decimal::ZERO);
                found.push(Relation::stated(CODE, vec![nothing]).saying(not_nothing));
            } else if proportional && self.more {
                let pair = (self.actual, self.target);
                let form = Form::proportional(score, weight, pair);
                let printed = &context.figures[score];
                found.push(
                    Relation::stated(CODE, vec![form])
                        .about(score)
                        .quoting((printed.start, printed.end))
                        .advising("按写明的办法重算得分"),
                );
            }
        }
        found
    }

    /// That the target was met. A target is a limit and nothing that was cut off: what does not round to it misses it.
    fn met(&self, context: &Context<'_>) -> Form {
        let form = if self.more {
            Form::within(self.actual, [self.target])
        } else {
            Form::within(self.target, [self.actual])
        };
        if self.is_met(context) || decide(&form, context.figures) == Verdict::Broken {
            return form;
        }
        let quantity = |id: FigureId| context.figures[id].quantity;
        let (wanted, reached) = (quantity(self.target), quantity(self.actual));
        let rounded = Decimal::round(&reached.value.to_rational(), wanted.value.scale());
        let near = rounded == wanted.value;
        if wanted.unit != reached.unit || reached.value.scale() < wanted.value.scale() || near {
            form
        } else {
            form.of_printed()
        }
    }
}

/// How a column of methods says that points are given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    /// In proportion to what was reached.
    Proportional,
    /// None where the target is missed.
    Nothing,
    /// In a way that is not read.
    Other,
}

fn method(words: &str) -> Option<Method> {
    let has = |words_of: &[&str]| words_of.iter().any(|word| words.contains(word));
    if words.is_empty() {
        None
    } else if has(&["扣", "每", "档", "方案", "超过", "低于"]) {
        Some(Method::Other)
    } else if has(&[
        "按比例",
        "按完成比例",
        "比例得分",
        "比例计分",
        "比例记分",
        "比例赋分",
        "按实际完成率",
    ]) {
        Some(Method::Proportional)
    } else if has(&["不得分", "得0分", "不计分", "得零分"]) {
        Some(Method::Nothing)
    } else {
        Some(Method::Other)
    }
}

/// Whether the notes of the form say of all indicators that points are given in proportion.
fn states_proportion(context: &Context<'_>) -> bool {
    const SAID: [&str; 4] = [
        "完成值与指标值的比例",
        "实际完成值与年度指标值的比例",
        "按照完成比例",
        "按完成比例",
    ];
    let last = context.papers.all.last();
    let first = context.papers.all.first();
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    let paragraphs = first.paragraphs.start
        ..context
            .reading
            .paragraphs
            .len()
            .min(last.paragraphs.end + 12);
    let mut texts = paragraphs
        .filter(|paragraph| {
            let lines = context.reading.range_of(*paragraph);
            lines.len() > 30
        })
        .map(|paragraph| context.reading.text_of(paragraph));
    texts.any(|text| {
        crate::work::look(text.len());
        text.contains("定量") && SAID.iter().any(|word| text.contains(word))
    })
}

/// 部分达成预期指标并具有一定效果: words set the band of the score.
fn by_words(
    context: &Context<'_>,
    row: &Row<'_>,
    weight: FigureId,
    score: FigureId,
) -> Option<Relation> {
    const MET: [&str; 7] = [
        "达成年度指标",
        "达成预期指标",
        "达成目标",
        "达成",
        "全部达成",
        "全面达成",
        "达成预期目标",
    ];
    const PART: [&str; 4] = ["部分达成", "部分完成", "部分实现", "未完全达成"];
    const NOT: [&str; 4] = ["未达成", "未完成", "未实现", "未开展"];
    let words = row.outcome.trim_end_matches('。');
    let starts = |list: &[&str]| list.iter().any(|word| words.starts_with(word));
    let figures = words.contains(|c: char| c.is_ascii_digit());
    let form = if MET.contains(&words) {
        Form::no_less_of(score, weight, IN_PART)
    } else if starts(&PART) && !figures {
        Form::no_more_of(score, weight, IN_PART)
    } else if starts(&NOT) && !figures {
        Form::no_more_of(score, weight, MISSED)
    } else {
        return None;
    };
    let printed = &context.figures[score];
    Some(
        Relation::stated(CODE, vec![form])
            .about(score)
            .quoting((printed.start, printed.end))
            .advising("按定性指标的档次重算得分，或核对完成情况"),
    )
}

/// 得分系数 × 分值 = 得分.
fn by_coefficient(
    context: &Context<'_>,
    row: &Row<'_>,
    (weight, score): (FigureId, FigureId),
) -> Option<Relation> {
    let coefficient = row.coefficient?;
    let percent = context.figures[coefficient].is_percent();
    percent.then(|| {
        let form = Form::earned(score, weight, coefficient);
        let printed = &context.figures[score];
        Relation::stated(CODE, vec![form])
            .about(score)
            .quoting((printed.start, printed.end))
            .advising("按得分系数乘分值重算得分")
    })
}

/// 完成率 = reached ÷ target, upside down where less is better, at most 100 where more was reached.
fn done(context: &Context<'_>, row: &Row<'_>) -> Option<Relation> {
    let done = row.done.filter(|id| context.figures[*id].is_percent())?;
    let pair = Pair::of(context, row)?;
    let mut forms = vec![
        Form::ratio(pair.actual, pair.target, done),
        Form::ratio(pair.target, pair.actual, done),
    ];
    if pair.is_met(context) {
        forms.push(Form::adds_up_to([done], Decimal::HUNDRED));
    }
    let target = row.target.as_ref()?;
    let signed = matches!(target.sense, Sense::Least | Sense::Most);
    let certainty = if signed {
        Certainty::Stated
    } else {
        Certainty::Probable
    };
    Some(Relation::new(CODE, certainty, forms))
}

fn short_of(form: &Form, told: &Told<'_>) -> Option<String> {
    let (actual, target) = match form.figures()[..] {
        [actual, target] => (told.printed(actual), told.printed(target)),
        [actual] => (told.printed(actual), ""),
        _ => return None,
    };
    Some(format!(
        "得满分{}，实际完成值{actual}没有达到目标值{target}",
        told.quoted
    ))
}

fn beyond(form: &Form, told: &Told<'_>) -> Option<String> {
    let (target, actual) = match form.figures()[..] {
        [target, actual] => (told.printed(target), told.printed(actual)),
        [actual] => ("", told.printed(actual)),
        _ => return None,
    };
    Some(format!(
        "得满分{}，实际完成值{actual}超过了目标值{target}",
        told.quoted
    ))
}

fn not_nothing(form: &Form, told: &Told<'_>) -> Option<String> {
    let score = *form.figures().first()?;
    Some(format!(
        "评分标准写明未完成不得分，得分写{}",
        told.printed(score)
    ))
}
