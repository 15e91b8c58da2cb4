//! A unit's self-evaluation, made by chance: classes of indicators with weights and scores.

use crate::dice::Dice;

/// Classes of indicators with indicators that may stand in them.
const CLASSES: &[(&str, &[&str])] = &[
    (
        "数量指标",
        &["执法检查次数", "培训人次", "项目完成数量", "会议召开次数"],
    ),
    ("质量指标", &["验收合格率", "数据准确率", "问题整改到位率"]),
    ("时效指标", &["任务按时完成率", "资金支付及时率"]),
    ("成本指标", &["成本控制率", "单位成本"]),
    ("经济效益指标", &["带动投资额", "节约资金率"]),
    ("社会效益指标", &["服务覆盖率", "公众知晓率"]),
    ("满意度指标", &["群众满意度", "服务对象满意度"]),
];

/// An indicator with what it weighs and scored, in tenths of a point.
pub(crate) struct Indicator {
    pub name: &'static str,
    pub weight: i128,
    pub score: i128,
}

/// A class of indicators.
pub(crate) struct Class {
    pub name: &'static str,
    pub indicators: Vec<Indicator>,
}

impl Class {
    /// What its indicators weigh, or scored, together.
    pub(crate) fn sum(&self, of: fn(&Indicator) -> i128) -> i128 {
        self.indicators.iter().map(of).sum()
    }
}

/// Weights and scores in tenths of a point; the weights make 100.
pub(crate) fn classes(dice: &mut Dice) -> Vec<Class> {
    let count = 4 + dice.below(3);
    let chosen = dice.choose(CLASSES, count);
    let names: Vec<(&str, Vec<&str>)> = chosen
        .into_iter()
        .map(|(class, indicators)| {
            let some = 1 + dice.below(indicators.len());
            let some = dice.choose(indicators, some);
            (*class, some.into_iter().copied().collect())
        })
        .collect();
    let all: usize = names.iter().map(|class| class.1.len()).sum();
    let mut weights = dice.split(100, all, 2);
    names
        .into_iter()
        .map(|(name, indicators)| Class {
            name,
            indicators: indicators
                .into_iter()
                .map(|name| {
                    let weight = weights.pop().unwrap_or(2) * 10;
                    let lost = if dice.chance(35) {
                        dice.between(1, weight * 3 / 10)
                    } else {
                        0
                    };
                    Indicator {
                        name,
                        weight,
                        score: weight - lost,
                    }
                })
                .collect(),
        })
        .collect()
}
