//! Steps: from which value on which percent of the points is given.

use quantity::{Decimal, Rational};

use crate::load::kind::{NUMBER, PERCENT};
use settings::Table;

/// A step: from a value on, a percent of the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// 下限, included.
    pub from: Decimal,
    /// 比例, in percent of the weight, 0 to 100.
    pub percent: Decimal,
}

/// Reads 档, which must fall from the highest step to the lowest.
pub(crate) fn decode(table: &mut Table<'_>, key: &'static str) -> Option<Vec<Step>> {
    let Some(value) = table.value(key) else {
        table.missing(key, format!("补上，例如 {}", example(key)));
        return None;
    };
    let Some(items) = value.items() else {
        value.fault(
            format!("“{key}”应当是列表"),
            format!("写成 {}", example(key)),
        );
        return None;
    };
    let steps: Vec<_> = items.map(|item| item.table(step)).collect::<Option<_>>()?;
    let falling = steps
        .windows(2)
        .all(|pair| pair[0].from > pair[1].from && pair[0].percent >= pair[1].percent);
    let sound = falling
        && !steps.is_empty()
        && steps
            .iter()
            .all(|step| !step.percent.is_negative() && step.percent <= Decimal::HUNDRED);
    if !sound {
        let problem = format!("“{key}”要从高到低排列，比例在 0 到 100 之间且不回升");
        value.fault(problem, format!("写成 {}", example(key)));
    }
    sound.then_some(steps)
}

fn step(table: &mut Table<'_>) -> Option<Step> {
    let from = table.required("下限", &NUMBER);
    let percent = table.required("比例", &PERCENT);
    Some(Step {
        from: from?,
        percent: percent?,
    })
}

fn example(key: &str) -> String {
    format!("\"{key}\" = [{{ \"下限\" = 90, \"比例\" = 100 }}, {{ \"下限\" = 80, \"比例\" = 80 }}]")
}

/// The steps as TOML.
pub(crate) fn encode(steps: &[Step]) -> String {
    let steps: Vec<_> = steps
        .iter()
        .map(|step| {
            format!(
                "{{ \"下限\" = {}, \"比例\" = {} }}",
                step.from, step.percent
            )
        })
        .collect();
    format!("[{}]", steps.join(", "))
}

/// The first step that a value reaches.
pub(crate) fn reached<'a>(steps: &'a [Step], value: &Rational) -> Option<&'a Step> {
    steps.iter().find(|step| *value >= step.from.to_rational())
}

/// The steps in words: `≥90 得 100%，≥80 得 80%，其余不得分`.
pub(crate) fn in_words(steps: &[Step]) -> String {
    let steps: Vec<_> = steps
        .iter()
        .map(|step| format!("≥{} 得 {}%", step.from, step.percent))
        .collect();
    format!("{}，其余不得分", steps.join("，"))
}
