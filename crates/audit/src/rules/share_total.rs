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

use quantity::{Decimal, Quantity};

use crate::claim::FigureId;
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Separator};
use crate::finding::{Finding, Kind, Proposal, Severity};
use crate::place::place_of;
use crate::slip::between;

/// The code of this rule.
pub(crate) const CODE: &str = "B13";

/// Names that close a class: with them nothing is left out.
const CLOSING: &[&str] = &["不满意", "不合格", "其他", "以下", "以上"];

/// How many corrections are offered.
const OFFERED: usize = 3;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for first in 0..context.figures.len() {
        findings.extend(shares(context, first).and_then(|shares| check(context, &shares)));
    }
}

/// The percentages from one that opens a list of shares.
fn shares(context: &Context<'_>, first: FigureId) -> Option<Vec<FigureId>> {
    let head = &context.figures[first];
    let opens = head.is_percent() && head.gap.any(Tags::EACH);
    let words = context.sentence_before(first);
    let says_share = ["占比", "比例", "比重", "占"]
        .iter()
        .any(|word| words.contains(word));
    if !opens || !says_share {
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

fn check(context: &Context<'_>, shares: &[FigureId]) -> Option<Finding> {
    let value = |id: FigureId| context.figures[id].quantity.value;
    let (mut low, mut high, mut sum) = (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO);
    for id in shares {
        let (least, most) = context.figures[*id].quantity.wide_ends()?;
        low = low.checked_add(least)?;
        high = high.checked_add(most)?;
        sum = sum.checked_add(value(*id))?;
    }
    if low <= Decimal::HUNDRED && Decimal::HUNDRED <= high {
        return None;
    }
    let mut meant: Vec<(bool, usize, Quantity)> = Vec::new();
    for (place, id) in shares.iter().enumerate() {
        let quantity = context.figures[*id].quantity;
        let value = Decimal::HUNDRED
            .checked_sub(sum)?
            .checked_add(quantity.value)?;
        if !value.is_negative() {
            let slip = between(quantity.value.mantissa(), value.mantissa()).is_some();
            meant.push((!slip, place, Quantity { value, ..quantity }));
        }
    }
    meant.sort_by_key(|(unlike, place, _)| (*unlike, *place));
    Some(finding(context, shares, sum, &meant))
}

fn finding(
    context: &Context<'_>,
    shares: &[FigureId],
    sum: Decimal,
    meant: &[(bool, usize, Quantity)],
) -> Finding {
    let mut order: Vec<usize> = meant.iter().map(|one| one.1).take(OFFERED).collect();
    order.extend(
        (0..shares.len())
            .filter(|place| !order.contains(place))
            .collect::<Vec<_>>(),
    );
    let figures: Vec<_> = order
        .iter()
        .map(|place| place_of(context.reading, &context.figures[shares[*place]]))
        .collect();
    let proposals: Vec<Proposal> = meant
        .iter()
        .take(OFFERED)
        .enumerate()
        .map(|(figure, (_, _, quantity))| Proposal {
            figure,
            from: figures[figure].text.clone(),
            to: quantity.to_string(),
            reason: "其余各项不变时".to_owned(),
            confirmed_by: 1,
        })
        .collect();
    let terms: Vec<String> = shares
        .iter()
        .map(|id| context.figures[*id].quantity.value.to_string())
        .collect();
    Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Share,
        message: format!("列全的各项占比之和为{sum}%，不是100%。"),
        arithmetic: format!("{}＝{sum}≠100", terms.join("＋")),
        proposal: proposals.first().map_or_else(String::new, |first| {
            format!("{} → {}（{}）", first.from, first.to, first.reason)
        }),
        figures,
        proposals,
        proof: None,
        elsewhere: Vec::new(),
    }
}
