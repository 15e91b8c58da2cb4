//! The analysis of indicators (指标完成情况分析): a section for each level, a paragraph for each indicator.

use book::{Direction, Indicator, Level, Scorecard, Target};

use super::lists::labelled;
use super::place;
use crate::compose::Composer;
use crate::names::clause;

pub(crate) fn render(composer: &mut Composer<'_>) {
    let (book, card) = (composer.names.book, composer.names.card);
    let level = composer.level() + 1;
    for sum in &card.subtotals {
        let alone = card
            .subtotals
            .iter()
            .filter(|other| other.level1 == sum.level1)
            .count()
            == 2;
        let (at, name, path) = match sum.level {
            Level::First => (level, &sum.level1, sum.level1.clone()),
            // A first level with one second level is one section.
            Level::Second if alone => (level, &sum.level2, String::new()),
            Level::Second => (
                level + 1,
                &sum.level2,
                format!("{}.{}", sum.level1, sum.level2),
            ),
        };
        if !path.is_empty() {
            let words = format!("{name}（分值{{{{ 分值.{path} }}}}，得分{{{{ 得分.{path} }}}}）");
            composer.heading(at, &words, &place("指标"));
        }
        if sum.level == Level::Second {
            let within = |indicator: &&Indicator| {
                indicator.level1 == sum.level1 && indicator.level2 == sum.level2
            };
            let items: Vec<_> = book
                .indicators
                .iter()
                .filter(within)
                .map(|indicator| {
                    (
                        paragraph(indicator, card),
                        place(format!("指标{}", indicator.id)),
                    )
                })
                .collect();
            composer.items(&items);
        }
    }
}

fn paragraph(indicator: &Indicator, card: &Scorecard) -> String {
    let id = &indicator.id;
    let mut words = format!(
        "**{}**（分值{{{{ 指标.{id}.分值 }}}}，得分{{{{ 指标.{id}.得分 }}}}）。年度指标值：{}；实际完成值：{{{{ 指标.{id}.完成值 }}}}。",
        indicator.name,
        target(indicator),
    );
    if let Some(outcome) = &indicator.outcome {
        words.push_str(&format!("{}。", clause(outcome)));
    }
    words + &reasons(indicator, card)
}

/// The target in template words: `≥{{ 指标.Z01.目标 }}`.
pub(crate) fn target(indicator: &Indicator) -> String {
    let mark = match indicator.target.direction() {
        direction @ (Direction::AtLeast
        | Direction::MoreThan
        | Direction::Exactly
        | Direction::AtMost
        | Direction::LessThan) => direction.word(),
        _ => "",
    };
    match &indicator.target {
        Target::State(state) => state.clone(),
        _ => format!("{mark}{{{{ 指标.{}.目标 }}}}", indicator.id),
    }
}

/// Why points were lost or the target was passed by far, and what is done about it.
pub(crate) fn deviation(indicator: &Indicator, card: &Scorecard) -> String {
    let improvement = indicator.improvement.as_deref();
    reasons(indicator, card) + &labelled("改进措施", improvement)
}

/// Why points were lost or the target was passed by far.
fn reasons(indicator: &Indicator, card: &Scorecard) -> String {
    let scored = card
        .indicators
        .iter()
        .find(|scored| scored.id == indicator.id);
    let lost = scored.is_some_and(|scored| scored.points < scored.weight);
    let deviation = match indicator.deviation.as_deref() {
        None if lost => Some("未说明"),
        deviation => deviation,
    };
    labelled("偏差原因", deviation) + &labelled("超额原因", indicator.excess_reason.as_deref())
}
