//! # 未完成而称全部完成 (F01)
//!
//! **查什么** 同一段里写着“剩余…”“未整改…”而结论是“完成年度指标值100%”。
//!
//! **为什么** 有剩余就不是百分之百，得满分没有依据。
//!
//! **例** 已整改39个，剩余4个，完成年度指标值100%。 → 39÷43＝90.70%。
//!
//! **怎样改** 按实际完成率写并扣减得分，或说明剩余部分为何不计入指标。
//!
//! **宽严** 只作提醒：剩余部分可能确不在指标范围之内；剩余极少、完成率四舍五入就是100%的不报。
//!
//! **依据** 财预〔2020〕10号：未完成指标值的按完成值与指标值的比例记分。
//!
//! **状态** 稳定。

use memchr::memmem;
use quantity::Decimal;

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Role, Separator};

/// The code of this rule.
pub(crate) const CODE: &str = "F01";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for claim in full_claims(context) {
        let left = context.before(claim).filter(|(_, other)| {
            other.role == Role::Amount
                && other.lead.any(Tags::LEFT)
                && !other.quantity.value.is_zero()
        });
        let found = left
            .filter_map(|(left, _)| Some((left, done_beside(context, left)?)))
            .next();
        relations.extend(found.map(|(left, done)| {
            let rate = Form::ratio_of_sums([done], [done, left], claim);
            Relation::new(CODE, Certainty::Probable, vec![rate])
                .saying(not_all_done)
                .advising("按实际完成率写明并相应扣分，或说明剩余部分为何不计入")
        }));
    }
}

fn not_all_done(form: &Form, told: &Told<'_>) -> Option<String> {
    let [_, left, percent] = form.figures()[..] else {
        return None;
    };
    let (percent, left) = (told.printed(percent), told.printed(left));
    Some(format!("称完成{percent}，但同段写明尚余{left}"))
}

/// What was done of the things some of which are left: 已整改39个，剩余4个.
fn done_beside(context: &Context<'_>, left: FigureId) -> Option<FigureId> {
    let rest = &context.figures[left];
    let done = context.before_in_sentence(left).find(|(_, other)| {
        other.lead.any(Tags::DONE)
            && !other.lead.any(Tags::LEFT)
            && other.same_kind(rest)
            && other.role == Role::Amount
    });
    done.map(|(id, _)| id)
        .filter(|id| context.separator(*id, left) <= Separator::Comma)
}

/// The figures that claim all was done: 完成年度指标值的100%. Few documents say so at all; the words are sought first.
pub(super) fn full_claims(context: &Context<'_>) -> Vec<FigureId> {
    const WORDS: &str = "完成年度指标值";
    let mut claims = Vec::new();
    for at in memmem::find_iter(context.reading.text.as_bytes(), WORDS) {
        let next = context.figures.partition_point(|figure| figure.start <= at);
        let Some(figure) = context.figures.get(next) else {
            break;
        };
        let said = figure.label.0 <= at
            && figure.is_percent()
            && figure.quantity.value == Decimal::HUNDRED;
        if said && claims.last() != Some(&next) {
            claims.push(next);
        }
    }
    claims
}
