//! Government procurement.

use crate::chapter::phrases::{among_list, money_parts, share_list, whole_list};
use crate::claim::Sort;
use crate::draft::{Draft, say, words};
use crate::world::World;

/// 政府采购: goods, works, services, and the share of small firms.
pub(crate) fn procurement(draft: &mut Draft, world: &World) {
    let total = world.project() / 2 + 1_000_000;
    let whole = draft.money(total);
    let amounts = draft.dice.split(total, 3, total / 100);
    let names = ["货物", "工程", "服务"];
    let ending = *draft.dice.pick(&["支出", "采购支出", "采购金额"]);
    let names = names.map(|name| format!("政府采购{name}{ending}"));
    let named: Vec<(&str, i128)> = names.iter().map(String::as_str).zip(amounts).collect();
    let parts = money_parts(draft, named);
    let subject = words!(
        draft,
        "[{year}年度|本年度|全年]政府采购[支出总额|总额|金额]",
        year = world.year
    );
    match draft.dice.below(3) {
        0 => share_list(draft, &subject, whole, &parts),
        1 => whole_list(draft, &subject, whole, &parts),
        _ => among_list(draft, &subject, whole, &parts, Sort::Sum),
    }
    small_firms(draft, total, whole);
    draft.end();
}

fn small_firms(draft: &mut Draft, total: i128, whole: crate::draft::Slot) {
    let medium = total * draft.dice.between(30, 100) / 100;
    let tiny = medium * draft.dice.between(10, 100) / 100;
    let (to_medium, to_tiny) = (draft.money(medium), draft.money(tiny));
    let share = draft.percent(medium, total);
    let tiny_share = draft.percent(tiny, total);
    let of_medium = draft.percent(tiny, medium);
    draft.claim_ratio(Sort::Share, to_medium, whole, share);
    draft.claim_ratio(Sort::Share, to_tiny, whole, tiny_share);
    draft.claim_ratio(Sort::Share, to_tiny, to_medium, of_medium);
    draft.claim_within(Sort::Bound, to_tiny, to_medium);
    say!(
        draft,
        "授予中小企业合同金额{to_medium}，占政府采购[支出总额|总额|金额]的{share}[|，其中：授予小微企业合同金额{to_tiny}，占[政府采购|]支出总额的{tiny_share}|，其中：授予小微企业合同金额{to_tiny}，占授予中小企业合同金额的{of_medium}]。",
        to_medium = to_medium,
        share = share,
        to_tiny = to_tiny,
        tiny_share = tiny_share,
        of_medium = of_medium,
    );
}
