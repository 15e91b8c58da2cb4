//! `kaocheng check` as a user wants it: settings, what is let stand, what is known, what it is held against.

use crate::support::{Run, Scratch};

const WRONG: &str = "全年预算数5106.00万元，执行数4580.08万元，执行率98.7%。\n";
const OTHER: &str =
    "三批资金共下达51063.27万元，分别为20411.15万元、16551.02万元、14401.10万元。\n";

fn codes(run: &Run) -> Vec<String> {
    let files = run.json();
    let findings = files[0]["findings"].as_array().unwrap();
    let code = |finding: &serde_json::Value| finding["code"].as_str().unwrap().to_owned();
    findings.iter().map(code).collect()
}

#[test]
fn settings_hold_for_a_folder_and_all_below() {
    let scratch = Scratch::new();
    scratch.write("报告/二科/错.txt", WRONG);
    assert_eq!(scratch.run(&["check", "报告"]).code, 1);
    scratch.write("报告/kaocheng.toml", "[规则]\nB03 = \"关\"\n");
    assert_eq!(scratch.run(&["check", "报告"]).code, 0);
    assert_eq!(scratch.run(&["check", "报告/二科/错.txt"]).code, 0);
    scratch.write("报告/二科/kaocheng.toml", "[规则]\nB03 = \"提醒\"\n");
    assert_eq!(scratch.run(&["check", "报告"]).code, 1);
    scratch.write("别的.toml", "[规则]\nB03 = \"提示\"\n");
    let run = scratch.run(&["check", "报告", "--config", "别的.toml"]);
    assert_eq!(run.code, 0, "{}", run.told());
}

#[test]
fn settings_that_are_wrong_stop_everything() {
    let scratch = Scratch::new();
    scratch.write("错.txt", WRONG);
    scratch.write("设置.toml", "[规则]\nB33 = \"关\"\n\n[界线]\n优 = 90\n");
    let run = scratch.run(&["check", "错.txt", "--config", "设置.toml"]);
    assert_eq!(run.code, 2, "{}", run.told());
    assert_eq!(run.stdout, "");
    for told in [
        "设置.toml:2:1：不认识“B33”",
        "设置.toml:4:2：不认识“界线”",
        "是不是“界限”？",
    ] {
        assert!(run.stderr.contains(told), "{}", run.told());
    }
}

#[test]
fn what_is_let_stand_is_counted_and_what_is_stale_is_told() {
    let scratch = Scratch::new();
    scratch.write("错.txt", WRONG);
    scratch.write(
        "错.txt.kaocheng.toml",
        "[[免报]]\n规则 = \"B03\"\n引用 = \"98.7%\"\n理由 = \"按调整后预算\"\n经办 = \"审核科\"\n\n\
         [[免报]]\n规则 = \"A01\"\n引用 = \"5106万元\"\n理由 = \"已核\"\n",
    );
    let run = scratch.run(&["check", "错.txt"]);
    assert_eq!(run.code, 0, "{}", run.told());
    assert!(run.stdout.contains("；免报1处；"), "{}", run.told());
    let stale = "错.txt.kaocheng.toml 第7行的免报（A01“5106万元”）已经没有对应的意见，请删去";
    assert!(run.stderr.contains(stale), "{}", run.told());
    assert!(!run.stderr.contains("B03"), "{}", run.told());
    let run = scratch.run(&["check", ".", "--format", "json"]);
    let files = run.json();
    assert_eq!(files.as_array().unwrap().len(), 1);
    assert_eq!(files[0]["suppressed"], 1);
    assert_eq!(files[0]["let_stand"][0]["reason"], "按调整后预算");
}

#[test]
fn only_what_is_new_is_told_against_a_baseline() {
    let scratch = Scratch::new();
    scratch.write("报告.txt", WRONG);
    let known = scratch.run(&["check", "报告.txt", "--format", "json"]);
    scratch.write("意见.json", &known.stdout);
    let with_baseline = [
        "check",
        "报告.txt",
        "--baseline",
        "意见.json",
        "--format",
        "json",
    ];
    scratch.write("报告.txt", format!("第一段是新加的。\n{WRONG}"));
    let run = scratch.run(&with_baseline);
    assert_eq!((run.code, codes(&run).len()), (0, 0), "{}", run.told());
    assert_eq!(run.json()[0]["known"], 1);
    scratch.write("报告.txt", format!("{OTHER}{WRONG}"));
    let run = scratch.run(&with_baseline);
    assert_eq!(codes(&run), ["A01"]);
    scratch.write("意见.json", "{}x");
    assert_eq!(scratch.run(&with_baseline).code, 2);
}

#[test]
fn a_report_is_held_against_another_and_the_finding_verified() {
    let scratch = Scratch::new();
    scratch.write(
        "2024年自评.txt",
        "某局2024年度绩效自评报告\n2024年度收入总计1234.56万元。\n",
    );
    scratch.write(
        "决算/2024年决算.txt",
        "某局2024年度部门决算\n2024年度收入总计1243.56万元。\n",
    );
    let arguments = [
        "check",
        "2024年自评.txt",
        "--against",
        "决算/2024年决算.txt",
    ];
    let run = scratch.run(&arguments);
    assert_eq!(run.code, 1, "{}", run.told());
    for told in ["“2024年决算.txt”写1243.56万元", "1234.56万元 → 1243.56万元"] {
        assert!(run.stdout.contains(told), "{}", run.told());
    }
    let json = scratch.run(&[&arguments[..], &["--format", "json"]].concat());
    assert_eq!(codes(&json), ["X02"]);
    scratch.write("意见.json", &json.stdout);
    let run = scratch.run(&["verify", "意见.json", "2024年自评.txt"]);
    assert_eq!(run.code, 0, "{}", run.told());
    assert!(run.stdout.contains("证实  X02"), "{}", run.told());
}

#[test]
fn a_report_is_held_against_the_book_it_came_from() {
    let scratch = Scratch::new();
    let new = scratch.run(&["new", "账本", "--unit", "某局", "--year", "2024"]);
    assert_eq!(new.code, 0, "{}", new.told());
    let made = scratch.run(&["report", "账本", "--to", "md"]);
    assert_ne!(made.code, 2, "{}", made.told());
    let run = scratch.run(&[
        "check",
        "自评报告.md",
        "--against",
        "账本",
        "--format",
        "json",
    ]);
    assert_ne!(run.code, 2, "{}", run.told());
    assert!(!codes(&run).iter().any(|code| code.starts_with('X')));
    let run = scratch.run(&["check", "自评报告.md", "--against", "没有.docx"]);
    assert_eq!(run.code, 2, "{}", run.told());
}

#[test]
fn a_relation_that_found_no_figure_is_told() {
    let scratch = Scratch::new();
    let relation = |names: &str| format!("[[关系]]\n名称 = \"资金\"\n算式 = \"{names}\"\n");
    scratch.write(
        "报告.txt",
        "房屋净值300万元，车辆净值45万元，固定资产净值345万元。\n",
    );
    let told = "自定义的关系“资金”在审过的文件里没有对上数";
    for (names, more, tells) in [
        ("房屋净值 + 车辆净值 = 固定资产净值", "", false),
        ("房屋净额 + 车辆净额 = 固定资产净额", "", true),
        (
            "房屋净额 + 车辆净额 = 固定资产净额",
            "可缺 = \"没有房屋\"\n",
            false,
        ),
    ] {
        scratch.write("kaocheng.toml", relation(names) + more);
        let run = scratch.run(&["check", "报告.txt"]);
        assert_eq!(run.stderr.contains(told), tells, "{names}: {}", run.told());
        assert_eq!(run.code, 0, "{}", run.told());
    }
}
