//! # 与批复的指标一致 (X01)
//!
//! **查什么** 用 `--against` 给出绩效目标表后，自评表的每项指标应与批复的名称、目标值（连同≥、≤、＝）、分值一致。
//!
//! **为什么** 自评只能对批复的目标评，改了目标再评就不是自评。
//!
//! **例** 批复：培训人次≥500人次，分值10分；自评表：培训人次≥50人次。 → 目标值不同。
//!
//! **怎样改** 按批复的绩效目标表改回；年中调整过目标的，附调整批复。
//!
//! **宽严** 名称一字不差才对应；目标值是文字的不比；一份表里没有另一份的指标只作提醒。
//!
//! **依据** 财预〔2020〕10号：自评指标是预算批复时确定的绩效指标。
//!
//! **状态** 新。

use std::collections::HashMap;

use quantity::Approximation;

use crate::across::Pair;
use crate::claim::{FigureId, Form, Verdict, decide};
use crate::context::Context;
use crate::finding::{Finding, Kind, Place, Severity};
use crate::form::Sense;
use crate::place::{place_at, place_of};
use crate::proof::{Statement, Term, stated};
use crate::strip::compact;
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "X01";

/// A row of a table of indicators.
#[derive(Debug, Clone)]
struct Row {
    name: String,
    target: Option<FigureId>,
    /// In which sense the target is met, where a form tells it.
    sense: Option<Sense>,
    weight: Option<FigureId>,
    actual: Option<FigureId>,
    score: Option<FigureId>,
    /// The cell of its name, in the text.
    place: (usize, usize),
}

/// Weights and scores have no sign.
const NO_SIGN: (Sense, Sense) = (Sense::Unsaid, Sense::Unsaid);

/// A row that every score sheet has and no target is approved for.
const EXECUTION: &str = "预算执行率";

/// Fewer rows in common are no two tables of the same indicators.
const LEAST_COMMON: usize = 2;

pub(crate) fn compare(pair: &Pair<'_>, findings: &mut Vec<Finding>) {
    let (here, there) = (rows(pair.this), rows(pair.other));
    let approved: HashMap<&str, &Row> = there.iter().map(|row| (&*row.name, row)).collect();
    let common: Vec<(&Row, &Row)> = here
        .iter()
        .filter_map(|row| Some((row, *approved.get(&*row.name)?)))
        .collect();
    if common.len() < LEAST_COMMON {
        return;
    }
    for (row, approved) in &common {
        let targets = row.target.zip(approved.target);
        let weights = row.weight.zip(approved.weight);
        let senses = row
            .sense
            .zip(approved.sense)
            .unwrap_or((Sense::Unsaid, Sense::Unsaid));
        findings.extend(targets.and_then(|ids| differing(pair, row, ("目标值", senses), ids)));
        findings.extend(weights.and_then(|ids| differing(pair, row, ("分值", NO_SIGN), ids)));
        let actuals = row.actual.zip(approved.actual);
        let scores = row.score.zip(approved.score);
        findings.extend(actuals.and_then(|ids| differing(pair, row, ("实际完成值", NO_SIGN), ids)));
        findings.extend(scores.and_then(|ids| differing(pair, row, ("得分", NO_SIGN), ids)));
    }
    let new = here.iter().filter(|row| !approved.contains_key(&*row.name));
    findings.extend(new.map(|row| unknown(pair, row)));
    let missing: Vec<&Row> = there
        .iter()
        .filter(|row| !here.iter().any(|own| own.name == row.name))
        .collect();
    findings.extend(
        common
            .first()
            .and_then(|(first, _)| absent(pair, first, &missing)),
    );
}

/// The indicators of the tables that give a target for each.
fn rows(context: &Context<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for row in context.papers.all.iter().flat_map(|paper| &paper.rows) {
        let figure = |measure: &Option<crate::form::Measure<'_>>| {
            measure.as_ref().map(|measure| measure.figure)
        };
        if !row.execution {
            rows.push(Row {
                name: row.name.clone(),
                target: figure(&row.target),
                sense: row.target.as_ref().map(|target| target.sense),
                weight: row.weight,
                actual: figure(&row.actual),
                score: row.score,
                place: row.place,
            });
        }
    }
    for sheet in context.sheets {
        let of_sheet = of_sheet(context, sheet).into_iter();
        rows.extend(of_sheet.filter(|row| {
            let paragraph = context.reading.paragraph_at(row.place.0);
            !context.papers.contains(paragraph)
        }));
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for row in &rows {
        *counts.entry(row.name.clone()).or_default() += 1;
    }
    rows.retain(|row| counts[&row.name] == 1);
    rows
}

fn of_sheet(context: &Context<'_>, sheet: &Sheet<'_>) -> Vec<Row> {
    let name = sheet.column(&["三级指标", "指标名称", "指标内容"], &[]);
    let target = sheet.column(
        &["指标值", "目标值", "年度指标"],
        &["实际", "完成", "名称", "级"],
    );
    let (Some(name), Some(target)) = (name, target) else {
        return Vec::new();
    };
    let weight = sheet.column(&["分值", "权重", "满分", "标准分"], &["得分"]);
    let row = |row: usize| {
        let piece = sheet.grid.at(row, name)?;
        let text = compact(sheet.text(row, name));
        let place = context
            .reading
            .paragraphs
            .iter()
            .find(|p| p.piece == piece)?;
        let indicator = !text.is_empty() && !sheet.is_total(row) && text != EXECUTION;
        indicator.then(|| Row {
            name: text.into_owned(),
            target: sheet.figure(row, target),
            sense: None,
            weight: weight.and_then(|column| sheet.figure(row, column)),
            actual: None,
            score: None,
            place: (place.start, place.end),
        })
    };
    (sheet.body..sheet.grid.rows).filter_map(row).collect()
}

/// The finding that a target or weight is not the approved one.
fn differing(
    pair: &Pair<'_>,
    row: &Row,
    (what, senses): (&str, (Sense, Sense)),
    ids: (FigureId, FigureId),
) -> Option<Finding> {
    let (here, there) = (pair.this.figures[ids.0], pair.other.figures[ids.1]);
    let operator =
        here.quantity.approximation != there.quantity.approximation || senses.0 != senses.1;
    let comparable = here.same_kind(&there);
    let plain = |figure: &crate::figure::Figure| crate::figure::Figure {
        quantity: quantity::Quantity {
            approximation: Approximation::Exact,
            ..figure.quantity
        },
        ..*figure
    };
    let figures = [plain(&here), plain(&there)];
    let broken = decide(&Form::total(0, [1]), &figures) == Verdict::Broken;
    if !comparable || !(broken || operator) {
        return None;
    }
    let words = |figure: &crate::figure::Figure, sense: Sense| {
        format!("{}{}", sense.sign(), figure.quantity)
    };
    let (printed, approved) = (words(&here, senses.0), words(&there, senses.1));
    let exact = [here, there]
        .iter()
        .all(|figure| figure.quantity.approximation == Approximation::Exact);
    let proof = (broken && exact).then(|| {
        let other = pair.stated_there(stated(pair.other.reading, &there));
        let terms = vec![
            Term {
                sign: -1,
                figure: 0,
            },
            Term { sign: 1, figure: 1 },
        ];
        Pair::proof(
            CODE,
            vec![stated(pair.this.reading, &here), other],
            Statement::Sum { terms },
        )
    });
    Some(Finding {
        code: CODE,
        severity: if proof.is_some() {
            Severity::Error
        } else {
            Severity::Warning
        },
        kind: Kind::Same,
        message: format!(
            "指标“{}”的{what}写{}，“{}”批复的是{}。",
            row.name,
            printed,
            pair.title(),
            approved
        ),
        figures: vec![place_of(pair.this.reading, &here)],
        arithmetic: format!("{printed}≠{approved}"),
        proposal: format!("按批复写{approved}"),
        proposals: Vec::new(),
        elsewhere: vec![pair.there(place_of(pair.other.reading, &there))],
        proof,
    })
}

fn unknown(pair: &Pair<'_>, row: &Row) -> Finding {
    let place = place_at(pair.this.reading, row.place.0, row.place.1);
    told(
        format!("指标“{}”在“{}”里没有。", row.name, pair.title()),
        place,
        "按批复的名称写，一字不改".to_owned(),
    )
}

fn absent(pair: &Pair<'_>, first: &Row, missing: &[&Row]) -> Option<Finding> {
    let names: Vec<&str> = missing.iter().map(|row| &*row.name).collect();
    let place = place_at(pair.this.reading, first.place.0, first.place.1);
    (!names.is_empty()).then(|| {
        told(
            format!(
                "“{}”批复的指标没有自评：{}。",
                pair.title(),
                names.join("、")
            ),
            place,
            "补上这些指标的自评".to_owned(),
        )
    })
}

fn told(message: String, place: Place, proposal: String) -> Finding {
    Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Form,
        message,
        figures: vec![place],
        arithmetic: String::new(),
        proposal,
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: None,
    }
}
