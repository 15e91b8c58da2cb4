//! Final accounts made for the purpose, after the layouts of the ministry, a district and a county: the right ones are
//! silent, and each fault planted in them is found.
use audit::{Audit, Severity, State, check};

use crate::lines::document;

const DISTRICT: &str = include_str!("made/district.txt");
const MINISTRY: &str = include_str!("made/ministry.txt");
const COUNTY: &str = include_str!("made/county.txt");
const FORESTRY: &str = include_str!("made/forestry.txt");
const VETERANS: &str = include_str!("made/veterans.txt");
const ACCOUNTS: [&str; 5] = [DISTRICT, MINISTRY, COUNTY, FORESTRY, VETERANS];

fn audited(text: &str) -> Audit {
    check(&document(text))
}

/// What is written last in an account is its narrative.
fn replaced(text: &str, from: &str, to: &str) -> Option<String> {
    let at = text.rfind(from)?;
    let mut planted = text.to_owned();
    planted.replace_range(at..at + from.len(), to);
    Some(planted)
}

#[test]
fn right_accounts_are_silent_and_nearly_all_of_their_figures_proven() {
    for text in ACCOUNTS {
        let audit = audited(text);
        assert!(audit.findings.is_empty(), "{:#?}", audit.findings);
        let coverage = audit.coverage();
        let proven = coverage.count(State::Proven);
        let unrelated = coverage.count(State::Unrelated);
        assert!(proven >= 9 * unrelated, "{proven} against {unrelated}");
    }
}

/// What is written, what it is changed to, and the rules that may find it.
const FAULTS: &[(&str, &str, &[&str])] = &[
    ("支出决算为118.30万元", "支出决算为108.30万元", &["A07"]),
    ("（款）招商引资（项）", "（款）对外贸易管理（项）", &["A14"]),
    (
        "住房改革支出（款）购房补贴",
        "住房公积金支出（款）购房补贴",
        &["A14"],
    ),
    (
        "卫生健康支出（类）行政事业单位医疗（款）事业单位",
        "社会保障和就业支出（类）行政事业单位医疗（款）事业单位",
        &["A14"],
    ),
    ("养老保险缴费支出（项）", "养老保险费支出（项）", &["A14"]),
    ("办公费、印刷费、", "办公费、印刷费、邮电费、", &["A13"]),
    (
        "故本表无数据。",
        "故本表无数据。\n无此收支的，仍保留该表格式，并在本表下方作下述说明：",
        &["I23"],
    ),
    (
        "支出决算具体情况\n",
        "支出决算具体情况（如持平作持平表述）\n",
        &["I23"],
    ),
    (
        "住房保障支出（类）160.26",
        "（不涉及的不列）住房保障支出（类）160.26",
        &["I23"],
    ),
    ("支出决算为118.30万元", "支出决算为118.30", &["I22"]),
    ("采购金额11.20万元", "采购金额88.40万元", &["C11"]),
    (
        "面向小微企业预留政府采购项目预算金额42.00万元",
        "面向小微企业预留政府采购项目预算金额4200.00万元",
        &["C11"],
    ),
    (
        "年初预算为1606.88万元，支出决算为1587.25万元",
        "年初预算为0万元，全年预算为1606.88万元，支出决算为1587.25万元",
        &["B03"],
    ),
    (
        "在职人员缴存住房公积金",
        "事业单位在职人员医疗保险缴费",
        &["A15"],
    ),
    ("完成预算的68.50%", "完成预算的86.50%", &["B03"]),
    (
        "公务用车运行维护支出4.62万元",
        "公务用车运行维护支出4.26万元",
        &["A07", "C08"],
    ),
    (
        "2、公务接待费支出0.86万元",
        "2、公务接待费支出0.68万元",
        &["A07"],
    ),
    (
        "减少0.48万元，下降9.41%",
        "减少0.48万元，下降4.91%",
        &["C08"],
    ),
    ("4.62万元，占84.31%", "4.62万元，占48.31%", &["C08", "B01"]),
    ("主要领导干部用车1辆", "主要领导干部用车3辆", &["A16"]),
    ("“优”的项目4个", "“优”的项目5个", &["A16"]),
    ("货物采购金额12.60万元", "货物采购金额21.60万元", &["A01"]),
    (
        "增加6.80万元，增长4.74%",
        "增加6.80万元，增长7.44%",
        &["B07"],
    ),
    ("公用经费186.44万元", "公用经费168.44万元", &["A01"]),
    (
        "| 年末结转和结余 | 46.78 |",
        "| 年末结转和结余 | 47.68 |",
        &["A02"],
    ),
    (
        "| 行政单位医疗 | 35.52 |",
        "| 行政单位医疗 | 35.25 |",
        &["A10"],
    ),
    (
        "压缩一般性支出，项目支出减少。",
        "人员增加，项目支出增加。",
        &["B15"],
    ),
    (
        "2022年度相比，财政拨款收入支出总计",
        "2021年度相比，财政拨款收入支出总计",
        &["G04"],
    ),
    (
        "2023年度相比，财政拨款收入支出总计",
        "2024年度相比，财政拨款收入支出总计",
        &["G04"],
    ),
    (
        "临江区商务委员会2024年度财政拨款",
        "临江区商务局2024年度财政拨款",
        &["I20"],
    ),
    (
        "青石县商务局2023年度财政拨款",
        "清石县商务局2023年度财政拨款",
        &["I20"],
    ),
    (
        "118.30万元，完成预算98.58%，决算数小于预算数",
        "118.30万元，完成预算98.58%，决算数大于预算数",
        &["B11"],
    ),
    (
        "森林资源培育（项）187.30万元",
        "森林资源培育（项）178.30万元",
        &["A07"],
    ),
    (
        "职业年金缴费支出（项）71.50万元",
        "职业年金缴费支出（项）51.70万元",
        &["A07"],
    ),
    (
        "各增加118.40万元，增长4.88%",
        "各增加118.40万元，增长8.48%",
        &["B07"],
    ),
    ("满意度指标得分9.00分", "满意度指标得分8.00分", &["D04"]),
    ("效果得分28.00分", "效果得分29.00分", &["D04"]),
    ("评为“优”的7个", "评为“优”的6个", &["A16"]),
    (
        "收、支总计各3545.08万元",
        "收、支总计各3554.08万元",
        &["A07"],
    ),
    ("死亡抚恤(项)318.40万元", "死亡抚恤(项)381.40万元", &["A07"]),
    (
        "2022年度本年支出合计3512.48万元,其中",
        "2021年度本年支出合计3512.48万元,其中",
        &["G04"],
    ),
    ("“优”的9个", "“优”的8个", &["A16"]),
    (
        "2023年度支出合计2470.00万元，其中",
        "2022年度支出合计2470.00万元，其中",
        &["G04"],
    ),
    ("主要用于城市公园改造", "主要用于××项目", &["I07"]),
    ("公务用车保有量为6辆", "公务用车保有量为12辆", &["A05"]),
    ("下属二级单位3个", "下属二级单位×个", &["I07"]),
    (
        "公开05表\n部门：苍溪区林业和园林局 金额单位：万元",
        "公开05表\n部门：苍溪区林业和园林局",
        &["I25"],
    ),
    (
        "| 2130205 | 森林资源培育 | 187.30 | 0.00 | 187.30 |\n",
        "",
        &["A10"],
    ),
    (
        "基本支出1298.80万元，占52.58%；项目支出1171.20万元，占47.42%",
        "基本支出2470.00万元，占52.58%；项目支出2470.00万元，占47.42%",
        &["A16", "B01"],
    ),
];

#[test]
fn each_fault_planted_is_found() {
    let mut missed = String::new();
    for (from, to, codes) in FAULTS {
        let mut planted = 0;
        for text in ACCOUNTS {
            let Some(text) = replaced(text, from, to) else {
                continue;
            };
            planted += 1;
            let findings = audited(&text).findings;
            let found = findings
                .iter()
                .any(|finding| finding.severity > Severity::Hint && codes.contains(&finding.code));
            if !found {
                let told: Vec<_> = findings.iter().map(|f| (f.code, &f.message)).collect();
                missed += &format!("{from} → {to}: {told:?}\n");
            }
        }
        assert!(planted > 0, "no account has {from}");
    }
    assert!(missed.is_empty(), "{missed}");
}

#[test]
fn a_part_that_the_contents_list_and_the_body_lacks_is_missed() {
    for text in [DISTRICT, MINISTRY, COUNTY] {
        let start = text.rfind("\n九、国有资本经营").unwrap();
        let end = text.rfind("\n十、预算绩效").unwrap();
        let mut cut = text.to_owned();
        cut.replace_range(start..end, "");
        let findings = audited(&cut).findings;
        assert!(
            findings.iter().any(|finding| finding.code == "I14"),
            "{findings:#?}"
        );
    }
}

#[test]
fn an_item_of_the_table_without_a_word_is_missed() {
    for text in [DISTRICT, MINISTRY, COUNTY] {
        let lines = text.lines().filter(|line| !line.contains("购房补贴（项）"));
        let cut: Vec<&str> = lines.collect();
        let findings = audited(&cut.join("\n")).findings;
        assert!(
            findings.iter().any(|finding| finding.code == "A14"),
            "{findings:#?}"
        );
    }
}

#[test]
fn a_table_said_to_be_empty_and_is_not_is_told() {
    for text in [DISTRICT, COUNTY] {
        let start = text.rfind("（一）“三公”经费").unwrap();
        let end = text.rfind("\n八、政府性基金").unwrap();
        let mut denied = text.to_owned();
        denied.replace_range(start..end, "本单位2024年度无“三公”经费财政拨款支出。");
        let findings = audited(&denied).findings;
        assert!(
            findings.iter().any(|finding| finding.code == "A17"),
            "{findings:#?}"
        );
    }
}
