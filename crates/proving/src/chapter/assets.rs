//! Assets, liabilities, cars and machines.

use crate::chapter::phrases::{change, count_parts, money_parts, share_list, slots, whole_list};
use crate::claim::Sort;
use crate::draft::{Draft, say, words};
use crate::world::World;

/// 资产负债
pub(crate) fn balance_sheet(draft: &mut Draft, world: &World) {
    let total = world.spent() * draft.dice.between(30, 400) / 100;
    let debts = total * draft.dice.between(1, 97) / 100;
    let slots = [total, debts, total - debts].map(|fen| draft.money(fen));
    let [assets, owed, net] = slots;
    let ratio = draft.percent(debts, total);
    draft.claim_sum(Sort::Balance, assets, &[owed, net]);
    draft.claim_ratio(Sort::Share, owed, assets, ratio);
    let before = world.before(total, &mut draft.dice);
    let phrase = change(draft, assets, total, before);
    match draft.dice.below(3) {
        0 => say!(
            draft,
            "[截至|]{year}年12月31日，{name}[资产总额|资产总计|资产][为|]{assets}，负债[总额|合计|]{owed}，净资产{net}，资产负债率[为|]{ratio}。",
            year = world.year,
            name = world.name,
            assets = assets,
            owed = owed,
            net = net,
            ratio = ratio,
        ),
        1 => say!(
            draft,
            "[年末|{year}年末]资产总额{assets}，{phrase}；负债{owed}，净资产{net}。",
            year = world.year,
            assets = assets,
            phrase = phrase,
            owed = owed,
            net = net,
        ),
        _ => say!(
            draft,
            "[截至年末，|]单位总资产{assets}，总负债{owed}，资产负债率{ratio}。净资产{net}。",
            assets = assets,
            owed = owed,
            net = net,
            ratio = ratio,
        ),
    }
    draft.end();
    parts_of_assets(draft, total);
}

fn parts_of_assets(draft: &mut Draft, total: i128) {
    let whole = draft.money(total);
    if draft.dice.chance(50) {
        let flowing = total * draft.dice.between(3, 97) / 100;
        let parts = money_parts(
            draft,
            [("流动资产", flowing), ("非流动资产", total - flowing)],
        );
        if draft.dice.chance(70) {
            share_list(draft, "资产总额", whole, &parts);
        } else {
            whole_list(draft, "资产", whole, &parts);
        }
    } else {
        let amounts = draft.dice.split(total, 4, total / 200 + 1);
        let names = ["流动资产", "固定资产净值", "在建工程", "无形资产净值"];
        let parts = money_parts(draft, names.into_iter().zip(amounts));
        if draft.dice.chance(50) {
            share_list(draft, "资产总额", whole, &parts);
        } else {
            whole_list(draft, "国有资产总额", whole, &parts);
        }
    }
    draft.end();
}

/// 车辆与设备
pub(crate) fn cars(draft: &mut Draft, world: &World) {
    const KINDS: &[&str] = &[
        "主要领导干部用车",
        "机要通信用车",
        "应急保障用车",
        "执法执勤用车",
        "特种专业技术用车",
        "其他用车",
    ];
    let total = draft.dice.between(4, 90);
    let names: Vec<&str> = draft.dice.choose(KINDS, 3).into_iter().copied().collect();
    let numbers = draft.dice.split(total, 3, 1);
    let whole = draft.count(total, "辆");
    let parts = count_parts(draft, &names, &numbers, "辆");
    let subject = words!(
        draft,
        "[截至|]{year}年12月31日，[本单位|{name}|]共有车辆",
        year = world.year,
        name = world.name
    );
    match draft.dice.below(3) {
        0 => whole_list(draft, &subject, whole, &parts),
        1 => {
            draft.claim_sum(Sort::Sum, whole, &slots(&parts));
            let figures: Vec<String> = parts.iter().map(|part| part.slot.to_string()).collect();
            say!(
                draft,
                "{subject}{whole}，{names}分别为{figures}。",
                subject = subject,
                whole = whole,
                names = names.join("、"),
                figures = figures.join("、"),
            );
        }
        _ => crate::chapter::phrases::among_list(draft, &subject, whole, &parts, Sort::Among),
    }
    let machines = draft.dice.between(0, 40);
    let machines = draft.count(machines, "台");
    say!(
        draft,
        "单价100万元（含）以上设备{machines}。",
        machines = machines
    );
    draft.end();
}
