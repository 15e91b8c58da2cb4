//! # 目标与指标的符号不一 (E04)
//!
//! **查什么** 目标写“不少于30次”，指标写“＝30次”：同一数值、同一单位、同一工作，符号不同。
//!
//! **为什么** “≥”与“＝”的评分不同：超额完成时，一个满分，一个有偏差。
//!
//! **例** 目标：执法巡查不少于30次；指标：执法检查次数＝30次。
//!
//! **怎样改** 以批复的绩效目标为准，两处用同一符号。
//!
//! **宽严** 只作提醒。
//!
//! **依据** 财预〔2020〕10号：自评指标应与批复的绩效目标一致。
//!
//! **状态** 稳定。

use std::collections::{BTreeSet, HashMap};

use crate::context::{Context, REACH};
use aho_corasick::AhoCorasick;
use quantity::{Approximation, Decimal, Unit};

use crate::figure::Figure;
use crate::finding::{Finding, Kind, Severity};
use crate::indicator::Indicator;
use crate::place::place_of;
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "E04";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let in_text: Vec<&Indicator<'_>> = context
        .indicators
        .iter()
        .filter(|item| !item.in_table)
        .collect();
    if in_text.is_empty() {
        return;
    }
    let goals = Goals::new(context, &in_text);
    for item in in_text {
        let mut line = context.before(item.weight).map(|(_, figure)| figure);
        let Some(target) = line.find(|figure| is_equated(context, figure)) else {
            continue;
        };
        let other = goals.like(target, item);
        if let Some(goal) = other {
            findings.push(finding(context, target, goal, item.name));
        }
    }
}

fn is_bounded(figure: &Figure) -> bool {
    matches!(
        figure.quantity.approximation,
        Approximation::AtLeast | Approximation::AtMost
    )
}

/// Whether an equals sign stands before the figure.
fn is_equated(context: &Context<'_>, figure: &Figure) -> bool {
    context.reading.text[..figure.start]
        .trim_end()
        .ends_with(['=', '＝'])
}

/// The first word of a name, two characters.
fn first_word(name: &str) -> Option<&str> {
    let end = name.char_indices().nth(1)?;
    Some(&name[..end.0 + end.1.len_utf8()])
}

/// The goals that set a bound: for a word of their paragraph and what they state, the first one, and the first one in
/// another paragraph.
struct Goals<'a>(HashMap<(&'a str, Decimal, Unit), (&'a Figure, Option<&'a Figure>)>);

impl<'a> Goals<'a> {
    /// The goals by the first words of the names of indicators.
    fn new(context: &'a Context<'_>, indicators: &[&Indicator<'a>]) -> Self {
        let words = indicators.iter().filter_map(|item| first_word(item.name));
        let words: BTreeSet<&str> = words.collect();
        let words: Vec<&str> = words.into_iter().collect();
        let mut goals = HashMap::new();
        let Ok(automaton) = AhoCorasick::new(&words) else {
            return Goals(goals);
        };
        let bounded = context.figures.iter().filter(|figure| is_bounded(figure));
        let bounded: Vec<&Figure> = bounded.collect();
        for those in bounded.chunk_by(|left, right| left.paragraph == right.paragraph) {
            let text = context.reading.text_of(those[0].paragraph);
            work::look(text.len());
            let said = automaton.find_overlapping_iter(text);
            let said: BTreeSet<usize> = said.map(|word| word.pattern().as_usize()).collect();
            for (word, goal) in said
                .into_iter()
                .flat_map(|word| those.iter().take(REACH).map(move |goal| (word, *goal)))
            {
                work::look(1);
                let known = goals
                    .entry((words[word], goal.quantity.value, goal.quantity.unit))
                    .or_insert((goal, None));
                if known.1.is_none() && known.0.paragraph != goal.paragraph {
                    known.1 = Some(goal);
                }
            }
        }
        Goals(goals)
    }

    /// The first goal in another paragraph that states what an indicator does.
    fn like(&self, target: &Figure, item: &Indicator<'_>) -> Option<&'a Figure> {
        let word = first_word(item.name)?;
        let (first, other) = self
            .0
            .get(&(word, target.quantity.value, target.quantity.unit))?;
        Some(*first)
            .filter(|goal| goal.paragraph != item.paragraph)
            .or(*other)
    }
}

fn finding(context: &Context<'_>, target: &Figure, goal: &Figure, name: &str) -> Finding {
    let words = if goal.quantity.approximation == Approximation::AtLeast {
        "不少于"
    } else {
        "不超过"
    };
    let number = target.printed(context.reading);
    Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Wording,
        message: format!("“{name}”的指标写“＝{number}”，目标写“{words}{number}”，符号不一致。"),
        figures: vec![
            place_of(context.reading, target),
            place_of(context.reading, goal),
        ],
        arithmetic: String::new(),
        proposal: format!("两处都写“{words}{number}”，或都写“＝{number}”，以批复的目标为准"),
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: None,
    }
}
