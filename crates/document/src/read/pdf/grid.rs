//! Ruled tables: the cells that the lines on a page enclose.

use super::page::Rule;

/// Lines nearer than this are one.
const SAME: f32 = 2.6;

/// Lines that miss one another by less than this touch.
const TOUCH: f32 = 4.0;

/// More lines than any printed table has after pieces of one line are joined; a page beyond is a drawing.
const MOST_RULES: usize = 3000;

/// More places than any printed page has.
const MOST_PLACES: usize = 100_000;

const NONE: usize = usize::MAX;

/// A ruled table on a page.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// The edges of its columns from the left.
    pub(super) columns: Vec<f32>,
    /// The edges of its rows from the top.
    pub(super) rows: Vec<f32>,
    /// Its cells, row by row.
    pub(super) cells: Vec<Slot>,
    /// Row by row, the index of the cell that covers the place.
    covered: Vec<usize>,
}

/// A cell: the places it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rowspan: usize,
    pub(super) colspan: usize,
}

/// The ruled tables of a page, from the top.
pub(super) fn grids(across: &[Rule], down: &[Rule]) -> Vec<Grid> {
    let across = joined(across);
    let down = joined(down);
    if across.len() + down.len() > MOST_RULES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> = connected(&across, &down)
        .into_iter()
        .filter_map(|(across, down)| Grid::new(&across, &down))
        .collect();
    grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
    grids
}

/// Joins the pieces of each line.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut rules = rules.to_vec();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut joined: Vec<Rule> = Vec::new();
    let mut rest = rules.as_mut_slice();
    while let Some(first) = rest.first() {
        let at = first.at;
        let past = rest.partition_point(|rule| rule.at - at <= SAME / 2.0);
        let (line, after) = rest.split_at_mut(past);
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut last: Option<Rule> = None;
        for rule in line {
            match &mut last {
                Some(last) if rule.from - last.to <= SAME => last.to = last.to.max(rule.to),
                _ => joined.extend(last.replace(Rule { at, ..*rule })),
            }
        }
        joined.extend(last);
        rest = after;
    }
    joined
}

/// The groups of lines that touch one another.
fn connected(across: &[Rule], down: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut group: Vec<usize> = (0..across.len() + down.len()).collect();
    fn root(group: &mut [usize], mut member: usize) -> usize {
        while group[member] != member {
            group[member] = group[group[member]];
            member = group[member];
        }
        member
    }
    for (h, line) in across.iter().enumerate() {
        for (v, post) in down.iter().enumerate() {
            if within(post.at, line) && within(line.at, post) {
                let (a, b) = (root(&mut group, h), root(&mut group, across.len() + v));
                group[a] = b;
            }
        }
    }
    let mut tables: Vec<(usize, Vec<Rule>, Vec<Rule>)> = Vec::new();
    for member in 0..group.len() {
        let root = root(&mut group, member);
        let index = match tables.iter().position(|table| table.0 == root) {
            Some(index) => index,
            None => {
                tables.push((root, Vec::new(), Vec::new()));
                tables.len() - 1
            }
        };
        match across.get(member) {
            Some(rule) => tables[index].1.push(*rule),
            None => tables[index].2.push(down[member - across.len()]),
        }
    }
    tables
        .into_iter()
        .map(|(_, across, down)| (across, down))
        .collect()
}

fn within(at: f32, rule: &Rule) -> bool {
    rule.from - TOUCH <= at && at <= rule.to + TOUCH
}

/// The places of lines, those nearly the same taken as one; and, where the table is open at its sides, its ends.
fn edges(lines: &[Rule], crossing: &[Rule]) -> Vec<f32> {
    let mut places: Vec<f32> = lines.iter().map(|rule| rule.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a <= SAME);
    let first = crossing
        .iter()
        .map(|rule| rule.from)
        .fold(f32::INFINITY, f32::min);
    let last = crossing
        .iter()
        .map(|rule| rule.to)
        .fold(f32::NEG_INFINITY, f32::max);
    if places
        .first()
        .is_some_and(|place| place - first > 2.0 * TOUCH)
    {
        places.insert(0, first);
    }
    if places
        .last()
        .is_some_and(|place| last - place > 2.0 * TOUCH)
    {
        places.push(last);
    }
    places
}

impl Grid {
    /// A table without lines, to be filled with cells row by row.
    pub(super) fn open(columns: Vec<f32>, rows: Vec<f32>) -> Self {
        Self {
            columns,
            rows,
            cells: Vec::new(),
            covered: Vec::new(),
        }
    }

    /// Adds a cell of one row.
    pub(super) fn push(&mut self, row: usize, column: usize, colspan: usize) {
        self.cells.push(Slot {
            row,
            column,
            rowspan: 1,
            colspan,
        });
    }

    fn new(across: &[Rule], down: &[Rule]) -> Option<Self> {
        let columns = edges(down, across);
        let rows = edges(across, down);
        if columns.len() < 2 || rows.len() < 2 {
            return None;
        }
        let places = (columns.len() - 1) * (rows.len() - 1);
        if places > MOST_PLACES {
            return None;
        }
        let mut grid = Self {
            columns,
            rows,
            cells: Vec::new(),
            covered: vec![NONE; places],
        };
        let right = grid.walls(down, &grid.columns, &grid.rows);
        let below = grid.walls(across, &grid.rows, &grid.columns);
        if grown_from_axis(&right, &grid.rows) || grown_from_axis(&below, &grid.columns) {
            return None;
        }
        grid.enclose(&right, &below);
        // A single frame is a box around text.
        (grid.cells.len() > 1).then_some(grid)
    }

    /// For each inner edge and each interval across it, whether a line stands there.
    fn walls(&self, lines: &[Rule], edges: &[f32], intervals: &[f32]) -> Vec<Vec<bool>> {
        let mut walls = vec![vec![false; intervals.len() - 1]; edges.len()];
        for rule in lines {
            let Some(edge) = edges.iter().position(|edge| (rule.at - edge).abs() <= SAME) else {
                continue;
            };
            for (interval, wall) in walls[edge].iter_mut().enumerate() {
                let (from, to) = (intervals[interval], intervals[interval + 1]);
                let shared = rule.to.min(to) - rule.from.max(from);
                *wall |= shared >= 0.6 * (to - from);
            }
        }
        walls
    }

    /// Finds the cells: each reaches right and down to the next wall.
    fn enclose(&mut self, right: &[Vec<bool>], below: &[Vec<bool>]) {
        let (rows, columns) = (self.rows.len() - 1, self.columns.len() - 1);
        for row in 0..rows {
            for column in 0..columns {
                if self.covered[row * columns + column] != NONE {
                    continue;
                }
                let mut past = column + 1;
                while past < columns
                    && !right[past][row]
                    && self.covered[row * columns + past] == NONE
                {
                    past += 1;
                }
                let mut end = row + 1;
                while end < rows
                    && (column..past)
                        .all(|c| !below[end][c] && self.covered[end * columns + c] == NONE)
                    && (column + 1..past).all(|edge| !right[edge][end])
                {
                    end += 1;
                }
                for r in row..end {
                    self.covered[r * columns + column..r * columns + past].fill(self.cells.len());
                }
                self.cells.push(Slot {
                    row,
                    column,
                    rowspan: end - row,
                    colspan: past - column,
                });
            }
        }
    }

    pub(super) fn top(&self) -> f32 {
        self.rows[0]
    }

    pub(super) fn bottom(&self) -> f32 {
        self.rows[self.rows.len() - 1]
    }

    /// The index of the cell around a point.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let row = interval(&self.rows, y)?;
        let column = interval(&self.columns, x)?;
        Some(self.covered[row * (self.columns.len() - 1) + column])
    }
}

/// Whether all edges but an outermost one are drawn over a small part of the whole only: bars that grow from the axis of a
/// chart, at whose sides the words stand.
fn grown_from_axis(walls: &[Vec<bool>], intervals: &[f32]) -> bool {
    /// The edges of a table are drawn over most of it, some of them at least.
    const MOST: f32 = 0.6;
    let whole = intervals[intervals.len() - 1] - intervals[0];
    let share = |wall: &Vec<bool>| {
        let drawn = wall
            .iter()
            .zip(intervals.windows(2))
            .filter(|(wall, _)| **wall);
        drawn.map(|(_, ends)| ends[1] - ends[0]).sum::<f32>() / whole
    };
    let shares: Vec<f32> = walls.iter().map(share).collect();
    let long = shares.iter().filter(|share| **share >= MOST).count();
    let outermost = [shares.first(), shares.last()];
    let axis = outermost.into_iter().flatten().any(|share| *share >= MOST);
    let drawn = shares.iter().filter(|share| **share > 0.0).count();
    long == 1 && axis && drawn > 2
}

fn interval(edges: &[f32], place: f32) -> Option<usize> {
    let next = edges.partition_point(|edge| *edge <= place);
    (1..edges.len()).contains(&next).then(|| next - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(at: f32, from: f32, to: f32) -> Rule {
        Rule { at, from, to }
    }

    #[test]
    fn bars_along_an_axis_are_no_table() {
        let mut across = Vec::new();
        let mut down = vec![rule(100.0, 0.0, 200.0)];
        for (bar, length) in [150.0, 20.0, 35.0, 190.0].into_iter().enumerate() {
            let top = 10.0 + 50.0 * bar as f32;
            across.push(rule(top, 100.0, 100.0 + length));
            across.push(rule(top + 30.0, 100.0, 100.0 + length));
            down.push(rule(100.0 + length, top, top + 30.0));
        }
        assert!(grids(&across, &down).is_empty());
        // The same as columns on a floor.
        assert!(grids(&down, &across).is_empty());
    }

    #[test]
    fn a_table_with_open_sides_and_merged_cells_stays_one() {
        let across: Vec<Rule> = (0..5)
            .map(|row| rule(20.0 * row as f32, 0.0, 300.0))
            .collect();
        let open = [rule(100.0, 0.0, 80.0)];
        assert_eq!(grids(&across, &open).len(), 1);
        // Framed, with a cell over the whole width in three of its four rows.
        let merged = [
            rule(0.0, 0.0, 80.0),
            rule(300.0, 0.0, 80.0),
            rule(150.0, 60.0, 80.0),
        ];
        assert_eq!(grids(&across, &merged)[0].cells.len(), 5);
    }
}
