//! # 各项占比之和 (B13)
//!
//! **查什么** “非常满意、满意、一般、不满意占比分别为a%、b%、c%、d%”：列全了的占比相加应为100%。
//!
//! **为什么** 一项占比抄错，只有加起来才看得出。
//!
//! **例** 占比分别为60%、25%、10%、15%。 → 合计110%。
//!
//! **怎样改** 按问卷或台账重算各项占比。
//!
//! **宽严** 只看“分别为”“依次为”引出、名目列到“不满意”“其他”“以下”而止的占比；每项按四舍五入与截尾所代表的区间判断。
//!
//! **依据** 财预〔2020〕10号：满意度按有效问卷计算。
//!
//! **状态** 新。

use quantity::{Decimal, Rational};

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Separator};

/// The code of this rule.
pub(crate) const CODE: &str = "B13";

/// Names that close a class: with them nothing is left out.
const CLOSING: &[&str] = &["不满意", "不合格", "其他", "以下", "以上"];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for first in 0..context.figures.len() {
        relations.extend(shares(context, first).map(|shares| {
            let all = Form::adds_up_to(shares, Decimal::HUNDRED);
            Relation::new(CODE, Certainty::Probable, vec![all]).saying(not_all)
        }));
    }
}

fn not_all(form: &Form, told: &Told<'_>) -> Option<String> {
    let shares = form.figures();
    let sum: Rational = shares.iter().map(|id| told.value(*id)).sum();
    let sum = told.in_unit_of(&sum, shares[0]);
    Some(format!("列全的各项占比之和为{sum}，不是100%"))
}

/// The percentages from one that opens a list of shares.
fn shares(context: &Context<'_>, first: FigureId) -> Option<Vec<FigureId>> {
    let head = &context.figures[first];
    let opens = head.is_percent() && head.gap.any(Tags::EACH);
    if !opens {
        return None;
    }
    let words = context.sentence_before(first);
    let says_share = ["占比", "比例", "比重", "占"]
        .iter()
        .any(|word| words.contains(word));
    if !says_share {
        return None;
    }
    let names = words.rsplit(['，', '；', '：']).next()?;
    let goes_on = |figure: &&Figure| {
        figure.is_percent()
            && figure.sentence == head.sentence
            && figure.depth == head.depth
            && figure.separator == Separator::Enumeration
    };
    let more = context.figures[first + 1..]
        .iter()
        .take_while(goes_on)
        .count();
    let closes = CLOSING.iter().any(|word| names.contains(word));
    let named = names.split(['、', '和']).count() == more + 1;
    let complete =
        closes && named && !names.contains('等') && !context.after(first + more).starts_with('等');
    (more > 1 && complete).then(|| (first..=first + more).collect())
}
