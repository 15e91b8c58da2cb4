//! # 得分与分值 (D05)
//!
//! **查什么** 实际得分不得超过指标分值；下级指标的分值、得分之和应等于上级指标的分值、得分；写明完成百分比的，得分应与比例赋分相符。
//!
//! **为什么** 总分是各项得分的直接相加，一项写错，等级就可能错。
//!
//! **例** 数量指标（指标分数10分，实际得分9分）下列两项均为5分、得5分。 → 5＋5＝10，与9不符。
//!
//! **怎样改** 先核定每项得分，再自下而上重加。
//!
//! **宽严** 分值与得分之和须分毫不差；得分与完成率不成比例只作提醒，评分细则可能不是按比例赋分。
//!
//! **依据** 财预〔2020〕10号附件1：各项得分之和为总分。

use crate::context::Context;
use crate::cue::Tags;
use crate::figure::Role;
use crate::relation::{Certainty, Equation, FigureId, Relation};

/// The code of this rule.
pub(crate) const CODE: &str = "D05";

/// Beginnings of the names of first and second level indicators.
const CLASSES: &[&str] = &[
    "产出",
    "数量",
    "质量",
    "时效",
    "成本",
    "效益",
    "经济效益",
    "社会效益",
    "生态效益",
    "可持续",
    "社会满意度",
    "服务对象满意度",
    "满意度",
    "社会公众",
];

/// An indicator with its printed weight and score.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scored {
    /// The paragraph it stands in.
    pub(crate) paragraph: usize,
    /// Its weight.
    pub(crate) weight: FigureId,
    /// Its score.
    pub(crate) score: FigureId,
    /// Whether it is a class of indicators, as 数量指标 is.
    pub(crate) class: bool,
}

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let scored = scored(context);
    for item in &scored {
        let within = Equation::Within {
            whole: item.weight,
            parts: vec![item.score],
        };
        relations.push(Relation {
            code: CODE,
            readings: vec![within],
            certainty: Certainty::Stated,
        });
        relations.extend(proportional(context, item));
    }
    for (place, class) in scored.iter().enumerate().filter(|(_, item)| item.class) {
        let children: Vec<&Scored> = scored[place + 1..]
            .iter()
            .take_while(|item| !item.class)
            .collect();
        if children.is_empty() {
            continue;
        }
        relations.push(total(
            class.weight,
            children.iter().map(|child| child.weight),
        ));
        relations.push(total(class.score, children.iter().map(|child| child.score)));
    }
}

fn total(whole: FigureId, parts: impl Iterator<Item = FigureId>) -> Relation {
    let terms = std::iter::once((-1, whole))
        .chain(parts.map(|part| (1, part)))
        .collect();
    Relation {
        code: CODE,
        readings: vec![Equation::Sum { terms }],
        certainty: Certainty::Stated,
    }
}

/// All indicators whose weight and score stand side by side in the text.
pub(crate) fn scored(context: &Context<'_>) -> Vec<Scored> {
    let mut scored = Vec::new();
    for score in 1..context.figures.len() {
        let weight = score - 1;
        let (left, right) = (&context.figures[weight], &context.figures[score]);
        let pair = left.paragraph == right.paragraph
            && left.own.any(Tags::WEIGHT)
            && right.own.any(Tags::SCORE)
            && left.bracket == right.bracket
            && right.role == Role::Amount;
        if pair {
            let class = is_class(context.reading.text_of(left.paragraph));
            scored.push(Scored {
                paragraph: left.paragraph,
                weight,
                score,
                class,
            });
        }
    }
    scored
}

/// Whether a line names a class of indicators: 数量指标（…）.
fn is_class(line: &str) -> bool {
    let name = line
        .split(['（', '('])
        .find(|part| part.chars().count() > 1)
        .unwrap_or("");
    let name = name
        .trim_start_matches(|c: char| {
            c.is_ascii_digit() || ".、）) 一二三四五六七八九十".contains(c)
        })
        .trim();
    name.ends_with("指标") && CLASSES.iter().any(|class| name.starts_with(class))
}

/// 完成年度指标值的95% beside a weight of 10 and a score of 9.5.
fn proportional(context: &Context<'_>, item: &Scored) -> Option<Relation> {
    let percent = (item.score + 1..context.figures.len())
        .take_while(|id| context.figures[*id].paragraph <= item.paragraph + 1)
        .find(|id| {
            context.figures[*id].is_percent() && context.label(*id).contains("完成年度指标值")
        })?;
    let ratio = Equation::Ratio {
        part: item.score,
        whole: item.weight,
        percent,
    };
    Some(Relation {
        code: CODE,
        readings: vec![ratio],
        certainty: Certainty::Probable,
    })
}
