//! Forms in layouts of several places, written in every format: a right one is silent and all its relations hold; each
//! fault is an error at its cell.
#![allow(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use audit::{Audit, Severity, check};
use document::{
    Block, Cell, Document, Entry, Limits, Sheet, Table, Text, docx, html, markdown, read, xlsx,
};

/// A form: a row a line, boxes between bars. `<` belongs to the box on its left, `^` to the one above.
type Layout = &'static str;

/// The ministry's own (财预〔2020〕10号 annex 1): money in 万元, 90 points and 10 for the rate of execution, total below.
const MINISTRY: Layout = "\
项目名称|<|<|渠道清淤|<|<|<|<|<
主管部门|<|<|某县水利局|<|实施单位|<|河道管理所|<
项目资金（万元）|资金|<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|<|240.00|260.00|247.00|10|95.00%|9.50
^|其中：当年财政拨款|<|200.00|220.00|209.00|—|95.00%|—
^|上年结转资金|<|40.00|40.00|38.00|—|95.00%|—
^|其他资金|<||||—||—
年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<
^|清淤渠道42公里，其中干渠12公里、支渠30公里|<|<|<|清淤渠道42公里|<|<|<
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标|数量指标|清淤长度|≥42公里|42公里|20|20|
^|^|质量指标|断面合格率|≥95%|96.5%|15|15|
^|^|时效指标|按期完工率|=100%|98%|15|14.7|雨季停工
^|效益指标|社会效益指标|灌溉保证率|≥65%|61.8%|30|28.52|上游来水少
^|满意度指标|服务对象满意度指标|受益群众满意度|≥90%|详见附件|10|10|
总分|<|<|<|<|<|100|97.72|";

/// A county's: money in 元, the score before the weight, weights of classes in their names, percent signs left out.
const COUNTY: Layout = "\
部门名称：某县农业局|<|<|<|<|<|<
预算执行情况（10分）|预算数（A）|执行数（B）|执行率（B/A）|得分（10分*执行率）|<|<
年度财政资金总额|1300000元|1235000元|95|9.5|<|<
序号|一级指标|指标名称|得分|权重|目标值|完成值
1|产出指标（50分）|培训场次|25|25|12场|15场
2|^|补贴户数|25|25分|1,200户|1200户
3|效益指标（30分）|农民增收|30|30|达到预期|达成预期指标
4|满意度指标（10分）|农户满意度|8|10|90%|72%
合计|<|<|97.5|100||
自评等级|<|优|<|<|<|<";

/// A city's: total and grade on top, the rate of execution among the indicators, a column that is added.
const CITY: Layout = "\
自评总分：93.5|<|<|<|自评等级：优|<|<|<
项目名称|<|道路维护|<|<|<|<|<
一级指标|二级指标|三级指标|单位|指标值|实际完成情况|满分|自评分
预算执行率|预算执行率|预算执行率|%|100%|85%|10|8.5
成本指标|经济成本指标|维护成本|万元|≤100万元|95万元|20|20
产出指标|数量指标|维护里程|公里|30|30|20|20
^|质量指标|验收合格率|%|≥98%|100|20|20
效益指标|社会效益指标|通行改善||有效改善|部分达成预期指标并具有一定效果|20|15
满意度指标|服务对象满意度指标|群众满意度|%|≥90|95|10|10";

/// What is written into a form: row, column and text; the box the error must show is that of the first change.
type Fault = (&'static str, &'static [(usize, usize, &'static str)]);

const FORMS: [(&str, Layout, &[Fault]); 3] = [
    (
        "ministry",
        MINISTRY,
        &[
            ("total off by one", &[(15, 7, "98.72")]),
            ("score above its weight", &[(10, 7, "21"), (15, 7, "98.72")]),
            ("weights of 105", &[(10, 6, "25")]),
            (
                "funds that are not their parts",
                &[(4, 4, "205.00"), (4, 7, "101.95%")],
            ),
            (
                "full marks below the target",
                &[(13, 7, "30"), (15, 7, "99.20")],
            ),
            ("another rate", &[(3, 7, "96.00%")]),
            ("points of another rate", &[(3, 8, "10"), (15, 7, "98.22")]),
        ],
    ),
    (
        "county",
        COUNTY,
        &[
            ("total off by one", &[(8, 3, "98.5")]),
            ("score above its weight", &[(4, 3, "26"), (8, 3, "98.5")]),
            ("weights of 105", &[(4, 4, "30")]),
            (
                "full marks below the target",
                &[(7, 3, "10"), (8, 3, "99.5")],
            ),
            ("another rate", &[(2, 3, "85")]),
            ("points of another rate", &[(2, 4, "10"), (8, 3, "98")]),
            ("grade below the total", &[(9, 2, "良")]),
        ],
    ),
    (
        "city",
        CITY,
        &[
            ("total off by one", &[(0, 0, "自评总分：94.5")]),
            (
                "score above its weight",
                &[(5, 7, "21"), (0, 0, "自评总分：94.5")],
            ),
            ("weights of 105", &[(5, 6, "25")]),
            (
                "a target met in part",
                &[(7, 7, "20"), (0, 0, "自评总分：98.5")],
            ),
            ("full marks below the target", &[(8, 5, "85")]),
            (
                "points of another rate",
                &[(3, 7, "9"), (0, 0, "自评总分：94")],
            ),
            ("grade below the total", &[(0, 4, "自评等级：良")]),
        ],
    ),
];

const FORMATS: [&str; 5] = ["docx", "xlsx", "html", "md", "txt"];

fn grid(layout: Layout, changes: &[(usize, usize, &str)]) -> Vec<Vec<String>> {
    let rows = layout
        .lines()
        .map(|line| line.split('|').map(str::to_owned).collect());
    let mut rows: Vec<Vec<String>> = rows.collect();
    for (row, column, text) in changes {
        rows[*row][*column] = (*text).to_owned();
    }
    rows
}

/// The boxes with how many columns and rows each takes.
fn boxes(grid: &[Vec<String>]) -> Vec<Vec<(String, usize, usize)>> {
    let across = |row: &[String], from: usize| {
        1 + row[from + 1..]
            .iter()
            .take_while(|text| *text == "<")
            .count()
    };
    let mut rows = Vec::new();
    for (at, row) in grid.iter().enumerate() {
        let mut cells = Vec::new();
        for (column, text) in row.iter().enumerate() {
            if text != "<" && text != "^" {
                let below = grid[at + 1..].iter().take_while(|row| row[column] == "^");
                cells.push((text.clone(), across(row, column), 1 + below.count()));
            }
        }
        rows.push(cells);
    }
    rows
}

/// A form as a file of a format.
fn written(grid: &[Vec<String>], format: &str) -> Vec<u8> {
    let title = "2024年度项目支出绩效自评表";
    let boxes = boxes(grid);
    let cell = |(text, colspan, rowspan): &(String, usize, usize)| Cell {
        colspan: *colspan,
        rowspan: *rowspan,
        ..Cell::plain(text)
    };
    let table = Table {
        rows: boxes
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect(),
        ..Table::default()
    };
    let blocks = vec![Block::Paragraph(Text::plain(title)), Block::Table(table)];
    let document = Document {
        blocks,
        ..Document::default()
    };
    let entry = |(text, colspan, rowspan): &(String, usize, usize)| Entry {
        colspan: *colspan,
        rowspan: *rowspan,
        ..Entry::text(text)
    };
    match format {
        "docx" => docx(&document, &[]).unwrap(),
        "html" => html(&document).into_bytes(),
        "md" => markdown(&document).into_bytes(),
        "xlsx" => xlsx(&[Sheet {
            name: "自评表".to_owned(),
            title: Some(title.to_owned()),
            rows: boxes
                .iter()
                .map(|row| row.iter().map(entry).collect())
                .collect(),
            widths: vec![12; grid[0].len()],
            ..Sheet::default()
        }])
        .unwrap(),
        _ => {
            let blank =
                |text: &String| if text == "<" || text == "^" { "" } else { text }.to_owned();
            let line = |row: &Vec<String>| row.iter().map(blank).collect::<Vec<_>>().join("\t");
            let lines: Vec<String> = grid.iter().map(line).collect();
            format!("{title}\n{}\n", lines.join("\n")).into_bytes()
        }
    }
}

fn audited(grid: &[Vec<String>], format: &str) -> Audit {
    let bytes = written(grid, format);
    check(&read(&format!("form.{format}"), &bytes, &Limits::default()).unwrap())
}

#[test]
fn a_right_form_is_silent_and_all_it_claims_holds() {
    for (name, layout, _) in FORMS {
        for format in FORMATS {
            let audit = audited(&grid(layout, &[]), format);
            let told: Vec<&String> = audit
                .findings
                .iter()
                .map(|finding| &finding.message)
                .collect();
            assert!(told.is_empty(), "{name}.{format}: {told:?}");
            let held = audit.coverage().held;
            assert_eq!(held, audit.relations.len(), "{name}.{format}");
            assert!(held >= 10, "{name}.{format} claims {held} only");
        }
    }
}

#[test]
fn each_fault_is_an_error_at_its_cell() {
    let mut missed = String::new();
    for (name, layout, faults) in FORMS {
        for (fault, changes) in faults {
            for format in FORMATS {
                let audit = audited(&grid(layout, changes), format);
                let (_, _, text) = changes[0];
                let at = |finding: &&audit::Finding| {
                    let mut places = finding.figures.iter();
                    finding.severity == Severity::Error
                        && places.any(|place| text.contains(&place.text))
                };
                if !audit.findings.iter().any(|finding| at(&finding)) {
                    let told: Vec<&String> = audit.findings.iter().map(|f| &f.message).collect();
                    missed += &format!("{name}.{format}: {fault}: {told:?}\n");
                }
            }
        }
    }
    assert!(missed.is_empty(), "{missed}");
}

#[test]
fn a_finding_in_a_workbook_names_its_cell() {
    let audit = audited(&grid(MINISTRY, &[(15, 7, "98.72")]), "xlsx");
    let cell = audit.findings[0].figures[0].cell.as_deref();
    assert!(
        cell.is_some_and(|cell| cell.starts_with("自评表!")),
        "{cell:?}"
    );
}

#[test]
fn two_forms_in_one_document_are_two() {
    let (one, other) = (grid(MINISTRY, &[]), grid(CITY, &[]));
    let tables = [one, other].map(|grid| {
        let document = read("a.docx", &written(&grid, "docx"), &Limits::default()).unwrap();
        document.blocks
    });
    let document = Document {
        blocks: tables.concat(),
        ..Document::default()
    };
    let audit = check(&document);
    assert!(audit.findings.is_empty(), "{:?}", audit.findings);
    assert_eq!(audit.coverage().held, audit.relations.len());
}

#[test]
fn a_head_printed_again_on_the_next_page_begins_no_form() {
    let mut rows = grid(CITY, &[]);
    let head = rows[2].clone();
    rows.insert(6, head);
    let audit = audited(&rows, "md");
    let told: Vec<&String> = audit
        .findings
        .iter()
        .map(|finding| &finding.message)
        .collect();
    assert!(told.is_empty(), "{told:?}");
    assert_eq!(audit.coverage().held, audit.relations.len());
}
