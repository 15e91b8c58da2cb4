//! # 栏间合计 (A11)
//!
//! **查什么** 表中“合计”“小计”栏应等于同行所属各栏之和：本年支出合计等于基本支出加项目支出，三公经费合计等于各项之和。
//!
//! **为什么** 只核了竖向合计，没有核横向合计。
//!
//! **例** 合计2940.05，基本支出2336.91，项目支出603.41。 → 项目支出应为603.14。
//!
//! **怎样改** 先核各栏，再重加。
//!
//! **宽严** 空格作零；按区间判断；表中多数行都不成立时视为该栏另有口径，一律不报。
//!
//! **依据** 部门决算报表各栏关系。
//!
//! **状态** 稳定。

use std::borrow::Cow;
use std::collections::HashMap;

use crate::claim::{FigureId, Form, Relation, confirm};
use crate::context::Context;
use crate::strip::Column;
use crate::table::Sheet;
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "A11";

/// From how many rows one can tell whether a column adds up others.
const TELLING: usize = 3;

/// Where more totals than this stand beside each other under one head, none says which columns it adds up, and each of
/// them would add up all others.
const MOST_TOTALS: usize = 16;

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for sheet in context.sheets {
        for columns in groups(sheet) {
            let heads = Heads::new(sheet, &columns);
            // Totals of too few rows to tell by themselves are told together.
            let mut few = Vec::new();
            for (total, column) in columns.iter().enumerate() {
                let Some(parts) = heads.parts_of(total) else {
                    continue;
                };
                let suggested = rows(context, sheet, *column, &parts);
                if suggested.len() < TELLING {
                    few.extend(suggested);
                } else {
                    relations.extend(confirm(suggested, context.figures));
                }
            }
            relations.extend(confirm(few, context.figures));
        }
    }
}

/// The columns that may add up: those of one strip, or all of a table without names.
pub(super) fn groups(sheet: &Sheet<'_>) -> Vec<Vec<usize>> {
    if sheet.strips.iter().any(|strip| !strip.entries.is_empty()) {
        return sheet
            .strips
            .iter()
            .map(|strip| strip.values.clone())
            .collect();
    }
    let values =
        (0..sheet.grid.columns).filter(|column| sheet.columns_hold[*column] == Column::Value);
    vec![values.collect()]
}

fn rows(context: &Context<'_>, sheet: &Sheet<'_>, total: usize, parts: &[usize]) -> Vec<Relation> {
    let row = |row: usize| {
        let whole = sheet.figure(row, total)?;
        let figure = &context.figures[whole];
        let parts: Vec<FigureId> = parts
            .iter()
            .filter_map(|column| sheet.figure(row, *column))
            .filter(|part| context.figures[*part].same_kind(figure))
            .collect();
        (!parts.is_empty() && !figure.is_percent())
            .then(|| Relation::stated(CODE, vec![Form::total(whole, parts)]))
    };
    (sheet.body..sheet.grid.rows).filter_map(row).collect()
}

/// The heads of some columns, from top to bottom.
struct Heads<'a> {
    columns: Vec<usize>,
    paths: Vec<Vec<Cow<'a, str>>>,
    /// The columns whose path begins with some heads and goes on, by these heads.
    below: HashMap<Vec<Cow<'a, str>>, Vec<usize>>,
}

impl<'a> Heads<'a> {
    fn new(sheet: &Sheet<'a>, columns: &[usize]) -> Self {
        let paths: Vec<Vec<Cow<'a, str>>> =
            columns.iter().map(|column| sheet.path(*column)).collect();
        let mut below: HashMap<_, Vec<usize>> = HashMap::new();
        for (column, path) in paths.iter().enumerate() {
            for depth in 0..path.len() {
                below
                    .entry(path[..depth].to_vec())
                    .or_default()
                    .push(column);
            }
        }
        Heads {
            columns: columns.to_vec(),
            paths,
            below,
        }
    }

    /// The columns a total adds up: those beside it under the same head, each group by its own total.
    fn parts_of(&self, total: usize) -> Option<Vec<usize>> {
        let path = &self.paths[total];
        let depth = path.iter().position(|head| is_total(head))?;
        let under = self.below.get(&path[..depth])?;
        let is_total = |column: &&usize| is_total(&self.paths[**column][depth]);
        if under.iter().filter(is_total).count() > MOST_TOTALS {
            return None;
        }
        // The columns of each head, for the same measure (预算数, 决算数), in the order of the heads.
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for &column in under {
            let other = &self.paths[column];
            work::look(1);
            if other[depth] != path[depth] && measure(other, depth) == measure(path, depth) {
                let group = *known.entry(&other[depth]).or_insert(groups.len());
                if group == groups.len() {
                    groups.push((&other[depth], Vec::new()));
                }
                groups[group].1.push(column);
            }
        }
        let parts: Vec<usize> = groups
            .iter()
            .filter(|(head, _)| !head.starts_with("其中"))
            .flat_map(|(_, group)| self.represented(group, depth))
            .map(|column| self.columns[column])
            .collect();
        (parts.len() > 1).then_some(parts)
    }

    /// The columns that stand for a group: its total where it has one, its first where the rest are its parts.
    fn represented(&self, group: &[usize], depth: usize) -> Vec<usize> {
        let below = |column: &usize| self.paths[*column].get(depth + 1);
        if let Some(total) = group
            .iter()
            .find(|column| below(column).is_some_and(|head| is_total(head)))
        {
            return vec![*total];
        }
        let among = |column: &usize| below(column).is_some_and(|head| head.starts_with("其中"));
        group
            .iter()
            .copied()
            .filter(|column| !among(column))
            .collect()
    }
}

fn is_total(head: &str) -> bool {
    ["合计", "小计", "总计", "共计"]
        .iter()
        .any(|word| head.ends_with(word))
}

/// What a column measures where the groups are divided by it: the last head, when it names no item.
fn measure<'h>(path: &'h [Cow<'_, str>], depth: usize) -> Option<&'h str> {
    let last = path.last().filter(|_| path.len() > depth + 1)?;
    let named = [
        "预算数",
        "决算数",
        "执行数",
        "年初数",
        "年末数",
        "金额",
        "调整数",
    ];
    named
        .iter()
        .any(|word| last.ends_with(word))
        .then_some(last)
}
