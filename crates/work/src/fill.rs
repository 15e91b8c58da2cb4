//! 填报: what somebody typed into the cells of a form is taken, all of it as one operation or nothing.
//!
//! A cell comes with what its reader saw in it. Where somebody else has written something there since, nothing is taken and
//! both are told; where the book could not be read with what was typed, it is told at which cells, and why.

use entry::kind::Field;
use entry::{Digest, Entries, EntryId, Fields, Operation, Path, Value, edited};
use exchange::workbook::{Wrong, told, typed};
use folder::{Note, Shelf, Store};
use serde::Serialize;

use crate::{Failure, desk};

/// The field of an entry that states the unit of its other fields.
const UNIT: &str = "单位";

/// What somebody filled in.
#[derive(Clone, Debug, Default)]
pub struct Filling {
    /// Cells of entries that are there.
    pub cells: Vec<Typed>,
    /// Entries that are to come after the others of their kind.
    pub added: Vec<Added>,
    /// Entries that are to go.
    pub removed: Vec<Removed>,
}

/// A cell that somebody typed into.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The field.
    pub at: Path,
    /// What was seen there.
    pub seen: String,
    /// What was typed.
    pub typed: String,
}

/// An entry that is to come.
#[derive(Clone, Debug)]
pub struct Added {
    /// What it lies in.
    pub parent: EntryId,
    /// Its kind.
    pub kind: String,
    /// What was typed, by the keys of its fields.
    pub fields: Vec<(String, String)>,
}

/// An entry that is to go.
#[derive(Clone, Debug)]
pub struct Removed {
    /// The entry.
    pub entry: EntryId,
    /// Of what was seen of it, [`seal`].
    pub seal: String,
}

/// What became of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Filled {
    /// It is in the book.
    Done(Done),
    /// Nothing was taken: somebody else wrote there.
    Clash(Vec<Clash>),
    /// Nothing was taken: something of it cannot be read.
    Wrong(Vec<Fault>),
}

/// What is in the book now.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// The operation; none where the book said all of it already.
    pub operation: Option<u64>,
    /// Whether entries came, went or are called otherwise.
    pub moved: bool,
    /// What the cells say now.
    pub cells: Vec<Said>,
}

/// What a cell says.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// The field.
    pub at: Path,
    /// What it says.
    pub said: String,
    /// Of the entry as it is now, [`seal`].
    pub seal: String,
}

/// A cell, or a whole entry, that somebody else changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// Where.
    pub at: Path,
    /// What was seen there.
    pub seen: String,
    /// What was typed.
    pub mine: String,
    /// What is there now; none where the entry is gone.
    pub theirs: Option<String>,
    /// Who changed it last.
    pub by: Option<String>,
    /// When, to the minute.
    pub when: Option<String>,
}

/// Something that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The field, where it is known.
    pub at: Option<Path>,
    /// Which of the entries that were to come, from 1.
    pub added: Option<usize>,
    /// What was typed.
    pub typed: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

/// A short sign of what an entry says, which changes with it.
pub fn seal(fields: Option<&Fields>) -> String {
    let said = fields.map(|fields| Value::Map(fields.clone()).shown());
    let digest = Digest::of(said.unwrap_or_default().as_bytes());
    digest.short().to_owned()
}

/// Takes what was filled in.
///
/// # Errors
/// When an address names no field of the table, or the system refuses.
pub fn fill(
    shelf: &mut Shelf<impl Store>,
    filling: &Filling,
    note: &Note,
) -> Result<Filled, Failure> {
    shelf.take_in(note)?;
    let old = shelf.entries()?;
    let clashes = clashes(shelf, &old, filling)?;
    if !clashes.is_empty() {
        return Ok(Filled::Clash(clashes));
    }
    let mut draft = Draft {
        new: old.clone(),
        came: Vec::new(),
        faults: Vec::new(),
    };
    draft.write(&old, &filling.cells)?;
    for (at, added) in filling.added.iter().enumerate() {
        draft.add(at + 1, added)?;
    }
    for removed in &filling.removed {
        draft.new = draft.new.only(|id| !id.is_within(&removed.entry));
    }
    if !draft.faults.is_empty() {
        return Ok(Filled::Wrong(draft.faults));
    }
    let change = edited(&old, &draft.new);
    let operation = match change.is_empty() {
        true => None,
        false => {
            if let Some(faults) = desk::broken_by(shelf, &change)? {
                return Ok(Filled::Wrong(draft.broken(&faults, filling)));
            }
            shelf.publish(&change, note)?
        }
    };
    let moved = change.parts().iter().any(|part| {
        use entry::Change::{Add, Move, Remove, Rename};
        matches!(
            part,
            Add { .. } | Move { .. } | Remove { .. } | Rename { .. }
        )
    });
    Ok(Filled::Done(Done {
        operation: operation.as_ref().map(|one: &Operation| one.seq),
        moved,
        cells: said(&draft.new, filling),
    }))
}

/// What the cells say afterwards.
fn said(new: &Entries, filling: &Filling) -> Vec<Said> {
    let cells = filling.cells.iter();
    let said = cells.filter_map(|cell| {
        Some(Said {
            at: cell.at.clone(),
            said: told(field(&cell.at).ok()?.shape, new.value(&cell.at)),
            seal: seal(new.get(&cell.at.entry)),
        })
    });
    said.collect()
}

/// The field of the table that an address names.
fn field(at: &Path) -> Result<&'static Field, Failure> {
    let kind = at.entry.within().itself();
    let field = kind.and_then(|kind| kind.field(at.field.as_deref()?));
    field.ok_or_else(|| Failure::Said(format!("账本里没有“{at}”这一项。")))
}

/// What somebody else changed of what is to be changed.
fn clashes(
    shelf: &Shelf<impl Store>,
    old: &Entries,
    filling: &Filling,
) -> Result<Vec<Clash>, Failure> {
    let mut clashes = Vec::new();
    for cell in &filling.cells {
        let shape = field(&cell.at)?.shape;
        let there = old.get(&cell.at.entry).is_some() || cell.at.entry.0.is_empty();
        // An entry of which there is one comes with its first field.
        let single = cell
            .at
            .entry
            .within()
            .itself()
            .is_some_and(|kind| kind.is_single());
        let theirs = (there || single).then(|| told(shape, old.value(&cell.at)));
        let agreed = theirs
            .as_ref()
            .is_some_and(|theirs| *theirs == cell.seen || *theirs == cell.typed);
        if !agreed {
            clashes.push(Clash {
                at: cell.at.clone(),
                seen: cell.seen.clone(),
                mine: cell.typed.clone(),
                theirs,
                by: None,
                when: None,
            });
        }
    }
    for removed in &filling.removed {
        let fields = old.get(&removed.entry);
        if fields.is_none() || seal(fields) != removed.seal {
            clashes.push(Clash {
                at: Path {
                    entry: removed.entry.clone(),
                    field: None,
                },
                seen: String::new(),
                mine: String::new(),
                theirs: fields.map(|fields| Value::Map(fields.clone()).shown()),
                by: None,
                when: None,
            });
        }
    }
    if clashes.is_empty() {
        return Ok(clashes);
    }
    let log = shelf.log()?;
    for clash in &mut clashes {
        let whole = Path {
            entry: clash.at.entry.clone(),
            field: None,
        };
        let last = |at: &Path| log.iter().rfind(|operation| operation.change.concerns(at));
        if let Some(last) = last(&clash.at).or_else(|| last(&whole)) {
            clash.by = Some(last.by.clone());
            clash.when = Some(last.minute());
        }
    }
    Ok(clashes)
}

/// The entries with what was filled in.
struct Draft {
    new: Entries,
    came: Vec<EntryId>,
    faults: Vec<Fault>,
}

impl Draft {
    fn write(&mut self, old: &Entries, cells: &[Typed]) -> Result<(), Failure> {
        for cell in cells {
            let field = field(&cell.at)?;
            let was = old.value(&cell.at);
            let unit = of_unit(cells, old, &cell.at.entry);
            match typed(field, &cell.typed, was, unit.as_deref()) {
                Ok(value) => {
                    self.begin(&cell.at.entry, value.is_some());
                    self.new.set(&cell.at, value);
                }
                Err(wrong) => self.wrong(Some(cell.at.clone()), None, &cell.typed, wrong),
            }
        }
        Ok(())
    }

    /// An entry of which there is one comes with its first field.
    fn begin(&mut self, id: &EntryId, says: bool) {
        let Some(parent) = id.parent() else {
            return;
        };
        if says && self.new.get(id).is_none() {
            self.new.push(&parent, id.kind(), Fields::new());
        }
    }

    fn add(&mut self, at: usize, added: &Added) -> Result<(), Failure> {
        let kind = added.parent.within().kind(&added.kind);
        let kind = kind.ok_or_else(|| {
            Failure::Said(format!("{}里没有“{}”这一类。", added.parent, added.kind))
        })?;
        let unit = added.fields.iter().find(|(key, _)| key == UNIT);
        let unit = unit.map(|(_, unit)| unit.as_str());
        let mut fields = Fields::new();
        for (key, text) in &added.fields {
            let field = kind
                .field(key)
                .ok_or_else(|| Failure::Said(format!("{}没有“{key}”这一项。", added.kind)))?;
            match typed(field, text, None, unit) {
                Ok(Some(value)) => {
                    fields.insert(key.clone(), value);
                }
                Ok(None) => {}
                Err(wrong) => {
                    let id = added.parent.inside(&added.kind, "", 1);
                    self.wrong(Some(id.field(key)), Some(at), text, wrong);
                }
            }
        }
        let id = self.new.push(&added.parent, &added.kind, fields);
        self.came.push(id);
        Ok(())
    }

    fn wrong(&mut self, at: Option<Path>, added: Option<usize>, typed: &str, wrong: Wrong) {
        self.faults.push(Fault {
            at,
            added,
            typed: typed.to_owned(),
            problem: wrong.problem,
            remedy: wrong.remedy,
        });
    }

    /// What the book would say of itself, at the cells that make it say so.
    fn broken(&self, faults: &book::Faults, filling: &Filling) -> Vec<Fault> {
        let told = faults.0.iter().map(|fault| {
            let at: Option<Path> = fault.at.as_ref().and_then(|at| at.parse().ok());
            let of = |id: &EntryId| self.came.iter().position(|came| id.is_within(came));
            let added = at.as_ref().and_then(|at| of(&at.entry));
            let cell = filling
                .cells
                .iter()
                .find(|cell| Some(&cell.at) == at.as_ref());
            Fault {
                added: added.map(|place| place + 1),
                typed: cell.map(|cell| cell.typed.clone()).unwrap_or_default(),
                at,
                problem: fault.problem.clone(),
                remedy: fault.remedy.clone(),
            }
        });
        told.collect()
    }
}

/// The unit that an entry states, or is going to.
fn of_unit(cells: &[Typed], old: &Entries, id: &EntryId) -> Option<String> {
    let at = id.field(UNIT);
    let now = cells.iter().find(|cell| cell.at == at);
    match now {
        Some(cell) => Some(cell.typed.trim().to_owned()),
        None => Some(old.value(&at)?.plain()?.to_owned()),
    }
}
