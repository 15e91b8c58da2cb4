//! The entries that a workbook says, from those of the book it was written from.

use std::collections::{BTreeMap, BTreeSet};

use entry::kind::{Field, Kind, PROJECT};
use entry::{Entries, EntryId, Fields, Path, Value};
use settings::suggestion;

use super::cell::{Shown, shown};
use super::label;
use super::layout::{Column, Line, Page, form};
use super::reading::{Found, Wrong, read};
use super::sheets::{Row, Sheets, Table};
use super::write::names;
use crate::{CellFault, Place};

/// The field in which an entry states its own unit.
const UNIT: &str = "单位";

/// A row of a page: the number of the page and that of the row.
type At = (usize, usize);

/// The entries of a workbook, put together from the outside inwards.
pub(super) struct Tree<'a> {
    base: &'a Entries,
    pages: &'a [Page],
    sheets: &'a Sheets,
    /// Of each row the entry of the book that it was written from.
    origins: BTreeMap<At, EntryId>,
    /// Rows that have found what they lie in.
    placed: BTreeSet<At>,
    /// Entries of the book that are still there.
    kept: BTreeSet<EntryId>,
    /// What the workbook says.
    pub(super) entries: Entries,
    /// The book's entries with nothing changed but what they are called by.
    pub(super) renamed: Entries,
    /// Every cell that is wrong.
    pub(super) faults: Vec<CellFault>,
    /// Where what is said stands.
    pub(super) places: BTreeMap<Path, Place>,
}

impl<'a> Tree<'a> {
    /// Reads the sheets as changes of a book's entries.
    pub(super) fn grown(base: &'a Entries, pages: &'a [Page], sheets: &'a Sheets) -> Self {
        let mut tree = Self {
            base,
            pages,
            sheets,
            origins: BTreeMap::new(),
            placed: BTreeSet::new(),
            kept: BTreeSet::new(),
            entries: Entries::default(),
            renamed: base.clone(),
            faults: Vec::new(),
            places: BTreeMap::new(),
        };
        tree.find_origins();
        tree.book();
        tree.strays();
        tree
    }

    /// The entries of the book that the workbook says no more: the outermost ones.
    pub(super) fn removed(&self) -> Vec<EntryId> {
        let gone = |id: &EntryId| !self.kept.contains(id);
        let outermost = |id: &&EntryId| gone(id) && !id.parent().is_some_and(|outer| gone(&outer));
        self.base.iter().filter(outermost).cloned().collect()
    }

    fn table(&self, page: usize) -> Option<&'a Table> {
        self.sheets.pages.get(page)?.as_ref()
    }

    /// Which rows were written from which entries, by their hidden keys: of several the first that is still called so.
    fn find_origins(&mut self) {
        let mut claims: BTreeMap<EntryId, (At, bool)> = BTreeMap::new();
        for (number, page) in self.pages.iter().enumerate() {
            let Some(table) = self.table(number) else {
                continue;
            };
            for (at, row) in table.rows.iter().enumerate() {
                let Ok(id) = row.words(table.place(0)).parse::<EntryId>() else {
                    continue;
                };
                if self.base.get(&id).is_none() || !is_of(page, &id) {
                    continue;
                }
                // An entry that says nothing that can be seen is still there; a row that was emptied is not.
                if is_blank(page, table, row) && !self.says_nothing(page, &id) {
                    continue;
                }
                let same = self.is_called(page, table, row, &id);
                let claim = claims.entry(id).or_insert(((number, at), same));
                if same && !claim.1 {
                    *claim = ((number, at), same);
                }
            }
        }
        let origins = claims.into_iter().map(|(id, (at, _))| (at, id));
        self.origins = origins.collect();
    }

    /// Whether nothing of an entry can be seen on its page.
    fn says_nothing(&self, page: &Page, id: &EntryId) -> bool {
        let empty = |column: &Column| {
            let at = column.entry(id).field(column.field.key);
            let value = self.base.value(&at);
            value.is_none_or(|value| shown(column.field.shape, value) == Shown::Empty)
        };
        page.columns.iter().all(empty) && names(page, id).iter().all(String::is_empty)
    }

    /// Whether a row says an entry.
    fn says_something(&self, (page, row): At) -> bool {
        let table = self.table(page);
        let blank = table.is_none_or(|table| is_blank(&self.pages[page], table, &table.rows[row]));
        !blank || self.origins.contains_key(&(page, row))
    }

    /// Whether a row has the fields an entry is called by as they were.
    fn is_called(&self, page: &Page, table: &Table, row: &Row, id: &EntryId) -> bool {
        let keys: Vec<&str> = keys(page.kind).collect();
        let mut columns = page.columns.iter().enumerate();
        columns.all(|(at, column)| {
            let naming = column.inside.is_empty() && keys.contains(&column.field.key);
            let Some(place) = table.place(first(page) + at).filter(|_| naming) else {
                return true;
            };
            let was = self.base.value(&id.field(column.field.key));
            read(column.field, &row.cell(Some(place)), was, None) == Ok(was.cloned())
        })
    }

    /// The book itself, and what there is one of in it.
    fn book(&mut self) {
        let root = EntryId::default();
        self.kept.insert(root.clone());
        let fields = self.form_fields(&root);
        self.entries.set_root(fields);
        for kind in root.within().kinds().iter().filter(|kind| kind.is_single()) {
            let id = root.inside(kind.name, "", 1);
            let was = self.base.get(&id);
            let fields = self.form_fields(&id);
            let lost = was.is_some_and(|was| !was.is_empty()) && fields.is_empty();
            let stays = !fields.is_empty() || (was.is_some() && !lost) || self.holds(kind);
            if stays {
                let new = self.entries.push(&root, kind.name, fields);
                let base = was.is_some().then_some(&id);
                self.settle(base, &new, None);
            }
        }
        self.settle(Some(&root), &root, None);
    }

    /// Whether rows say what lies in the one of a kind.
    fn holds(&self, kind: &Kind) -> bool {
        let mut pages = self.pages.iter().enumerate();
        pages.any(|(number, page)| {
            let inside = page.path.first() == Some(&kind.name);
            let rows = self.table(number).map_or(0, |table| table.rows.len());
            inside && (0..rows).any(|row| self.says_something((number, row)))
        })
    }

    /// What the form says of an entry.
    fn form_fields(&mut self, id: &EntryId) -> Fields {
        let mut fields = self.base.get(id).cloned().unwrap_or_default();
        let Some(table) = &self.sheets.form else {
            return fields;
        };
        for line in form().iter().filter(|line| line.entry == *id) {
            let Some(row) = form_row(table, line) else {
                continue;
            };
            let place = table.place(3);
            let was = fields.get(line.field.key).cloned();
            let column = format!("{} {}", id.kind(), line.field.key);
            let cell = Cell {
                tab: &table.tab,
                row,
                place,
                column,
            };
            let now = self.taken(&cell, line.field, was.as_ref(), None);
            write(&mut fields, line.field.key, now);
            let at = id.field(line.field.key);
            self.places.insert(at, cell.place());
        }
        fields
    }

    /// What lies in an entry: of a row, or of one that is as it was.
    fn settle(&mut self, base: Option<&EntryId>, new: &EntryId, row: Option<At>) {
        if let Some(base) = base {
            self.kept.insert(base.clone());
        }
        for kind in new.within().kinds() {
            match (kind.is_single(), new.0.is_empty()) {
                (true, true) => {}
                (true, false) => self.single(base, new, kind, row),
                (false, _) => self.several(base, new, kind),
            }
        }
        let Some(base) = base else { return };
        for kind in self.base.kinds(base) {
            if new.within().kind(kind).is_none() {
                for id in self.base.group(base, kind) {
                    self.as_it_was(id, new);
                }
            }
        }
    }

    /// An entry that no sheet says anything of.
    fn as_it_was(&mut self, id: &EntryId, parent: &EntryId) {
        let fields = self.base.get(id).cloned().unwrap_or_default();
        let own = id.0.last().map(label).unwrap_or_default();
        let new = match is_project(id) {
            true => self.entries.push_project(&own, fields),
            false => self.entries.push(parent, id.kind(), fields),
        };
        self.settle(Some(id), &new, None);
    }

    /// What there is one of in an entry: columns of its row.
    fn single(
        &mut self,
        base: Option<&EntryId>,
        new: &EntryId,
        kind: &'static Kind,
        row: Option<At>,
    ) {
        let was = base.map(|base| base.inside(kind.name, "", 1));
        let was = was.filter(|id| self.base.get(id).is_some());
        let columns = row.map_or_else(Vec::new, |at| self.columns(at, kind.name));
        if columns.is_empty() {
            if let Some(was) = was {
                self.as_it_was(&was, new);
            }
            return;
        }
        let old = was.as_ref().and_then(|id| self.base.get(id));
        let mut fields = old.cloned().unwrap_or_default();
        let id = new.inside(kind.name, "", 1);
        let (page, number) = row.unwrap_or_default();
        for (column, place) in columns {
            self.field(
                &mut fields,
                &id,
                &column,
                (page, number),
                place,
                was.is_none(),
            );
        }
        let lost = old.is_some_and(|old| !old.is_empty()) && fields.is_empty();
        if fields.is_empty() && (was.is_none() || lost) {
            return;
        }
        let id = self.entries.push(new, kind.name, fields);
        self.settle(was.as_ref(), &id, None);
    }

    /// The columns of a row's sheet that say what there is one of, with their places.
    fn columns(&self, (page, _): At, kind: &str) -> Vec<(Column, usize)> {
        let Some(table) = self.table(page) else {
            return Vec::new();
        };
        let page = &self.pages[page];
        let columns = page.columns.iter().enumerate();
        let found = columns.filter_map(|(at, column)| {
            let inside = column.inside == [kind];
            let place = table.place(first(page) + at)?;
            inside.then(|| (column.clone(), place))
        });
        found.collect()
    }

    /// What there are several of in an entry: the rows that say they lie in it.
    fn several(&mut self, base: Option<&EntryId>, new: &EntryId, kind: &'static Kind) {
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
    fn lies_in(&self, at: At, base: Option<&EntryId>, new: &EntryId) -> bool {
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
    fn row(&mut self, at: At, base: Option<&EntryId>, parent: &EntryId) {
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

    /// The entry of the book that a row without a key means: the one called so that no other row was written from.
    fn alike(
        &self,
        page: &Page,
        known: &[(Column, usize)],
        row: &Row,
        base: Option<&EntryId>,
        project: Option<&str>,
    ) -> Option<EntryId> {
        let free = |id: &&EntryId| {
            !self.kept.contains(*id) && !self.origins.values().any(|one| one == *id)
        };
        let mut there = self.base.group(base?, page.kind.name).iter().filter(free);
        if let Some(name) = project {
            return there
                .find(|id| id.0.last().map(label).as_deref() == Some(name))
                .cloned();
        }
        let keys: Vec<&str> = keys(page.kind).collect();
        let naming = known
            .iter()
            .filter(|(column, _)| keys.contains(&column.field.key));
        let naming: Vec<&(Column, usize)> = naming.collect();
        let same = |id: &&EntryId| {
            let says = |(column, place): &&(Column, usize)| {
                let was = self.base.value(&id.field(column.field.key));
                read(column.field, &row.cell(Some(*place)), was, None) == Ok(was.cloned())
            };
            !naming.is_empty() && naming.iter().all(says)
        };
        there.find(same).cloned()
    }

    /// A project's name: that of its file, which stays.
    fn project(&mut self, at: At, name: &str, origin: Option<&EntryId>) -> String {
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

    /// Reads one field of a row.
    fn field(
        &mut self,
        fields: &mut Fields,
        id: &EntryId,
        column: &Column,
        (page, row): At,
        place: usize,
        new: bool,
    ) {
        let Some(table) = self.table(page) else {
            return;
        };
        let cell = Cell {
            tab: &table.tab,
            row: &table.rows[row],
            place: Some(place),
            column: column.head(),
        };
        let unit = self.pages[page]
            .columns
            .iter()
            .position(|one| one.inside == column.inside && one.field.key == UNIT);
        let unit = match unit.and_then(|at| table.place(first(&self.pages[page]) + at)) {
            Some(place) => Some(cell.row.words(Some(place))),
            None => fields.get(UNIT).map(Value::shown),
        };
        let unit = unit.filter(|unit| !unit.is_empty());
        let was = fields.get(column.field.key).cloned();
        let now = self.taken(&cell, column.field, was.as_ref(), unit.as_deref());
        let lost = column.field.required && now.is_none() && (was.is_some() || new);
        let whole = column.inside.is_empty();
        if lost && whole && cell.found().raw.is_blank() {
            self.faults.push(cell.fault(Wrong {
                problem: "必填，没有填".to_owned(),
                remedy: format!("填{}；不要这一条就清空整行", column.field.doc),
            }));
        }
        write(fields, column.field.key, now);
        self.places.insert(id.field(column.field.key), cell.place());
    }

    /// What a cell says; where it is wrong, what was there, and a fault.
    fn taken(
        &mut self,
        cell: &Cell<'_>,
        field: &Field,
        was: Option<&Value>,
        unit: Option<&str>,
    ) -> Option<Value> {
        match read(field, &cell.found(), was, unit) {
            Ok(value) => value,
            Err(wrong) => {
                self.faults.push(cell.fault(wrong));
                was.cloned()
            }
        }
    }

    /// Rows that lie in nothing that is there.
    fn strays(&mut self) {
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

/// A cell that is read, and where it is.
struct Cell<'a> {
    tab: &'a str,
    row: &'a Row,
    place: Option<usize>,
    column: String,
}

impl Cell<'_> {
    fn found(&self) -> Found {
        self.row.cell(self.place)
    }

    fn place(&self) -> Place {
        Place {
            sheet: self.tab.to_owned(),
            row: self.row.number,
            column: self.place,
        }
    }

    fn fault(&self, wrong: Wrong) -> CellFault {
        CellFault {
            place: self.place(),
            column: self.column.clone(),
            value: self.row.words(self.place),
            problem: wrong.problem,
            remedy: wrong.remedy,
        }
    }
}

/// The row of the form with a field: by its key, else by what stands beside it.
fn form_row<'a>(table: &'a Table, line: &Line) -> Option<&'a Row> {
    let address = line.entry.field(line.field.key).to_string();
    let beside = |row: &&Row| {
        row.words(table.place(1)) == line.entry.kind()
            && super::layout::bare(&row.words(table.place(2))) == line.field.key
    };
    let by_key = table
        .rows
        .iter()
        .find(|row| row.words(table.place(0)) == address);
    let row = by_key.or_else(|| table.rows.iter().find(beside))?;
    table.place(3).map(|_| row)
}

/// The place of the first field among the heads of a page.
fn first(page: &Page) -> usize {
    1 + page.naming().len()
}

/// Whether nothing but the key stands in a row.
fn is_blank(page: &Page, table: &Table, row: &Row) -> bool {
    let heads = 1..first(page) + page.columns.len();
    let mut places = heads.filter_map(|head| table.place(head));
    places.all(|place| row.cell(Some(place)).raw.is_blank())
}

/// Whether an entry stands on a page.
fn is_of(page: &Page, id: &EntryId) -> bool {
    let steps = id.0.iter().map(|step| step.kind.as_str());
    let whole: Vec<&str> = steps.collect();
    let inner = match whole.first() {
        Some(first) if *first == PROJECT.name && whole.len() > 1 && page.in_projects => &whole[1..],
        _ => &whole[..],
    };
    page.path == inner
}

/// The fields that entries of a kind are called by.
fn keys(kind: &Kind) -> impl Iterator<Item = &'static str> {
    kind.keys.iter().copied().flatten().copied()
}

fn is_project(id: &EntryId) -> bool {
    id.0.len() == 1 && id.kind() == PROJECT.name
}

fn write(fields: &mut Fields, key: &str, value: Option<Value>) {
    match value {
        Some(value) => {
            fields.insert(key.to_owned(), value);
        }
        None => {
            fields.shift_remove(key);
        }
    }
}
