//! What makes one content of another.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Content, grows};
use crate::entries::is_project;
use crate::words::{hunks, lines};
use crate::{Change, Entries, EntryId, Fields, kind};

/// The change that makes `new` of `old`.
pub fn diff(old: &Content, new: &Content) -> Change {
    let mut changes = Vec::new();
    entries(&old.entries, &new.entries, &mut changes);
    for piece in keys(&old.texts, &new.texts) {
        let (was, is) = (old.texts.get(&piece), new.texts.get(&piece));
        changes.extend(text(piece, was, is));
    }
    for path in keys(&old.files, &new.files) {
        let (was, is) = (old.files.get(&path), new.files.get(&path));
        if was != is {
            changes.push(Change::File {
                path,
                was: was.cloned(),
                is: is.cloned(),
            });
        }
    }
    match changes.len() {
        1 => changes.remove(0),
        _ => Change::Many(changes),
    }
}

fn keys<T>(old: &BTreeMap<String, T>, new: &BTreeMap<String, T>) -> BTreeSet<String> {
    old.keys().chain(new.keys()).cloned().collect()
}

fn text(piece: String, was: Option<&String>, is: Option<&String>) -> Option<Change> {
    match (was, is) {
        (Some(was), Some(is)) if was == is => None,
        (Some(was), Some(is)) => {
            let whole = was.is_empty() || was.ends_with('\n');
            let tail = is.strip_prefix(was.as_str());
            if let Some(tail) = tail.filter(|_| whole && grows(&piece)) {
                return Some(Change::Rows {
                    ledger: piece,
                    was: Vec::new(),
                    is: lines(tail).into_iter().map(str::to_owned).collect(),
                });
            }
            let hunks = hunks(was, is);
            Some(Change::Words { piece, hunks })
        }
        (None, None) => None,
        (was, is) => Some(Change::Piece {
            piece,
            was: was.cloned(),
            is: is.cloned(),
        }),
    }
}

fn entries(old: &Entries, new: &Entries, changes: &mut Vec<Change>) {
    let mut now = old.clone();
    let root = EntryId::default();
    fields(&mut now, new, &root, changes);
    inside(&mut now, new, &root, changes);
}

/// Makes a change on the way, so that the next one starts from what is there by then.
fn make(now: &mut Entries, change: Change, changes: &mut Vec<Change>) {
    let mut content = Content {
        entries: std::mem::take(now),
        ..Content::default()
    };
    let made = change.apply(&mut content);
    debug_assert!(made.is_ok(), "{change:?}: {made:?}");
    *now = content.entries;
    changes.push(change);
}

/// What lies in an entry that both have.
fn inside(now: &mut Entries, new: &Entries, parent: &EntryId, changes: &mut Vec<Change>) {
    let kinds = |entries: &Entries| -> Vec<String> {
        let kinds = entries.kinds(parent);
        kinds.into_iter().map(str::to_owned).collect()
    };
    let mut all = kinds(new);
    all.extend(kinds(now));
    let mut seen = BTreeSet::new();
    for kind in all {
        if seen.insert(kind.clone()) {
            group(now, new, parent, &kind, changes);
        }
    }
}

fn group(
    now: &mut Entries,
    new: &Entries,
    parent: &EntryId,
    kind: &str,
    changes: &mut Vec<Change>,
) {
    let wanted = new.group(parent, kind);
    for (from, to) in renamed(now, new, parent, kind) {
        let change = rename(now, new, &from, &to);
        make(now, change, changes);
    }
    let mut gone: Vec<EntryId> = now.group(parent, kind).to_vec();
    gone.retain(|id| new.get(id).is_none());
    for id in gone.iter().rev() {
        remove(now, id, changes);
    }
    let kept = standing(now.group(parent, kind), wanted);
    let mut after: Option<EntryId> = None;
    for id in wanted {
        if now.get(id).is_none() {
            let change = Change::Add {
                entry: id.clone(),
                after: after.clone(),
                fields: new.get(id).cloned().unwrap_or_default(),
            };
            make(now, change, changes);
        } else if !kept.contains(id) && now.before(id) != after {
            let change = Change::Move {
                entry: id.clone(),
                was: now.before(id),
                is: after.clone(),
            };
            make(now, change, changes);
        }
        fields(now, new, id, changes);
        inside(now, new, id, changes);
        after = (!is_project(id)).then(|| id.clone());
    }
}

/// Takes an entry away, what lies in it first.
fn remove(now: &mut Entries, id: &EntryId, changes: &mut Vec<Change>) {
    let kinds: Vec<String> = now.kinds(id).into_iter().map(str::to_owned).collect();
    for kind in kinds {
        let inner = now.group(id, &kind).to_vec();
        for one in inner.iter().rev() {
            remove(now, one, changes);
        }
    }
    let change = Change::Remove {
        entry: id.clone(),
        after: now.before(id),
        fields: now.get(id).cloned().unwrap_or_default(),
    };
    make(now, change, changes);
}

fn fields(now: &mut Entries, new: &Entries, id: &EntryId, changes: &mut Vec<Change>) {
    let (old, wanted) = (now.get(id).cloned(), new.get(id).cloned());
    let (old, wanted) = (old.unwrap_or_default(), wanted.unwrap_or_default());
    let kind = id.within().itself();
    let keys: BTreeSet<&String> = old.keys().chain(wanted.keys()).collect();
    let mut keys: Vec<&String> = keys.into_iter().collect();
    keys.sort_by_key(|key| kind::order(kind, key));
    for key in keys {
        let (was, is) = (old.get(key), wanted.get(key));
        if was != is {
            let change = Change::Set {
                at: id.field(key),
                was: was.cloned(),
                is: is.cloned(),
            };
            make(now, change, changes);
        }
    }
}

/// Entries that are gone beside entries that are new and say the same but for what they are called by.
fn renamed(now: &Entries, new: &Entries, parent: &EntryId, kind: &str) -> Vec<(EntryId, EntryId)> {
    let gone = now.group(parent, kind).iter();
    let gone: Vec<&EntryId> = gone.filter(|id| new.get(id).is_none()).collect();
    let come = new.group(parent, kind).iter();
    let mut come: Vec<&EntryId> = come.filter(|id| now.get(id).is_none()).collect();
    let mut pairs = Vec::new();
    for from in gone {
        let alike = come.iter().position(|to| says_the_same(now, new, from, to));
        if let Some(at) = alike {
            pairs.push((from.clone(), come.remove(at).clone()));
        }
    }
    pairs
}

fn says_the_same(now: &Entries, new: &Entries, from: &EntryId, to: &EntryId) -> bool {
    let (Some(old), Some(fresh)) = (now.get(from), new.get(to)) else {
        return false;
    };
    let keys: BTreeSet<&String> = old.keys().chain(fresh.keys()).collect();
    let naming = naming(from);
    let others = keys
        .into_iter()
        .filter(|key| !naming.contains(&key.as_str()));
    let others: Vec<&String> = others.collect();
    !others.is_empty() && others.into_iter().all(|key| old.get(key) == fresh.get(key))
}

/// The fields that entries of a kind are called by.
fn naming(id: &EntryId) -> Vec<&'static str> {
    let parent = id.parent().unwrap_or_default();
    let kind = parent.within().kind(id.kind());
    let sets = kind.map_or(&[][..], |kind| kind.keys);
    sets.iter().copied().flatten().copied().collect()
}

fn rename(now: &Entries, new: &Entries, from: &EntryId, to: &EntryId) -> Change {
    let (old, fresh) = (now.get(from), new.get(to));
    let naming = naming(from);
    let part = |fields: Option<&Fields>, others: Option<&Fields>| -> Fields {
        let fields = fields.into_iter().flatten();
        let changed = fields.filter(|(key, value)| {
            let other = others.and_then(|others| others.get(key.as_str()));
            naming.contains(&key.as_str()) && other != Some(*value)
        });
        changed
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    };
    Change::Rename {
        from: from.clone(),
        to: to.clone(),
        was: part(old, fresh),
        is: part(fresh, old),
    }
}

/// The most entries that can stay where they are while the others are moved: the longest run of the old order that
/// rises in the new one.
fn standing(old: &[EntryId], new: &[EntryId]) -> BTreeSet<EntryId> {
    let place: BTreeMap<&EntryId, usize> = new.iter().zip(0..).collect();
    let places: Vec<usize> = old.iter().filter_map(|id| place.get(id).copied()).collect();
    let mut tails: Vec<usize> = Vec::new();
    let mut from: Vec<Option<usize>> = vec![None; places.len()];
    for (at, value) in places.iter().enumerate() {
        let length = tails.partition_point(|tail| places[*tail] < *value);
        from[at] = length.checked_sub(1).map(|before| tails[before]);
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut at = tails.last().copied();
    let mut standing = BTreeSet::new();
    while let Some(one) = at {
        standing.insert(new[places[one]].clone());
        at = from[one];
    }
    standing
}

/// The change that leads from some entries to others, each called as its fields say.
pub fn edited(old: &Entries, new: &Entries) -> Change {
    let content = |entries: Entries| Content {
        entries,
        ..Content::default()
    };
    diff(&content(old.clone()), &content(new.named()))
}
