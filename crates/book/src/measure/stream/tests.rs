//! A file read row by row gives what the same ledger gives in memory.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use quantity::Decimal;

use super::LongLedger;
use crate::load::Log;
use crate::measure::{Calendar, Measure, MeasureError, Measured, Scope};
use crate::{Book, Date, Fact};

/// Cells of a row: key, group, amount, second amount, day, day, day of entry, withdrawn.
type Line = (
    (u8, usize, Option<(i32, u8)>, i32),
    (Option<u8>, Option<u8>, u8, bool),
    (Option<usize>, bool),
);

const GROUPS: [&str; 3] = ["甲", "乙", "丙"];
const NAMES: [&str; 4] = ["张三", "李四", " 王五 ", "\"赵,六\""];

fn line() -> impl Strategy<Value = Line> {
    (
        (
            0_u8..12,
            0_usize..3,
            of((-9999_i32..9999, 0_u8..4)),
            -999_i32..999,
        ),
        (
            of(1_u8..13),
            of(1_u8..13),
            1_u8..28,
            prop::bool::weighted(0.1),
        ),
        (
            of(prop_oneof![200 => 0_usize..3, 1 => Just(3)]),
            any::<bool>(),
        ),
    )
}

fn text(header: &str, lines: &[Line]) -> String {
    let day =
        |month: Option<u8>| month.map_or_else(String::new, |month| format!("2022-{month:02}-15"));
    let mut text = format!("{header}\n");
    for ((key, group, amount, second), (done, due, entered, withdrawn), (name, yes)) in lines {
        let amount = amount.map_or_else(String::new, |(mantissa, places)| {
            Decimal::new(mantissa.into(), places).to_string()
        });
        text += &format!(
            "{key},{},{amount},{second},{},{},2022-06-{entered:02},{},{},{}\n",
            GROUPS[*group],
            day(*done),
            day(*due),
            if *withdrawn { "是" } else { "" },
            name.map_or("", |name| NAMES[name]),
            if *yes { "是" } else { "否" },
        );
    }
    text
}

/// With a key and without.
const HEADERS: [&str; 2] = [
    "号:整数*,组:枚举(甲|乙|丙),数:亩?,另:公顷,完成:日期?,期限:日期?,登记:登记,作废:是否?,人:文本?,对:是否",
    "号:整数,组:枚举(甲|乙|丙),数:亩?,另:公顷,完成:日期?,期限:日期?,登记:登记,作废:是否?,人:文本?,对:是否",
];

fn condition() -> impl Strategy<Value = String> {
    let plain = prop_oneof![
        prop::sample::select(vec![
            "组 = 甲",
            "组 ≠ 乙",
            "组 在 (乙, 丙)",
            "数 < 另",
            "完成 ≤ 期限",
            "完成 在 一季度",
            "期限 在 2022-03-01 至 2022-08-15",
            "完成 为空",
            "人 非空",
            "人 = 李四",
            "人 ≠ 王五",
            "对 = 是",
            "登记 在 6月",
            "数 = 1.50",
        ])
        .prop_map(str::to_owned),
        (-99_i32..99, 0_u8..2).prop_map(|(value, places)| {
            format!("数 ≥ {}", Decimal::new(value.into(), places))
        }),
        (-999_i32..999).prop_map(|value| format!("另 < {value}")),
    ];
    let joined = vec(plain.clone(), 1..3).prop_map(|all| all.join(" 且 "));
    prop_oneof![
        joined.clone(),
        (joined.clone(), joined).prop_map(|(a, b)| format!("{a} 或 {b}")),
        (plain.clone(), plain.clone(), plain).prop_map(|(a, b, c)| format!("({a} 或 {b}) 且 {c}")),
    ]
}

fn measure() -> impl Strategy<Value = (Measure, Option<&'static str>)> {
    let function = prop::sample::select(vec![
        ("计数(台 | C)", "行"),
        ("求和(台.数 | C)", "亩"),
        ("求和(台.另 | C)", "亩"),
        ("平均(台.数 | C)", "亩"),
        ("最大(台.数 | C)", "亩"),
        ("最小(台.完成 | C)", "日期"),
        ("去重(台.人 | C)", "人"),
        ("去重(台.数 | C)", "个"),
        ("占比(台 | C | 对 = 是)", "%"),
        ("按时率(台.完成 ≤ 期限 | C)", "%"),
        ("满意度(台.组 | C | 分值 甲 = 100, 乙 = 60, 丙 = 0)", "分"),
        ("求和(台.数 | C) ÷ 求和(台.另)", "%"),
        ("计数(台 | C) − 数据(全部)", "行"),
        ("求和(台.人 | C)", "亩"),
    ]);
    (function, condition()).prop_map(|((function, unit), condition)| {
        let text = function.replace('C', &condition);
        (text.parse().unwrap(), Some(unit))
    })
}

/// A book of 2022 with the ledger 台.
fn book(facts: Vec<Fact>, long: LongLedger) -> Book {
    let folder = tempfile::tempdir().unwrap();
    let text = "\"年度\" = 2022\n\"评分方案\" = \"caizheng-2020-10\"\n[\"单位\"]\n\"名称\" = \"某局\"\n\"级别\" = \"单位\"\n";
    fs::write(folder.path().join("book.toml"), text).unwrap();
    Book {
        facts,
        long_ledgers: BTreeMap::from([("台".to_owned(), long)]),
        ..Book::read(&folder::Plain::new(folder.path())).unwrap()
    }
}

/// The figures of a ledger that is held and of one that is read, on each of the days.
fn both(
    text: &str,
    measures: &[(Measure, Option<&str>)],
    days: &[Option<Date>],
    foreseen: bool,
) -> Vec<[Result<Measured, MeasureError>; 2]> {
    let facts = vec![Fact {
        name: "全部".to_owned(),
        unit: "行".to_owned(),
        places: None,
        value: crate::Value::Measure("计数(台)".parse().unwrap()),
        source: None,
        note: None,
    }];
    let log = Log::default();
    let ledger = crate::ledger::read("台.csv", text.as_bytes(), &log).unwrap();
    assert!(log.is_empty(), "{}", log.into_faults());

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("台.csv");
    fs::write(&path, text).unwrap();
    let long = LongLedger::open("台", Arc::new(path.clone())).unwrap();
    let book = book(facts, long.clone());
    if foreseen {
        book.foresee(measures.iter().map(|(measure, _)| measure));
        book.foresee_days(days.iter().flatten().copied());
    }
    let mut all = Vec::new();
    for day in days {
        let ledger = day.map_or_else(|| ledger.clone(), |day| ledger.as_of(day));
        let ledgers = BTreeMap::from([("台".to_owned(), ledger)]);
        let held = Scope::new(&ledgers, &book.facts, Calendar::of_year(2022));
        let then = day.map_or_else(|| book.clone(), |day| book.as_of(day));
        let read = Scope::of(&then);
        all.extend(measures.iter().map(|(measure, unit)| {
            let unit = unit.unwrap();
            [held.measure(measure, unit), read.measure(measure, unit)]
        }));
    }
    if foreseen {
        assert!(long.passes() <= 1, "{} passes", long.passes());
    }
    all
}

/// The same in all but the rows that are not named.
fn agree(held: &Measured, streamed: &Measured) {
    assert_eq!(held.value, streamed.value);
    assert_eq!(held.places, streamed.places);
    assert_eq!(held.formula, streamed.formula);
    assert_eq!(held.inputs, streamed.inputs);
    for (held, streamed) in held.sources.iter().zip(&streamed.sources) {
        assert_eq!(held.rows.count(), streamed.rows.count());
        let named: Vec<_> = streamed.rows.numbers().collect();
        let all: Vec<_> = held.rows.numbers().collect();
        assert_eq!(&all[..named.len()], named);
        if streamed.rows.are_all_named() {
            assert_eq!(held, streamed);
        }
    }
}

proptest! {
    #[test]
    fn a_file_gives_what_memory_gives(
        lines in vec(line(), 0..60),
        keyed in any::<bool>(),
        measures in vec(measure(), 1..12),
        back in vec(1_u8..30, 0..4),
        foreseen in any::<bool>(),
    ) {
        let text = text(HEADERS[usize::from(keyed)], &lines);
        let mut days: Vec<_> = back.iter().map(|day| Date::new(2022, 6, *day)).collect();
        days.push(None);
        for [held, streamed] in both(&text, &measures, &days, foreseen) {
            match (held, streamed) {
                (Ok(held), Ok(streamed)) => agree(&held, &streamed),
                (Err(held), Err(streamed)) => prop_assert_eq!(held.problem, streamed.problem),
                (held, streamed) => prop_assert!(false, "{:?}\n{:?}", held, streamed),
            }
        }
    }
}

fn fault(text: &str, measure: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("台.csv");
    fs::write(&path, text).unwrap();
    match LongLedger::open("台", Arc::new(path.clone())) {
        Err(fault) => fault.to_string(),
        Ok(long) => book(Vec::new(), long)
            .measure_as_is(&measure.parse().unwrap())
            .unwrap_err()
            .to_string(),
    }
}

#[test]
fn a_bad_row_is_named() {
    let rows = "1\n".repeat(200);
    let cases = [
        (
            format!("数:亩\n{rows}多\n"),
            "台账“台”第202行：“数”列“多”不是一个数：改成以“亩”为单位的数",
        ),
        (
            format!("数:亩\n{rows}\n1\n"),
            "台账“台”第202行：台账中间有空行：删去空行",
        ),
        (
            format!("数:亩?\n{rows} \n{rows}"),
            "台账“台”第202行：台账中间有空行：删去空行",
        ),
        (
            format!("数:亩\n{rows}1,2\n"),
            "台账“台”第202行：这一行有2格，表头有1列：补齐或删去多余的格；格里本身有逗号的，整格加英文引号",
        ),
        (
            "数\n".to_owned(),
            "ledgers/台.csv:1：列“数”没有写类型。改法：第一行每格写成“列名:类型”",
        ),
        (
            String::new(),
            "ledgers/台.csv:1：台账是空的。改法：第一行每格写成“列名:类型”",
        ),
    ];
    for (text, said) in cases {
        assert_eq!(fault(&text, "求和(台.数)"), said);
    }
}
