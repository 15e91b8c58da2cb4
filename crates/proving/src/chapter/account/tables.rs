//! The tables of final accounts, in the forms of 财政部: T1 收入支出决算总表, T2 收入决算表, T3 支出决算表,
//! T5 一般公共预算财政拨款支出决算表, T6 基本支出决算表, T7 “三公”经费支出决算表.

use document::Cell;

use crate::catalogue::{RUNNING_COSTS, STAFF_COSTS};
use crate::chapter::account::guests;
use crate::chapter::account::tree::tree;
use crate::chapter::tables::{figure, head, unit_line};
use crate::claim::Sort;
use crate::draft::{Draft, Slot};
use crate::world::World;

/// What the narrative repeats from the tables.
pub(super) struct Printed {
    /// 总计
    pub grand: Slot,
    /// 本年收入合计
    pub income: Slot,
    /// The lines of income, the appropriation first.
    pub income_lines: Vec<(&'static str, i128, Slot)>,
    /// 本年支出合计 of T3, its basic and its project part.
    pub spent: [Slot; 3],
    /// 本年支出合计 of T5.
    pub fiscal: Slot,
    /// Each item of T5.
    pub items: Vec<Slot>,
    /// Each class of T5.
    pub classes: Vec<(&'static str, i128, Slot)>,
    /// 人员经费合计 and 公用经费合计 of T6.
    pub costs: (Slot, Slot),
    /// 三公经费: budget and spent of the total, then of 出国, 用车, 接待.
    pub guests: [(Slot, Slot); 4],
}

/// Writes the tables.
pub(super) fn tables(draft: &mut Draft, world: &World) -> Printed {
    let overview = overview(draft, world);
    let income = income(draft, world);
    let spent = spending(draft, world, false);
    let fiscal = spending(draft, world, true);
    let costs = costs(draft, world);
    let guests = guests::table(draft, world);
    for (one, other) in [(overview.1, income), (overview.2, spent.total[0])] {
        draft.claim(Sort::Same, vec![(1, vec![one]), (-1, vec![other])]);
    }
    Printed {
        grand: overview.0,
        income: overview.1,
        income_lines: overview.3,
        spent: spent.total,
        fiscal: fiscal.total[0],
        items: fiscal.items,
        classes: fiscal.classes,
        costs,
        guests,
    }
}

type Overview = (Slot, Slot, Slot, Vec<(&'static str, i128, Slot)>);

/// T1: income on the left, spending by class on the right.
fn overview(draft: &mut Draft, world: &World) -> Overview {
    draft.heading(2, "收入支出决算总表");
    unit_line(draft);
    let mut left: Vec<(String, Option<Slot>)> = Vec::new();
    let appropriation = draft.cell_money(world.appropriation());
    let mut lines = vec![("财政拨款收入", world.appropriation(), appropriation)];
    left.push(("一、一般公共预算财政拨款收入".into(), Some(appropriation)));
    left.push(("二、政府性基金预算财政拨款收入".into(), None));
    for (number, line) in ["三", "四", "五", "六"].iter().zip(&world.other_income) {
        let slot = draft.cell_money(line.now);
        lines.push((line.name, line.now, slot));
        left.push((format!("{number}、{}", line.name), Some(slot)));
    }
    let mut right: Vec<(String, Option<Slot>)> = Vec::new();
    for (number, (_, name, items)) in world.classes().into_iter().enumerate() {
        let slot = draft.cell_money(items.iter().map(|item| item.all()).sum());
        right.push((
            format!("{}、{name}", super::super::numeral(number + 1)),
            Some(slot),
        ));
    }
    let parts = |side: &[(String, Option<Slot>)]| -> Vec<Slot> {
        side.iter().filter_map(|line| line.1).collect()
    };
    let (ins, outs) = (parts(&left), parts(&right));
    let [income, spent, opening, closing, total_in, total_out] = [
        world.income(),
        world.spent(),
        world.opening.0 + world.opening.1,
        world.closing.0 + world.closing.1,
        world.grand_total(),
        world.grand_total(),
    ]
    .map(|fen| draft.cell_money(fen));
    draft.claim_sum(Sort::Sum, income, &ins);
    draft.claim_sum(Sort::Sum, spent, &outs);
    draft.claim_sum(Sort::Balance, total_in, &[income, opening]);
    draft.claim_sum(Sort::Balance, total_out, &[spent, closing]);
    draft.claim(Sort::Same, vec![(1, vec![total_in]), (-1, vec![total_out])]);
    let deep = left.len().max(right.len());
    left.resize(deep, (String::new(), None));
    right.resize(deep, (String::new(), None));
    for (side, ends) in [
        (
            &mut left,
            [
                ("本年收入合计", income),
                ("年初结转和结余", opening),
                ("总计", total_in),
            ],
        ),
        (
            &mut right,
            [
                ("本年支出合计", spent),
                ("年末结转和结余", closing),
                ("总计", total_out),
            ],
        ),
    ] {
        side.extend(ends.map(|(name, slot)| (name.to_owned(), Some(slot))));
    }
    let mut rows = vec![
        vec![wide("收入", 2), wide("支出", 2)],
        head(&["项目", "决算数", "项目", "决算数"]),
    ];
    for (one, other) in left.into_iter().zip(right) {
        let mut row = Vec::new();
        for (name, slot) in [one, other] {
            row.push(Cell::plain(name));
            row.push(slot.map_or_else(|| Cell::plain(""), figure));
        }
        rows.push(row);
    }
    draft.table("", 2, rows);
    (total_in, income, spent, lines)
}

/// A cell over several columns.
pub(super) fn wide(words: &str, columns: usize) -> Cell {
    Cell {
        colspan: columns,
        ..Cell::plain(words)
    }
}

/// T2: income by source and function.
fn income(draft: &mut Draft, world: &World) -> Slot {
    draft.heading(2, "收入决算表");
    unit_line(draft);
    let mut names = vec!["科目编码", "科目名称", "本年收入合计", "财政拨款收入"];
    names.extend(world.other_income.iter().map(|line| line.name));
    // What was received besides what was spent is booked on the first item.
    let first = |total: i128, spent: i128, place: usize, own: i128| {
        own + if place == 0 { total - spent } else { 0 }
    };
    let sources: Vec<i128> = world.other_income.iter().map(|line| line.now).collect();
    let columns = 2 + sources.len();
    let mut amounts: Vec<Vec<i128>> = Vec::new();
    for (place, item) in world.items.iter().enumerate() {
        let fiscal = first(world.appropriation(), world.fiscal(), place, item.fiscal());
        let mut row = vec![0, fiscal];
        row.extend(
            sources
                .iter()
                .map(|source| if place == 0 { *source } else { 0 }),
        );
        row[0] = row[1..].iter().sum();
        amounts.push(row);
    }
    let tree = tree(draft, world, columns, |_, place| amounts[place].clone());
    let mut rows = vec![head(&names)];
    rows.extend(tree.rows);
    draft.table("", 1, rows);
    tree.total[0]
}

struct Spending {
    total: [Slot; 3],
    items: Vec<Slot>,
    classes: Vec<(&'static str, i128, Slot)>,
}

/// T3, or T5 of the appropriation only: spending by function, basic and project.
fn spending(draft: &mut Draft, world: &World, fiscal: bool) -> Spending {
    let title = if fiscal {
        "一般公共预算财政拨款支出决算表"
    } else {
        "支出决算表"
    };
    draft.heading(2, title);
    unit_line(draft);
    let tree = tree(draft, world, 3, |item, _| {
        let project = item.project + if fiscal { 0 } else { item.other };
        vec![item.basic + project, item.basic, project]
    });
    let first = if fiscal {
        "合计"
    } else {
        "本年支出合计"
    };
    let mut rows = vec![head(&[
        "科目编码",
        "科目名称",
        first,
        "基本支出",
        "项目支出",
    ])];
    rows.extend(tree.rows);
    draft.table("", 1, rows);
    Spending {
        total: [tree.total[0], tree.total[1], tree.total[2]],
        items: tree.items,
        classes: tree.classes,
    }
}

/// T6: staff costs on the left, running costs on the right.
fn costs(draft: &mut Draft, world: &World) -> (Slot, Slot) {
    draft.heading(2, "一般公共预算财政拨款基本支出决算表");
    unit_line(draft);
    let mut sides = Vec::new();
    for (total, code, name, names) in [
        (world.basic.0, "301", "工资福利支出", STAFF_COSTS),
        (world.basic.1, "302", "商品和服务支出", RUNNING_COSTS),
    ] {
        let some = 4 + draft.dice.below(names.len() - 4);
        let chosen = draft.dice.choose(names, some);
        let amounts = draft.dice.split(total, chosen.len(), 0);
        let whole = draft.cell_money(total);
        let mut lines = vec![(code.to_owned(), name, whole)];
        let mut parts = Vec::new();
        for ((item, name), fen) in chosen.into_iter().zip(amounts) {
            let slot = draft.cell_money(fen);
            parts.push(slot);
            lines.push((format!("{code}{item}"), *name, slot));
        }
        draft.claim_sum(Sort::Sum, whole, &parts);
        sides.push((lines, whole));
    }
    let mut rows = vec![head(&[
        "科目编码",
        "科目名称",
        "决算数",
        "科目编码",
        "科目名称",
        "决算数",
    ])];
    let deep = sides.iter().map(|side| side.0.len()).max().unwrap_or(0);
    for place in 0..deep {
        let mut cells = Vec::new();
        for side in &sides {
            match side.0.get(place) {
                Some((code, name, slot)) => cells.extend([
                    Cell::plain(code.as_str()),
                    Cell::plain(*name),
                    figure(*slot),
                ]),
                None => cells.extend(["", "", ""].map(Cell::plain)),
            }
        }
        rows.push(cells);
    }
    let totals = [world.basic.0, world.basic.1].map(|fen| draft.cell_money(fen));
    for (total, side) in totals.iter().zip(&sides) {
        draft.claim_sum(Sort::Sum, *total, &[side.1]);
    }
    rows.push(vec![
        wide("人员经费合计", 2),
        figure(totals[0]),
        wide("公用经费合计", 2),
        figure(totals[1]),
    ]);
    draft.table("", 1, rows);
    (totals[0], totals[1])
}
