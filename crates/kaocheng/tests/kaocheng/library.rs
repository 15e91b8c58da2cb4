//! `pack`, `lint` and `propose` on a user's own book.

use std::fs;

use crate::support::Scratch;

fn started() -> Scratch {
    let scratch = Scratch::new();
    let run = scratch.run(&["new", "账本", "--unit", "某某局", "--year", "2024"]);
    assert_eq!(run.code, 0, "{}", run.told());
    scratch
}

#[test]
fn an_indicator_comes_with_its_ledgers() {
    let scratch = started();
    let before = fs::read_to_string(scratch.path().join("账本/book.toml")).unwrap();
    let add = ["pack", "add", "账本", "common/ZT-06", "--weight", "5"];
    let run = scratch.run(&add);
    assert_eq!(run.code, 0, "{}", run.told());
    assert!(
        run.stdout.contains("ledgers/预算执行.csv"),
        "{}",
        run.told()
    );
    let text = fs::read_to_string(scratch.path().join("账本/book.toml")).unwrap();
    assert!(text.contains("\"出处\" = \"common/ZT-06@1.0\""), "{text}");
    assert!(before.lines().all(|line| text.contains(line)), "{text}");
    assert!(
        scratch
            .path()
            .join("账本/definitions/预算执行.toml")
            .is_file()
    );
    let again = scratch.run(&add);
    assert_eq!(again.code, 2, "{}", again.told());
    assert!(
        again.stderr.contains("已经有指标“ZT-06”"),
        "{}",
        again.told()
    );
    let score = scratch.run(&["score", "账本"]);
    assert!(score.stdout.contains("预算完成率"), "{}", score.told());
}

#[test]
fn a_ledger_is_made_by_its_definition_once() {
    let scratch = started();
    let make = ["pack", "ledger", "账本", "common/预算调整"];
    assert_eq!(scratch.run(&make).code, 0);
    let ledger = |name: &str| scratch.path().join(format!("账本/ledgers/{name}.csv"));
    let header = fs::read_to_string(ledger("预算调整")).unwrap();
    assert!(header.contains("预算:引用(预算指标.预算)"), "{header}");
    assert!(ledger("预算指标").is_file(), "it is referred to");
    let again = scratch.run(&make);
    assert_eq!(again.code, 2);
    assert!(
        again.stderr.contains("已经有台账“预算调整”"),
        "{}",
        again.told()
    );
}

#[test]
fn names_that_are_not_there_are_told_with_what_is() {
    let scratch = started();
    let run = scratch.run(&["pack", "show", "comon"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("是不是“common”"), "{}", run.told());
    let run = scratch.run(&["pack", "add", "账本", "common/ZT-99"]);
    assert!(run.stderr.contains("没有指标“ZT-99”"), "{}", run.told());
}

#[test]
fn packs_indicators_and_ledgers_are_told_to_programs() {
    let scratch = Scratch::new();
    let show = |more: &[&str]| {
        let asked = [&["pack", "show", "education", "--format", "json"], more].concat();
        scratch.run(&asked).json()
    };
    let count = |pack: &serde_json::Value, key: &str| pack[key].as_array().unwrap().len();
    let (own, all) = (show(&[]), show(&["--all"]));
    assert_eq!(
        (&own["name"], &own["base"]),
        (&"education".into(), &"common@1".into())
    );
    let listed = scratch.run(&["pack", "list", "--format", "json"]).json();
    let mut listed = listed.as_array().unwrap().iter();
    let listed = listed.find(|pack| pack["name"] == "education").unwrap();
    for key in ["indicators", "ledgers"] {
        assert!(count(&own, key) < count(&all, key));
        assert_eq!(listed[key], count(&all, key));
    }
    let indicator = &own["indicators"][0];
    assert_eq!(show(&[indicator["id"].as_str().unwrap()]), *indicator);
    assert!(indicator["direction"].is_string() && indicator["grounds"].is_object());
    let ledger = &own["ledgers"][0];
    assert_eq!(show(&[ledger["name"].as_str().unwrap()]), *ledger);
    assert!(ledger["columns"][0].as_str().unwrap().contains(':'));
}

#[test]
fn a_pack_of_ones_own_is_checked_where_it_stands() {
    let scratch = Scratch::new();
    let head = "名称 = \"我县\"\n版本 = \"1.0\"\n说明 = \"改写\"\n继承 = \"common@1\"\n";
    scratch.write("我县/pack.toml", head);
    scratch.write(
        "我县/indicators/一.toml",
        "[[指标]]\n编号 = \"ZT-03\"\n统计 = \"计数(没有的台账)\"\n",
    );
    let run = scratch.run(&["pack", "check", "我县"]);
    assert_eq!(run.code, 1, "{}", run.told());
    assert!(
        run.stdout.contains("我县/indicators/一.toml:1"),
        "{}",
        run.told()
    );
    assert!(
        run.stdout.contains("没有台账“没有的台账”"),
        "{}",
        run.told()
    );
}

#[test]
fn the_lint_ends_with_one_where_something_is_to_mend() {
    let scratch = started();
    let book = scratch.path().join("账本/book.toml");
    let text = fs::read_to_string(&book).unwrap();
    let vague = "\n[[\"指标\"]]\n\"编号\" = \"X1\"\n\"一级\" = \"成本指标\"\n\"二级\" = \"经济成本指标\"\n\
        \"三级\" = \"每亩整治成本\"\n\"方向\" = \"≥\"\n\"目标\" = 2\n\"单位\" = \"万元\"\n\"分值\" = 1\n";
    fs::write(&book, text + vague).unwrap();
    let run = scratch.run(&["lint", "账本"]);
    assert_eq!(run.code, 1, "{}", run.told());
    assert!(
        run.stdout.contains("L03 成本指标方向反了"),
        "{}",
        run.told()
    );
    let json = scratch.run(&["lint", "账本", "--format", "json"]).json();
    let codes: Vec<_> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["code"])
        .collect();
    assert!(codes.iter().any(|code| **code == "L03"), "{codes:?}");
}

#[test]
fn proposals_say_by_which_rule_and_change_nothing() {
    let scratch = started();
    let before = fs::read(scratch.path().join("账本/book.toml")).unwrap();
    let run = scratch.run(&["propose", "账本"]);
    assert_eq!(run.code, 0, "{}", run.told());
    assert!(
        run.stdout.contains("规则：") && run.stdout.contains("执行率"),
        "{}",
        run.told()
    );
    let json = scratch.run(&["propose", "账本", "--format", "json"]).json();
    assert!(json["proposals"].as_array().unwrap().len() > 1);
    assert_eq!(
        fs::read(scratch.path().join("账本/book.toml")).unwrap(),
        before
    );
}
