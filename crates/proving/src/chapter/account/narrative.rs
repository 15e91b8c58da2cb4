//! The narrative of final accounts: every item against its budget and the table.

use crate::chapter::account::tables::Printed;
use crate::chapter::phrases::change;
use crate::claim::Sort;
use crate::draft::{Draft, Slot, say, words};
use crate::figure::Form;
use crate::world::World;

/// A figure of a table said in the text.
fn said(draft: &mut Draft, cell: Slot) -> Slot {
    let form = Form {
        bare: false,
        ..draft.form(cell)
    };
    draft.same_in(cell, form, Sort::Table)
}

/// Writes the narrative.
pub(super) fn narrative(draft: &mut Draft, world: &World, printed: &Printed) {
    draft.heading(2, "一、收入支出决算总体情况说明");
    let total = world.grand_total();
    let grand = said(draft, printed.grand);
    let before = world.before(total, &mut draft.dice);
    let phrase = change(draft, grand, total, before);
    say!(
        draft,
        "{name}{year}年度[收入支出总计|收、支总计]{grand}。[{phrase}。|收支总计{phrase}，主要原因是[人员变动|项目安排变化]。]",
        name = world.name,
        year = world.year,
        grand = grand,
        phrase = phrase,
    );
    draft.end();
    draft.heading(2, "二、收入决算情况说明");
    let income = said(draft, printed.income);
    let lines = printed.income_lines.clone();
    shares(draft, "本年收入合计", income, world.income(), &lines);
    draft.heading(2, "三、支出决算情况说明");
    let [all, basic, project] = printed.spent.map(|slot| said(draft, slot));
    let amounts = [
        world.basic.0 + world.basic.1,
        world.spent() - world.basic.0 - world.basic.1,
    ];
    let lines: Vec<(&str, i128, Slot)> = ["基本支出", "项目支出"]
        .into_iter()
        .zip(amounts)
        .zip([basic, project])
        .map(|((name, fen), slot)| (name, fen, slot))
        .filter(|line| line.1 > 0)
        .collect();
    share_sentence(draft, "本年支出合计", all, world.spent(), &lines);
    draft.heading(2, "四、一般公共预算财政拨款支出决算情况说明");
    by_class(draft, world, printed);
    items(draft, world, printed);
    draft.heading(2, "五、一般公共预算财政拨款基本支出决算情况说明");
    costs(draft, world, printed);
    draft.heading(2, "六、财政拨款“三公”经费支出决算情况说明");
    guests(draft, world, printed);
}

/// A total and its lines of a table, said with shares.
fn shares(
    draft: &mut Draft,
    subject: &str,
    whole: Slot,
    total: i128,
    lines: &[(&'static str, i128, Slot)],
) {
    let lines: Vec<(&str, i128, Slot)> = lines
        .iter()
        .map(|(name, fen, slot)| (*name, *fen, said(draft, *slot)))
        .collect();
    share_sentence(draft, subject, whole, total, &lines);
}

fn share_sentence(
    draft: &mut Draft,
    subject: &str,
    whole: Slot,
    total: i128,
    lines: &[(&str, i128, Slot)],
) {
    let slots: Vec<Slot> = lines.iter().map(|line| line.2).collect();
    draft.claim_sum(Sort::Sum, whole, &slots);
    let mut parts = Vec::new();
    for (name, fen, slot) in lines {
        let share = draft.percent(*fen, total);
        draft.claim_ratio(Sort::Share, *slot, whole, share);
        parts.push(format!("{name}{slot}，占{share}"));
    }
    say!(
        draft,
        "{subject}{whole}，[其中|其中：]{parts}。",
        subject = subject,
        whole = whole,
        parts = parts.join("；"),
    );
    draft.end();
}

fn by_class(draft: &mut Draft, world: &World, printed: &Printed) {
    let fiscal = said(draft, printed.fiscal);
    let before = world.before(world.fiscal(), &mut draft.dice);
    let phrase = change(draft, fiscal, world.fiscal(), before);
    let share = draft.percent(world.fiscal(), world.spent());
    say!(
        draft,
        "{year}年度一般公共预算财政拨款支出{fiscal}，{phrase}。",
        year = world.year,
        fiscal = fiscal,
        phrase = phrase,
    );
    let _ = share;
    draft.end();
    let whole = said(draft, printed.fiscal);
    let lines: Vec<(&str, i128, Slot)> = printed
        .classes
        .iter()
        .map(|(name, fen, slot)| (*name, *fen, said(draft, *slot)))
        .collect();
    let slots: Vec<Slot> = lines.iter().map(|line| line.2).collect();
    draft.claim_sum(Sort::Sum, whole, &slots);
    let mut parts = Vec::new();
    for (name, fen, slot) in lines {
        let share = draft.percent(fen, world.fiscal());
        draft.claim_ratio(Sort::Share, slot, whole, share);
        parts.push(format!("{name}（类）{slot}，占{share}"));
    }
    say!(
        draft,
        "一般公共预算财政拨款支出{whole}，主要用于以下方面：{parts}。",
        whole = whole,
        parts = parts.join("；"),
    );
    draft.end();
}

/// Each item: budget, final account, percentage, and why they differ.
fn items(draft: &mut Draft, world: &World, printed: &Printed) {
    let budget: i128 = world.items.iter().map(|item| item.budget).sum();
    let plan = draft.money_as(budget, printed.fiscal);
    let whole = said(draft, printed.fiscal);
    against(
        draft,
        "一般公共预算财政拨款支出",
        (plan, budget),
        (whole, world.fiscal()),
    );
    say!(draft, "其中：");
    draft.end();
    let (mut plans, mut dones) = (Vec::new(), Vec::new());
    for (number, (item, cell)) in world.items.iter().zip(&printed.items).enumerate() {
        let plan = draft.money_as(item.budget, *cell);
        let done = said(draft, *cell);
        plans.push(plan);
        dones.push(done);
        let leaf = item.leaf;
        let name = format!(
            "{}、{}（类）{}（款）{}（项）。",
            number + 1,
            leaf.class,
            leaf.group,
            leaf.name
        );
        against(draft, &name, (plan, item.budget), (done, item.fiscal()));
        draft.end();
    }
    draft.claim_sum(Sort::Sum, plan, &plans);
    draft.claim_sum(Sort::Sum, whole, &dones);
}

/// 年初预算为…，支出决算为…，完成年初预算的…。决算数小于预算数的主要原因….
fn against(draft: &mut Draft, name: &str, (plan, budget): (Slot, i128), (done, now): (Slot, i128)) {
    let rate = draft.percent(now, budget);
    draft.claim_ratio(Sort::Rate, done, plan, rate);
    say!(
        draft,
        "{name}年初预算为{plan}，支出决算为{done}[，完成年初预算的{rate}|]。",
        name = name,
        plan = plan,
        done = done,
        rate = rate,
    );
    let printed = |slot: Slot| {
        draft.shown[slot.0]
            .quantity()
            .map(|quantity| quantity.value)
    };
    if printed(plan) == printed(done) {
        say!(draft, "决算数与预算数[持平|基本持平]。");
        return;
    }
    let way = draft.direction(now > budget, ("大于", "小于"));
    draft.claim_order(done, plan, way);
    let reason = words!(draft, "[人员增减变动|年中调整预算|项目据实结算|政策性调资]");
    say!(
        draft,
        "决算数{way}预算数的主要原因[：|是]{reason}。",
        way = way,
        reason = reason,
    );
}

fn costs(draft: &mut Draft, world: &World, printed: &Printed) {
    let (staff, running) = (said(draft, printed.costs.0), said(draft, printed.costs.1));
    let whole = draft.money_as(world.basic.0 + world.basic.1, printed.fiscal);
    draft.claim_sum(Sort::Sum, whole, &[staff, running]);
    say!(
        draft,
        "一般公共预算财政拨款基本支出{whole}，其中：人员经费{staff}，主要包括基本工资、津贴补贴等；公用经费{running}，主要包括办公费、差旅费等。",
        whole = whole,
        staff = staff,
        running = running,
    );
    draft.end();
}

fn guests(draft: &mut Draft, world: &World, printed: &Printed) {
    let [abroad, buying, running, hosting] = world.vehicles_and_guests;
    let lines = [
        ("因公出国（境）费", abroad.budget, abroad.now),
        (
            "公务用车购置及运行维护费",
            buying.budget + running.budget,
            buying.now + running.now,
        ),
        ("公务接待费", hosting.budget, hosting.now),
    ];
    let total = (
        lines.iter().map(|line| line.1).sum::<i128>(),
        lines.iter().map(|line| line.2).sum::<i128>(),
    );
    let (plan, done) = printed.guests[0];
    let (plan, done) = (said(draft, plan), said(draft, done));
    let rate = draft.percent(total.1, total.0);
    draft.claim_ratio(Sort::Rate, done, plan, rate);
    let mut parts = Vec::new();
    let mut slots = Vec::new();
    for ((name, budget, now), cell) in lines.into_iter().zip(&printed.guests[1..]) {
        let slot = said(draft, cell.1);
        let plan = said(draft, cell.0);
        let rate = draft.percent(now, budget);
        draft.claim_ratio(Sort::Rate, slot, plan, rate);
        slots.push(slot);
        parts.push(if budget == 0 {
            format!("{name}支出决算为{slot}")
        } else {
            words!(
                draft,
                "{name}支出预算为{plan}，支出决算为{slot}，完成预算的{rate}",
                name = name,
                plan = plan,
                slot = slot,
                rate = rate,
            )
        });
    }
    draft.claim_sum(Sort::Sum, done, &slots);
    say!(
        draft,
        "“三公”经费财政拨款支出年初预算为{plan}，支出决算为{done}，完成预算的{rate}，其中：{parts}。",
        plan = plan,
        done = done,
        rate = rate,
        parts = parts.join("；"),
    );
    draft.end();
}
