//! Income, spending, the budget and its execution, what is carried over.

use quantity::Unit;

use crate::catalogue::PROJECTS;
use crate::chapter::phrases::{
    among_list, change, listing, money_parts, share_list, slots, whole_list,
};
use crate::claim::Sort;
use crate::draft::{Draft, say, words};
use crate::world::World;

/// 收入
pub(crate) fn income(draft: &mut Draft, world: &World) {
    let total = world.income();
    let whole = draft.money(total);
    let mut lines = vec![("财政拨款收入", world.appropriation())];
    lines.extend(world.other_income.iter().map(|line| (line.name, line.now)));
    let called = words!(draft, "[本年收入合计|单位收入合计|全年收入总额]");
    draft.remember(&called, whole);
    let subject = words!(
        draft,
        "[{name}|我单位|本单位|][{year}年度|]{called}",
        name = world.name,
        year = world.year,
        called = called,
    );
    let parts = money_parts(draft, lines);
    match draft.dice.below(3) {
        _ if parts.len() < 2 => {
            let before = world.before(total, &mut draft.dice);
            let phrase = change(draft, whole, total, before);
            say!(draft, "{s}{w}，{c}。", s = subject, w = whole, c = phrase);
        }
        0 => whole_list(draft, &subject, whole, &parts),
        1 => among_list(draft, &subject, whole, &parts, Sort::Among),
        _ => share_list(draft, &subject, whole, &parts),
    }
    draft.end();
}

/// 支出: by nature, then what basic spending is made of.
pub(crate) fn spending(draft: &mut Draft, world: &World) {
    let fiscal = world.fiscal();
    let whole = draft.money(fiscal);
    let basic = world.basic.0 + world.basic.1;
    let parts = money_parts(draft, [("基本支出", basic), ("项目支出", world.project())]);
    let called = words!(draft, "[财政拨款支出|财政拨款支出合计]");
    draft.remember(&called, whole);
    let subject = words!(
        draft,
        "[{year}年|]{called}",
        year = world.year,
        called = called
    );
    match draft.dice.below(3) {
        0 => share_list(draft, &subject, whole, &parts),
        1 => whole_list(draft, &subject, whole, &parts),
        _ => among_list(draft, &subject, whole, &parts, Sort::Sum),
    }
    let (staff, running) = world.basic;
    if staff > 0 && running > 0 {
        let again = draft.money(basic);
        let costs = money_parts(draft, [("人员经费", staff), ("公用经费", running)]);
        let said = words!(draft, "基本支出[中|]");
        if draft.dice.chance(50) {
            among_list(draft, &said, again, &costs, Sort::Sum);
        } else {
            share_list(draft, &said, again, &costs);
        }
    }
    draft.end();
}

/// 按功能分类
pub(crate) fn by_function(draft: &mut Draft, world: &World) {
    let whole = draft.money(world.spent());
    let classes: Vec<(&str, i128)> = world
        .classes()
        .into_iter()
        .map(|(_, name, items)| (name, items.iter().map(|item| item.all()).sum()))
        .collect();
    let parts = money_parts(draft, classes);
    let called = words!(draft, "[本年支出合计|单位支出合计|全年支出总额]");
    draft.remember(&called, whole);
    let subject = words!(
        draft,
        "[{year}年度|]{called}",
        year = world.year,
        called = called
    );
    if draft.dice.chance(60) {
        share_list(draft, &subject, whole, &parts);
    } else {
        whole_list(draft, &subject, whole, &parts);
    }
    draft.end();
}

/// 年初预算、全年预算、执行数、执行率
pub(crate) fn execution(draft: &mut Draft, world: &World) {
    let done = world.spent();
    let slack = done * draft.dice.between(0, 25) / 100;
    let year_budget = done + slack;
    let first = (year_budget - world.adjusted).max(1);
    let initial = draft.money(first);
    let adjusted = draft.money(year_budget - first);
    let plan = draft.money(year_budget);
    let spent = draft.money(done);
    let rate = draft.percent(done, year_budget);
    let left = draft.money(year_budget - done);
    let again = draft.again(plan);
    draft.claim_sum(Sort::Sum, plan, &[initial, adjusted]);
    draft.claim_ratio(Sort::Rate, spent, plan, rate);
    draft.claim_sum(Sort::Balance, plan, &[spent, left]);
    match draft.dice.below(5) {
        0 => say!(
            draft,
            "{year}年[全年预算数|全年预算][为|]{plan}，[全年执行数|实际执行数|执行数][为|]{spent}，[预算|]执行率[为|]{rate}[，整体预算执行情况较好|]。",
            year = world.year,
            plan = plan,
            spent = spent,
            rate = rate,
        ),
        1 => say!(
            draft,
            "[部门|单位]年初预算[为|]{initial}，加上年中追加{adjusted}，全年预算[共计|合计]{plan}。[实际|全年]支出{spent}，完成全年预算{again}的{rate}。",
            initial = initial,
            adjusted = adjusted,
            plan = plan,
            spent = spent,
            again = again,
            rate = rate,
        ),
        2 => say!(
            draft,
            "全年预算{plan}，[已|实际]执行{spent}，[结余|剩余]{left}，执行率{rate}。",
            plan = plan,
            spent = spent,
            left = left,
            rate = rate,
        ),
        3 => say!(
            draft,
            "[本年度|{year}年][支出决算|支出决算数][为|]{spent}，[完成|为]调整预算{plan}的{rate}。",
            year = world.year,
            plan = plan,
            spent = spent,
            rate = rate,
        ),
        _ => say!(
            draft,
            "[财政|上级][下达|安排][预算|资金]{plan}，[实际|]支出{spent}，预算执行率[达到|为|]{rate}。",
            plan = plan,
            spent = spent,
            rate = rate,
        ),
    }
    draft.end();
}

/// 年初结转 + 收入 − 支出 = 年末结转
pub(crate) fn carried_over(draft: &mut Draft, world: &World) {
    let opening = world.opening.0 + world.opening.1;
    let closing = world.closing.0 + world.closing.1;
    let total = world.grand_total();
    let slots = [opening, world.income(), world.spent(), closing].map(|fen| draft.money(fen));
    let [start, income, spent, end] = slots;
    let (in_total, out_total) = (draft.money(total), draft.money(total));
    draft.claim(
        Sort::Balance,
        vec![
            (1, vec![start]),
            (1, vec![income]),
            (-1, vec![spent]),
            (-1, vec![end]),
        ],
    );
    draft.claim_sum(Sort::Sum, in_total, &[income, start]);
    draft.claim_sum(Sort::Sum, out_total, &[spent, end]);
    draft.claim(Sort::Same, vec![(1, vec![in_total]), (-1, vec![out_total])]);
    match draft.dice.below(4) {
        0 => say!(
            draft,
            "[年初结转和结余|上年结转]{start}，本年收入{income}，本年支出{spent}，年末结转[和结余|]{end}。",
            start = start,
            income = income,
            spent = spent,
            end = end,
        ),
        1 => say!(
            draft,
            "本年收入{income}，加上[年初结转和结余|上年结转结余]{start}，收入总计{total}；本年支出{spent}，加上年末结转和结余{end}，支出总计{same}。",
            income = income,
            start = start,
            total = in_total,
            spent = spent,
            end = end,
            same = out_total,
        ),
        2 => say!(
            draft,
            "收入总计{total}，其中：本年收入{income}，年初结转和结余{start}。支出总计{same}，其中：本年支出{spent}，年末结转和结余{end}。",
            income = income,
            start = start,
            total = in_total,
            spent = spent,
            end = end,
            same = out_total,
        ),
        _ => say!(
            draft,
            "[截至|]{year}年初，结转[和结余资金|资金]{start}；[当年|本年]收入{income}，支出{spent}，年末结转[和结余|结余]{end}。",
            year = world.year,
            start = start,
            income = income,
            spent = spent,
            end = end,
        ),
    }
    draft.end();
}

/// 项目
pub(crate) fn projects(draft: &mut Draft, world: &World) {
    let total = world.project();
    let count = 2 + draft.dice.below(4);
    if total < 1_000 {
        return;
    }
    let names = draft.dice.choose(PROJECTS, count);
    let amounts = draft.dice.split(total, count, 100);
    let whole = draft.money(total);
    let number = draft.count(count as i128, "个");
    let parts = money_parts(draft, names.into_iter().copied().zip(amounts));
    draft.claim_sum(Sort::Sum, whole, &slots(&parts));
    draft.claim(
        Sort::Count,
        vec![(1, vec![number]), (-(count as i64), vec![])],
    );
    let list = match draft.dice.below(3) {
        0 => {
            let steps = ["一", "二", "三", "四", "五"];
            let said: Vec<String> = parts
                .iter()
                .zip(steps)
                .map(|(part, step)| format!("{step}是{}项目{}", part.name, part.slot))
                .collect();
            said.join("；")
        }
        _ => listing(draft, &parts),
    };
    say!(
        draft,
        "[{year}年|全年|][共|]安排[专项|]项目{number}，[项目支出|资金][总额|共计]{whole}：{list}。",
        year = world.year,
        number = number,
        whole = whole,
        list = list,
    );
    draft.end();
}

/// One total in a great unit, its parts in a small one.
pub(crate) fn in_two_units(draft: &mut Draft, world: &World) {
    let total = world.spent();
    if total < 2_000_000_000 {
        return;
    }
    let whole = draft.money_in(total, Unit::YI_YUAN, 2);
    let names: [&str; 3] = ["一般公共预算安排", "上级专项资金", "自筹资金"];
    let amounts = draft.dice.split(total, 3, total / 100);
    let parts = money_parts(draft, names.into_iter().zip(amounts));
    let subject = words!(draft, "[累计|全年|]投入资金[总量|]");
    whole_list(draft, &subject, whole, &parts);
    draft.end();
}
