//! Indicators with weight and score: in prose, and as the sheet of a self-evaluation.

use document::Cell;

use crate::claim::Sort;
use crate::draft::{Draft, Slot, say};
use crate::figure::Form;
use crate::world::World;
use quantity::Unit;

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

struct Indicator {
    name: &'static str,
    weight: i128,
    score: i128,
}

struct Class {
    name: &'static str,
    indicators: Vec<Indicator>,
}

impl Class {
    fn sum(&self, of: fn(&Indicator) -> i128) -> i128 {
        self.indicators.iter().map(of).sum()
    }
}

/// The indicators in prose, a line each.
pub(crate) fn prose(draft: &mut Draft, world: &World) {
    let classes = classes(draft);
    lines(draft, world, &classes);
    grade(draft, &classes);
}

/// The indicators as the sheet of a self-evaluation.
pub(crate) fn sheet(draft: &mut Draft, _world: &World) {
    let classes = classes(draft);
    table(draft, &classes);
    grade(draft, &classes);
}

fn grade(draft: &mut Draft, classes: &[Class]) {
    let total: i128 = classes.iter().map(|class| class.sum(|one| one.score)).sum();
    // 财预〔2020〕10号, in tenths of a point.
    let grade = match total {
        900.. => "优",
        800.. => "良",
        600.. => "中",
        _ => "差",
    };
    let total = tenths(draft, total);
    say!(
        draft,
        "[自评|]总分{total}，[评价|自评]等级为{grade}。",
        total = total,
        grade = grade
    );
    draft.end();
}

/// Weights and scores in tenths of a point; the weights make 100.
fn classes(draft: &mut Draft) -> Vec<Class> {
    let count = 4 + draft.dice.below(3);
    let chosen = draft.dice.choose(CLASSES, count);
    let names: Vec<(&str, Vec<&str>)> = chosen
        .into_iter()
        .map(|(class, indicators)| {
            let some = 1 + draft.dice.below(indicators.len());
            let some = draft.dice.choose(indicators, some);
            (*class, some.into_iter().copied().collect())
        })
        .collect();
    let all: usize = names.iter().map(|class| class.1.len()).sum();
    let mut weights = draft.dice.split(100, all, 2);
    names
        .into_iter()
        .map(|(name, indicators)| Class {
            name,
            indicators: indicators
                .into_iter()
                .map(|name| {
                    let weight = weights.pop().unwrap_or(2) * 10;
                    let lost = if draft.dice.chance(35) {
                        draft.dice.between(1, weight * 3 / 10)
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

/// A weight or score in tenths, printed as 分.
fn tenths(draft: &mut Draft, tenths: i128) -> Slot {
    draft.number(
        quantity::Rational::new(tenths.into(), 10.into()),
        points(false),
    )
}

fn points(bare: bool) -> Form {
    Form {
        places: 1,
        trimmed: true,
        bare,
        ..Form::whole(Unit::FEN)
    }
}

fn lines(draft: &mut Draft, world: &World, classes: &[Class]) {
    for (number, class) in classes.iter().enumerate() {
        let weight = tenths(draft, class.sum(|one| one.weight));
        let score = tenths(draft, class.sum(|one| one.score));
        draft.claim_within(Sort::Bound, score, weight);
        say!(
            draft,
            "{number}.{name}（指标分数{weight}，实际得分{score}）",
            number = number + 1,
            name = class.name,
            weight = weight,
            score = score,
        );
        draft.end();
        let (mut weights, mut scores) = (Vec::new(), Vec::new());
        for (place, indicator) in class.indicators.iter().enumerate() {
            let (one_weight, one_score) = (
                tenths(draft, indicator.weight),
                tenths(draft, indicator.score),
            );
            draft.claim_within(Sort::Bound, one_score, one_weight);
            weights.push(one_weight);
            scores.push(one_score);
            say!(
                draft,
                "（{place}）{name}（指标分数{weight}，实际得分{score}）",
                place = place + 1,
                name = indicator.name,
                weight = one_weight,
                score = one_score,
            );
            draft.end();
            say!(
                draft,
                "{year}年[有序推进相关工作，按要求完成任务|对照年初目标逐项落实|制定方案并抓好组织实施]。",
                year = world.year
            );
            draft.end();
        }
        draft.claim_sum(Sort::Sum, weight, &weights);
        draft.claim_sum(Sort::Sum, score, &scores);
    }
}

fn table(draft: &mut Draft, classes: &[Class]) {
    let mut rows = vec![
        [
            "一级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
        ]
        .map(Cell::plain)
        .to_vec(),
    ];
    let (mut weights, mut scores) = (Vec::new(), Vec::new());
    for class in classes {
        for (place, indicator) in class.indicators.iter().enumerate() {
            let form = points(true);
            let exact = |tenths: i128| quantity::Rational::new(tenths.into(), 10.into());
            let weight = draft.number(exact(indicator.weight), form);
            let score = draft.number(exact(indicator.score), form);
            draft.claim_within(Sort::Bound, score, weight);
            weights.push(weight);
            scores.push(score);
            let done = draft.dice.between(80, 100);
            let mut row = Vec::new();
            if place == 0 {
                row.push(Cell {
                    rowspan: class.indicators.len(),
                    ..Cell::plain(class.name)
                });
            }
            row.push(Cell::plain(indicator.name));
            row.push(Cell::plain(*draft.dice.pick(&[
                "≥80%",
                "≥90%",
                "按计划完成",
                "≥75%",
            ])));
            row.push(Cell::plain(format!("{done}%")));
            row.push(Cell::plain(weight.to_string()));
            row.push(Cell::plain(score.to_string()));
            rows.push(row);
        }
    }
    let exact = |tenths: i128| quantity::Rational::new(tenths.into(), 10.into());
    let all: i128 = classes
        .iter()
        .map(|class| class.sum(|one| one.weight))
        .sum();
    let won: i128 = classes.iter().map(|class| class.sum(|one| one.score)).sum();
    let weight = draft.number(exact(all), points(true));
    let score = draft.number(exact(won), points(true));
    draft.claim_sum(Sort::Sum, weight, &weights);
    draft.claim_sum(Sort::Sum, score, &scores);
    draft.claim_within(Sort::Bound, score, weight);
    let label = *draft.dice.pick(&["合计", "总分", "总计"]);
    rows.push(vec![
        Cell::plain(label),
        Cell::plain(""),
        Cell::plain(""),
        Cell::plain(""),
        Cell::plain(weight.to_string()),
        Cell::plain(score.to_string()),
    ]);
    draft.table("绩效自评表", 1, rows);
}
