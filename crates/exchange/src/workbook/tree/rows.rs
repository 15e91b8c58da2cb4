//! Rows: what there are several of.

use entry::kind::{Kind, PROJECT};
use entry::{EntryId, Path};
use settings::suggestion;

use super::fields::Cell;
use super::{At, Tree, first, keys};
use crate::Place;
use crate::workbook::label;
use crate::workbook::layout::Column;
use crate::workbook::typed::Wrong;
use crate::workbook::write::names;

impl<'a> Tree<'a> {
    /// What there are several of in an entry: the rows that say they lie in it.
    pub(super) fn several(&mut self, base: Option<&EntryId>, new: &EntryId, kind: &'static Kind) {
        let outside = new.0.iter().filter(|step| step.kind != PROJECT.name);
        let path: Vec<&str> = outside
            .map(|step| step.kind.as_str())
            .chain([kind.name])
            .collect();
        let page = self.pages.iter().position(|page| page.path == path);
        let table = page.and_then(|page| Some((page, self.table(page)?)));
        let Some((page, table)) = table else {
            let was = base.map_or(&[][..], |base| self.base.group(base, kind.name));
            for id in was {
                self.as_it_was(id, new);
            }
            return;
        };
        for number in 0..table.rows.len() {
            let at = (page, number);
            let open = !self.placed.contains(&at) && self.says_something(at);
            if open && self.lies_in(at, base, new) {
                self.placed.insert(at);
                self.row(at, base, new);
            }
        }
    }

    /// Whether a row lies in an entry: by what it was written from, as long as it says the same, else by what it says.
    pub(super) fn lies_in(&self, at: At, base: Option<&EntryId>, new: &EntryId) -> bool {
        let (page, number) = at;
        let Some(table) = self.table(page) else {
            return false;
        };
        let page = &self.pages[page];
        if page.is_projects() {
            return true;
        }
        let row = &table.rows[number];
        let origin = self.origins.get(&at);
        let naming = page.naming();
        let was = origin.map(|id| names(page, id));
        let said = (0..naming.len()).map(|place| match table.place(1 + place) {
            Some(place) => row.words(Some(place)),
            None => {
                let was = was.as_ref().and_then(|was| was.get(place));
                was.cloned().unwrap_or_default()
            }
        });
        let said: Vec<String> = said.collect();
        if let (Some(origin), Some(was)) = (origin, &was)
            && *was == said
        {
            return origin.parent().as_ref() == base;
        }
        let called = |id: &EntryId| {
            let inside = id.inside(page.kind.name, "", 1);
            names(page, &inside) == said
        };
        called(new) || base.is_some_and(called)
    }

    /// An entry that a row says.
    pub(super) fn row(&mut self, at: At, base: Option<&EntryId>, parent: &EntryId) {
        let (number, row) = at;
        let (page, Some(table)) = (&self.pages[number], self.table(number)) else {
            return;
        };
        let row = &table.rows[row];
        let mut origin = self.origins.get(&at).cloned();
        let known: Vec<(Column, usize)> = page
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.inside.is_empty())
            .filter_map(|(at, column)| Some((column.clone(), table.place(first(page) + at)?)))
            .collect();
        let project = page.is_projects().then(|| row.words(table.place(1)));
        if origin.is_none() {
            origin = self.alike(page, &known, row, base, project.as_deref());
        }
        let old = origin.as_ref().and_then(|id| self.base.get(id));
        let mut fields = old.cloned().unwrap_or_default();
        // An address to tell faults by, until the entry has its own.
        let id = origin
            .clone()
            .unwrap_or_else(|| parent.inside(page.kind.name, "", 1));
        for (column, place) in &known {
            self.field(&mut fields, &id, column, at, *place, old.is_none());
        }
        if let Some(origin) = &origin {
            for key in keys(page.kind) {
                let now = fields.get(key);
                if self.base.get(origin).and_then(|old| old.get(key)) != now {
                    self.renamed.set(&origin.field(key), now.cloned());
                }
            }
        }
        let new = match project {
            Some(name) => {
                let name = self.project(at, &name, origin.as_ref());
                self.entries.push_project(&name, fields)
            }
            None => self.entries.push(parent, page.kind.name, fields),
        };
        let spot = |place: Option<usize>| Place {
            sheet: table.tab.clone(),
            row: row.number,
            column: place,
        };
        let whole = Path {
            entry: new.clone(),
            field: None,
        };
        self.places.insert(whole, spot(None));
        for (column, place) in &known {
            self.places
                .insert(new.field(column.field.key), spot(Some(*place)));
        }
        self.settle(origin.as_ref(), &new, Some(at));
    }

    /// A project's name: that of its file, which stays.
    pub(super) fn project(&mut self, at: At, name: &str, origin: Option<&EntryId>) -> String {
        let was = origin.and_then(|id| id.0.last()).map(label);
        let forbidden = |c: char| c.is_control() || "/\\:*?\"<>|.".contains(c);
        let wrong = match &was {
            Some(was) if name != was && !name.is_empty() => Some(Wrong {
                problem: "项目的名称就是它的文件的名称，不在这里改".to_owned(),
                remedy: format!("改回“{was}”；要换名称，删去这一行，另加一行"),
            }),
            None if name.is_empty() => Some(Wrong {
                problem: "没有写项目的名称".to_owned(),
                remedy: "填项目的名称".to_owned(),
            }),
            None if name.contains(forbidden) => Some(Wrong {
                problem: "项目的名称要作文件的名称，不能有 / \\ : * ? \" < > | . 这些符号"
                    .to_owned(),
                remedy: format!("写成“{}”", name.replace(forbidden, "")),
            }),
            _ => None,
        };
        if let Some(wrong) = wrong
            && let Some(table) = self.table(at.0)
        {
            let cell = Cell {
                tab: &table.tab,
                row: &table.rows[at.1],
                place: table.place(1),
                column: PROJECT.name.to_owned(),
            };
            self.faults.push(cell.fault(wrong));
        }
        was.unwrap_or_else(|| name.to_owned())
    }

    /// Rows that lie in nothing that is there.
    pub(super) fn strays(&mut self) {
        for (number, page) in self.pages.iter().enumerate() {
            let Some(table) = self.table(number) else {
                continue;
            };
            for (at, row) in table.rows.iter().enumerate() {
                if self.placed.contains(&(number, at)) || !self.says_something((number, at)) {
                    continue;
                }
                let naming = page.naming();
                let said = |place: &usize| row.words(table.place(1 + place));
                let place = (0..naming.len())
                    .rev()
                    .find(|place| !said(place).is_empty());
                let place = place.unwrap_or(naming.len().saturating_sub(1));
                let (head, name) = (naming.get(place).copied().unwrap_or_default(), said(&place));
                let ids = self.entries.iter().filter(|id| id.kind() == head);
                let there = ids.filter_map(|id| id.0.last().map(label));
                let there: Vec<String> = there.collect();
                let cell = Cell {
                    tab: &table.tab,
                    row,
                    place: table.place(1 + place),
                    column: head.to_owned(),
                };
                let fault = cell.fault(Wrong {
                    problem: match name.is_empty() {
                        true => format!("没有写明属于哪一条{head}"),
                        false => format!("没有“{name}”这一条{head}"),
                    },
                    remedy: format!(
                        "{}；或清空这一行",
                        suggestion(&name, there.iter().map(String::as_str))
                    ),
                });
                self.faults.push(fault);
            }
        }
    }
}
