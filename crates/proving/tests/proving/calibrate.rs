//! The table of rates: the one the auditor has, and one counted in a corpus made up for it.

use std::collections::BTreeSet;

use proving::{Corpus, Rate, Survey, Table, Text};

const RATES: &str = include_str!("../../../audit/src/evidence/rates.toml");

/// What discovery proposes, each with the words or marks that tell it.
#[rustfmt::skip]
const FAMILIES: &[&str] = &[
    "和·其中", "和·分别", "和·主要", "和·包括", "和·扣除", "和·括号", "和·冒号", "和·分看", "和·收支", "总·总计",
];

fn corpus(texts: &[&str]) -> Corpus {
    let texts = texts.iter().enumerate();
    Corpus {
        name: "made up".to_owned(),
        texts: texts
            .map(|(at, text)| Text::passage(&at.to_string(), "", text))
            .collect(),
    }
}

#[test]
fn the_table_of_the_auditor_has_a_rate_for_each_family() {
    let table = Table::parse(RATES).unwrap();
    for family in FAMILIES {
        let rate = table.rates.get(*family);
        assert!(
            rate.is_some_and(|rate| rate.seen >= rate.held && rate.seen > 0),
            "{family}"
        );
    }
}

#[test]
fn what_the_auditor_proposes_is_in_its_table() {
    let table = Table::parse(RATES).unwrap();
    let survey = Survey::of(&corpus(&[PLANNED, SPENT, SHORT, GROWN, SHARED, DONE]));
    let families: BTreeSet<String> = survey
        .table()
        .families()
        .map(|(name, _)| name.to_owned())
        .collect();
    assert!(families.len() >= 4, "{families:?}");
    for family in families {
        assert!(table.rates.contains_key(&family), "{family}");
    }
}

const PLANNED: &str = "全年支出1000.5万元，其中：基本支出600.3万元，项目支出400.2万元。";
const SPENT: &str = "全年支出2345.6万元，其中：基本支出1234.5万元，项目支出1111.1万元。";
const SHORT: &str = "全年支出3000.5万元，其中：基本支出600.3万元，项目支出400.2万元。";
const SHARED: &str = "全年支出1000.5万元，其中基本支出600.3万元，占总支出的60.0%，其余为项目支出。";
const DONE: &str = "年初预算300.5万元，实际支出270.1万元，预算执行率89.88%。";
const GROWN: &str = "全年收入523.17万元，比上年增加41.91万元，增长8.71%。";

#[test]
fn a_small_corpus_gives_the_counts_it_shows() {
    let table = Survey::of(&corpus(&[PLANNED, SPENT, SHORT, GROWN])).table();
    let counts = |name: &str| table.rates.get(name).map(|rate| (rate.held, rate.seen));
    assert_eq!(counts("和·其中"), Some((2, 3)), "{table}");
    assert_eq!(counts("基本|项目"), Some((2, 3)), "{table}");
    assert_eq!(counts("B07·Change"), Some((1, 1)), "{table}");
}

#[test]
fn a_table_reads_back_as_it_was_written() {
    let written = Survey::of(&corpus(&[PLANNED, SPENT, SHORT, GROWN])).table();
    let toml = written.toml("Some\nhead.", "Counted never.");
    assert!(toml.starts_with("# Some\n# head.\n# Counted never.\n"));
    assert_eq!(Table::parse(&toml), Ok(written));
    assert_eq!(
        Table::parse("\"和\" = [1, 2]"),
        Err("line 1: \"和\" = [1, 2]".to_owned())
    );
}

#[test]
fn what_holds_weighs_more_than_what_does_not() {
    let holding = Survey::of(&corpus(&[PLANNED, SPENT])).table();
    let failing = Survey::of(&corpus(&[SHORT])).table();
    let weight = |table: &Table| table.rates["和"].weight;
    assert!(weight(&holding) > 0 && weight(&failing) < 0);
    assert_eq!(
        failing.rates["和"],
        Rate {
            held: 0,
            seen: 1,
            ..failing.rates["和"]
        }
    );
}
