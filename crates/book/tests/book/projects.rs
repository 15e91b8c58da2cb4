//! Projects of a unit: their files, the view of each as a book, what is checked.

use book::{Book, Date, Faults, Remark, Severity, score};

use crate::{decimal, write};

const HEAD: &str = r#"
年度 = 2022
评分方案 = "caizheng-2020-10"
[单位]
名称 = "甲局"
上级 = "甲县政府"
级别 = "单位"

[[预算]]
名称 = "人员经费"
类别 = "基本支出"
资金来源 = "一般公共预算拨款"
年初预算 = 300
执行数 = 300

[[预算]]
名称 = "执法巡查"
类别 = "项目支出"
资金来源 = "一般公共预算拨款"
年初预算 = 90
调整 = 10
上年结转 = 20
结转执行 = 20
执行数 = 108
结余说明 = "尾款"

[[预算]]
名称 = "巡查车辆租赁"
类别 = "项目支出"
资金来源 = "单位资金"
年初预算 = 30
执行数 = 30

[[预算]]
名称 = "土地供应"
类别 = "项目支出"
资金来源 = "一般公共预算拨款"
年初预算 = 50
执行数 = 50

[[指标]]
编号 = "D1"
一级 = "产出指标"
二级 = "数量指标"
三级 = "重点工作"
方向 = "≥"
目标 = 5
单位 = "项"
分值 = 90
完成值 = 5

[[调整]]
日期 = 2022-08-01
批准 = "甲财〔2022〕1号"
原因 = "追加"
预算 = "执法巡查"
调整前 = 110
调整后 = 120

[[问题]]
问题 = "巡查次数不足"
指标 = ["P1"]
措施 = "增加巡查"
责任人 = "丙"
期限 = 2023-06-30
"#;

const PATROL: &str = r#"
编码 = "X001"
属性 = "延续"
项目期 = "2021-2023"
主管部门 = "甲县自然资源局"
实施单位 = "甲局执法队"
预算 = ["执法巡查", "巡查车辆租赁"]
中期目标 = "三年巡查全覆盖"

[总体目标]
内容 = "全年巡查不少于30次"
完成情况 = "巡查{{ 指标.P1.完成值 }}"

[[指标]]
编号 = "P1"
一级 = "产出指标"
二级 = "数量指标"
三级 = "巡查次数"
方向 = "≥"
目标 = 30
单位 = "次"
分值 = 50
统计 = "计数(巡查)"
偏差原因 = "车辆维修"

[[指标]]
编号 = "P2"
一级 = "效益指标"
二级 = "社会效益指标"
三级 = "违法用地"
方向 = "≤"
目标 = 3
单位 = "宗"
分值 = 30
完成值 = 2
佐证 = ["巡查.txt"]

[[指标]]
编号 = "P3"
一级 = "满意度指标"
二级 = "服务对象满意度指标"
三级 = "满意度"
方向 = "≥"
目标 = 90
单位 = "%"
分值 = 10
完成值 = 95
佐证 = ["巡查.txt"]

[[调整]]
日期 = 2022-09-01
批准 = "甲财〔2022〕2号"
原因 = "调减"
指标 = "P1"
调整前 = 36
调整后 = 30
"#;

const LAND: &str = "[总体目标]\n内容 = \"供地\"\n";

fn load(files: &[(&str, &str)]) -> Result<Book, Faults> {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        &[
            ("book.toml", HEAD),
            ("evidence/巡查.txt", "x"),
            (
                "ledgers/巡查.csv",
                "日期:登记\n2022-03-01\n2022-10-01\n2022-11-01\n",
            ),
        ],
    );
    write(dir.path(), files);
    crate::load(dir.path())
}

fn unit() -> Book {
    let files = [
        ("projects/执法巡查.toml", PATROL),
        ("projects/土地供应.toml", LAND),
    ];
    load(&files).unwrap_or_else(|faults| panic!("{faults}"))
}

fn faults(files: &[(&str, &str)]) -> String {
    load(files).unwrap_err().to_string()
}

fn said(remarks: &[Remark]) -> Vec<String> {
    let one = |remark: &Remark| format!("{}：{}", remark.subject, remark.message);
    remarks.iter().map(one).collect()
}

#[test]
fn a_project_is_scored_as_a_book_of_its_own() {
    let book = unit();
    let view = book.of_project("执法巡查").unwrap();
    assert_eq!(view.profile.name, "甲局执法队");
    assert_eq!(view.profile.superior.as_deref(), Some("甲县自然资源局"));
    let card = score(&view, &view.scoring_scheme().unwrap());
    // 138 of 150 万元; 3 of 30 patrols.
    assert_eq!(card.execution.as_ref().unwrap().points, decimal("9.20"));
    assert_eq!(card.indicators[0].points, decimal("5.00"));
    assert_eq!((card.total, card.full), (decimal("54.20"), decimal("100")));
    assert_eq!(view.problems.len(), 1);
    assert!(book.of_project("没有").is_none());
    // The unit's own evaluation is not touched by its projects.
    assert_eq!(book.indicators.len(), 1);
    assert_eq!(book.indicator("P3").unwrap().name, "满意度");
}

#[test]
fn the_money_is_split_as_the_form_wants_it_and_adds_up() {
    let book = unit();
    let money = book.of_project("执法巡查").unwrap().funding();
    let executed = [money.total, money.fiscal, money.carried, money.other]
        .map(|source| source.executed.unwrap().to_string());
    assert_eq!(executed, ["138", "88", "20", "30"]);
    let budget = [money.total, money.fiscal, money.carried, money.other]
        .map(|source| source.budget.to_string());
    assert_eq!(budget, ["150", "100", "20", "30"]);
}

#[test]
fn what_came_out_of_money_carried_over_is_never_invented() {
    let silent = HEAD.replace("结转执行 = 20\n", "");
    let files = [
        ("book.toml", silent.as_str()),
        ("projects/执法巡查.toml", PATROL),
    ];
    let book = load(&files).unwrap();
    let money = book.of_project("执法巡查").unwrap().funding();
    assert_eq!(money.carried.executed, None);
    assert_eq!(money.fiscal.executed, None);
    assert_eq!(money.other.executed, Some(decimal("30")));
    let remarks = book.check(&book.scoring_scheme().unwrap());
    let told = said(&remarks);
    assert!(told.iter().any(|one| one.contains("结转执行")), "{told:#?}");
    let too_much = HEAD.replace("结转执行 = 20\n", "结转执行 = 21\n");
    let files = [
        ("book.toml", too_much.as_str()),
        ("projects/执法巡查.toml", PATROL),
    ];
    let book = load(&files).unwrap();
    let remarks = book.check(&book.scoring_scheme().unwrap());
    assert!(remarks.iter().any(|one| {
        one.severity == Severity::Error && one.message.contains("超过上年结转 20")
    }));
}

#[test]
fn the_past_of_a_project_is_the_unit_s_and_its_own() {
    let book = unit();
    let july = Date::new(2022, 7, 31).unwrap();
    let then = book.as_of(july).of_project("执法巡查").unwrap();
    assert_eq!(then, book.of_project("执法巡查").unwrap().as_of(july));
    assert_eq!(then.indicators[0].target.number(), Some(decimal("36")));
    assert_eq!(then.totals().full_year(), decimal("140"));
    assert_eq!(then.ledgers["巡查"].standing_rows().count(), 1);
}

#[test]
fn every_project_spending_wants_a_project() {
    let book = load(&[("projects/执法巡查.toml", PATROL)]).unwrap();
    let told = said(&book.check(&book.scoring_scheme().unwrap()));
    assert!(
        told.iter()
            .any(|one| one.starts_with("预算 土地供应：这项项目支出没有自评"))
    );
    let book = unit();
    let told = said(&book.check(&book.scoring_scheme().unwrap()));
    assert!(
        !told.iter().any(|one| one.contains("没有自评")),
        "{told:#?}"
    );
    assert!(
        told.iter()
            .any(|one| one.starts_with("项目“土地供应” 指标：没有一个指标"))
    );
    // A unit without projects is not asked for any.
    let book = load(&[("book.toml", &HEAD.replace("指标 = [\"P1\"]\n", ""))]).unwrap();
    let told = said(&book.check(&book.scoring_scheme().unwrap()));
    assert!(!told.iter().any(|one| one.contains("自评")), "{told:#?}");
}

#[test]
fn weights_of_a_project_follow_the_frame_of_its_scheme() {
    let light = PATROL.replace("分值 = 30", "分值 = 25");
    let book = load(&[("projects/执法巡查.toml", &light)]).unwrap();
    let told = said(&book.check(&book.scoring_scheme().unwrap()));
    let wanted = "项目“执法巡查” 分值：“效益”分值合计 25，方案规定 30";
    assert!(told.iter().any(|one| one == wanted), "{told:#?}");
    let own = format!("评分方案 = \"caizheng-2021-101\"\n{PATROL}");
    let book = load(&[("projects/执法巡查.toml", &own)]).unwrap();
    let told = said(&book.check(&book.scoring_scheme().unwrap()));
    let wanted = "项目“执法巡查” 分值：“产出”分值合计 50，方案规定 40";
    assert!(told.iter().any(|one| one == wanted), "{told:#?}");
}

#[test]
fn full_marks_everywhere_are_worth_a_word() {
    let full = PATROL
        .replace("目标 = 30", "目标 = 3")
        .replace("调整后 = 30", "调整后 = 3");
    let land = "[[指标]]\n编号 = \"L1\"\n一级 = \"产出指标\"\n二级 = \"数量指标\"\n三级 = \"供地\"\n方向 = \"是否\"\n目标 = \"是\"\n分值 = 90\n完成值 = \"是\"\n";
    let all = HEAD.replace("执行数 = 108", "执行数 = 120");
    let files = [
        ("book.toml", all.as_str()),
        ("projects/执法巡查.toml", &full),
        ("projects/土地供应.toml", land),
    ];
    let book = load(&files).unwrap();
    let told = said(&book.check(&book.scoring_scheme().unwrap()));
    assert!(
        told.iter().any(|one| one.contains("2个项目全部满分")),
        "{told:#?}"
    );
    let told = said(&unit().check(&book.scoring_scheme().unwrap()));
    assert!(!told.iter().any(|one| one.contains("全部满分")));
}

#[test]
fn the_sums_and_grades_of_all_projects() {
    let all = unit().evaluations(None);
    let names: Vec<&str> = all.projects.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["执法巡查", "土地供应"]);
    assert_eq!(all.totals().full_year(), decimal("200"));
    assert_eq!(all.totals().executed, decimal("188"));
    // Without an indicator the points of execution are all there is.
    assert_eq!(all.grades(), [("优", 1), ("差", 1)]);
}

#[test]
fn a_line_pays_for_one_project_and_is_there() {
    let other = "预算 = [\"执法巡查\"]\n";
    let told = faults(&[
        ("projects/执法巡查.toml", PATROL),
        ("projects/另一个.toml", other),
    ]);
    assert!(
        told.contains("projects/执法巡查.toml:7:7：预算“执法巡查”已经归项目“另一个”"),
        "{told}"
    );
    let told = faults(&[("projects/土地共应.toml", LAND)]);
    assert!(told.contains("没有名为“土地共应”的预算"), "{told}");
    assert!(told.contains("土地供应"), "{told}");
    let told = faults(&[("projects/甲.toml", "预算 = \"人员经费\"\n")]);
    assert!(
        told.contains("projects/甲.toml:1:6：预算“人员经费”是基本支出"),
        "{told}"
    );
}

#[test]
fn faults_name_the_project_s_file_and_line() {
    let wrong = PATROL
        .replace("编号 = \"P2\"", "编号 = \"D1\"")
        .replace("计数(巡查)", "计数(巡察)")
        .replace("属性 = \"延续\"", "属性 = \"长期\"")
        .replace("\"2021-2023\"", "\"三年\"");
    let told = faults(&[("projects/执法巡查.toml", &wrong)]);
    for wanted in [
        "projects/执法巡查.toml:3:6：“属性”不能是“长期”",
        "projects/执法巡查.toml:4:7：“项目期”的值不对",
        "编号“D1”重复了，book.toml 已经用过",
        "projects/执法巡查.toml:23:10：没有台账“巡察”",
    ] {
        assert!(told.contains(wanted), "{wanted} in\n{told}");
    }
    let head = HEAD.replace("指标 = [\"P1\"]", "指标 = [\"P9\"]");
    let told = faults(&[("book.toml", &head), ("projects/执法巡查.toml", PATROL)]);
    assert!(told.contains("没有编号为“P9”的指标"), "{told}");
}

#[test]
fn projects_roll_into_the_next_year() {
    let book = unit();
    let rolled = book.rolled(2024, &book.scoring_scheme().unwrap());
    let project = &rolled.book.projects["执法巡查"];
    assert_eq!(project.indicators[1].last_year, Some(decimal("2")));
    assert!(project.adjustments.is_empty());
    assert_eq!(project.objective.as_ref().unwrap().outcome, None);
    let todo = rolled.todo.join("\n");
    assert!(
        todo.contains("工作表“指标”的 P2 违法用地（项目执法巡查）：重定目标"),
        "{todo}"
    );
    assert!(
        todo.contains("工作表“项目”的“执法巡查”：项目期已满"),
        "{todo}"
    );
}

#[test]
fn evidence_may_be_that_of_a_project_s_indicator() {
    let book = unit();
    let uses = book.evidence_uses();
    assert_eq!(uses["巡查.txt"], ["指标P2", "指标P3"]);
}
