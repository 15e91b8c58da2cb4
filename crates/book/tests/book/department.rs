//! A department of three units: what adds up, what is computed anew, and what must not count twice.

use std::fs;
use std::path::Path;

use book::{Actual, Book, Severity, Standing, score};
use tempfile::TempDir;

use crate::{decimal, write};

/// The department: its own indicators over the ledgers of all units.
const DEPARTMENT: &str = r#"
年度 = 2022
评分方案 = "caizheng-2020-10"
下属 = ["本级", "units/甲校", "units/乙校"]
[单位]
名称 = "某县教育局"
级别 = "部门"
[[指标]]
编号 = "B1"
一级 = "产出指标"
二级 = "数量指标"
三级 = "在校学生"
方向 = "≥"
目标 = 100
单位 = "人"
分值 = 20
统计 = "求和(班级.在籍)"
[[指标]]
编号 = "B2"
一级 = "产出指标"
二级 = "质量指标"
三级 = "巩固率"
方向 = "≥"
目标 = 90
单位 = "%"
分值 = 20
统计 = "求和(班级.在籍) ÷ 求和(班级.应在籍)"
[[指标]]
编号 = "B3"
一级 = "产出指标"
二级 = "数量指标"
三级 = "受助学生"
方向 = "≥"
目标 = 3
单位 = "人"
分值 = 10
统计 = "去重(资助.学生)"
[[指标]]
编号 = "B4"
一级 = "效益指标"
二级 = "社会效益指标"
三级 = "维修面积"
方向 = "≥"
目标 = 300
单位 = "平方米"
分值 = 30
统计 = "求和(下属单位.维修面积)"
[[指标]]
编号 = "B5"
一级 = "满意度指标"
二级 = "服务对象满意度指标"
三级 = "家长满意度"
方向 = "≥"
目标 = 50
单位 = "%"
分值 = 10
统计 = "占比(问卷 | 评价 在 (很满意, 满意) | 评价 非空)"
"#;

const OFFICE: &str = r#"
年度 = 2022
评分方案 = "caizheng-2020-10"
[单位]
名称 = "某县教育局本级"
简称 = "本级"
级别 = "单位"
[[人员]]
类别 = "行政人员"
编制 = 10
在职 = 9
[[预算]]
名称 = "办公经费"
类别 = "基本支出"
资金来源 = "一般公共预算拨款"
年初预算 = 50
执行数 = 50
[[预算]]
名称 = "校舍维修专项"
类别 = "项目支出"
资金来源 = "一般公共预算拨款"
年初预算 = 100
执行数 = 98
[[内部往来]]
事项 = "甲校维修"
方向 = "拨出"
对方 = "甲校"
科目 = "校舍维修专项"
年初预算 = 60
金额 = 60
[资产负债]
日期 = 2022-12-31
[[资产负债.资产]]
名称 = "流动资产"
金额 = 30
[[资产负债.净资产]]
名称 = "累计盈余"
金额 = 30
[[内部往来]]
事项 = "甲校借款"
方向 = "应收"
对方 = "甲校"
科目 = "流动资产"
金额 = 5
"#;

const FIRST: &str = r#"
年度 = 2022
评分方案 = "caizheng-2020-10"
[单位]
名称 = "某县第一小学"
简称 = "甲校"
级别 = "单位"
[[人员]]
类别 = "事业人员"
编制 = 20
在职 = 18
[[预算]]
名称 = "人员经费"
类别 = "基本支出"
资金来源 = "一般公共预算拨款"
年初预算 = 200
执行数 = 200
[[预算]]
名称 = "校舍维修专项"
类别 = "项目支出"
资金来源 = "上级补助收入"
年初预算 = 0
调整 = 60
执行数 = 45
[[内部往来]]
事项 = "甲校维修"
方向 = "收到"
对方 = "某县教育局本级"
科目 = "校舍维修专项"
年初预算 = 0
调整 = 60
金额 = 60
[资产负债]
日期 = 2022-12-31
[[资产负债.资产]]
名称 = "流动资产"
金额 = 25
[[资产负债.负债]]
名称 = "流动负债"
金额 = 5
[[资产负债.净资产]]
名称 = "累计盈余"
金额 = 20
[[内部往来]]
事项 = "甲校借款"
方向 = "应付"
对方 = "本级"
科目 = "流动负债"
金额 = 5
[[数据]]
名称 = "维修面积"
单位 = "平方米"
数值 = 120.5
来源 = "验收单"
[[数据]]
名称 = "巩固率"
单位 = "%"
数值 = 90
来源 = "学籍"
"#;

const SECOND: &str = r#"
年度 = 2022
评分方案 = "caizheng-2020-10"
[单位]
名称 = "某县第二小学"
简称 = "乙校"
级别 = "单位"
[[人员]]
类别 = "事业人员"
编制 = 12
在职 = 12
退休 = 2
[[预算]]
名称 = "人员经费"
类别 = "基本支出"
资金来源 = "一般公共预算拨款"
年初预算 = 120
执行数 = 110
结余说明 = "一人年中调出"
[资产负债]
日期 = 2022-12-31
[[资产负债.资产]]
名称 = "流动资产"
金额 = 7
[[资产负债.净资产]]
名称 = "累计盈余"
金额 = 7
[[数据]]
名称 = "维修面积"
单位 = "平方米"
数值 = 200
来源 = "验收单"
[[数据]]
名称 = "巩固率"
单位 = "%"
数值 = 100
来源 = "学籍"
"#;

const FILES: [(&str, &str); 10] = [
    ("book.toml", DEPARTMENT),
    ("本级/book.toml", OFFICE),
    ("units/甲校/book.toml", FIRST),
    (
        "units/甲校/ledgers/班级.csv",
        "班级:文本*,应在籍:人,在籍:人,登记日期:登记\n一班,50,40,2022-03-01\n二班,50,50,2022-03-01\n一班,50,45,2022-09-01\n",
    ),
    (
        "units/甲校/ledgers/资助.csv",
        "学生:文本,项目:枚举(助学金|营养餐),凭证:附件?\n甲一,助学金,凭证一.txt\n甲二,营养餐,\n",
    ),
    ("units/甲校/evidence/凭证一.txt", "付款"),
    (
        "units/甲校/ledgers/问卷.csv",
        "编号:文本*,评价:枚举(很满意|满意|不满意)?\n1,很满意\n2,不满意\n3,\n",
    ),
    ("units/乙校/book.toml", SECOND),
    (
        "units/乙校/ledgers/班级.csv",
        "班级:文本*,应在籍:人,在籍:人,班主任:文本,登记日期:登记\n一班,10,10,张,2022-03-02\n",
    ),
    (
        "units/乙校/ledgers/资助.csv",
        "学生:文本,项目:枚举(助学金|校内资助),凭证:附件?\n甲二,校内资助,\n乙一,助学金,\n",
    ),
];

fn department() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &FILES);
    write(
        dir.path(),
        &[(
            "units/乙校/ledgers/问卷.csv",
            "编号:文本*,评价:枚举(很满意|满意|不满意)?\n1,满意\n",
        )],
    );
    dir
}

fn loaded(dir: &Path) -> Book {
    crate::load(dir).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The department's book with one file told otherwise.
fn changed(file: &str, from: &str, to: &str) -> TempDir {
    let dir = department();
    let path = dir.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
    dir
}

fn errors(book: &Book) -> Vec<String> {
    let remarks = book.check(&book.scoring_scheme().unwrap());
    let errors = remarks
        .iter()
        .filter(|remark| remark.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}

fn actuals(book: &Book) -> Vec<String> {
    let card = score(book, &book.scoring_scheme().unwrap());
    let actuals = card.indicators.into_iter();
    actuals.map(|one| one.actual.unwrap_or_default()).collect()
}

#[test]
fn rates_come_from_all_rows_and_nobody_counts_twice() {
    let dir = department();
    let book = loaded(dir.path());
    // 45 + 50 + 10 of 110; the mean of 95 % and 100 % would be 97.50 %. The pupil of both schools counts once.
    // Two of three answers; the mean of 50 % and 100 % would be 75 %.
    assert_eq!(
        actuals(&book),
        ["105人", "95.45%", "3人", "320.5平方米", "66.67%"]
    );
    assert_eq!(errors(&book), Vec::<String>::new());
}

#[test]
fn money_between_units_counts_once() {
    let dir = department();
    let book = loaded(dir.path());
    let lines: Vec<String> = book
        .budget
        .iter()
        .map(|line| {
            let amounts = line.amounts;
            let (full, executed) = (amounts.full_year(), amounts.executed);
            format!("{} {} {full} {executed}", line.name, line.source)
        })
        .collect();
    // Both schools' pay is one line; the repair money that went on to a school is spent there, out of the same source.
    assert_eq!(
        lines,
        [
            "办公经费 一般公共预算拨款 50 50",
            "校舍维修专项 一般公共预算拨款 100 83",
            "人员经费 一般公共预算拨款 320 310",
        ]
    );
    let statement = book.consolidation().unwrap();
    assert_eq!(statement.sum.full_year(), decimal("530"));
    assert_eq!(statement.eliminated.full_year(), decimal("60"));
    assert_eq!(statement.total, book.totals());
    assert_eq!(book.totals().executed, decimal("443"));
}

#[test]
fn lines_of_one_name_and_other_sources_are_told_apart() {
    let dir = changed(
        "units/乙校/book.toml",
        "资金来源 = \"一般公共预算拨款\"",
        "资金来源 = \"事业收入\"",
    );
    let book = loaded(dir.path());
    let names: Vec<&str> = book.budget.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "办公经费",
            "校舍维修专项",
            "人员经费",
            "人员经费（事业收入）"
        ]
    );
    let dir = changed(
        "units/甲校/book.toml",
        "执行数 = 200",
        "执行数 = 190\n结余说明 = \"招聘推迟。\"",
    );
    let reason = loaded(dir.path()).budget[2].unspent_reason.clone();
    assert_eq!(
        reason.as_deref(),
        Some("甲校（招聘推迟）、乙校（一人年中调出）")
    );
}

#[test]
fn claims_between_units_are_neither_assets_nor_debts() {
    let dir = department();
    let balance = loaded(dir.path()).balance.unwrap();
    assert_eq!(balance.assets.total(), decimal("57"));
    assert_eq!(balance.liabilities.total(), decimal("0"));
    assert!(balance.gap().is_zero());
}

#[test]
fn staff_add_up_by_kind() {
    let dir = department();
    let staff = loaded(dir.path()).staff;
    let told: Vec<_> = staff
        .iter()
        .map(|staff| {
            (
                staff.kind.as_str(),
                staff.posts,
                staff.serving,
                staff.retired,
            )
        })
        .collect();
    assert_eq!(
        told,
        [("行政人员", Some(10), 9, 0), ("事业人员", Some(32), 30, 2)]
    );
}

#[test]
fn sides_that_disagree_are_told_and_not_eliminated() {
    let dir = changed("units/甲校/book.toml", "金额 = 60", "金额 = 58");
    let book = loaded(dir.path());
    let statement = book.consolidation().unwrap();
    assert_eq!(statement.eliminations[0].standing, Standing::Differs);
    assert_eq!(statement.total, statement.sum);
    assert_eq!(
        errors(&book),
        [
            "错误 N04 内部往来 甲校维修：“本级”拨出、“甲校”收到对不上：金额 60 和 58 万元，没有抵销，可能重复计算：请两边核对"
        ]
    );
}

#[test]
fn a_matter_that_one_side_does_not_know_is_told() {
    let dir = changed(
        "units/甲校/book.toml",
        "对方 = \"某县教育局本级\"",
        "对方 = \"某县财政局\"",
    );
    let book = loaded(dir.path());
    let standings: Vec<_> = book
        .consolidation()
        .unwrap()
        .eliminations
        .iter()
        .map(|one| (one.matter.clone(), one.standing))
        .collect();
    let matter = "甲校维修".to_owned();
    assert!(standings.contains(&(matter.clone(), Standing::OneSided)));
    assert!(standings.contains(&(matter, Standing::Outside)));
    let told = errors(&book);
    assert!(
        told[0].contains("“本级”记了拨出 60 万元，“甲校”没有记收到"),
        "{told:?}"
    );
}

#[test]
fn a_name_that_no_unit_has_is_held_against_those_there_are() {
    let dir = changed(
        "units/甲校/book.toml",
        "对方 = \"某县教育局本级\"",
        "对方 = \"本及\"",
    );
    let book = loaded(dir.path());
    let remarks = book.check(&book.scoring_scheme().unwrap());
    let told = remarks
        .iter()
        .find(|one| one.message.contains("不在汇总范围"));
    assert_eq!(
        told.map(ToString::to_string).as_deref(),
        Some(
            "提醒 N02 内部往来 甲校维修：“甲校”的对方“本及”不在汇总范围，没有抵销：是不是“本级”？"
        )
    );
}

#[test]
fn money_from_above_that_nobody_declared_is_suspected() {
    let dir = changed(
        "units/甲校/book.toml",
        "方向 = \"收到\"\n对方 = \"某县教育局本级\"\n科目 = \"校舍维修专项\"",
        "方向 = \"收到\"\n对方 = \"某县教育局本级\"\n科目 = \"人员经费\"",
    );
    let book = loaded(dir.path());
    let remarks = book.check(&book.scoring_scheme().unwrap());
    let suspected = remarks
        .iter()
        .filter(|one| one.message.contains("像是部门内部的拨款"));
    assert_eq!(suspected.count(), 1);
}

#[test]
fn more_cannot_be_passed_on_than_was_spent() {
    let dir = changed("本级/book.toml", "金额 = 60", "金额 = 99");
    let unit = loaded(&dir.path().join("本级"));
    assert!(
        errors(&unit)[0].contains("拨出 99 万元，多于"),
        "{:?}",
        errors(&unit)
    );
}

#[test]
fn rates_of_units_are_neither_added_nor_averaged() {
    for measure in ["平均(下属单位.巩固率)", "求和(下属单位.巩固率)"] {
        let dir = changed("book.toml", "求和(班级.在籍) ÷ 求和(班级.应在籍)", measure);
        let faults = crate::load(dir.path()).unwrap_err().to_string();
        assert!(faults.contains("各单位的“巩固率”是比率（%）"), "{faults}");
    }
    // How many units reach a rate may well be asked.
    let dir = changed(
        "book.toml",
        "求和(班级.在籍) ÷ 求和(班级.应在籍)",
        "占比(下属单位 | 巩固率 ≥ 95 | 巩固率 非空)",
    );
    assert_eq!(actuals(&loaded(dir.path()))[1], "50.00%");
}

#[test]
fn figures_name_the_rows_of_each_unit() {
    let dir = department();
    let book = loaded(dir.path());
    let Actual::Measure(measure) = &book.indicators[0].actual else {
        panic!("not measured");
    };
    let measured = book.measure(measure, "人").unwrap();
    let sources: Vec<String> = measured
        .sources
        .iter()
        .map(|source| format!("{} {}", source.file(), source.rows))
        .collect();
    assert_eq!(
        sources,
        [
            "units/甲校/ledgers/班级.csv 第3–4行",
            "units/乙校/ledgers/班级.csv 第2行"
        ]
    );
    let grants = "计数(资助)".parse().unwrap();
    let measured = book.measure(&grants, "").unwrap();
    assert_eq!(
        book.attached_to(&measured.sources[0]),
        ["下属/甲校/凭证一.txt"]
    );
    assert!(book.evidence.stands("下属/甲校/凭证一.txt"));
}

#[test]
fn each_units_part_of_a_figure_is_told() {
    let dir = department();
    let shares = loaded(dir.path()).shares();
    let parts: Vec<Vec<String>> = shares
        .iter()
        .map(|one| {
            let parts = one.parts.iter();
            let printed = parts.map(|part| {
                part.as_ref()
                    .map_or("—".to_owned(), |part| part.printed(&one.unit))
            });
            printed.collect()
        })
        .collect();
    assert_eq!(parts[0], ["0", "95", "10"]);
    assert_eq!(parts[1], ["—", "95.00", "100.00"]);
    assert_eq!(parts[2], ["0", "2", "2"]);
    assert_eq!(parts[3], ["0", "120.5", "200"]);
}

#[test]
fn a_past_day_is_looked_back_to_in_every_unit() {
    let dir = department();
    let book = loaded(dir.path()).as_of("2022-06-30".parse().unwrap());
    assert_eq!(actuals(&book)[0], "100人");
    let book = loaded(dir.path()).as_of("2022-03-01".parse().unwrap());
    assert_eq!(actuals(&book)[0], "90人");
}

#[test]
fn on_a_past_day_what_one_side_typed_follows_the_others_ledger() {
    let dir = changed("本级/book.toml", "金额 = 60", "统计 = \"求和(拨款.金额)\"");
    let ledger = "凭证:文本*,金额:万元,登记日期:登记\nB1,25,2022-03-01\nB2,35,2022-08-01\n";
    write(dir.path(), &[("本级/ledgers/拨款.csv", ledger)]);
    let book = loaded(dir.path());
    assert_eq!(errors(&book), Vec::<String>::new());
    let then = book.as_of("2022-06-30".parse().unwrap());
    assert_eq!(errors(&then), Vec::<String>::new());
    let eliminated = then.consolidation().unwrap().eliminated;
    assert_eq!(eliminated.executed, decimal("25"));
}

#[test]
fn what_comes_from_units_is_not_saved_with_the_department() {
    let dir = department();
    let book = loaded(dir.path());
    let other = department();
    fs::remove_file(other.path().join("book.toml")).unwrap();
    crate::save(&book, other.path()).unwrap();
    assert!(!other.path().join("ledgers").exists());
    assert!(!other.path().join("evidence").exists());
    assert_eq!(loaded(other.path()), book);
    let unit = loaded(&dir.path().join("units/甲校"));
    let copy = tempfile::tempdir().unwrap();
    crate::save(&unit, copy.path()).unwrap();
    assert_eq!(loaded(copy.path()), unit);
}

#[test]
fn what_does_not_belong_together_is_told_with_its_place() {
    let cases = [
        (
            "book.toml",
            "\"units/乙校\"",
            "\"units/丙校\"",
            "units/丙校：没有这个文件夹",
        ),
        (
            "book.toml",
            "\"units/乙校\"",
            "\"units/甲校\"",
            "units/甲校：同一本账汇总了两次",
        ),
        (
            "book.toml",
            "\"units/乙校\"",
            "\".\"",
            ".：下属单位的账本要放在本账本的文件夹里，或在它旁边",
        ),
        (
            "book.toml",
            "\"units/乙校\"",
            "\"/etc\"",
            "/etc：下属单位的账本要放在",
        ),
        (
            "book.toml",
            "\"units/乙校\"",
            "\"../../etc\"",
            "../../etc：下属单位的账本要放在",
        ),
        (
            "book.toml",
            "[单位]",
            "[[人员]]\n类别 = \"行政\"\n在职 = 1\n[单位]",
            "不填“人员”",
        ),
        (
            "units/乙校/book.toml",
            "年度 = 2022",
            "年度 = 2021",
            "units/乙校：是 2021 年的账本",
        ),
        (
            "units/乙校/book.toml",
            "简称 = \"乙校\"",
            "简称 = \"甲校\"",
            "都叫“甲校”",
        ),
        (
            "units/乙校/book.toml",
            "级别 = \"单位\"",
            "级别 = \"校\"",
            "units/乙校/book.toml:7",
        ),
        (
            "本级/book.toml",
            "科目 = \"流动资产\"",
            "科目 = \"货币资金\"",
            "“资产”里没有“货币资金”",
        ),
    ];
    for (file, from, to, told) in cases {
        let dir = changed(file, from, to);
        let faults = crate::load(dir.path()).unwrap_err().to_string();
        assert!(faults.contains(told), "{told}\n{faults}");
    }
}

#[test]
fn ledgers_that_units_keep_in_different_ways_are_left_out_and_told() {
    let dir = changed("units/乙校/ledgers/问卷.csv", "编号:文本*", "编号:整数*");
    let faults = crate::load(dir.path()).unwrap_err().to_string();
    assert!(faults.contains("没有台账“问卷”"), "{faults}");
    let dir = changed(
        "book.toml",
        "占比(问卷 | 评价 在 (很满意, 满意) | 评价 非空)",
        "计数(下属单位) ÷ 3",
    );
    let other = "编号:整数*,评价:枚举(很满意|满意|不满意)?\n1,满意\n";
    write(dir.path(), &[("units/乙校/ledgers/问卷.csv", other)]);
    let book = loaded(dir.path());
    let remarks = book.check(&book.scoring_scheme().unwrap());
    let told = remarks.iter().find(|remark| remark.subject == "台账 问卷");
    assert!(told.is_some_and(|told| {
        told.message
            .contains("“编号”列在“乙校”是整数，别的单位是文本")
    }));
}

#[test]
fn a_department_may_stand_below_another() {
    let (county, all) = (department(), tempfile::tempdir().unwrap());
    let dir = all.path().join("县教育局");
    std::fs::rename(county.path(), &dir).unwrap();
    let city = all.path().join("市教育局");
    let text = "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n下属 = [\"../县教育局\"]\n[单位]\n名称 = \"某市教育局\"\n级别 = \"部门\"\n[[数据]]\n名称 = \"学生\"\n单位 = \"人\"\n统计 = \"求和(班级.在籍)\"\n";
    write(&city, &[("book.toml", text)]);
    let (county, city) = (loaded(&dir), loaded(&city));
    assert_eq!(city.totals(), county.totals());
    assert_eq!(city.staff, county.staff);
    let measured = city
        .measure(&"求和(班级.在籍)".parse().unwrap(), "人")
        .unwrap();
    assert_eq!(measured.printed("人"), "105");
    assert!(
        measured.sources[0]
            .file()
            .ends_with("units/甲校/ledgers/班级.csv")
    );
    assert_eq!(city.consolidation().unwrap().units.len(), 3);
}

#[test]
fn a_book_reached_on_many_ways_is_read_once_and_told() {
    // Each department takes in both of the next level: 2¹⁴ ways to the last.
    let dir = tempfile::tempdir().unwrap();
    let book = |name: &str, members: &str| {
        format!(
            "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n{members}[单位]\n名称 = \"{name}\"\n级别 = \"单位\"\n"
        )
    };
    for level in 0..14 {
        let next = level + 1;
        let members = format!("下属 = [\"../甲{next}\", \"../乙{next}\"]\n");
        for side in ["甲", "乙"] {
            let name = format!("{side}{level}");
            let file = format!("{name}/book.toml");
            write(dir.path(), &[(&file, &book(&name, &members))]);
        }
    }
    for side in ["甲14", "乙14"] {
        write(
            dir.path(),
            &[(&format!("{side}/book.toml"), &book(side, ""))],
        );
    }
    let faults = crate::load(&dir.path().join("甲0")).unwrap_err();
    // The second way to each book, from the second of each pair but the last.
    let twice = faults
        .0
        .iter()
        .filter(|fault| fault.problem.contains("同一本账汇总了两次"));
    assert_eq!(twice.count(), 2 * 13);
}
