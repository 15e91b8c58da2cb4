//! Tables that stand for each other: rows by their words, cells by their columns.

use document::{Flat, Grid};

use super::align::{Pair, align};
use super::side::{File, Ours};
use super::unit::without_digits;
use super::{Change, Difference, Drift, Edit, texts};

pub(super) fn tables(ours: &Ours<'_>, file: &File<'_>, old: usize, new: usize, drift: &mut Drift) {
    let (old, new) = (&ours.flat.tables[old], &file.flat.tables[new]);
    let pairs = align(&rows(&ours.flat, old), &rows(&file.flat, new));
    let mut done = Vec::new();
    let mut last = None;
    for pair in pairs {
        if let Pair::Both(_, row) | Pair::New(row) = pair {
            last = first(new, row).or(last);
        }
        match pair {
            Pair::Both(row, there) => {
                for column in 0..old.columns.max(new.columns) {
                    let cells = (old.at(row, column), new.at(there, column));
                    if done.contains(&cells) {
                        continue;
                    }
                    done.push(cells);
                    if let (Some(piece), Some(there)) = cells {
                        texts(ours, file, piece, there, drift);
                    }
                }
            }
            Pair::Old(row) => drift.changes.push(Change {
                place: last.map_or_else(String::new, |piece| file.place(piece)) + "之后",
                cause: file.cause_of_absence(),
                difference: Difference::Removed {
                    book: shown(&ours.flat, old, row),
                    origin: first(old, row).and_then(|piece| ours.origin(piece, 0)),
                },
                edit: Edit::None,
            }),
            Pair::New(row) => {
                let Some(piece) = first(new, row) else {
                    continue;
                };
                drift.changes.push(Change {
                    place: file.place(piece),
                    cause: file.cause_of_absence(),
                    difference: Difference::Added {
                        file: shown(&file.flat, new, row),
                    },
                    edit: Edit::None,
                });
            }
        }
    }
}

/// The words of each row, without digits: what a row is about.
fn rows(flat: &Flat, grid: &Grid) -> Vec<String> {
    let row = |row| {
        let cells = cells(grid, row).map(|piece| without_digits(flat.text_of(piece)));
        cells.collect::<Vec<_>>().join("\t")
    };
    (0..grid.rows).map(row).collect()
}

/// The cells of a row, each once.
fn cells(grid: &Grid, row: usize) -> impl Iterator<Item = usize> {
    let mut last = None;
    (0..grid.columns)
        .filter_map(move |column| grid.at(row, column))
        .filter(move |piece| last.replace(*piece) != Some(*piece))
}

fn first(grid: &Grid, row: usize) -> Option<usize> {
    cells(grid, row).next()
}

fn shown(flat: &Flat, grid: &Grid, row: usize) -> String {
    let cells = cells(grid, row).map(|piece| flat.text_of(piece));
    cells.collect::<Vec<_>>().join("｜")
}
