//! A book as a workbook, out and back.

use entry::kind::{self, Field, Kind, Shape};
use entry::{Content, Entries, EntryId, Fields, Value};
use exchange::workbook::{back, write};
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        "[甲乙丙0-9A-Z.,%=～、；≥ ]{0,8}",
        "[甲乙]{1,3}(\r?\n[甲乙 ]{0,3}){0,3}",
        "\\PC{0,6}",
        Just("001".to_owned()),
        Just("2024年".to_owned()),
        Just("{{ 指标.Z01.完成值 }}".to_owned()),
    ]
}

fn value(shape: Shape) -> BoxedStrategy<Value> {
    let text = words().prop_map(Value::Text);
    let number = "-?(0|[1-9][0-9]{0,16})(\\.[0-9]{1,4})?".prop_map(Value::Number);
    let date = Just(Value::Date("2025-06-30".to_owned()));
    let fitting = match shape {
        Shape::Number(_) | Shape::Count => number.clone().boxed(),
        Shape::Aim => prop_oneof![
            number.clone(),
            prop::collection::vec(number.clone(), 2).prop_map(Value::List),
            date.clone(),
        ]
        .boxed(),
        Shape::Date => date.clone().boxed(),
        Shape::YesNo => any::<bool>().prop_map(Value::YesNo).boxed(),
        Shape::Lines | Shape::Choices(_) => prop::collection::vec(text.clone(), 0..3)
            .prop_map(Value::List)
            .boxed(),
        Shape::Group => {
            let pairs = prop::collection::btree_map("[甲乙]", number.clone(), 0..3);
            let map = pairs.prop_map(|pairs| Value::Map(pairs.into_iter().collect()));
            prop_oneof![
                map.clone(),
                prop::collection::vec(map, 0..3).prop_map(Value::List)
            ]
            .boxed()
        }
        _ => text.clone().boxed(),
    };
    // Books hold what is unfinished or wrong, too.
    prop_oneof![4 => fitting, 1 => text, 1 => number, 1 => date].boxed()
}

fn fields(kind: &'static Kind) -> BoxedStrategy<Fields> {
    let one = |field: &'static Field| {
        let value = prop::option::weighted(0.6, value(field.shape));
        value.prop_map(|value| value.map(|value| (field.key.to_owned(), value)))
    };
    let known: Vec<_> = kind.fields.iter().map(one).collect();
    let unknown = prop::option::weighted(0.1, value(Shape::Line));
    (known, unknown)
        .prop_map(|(known, unknown)| {
            let unknown = unknown.map(|value| ("不认识".to_owned(), value));
            known.into_iter().flatten().chain(unknown).collect()
        })
        .boxed()
}

/// What lies in an entry of a kind: fields, and what lies in it by kind.
#[derive(Clone, Debug)]
struct Inside(Fields, Vec<(&'static str, Vec<Inside>)>);

fn inside(kind: &'static Kind) -> BoxedStrategy<Inside> {
    let groups = kind.inner.iter().map(|inner| {
        let most = if inner.is_single() { 2 } else { 3 };
        let name = inner.name;
        prop::collection::vec(inside(inner), 0..most).prop_map(move |all| (name, all))
    });
    let groups: Vec<_> = groups.collect();
    (fields(kind), groups)
        .prop_map(|(fields, groups)| Inside(fields, groups))
        .boxed()
}

fn put(entries: &mut Entries, id: &EntryId, Inside(_, groups): &Inside) {
    for (kind, all) in groups {
        for (number, one) in all.iter().enumerate() {
            let id = match *kind == kind::PROJECT.name {
                true => entries.push_project(&format!("项目{number}"), one.0.clone()),
                false => entries.push(id, kind, one.0.clone()),
            };
            put(entries, &id, one);
        }
    }
}

fn entries() -> impl Strategy<Value = Entries> {
    inside(&kind::BOOK).prop_map(|book| {
        let mut entries = Entries::default();
        entries.set_root(book.0.clone());
        put(&mut entries, &EntryId::default(), &book);
        entries
    })
}

fn content() -> impl Strategy<Value = Content> {
    let texts = prop::collection::btree_map("text/[甲乙]\\.md", words(), 0..3);
    (entries(), texts).prop_map(|(entries, texts)| Content {
        entries,
        texts,
        ..Content::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(24),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_workbook_that_nobody_touched_changes_nothing(content in content()) {
        let bytes = write("账本", &content, None).unwrap();
        let returned = back(&bytes, &content).unwrap();
        prop_assert!(returned.faults.is_empty(), "{:#?}", returned.faults);
        prop_assert!(returned.change.is_empty(), "{:#?}", returned.change);
        prop_assert!(returned.removed.is_empty(), "{:?}", returned.removed);
    }

    #[test]
    fn rows_taken_away_and_cells_changed_are_all_that_changes(
        content in content(),
        gone in 0usize..60,
        changed in prop::collection::vec(0usize..600, 0..4),
    ) {
        let ids: Vec<EntryId> = content.entries.iter().cloned().collect();
        let several = |id: &&EntryId| {
            let parent = id.parent().unwrap_or_default();
            parent.within().kind(id.kind()).is_some_and(|kind| !kind.is_single())
        };
        let gone = ids.iter().filter(several).nth(gone);
        let mut edited = content.clone();
        edited.entries = content.entries.only(|id| gone.is_none_or(|gone| !id.is_within(gone)));
        let places: Vec<_> = edited.entries.iter().flat_map(|id| {
            let kind = id.within().itself();
            let keys: Vec<&str> = kind.into_iter().flat_map(|kind| kind.keys).copied().flatten().copied().collect();
            let fields = kind.map_or(&[][..], |kind| kind.fields).iter();
            let plain = fields.filter(move |field| {
                matches!(field.shape, Shape::Line | Shape::Words) && !keys.contains(&field.key) && field.key != "单位"
            });
            plain.map(|field| id.field(field.key)).collect::<Vec<_>>()
        }).collect();
        for at in changed {
            if let Some(at) = places.get(at) {
                edited.entries.set(at, Some(Value::Text("改过".to_owned())));
            }
        }
        let bytes = write("账本", &edited, None).unwrap();
        let returned = back(&bytes, &content).unwrap();
        prop_assert!(returned.faults.is_empty(), "{:#?}", returned.faults);
        prop_assert_eq!(returned.removed.len(), usize::from(gone.is_some()));
        let mut made = content.clone();
        prop_assert!(returned.change.apply(&mut made).is_ok());
        prop_assert_eq!(made.entries, edited.entries.named());
    }
}
