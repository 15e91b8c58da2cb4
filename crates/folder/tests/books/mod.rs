//! Books made by chance, and how the laws look at them.

use std::collections::BTreeMap;

use entry::{Content, Entries, EntryId, Fields, Value, diff};
use folder::{Note, Refused, Shelf, Store};
use proptest::prelude::*;

pub(crate) fn note() -> Note {
    Note {
        by: "张三".to_owned(),
        via: "set".to_owned(),
        at: "2026-03-01T09:30:00+08:00".to_owned(),
        ..Note::default()
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        "[甲乙\"\\\\\n，]{0,4}".prop_map(Value::Text),
        "-?[1-9][0-9]{0,2}(\\.[0-9])?".prop_map(Value::Number),
        Just(Value::Date("2025-06-30".to_owned())),
        any::<bool>().prop_map(Value::YesNo),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        let map = prop::collection::btree_map("[a-c甲]", inner.clone(), 0..3);
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(Value::List),
            map.prop_map(|map| Value::Map(map.into_iter().collect())),
        ]
    })
}

fn fields(naming: &'static str) -> impl Strategy<Value = Fields> {
    let others = prop::collection::btree_map("(内容|分值|原因|三级)", value(), 0..4);
    (prop::option::of("[A-C]"), others).prop_map(move |(name, others)| {
        let mut fields: Fields = others.into_iter().collect();
        if let Some(name) = name {
            fields.insert(naming.to_owned(), Value::Text(name));
        }
        fields
    })
}

fn entries() -> impl Strategy<Value = Entries> {
    let many = |naming| prop::collection::vec(fields(naming), 0..4);
    let notes = prop::collection::vec((fields("期间"), many("编号")), 0..3);
    let projects = prop::collection::btree_map("[甲乙]", many("编号"), 0..2);
    let unit = prop::option::of(fields("名称"));
    let parts = (
        many("编号"),
        many("名称"),
        unit,
        notes,
        projects,
        fields("年度"),
    );
    parts.prop_map(|(indicators, lines, unit, notes, projects, root)| {
        let mut entries = Entries::default();
        let top = EntryId::default();
        entries.set_root(root);
        for (kind, group) in [("指标", indicators), ("预算", lines)] {
            for fields in group {
                entries.push(&top, kind, fields);
            }
        }
        if let Some(fields) = unit {
            entries.push(&top, "单位", fields);
        }
        for (fields, inner) in notes {
            let id = entries.push(&top, "监控", fields);
            for fields in inner {
                entries.push(&id, "指标", fields);
            }
        }
        for (name, inner) in projects {
            let id = entries.push_project(&name, Fields::default());
            for fields in inner {
                entries.push(&id, "指标", fields);
            }
        }
        entries
    })
}

pub(crate) fn content() -> impl Strategy<Value = Content> {
    let texts = prop::collection::btree_map(
        "(text/[ab]\\.md|ledgers/[ab]\\.csv)",
        "([甲乙丙]?\r?\n){0,5}[甲乙]?",
        0..3,
    );
    (entries(), texts).prop_map(|(entries, texts)| Content {
        entries,
        texts,
        files: BTreeMap::new(),
    })
}

/// Makes the content of a shelf another.
pub(crate) fn turn_into<S: Store>(shelf: &mut Shelf<S>, new: &Content) -> Result<(), Refused> {
    let now = shelf.content()?;
    shelf.publish(&diff(&now, new), &note()).map(drop)
}

/// A folder in memory where there is one, as thousands of files are written.
pub(crate) fn tempdir() -> tempfile::TempDir {
    let memory = tempfile::tempdir_in("/dev/shm");
    memory.unwrap_or_else(|_| tempfile::tempdir().expect("a folder for the test"))
}

/// How many books are tried: more with `CASES=1000`.
pub(crate) fn cases() -> ProptestConfig {
    let asked = std::env::var("CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(16),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Whether two contents say the same, where a file without anything in it may be there or not.
pub(crate) fn same(a: &Content, b: &Content) -> bool {
    diff(a, b).is_empty()
}
