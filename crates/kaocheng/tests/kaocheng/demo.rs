//! The demo: the whole job, with no argument.

use crate::support::Scratch;

#[test]
fn the_demo_does_the_whole_job() {
    let scratch = Scratch::new();
    let run = scratch.run(&["demo"]);
    assert_eq!(run.code, 0, "{}", run.told());
    let out = scratch.path().join("kaocheng-demo");
    for file in [
        "自评报告.docx",
        "自评报告.pdf",
        "自评报告.html",
        "自评报告.md",
        "自评表.xlsx",
        "账本/book.toml",
    ] {
        assert!(out.join(file).metadata().unwrap().len() > 500, "{file}");
    }
    assert_eq!(
        run.stdout.matches("没有发现矛盾").count(),
        3,
        "{}",
        run.told()
    );
    assert!(
        run.stdout.contains("25.73万元 → 62.93万元"),
        "{}",
        run.told()
    );
    let own = scratch.run(&[
        "check",
        "kaocheng-demo/自评报告.docx",
        "kaocheng-demo/自评报告.html",
        "kaocheng-demo/自评报告.md",
    ]);
    assert_eq!(own.code, 0, "{}", own.told());
    let published = scratch.run(&["check", "kaocheng-demo/已公开的报告.md", "--format", "json"]);
    assert_eq!(published.code, 1);
    let codes: Vec<String> = published.json()[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        codes,
        [
            "A01", "B03", "B03", "I08", "E04", "D08", "F01", "F04", "K01", "K02"
        ]
    );
}
