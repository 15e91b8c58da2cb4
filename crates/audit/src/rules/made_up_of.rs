//! # 车辆与评级构成 (A16)
//!
//! **查什么** 决算说明里共有车辆的辆数应等于其后各类用车之和；自评项目的个数应等于评为各等级的项目之和；互不包含的两个分项（基本支出与项目支出等）不能各等于总数。
//!
//! **为什么** 这两处的分类是公开模板定死的，不重不漏；改了总数忘了改分类。
//!
//! **例** 共有车辆5辆，其中：主要领导干部用车3辆、机要通信用车1辆、应急保障用车1辆、其他用车2辆。
//!
//! **怎样改** 按资产卡片、自评结果改。
//!
//! **宽严** 只认决算公开模板的句式：车辆的分类列到“其他用车”，等级列到“不合格”或“差”；等级列了三个以上而没有列到最后的只作提醒；别的列得不全的不报。
//!
//! **依据** 财预〔2016〕143号；行政事业单位国有资产报告的分类。
//!
//! **状态** 新。

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::figure::{Figure, Role};

/// The code of this rule.
pub(crate) const CODE: &str = "A16";

/// More classes than this no form has.
const MOST: usize = 16;

/// A whole that a form divides: words before it, words of each part, words of the last part.
struct Division {
    whole: &'static [&'static str],
    part: &'static [&'static str],
    last: &'static [&'static str],
    /// How many parts may do where the last one is not told, as nothing is of its kind.
    least: usize,
}

const DIVISIONS: &[Division] = &[
    Division {
        whole: &["共有车辆", "车辆共计", "车辆共有", "公务用车共有"],
        part: &["用车", "车辆"],
        last: &["其他用车", "其他车辆"],
        least: usize::MAX,
    },
    Division {
        whole: &["自评", "绩效评价", "评价项目"],
        part: &["优", "良", "合格", "中", "差", "不合格"],
        last: &["不合格", "差"],
        least: 3,
    },
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    relations.extend(both_all_of_it(context));
    if !context.account.is_present() {
        return;
    }
    let amounts = context.in_role(|role| role == Role::Amount);
    for (id, _) in amounts {
        let figure = &context.figures[id];
        let before = context.clause_to(figure.start);
        // 对11个项目开展了绩效自评: what was counted may be said behind the number.
        let next = context
            .figures
            .get(id + 1)
            .map_or(figure.end, |next| next.start);
        let behind = context.sentence_from(figure.end);
        let behind = &behind[..behind.floor_char_boundary(next.saturating_sub(figure.end))];
        let said = |division: &&Division| {
            let mut words = division.whole.iter();
            let open = division.least < usize::MAX;
            words.any(|word| before.contains(word) || open && behind.contains(word))
        };
        let division = DIVISIONS.iter().find(said);
        let parts = division.and_then(|division| parts(context, id, division));
        relations.extend(parts.map(|(parts, certainty)| {
            Relation::new(CODE, certainty, vec![Form::total(id, parts)]).saying(not_made_up_of)
        }));
    }
}

/// What divides a whole, so that two of them cannot both be all of it.
const DISJOINT: [&[&str]; 6] = [
    &["基本支出", "项目支出", "经营支出"],
    &["人员经费", "公用经费"],
    &["货物", "工程", "服务"],
    &["用车购置", "用车运行"],
    &["一般公共预算", "政府性基金", "国有资本经营"],
    &["在职", "离休", "退休"],
];

/// 支出100万元，其中：基本支出100万元，项目支出100万元.
fn both_all_of_it(context: &Context<'_>) -> Vec<Relation> {
    let value = |id: FigureId| context.figures[id].quantity.in_base();
    let kind = |id: FigureId| {
        let label = context.label(id);
        let place = |set: &[&str]| set.iter().position(|word| label.contains(word));
        let mut sets = DISJOINT.iter().enumerate();
        sets.find_map(|(number, set)| Some((number, place(set)?)))
    };
    let mut found = Vec::new();
    for list in context.lists {
        let whole = value(list.whole);
        let all = list.parts.iter().copied();
        let all = all.filter(|part| {
            let figure = &context.figures[*part];
            let alike = figure.same_kind(&context.figures[list.whole]);
            alike && value(*part) == whole && !figure.quantity.value.is_zero()
        });
        let kinds: Vec<(FigureId, (usize, usize))> = all
            .filter_map(|part| Some((part, kind(part)?)))
            .take(MOST)
            .collect();
        let pair = kinds.windows(2).find(|pair| {
            let (one, other) = (pair[0].1, pair[1].1);
            one.0 == other.0 && one.1 != other.1
        });
        found.extend(pair.map(|pair| {
            let form = Form::within(list.whole, [pair[0].0, pair[1].0]);
            let last = &context.figures[pair[1].0];
            Relation::stated(CODE, vec![form])
                .saying(each_is_all)
                .quoting((last.start, last.end))
                .advising("核对各分项，它们之和应等于总数")
        }));
    }
    found
}

fn each_is_all(form: &Form, told: &Told<'_>) -> Option<String> {
    let figures = form.figures();
    let whole = told.printed(*figures.first()?);
    Some(format!("两个分项各等于总数{whole}"))
}

fn not_made_up_of(form: &Form, told: &Told<'_>) -> Option<String> {
    let whole = form.figures().first().copied()?;
    Some(format!("各类之和不等于总数{}", told.printed(whole)))
}

/// The parts of a whole in the same sentence, as far as the last of the form.
fn parts(
    context: &Context<'_>,
    whole: FigureId,
    division: &Division,
) -> Option<(Vec<FigureId>, Certainty)> {
    let figure = &context.figures[whole];
    let after = context.figures[whole + 1..].iter().enumerate();
    let near = after.take_while(|(_, other)| other.paragraph == figure.paragraph);
    let mut parts: Vec<FigureId> = Vec::new();
    for (offset, other) in near.take(2 * MOST) {
        let label = label(context, other);
        let named = division.part.iter().any(|word| label.contains(word));
        if named && other.same_kind(figure) && other.role == Role::Amount {
            parts.push(whole + 1 + offset);
            if division.last.iter().any(|word| label.contains(word)) {
                let told = parts.len() > 2 && parts.len() <= MOST;
                return told.then_some((parts, Certainty::Stated));
            }
        } else if !parts.is_empty() || other.same_kind(figure) {
            break;
        }
    }
    let enough = parts.len() >= division.least && parts.len() <= MOST;
    enough.then_some((parts, Certainty::Probable))
}

/// The words between the mark before a figure and the figure, quotes included: 绩效评级为“优”的项目.
fn label<'c>(context: &'c Context<'_>, figure: &Figure) -> &'c str {
    let before =
        &context.reading.text[context.reading.paragraphs[figure.paragraph].start..figure.start];
    let start = before
        .char_indices()
        .rev()
        .take(24)
        .find(|(_, c)| "，。；：、（".contains(*c))
        .map_or(before.len(), |(at, c)| at + c.len_utf8());
    &before[start..]
}
