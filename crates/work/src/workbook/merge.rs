//! What a workbook changes of a book that may have been changed elsewhere since the workbook was written.

use entry::{Change, Conflict, Content, EntryId, Fields, Operation, Path, Value, diff, edited};
use exchange::CellFault;
use exchange::Place;
use exchange::workbook::{Origin, Returned};
use folder::{Note, Shelf, Store};

use crate::Failure;

/// A book as it is, and as it was when a workbook was written.
pub(super) struct Sides {
    /// As it was; where nobody knows, as it is.
    pub(super) base: Content,
    /// As it is.
    pub(super) current: Content,
    /// What was done in between.
    since: Vec<Operation>,
    /// Who imports, and by what means.
    note: Note,
}

/// What is done to the book, and what it comes to.
pub(super) struct Merged {
    pub(super) change: Change,
    pub(super) new: Content,
    /// Fields that the workbook says as it was written, and the book otherwise by now: they stay as the book has them.
    pub(super) stale: Vec<(Path, Value, Value)>,
}

impl Sides {
    /// Looks up what a workbook was written from.
    pub(super) fn of(
        held: &Shelf<impl Store>,
        origin: Option<&Origin>,
        note: &Note,
    ) -> Result<Self, Failure> {
        let current = held.content()?;
        let log = held.log()?;
        let known = origin.filter(|origin| {
            log.iter()
                .any(|one| one.seq == origin.seq && one.state == origin.state)
        });
        let base = match known {
            Some(origin) => held.content_at(origin.seq)?,
            None => current.clone(),
        };
        let from = known.map_or(u64::MAX, |origin| origin.seq);
        Ok(Self {
            base,
            current,
            since: log.into_iter().filter(|one| one.seq > from).collect(),
            note: note.clone(),
        })
    }

    /// The number of the last import by the same person since the workbook was written.
    pub(super) fn imported_before(&self) -> Option<u64> {
        let own = self.since.iter().rev().find(|one| self.is_own(one));
        own.map(|one| one.seq)
    }

    fn is_own(&self, operation: &Operation) -> bool {
        operation.via == self.note.via && operation.by == self.note.by
    }

    /// Brings what the workbook changes into the book as it is.
    pub(super) fn merged(&self, returned: &Returned) -> Result<Merged, Vec<CellFault>> {
        let mut new = self.current.clone();
        let mut target = self.base.clone();
        for part in returned.change.parts() {
            // What was read of the base applies to the base.
            let _ = part.apply(&mut target);
        }
        let mut made = Vec::new();
        let mut faults = Vec::new();
        for part in returned.change.parts() {
            if is_so(part, &new) {
                continue;
            }
            if let Change::Add { entry, fields, .. } = part
                && let Some(before) = self.imported_as(entry, fields, &new, &target)
            {
                match called_anew(&before, fields, &mut new) {
                    Some(parts) => made.extend(parts),
                    None => faults.push(unclear(&before, entry, returned)),
                }
                continue;
            }
            let before = new.clone();
            let conflict = match part.apply(&mut new) {
                Ok(()) => {
                    made.push(part.clone());
                    continue;
                }
                Err(conflict) => conflict,
            };
            new = before;
            match self.again(part, &new, &target) {
                Some(parts) if parts.iter().all(|part| part.apply(&mut new).is_ok()) => {
                    made.extend(parts);
                }
                _ => faults.push(conflicting(part, &conflict, returned)),
            }
        }
        match faults.is_empty() {
            true => Ok(Merged {
                change: Change::Many(made),
                stale: self.stale(&target),
                new,
            }),
            false => Err(faults),
        }
    }

    /// What the same person's earlier import of the workbook made of a row that has no key and is called otherwise by now: of
    /// those that the workbook says no more the one most like it.
    fn imported_as(
        &self,
        entry: &EntryId,
        fields: &Fields,
        now: &Content,
        target: &Content,
    ) -> Option<EntryId> {
        let own = self.since.iter().filter(|one| self.is_own(one));
        let parts = own.flat_map(|one| one.change.parts());
        let made = parts.filter_map(|part| match part {
            Change::Add { entry, .. } | Change::Rename { to: entry, .. } => Some(entry),
            _ => None,
        });
        let left = made.filter(|one| {
            (one.parent(), one.kind()) == (entry.parent(), entry.kind())
                && now.entries.get(one).is_some()
                && self.base.entries.get(one).is_none()
                && target.entries.get(one).is_none()
        });
        left.max_by_key(|one| alike(now.entries.get(one), fields))
            .cloned()
    }

    /// The same change of what the same person's last import of a workbook left there.
    fn again(&self, part: &Change, now: &Content, target: &Content) -> Option<Vec<Change>> {
        let touched = |operation: &&Operation| match part {
            Change::Set { at, .. } => operation.change.concerns(at),
            other => operation.change.parts().iter().any(|one| {
                (one.entry().is_some() && one.entry() == other.entry())
                    || (one.file().is_some() && one.file() == other.file())
            }),
        };
        let last = self.since.iter().rev().find(touched)?;
        if !self.is_own(last) {
            return None;
        }
        match part {
            Change::Set { at, is, .. } => Some(vec![set(at, now, is.clone())]),
            Change::Add { entry, fields, .. } => {
                let there = now.entries.get(entry)?;
                let gone = there.keys().filter(|key| !fields.contains_key(*key));
                let gone = gone.map(|key| set(&entry.field(key), now, None));
                let come = fields
                    .iter()
                    .filter(|(key, value)| there.get(*key) != Some(*value));
                let come =
                    come.map(|(key, value)| set(&entry.field(key), now, Some(value.clone())));
                Some(gone.chain(come).collect())
            }
            Change::Words { piece, .. } | Change::Piece { piece, .. } => {
                let only = |content: &Content| Content {
                    texts: content
                        .texts
                        .get_key_value(piece)
                        .map(|(path, text)| (path.clone(), text.clone()))
                        .into_iter()
                        .collect(),
                    ..Content::default()
                };
                Some(vec![diff(&only(now), &only(target))])
            }
            _ => None,
        }
    }

    /// Fields that were changed elsewhere and not in the workbook.
    fn stale(&self, target: &Content) -> Vec<(Path, Value, Value)> {
        let mut stale = Vec::new();
        for id in self.current.entries.iter() {
            let (Some(was), Some(said), Some(now)) = (
                self.base.entries.get(id),
                target.entries.get(id),
                self.current.entries.get(id),
            ) else {
                continue;
            };
            for (key, now) in now {
                if let (Some(was), Some(said)) = (was.get(key), said.get(key))
                    && was == said
                    && said != now
                {
                    stale.push((id.field(key), said.clone(), now.clone()));
                }
            }
        }
        stale
    }
}

/// How many fields two entries have in common.
fn alike(there: Option<&Fields>, fields: &Fields) -> usize {
    let same = |(key, value): &(&String, &Value)| fields.get(*key) == Some(*value);
    there.map_or(0, |there| there.iter().filter(same).count())
}

/// Calls an entry otherwise, where it says enough of the same to be taken for the same one.
fn called_anew(entry: &EntryId, fields: &Fields, now: &mut Content) -> Option<Vec<Change>> {
    let there = now.entries.get(entry)?.clone();
    let most = there.len().max(fields.len());
    if alike(Some(&there), fields) * 2 < most {
        return None;
    }
    let mut renamed = now.entries.clone();
    for key in there.keys().chain(fields.keys()) {
        renamed.set(&entry.field(key), fields.get(key).cloned());
    }
    let change = edited(&now.entries, &renamed);
    change.apply(now).ok()?;
    Some(change.parts().into_iter().cloned().collect())
}

/// A row that may be an entry of an earlier import called otherwise, or another one.
fn unclear(before: &EntryId, entry: &EntryId, returned: &Returned) -> CellFault {
    let whole = Path {
        entry: entry.clone(),
        field: None,
    };
    CellFault {
        place: returned.place(&whole).cloned().unwrap_or_else(nowhere),
        column: String::new(),
        value: entry.to_string(),
        problem: format!(
            "这份工作簿上次导入的是“{before}”，现在没有它，有“{entry}”：看不出是改了编号还是另一条"
        ),
        remedy: "重新导出一份，在新的里面改；那里改编号就是改编号，加一行就是另加一条".to_owned(),
    }
}

/// The book itself, where no cell says it.
fn nowhere() -> Place {
    Place {
        sheet: "（账本）".to_owned(),
        row: 0,
        column: None,
    }
}

fn set(at: &Path, now: &Content, is: Option<Value>) -> Change {
    Change::Set {
        at: at.clone(),
        was: now.entries.value(at).cloned(),
        is,
    }
}

/// Whether the same was changed in the same way already.
fn is_so(part: &Change, now: &Content) -> bool {
    let there = |entry| now.entries.get(entry);
    match part {
        Change::Set { at, is, .. } => {
            there(&at.entry).is_some() && now.entries.value(at) == is.as_ref()
        }
        Change::Remove { entry, .. } => there(entry).is_none(),
        Change::Add { entry, fields, .. } => there(entry) == Some(fields),
        Change::Rename { from, to, is, .. } => {
            there(from).is_none()
                && there(to)
                    .is_some_and(|now| is.iter().all(|(key, value)| now.get(key) == Some(value)))
        }
        Change::Piece { piece, is, .. } => now.texts.get(piece) == is.as_ref(),
        Change::Words { .. } => {
            let mut before = now.clone();
            part.turned().apply(&mut before).is_ok() && part.apply(&mut now.clone()).is_err()
        }
        _ => false,
    }
}

/// What was changed in the workbook and elsewhere, too.
fn conflicting(part: &Change, conflict: &Conflict, returned: &Returned) -> CellFault {
    let whole = |entry: &entry::EntryId| Path {
        entry: entry.clone(),
        field: None,
    };
    let place = match part {
        Change::Set { at, .. } => returned.place(at),
        Change::Rename { to, .. } => returned.place(&whole(to)),
        other => match (other.entry(), other.file()) {
            (Some(entry), _) => returned.place(&whole(entry)),
            (None, Some(file)) => returned.piece(file),
            (None, None) => None,
        },
    };
    let said = |text: &Option<String>| match text {
        Some(text) => format!("“{text}”"),
        None => "空的".to_owned(),
    };
    let (value, problem) = match part {
        Change::Set { is, .. } => (
            is.as_ref().map(Value::shown).unwrap_or_default(),
            format!(
                "导出以后账本里这一处也改了：导出时是{}，现在是{}",
                said(&conflict.was),
                said(&conflict.found)
            ),
        ),
        _ => (String::new(), "导出以后账本里这一处也改了".to_owned()),
    };
    CellFault {
        place: place.cloned().unwrap_or_else(nowhere),
        column: conflict.at.clone(),
        value,
        problem,
        remedy: "用 kaocheng log 看是谁改的，商定用哪一个；然后重新导出一份，在新的里面改"
            .to_owned(),
    }
}
