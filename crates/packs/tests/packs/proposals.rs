//! Proposals for the budget, from a book and the shipped rules.

use std::fs;

use book::{Book, score};
use packs::Library;
use packs::propose::{Proposal, propose};

const HEAD: &str = r#"
"年度" = 2022
"评分方案" = "caizheng-2020-10"
["单位"]
"名称" = "甲局"
"级别" = "单位"
"#;

fn line(name: &str, budget: &str, executed: &str, indicators: &str) -> String {
    format!(
        "[[\"预算\"]]\n\"名称\" = \"{name}\"\n\"类别\" = \"项目支出\"\n\"资金来源\" = \"一般公共预算拨款\"\n\
         \"年初预算\" = {budget}\n\"执行数\" = {executed}\n\"指标\" = [{indicators}]\n"
    )
}

fn indicator(id: &str, target: &str, actual: &str) -> String {
    format!(
        "[[\"指标\"]]\n\"编号\" = \"{id}\"\n\"一级\" = \"产出指标\"\n\"二级\" = \"数量指标\"\n\"三级\" = \"{id}\"\n\
         \"方向\" = \"≥\"\n\"目标\" = {target}\n\"单位\" = \"个\"\n\"分值\" = 10\n\"完成值\" = {actual}\n"
    )
}

fn proposals() -> Vec<Proposal> {
    let parts = [
        HEAD.to_owned(),
        line("优", "100", "98", "\"全部完成\""),
        line("慢", "100", "70", "\"全部完成\""),
        line("停", "100", "30", "\"三成\""),
        line("差", "100", "90", "\"三成\""),
        line("中", "100", "90", "\"全部完成\", \"三成\""),
        line("拖", "100", "99", "\"另一项\""),
        line("不明", "100", "99", ""),
        indicator("全部完成", "10", "10"),
        indicator("三成", "10", "3"),
        indicator("另一项", "10", "10"),
        "[[\"问题\"]]\n\"问题\" = \"往来款没有清理\"\n\"指标\" = [\"另一项\"]\n\"期限\" = 2022-06-30\n".to_owned(),
    ];
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("book.toml"), parts.concat()).unwrap();
    let book =
        Book::read(&folder::Plain::new(dir.path())).unwrap_or_else(|faults| panic!("{faults}"));
    let scheme = book.scoring_scheme().unwrap();
    let card = score(&book, &scheme);
    let library = Library::shipped().unwrap();
    propose(&book, &scheme, &card, library.get("common").unwrap().uses()).unwrap()
}

#[test]
fn the_first_rule_that_holds_decides() {
    let told: Vec<_> = proposals()
        .into_iter()
        .map(|one| {
            let advice = one.advice.unwrap().word();
            let next = one.suggested.map(|next| next.to_string());
            format!(
                "{} {advice} {} → {}：{}",
                one.subject,
                one.base,
                next.unwrap(),
                one.rule.unwrap()
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_line_without_indicators_says_whose_score_it_has() {
    let all = proposals();
    let source = |name: &str| {
        let one = all.iter().find(|one| one.subject == name).unwrap();
        let (_, value) = one
            .figures
            .iter()
            .find(|(key, _)| key == "得分来源")
            .unwrap();
        value.clone()
    };
    assert_eq!(source("优"), "本项目指标");
    assert_eq!(source("不明"), "单位总分");
}
