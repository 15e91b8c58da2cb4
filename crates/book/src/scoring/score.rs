//! The scorecard of a book.

use std::cmp::Reverse;

use num_traits::{Signed, Zero};
use quantity::{Decimal, Rational};

use super::case::{Case, Points, Reached, Unscorable, whole};
use super::grade::{boundary, grade};
use super::over_fulfilment::{Excess, excess};
use super::total::{subtotals, total};
use super::{Adjustment, Explanation, Method, Rule, Scheme, Scorecard, Scored};
use crate::measure::Scope;
use crate::remark::{Subject, kind};
use crate::{Actual, Book, Indicator, Measured, Remark, Target};
use entry::EntryId;

/// Scores a book by a scheme.
///
/// Never fails: what cannot be scored gets no points and a remark of [`crate::Severity::Error`].
pub fn score(book: &Book, scheme: &Scheme) -> Scorecard {
    let mut remarks = Vec::new();
    let execution = scheme
        .execution()
        .and_then(|execution| execution.score(book, scheme, &mut remarks));
    let scope = Scope::of(book);
    let indicators: Vec<_> = book
        .indicators
        .iter()
        .map(|indicator| score_indicator(book, indicator, scheme, &scope, &mut remarks))
        .collect();
    let (total, full) = total(execution.as_ref(), &indicators);
    let normalised = normalised(total, full, scheme);
    let decisive = normalised.unwrap_or(total);
    remark_total(decisive, full, scheme, &mut remarks);
    if book.looks_back() {
        book.remark_ledgers(&mut remarks);
    }
    remarks.sort_by_key(|remark| Reverse(remark.severity));
    Scorecard {
        scheme: scheme.name().to_owned(),
        subtotals: subtotals(&indicators),
        execution,
        indicators,
        total,
        full,
        normalised,
        grade: grade(decisive, scheme.grades()).cloned(),
        remarks,
    }
}

fn normalised(total: Decimal, full: Decimal, scheme: &Scheme) -> Option<Decimal> {
    if full == Decimal::HUNDRED || full.is_zero() {
        return None;
    }
    let exact = total.to_rational() / full.to_rational() * whole(100);
    Some(scheme.rounding().round(&exact))
}

fn remark_total(total: Decimal, full: Decimal, scheme: &Scheme, remarks: &mut Vec<Remark>) {
    let mut warn = |kind, message| remarks.push(Remark::new(kind, "总分", message));
    if full != Decimal::HUNDRED {
        warn(
            kind::NOT_OF_HUNDRED,
            format!(
                "分值合计 {full}，不是 100：补齐或调整指标分值；等级暂按折算到 100 分的 {total} 分定"
            ),
        );
    }
    if let Some(from) = boundary(total, scheme.grades(), scheme.near()) {
        warn(
            kind::NEAR_A_GRADE,
            format!("总分 {total} 紧挨等级分界 {from}，请逐项复核得分"),
        );
    }
}

fn score_indicator(
    book: &Book,
    indicator: &Indicator,
    scheme: &Scheme,
    scope: &Scope<'_>,
    remarks: &mut Vec<Remark>,
) -> Scored {
    remark_evidence(book, indicator, remarks);
    let (reached, measured) = match reach(indicator, &indicator.actual, scope) {
        Ok(reached) => reached,
        Err(_) if book.looks_back() && scope.waits(&indicator.actual) => {
            let remark = "到这一天台账里还没有可以统计的行，暂按 0 分计";
            remarks.push(Remark::new(
                kind::NOT_YET_COUNTED,
                subject(indicator),
                remark,
            ));
            return nothing(indicator, None, None, "到这一天还没有数据", scheme);
        }
        Err(problem) => return unscored(indicator, None, None, &problem, scheme, remarks),
    };
    let case = Case {
        target: &indicator.target,
        unit: &indicator.unit,
        weight: indicator.weight,
        reached: &reached,
        rating: indicator.rating,
        scheme,
    };
    let points = method(indicator, scheme).and_then(|method| method.score(&case));
    let points = match points {
        Ok(points) => points,
        Err(problem) => {
            let reached = Some(&reached);
            return unscored(indicator, reached, measured, &problem, scheme, remarks);
        }
    };
    let excess = excess(&case);
    let adjustment = adjust(indicator, scheme, excess.as_ref());
    // Within the year what exceeds a target may still come into it.
    let final_excess = excess.as_ref().filter(|_| !book.is_within_year());
    remark_indicator(indicator, &case, final_excess, scheme, remarks);
    let limit = scheme
        .no_evidence()
        .and_then(|rule| rule.limit(book, indicator));
    let (points, explanation) = settle(points, adjustment.as_ref(), limit, &case);
    remark_loss(indicator, points, remarks);
    Scored {
        points,
        explanation,
        adjustment,
        excess: match excess {
            Some(Excess::Relative(excess)) => Some(excess),
            _ => None,
        },
        actual: Some(printed(indicator, &reached, measured.as_ref())),
        measured,
        ..blank(indicator, Some(&reached))
    }
}

/// The actual as score sheets print it: a typed number as it was typed.
fn printed(indicator: &Indicator, reached: &Reached, measured: Option<&Measured>) -> String {
    let unit = &indicator.unit;
    match (&indicator.actual, measured) {
        (Actual::Number(value), _) => format!("{value}{unit}"),
        (_, Some(measured)) if !matches!(reached, Reached::Date(_)) => {
            format!("{}{unit}", measured.printed(unit))
        }
        _ => reached.printed(unit, 2),
    }
}

/// What the indicator reached, and where a computed value came from.
/// What an actual of an indicator comes to.
pub(crate) fn reach(
    indicator: &Indicator,
    actual: &Actual,
    scope: &Scope<'_>,
) -> Result<(Reached, Option<Measured>), Unscorable> {
    let reached = match actual {
        Actual::Blank => return Err("完成值没有填".to_owned()),
        Actual::Number(value) => Reached::Number(value.to_rational()),
        Actual::Date(date) => Reached::Date(*date),
        Actual::YesNo(yes) => Reached::YesNo(*yes),
        Actual::Band(band) => Reached::Band(band.clone()),
        Actual::Measure(measure) => {
            let unit = indicator.measured_unit();
            let measured = scope
                .measure(measure, unit)
                .map_err(|error| error.to_string())?;
            let reached = match measured.date(unit) {
                Some(date) => Reached::Date(date),
                None => Reached::Number(measured.value.clone()),
            };
            return Ok((reached, Some(measured)));
        }
    };
    Ok((reached, None))
}

fn method(indicator: &Indicator, scheme: &Scheme) -> Result<Method, Unscorable> {
    let name = match &indicator.rule {
        Some(Rule::Given(method)) => return Ok(method.clone()),
        Some(Rule::Named(name)) => *name,
        None => scheme.default_method(indicator),
    };
    scheme
        .method(name)
        .ok_or_else(|| format!("评分方案没有给出“{}”的参数，请在指标里写明", name.word()))
}

fn adjust(indicator: &Indicator, scheme: &Scheme, excess: Option<&Excess>) -> Option<Adjustment> {
    let excess = excess.filter(|_| indicator.target_too_low)?;
    scheme
        .over_fulfilment()
        .adjustment(indicator.weight, excess)
}

/// Takes the adjustment off, keeps the points between 0 and the weight or a lower limit for want of evidence, and
/// rounds once.
fn settle(
    points: Points,
    adjustment: Option<&Adjustment>,
    limit: Option<Rational>,
    case: &Case<'_>,
) -> (Decimal, Explanation) {
    let Points {
        mut exact,
        mut rule,
        inputs,
        mut arithmetic,
    } = points;
    if let Some(adjustment) = adjustment {
        exact -= &adjustment.deduction;
        rule = format!("{rule}；{}", adjustment.reason);
        let deduction = super::case::show(&adjustment.deduction);
        arithmetic = format!("（{arithmetic}）− {deduction}");
    }
    if let Some(limit) = &limit {
        let limit = super::case::show(limit);
        rule = format!("{rule}；没有佐证，最多得{limit}分");
        arithmetic = format!("{arithmetic}，以 {limit} 为限");
    }
    let most = limit.unwrap_or_else(|| case.full());
    let exact = exact.max(Rational::zero()).min(most);
    // A weight finer than the rounding must not be passed by rounding up.
    let points = case.scheme.rounding().round(&exact).min(case.weight);
    let explanation = Explanation {
        rule,
        inputs,
        arithmetic,
        points,
    };
    (points, explanation)
}

fn unscored(
    indicator: &Indicator,
    reached: Option<&Reached>,
    measured: Option<Measured>,
    problem: &str,
    scheme: &Scheme,
    remarks: &mut Vec<Remark>,
) -> Scored {
    let message = format!("{problem}，暂按 0 分计");
    remarks.push(Remark::new(kind::UNSCORED, subject(indicator), message));
    nothing(indicator, reached, measured, problem, scheme)
}

/// No points, and why.
fn nothing(
    indicator: &Indicator,
    reached: Option<&Reached>,
    measured: Option<Measured>,
    problem: &str,
    scheme: &Scheme,
) -> Scored {
    let mut scored = Scored {
        measured,
        ..blank(indicator, reached)
    };
    scored.points = scheme.rounding().round(&Rational::zero());
    scored.explanation.rule = format!("不能计分：{problem}");
    scored.explanation.points = scored.points;
    scored
}

/// A score of nothing.
fn blank(indicator: &Indicator, reached: Option<&Reached>) -> Scored {
    let target = indicator.target.printed(&indicator.unit);
    Scored {
        id: indicator.id.clone(),
        level1: indicator.level1.clone(),
        level2: indicator.level2.clone(),
        name: indicator.name.clone(),
        actual: reached.map(|reached| printed(indicator, reached, None)),
        weight: indicator.weight,
        points: Decimal::ZERO,
        explanation: Explanation {
            rule: String::new(),
            inputs: vec![("目标".to_owned(), target.clone())],
            arithmetic: "0".to_owned(),
            points: Decimal::ZERO,
        },
        target,
        adjustment: None,
        excess: None,
        measured: None,
    }
}

fn remark_indicator(
    indicator: &Indicator,
    case: &Case<'_>,
    excess: Option<&Excess>,
    scheme: &Scheme,
    remarks: &mut Vec<Remark>,
) {
    let far = excess.is_some_and(|excess| scheme.over_fulfilment().is_far(excess));
    if far && indicator.excess_reason.is_none() {
        let trigger = scheme.over_fulfilment().trigger;
        let message = format!("完成值超过目标 {trigger}% 以上，必须写明“超额原因”");
        remarks.push(Remark::new(
            kind::EXCESS_UNEXPLAINED,
            subject(indicator),
            message,
        ));
    }
    let strict = match case.target {
        Target::MoreThan(goal) | Target::LessThan(goal) => Some(goal),
        _ => None,
    };
    if let (Some(goal), Reached::Number(value)) = (strict, case.reached)
        && *value == goal.to_rational()
    {
        let word = case.direction().word();
        let message = format!("完成值正好等于目标，而方向是“{word}”：核对方向，或改成“≥”“≤”");
        remarks.push(Remark::new(
            kind::EXACTLY_THE_BOUND,
            subject(indicator),
            message,
        ));
    }
}

/// Files an indicator names that prove nothing: those that are not there, and those that have changed.
fn remark_evidence(book: &Book, indicator: &Indicator, remarks: &mut Vec<Remark>) {
    let registered = book.evidence.proving(&indicator.id);
    let named = indicator.evidence.iter().map(String::as_str);
    let named: std::collections::BTreeSet<&str> = named.chain(registered).collect();
    for name in named.into_iter().filter(|name| book.evidence.fails(name)) {
        let (kind, message) = match book.evidence.contains(name) {
            true => (
                kind::EVIDENCE_CHANGED,
                format!(
                    "佐证文件 evidence/{name} 与登记的内容不同，不作数：换回原件，或核对后重新登记"
                ),
            ),
            false => {
                let hint = settings::suggestion(name, book.evidence.names());
                (
                    kind::EVIDENCE_MISSING,
                    format!("没有佐证文件 evidence/{name}：把文件放进去，或改文件名（{hint}）"),
                )
            }
        };
        remarks.push(Remark::new(kind, subject(indicator), message));
    }
}

fn remark_loss(indicator: &Indicator, points: Decimal, remarks: &mut Vec<Remark>) {
    let lost = crate::number::sum([indicator.weight, -points]);
    if lost.to_rational().is_positive() && indicator.deviation.is_none() {
        let message = format!("失分 {lost}，请写明“偏差原因”和“改进措施”");
        remarks.push(Remark::new(
            kind::LOSS_UNEXPLAINED,
            subject(indicator),
            message,
        ));
    }
}

/// What remarks call an indicator.
pub(crate) fn subject(indicator: &Indicator) -> Subject {
    let words = format!("指标{} {}", indicator.id, indicator.name);
    Subject::from(words).at(EntryId::default().inside("指标", &indicator.id, 1))
}
