//! A table by the function classification (类款项).

use document::Cell;

use crate::chapter::tables::figure;
use crate::claim::Sort;
use crate::draft::{Draft, Slot};
use crate::world::{Item, World};

/// The printed rows of a table by function.
pub(super) struct Tree {
    /// 合计, column by column.
    pub(super) total: Vec<Slot>,
    /// The rows below the head.
    pub(super) rows: Vec<Vec<Cell>>,
    /// The first column of each item.
    pub(super) items: Vec<Slot>,
    /// The first column of each class.
    pub(super) classes: Vec<(&'static str, i128, Slot)>,
}

/// A table by 类, 款, 项: each level adds up to the one above, the first column is the sum of the others.
pub(super) fn tree(
    draft: &mut Draft,
    world: &World,
    columns: usize,
    amounts: impl Fn(&Item, usize) -> Vec<i128>,
) -> Tree {
    let all: Vec<(&Item, Vec<i128>)> = world
        .items
        .iter()
        .enumerate()
        .map(|(place, item)| (item, amounts(item, place)))
        .collect();
    let sum = |prefix: &str| -> Vec<i128> {
        let mut sums = vec![0; columns];
        for (item, amounts) in &all {
            if item.leaf.code.starts_with(prefix) {
                for (sum, amount) in sums.iter_mut().zip(amounts) {
                    *sum += amount;
                }
            }
        }
        sums
    };
    let mut made = Tree {
        total: Vec::new(),
        rows: Vec::new(),
        items: Vec::new(),
        classes: Vec::new(),
    };
    let [mut classes, mut groups, mut items]: [Vec<Vec<Slot>>; 3] = Default::default();
    let mut last: Option<&Item> = None;
    for (place, (item, amounts)) in all.iter().enumerate() {
        let code = item.leaf.code;
        let shared =
            |length: usize| last.is_some_and(|last| last.leaf.code[..length] == code[..length]);
        if !shared(3) {
            let values = sum(&code[..3]);
            let slots = row(draft, &mut made.rows, &code[..3], item.leaf.class, &values);
            made.classes.push((item.leaf.class, values[0], slots[0]));
            classes.push(slots);
        }
        if !shared(5) {
            let slots = row(
                draft,
                &mut made.rows,
                &code[..5],
                item.leaf.group,
                &sum(&code[..5]),
            );
            groups.push(slots);
        }
        let slots = row(draft, &mut made.rows, code, item.leaf.name, amounts);
        made.items.push(slots[0]);
        items.push(slots);
        last = Some(*item);
        let next = all.get(place + 1).map(|next| next.0.leaf.code);
        let ends = |length: usize| next.is_none_or(|next| next[..length] != code[..length]);
        if ends(5) {
            close(draft, groups.last(), &mut items);
        }
        if ends(3) {
            close(draft, classes.last(), &mut groups);
        }
    }
    let mut total_rows = Vec::new();
    made.total = row(draft, &mut total_rows, "", "合计", &sum(""));
    close(draft, Some(&made.total), &mut classes);
    let place = if draft.dice.chance(50) {
        0
    } else {
        made.rows.len()
    };
    made.rows.splice(place..place, total_rows);
    made
}

/// Claims that each column of the parts adds up to that of the whole.
fn close(draft: &mut Draft, whole: Option<&Vec<Slot>>, parts: &mut Vec<Vec<Slot>>) {
    for (column, total) in whole.into_iter().flatten().enumerate() {
        let parts: Vec<Slot> = parts.iter().map(|part| part[column]).collect();
        draft.claim_sum(Sort::Sum, *total, &parts);
    }
    parts.clear();
}

fn row(
    draft: &mut Draft,
    rows: &mut Vec<Vec<Cell>>,
    code: &str,
    name: &str,
    amounts: &[i128],
) -> Vec<Slot> {
    let slots: Vec<Slot> = amounts.iter().map(|fen| draft.cell_money(*fen)).collect();
    draft.claim_sum(Sort::Sum, slots[0], &slots[1..]);
    let mut cells = vec![Cell::plain(code), Cell::plain(name)];
    // A part of nothing is left empty.
    cells.extend(slots.iter().zip(amounts).map(|(slot, fen)| {
        if *fen == 0 {
            Cell::plain("")
        } else {
            figure(*slot)
        }
    }));
    rows.push(cells);
    slots
}
