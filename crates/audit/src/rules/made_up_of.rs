//! # 车辆与评级构成 (A16)
//!
//! **查什么** 决算说明里共有车辆的辆数应等于其后各类用车之和；自评项目的个数应等于评为各等级的项目之和。
//!
//! **为什么** 这两处的分类是公开模板定死的，不重不漏；改了总数忘了改分类。
//!
//! **例** 共有车辆5辆，其中：主要领导干部用车3辆、机要通信用车1辆、应急保障用车1辆、其他用车2辆。
//!
//! **怎样改** 按资产卡片、自评结果改。
//!
//! **宽严** 只认决算公开模板的句式：车辆的分类列到“其他用车”，等级列到“不合格”或“差”；列得不全的不报。
//!
//! **依据** 财预〔2016〕143号；行政事业单位国有资产报告的分类。
//!
//! **状态** 新。

use crate::claim::{FigureId, Form, Relation, Told};
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
}

const DIVISIONS: &[Division] = &[
    Division {
        whole: &["共有车辆", "车辆共计", "车辆共有", "公务用车共有"],
        part: &["用车", "车辆"],
        last: &["其他用车", "其他车辆"],
    },
    Division {
        whole: &["自评"],
        part: &["优", "良", "合格", "中", "差", "不合格"],
        last: &["不合格", "差"],
    },
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    if !context.account.is_present() {
        return;
    }
    let amounts = context.in_role(|role| role == Role::Amount);
    for (id, _) in amounts {
        let before = context.clause_to(context.figures[id].start);
        let division = DIVISIONS
            .iter()
            .find(|division| division.whole.iter().any(|word| before.contains(word)));
        let parts = division.and_then(|division| parts(context, id, division));
        relations.extend(parts.map(|parts| {
            Relation::stated(CODE, vec![Form::total(id, parts)]).saying(not_made_up_of)
        }));
    }
}

fn not_made_up_of(form: &Form, told: &Told<'_>) -> Option<String> {
    let whole = form.figures().first().copied()?;
    Some(format!("各类之和不等于总数{}", told.printed(whole)))
}

/// The parts of a whole in the same sentence, as far as the last of the form.
fn parts(context: &Context<'_>, whole: FigureId, division: &Division) -> Option<Vec<FigureId>> {
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
                return (parts.len() > 2 && parts.len() <= MOST).then_some(parts);
            }
        } else if !parts.is_empty() || other.same_kind(figure) {
            return None;
        }
    }
    None
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
