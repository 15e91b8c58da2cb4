//! A pack looked through: measures, ledgers, code lists, words and its own tests.

use std::collections::BTreeMap;

use book::{IndicatorBasis, Ledger, Severity};
use settings::{Fault, suggestion};

use crate::indicator::{Model, Wanted};
use crate::lint;
use crate::pack::Pack;
use crate::trial::calendar;

/// What was looked at, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many indicators, inherited ones included.
    pub indicators: usize,
    /// How many of them are measured from ledgers.
    pub measured: usize,
    /// How many ledger definitions.
    pub ledgers: usize,
    /// How many tests of the pack's own were run.
    pub trials: usize,
    /// What is wrong, by file and line.
    pub faults: Vec<Fault>,
}

/// The code lists that say which words the named part of an indicator may have.
const LISTED: [&str; 2] = ["取值方式", "数据来源"];

/// Looks a pack through.
pub fn check(pack: &Pack) -> Checked {
    let mut faults = Vec::new();
    let ledgers = ledgers(pack, &mut faults);
    for model in pack.indicators() {
        measure(model, &ledgers, &mut faults);
        target(model, &mut faults);
        listed(model, pack, &mut faults);
        kind(model, pack, &mut faults);
    }
    faults.extend(
        pack.measure_trials
            .iter()
            .filter_map(|trial| trial.run(pack).err()),
    );
    faults.extend(
        pack.lint_trials
            .iter()
            .filter_map(|trial| trial.run(pack.words()).err()),
    );
    faults.sort();
    Checked {
        indicators: pack.indicators().len(),
        measured: pack
            .indicators()
            .iter()
            .filter(|model| model.measure.is_some())
            .count(),
        ledgers: pack.ledgers().len(),
        trials: pack.measure_trials.len() + pack.lint_trials.len(),
        faults,
    }
}

/// Every ledger of the pack without rows.
fn ledgers(pack: &Pack, faults: &mut Vec<Fault>) -> BTreeMap<String, Ledger> {
    let mut ledgers = BTreeMap::new();
    for form in pack.ledgers() {
        for name in form.references().filter(|name| pack.ledger(name).is_none()) {
            let problem = format!("台账“{}”引用的台账“{name}”不在包里", form.name);
            faults.push(form.place.fault(problem, "补上台账，或改列的类型"));
        }
        match form.definition() {
            Ok(definition) => {
                ledgers.insert(form.name.clone(), definition.ledger());
            }
            Err(found) => faults.extend(found.0.into_iter().map(|fault| {
                let problem = format!("台账“{}”：{}", form.name, fault.problem);
                form.place.fault(problem, fault.remedy)
            })),
        }
    }
    ledgers
}

/// The measure names ledgers and columns there are, and gives what the unit wants.
fn measure(model: &Model, ledgers: &BTreeMap<String, Ledger>, faults: &mut Vec<Fault>) {
    let Some(measure) = &model.measure else {
        return;
    };
    if let Err(error) = measure.over(ledgers, calendar(), &model.unit)
        && !error.by_rows
    {
        let problem = format!("指标“{}”的统计不成立：{}", model.id, error.problem);
        faults.push(model.place.fault(problem, error.remedy));
    }
}

/// A suggested target can be written into a book.
fn target(model: &Model, faults: &mut Vec<Fault>) {
    if model.target.is_some()
        && let Err(error) = model.fill(&Wanted::default())
    {
        faults.push(model.place.fault(error.to_string(), "改正“建议目标”"));
    }
}

/// The way and the source of the actual are of the code lists.
fn listed(model: &Model, pack: &Pack, faults: &mut Vec<Fault>) {
    let values = [IndicatorBasis::METHOD, IndicatorBasis::DATA].map(|key| model.basis.get(key));
    for (name, value) in LISTED.into_iter().zip(values) {
        let list = pack.codes().iter().find(|codes| codes.name == name);
        if let (Some(list), Some(value)) = (list, value)
            && !list.words().any(|word| word == value)
        {
            let problem = format!("指标“{}”的{name}“{value}”不在代码表里", model.id);
            let words: Vec<_> = list.words().collect();
            faults.push(
                model
                    .place
                    .fault(problem, suggestion(value, words.iter().copied())),
            );
        }
    }
}

/// What the lint would say of the indicator in any book.
fn kind(model: &Model, pack: &Pack, faults: &mut Vec<Fault>) {
    let wanted = Wanted {
        target: model.sample(),
        ..Wanted::default()
    };
    let Ok(indicator) = model.fill(&wanted) else {
        return;
    };
    let found = lint::of_each(std::slice::from_ref(&indicator), pack.words());
    for finding in found
        .into_iter()
        .filter(|one| one.severity != Severity::Hint)
    {
        let problem = format!(
            "指标“{}”（{}）：{}",
            model.id, finding.code, finding.problem
        );
        faults.push(model.place.fault(problem, finding.remedy));
    }
}
