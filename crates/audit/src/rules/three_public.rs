//! # 三公经费 (C08)
//!
//! **查什么** “三公”经费说明里：各项占总额的百分比，比上年增减的额与率，应与表中本年决算数相符；各项的增减额相加应等于总额的增减额；购置费与运行费相加应等于公务用车费。
//!
//! **为什么** 这一节的数最多，来自三处，改了一处忘了另一处。
//!
//! **例** 公务用车购置及运行维护费支出决算4.62万元，占48.31%。 → 总额5.48万元，应占84.31%。
//!
//! **怎样改** 以表为准改说明。
//!
//! **宽严** 只在标题说明“三公”经费的一节内按名称比；表里没有数的不比；四舍五入的尾差不报。
//!
//! **依据** 财预〔2016〕143号：“三公”经费分项公开，并说明增减原因。
//!
//! **状态** 新。

use crate::account::three_public::{Item, Measure};
use crate::account::{Form as Table, three_public};
use crate::claim::{Certainty, FigureId, Form, Relation};
use crate::context::Context;
use crate::figure::{Figure, Role};
use crate::strip::compact;

/// The code of this rule.
pub(crate) const CODE: &str = "C08";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let Some(sheet) = context.account.table(Table::ThreePublic, context.sheets) else {
        return;
    };
    let outcome = |item: Item| {
        let cell = three_public::cell(sheet, item, Measure::Outcome)?;
        cell.figure()
    };
    let mut deltas: Vec<(Item, i8, FigureId)> = Vec::new();
    let mut told: Option<(usize, Item)> = None;
    for (id, figure) in context.figures.iter().enumerate() {
        if context.account.section(figure.paragraph) != Some(Table::ThreePublic) {
            continue;
        }
        let clause = compact(context.clause_to(figure.start));
        if told.is_some_and(|(sentence, _)| sentence != figure.sentence) {
            told = None;
        }
        if let Some(item) = Item::of(&clause) {
            told = Some((figure.sentence, item));
        }
        let Some((_, item)) = told else { continue };
        match figure.role {
            Role::Share => {
                let pair = outcome(item).zip(outcome(Item::All));
                let pair = pair.filter(|_| item != Item::All && of_the_whole(context, id));
                relations.extend(pair.map(|(part, whole)| {
                    Relation::stated(CODE, vec![Form::ratio(part, whole, id)])
                }));
            }
            Role::Delta(sign) if against_last_year(context, figure) => {
                deltas.push((item, sign, id))
            }
            Role::Growth(sign) => {
                let change = deltas.last().filter(|(of, _, change)| {
                    *of == item && context.figures[*change].sentence == figure.sentence
                });
                let now = outcome(item);
                relations.extend(change.zip(now).map(|((_, way, change), now)| {
                    let form = Form::change(now, (*way, *change), (sign, id));
                    Relation::stated(CODE, vec![form])
                }));
            }
            _ => {}
        }
    }
    relations.extend(sum_of_changes(context, &deltas));
    relations.extend(vehicles(context));
}

/// A share of the whole, and not of an item named before it: 占“三公”经费支出的, or plain 占.
fn of_the_whole(context: &Context<'_>, percent: FigureId) -> bool {
    let label = compact(context.label(percent));
    let label = label.trim_start_matches('，');
    matches!(label, "占" | "占比" | "占比为") || label.contains("三公") && label.contains('占')
}

/// Whether a change is measured from the year before, and from no budget.
fn against_last_year(context: &Context<'_>, figure: &Figure) -> bool {
    let sentence = context.sentence_to(figure.start);
    let from_budget = sentence.contains("预算数相比")
        || sentence.contains("比预算")
        || sentence.contains("较预算")
        || sentence.contains("年初预算");
    !from_budget
}

/// The change of the whole is what its items changed by, where all three are told in its sentence.
fn sum_of_changes(context: &Context<'_>, deltas: &[(Item, i8, FigureId)]) -> Option<Relation> {
    let (_, sign, whole) = deltas.iter().find(|(item, ..)| *item == Item::All)?;
    let sentence = context.figures[*whole].sentence;
    let mut parts: Vec<(i8, FigureId)> = Vec::new();
    for wanted in [Item::Abroad, Item::Vehicles, Item::Reception] {
        let part = deltas
            .iter()
            .find(|(item, _, id)| *item == wanted && context.figures[*id].sentence == sentence);
        parts.extend(part.map(|(_, sign, id)| (-sign, *id)));
    }
    let enough = parts.len() > 1;
    parts.push((*sign, *whole));
    let certainty = Certainty::Possible;
    enough.then(|| Relation::new(CODE, certainty, vec![Form::sum(parts)]))
}

/// 公务用车购置及运行维护费 is what was bought and what was run.
fn vehicles(context: &Context<'_>) -> Option<Relation> {
    let told = three_public::detailed(context);
    let of = |wanted: Item| {
        let found = told.iter().find(|(_, item)| *item == wanted);
        found.map(|(id, _)| *id)
    };
    let (whole, bought, run) = (of(Item::Vehicles)?, of(Item::Purchase)?, of(Item::Running)?);
    Some(Relation::stated(
        CODE,
        vec![Form::total(whole, [bought, run])],
    ))
}
