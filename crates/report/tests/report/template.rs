//! What a template may say, and what is reported when it says something else.

use book::{Book, Scorecard};
use document::markdown;
use report::{Template, compose};

/// A small book: the starter book that ships with the program.
fn starter() -> (Book, Scorecard) {
    let files = folder::Memory::new(Book::starter("某市某局", 2022), "");
    let book = Book::read(&files).expect("the starter book loads");
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let card = book::score(&book, &scheme);
    (book, card)
}

fn composed(source: &str) -> String {
    let (book, card) = starter();
    let template = Template::parse("模板.md", source).unwrap_or_else(|faults| panic!("{faults}"));
    match compose(&book, &card, &template) {
        Ok(document) => markdown(&document),
        Err(faults) => faults.to_string(),
    }
}

#[test]
fn every_shipped_template_composes_the_starter_book() {
    let (book, card) = starter();
    for name in Template::shipped_names() {
        let template = Template::shipped(name).unwrap();
        compose(&book, &card, &template).unwrap_or_else(|faults| panic!("{name}\n{faults}"));
    }
}

#[test]
fn sections_are_numbered_and_conditions_hold() {
    let text = composed(
        "# {{ 单位.名称 }}报告\n\n## 九、概况\n\n### 人员\n\n第一行，\n第二行**{{ 年度 }}年**。\n\n\
         {{ 若 公开.网址 }}\n## 公开\n\n{{ 公开.网址 }}\n{{ 否则 }}\n## 未公开\n{{ 完 }}\n\n\
         {{ 若 正文.没有这一篇 }}\n## 不会出现\n{{ 完 }}\n\n## 其他\n\n\
         表：执行情况\n\n| 项目 | 数 |\n|---|---:|\n| 预算 | {{ 预算.全年预算 | 数 }} |\n| 执行率 | {{ 预算.执行率 }} |\n",
    );
    insta::assert_snapshot!(text);
}

#[test]
fn every_wrong_name_is_reported_with_its_place() {
    let text = composed(
        "# 报告\n\n执行率为{{ 预算.执行律 }}，得分{{ 得分.总份 }}。\n\n{{ 表.指标 }}\n\n\
         见{{ 表.得分汇总 }}。\n\n{{ 正文.概括 }}\n\n{{ 若 资产负 }}\n有。\n{{ 完 }}\n\n{{ 天气 }}\n",
    );
    insta::assert_snapshot!(text);
}

#[test]
fn every_fault_of_form_is_reported_with_its_place() {
    let source = "# 报告\n\n{{ 完 }}\n\n执行率{{ 预算.执行率，\n\n{{  }}\n\n{{ 否则 }}\n\n|---|\n\n\
                  {{ 预算.执行率 | 元 }}\n\n{{ 若 预算 }}\n没有结束。\n";
    let faults = Template::parse("模板.md", source).unwrap_err();
    insta::assert_snapshot!(faults);
}

#[test]
fn words_of_the_book_are_checked_too() {
    let (mut book, card) = starter();
    book.indicators[0].outcome = Some("完成{{ 巡茶次数 }}。".to_owned());
    book.texts.insert(
        "说明".to_owned(),
        "第一段。\n\n第二段{{ 没有的数 }}。\n\n{{ 正文.说明 }}".to_owned(),
    );
    let source = "## 分析\n\n{{ 分析.指标 }}\n\n{{ 正文.说明 }}\n";
    let template = Template::parse("模板.md", source).unwrap();
    let faults = compose(&book, &card, &template).unwrap_err();
    insta::assert_snapshot!(faults);
    assert!(
        report::score_sheet(&book, &card).is_ok(),
        "outcomes are not on the sheet"
    );
}
