//! Reports turned into books.

use std::path::Path;

use book::{Actual, Book, Scheme, score};
use document::Limits;
use report::draft::{Draft, draft};
use report::{Template, compose};

const REPORT: &str = "# 某县水务局2023年度整体支出绩效自评报告

## 一、基本概况

### （一）主要职责

1. 负责全县水资源的管理和保护。
2. 负责防汛抗旱的日常工作。

### （二）人员和资产

年末在职人员30人（行政人员12人、事业人员18人），退休5人。资产总额500.00万元，其中流动资产320.50万元，非流动资产179.50万元。负债为88.10万元，净资产411.90万元。

### （三）年度总体目标

完成河道整治，保障饮水安全。

## 二、预算执行

全年预算数1,200.50万元，全年执行数1,150.25万元，执行率95.81%。

## 三、指标完成情况

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因及改进措施 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 整治河道长度 | ≥12公里 | 12.5公里 | 20 | 20 | |
| 产出指标 | 质量指标 | 工程验收合格率 | 100% | 96% | 20 | 19.2 | 一标段返工 |
| 效益指标 | 社会效益指标 | 饮水安全保障 | 明显提升 | 达成 | 30 | 28 | |
| 满意度指标 | 服务对象满意度指标 | 群众满意度 | 不低于90％ | 93% | 10 | 10 | |
| 合计 | | | | | 80 | 77.2 | |

## 四、存在的问题

部分工程进度滞后，验收材料不齐。

## 五、结果应用

作为下年预算安排的依据。
";

const ACCOUNT: &str = "# 某县水务局2023年度部门决算

## 一、主要职责

第一条 根据某县机构改革方案，制定本规定。

（一）管理水资源。（二）组织防汛抗旱。

## 二、一般公共预算财政拨款支出决算情况

一般公共预算财政拨款支出年初预算为300.00万元，支出决算为280.50万元，完成年初预算的93.50%。

1.农林水支出（类）水利（款）行政运行（项）。年初预算为200.00万元，支出决算为190.50万元。

2.农林水支出（类）水利（款）防汛（项）。年初预算为100.00万元，支出决算为90.00万元。

## 三、“三公”经费

“三公”经费财政拨款支出年初预算为1.00万元，支出决算为0.50万元。
";

#[test]
fn a_final_account_gives_its_lines_and_duties() {
    let draft = drafted(ACCOUNT);
    assert_eq!(draft.duties.len(), 2);
    let book = book(&draft);
    let lines: Vec<String> = book
        .budget
        .iter()
        .map(|line| {
            let amounts = line.amounts;
            format!(
                "{} {} {} {}",
                line.name, line.source, amounts.initial, amounts.executed
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "行政运行 一般公共预算财政拨款 200.00 190.50",
            "防汛 一般公共预算财政拨款 100.00 90.00"
        ]
    );
    let whole = draft.budget.unwrap().value;
    assert_eq!(whole.initial.as_deref(), Some("300.00万元"));
    assert_eq!(whole.executed.as_deref(), Some("280.50万元"));
}

const OVERVIEW: &str = "# 某县民政局2022年度部门整体支出绩效自评报告

## 一、部门概况

我局编制人数45名，实有人数43人，其中：在职39人，退休4人。

2022年年初预算收入1,234.56万元，全年收入决算1,310.20万元。2022年度支出决算总额为1,300.12万元，其中：基本支出900.00万元，项目支出400.12万元。

截至2022年12月31日，资产总额为3,456.78万元，其中：流动资产2,222.22万元，固定资产净值1,234.56万元；负债总额为88.10万元；净资产为3,368.68万元。

## 二、绩效情况

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标（50分） | 数量指标 | 低保对象保障人数 | ≥5600人 | 5712人 | 10 | 10 |

## 三、存在的主要问题

存在以下问题：一是预算编制不够细化；二是部分项目执行率偏低。
";

#[test]
fn an_overview_in_running_text_is_read() {
    let draft = drafted(OVERVIEW);
    let book = book(&draft);
    let staff = &book.staff[0];
    assert_eq!(
        (staff.posts, staff.present, staff.serving, staff.retired),
        (Some(45), 43, 39, 4)
    );
    let totals = book.totals();
    assert_eq!(totals.initial.to_string(), "1234.56");
    assert_eq!(totals.executed.to_string(), "1300.12");
    let balance = book.balance.as_ref().unwrap();
    assert_eq!(balance.assets.total().to_string(), "3456.78");
    assert_eq!(book.indicators[0].level1, "产出指标");
    assert_eq!(book.problems.len(), 2);
    let text = draft.book_toml(2020, "待填");
    assert!(
        text.contains("基本支出 900.00万元，项目支出 400.12万元"),
        "{text}"
    );
}

const FORMS: &str = "# 某县水务局2023年度整体支出绩效自评报告

金额单位：万元

| 部门名称 | 某县水务局 | | | | | | |
|---|---|---|---|---|---|---|---|
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
| 产出指标 | 数量指标 | 巡查次数 | ≥30次 | 31次 | 50 | 50 | |
| 总分 | | | | | 50 | 50 | |
| 填报人 | 甲 | 联系电话 | 0000-0 | 填报日期 | 2024年3月 | | |

## 项目支出绩效自评表

| 项目名称 | 防汛物资（一期）（编码：2023-1） | | | | | | |
|---|---|---|---|---|---|---|---|
| 主管部门 | 某县水务局 | | | 实施单位 | 某县防汛中心 | | |
| 项目资金 | 资金 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| | 年度资金总额 | 72.00 | 80.00 | 76.80 | 10 | 96% | 9.6 |
| 年度总体目标 | 预期目标 | | | 实际完成情况 | | | |
| | 汛前备齐。 | | | 5月备齐。 | | | |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
| 产出指标 | 数量指标 | 沙袋 | ≥1000个 | 1200个 | 50 | 50 | |
| 总分 | | | | | 60 | 59.6 | |

| 项目名称 | 河道保洁 | | | | | | |
|---|---|---|---|---|---|---|---|
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
| 产出指标 | 质量指标 | 保洁合格率 | ≥95% | 90% | 50 | 47.37 | 汛期漂浮物多 |
";

#[test]
fn forms_of_projects_become_projects() {
    let draft = drafted(FORMS);
    let dir = tempfile::tempdir().unwrap();
    let files = draft.project_files();
    let whole = ("book.toml".to_owned(), draft.book_toml(2020, "待填"));
    for (path, text) in files.iter().chain([&whole]) {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let book =
        Book::read(&folder::Plain::new(dir.path())).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(book.profile.name, "某县水务局");
    assert_eq!(book.indicators.len(), 1);
    assert_eq!(book.project_names(), ["防汛物资一期", "河道保洁"]);
    let flood = &book.projects["防汛物资一期"];
    assert_eq!(flood.executor.as_deref(), Some("某县防汛中心"));
    assert_eq!(
        flood.objective.as_ref().unwrap().outcome.as_deref(),
        Some("5月备齐。")
    );
    assert_eq!(flood.indicators.len(), 1);
    let line = book
        .budget
        .iter()
        .find(|line| line.name == "防汛物资一期")
        .unwrap();
    assert_eq!(line.amounts.executed.to_string(), "76.80");
    let river = &book.projects["河道保洁"].indicators[0];
    assert_eq!(
        (river.id.as_str(), river.deviation.as_deref()),
        ("X2-01", Some("汛期漂浮物多"))
    );
    let sources = draft.sources_csv();
    assert!(
        sources.contains("\"项目 防汛物资一期 执行数\",\"76.80万元\""),
        "{sources}"
    );
}

#[test]
fn signs_and_units_in_columns_of_their_own_belong_to_the_target() {
    let text = "# 某县2023年度项目支出绩效自评表

| 项目名称 | 公路养护 | | | | | | |
|---|---|---|---|---|---|---|---|
| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 实际完成值 | 分值 |
| 产出指标 | 数量指标 | 养护里程 | >= | 120 | 公里 | 118 | 20 |
| 产出指标 | 成本指标 | 每公里成本 | <= | 0.8 | 万元 | 0.77万元 | 15 |
| 效益指标 | 社会效益指标 | 出行条件 | 定性 | 明显改善 | 无 | 达成 | 30 |
";
    let draft = drafted(text);
    assert_eq!(draft.year.as_ref().unwrap().value, "2023");
    let rows = &draft.projects[0].indicators;
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.value.target.as_str(), row.value.actual.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (">=120公里", "118公里"),
            ("<=0.8万元", "0.77万元"),
            ("明显改善", "达成")
        ]
    );
}

fn drafted(text: &str) -> Draft {
    draft(&document::read("报告.md", text.as_bytes(), &Limits::default()).unwrap())
}

fn book(draft: &Draft) -> Book {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("book.toml"), draft.book_toml(2020, "待填")).unwrap();
    Book::read(&folder::Plain::new(dir.path())).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn a_report_becomes_a_book_that_loads_and_scores() {
    let draft = drafted(REPORT);
    let book = book(&draft);
    assert_eq!(
        (book.profile.name.as_str(), book.year),
        ("某县水务局", 2023)
    );
    assert_eq!(book.profile.duties.len(), 2);
    let staff: Vec<_> = book
        .staff
        .iter()
        .map(|one| (one.kind.as_str(), one.serving))
        .collect();
    assert_eq!(staff, [("行政人员", 12), ("事业人员", 18)]);
    let balance = book.balance.as_ref().unwrap();
    assert_eq!(balance.assets.total().to_string(), "500.00");
    assert_eq!(book.totals().executed.to_string(), "1150.25");
    let targets: Vec<String> = book
        .indicators
        .iter()
        .map(|one| one.target.printed(&one.unit))
        .collect();
    assert_eq!(targets, ["≥12公里", "=100%", "明显提升", "≥90%"]);
    assert_eq!(book.indicators[1].deviation.as_deref(), Some("一标段返工"));
    assert_eq!(book.indicators[2].actual, Actual::Band("达成".to_owned()));
    assert_eq!(book.problems.len(), 1);
    let card = score(&book, &Scheme::shipped("caizheng-2020-10").unwrap());
    assert_eq!(card.indicators[1].points.to_string(), "19.20");
    let sources = draft.sources_csv();
    assert!(
        sources.contains("\"指标 Z02 完成值\",\"96%\",\"第1个表 第3行\""),
        "{sources}"
    );
}

#[test]
fn where_two_places_disagree_neither_wins() {
    let text = REPORT.replace("保障饮水安全。", "保障饮水安全。全年执行数1,150.52万元。");
    let draft = drafted(&text);
    let unsure: Vec<&str> = draft.unsure.iter().map(|one| one.field.as_str()).collect();
    assert!(unsure.contains(&"预算 执行数"), "{unsure:?}");
    assert!(book(&draft).budget.is_empty());
    let told = draft.unplaced_md();
    assert!(
        told.contains("1,150.25万元") && told.contains("1,150.52万元"),
        "{told}"
    );
}

#[test]
fn a_text_that_is_no_report_invents_nothing() {
    let draft = drafted("# 通知\n\n请于3月5日前报送材料，联系人2名。\n");
    assert_eq!(draft.entries(), []);
    let book = book(&draft);
    assert_eq!((book.year, book.indicators.len()), (2020, 0));
}

/// The example's own report gives back what its book says of every indicator.
#[test]
fn what_the_example_prints_is_found_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nanchang-jingkai-2022");
    let original = Book::read(&::folder::Plain::new(&folder)).unwrap();
    let card = score(&original, &original.scoring_scheme().unwrap());
    let template = Template::shipped("bumen-zhengti").unwrap();
    let draft = draft(&compose(&original, &card, &template).unwrap());
    let book = book(&draft);
    assert_eq!(book.profile.name, original.profile.name);
    assert_eq!(book.year, original.year);
    assert_eq!(book.indicators.len(), original.indicators.len());
    for ((again, scored), first) in book
        .indicators
        .iter()
        .zip(&card.indicators)
        .zip(&original.indicators)
    {
        assert_eq!((&again.name, &again.weight), (&first.name, &first.weight));
        assert_eq!(again.target.printed(&again.unit), scored.target);
        if let (Actual::Number(value), Some(actual)) = (&again.actual, &scored.actual) {
            assert_eq!(&format!("{value}{}", again.unit), actual);
        }
    }
}
