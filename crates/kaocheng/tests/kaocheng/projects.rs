//! The projects of a unit on the command line.

use std::fs;

use crate::support::Scratch;

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
    assert_eq!(json["projects"][0]["score"]["total"], "99.00");
    assert_eq!(json["projects"][1]["funds"]["executed"], "50");
    assert_eq!(json["grades"][0]["count"], 1);
}

#[test]
fn forms_are_written_for_one_project_for_each_and_for_all() {
    let scratch = unit();
    let run = scratch.run(&[
        "form",
        "账本",
        "--kind",
        "自评",
        "--projects",
        "--to",
        "xlsx,md",
        "--out",
        "表",
    ]);
    assert_eq!(run.code, 0, "{}", run.told());
    for name in [
        "执法巡查-自评表.xlsx",
        "执法巡查-自评表.md",
        "土地供应-自评表.xlsx",
    ] {
        assert!(scratch.path().join("表").join(name).is_file(), "{name}");
    }
    scratch.run(&[
        "form",
        "账本",
        "--kind",
        "目标",
        "--project",
        "土地供应",
        "--to",
        "md",
        "--out",
        "表",
    ]);
    let target = fs::read_to_string(scratch.path().join("表/土地供应-绩效目标申报表.md")).unwrap();
    assert!(
        target.contains("项目支出绩效目标申报表") && target.contains("完成T"),
        "{target}"
    );
    scratch.run(&[
        "form", "账本", "--kind", "汇总", "--to", "md", "--out", "表",
    ]);
    let all = fs::read_to_string(scratch.path().join("表/项目支出绩效自评汇总表.md")).unwrap();
    assert!(all.contains("共2个项目：优1个、中1个"), "{all}");
    let run = scratch.run(&["form", "账本", "--kind", "汇总", "--project", "土地供应"]);
    assert_eq!(run.code, 2, "{}", run.told());
}

#[test]
fn lint_and_proposals_know_the_projects() {
    let scratch = unit();
    let lint = scratch.run(&["lint", "账本"]);
    assert!(lint.stdout.contains("项目“执法巡查”\n"), "{}", lint.told());
    let json = scratch.run(&["lint", "账本", "--format", "json"]).json();
    assert_eq!(json["projects"][0]["indicators"], 3);
    let proposed = scratch.run(&["propose", "账本"]);
    let wanted = "得分 73.00，等级 中，得分来源 本项目指标";
    assert!(proposed.stdout.contains(wanted), "{}", proposed.told());
}

#[test]
fn an_indicator_of_a_pack_joins_a_project_and_evidence_proves_it() {
    let scratch = unit();
    let add = scratch.run(&[
        "pack",
        "add",
        "账本",
        "education/ED-52",
        "--project",
        "土地供应",
        "--target",
        "100",
    ]);
    assert!(
        add.stdout
            .contains("projects/土地供应.toml 里加上指标 ED-52"),
        "{}",
        add.told()
    );
    let score = scratch.run(&["score", "账本", "--project", "土地供应"]);
    assert!(score.stdout.contains("食品留样率"), "{}", score.told());
    scratch.write("证明.txt", "证明");
    let proof = [
        "evidence",
        "add",
        "账本",
        "证明.txt",
        "--by",
        "张三",
        "--proves",
        "X1",
    ];
    let proof = scratch.run(&proof);
    assert_eq!(proof.code, 0, "{}", proof.told());
    let evidence = scratch.run(&["evidence", "账本"]);
    let shown = evidence
        .stdout
        .lines()
        .find(|line| line.starts_with("证明.txt"));
    assert!(shown.unwrap().ends_with("指标X1"), "{}", evidence.told());
    let unknown = [
        "evidence",
        "add",
        "账本",
        "证明.txt",
        "--by",
        "张三",
        "--proves",
        "X9",
    ];
    assert_ne!(scratch.run(&unknown).code, 0);
}

#[test]
fn a_project_is_monitored_by_itself() {
    let scratch = unit();
    let run = scratch.run(&[
        "monitor",
        "账本",
        "--period",
        "2022-Q3",
        "--project",
        "土地供应",
        "--to",
        "md",
        "--out",
        "表",
    ]);
    assert!(run.stdout.starts_with("项目“土地供应”"), "{}", run.told());
    let form =
        fs::read_to_string(scratch.path().join("表/土地供应-绩效运行监控表-2022-Q3.md")).unwrap();
    assert!(
        form.contains("项目支出绩效运行监控表") && form.contains("实施单位"),
        "{form}"
    );
}

#[test]
fn an_unknown_project_is_told_with_those_there_are() {
    let run = unit().run(&["score", "账本", "--project", "执法巡察"]);
    assert_eq!(run.code, 2);
    for wanted in [
        "没有项目“执法巡察”",
        "是不是“执法巡查”",
        "账本的项目：执法巡查、土地供应",
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
