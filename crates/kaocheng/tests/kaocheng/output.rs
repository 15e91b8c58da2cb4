//! What people see: findings, the rule book, help and errors, as snapshots.

use crate::support::Scratch;

const REPORT: &str = "\
某某局2024年度整体支出绩效自评报告

一、部门概况
资产100.00万元，负债30.00万元，净资产７６．００万元。
全年供应土地32宗，其中出让9宗、划拨24宗，面积合计3568.48亩。
全年预算数为200万元，全年执行数为179.43万元，执行率98.7%。
三公经费支出9.07万元，比上年支出减少0.71万元，下降7.83%。
发现问题43个，已整改到位39个，剩余4个未整改到位，完成年度指标值100%。
";

#[test]
fn findings_are_printed_like_those_of_a_compiler() {
    let scratch = Scratch::new();
    scratch.write("报告.txt", REPORT);
    insta::assert_snapshot!(scratch.run(&["check", "报告.txt"]).told());
}

#[test]
fn the_rule_book_lists_every_rule() {
    insta::assert_snapshot!(Scratch::new().run(&["rule"]).told());
}

#[test]
fn a_rule_prints_its_page() {
    insta::assert_snapshot!(Scratch::new().run(&["rule", "b03"]).told());
}

#[cfg(feature = "store")]
#[test]
fn help_is_chinese_throughout() {
    let scratch = Scratch::new();
    let mut all = scratch.run(&["--help"]).told();
    for command in ["check", "rule", "new", "score", "report", "demo"] {
        all.push_str(&scratch.run(&[command, "--help"]).told());
    }
    for english in [
        "Usage",
        "Options",
        "Arguments",
        "Commands",
        "Print",
        "[default",
    ] {
        assert!(!all.contains(english), "{english} in:\n{all}");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn wrong_arguments_are_explained() {
    let scratch = Scratch::new();
    let wrong: &[&[&str]] = &[
        &["chek", "a.txt"],
        &["check"],
        &["check", "a.txt", "--format", "xml"],
        &["check", "--fast", "a.txt"],
        &["rule", "Z99"],
        &["new", "x", "--year", "1"],
        &["score", "没有的账本"],
    ];
    let told: Vec<String> = wrong
        .iter()
        .map(|arguments| scratch.run(arguments).told())
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}
