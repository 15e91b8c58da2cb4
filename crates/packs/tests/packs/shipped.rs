//! The packs that ship with the program are sound.

use packs::{Library, check};

#[test]
fn every_shipped_pack_passes_its_check() {
    let library = Library::shipped().unwrap_or_else(|faults| panic!("{faults}"));
    for pack in library.iter() {
        let checked = check(pack);
        let faults: Vec<_> = checked.faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        assert!(
            checked.indicators > 0 && checked.trials > 0,
            "{}",
            pack.name()
        );
    }
}

#[test]
fn the_common_pack_has_every_indicator_of_the_frames() {
    let library = Library::shipped().unwrap();
    let common = library.get("common").unwrap();
    let count = |prefix: &str| {
        let of = |id: &str| id.starts_with(prefix);
        common
            .indicators()
            .iter()
            .filter(|model| of(&model.id))
            .count()
    };
    assert_eq!(count("ZT-"), 28);
    assert_eq!(count("XM-"), 17);
}

#[test]
fn every_rule_of_the_lint_has_its_row_in_the_page() {
    let page = include_str!("../../../../docs/lint.md");
    for rule in packs::lint::rules() {
        let row = format!("| {} | {} |", rule.code, rule.name);
        assert!(page.contains(&row), "{row}");
    }
}
