//! A broken book: every fault in one go.

use crate::write;

const BOOK: &str = r#"年度 = 2022
评分方案 = "caizheng-2020"
备注 = "多余"

[单位]
名称 = “某局”
级别 = "处室"

[[人员]]
类别 = "行政人员"
在职 = 十一
退休 = -3

[资产负债]
日期 = 2022-02-30

[[预算]]
名称 = "人员经费"
类别 = "基本支出"
资金来源 = "财政拨款"
年初预算 = 400.00
调整 = "4公顷"
全年预算 = 440.90
执行数 = "约432.91万元"

[[指标]]
编号 = "Z01"
一级 = "产出指标"
二级 = "数量指标"
三级 = "巡查次数"
方向 = "≥"
目标 = 30
单位 = "次"
统计 = "计数(巡察 | 状态 = 完成)"

[[指标]]
编号 = "Z01"
一级 = "产出指标"
二级 = "质量指标"
三级 = "闭环率"
方向 = "大于"
目标 = 95
单位 = "%"
分值 = 1e1
完成值 = 95
统计 = "占比(巡查 闭环 = 是)"
佐证 = ["记录.pdf"]

[[指标]]
编号 = "Z03"
一级 = "效益指标"
二级 = "社会效益指标"
三级 = "秩序"
方向 = "定性"
目标 = "秩序良好"
分值 = 30
完成值 = "很好"
评分 = "反向"
权重 = 5

[[指标]]
编号 = "Z04"
一级 = "产出指标"
二级 = "数量指标"
三级 = "面积"
方向 = "区间"
目标 = [110, 90]
单位 = "亩"
分值 = 10
统计 = "求和(巡查.面积 | 闭环 = 对)"
评分 = { 方法 = "扣分", 每 = 0 }

[[数据]]
名称 = "甲"
统计 = "数据(乙)"

[[数据]]
名称 = "乙"
统计 = "数据(甲)"

[[问题]]
问题 = "闭环慢"
指标 = ["Z09"]
"#;

#[test]
fn every_fault_is_reported_with_its_place_and_remedy() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        &[
            ("book.toml", BOOK),
            (
                "ledgers/巡查.csv",
                "日期:日期,面积:亩,闭环:是否\n2022-13-01,3,是\n2022-01-01,三亩多,否\n\n2022-01-02,,对\n2022-01-03,1\n",
            ),
            ("ledgers/会议.csv", "日期,人数:人头,主题:文本\n"),
            ("ledgers/供 地.csv", "面积:亩,面积:亩\n"),
            ("ledgers/空.csv", ""),
            ("ledgers/台账.xlsx", "PK"),
            ("schemes/本市.toml", "说明 = \"本市\"\n"),
        ],
    );
    std::fs::create_dir_all(dir.path().join("text")).unwrap();
    std::fs::write(dir.path().join("text/概况.md"), b"\xe5\xb9\xb4\n\xff\xfe").unwrap();
    let faults = crate::load(dir.path()).unwrap_err();
    insta::assert_snapshot!(faults);
}

/// The same book with the faults of `book.toml` that hide others mended.
#[test]
fn references_that_lead_nowhere_are_reported() {
    let dir = tempfile::tempdir().unwrap();
    let book = r#"年度 = 2022
评分方案 = "caizheng-2020-10"
[单位]
名称 = "某局"
级别 = "单位"
[[指标]]
编号 = "Z01"
一级 = "产出指标"
二级 = "数量指标"
三级 = "巡查次数"
方向 = "≥"
目标 = 30
单位 = "次"
分值 = 10
统计 = "计数(巡察 | 状态 = 完成)"
佐证 = ["记录.pdf"]
[[指标]]
编号 = "Z02"
一级 = "产出指标"
二级 = "数量指标"
三级 = "面积"
方向 = "≥"
目标 = 3
单位 = "亩"
分值 = 10
统计 = "求和(巡查.面积 | 闭环 = 对)"
[[指标]]
编号 = "Z03"
一级 = "效益指标"
二级 = "社会效益指标"
三级 = "秩序"
方向 = "定性"
目标 = "秩序良好"
分值 = 30
完成值 = "很好"
[[数据]]
名称 = "甲"
统计 = "数据(乙)"
[[数据]]
名称 = "乙"
统计 = "数据(甲)"
[[任务]]
名称 = "巡查"
指标 = ["Z1", "Z02"]
"#;
    write(
        dir.path(),
        &[
            ("book.toml", book),
            ("ledgers/巡查.csv", "日期:日期,面积:亩,闭环:是否\n"),
            ("evidence/巡查/记录.txt", ""),
        ],
    );
    insta::assert_snapshot!(crate::load(dir.path()).unwrap_err());
}

#[test]
fn an_empty_folder_is_no_book() {
    let dir = tempfile::tempdir().unwrap();
    let faults = crate::load(dir.path()).unwrap_err();
    insta::assert_snapshot!(faults, @"
    book.toml：没有这个文件。改法：核对文件夹，或用 kaocheng new 新建一本账
    共1处错误
    ");
}

#[test]
fn hostile_files_are_refused_soon() {
    let dir = tempfile::tempdir().unwrap();
    let rows = "x,y\n".repeat(500_000);
    write(
        dir.path(),
        &[
            (
                "book.toml",
                &format!(
                    "甲 = {}\n{}",
                    "[".repeat(100_000),
                    "乙 = \n".repeat(100_000)
                ),
            ),
            ("ledgers/坏.csv", &format!("面积:亩\n{rows}")),
            (
                "ledgers/更坏.csv",
                &format!("面积:亩\n{}", "\n1\n".repeat(200_000)),
            ),
        ],
    );
    let faults = crate::load(dir.path()).unwrap_err();
    assert!(faults.0.len() < 700);
    assert!(faults.to_string().contains("错误太多"));
}

#[test]
fn of_the_rows_that_break_a_rule_the_first_are_told_and_how_many_there_are() {
    let dir = tempfile::tempdir().unwrap();
    crate::folder::starter(dir.path(), "某某局", 2022);
    let rows = |count: usize| {
        let rows = (0..count).map(|row| format!("X{row},9,无\n"));
        format!(
            "编号:文本*,面积:亩,项目:引用(项目.编号)\n{}",
            rows.collect::<String>()
        )
    };
    let definition = "列 = [\"编号:文本*\", \"面积:亩\"]\n约束 = [\"面积 ≤ 5\"]\n";
    let told = |count: usize| {
        let rows = rows(count);
        write(
            dir.path(),
            &[
                ("ledgers/地块.csv", rows.as_str()),
                ("ledgers/项目.csv", "编号:文本*\n甲\n"),
                ("definitions/地块.toml", definition),
            ],
        );
        let faults = crate::load(dir.path()).unwrap_err();
        assert_eq!(faults.count(), 2 * count);
        let faults = faults.0;
        assert!(faults.iter().all(|fault| fault.file == "ledgers/地块.csv"));
        let last = faults
            .last()
            .map(|fault| (fault.line, fault.problem.clone()));
        (faults.len(), last.unwrap())
    };
    assert_eq!(told(20).0, 40);
    let (count, (line, last)) = told(3000);
    assert_eq!((count, line), (40, 21));
    assert!(last.ends_with("，等共3000行"), "{last}");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_read() {
    let dir = tempfile::tempdir().unwrap();
    let outside = dir.path().join("外面.md");
    std::fs::write(&outside, "别处的话").unwrap();
    let book = dir.path().join("账本");
    let text =
        "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n[单位]\n名称 = \"甲局\"\n级别 = \"单位\"\n";
    crate::write(&book, &[("book.toml", text), ("text/概况.md", "全年。")]);
    std::os::unix::fs::symlink(&outside, book.join("text/别处.md")).unwrap();
    let faults = crate::load(&book).unwrap_err();
    assert_eq!(
        faults.0[0].to_string(),
        "text/别处.md：是一个链接，不是文件。改法：把它指的文件本身放进来"
    );
    std::fs::remove_dir_all(book.join("text")).unwrap();
    std::os::unix::fs::symlink(dir.path(), book.join("text")).unwrap();
    let faults = crate::load(&book).unwrap_err();
    assert_eq!(
        faults.0[0].to_string(),
        "text：是一个链接，不是文件。改法：把它指的文件本身放进来"
    );
}
