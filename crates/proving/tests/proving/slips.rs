//! The table of likelihoods: the one the auditor has, and one fitted to slips in a corpus made up for it.

use proving::{Corpus, Slips, Table, Text};

const LIKELIHOOD: &str = include_str!("../../../audit/src/diagnosis/likelihood.toml");

fn corpus() -> Corpus {
    let text = "全年支出2345.67万元，其中：基本支出1234.56万元，项目支出1111.11万元。";
    Corpus {
        name: "made up".to_owned(),
        texts: vec![Text::passage("1", "", text)],
    }
}

#[test]
fn the_table_of_the_auditor_weighs_every_trait_that_is_seen() {
    let table = Table::parse(LIKELIHOOD).unwrap();
    let seen = Slips::plant(&corpus(), 200, 3).table();
    assert!(seen.rates.len() > 40, "{seen}");
    for (name, rate) in &seen.rates {
        let known = table.rates.contains_key(name);
        assert!(known || rate.seen < 20, "{name}");
    }
}

#[test]
fn slips_are_planted_in_natural_text_and_in_made_reports() {
    let (natural, _) = Slips::plant(&corpus(), 0, 3).counts();
    let (all, chosen) = Slips::plant(&corpus(), 50, 3).counts();
    assert!(
        natural >= 5 && all >= natural + 20 && chosen >= 10,
        "{natural} {all} {chosen}"
    );
}
