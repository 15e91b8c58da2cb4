//! # 与对照文件一致 (X02)
//!
//! **查什么** 用 `--against` 给出部门决算、自评表等文件后，两份文件里同一事项、同一年度的数应当相同。
//!
//! **为什么** 自评报告的预算、决算、三公经费、采购、资产、人员等数取自决算，抄错一个，结论就站不住。
//!
//! **例** 自评报告：2024年度公务接待费支出1.52万元；部门决算：公务接待费决算数1.25万元。 → 两数不同。
//!
//! **怎样改** 以批复的决算为准改正；口径不同的，写明口径。
//!
//! **宽严** 名称、年度、预算或决算都相同才比，单位换算和进位之内算相同；任何一份文件自己就说法不一的不比。
//!
//! **依据** 财预〔2020〕10号：自评以决算数据为基础；财预〔2016〕143号：公开内容应前后一致。
//!
//! **状态** 新。

use quantity::{Decimal, Quantity};

use crate::across::{Agreement, Pair, Told, agreements};
use crate::claim::FigureId;
use crate::explain::printed_like;
use crate::finding::{Finding, Kind, Proposal, Severity};
use crate::place::place_of;
use crate::proof::{Proof, Statement, Term, stated};

/// The code of this rule.
pub(crate) const CODE: &str = "X02";

pub(crate) fn compare(pair: &Pair<'_>, findings: &mut Vec<Finding>) {
    let found = agreements(pair).into_iter();
    findings.extend(
        found
            .filter(|one| !one.prior)
            .map(|one| finding(pair, CODE, &one)),
    );
}

/// The finding that a fact is told differently.
pub(crate) fn finding(pair: &Pair<'_>, code: &'static str, one: &Agreement) -> Finding {
    let there = pair.other.figures[one.there];
    let elsewhere = there.printed(pair.other.reading);
    let name = pair.title();
    let thing = &one.key.thing;
    let main = pair.this.figures[one.here.main()];
    let here = main.printed(pair.this.reading);
    let year = one.key.year;
    let (message, arithmetic) = match one.here {
        Told::Figure(_) => (
            format!("{year}年“{thing}”本文件写{here}，“{name}”写{elsewhere}，不一致。"),
            format!("{here}≠{elsewhere}"),
        ),
        Told::Before { change, .. } => {
            let delta = pair.this.figures[change.1].printed(pair.this.reading);
            let (word, mark) = if change.0 > 0 {
                ("增加", "−")
            } else {
                ("减少", "＋")
            };
            (
                format!(
                    "“{thing}”{here}、比上年{word}{delta}，推算{year}年与“{name}”写的{elsewhere}不一致。"
                ),
                format!("{here}{mark}{delta}≠{elsewhere}"),
            )
        }
    };
    let proposals: Vec<Proposal> = matches!(one.here, Told::Figure(_))
        .then(|| correction(pair, one))
        .flatten()
        .into_iter()
        .collect();
    Finding {
        code,
        severity: match one.here {
            Told::Figure(_) => Severity::Error,
            Told::Before { .. } => Severity::Warning,
        },
        kind: Kind::Same,
        message,
        figures: figures(one)
            .iter()
            .map(|id| place_of(pair.this.reading, &pair.this.figures[*id]))
            .collect(),
        arithmetic,
        proposal: proposals.first().map_or_else(
            || format!("以“{name}”核对，口径不同的写明口径"),
            |first| format!("{} → {}（{}）", first.from, first.to, first.reason),
        ),
        proposals,
        elsewhere: vec![pair.there(place_of(pair.other.reading, &there))],
        proof: Some(proof(pair, code, one)),
    }
}

/// The figures of this document, the main one first.
fn figures(one: &Agreement) -> Vec<FigureId> {
    match one.here {
        Told::Figure(id) => vec![id],
        Told::Before { now, change } => vec![now, change.1],
    }
}

/// What the other document says, in the unit and precision of this one.
fn correction(pair: &Pair<'_>, one: &Agreement) -> Option<Proposal> {
    let figure = &pair.this.figures[one.here.main()];
    let there = pair.other.figures[one.there].quantity;
    let factor = there.unit.factor().to_rational() / figure.quantity.unit.factor().to_rational();
    let value = there.value.to_rational() * factor;
    let quantity = Quantity {
        value: Decimal::round(&value, figure.quantity.value.scale()),
        ..figure.quantity
    };
    let from = figure.printed(pair.this.reading);
    (quantity.value != figure.quantity.value).then(|| Proposal {
        figure: 0,
        from: from.to_owned(),
        to: printed_like(figure, from, quantity),
        reason: format!("与“{}”一致", pair.title()),
        confirmed_by: 1,
    })
}

fn proof(pair: &Pair<'_>, code: &'static str, one: &Agreement) -> Proof {
    let mut figures: Vec<_> = figures(one)
        .iter()
        .map(|id| stated(pair.this.reading, &pair.this.figures[*id]))
        .collect();
    let there = stated(pair.other.reading, &pair.other.figures[one.there]);
    figures.push(pair.stated_there(there));
    let signs = match one.here {
        Told::Figure(_) => vec![-1, 1],
        Told::Before { change, .. } => vec![-1, change.0, 1],
    };
    let terms = signs
        .into_iter()
        .enumerate()
        .map(|(figure, sign)| Term { sign, figure });
    let statement = Statement::Sum {
        terms: terms.collect(),
    };
    Pair::proof(code, figures, statement)
}
