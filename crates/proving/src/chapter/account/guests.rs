//! T7 “三公”经费支出决算表.

use document::Cell;

use crate::chapter::account::tables::wide;
use crate::chapter::tables::{figure, unit_line};
use crate::claim::Sort;
use crate::draft::{Draft, Slot};
use crate::world::World;

/// Budget and final account of the three, in one row.
pub(super) fn table(draft: &mut Draft, world: &World) -> [(Slot, Slot); 4] {
    draft.heading(2, "财政拨款“三公”经费支出决算表");
    unit_line(draft);
    let [abroad, buying, running, hosting] = world.vehicles_and_guests;
    let of = |pick: fn(&crate::world::Line) -> i128| {
        let cars = pick(&buying) + pick(&running);
        let all = cars + pick(&abroad) + pick(&hosting);
        [
            all,
            pick(&abroad),
            cars,
            pick(&buying),
            pick(&running),
            pick(&hosting),
        ]
    };
    let budget = of(|line| line.budget).map(|fen| draft.cell_money(fen));
    let now = of(|line| line.now).map(|fen| draft.cell_money(fen));
    for side in [&budget, &now] {
        draft.claim_sum(Sort::Sum, side[0], &[side[1], side[2], side[5]]);
        draft.claim_sum(Sort::Sum, side[2], &[side[3], side[4]]);
    }
    let tall = |words: &str| Cell {
        rowspan: 2,
        ..wide(words, 2)
    };
    let mut rows = vec![
        vec![
            tall("合计"),
            tall("因公出国（境）费"),
            wide("公务用车购置及运行费", 6),
            tall("公务接待费"),
        ],
        ["小计", "公务用车购置费", "公务用车运行费"]
            .map(|name| wide(name, 2))
            .to_vec(),
        (0..6)
            .flat_map(|_| ["预算数", "决算数"].map(Cell::plain))
            .collect(),
    ];
    let pairs = budget.iter().zip(&now);
    rows.push(
        pairs
            .flat_map(|(one, other)| [figure(*one), figure(*other)])
            .collect(),
    );
    draft.table("", 3, rows);
    [0, 1, 2, 5].map(|place| (budget[place], now[place]))
}
