//! The entries of a book: whatever is written, also where it is unfinished or wrong.

use std::collections::{BTreeMap, HashMap};

use crate::kind::{self, PROJECT};
use crate::{EntryId, Fields, Path, Value};

/// Entries by their addresses. Those of one kind inside the same entry stand in an order that means something; two
/// books are equal when they have the same entries with the same fields in the same order. Projects are files and stand
/// in the order of their names, whenever they came.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    fields: HashMap<EntryId, Fields>,
    /// By what they lie in and their kind. No group is empty.
    groups: BTreeMap<(EntryId, String), Vec<EntryId>>,
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        let said = |entries: &Self| {
            let empty = entries.fields.get(&EntryId::default());
            entries.fields.len() - usize::from(empty.is_some_and(Fields::is_empty))
        };
        let own = |(id, fields): (&EntryId, &Fields)| match other.fields.get(id) {
            Some(others) => others == fields,
            None => *id == EntryId::default() && fields.is_empty(),
        };
        said(self) == said(other) && self.fields.iter().all(own) && self.groups == other.groups
    }
}

impl Eq for Entries {}

impl Entries {
    /// The fields of an entry.
    pub fn get(&self, id: &EntryId) -> Option<&Fields> {
        self.fields.get(id)
    }

    /// What stands in a field.
    pub fn value(&self, at: &Path) -> Option<&Value> {
        self.get(&at.entry)?.get(at.field.as_deref()?)
    }

    /// The entries of a kind that lie in an entry, in their order.
    pub fn group(&self, parent: &EntryId, kind: &str) -> &[EntryId] {
        let group = self.groups.get(&(parent.clone(), kind.to_owned()));
        group.map_or(&[], Vec::as_slice)
    }

    /// The kinds of the entries that lie in an entry: first those of the table, in its order.
    pub fn kinds(&self, parent: &EntryId) -> Vec<&str> {
        let from = (parent.clone(), String::new());
        let groups = self.groups.range(from..);
        let here = groups.take_while(|((inside, _), _)| inside == parent);
        let mut kinds: Vec<&str> = here.map(|((_, kind), _)| kind.as_str()).collect();
        let known = parent.within().kinds();
        let place = |name: &str| known.iter().position(|kind| kind.name == name);
        kinds.sort_by_key(|name| place(name).unwrap_or(known.len()));
        kinds
    }

    /// Every entry but the book itself, each before those that lie in it.
    pub fn iter(&self) -> impl Iterator<Item = &EntryId> {
        let mut ids = Vec::new();
        self.collect(&EntryId::default(), &mut ids);
        ids.into_iter()
    }

    fn collect<'a>(&'a self, parent: &EntryId, ids: &mut Vec<&'a EntryId>) {
        for kind in self.kinds(parent) {
            for id in self.group(parent, kind) {
                if let Some((id, _)) = self.fields.get_key_value(id) {
                    ids.push(id);
                    self.collect(id, ids);
                }
            }
        }
    }

    /// Adds an entry after the others of its kind, and says how it is called.
    pub fn push(&mut self, parent: &EntryId, kind: &str, fields: Fields) -> EntryId {
        let key = kind::key(parent.within().kind(kind), &fields);
        self.push_as(parent, kind, &key, fields)
    }

    /// Adds a project, which is called after its file.
    pub fn push_project(&mut self, name: &str, fields: Fields) -> EntryId {
        self.push_as(&EntryId::default(), PROJECT.name, name, fields)
    }

    fn push_as(&mut self, parent: &EntryId, kind: &str, key: &str, fields: Fields) -> EntryId {
        let group = (parent.clone(), kind.to_owned());
        let group = self.groups.entry(group).or_default();
        let mut id = parent.inside(kind, key, 1);
        let mut nth = 1;
        while self.fields.contains_key(&id) {
            nth += 1;
            id = parent.inside(kind, key, nth);
        }
        let at = match is_project(&id) {
            true => by_name(group, &id),
            false => group.len(),
        };
        group.insert(at, id.clone());
        self.fields.insert(id.clone(), fields);
        id
    }

    /// Takes in entries that have nothing to do with these, such as those of a project.
    pub fn absorb(&mut self, others: Self) {
        self.fields.extend(others.fields);
        for (group, ids) in others.groups {
            for id in ids {
                let group = self.groups.entry(group.clone()).or_default();
                let at = match is_project(&id) {
                    true => by_name(group, &id),
                    false => group.len(),
                };
                group.insert(at, id);
            }
        }
    }

    /// Those entries that are wanted, together with what lies in them.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(&EntryId) -> bool) -> Self {
        let fields = self.fields.iter().filter(|(id, _)| wanted(id));
        let groups = self.groups.iter().filter_map(|(group, ids)| {
            let ids: Vec<EntryId> = ids.iter().filter(|id| wanted(id)).cloned().collect();
            (!ids.is_empty()).then(|| (group.clone(), ids))
        });
        Self {
            fields: fields.map(|(id, one)| (id.clone(), one.clone())).collect(),
            groups: groups.collect(),
        }
    }

    /// Everything that is said, in one order, whatever order it was written in where that means nothing.
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        let root = EntryId::default();
        for id in std::iter::once(&root).chain(self.iter()) {
            text.push_str(&id.to_string());
            text.push('\n');
            let fields = self.fields.get(id).into_iter().flatten();
            let ordered: BTreeMap<&String, &Value> = fields.collect();
            for (key, value) in ordered {
                text.push_str(&format!("\t{key:?} {}\n", value.canonical()));
            }
        }
        text
    }

    /// The fields of the book itself.
    pub fn set_root(&mut self, fields: Fields) {
        self.fields.insert(EntryId::default(), fields);
    }

    /// Writes a field of an entry that is there, or takes it away. The address stays, even where the field is what the
    /// entry is called by; [`Entries::named`] gives the new ones.
    pub fn set(&mut self, at: &Path, value: Option<Value>) -> bool {
        let Some(key) = &at.field else {
            return false;
        };
        let fields = match at.entry.0.is_empty() {
            true => Some(self.fields.entry(EntryId::default()).or_default()),
            false => self.fields.get_mut(&at.entry),
        };
        let Some(fields) = fields else {
            return false;
        };
        match value {
            Some(value) => {
                fields.insert(key.clone(), value);
            }
            None => {
                fields.shift_remove(key);
            }
        }
        true
    }

    /// The same entries, each called as its fields say.
    #[must_use]
    pub fn named(&self) -> Self {
        let mut named = Self::default();
        if let Some(fields) = self.fields.get(&EntryId::default()) {
            named.set_root(fields.clone());
        }
        self.name_inside(&EntryId::default(), &EntryId::default(), &mut named);
        named
    }

    fn name_inside(&self, parent: &EntryId, new: &EntryId, named: &mut Self) {
        for kind in self.kinds(parent) {
            for id in self.group(parent, kind) {
                let fields = self.fields.get(id).cloned().unwrap_or_default();
                let own =
                    id.0.last()
                        .map(|step| step.key.as_str())
                        .unwrap_or_default();
                let new = match is_project(id) {
                    true => named.push_project(own, fields),
                    false => named.push(new, kind, fields),
                };
                self.name_inside(id, &new, named);
            }
        }
    }

    /// Puts an entry in its place: after another of its kind, or before all of them. Whether there was such a place.
    pub(crate) fn insert(&mut self, id: &EntryId, after: Option<&EntryId>, fields: Fields) -> bool {
        let Some(parent) = id.parent() else {
            return false;
        };
        let outside = parent.0.is_empty() || self.fields.contains_key(&parent);
        if !outside || self.fields.contains_key(id) {
            return false;
        }
        let Some(at) = self.place(&parent, id, after) else {
            return false;
        };
        let group = self.groups.entry((parent, id.kind().to_owned()));
        group.or_default().insert(at, id.clone());
        self.fields.insert(id.clone(), fields);
        true
    }

    /// Takes an entry away that has none inside; the fields it had, and the one it stood after.
    pub(crate) fn take(&mut self, id: &EntryId) -> Option<(Fields, Option<EntryId>)> {
        let after = self.before(id);
        let parent = id.parent()?;
        let fields = self.fields.remove(id)?;
        let key = (parent, id.kind().to_owned());
        let group = self.groups.get_mut(&key)?;
        group.retain(|one| one != id);
        if group.is_empty() {
            self.groups.remove(&key);
        }
        Some((fields, after))
    }

    /// The entry of its kind that one stands after; none for a project, which stands where its name is.
    pub(crate) fn before(&self, id: &EntryId) -> Option<EntryId> {
        if is_project(id) {
            return None;
        }
        let group = self.group(&id.parent()?, id.kind());
        let at = group.iter().position(|one| one == id)?;
        Some(group[at.checked_sub(1)?].clone())
    }

    /// Moves an entry to another place in its kind.
    pub(crate) fn shift(&mut self, id: &EntryId, after: Option<&EntryId>) -> bool {
        let Some(parent) = id.parent() else {
            return false;
        };
        let key = (parent, id.kind().to_owned());
        let Some(group) = self.groups.get_mut(&key) else {
            return false;
        };
        let Some(from) = group.iter().position(|one| one == id) else {
            return false;
        };
        let moved = group.remove(from);
        let to = match after {
            None => Some(0),
            Some(after) => group.iter().position(|one| one == after).map(|at| at + 1),
        };
        group.insert(to.unwrap_or(from), moved);
        to.is_some()
    }

    /// Calls an entry, and all that lies in it, otherwise.
    pub(crate) fn rename(&mut self, from: &EntryId, to: &EntryId) -> bool {
        if !self.fields.contains_key(from) || self.fields.contains_key(to) {
            return false;
        }
        let renamed = |id: EntryId| match id.is_within(from) {
            true => id.moved(from, to),
            false => id,
        };
        let fields = std::mem::take(&mut self.fields);
        self.fields = fields
            .into_iter()
            .map(|(id, one)| (renamed(id), one))
            .collect();
        let groups = std::mem::take(&mut self.groups);
        let groups = groups.into_iter().map(|((parent, kind), ids)| {
            let mut ids: Vec<EntryId> = ids.into_iter().map(renamed).collect();
            if ids.first().is_some_and(is_project) {
                ids.sort();
            }
            ((renamed(parent), kind), ids)
        });
        self.groups = groups.collect();
        true
    }

    /// Whether something lies in an entry.
    pub(crate) fn is_parent(&self, id: &EntryId) -> bool {
        !self.kinds(id).is_empty()
    }

    fn place(&self, parent: &EntryId, id: &EntryId, after: Option<&EntryId>) -> Option<usize> {
        let group = self.group(parent, id.kind());
        match after {
            _ if is_project(id) => Some(by_name(group, id)),
            None => Some(0),
            Some(after) => group.iter().position(|one| one == after).map(|at| at + 1),
        }
    }
}

/// Where a project stands among the others.
fn by_name(group: &[EntryId], id: &EntryId) -> usize {
    group.partition_point(|one| one < id)
}

/// Whether an entry is a project, which has a file of its own.
pub(crate) fn is_project(id: &EntryId) -> bool {
    id.0.len() == 1 && id.kind() == PROJECT.name
}
