//! An edited Word document is held against its book, and changes are taken over into the book.

use std::path::Path;

use crate::support::edited;
use book::Book;
use document::{Block, Png, docx_marked};
use report::{
    Cause, Composed, Difference, Drift, Edition, Pattern, State, Stated, Template, accept,
    bookmarks, composed, drift,
};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nanchang-jingkai-2022")
}

fn example() -> Book {
    Book::read(&::folder::Plain::new(folder())).expect("the example book loads")
}

fn compose(book: &Book) -> Composed {
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let template = Template::shipped("bumen-zhengti").expect("the template ships");
    composed(book, &book::score(book, &scheme), &template).expect("the book composes")
}

fn written(composed: &Composed) -> Vec<u8> {
    let pictures = composed.document.blocks.iter();
    let pictures = pictures.filter(|block| matches!(block, Block::Picture(_)));
    let drawn: Vec<_> = pictures
        .map(|_| Png(b"\x89PNG\r\n\x1a\n".to_vec()))
        .collect();
    let marks = bookmarks(composed, &edition());
    docx_marked(&composed.document, &drawn, &marks).expect("the document is written")
}

fn edition() -> Edition {
    Edition {
        state: State::Final,
        as_of: Some("2022-12-31".to_owned()),
        scheme: "caizheng-2020-10".to_owned(),
        template: Pattern::of("模板 & 样式.md", "# {{ 名称 }}".as_bytes()),
    }
}

#[test]
fn a_file_says_how_it_was_made() {
    let composed = compose(&example());
    let file = edited(&written(&composed), edits);
    let stated = Stated::read(&file).expect("it is read");
    let made = edition();
    assert_eq!(stated.state.as_deref(), Some("定稿"));
    assert_eq!(stated.as_of, made.as_of);
    assert_eq!(stated.scheme, Some(made.scheme));
    assert_eq!(stated.template, Some(made.template));
}

/// Somebody's edits: a figure, a sentence, a new paragraph.
fn edits(xml: &str) -> String {
    const NEW: &str = "<w:p><w:r><w:t>征收工作得到沿线群众支持。</w:t></w:r></w:p>";
    let at = xml
        .find("全年完成征收面积")
        .expect("the paragraph is there");
    let end = at + xml[at..].find("</w:p>").expect("it ends") + "</w:p>".len();
    let xml = [&xml[..end], NEW, &xml[end..]].concat();
    let xml = xml.replacen(">4.80万元<", ">3.80万元<", 1);
    xml.replacen("均已制止并完成整改", "均已当场制止并完成整改", 1)
}

fn told(drift: &Drift) -> Vec<String> {
    let changes = drift.changes.iter();
    changes
        .map(|change| match &change.difference {
            Difference::Figure {
                fact, book, file, ..
            } => format!("{fact}：{book}→{file}"),
            Difference::Words { file, .. } => format!("话：{file}"),
            Difference::Added { file } => format!("增：{file}"),
            Difference::Removed { book, .. } => format!("删：{book}"),
        })
        .collect()
}

const EDITS: [&str; 3] = [
    "增：征收工作得到沿线群众支持。",
    "话：按照年度计划开展执法巡查30次，发现违法线索12条，均已当场制止并完成整改。",
    "三公经费预算：4.80万元→3.80万元",
];

#[test]
fn what_nobody_edited_agrees_throughout() {
    let composed = compose(&example());
    let drift = drift(&composed, &written(&composed)).expect("it is read");
    assert_eq!(told(&drift), Vec::<String>::new());
    assert_eq!(drift.same_book, Some(true));
    assert_eq!(drift.state.as_deref(), Some("定稿"));
    assert!(drift.agreeing > 300);
}

#[test]
fn every_edit_is_told_with_and_without_marks() {
    let composed = compose(&example());
    let file = edited(&written(&composed), edits);
    let found = drift(&composed, &file).expect("it is read");
    assert_eq!(told(&found), EDITS);
    assert!(found.changes.iter().all(|one| one.cause == Cause::File));

    let lost = edited(&file, |xml| xml.replace("w:bookmark", "w:nothing"));
    let found = drift(&composed, &lost).expect("it is read");
    assert_eq!(
        (found.marks, told(&found).as_slice()),
        (0, &EDITS.map(String::from)[..])
    );
}

#[test]
fn words_are_taken_over_and_typed_figures_only_by_name() {
    let book = example();
    let composed = compose(&book);
    let source = std::fs::read_to_string(folder().join("book.toml")).expect("it is there");
    let file = edited(&written(&composed), edits);
    let found = drift(&composed, &file).expect("it is read");

    let accepted = accept(&book, &source, &found, &[]).expect("the book stays one");
    assert_eq!(accepted.taken, 2);
    assert!(accepted.left[0].reason.contains("--accept 三公经费预算"));
    let text = &accepted.files["text/工作任务.md"];
    assert!(text.contains("均已当场制止并完成整改") && text.contains("\n\n征收工作得到"));
    assert_eq!(
        text.lines().count(),
        book.texts["工作任务"].lines().count() + 2
    );

    let named = ["三公经费预算".to_owned()];
    let accepted = accept(&book, &source, &found, &named).expect("the book stays one");
    assert_eq!(accepted.taken, 3);
    let entries = &accepted.files["book.toml"];
    assert_eq!(
        *entries,
        source.replacen("\"数值\" = 4.80", "\"数值\" = 3.80", 1)
    );
}

#[test]
fn what_the_book_changed_later_is_not_undone() {
    let mut book = example();
    let file = written(&compose(&book));
    let piece = book.texts.get_mut("工作任务").expect("it is there");
    *piece = piece.replacen("均已制止并完成整改", "均已查处到位", 1);
    let composed = compose(&book);
    let found = drift(&composed, &file).expect("it is read");
    assert_eq!(found.same_book, Some(false));
    assert_eq!(found.changes.len(), 1);
    assert_eq!(found.changes[0].cause, Cause::Book);
    let source = std::fs::read_to_string(folder().join("book.toml")).expect("it is there");
    let accepted = accept(&book, &source, &found, &[]).expect("the book stays one");
    assert_eq!((accepted.taken, accepted.files.len()), (0, 0));
}

#[test]
fn a_computed_figure_is_never_taken_over() {
    let book = example();
    let composed = compose(&book);
    let source = std::fs::read_to_string(folder().join("book.toml")).expect("it is there");
    let file = edited(&written(&composed), |xml| xml.replace(">30次<", ">40次<"));
    let found = drift(&composed, &file).expect("it is read");
    assert!(!found.changes.is_empty());
    let all: Vec<String> = found
        .changes
        .iter()
        .filter_map(|change| match &change.difference {
            Difference::Figure {
                fact, typed: false, ..
            } => Some(fact.clone()),
            _ => None,
        })
        .collect();
    assert!(!all.is_empty());
    let accepted = accept(&book, &source, &found, &all).expect("the book stays one");
    let reasons = accepted.left.iter().map(|left| left.reason.as_str());
    assert!(
        reasons
            .clone()
            .any(|reason| reason.contains("ledgers/执法巡查.csv")),
        "{:?}",
        reasons.collect::<Vec<_>>()
    );
}

#[test]
fn a_typed_figure_goes_into_the_entry_it_stands_in() {
    let book = example();
    let composed = compose(&book);
    let source = std::fs::read_to_string(folder().join("book.toml")).expect("it is there");
    let file = edited(&written(&composed), |xml| {
        xml.replace(">62.93万元<", ">60.93万元<")
    });
    let found = drift(&composed, &file).expect("it is read");
    let named = ["资产.非流动资产".to_owned()];
    let accepted = accept(&book, &source, &found, &named).expect("the book stays one");
    let changed = source.replacen("\"金额\" = 62.93", "\"金额\" = 60.93", 1);
    assert_eq!(accepted.files["book.toml"], changed);
}
