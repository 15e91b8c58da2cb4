//! Indicators with weight and score: in prose, and as the sheet of a self-evaluation.

use document::Cell;

use crate::claim::Sort;
use crate::draft::{Draft, Slot, say};
use crate::evaluation::{Class, Indicator};
use crate::figure::Form;
use crate::world::World;
use quantity::Unit;

/// The indicators in prose, a line each.
pub(crate) fn prose(draft: &mut Draft, world: &World) {
    lines(draft, world, &world.evaluation);
    grade(draft, &world.evaluation);
}

/// The indicators as the sheet of a self-evaluation.
pub(crate) fn sheet(draft: &mut Draft, world: &World) {
    table(draft, &world.evaluation);
    grade(draft, &world.evaluation);
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

/// What was to be reached and what was: all of it exactly where no point is lost.
fn measured(draft: &mut Draft, class: &Class, indicator: &Indicator) -> (String, String) {
    let limit = *draft.dice.pick(&[75, 80, 90]);
    let short = indicator.score < indicator.weight;
    let cost = class.name == "成本指标";
    let done = match (short, cost) {
        (false, false) | (true, true) => draft.dice.between(limit + i128::from(short), 100),
        (true, false) | (false, true) => draft.dice.between(60, limit - i128::from(short)),
    };
    let target = match (draft.dice.chance(20), cost) {
        (true, _) => "按计划完成".to_owned(),
        (false, true) => format!("≤{limit}%"),
        (false, false) => format!("≥{limit}%"),
    };
    (target, format!("{done}%"))
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
            let (target, done) = measured(draft, class, indicator);
            let mut row = Vec::new();
            if place == 0 {
                row.push(Cell {
                    rowspan: class.indicators.len(),
                    ..Cell::plain(class.name)
                });
            }
            row.push(Cell::plain(indicator.name));
            row.push(Cell::plain(target));
            row.push(Cell::plain(done));
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
