//! # 核减、节约与空缺 (B22)
//!
//! **查什么** “送审a，审定b，核减c”“预算a，中标b，节约c”“编制a，实有b，空编c”“分值a，扣b，得c”：前两数之差应等于第三个数。
//!
//! **为什么** 三个数来自同一张表，改了一个，另两个没有跟着改。
//!
//! **例** 送审金额935万元，审定金额872万元，核减73万元。 → 935−872＝63万元。
//!
//! **怎样改** 按审核（采购、编制、评分）表核对三个数。
//!
//! **宽严** 三个数在同一句里挨着写，各有说明自己是什么的词，单位同类；说“另”“累计”的不查。
//!
//! **依据** 财政投资评审、政府采购、机构编制报告的通行写法；财预〔2021〕101号：得分须有计算过程。
//!
//! **状态** 新。

use quantity::{Approximation, Dimension};

use crate::claim::{FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};

/// The code of this rule.
pub(crate) const CODE: &str = "B22";

/// What is taken from, what there is, and what is taken off: the words that tell of each, of which a label must have one.
struct Triple {
    whole: &'static [&'static str],
    is: &'static [&'static str],
    off: &'static [&'static str],
    kind: &'static str,
}

const TRIPLES: &[Triple] = &[
    Triple {
        whole: &["送审", "申报", "报审"],
        is: &["审定", "核定", "审核"],
        off: &["审减", "核减", "净审减", "净核减"],
        kind: "核减",
    },
    Triple {
        whole: &["预算", "控制价", "概算", "限价", "批复", "估算", "计划"],
        is: &["中标", "成交", "合同", "采购", "结算", "决算", "实际"],
        off: &["节约", "节支", "节省"],
        kind: "节约",
    },
    Triple {
        whole: &["编制", "应到", "核定床位", "职数"],
        is: &["实有", "在编", "在岗", "实到", "已配"],
        off: &["空编", "缺编", "空缺", "缺席", "空余", "缺员"],
        kind: "空缺",
    },
    Triple {
        whole: &["分值", "权重", "满分", "标准分"],
        is: &["得", "评分"],
        off: &["扣"],
        kind: "扣分",
    },
];

/// Words by which a number is of others than the three.
const OTHERS: &[&str] = &["累计", "另", "率", "平均", "其中", "人均"];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for last in 2..context.figures.len() {
        relations.extend(triple(context, last));
    }
}

fn unequal(form: &Form, told: &Told<'_>) -> Option<String> {
    let [whole, is, off] = form.figures()[..] else {
        return None;
    };
    let (whole, is, off) = (told.printed(whole), told.printed(is), told.printed(off));
    Some(format!("{whole}减{off}不等于{is}"))
}

/// Three figures side by side of which each tells what it is.
fn triple(context: &Context<'_>, last: FigureId) -> Option<Relation> {
    let figures = context.figures;
    let (first, second) = (last - 2, last - 1);
    let near = figures[first].sentence == figures[last].sentence
        && context.separator(first, last) <= Separator::Comma
        && [first, second, last]
            .iter()
            .all(|id| is_told(&figures[*id], &figures[first]));
    near.then_some(())?;
    let says = |id, words| context.says(id, words);
    let told = TRIPLES.iter().find_map(|triple| {
        says(first, triple.whole).then_some(())?;
        let in_order = says(second, triple.is) && says(last, triple.off);
        let turned = says(second, triple.off) && says(last, triple.is);
        match (in_order, turned) {
            (true, false) => Some((triple.kind, second, last)),
            (false, true) => Some((triple.kind, last, second)),
            _ => None,
        }
    });
    let other = || [first, second, last].iter().any(|id| says(*id, OTHERS));
    let (kind, is, off) = told.filter(|_| !other())?;
    Some(
        Relation::stated(CODE, vec![Form::total(first, [is, off])])
            .saying(unequal)
            .by(kind),
    )
}

/// Whether a figure stands beside the first and is a plain amount of its kind.
fn is_told(figure: &Figure, first: &Figure) -> bool {
    // 根据评分标准扣1.5分 is no price.
    let points = figure.quantity.unit.dimension() == Dimension::Score;
    (matches!(figure.role, Role::Amount | Role::Delta(-1)) || points)
        && (figure.same_kind(first) || (is_people(figure) && is_people(first)))
        && figure.depth == first.depth
        && figure.quantity.approximation == Approximation::Exact
        && !figure.own.any(Tags::PRIOR)
}

/// 名 and 人 count the same.
fn is_people(figure: &Figure) -> bool {
    let word = figure.quantity.unit.classifier();
    word.is_some_and(|word| ["人", "名"].contains(&word))
}
