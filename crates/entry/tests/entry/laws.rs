//! The laws of changes, over books made by chance.

use std::collections::BTreeMap;

use entry::{
    Change, Content, Digest, Entries, EntryId, Fields, Operation, Value, beginning, chain, diff,
};
use proptest::prelude::*;

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        "[甲乙丙]{0,3}".prop_map(Value::Text),
        "[1-9][0-9]{0,2}(\\.[0-9])?".prop_map(Value::Number),
        Just(Value::Date("2025-06-30".to_owned())),
        any::<bool>().prop_map(Value::YesNo),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop::collection::vec(inner, 0..3).prop_map(Value::List)
    })
}

fn fields(naming: &'static str) -> impl Strategy<Value = Fields> {
    let others = prop::collection::btree_map("(内容|分值|原因|别的)", value(), 0..3);
    (prop::option::of("[A-D]"), others).prop_map(move |(name, others)| {
        let mut fields: Fields = others.into_iter().collect();
        if let Some(name) = name {
            fields.insert(naming.to_owned(), Value::Text(name));
        }
        fields
    })
}

/// Indicators, budget lines, monitoring with what lies in it, projects, and kinds nobody knows.
fn entries() -> impl Strategy<Value = Entries> {
    let many = |naming| prop::collection::vec(fields(naming), 0..5);
    let notes = prop::collection::vec((fields("期间"), many("编号")), 0..3);
    let projects = prop::collection::btree_map("[甲乙]", many("编号"), 0..3);
    let parts = (
        many("编号"),
        many("名称"),
        many("编号"),
        notes,
        projects,
        fields("年度"),
    );
    parts.prop_map(|(indicators, lines, unknown, notes, projects, root)| {
        let mut entries = Entries::default();
        let top = EntryId::default();
        entries.set_root(root);
        for (kind, group) in [("指标", indicators), ("预算", lines), ("不认识", unknown)] {
            for fields in group {
                entries.push(&top, kind, fields);
            }
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

fn texts() -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map(
        "(text/[ab]\\.md|ledgers/[ab]\\.csv)",
        "([甲乙丙]?\r?\n){0,6}[甲乙]?",
        0..4,
    )
}

fn content() -> impl Strategy<Value = Content> {
    let files = prop::collection::btree_map("evidence/[abc]", 0u8..3, 0..3);
    (entries(), texts(), files).prop_map(|(entries, texts, files)| Content {
        entries,
        texts,
        files: files
            .into_iter()
            .map(|(path, byte)| (path, Digest::of(&[byte])))
            .collect(),
    })
}

proptest! {
    // PROPTEST_CASES asks for more.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_different_makes_the_one_of_the_other(old in content(), new in content()) {
        let change = diff(&old, &new);
        let mut made = old.clone();
        prop_assert!(change.apply(&mut made).is_ok());
        prop_assert_eq!(&made, &new);
        prop_assert!(change.turned().apply(&mut made).is_ok());
        prop_assert_eq!(&made, &old);
        prop_assert_eq!(change.turned().turned(), change);
    }

    #[test]
    fn equal_contents_differ_in_nothing(content in content()) {
        prop_assert!(diff(&content, &content.clone()).is_empty());
    }

    #[test]
    fn projects_stand_by_their_names_whenever_they_came(names in prop::collection::hash_set("[甲乙丙丁]{1,2}", 0..5)) {
        let mut at_once = Entries::default();
        let mut one_by_one = Entries::default();
        for name in &names {
            at_once.push_project(name, Fields::default());
        }
        for name in names.iter().collect::<std::collections::BTreeSet<_>>().into_iter().rev() {
            let mut project = Entries::default();
            project.push_project(name, Fields::default());
            one_by_one.absorb(project);
        }
        prop_assert_eq!(at_once, one_by_one);
    }

    #[test]
    fn entries_called_by_their_fields_stay_as_they_are(entries in entries()) {
        prop_assert_eq!(entries.named(), entries);
    }

    #[test]
    fn changes_of_different_fields_commute(
        content in content(),
        first in 0usize..40,
        second in 0usize..40,
        (one, other) in (value(), value()),
    ) {
        let mut places = Vec::new();
        for id in content.entries.iter() {
            for key in ["内容", "分值", "新的"] {
                places.push(id.field(key));
            }
        }
        prop_assume!(!places.is_empty());
        let (a, b) = (&places[first % places.len()], &places[second % places.len()]);
        prop_assume!(a != b);
        let set = |at: &entry::Path, is: Value| Change::Set {
            at: at.clone(),
            was: content.entries.value(at).cloned(),
            is: Some(is),
        };
        let (a, b) = (set(a, one), set(b, other));
        let (mut there, mut back) = (content.clone(), content.clone());
        prop_assert!(a.apply(&mut there).is_ok() && b.apply(&mut there).is_ok());
        prop_assert!(b.apply(&mut back).is_ok() && a.apply(&mut back).is_ok());
        prop_assert_eq!(&there, &back);
        prop_assert!(a.turned().apply(&mut there).is_ok() && b.turned().apply(&mut there).is_ok());
        prop_assert_eq!(there, content);
    }

    #[test]
    fn a_change_applies_only_where_everything_is_as_it_was(old in content(), new in content()) {
        let change = diff(&old, &new);
        for part in change.parts() {
            if let Change::Set { at, was, .. } = part {
                let mut other = old.clone();
                let strange = Value::Text("别人写的".to_owned());
                prop_assume!(was.as_ref() != Some(&strange));
                if other.entries.set(at, Some(strange)) {
                    let untouched = other.clone();
                    let single = Change::Many(vec![part.clone()]);
                    prop_assert!(single.apply(&mut other).is_err());
                    prop_assert_eq!(other, untouched);
                }
            }
        }
    }

    #[test]
    fn operations_read_back_and_hold_together(changes in prop::collection::vec((content(), content()), 1..4), cut in any::<prop::sample::Index>()) {
        let mut log = String::new();
        let mut parent = beginning();
        for ((old, new), seq) in changes.iter().zip(1..) {
            let operation = Operation {
                seq,
                parent,
                at: "2026-03-01T09:30:00+08:00".to_owned(),
                by: "张三".to_owned(),
                on_behalf: None,
                via: "set".to_owned(),
                why: Some("核对".to_owned()),
                undoes: None,
                change: diff(old, new),
                state: Digest::of(b"state"),
            };
            let line = operation.line();
            prop_assert!(!line.contains('\n'));
            parent = Digest::of(line.as_bytes());
            log.push_str(&line);
            log.push('\n');
        }
        let read = chain(&log);
        prop_assert!(read.is_ok());
        let written: Vec<String> = read.unwrap_or_default().iter().map(Operation::line).collect();
        prop_assert_eq!(written.join("\n") + "\n", log.clone());
        // One character otherwise breaks it, but for the last line, which the state of the book vouches for.
        let last = log.trim_end().rfind('\n').unwrap_or(0);
        if last > 0 {
            let at = cut.index(last);
            let digit = log[..last].char_indices().find(|(place, c)| *place >= at && c.is_ascii_digit());
            if let Some((place, c)) = digit {
                let mut forged = log.clone();
                let other = if c == '7' { "3" } else { "7" };
                forged.replace_range(place..place + 1, other);
                prop_assert!(chain(&forged).is_err());
            }
        }
    }
}

#[test]
fn appended_rows_of_two_people_commute() {
    let ledger = "ledgers/供地.csv".to_owned();
    let content = Content {
        texts: BTreeMap::from([(ledger.clone(), "编号:文本\n1\n".to_owned())]),
        ..Content::default()
    };
    let rows = |row: &str| Change::Rows {
        ledger: ledger.clone(),
        was: Vec::new(),
        is: vec![row.to_owned()],
    };
    let mut both = content.clone();
    rows("2\n").apply(&mut both).unwrap();
    rows("3\n").apply(&mut both).unwrap();
    assert_eq!(both.texts[&ledger], "编号:文本\n1\n2\n3\n");
    rows("2\n").turned().apply(&mut both).unwrap();
    assert_eq!(both.texts[&ledger], "编号:文本\n1\n3\n");
}

#[test]
fn an_entry_called_otherwise_keeps_what_it_says() {
    let entries = |id: &str| {
        let mut entries = Entries::default();
        for (id, name) in [("Z01", "巡查"), (id, "整改率"), ("Z03", "满意度")] {
            let text = |text: &str| Value::Text(text.to_owned());
            let fields = [
                ("编号".to_owned(), text(id)),
                ("三级".to_owned(), text(name)),
            ];
            entries.push(&EntryId::default(), "指标", fields.into_iter().collect());
        }
        Content {
            entries,
            ..Content::default()
        }
    };
    let change = diff(&entries("Z02"), &entries("Z09"));
    assert!(matches!(change, Change::Rename { .. }), "{change:?}");
}
