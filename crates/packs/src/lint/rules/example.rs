//! Indicators for the tests of the rules.

use book::{Actual, Indicator, IndicatorBasis, Scheme, Target};
use quantity::Decimal;

use crate::Library;
use crate::lint::{Check, Notes, Rule, Words};
use crate::target;

/// The words that ship with the program.
pub(crate) fn words() -> Words {
    let library = Library::shipped().unwrap();
    library.get("common").unwrap().words().clone()
}

/// An indicator with evidence, formula and nothing else to complain about.
pub(crate) fn indicator(second: &str, name: &str, target: Target, unit: &str) -> Indicator {
    Indicator {
        id: "Z01".to_owned(),
        level1: first(second).to_owned(),
        level2: format!("{second}指标"),
        name: name.to_owned(),
        target,
        unit: unit.to_owned(),
        weight: Decimal::new(10, 0),
        rule: None,
        actual: Actual::Blank,
        rating: None,
        evidence: vec!["记录.pdf".to_owned()],
        outcome: None,
        deviation: None,
        improvement: None,
        excess_reason: None,
        target_too_low: false,
        last_year: None,
        cumulative: None,
        milestones: Vec::new(),
        basis: IndicatorBasis::default().with(IndicatorBasis::FORMULA, "完成数÷计划数"),
    }
}

fn first(second: &str) -> &'static str {
    match second {
        "数量" | "质量" | "时效" => "产出指标",
        "成本" | "经济成本" => "成本指标",
        "服务对象满意度" => "满意度指标",
        _ => "效益指标",
    }
}

/// A number as a target of at least.
pub(crate) fn at_least(number: &str) -> Target {
    Target::AtLeast(number.parse().unwrap())
}

/// A state as a target.
pub(crate) fn state(text: &str) -> Target {
    target::read(book::Direction::State, text, "").unwrap()
}

/// How often a rule fires on indicators.
pub(crate) fn fires(rule: &Rule, indicators: &[Indicator]) -> usize {
    let words = words();
    let mut notes = Notes::default();
    match rule.check {
        Check::Each(check) => {
            for indicator in indicators {
                check(indicator, &words, &mut notes);
            }
        }
        Check::Asked(check) => {
            for indicator in indicators {
                check(indicator, false, &words, &mut notes);
            }
        }
        Check::Set(check) => {
            let scheme = Scheme::shipped("caizheng-2020-10").unwrap();
            check(indicators, &scheme, &words, &mut notes);
        }
    }
    notes.found.len()
}
