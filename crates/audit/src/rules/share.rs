//! # 占比 (B01)
//!
//! **查什么** “A…万元，占…的p%”“A…万元（p%）”：部分除以总体应等于所写百分比；没有写明占什么的，总体是列出该项的总数，或“占比均以…计算”所说的数。
//!
//! **为什么** 占比最常见的错，是把完成率抄成了占比，或总数改了而占比没改。
//!
//! **例** 三公经费1200.00万元，其中公务接待费314.20万元，占21.68%。 → 314.20÷1200.00＝26.18%。
//!
//! **怎样改** 按建议改百分比；若同一总数的各项占比都对不上，多半是总数错。
//!
//! **宽严** 按区间判断，四舍五入与截尾都认可；“占…的”所指在文中找不到的不报。
//!
//! **依据** 财预〔2016〕143号；GB/T 15835-2011。
//!
//! **状态** 稳定。

use crate::claim::{Certainty, FigureId, Form, Relation, Verdict, decide};
use crate::context::{Context, REACH};
use crate::cue::Tags;
use crate::figure::{Role, Separator};
use crate::short_form::Name;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::RandomState;
use quantity::Decimal;

/// The code of this rule.
pub(crate) const CODE: &str = "B01";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let names = Names::default();
    let summed = summed(relations);
    // 占三公经费总额的89.33%；…占39.7%: a share that names no whole has that of the share before it.
    let mut last: Option<(usize, FigureId)> = None;
    let mut shares: Vec<Share> = Vec::new();
    for (percent, figure) in context.in_role(|role| role == Role::Share) {
        let Some(part) = part(context, &names, percent) else {
            continue;
        };
        let inherited = last
            .filter(|(sentence, _)| *sentence == figure.sentence)
            .map(|(_, whole)| whole);
        let summed = summed.get(&part).copied();
        let (by, wholes) = wholes(context, &names, percent, part, inherited.or(summed));
        shares.push(Share {
            percent,
            part,
            whole: wholes.first().copied(),
        });
        let Some(first) = wholes.first() else {
            continue;
        };
        let by = if summed == Some(*first) { "和" } else { by };
        last = Some((figure.sentence, *first));
        let readings = wholes
            .into_iter()
            .map(|whole| Form::ratio(part, whole, percent))
            .collect();
        let relation = Relation::stated(CODE, readings).by(by);
        relations.push(context.or_made(relation, |form| form.figures()[0] == part));
    }
    adopted(context, &shares, relations);
}

/// A share of an amount, with the likeliest whole that its words tell.
#[derive(Debug, Clone, Copy)]
struct Share {
    percent: FigureId,
    part: FigureId,
    whole: Option<FigureId>,
}

impl Share {
    fn of(self, whole: FigureId) -> Form {
        Form::ratio(self.part, whole, self.percent)
    }

    /// Whether its words leave open what it is of: 占47%, 占总数的47%.
    fn is_bare(self, context: &Context<'_>) -> bool {
        let noun = noun(context, self.percent);
        noun.is_empty() || noun.contains('总') || noun == "全部"
    }
}

/// 共受理诉求71184件。咨询类33523件，占47.09%；求助类21570件，占30.30%；…: where most of the shares in a paragraph are of an
/// amount told before them, those are, too, for which none is told.
fn adopted(context: &Context<'_>, shares: &[Share], relations: &mut Vec<Relation>) {
    /// Fewer shares that come to it may do so by chance.
    const LEAST: usize = 2;
    let figures = context.figures;
    let alike = |one: &Share, other: &Share| {
        figures[one.part].paragraph == figures[other.part].paragraph
            && figures[one.part].same_kind(&figures[other.part])
    };
    for group in shares.chunk_by(alike) {
        let open = |share: &&Share| share.whole.is_none() && share.is_bare(context);
        if group.len() <= LEAST || !group.iter().any(|share| open(&share)) {
            continue;
        }
        let holds = |share: &&Share, whole| decide(&share.of(whole), figures) < Verdict::Broken;
        let whole = told_before(context, group[0].part).find(|whole| {
            let held = group.iter().filter(|share| holds(share, *whole)).count();
            held >= LEAST && 2 * held > group.len()
        });
        let forms = whole
            .into_iter()
            .flat_map(|whole| group.iter().filter(open).map(move |share| share.of(whole)));
        relations.extend(forms.map(|form| Relation::stated(CODE, vec![form]).by("同总")));
    }
}

/// The amounts told before a part in its sentence and the one before, the nearest first.
fn told_before<'c>(
    context: &'c Context<'_>,
    first: FigureId,
) -> impl Iterator<Item = FigureId> + 'c {
    /// How many of them may be the whole.
    const TRIED: usize = 3;
    let part = &context.figures[first];
    let before = context.before(first).filter(move |(_, figure)| {
        figure.role == Role::Amount
            && figure.depth <= part.depth
            && figure.same_kind(part)
            && figure.sentence + 1 >= part.sentence
            && !figure.own.any(Tags::PRIOR)
    });
    before.map(|(id, _)| id).take(TRIED)
}

/// The whole that each part of a sum that holds is a part of.
fn summed(relations: &[Relation]) -> HashMap<FigureId, FigureId, RandomState> {
    let sums = relations
        .iter()
        .filter(|relation| relation.code == super::SUM && relation.certainty == Certainty::Stated);
    let mut wholes = HashMap::default();
    for sum in sums {
        let figures = sum.readings[0].figures();
        for part in &figures[1..] {
            wholes.insert(*part, figures[0]);
        }
    }
    wholes
}

/// The names of figures, each read when it is first asked for: one amount is compared with many shares.
#[derive(Debug, Default)]
struct Names(RefCell<HashMap<FigureId, Rc<Name>, RandomState>>);

impl Names {
    fn of(&self, context: &Context<'_>, id: FigureId) -> Rc<Name> {
        let mut names = self.0.borrow_mut();
        let name = names
            .entry(id)
            .or_insert_with(|| Rc::new(Name::of(context.label(id))));
        Rc::clone(name)
    }
}

/// The amount the percentage belongs to: the one it names (人员经费占87%), or the nearest before it in its clause.
fn part(context: &Context<'_>, names: &Names, percent: FigureId) -> Option<FigureId> {
    let depth = context.figures[percent].depth;
    let amounts = || {
        let before = context.before_in_sentence(percent);
        before.filter(move |(_, figure)| {
            matches!(figure.role, Role::Amount | Role::Delta(_)) && figure.depth <= depth
        })
    };
    let subject = context
        .label(percent)
        .split('占')
        .next()
        .unwrap_or_default()
        .trim();
    if subject.chars().count() >= 2 && context.label(percent).contains('占') {
        // …企业987家，合计产值占…: what all of them have together has no figure.
        if ["合计", "共", "总", "累计"]
            .iter()
            .any(|word| subject.starts_with(word))
        {
            return None;
        }
        let subject = Name::of(subject);
        let named = amounts().find(|(id, figure)| {
            figure.role == Role::Amount && subject.shortens(&names.of(context, *id))
        });
        return named.map(|(id, _)| id);
    }
    let (id, figure) = amounts().next()?;
    let near = context.separator(id, percent) <= Separator::Comma;
    (near && matches!(figure.role, Role::Amount)).then_some(id)
}

/// What a percentage is said to be a share of: 占供水总量的; empty where it is not said.
fn noun<'c>(context: &'c Context<'_>, percent: FigureId) -> &'c str {
    let label = context.label(percent);
    let words = label
        .split_once('占')
        .or_else(|| label.split_once("相当于"));
    words
        .map_or("", |split| split.1)
        .trim_start_matches(['比', '重'])
        .trim_end_matches(['的', '为', '了', '约', '达', '到', '比', '例', '重'])
        .trim()
}

/// What the part may be a share of, the likeliest first.
fn wholes(
    context: &Context<'_>,
    names: &Names,
    percent: FigureId,
    part: FigureId,
    inherited: Option<FigureId>,
) -> (&'static str, Vec<FigureId>) {
    let noun = noun(context, percent);
    if noun.chars().count() >= 2 {
        return ("名", named(context, names, percent, part, noun));
    }
    if let Some(whole) = said_behind(context, percent, part) {
        return ("言基", vec![whole]);
    }
    if let Some(list) = context.list_of(part) {
        return ("列", vec![list.whole]);
    }
    if let Some(whole) = inherited {
        return ("承", vec![whole]);
    }
    // 造成999人死亡，占75.5%，其中老人483人，占48.3%: what stands before 其中 is the whole, whatever it is a share of.
    let value = |id: FigureId| context.figures[id].quantity.in_base();
    let among = |whole| context.figures[part].own.any(Tags::AMONG) && value(whole) >= value(part);
    let mut before = context.amounts_before(part, part);
    // With two candidates the sentence does not say which one is meant.
    match (before.next(), before.next()) {
        (Some(only), None) if can_be_whole(context, only, part) || among(only) => {
            ("独", vec![only])
        }
        _ => ("独", Vec::new()),
    }
}

/// 以上占比均以来信总数139件计算: what words behind say all shares to be of.
fn said_behind(context: &Context<'_>, percent: FigureId, part: FigureId) -> Option<FigureId> {
    const WORDS: &str = "占比均以";
    const ENDS: [&str; 4] = ["计算", "为基数", "为分母", "为总数"];
    let after = context.after(percent);
    let at = context.figures[percent].end + after.find(WORDS)?;
    let whole = context.figures.partition_point(|figure| figure.start < at);
    let figure = context.figures.get(whole)?;
    let said = ENDS.iter().any(|end| context.after(whole).starts_with(end));
    let clause = context.reading.clause(at).end > figure.start;
    (said && clause && figure.same_kind(&context.figures[part])).then_some(whole)
}

/// Whether an amount can be what a part is a share of: not less than it, and no part with a share of its own.
fn can_be_whole(context: &Context<'_>, whole: FigureId, part: FigureId) -> bool {
    let value = |id: FigureId| context.figures[id].quantity.in_base();
    value(whole) >= value(part) && own_share(context, whole).is_none()
}

/// The share that is told of an amount behind it, before the next amount.
fn own_share(context: &Context<'_>, amount: FigureId) -> Option<FigureId> {
    let behind = context.figures.iter().enumerate().skip(amount + 1);
    behind
        .take(REACH)
        .take_while(|(_, next)| next.role != Role::Amount)
        .find(|(_, next)| next.role == Role::Share)
        .map(|(id, _)| id)
}

/// The figures whose words the noun shortens: 采购总额 for 政府采购支出总额. A noun that says it is a total does not mean one
/// of the parts, and may say more than the words of the figure: 政府采购支出总额 for 政府采购金额.
fn named(
    context: &Context<'_>,
    names: &Names,
    percent: FigureId,
    part: FigureId,
    noun: &str,
) -> Vec<FigureId> {
    let listed = context.list_of(part).map(|list| list.whole);
    let total = ["总", "合计"].iter().any(|word| noun.contains(word));
    let value = |id: FigureId| context.figures[id].quantity.in_base();
    let whole = |id: FigureId| {
        let label = context.label(id);
        let unlisted = || context.list_of(id).is_none() && value(id) >= value(part);
        !total || label.contains('总') || label.contains("合计") || unlisted()
    };
    // 占本年支出合计 does not mean what was budgeted for the year.
    const PLANNED: [&str; 4] = ["年初预算", "预算数", "调整预算", "全年预算"];
    let spent = !noun.contains('预') && !noun.contains("计划");
    let planned = |id: FigureId| spent && context.says(id, &PLANNED);
    // No part is greater than its whole, unless the share says so.
    let above = context.figures[percent].quantity.value > Decimal::new(100, 0);
    // 地表水供水量82亿，占供水总量的82%；地下水供水量16亿，占供水总量的16%: the first is no whole of the second.
    let beside =
        |id: FigureId| own_share(context, id).is_some_and(|own| self::noun(context, own) == noun);
    let called = |is_meant: &dyn Fn(FigureId) -> bool| -> Vec<FigureId> {
        let all = context.before(percent).filter(|(id, figure)| {
            *id != part
                && figure.role == Role::Amount
                && figure.same_kind(&context.figures[part])
                && !figure.own.any(Tags::PRIOR)
                && (above || value(*id) >= value(part))
                && is_meant(*id)
                && whole(*id)
                && !planned(*id)
                && !beside(*id)
        });
        all.map(|(id, _)| id).collect()
    };
    let name = Name::of(noun);
    let mut found = called(&|id| name.shortens(&names.of(context, id)));
    if found.is_empty() && total {
        let long = |id: FigureId| context.label(id).chars().count() >= 4;
        found = called(&|id| long(id) && names.of(context, id).shortens(&name));
        found.truncate(1);
    }
    if let Some(position) = found.iter().position(|id| Some(*id) == listed) {
        found.swap(0, position);
    }
    found
}
