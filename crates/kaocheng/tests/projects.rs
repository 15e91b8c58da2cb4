//! The projects of a unit on the command line.
#![allow(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod support;

use support::Scratch;

const BOOK: &str = r#"
年度 = 2022
评分方案 = "caizheng-2020-10"
[单位]
名称 = "甲局"
级别 = "单位"
[[预算]]
名称 = "执法巡查"
类别 = "项目支出"
资金来源 = "一般公共预算拨款"
年初预算 = 100
执行数 = 90
结余说明 = "尾款"
[[预算]]
名称 = "土地供应"
类别 = "项目支出"
资金来源 = "单位资金"
年初预算 = 50
执行数 = 50
"#;

fn project(id: &str, actual: &str) -> String {
    let one = |number: u8, first: &str, second: &str, weight: u8| {
        format!(
            "[[指标]]\n编号 = \"{id}{number}\"\n一级 = \"{first}\"\n二级 = \"{second}\"\n三级 = \"指标{id}{number}\"\n方向 = \"≥\"\n目标 = 10\n单位 = \"次\"\n分值 = {weight}\n完成值 = {actual}\n偏差原因 = \"原因\"\n佐证 = [\"证.txt\"]\n"
        )
    };
    format!(
        "[总体目标]\n内容 = \"完成{id}\"\n{}{}{}",
        one(1, "产出指标", "数量指标", 50),
        one(2, "效益指标", "社会效益指标", 30),
        one(3, "满意度指标", "服务对象满意度指标", 10)
    )
}

fn unit() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("账本/book.toml", BOOK);
    scratch.write("账本/evidence/证.txt", "证");
    scratch.write("账本/projects/执法巡查.toml", project("X", "10"));
    scratch.write("账本/projects/土地供应.toml", project("T", "7"));
    scratch
}

#[test]
fn a_project_is_scored_by_itself_and_all_in_one_table() {
    let scratch = unit();
    let one = scratch.run(&["score", "账本", "--project", "执法巡查"]);
    assert!(
        one.stdout.starts_with("甲局2022年度“执法巡查”绩效自评表"),
        "{}",
        one.told()
    );
    assert!(
        one.stdout.contains("总分 99.00 ／ 100，等级：优"),
        "{}",
        one.told()
    );
    let all = scratch.run(&["score", "账本", "--projects"]);
    for wanted in ["执法巡查", "150.00  140.00   93.33%", "等级：优1个、中1个"] {
        assert!(all.stdout.contains(wanted), "{wanted} in\n{}", all.told());
    }
    let json = scratch
        .run(&["score", "账本", "--projects", "--format", "json"])
        .json();
    assert_eq!(json["projects"][1]["score"]["total"], "99.00");
    assert_eq!(json["projects"][0]["funds"]["executed"], "50");
    assert_eq!(json["grades"][0]["count"], 1);
}

#[test]
fn an_unknown_project_is_told_with_those_there_are() {
    let run = unit().run(&["score", "账本", "--project", "执法巡察"]);
    assert_eq!(run.code, 2);
    for wanted in [
        "没有项目“执法巡察”",
        "是不是“执法巡查”",
        "账本的项目：土地供应、执法巡查",
    ] {
        assert!(run.told().contains(wanted), "{wanted} in\n{}", run.told());
    }
    let scratch = Scratch::new();
    scratch.write("账本/book.toml", BOOK);
    let run = scratch.run(&["score", "账本", "--projects"]);
    assert_eq!(run.code, 2);
    assert!(
        run.told().contains("建 projects/项目名称.toml"),
        "{}",
        run.told()
    );
}
