//! `kaocheng verify`: what the auditor proves is proven again, and what was tampered with is refuted.

use crate::support::Scratch;

const REPORT: &str = "全年预算数5106.00万元，执行数4580.08万元，执行率98.7%。\n\
    发现问题43个，已整改到位39个，剩余4个未整改到位，完成年度指标值100%。\n\
    全局于2024年2月30日召开总结会议。\n";

fn audited() -> (Scratch, String) {
    let scratch = Scratch::new();
    scratch.write("报告.txt", REPORT);
    let run = scratch.run(&["check", "报告.txt", "--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.told());
    (scratch, run.stdout)
}

#[test]
fn what_the_auditor_proves_is_proven_again() {
    let (scratch, json) = audited();
    scratch.write("意见.json", &json);
    let run = scratch.run(&["verify", "意见.json", "报告.txt"]);
    assert_eq!(run.code, 0, "{}", run.told());
    let told = "共3条意见：证实2条，推翻0条，只判断文字、不能用算式复核的1条。";
    assert!(run.stdout.contains("证实  B03  第1行 "), "{}", run.told());
    assert!(run.stdout.contains(told), "{}", run.told());
    let run = scratch.run(&["verify", "意见.json", "报告.txt", "--format", "json"]);
    assert_eq!(run.code, 0);
    let outcomes: Vec<String> = run
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|check| check["outcome"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(outcomes, ["confirmed", "confirmed", "not_checkable"]);
}

#[test]
fn what_was_tampered_with_is_refuted() {
    let (scratch, json) = audited();
    scratch.write("意见.json", json.replace("4580.08", "4508.08"));
    let run = scratch.run(&["verify", "意见.json", "报告.txt"]);
    assert_eq!(run.code, 1, "{}", run.told());
    assert!(run.stdout.contains("推翻  B03"), "{}", run.told());
}

#[test]
fn what_cannot_be_read_is_said() {
    let (scratch, json) = audited();
    scratch.write("意见.json", "不是意见");
    let run = scratch.run(&["verify", "意见.json", "报告.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("不是审核意见"), "{}", run.told());
    scratch.write("意见.json", &json);
    assert_eq!(scratch.run(&["verify", "意见.json", "没有.txt"]).code, 2);
}
