//! A province's variant is a pack that states only what differs.

use book::IndicatorBasis;
use std::fs;
use std::path::Path;

use packs::{Library, check};

fn fixture() -> &'static Path {
    Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/packs/sichuan-2025"
    ))
}

#[test]
fn what_is_stated_overrides_and_the_rest_is_inherited() {
    let (library, name) = Library::with_pack(fixture()).unwrap_or_else(|faults| panic!("{faults}"));
    let base = library.get("natural-resources").unwrap();
    let own = library.get(&name).unwrap();
    assert_eq!(check(own).faults, []);

    let (patrols, before) = (
        own.indicator("NR-01").unwrap(),
        base.indicator("NR-01").unwrap(),
    );
    assert_eq!(patrols.target.as_deref(), Some("52"));
    assert_eq!(
        patrols.basis.get(IndicatorBasis::TARGET),
        Some("每周至少一次")
    );
    assert_eq!(patrols.measure, before.measure);
    assert_eq!(
        patrols.basis.get(IndicatorBasis::ORIGIN),
        Some("sichuan-2025/NR-01@1.0")
    );
    assert_eq!(own.indicators().len(), base.indicators().len() + 1);

    // A code list of one's own reaches into an inherited ledger.
    let header = |pack: &packs::Pack| pack.ledger("执法巡查").unwrap().header.join(",");
    assert!(header(own).contains("方式:枚举(实地|卫片核查|无人机|铁塔视频)"));
    assert!(!header(base).contains("铁塔视频"));

    assert_eq!(own.uses()[0].name, "等级差取消");
    assert_eq!(own.uses().len(), base.uses().len() + 3);
    assert_eq!(own.words(), base.words());
}

#[test]
fn what_cannot_be_resolved_is_told_by_file() {
    let wrong = |head: &str, indicators: &str| {
        let dir = tempfile::tempdir().unwrap();
        let pack = dir.path().join("我县");
        fs::create_dir_all(pack.join("indicators")).unwrap();
        let start = "名称 = \"甲\"\n版本 = \"1.0\"\n说明 = \"乙\"\n";
        fs::write(pack.join("pack.toml"), format!("{start}{head}")).unwrap();
        fs::write(pack.join("indicators/一.toml"), indicators).unwrap();
        Library::with_pack(&pack).unwrap_err().to_string()
    };
    let faults = [
        wrong("继承 = \"comon@1\"", ""),
        wrong("继承 = \"common@2\"", ""),
        wrong("继承 = \"我县@1\"", ""),
        wrong("", "[[指标]]\n编号 = \"A\"\n三级 = \"甲\"\n"),
        wrong(
            "继承 = \"common@1\"",
            "[[指标]]\n编号 = \"ZT-01\"\n[[指标]]\n编号 = \"ZT-01\"\n",
        ),
    ];
    insta::assert_snapshot!(faults.join("\n"));
}
