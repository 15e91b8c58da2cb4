//! The examples of `docs/packs.md` make a pack.

use std::fs;

use packs::Library;

const DOCUMENT: &str = include_str!("../../../../docs/packs.md");

#[test]
fn the_documented_examples_are_read() {
    let blocks: Vec<&str> = DOCUMENT
        .split("```toml\n")
        .skip(1)
        .map(|rest| rest.split_once("```").unwrap().0)
        .collect();
    let [head, indicators, ledgers, rules, tests] = blocks.try_into().unwrap();
    let (ledgers, codes) = ledgers.split_once("[[\"代码表\"]]").unwrap();
    let dir = tempfile::tempdir().unwrap();
    let files = [
        ("pack.toml", head.to_owned()),
        ("indicators/例.toml", indicators.to_owned()),
        ("ledgers/例.toml", ledgers.to_owned()),
        ("codes/例.toml", format!("[[\"代码表\"]]{codes}")),
        ("rules/result-use.toml", rules.to_owned()),
        ("tests/例.toml", tests.to_owned()),
    ];
    let pack = dir.path().join("例");
    for (name, text) in files {
        let path = pack.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (library, name) = Library::with_pack(&pack).unwrap_or_else(|faults| panic!("{faults}"));
    let pack = library.get(&name).unwrap();
    assert_eq!(pack.indicators()[0].id, "NR-41");
    assert!(
        pack.ledgers()[0]
            .header
            .contains(&"方式:枚举(出让|划拨)".to_owned())
    );
    assert_eq!(pack.uses()[0].name, "执行率过低的项目");
}
