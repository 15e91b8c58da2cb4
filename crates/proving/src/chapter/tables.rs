//! Tables of a report: the execution of the budget, the structure of spending, the balance sheet, 三公经费.

use document::{Align, Cell};

use crate::chapter::phrases::change;
use crate::claim::Sort;
use crate::draft::{Draft, Slot, say};
use crate::figure::Form;
use crate::world::World;

/// A cell with a figure.
pub(crate) fn figure(slot: Slot) -> Cell {
    Cell {
        align: Align::Right,
        ..Cell::plain(slot.to_string())
    }
}

/// A row of plain cells.
pub(crate) fn head(words: &[&str]) -> Vec<Cell> {
    words.iter().map(|word| Cell::plain(*word)).collect()
}

/// The line above a table that says its unit.
pub(crate) fn unit_line(draft: &mut Draft) {
    say!(draft, "单位：万元");
    draft.end();
}

/// 预算执行情况表: first budget, adjustment, budget of the year, spent, rate.
pub(crate) fn execution(draft: &mut Draft, world: &World) {
    unit_line(draft);
    let basic = world.basic.0 + world.basic.1;
    let lines = [("基本支出", basic), ("项目支出", world.project())];
    let mut rows = vec![head(&[
        "项目",
        "年初预算数",
        "预算调整数",
        "全年预算数",
        "全年执行数",
        "执行率",
    ])];
    let mut columns: [Vec<Slot>; 4] = Default::default();
    let mut sums = [0_i128; 4];
    for (name, done) in lines {
        let year = done + done * draft.dice.between(0, 20) / 100;
        let first = year * draft.dice.between(70, 100) / 100;
        let amounts = [first, year - first, year, done];
        let row = execution_row(draft, name, amounts);
        for (place, slot) in row.1.into_iter().enumerate() {
            columns[place].push(slot);
            sums[place] += amounts[place];
        }
        rows.push(row.0);
    }
    let (row, totals) = execution_row(draft, "合计", sums);
    for (total, parts) in totals.into_iter().zip(&columns) {
        draft.claim_sum(Sort::Sum, total, parts);
    }
    let place = if draft.dice.chance(50) { 1 } else { rows.len() };
    rows.insert(place, row);
    draft.table("预算执行情况表", 1, rows);
    let (plan, done) = (totals[2], totals[3]);
    let form = Form {
        bare: false,
        ..draft.form(plan)
    };
    let (said_plan, said_done) = (
        draft.same_in(plan, form, Sort::Table),
        draft.same_in(done, form, Sort::Table),
    );
    let rate = draft.percent(sums[3], sums[2]);
    draft.claim_ratio(Sort::Rate, said_done, said_plan, rate);
    say!(
        draft,
        "[从上表看|由上表可见]，全年预算数{plan}，全年执行数{done}，执行率{rate}。",
        plan = said_plan,
        done = said_done,
        rate = rate,
    );
    draft.end();
}

fn execution_row(draft: &mut Draft, name: &str, amounts: [i128; 4]) -> (Vec<Cell>, [Slot; 4]) {
    let slots = amounts.map(|fen| draft.cell_money(fen));
    let rate = draft.percent(amounts[3], amounts[2]);
    draft.claim_sum(Sort::Sum, slots[2], &slots[..2]);
    draft.claim_ratio(Sort::Rate, slots[3], slots[2], rate);
    let mut row = vec![Cell::plain(name)];
    row.extend(slots.map(figure));
    row.push(figure(rate));
    (row, slots)
}

/// 支出结构表: amount and share of each class.
pub(crate) fn structure(draft: &mut Draft, world: &World) {
    unit_line(draft);
    let mut rows = vec![head(&["支出功能分类", "金额", "占比"])];
    let total = world.spent();
    let whole = draft.cell_money(total);
    let mut parts = Vec::new();
    for (_, name, items) in world.classes() {
        let amount: i128 = items.iter().map(|item| item.all()).sum();
        let slot = draft.cell_money(amount);
        let share = draft.percent(amount, total);
        draft.claim_ratio(Sort::Share, slot, whole, share);
        parts.push(slot);
        rows.push(vec![Cell::plain(name), figure(slot), figure(share)]);
    }
    draft.claim_sum(Sort::Sum, whole, &parts);
    let all = draft.percent(1, 1);
    rows.push(vec![Cell::plain("合计"), figure(whole), figure(all)]);
    draft.table("支出结构表", 1, rows);
}

/// 资产负债表: this year and last.
pub(crate) fn balance_sheet(draft: &mut Draft, world: &World) {
    unit_line(draft);
    let mut rows = vec![head(&["项目", "年初数", "年末数"])];
    let base = world.spent();
    let mut ends = Vec::new();
    for _ in 0..2 {
        let total = base * draft.dice.between(60_000, 300_000) / 100_000;
        let assets = draft.dice.split(total, 3, total / 50);
        let debts = total * draft.dice.between(2_000, 90_000) / 100_000;
        let slots: Vec<Slot> = assets.iter().map(|fen| draft.cell_money(*fen)).collect();
        let [all, owed, net] = [total, debts, total - debts].map(|fen| draft.cell_money(fen));
        draft.claim_sum(Sort::Sum, all, &slots);
        draft.claim_sum(Sort::Balance, all, &[owed, net]);
        ends.push((slots, [all, owed, net], total));
    }
    let labels = ["流动资产", "固定资产", "无形资产"];
    for (place, label) in labels.into_iter().enumerate() {
        rows.push(vec![
            Cell::plain(label),
            figure(ends[0].0[place]),
            figure(ends[1].0[place]),
        ]);
    }
    for (place, label) in ["资产总计", "负债合计", "净资产合计"]
        .into_iter()
        .enumerate()
    {
        rows.push(vec![
            Cell::plain(label),
            figure(ends[0].1[place]),
            figure(ends[1].1[place]),
        ]);
    }
    draft.table("资产负债情况表", 1, rows);
    let now = ends[1].1[0];
    let form = Form {
        bare: false,
        ..draft.form(now)
    };
    let said = draft.same_in(now, form, Sort::Table);
    let phrase = change(draft, said, ends[1].2, ends[0].2);
    say!(
        draft,
        "年末资产总计{said}，{phrase}。",
        said = said,
        phrase = phrase,
    );
    draft.end();
}

/// 三公经费表: budget, spent, last year.
pub(crate) fn guests(draft: &mut Draft, world: &World) {
    unit_line(draft);
    let mut rows = vec![head(&["项目", "预算数", "决算数", "上年决算数"])];
    let mut columns: [Vec<Slot>; 3] = Default::default();
    let mut sums = [0_i128; 3];
    for line in world.vehicles_and_guests {
        let amounts = [line.budget, line.now, line.before];
        let slots = amounts.map(|fen| draft.cell_money(fen));
        for place in 0..3 {
            columns[place].push(slots[place]);
            sums[place] += amounts[place];
        }
        let mut row = vec![Cell::plain(line.name)];
        row.extend(slots.map(figure));
        rows.push(row);
    }
    let totals = sums.map(|fen| draft.cell_money(fen));
    for (total, parts) in totals.into_iter().zip(&columns) {
        draft.claim_sum(Sort::Sum, total, parts);
    }
    let mut row = vec![Cell::plain("合计")];
    row.extend(totals.map(figure));
    let place = if draft.dice.chance(50) { 1 } else { rows.len() };
    rows.insert(place, row);
    draft.table("“三公”经费情况表", 1, rows);
}
