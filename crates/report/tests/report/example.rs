//! The example book becomes a report and a score sheet.

use std::path::Path;

use book::{Book, Scorecard};
use document::{Align, Block, Document, MarkKind, Sheet, Text, Value, markdown};
use report::{Template, compose, score_sheet};

fn example() -> (Book, Scorecard) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nanchang-jingkai-2022");
    let book = Book::read(&::folder::Plain::new(&folder)).expect("the example book loads");
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let card = book::score(&book, &scheme);
    (book, card)
}

fn report(template: &str) -> Document {
    let (book, card) = example();
    let template = Template::shipped(template).expect("the template ships");
    compose(&book, &card, &template).expect("the example composes")
}

fn texts(document: &Document) -> Vec<&Text> {
    document.texts().collect()
}

#[test]
fn every_shipped_template_parses() {
    for name in Template::shipped_names() {
        let source = Template::shipped_source(name).unwrap();
        Template::parse(name, source).unwrap_or_else(|faults| panic!("{faults}"));
    }
}

#[test]
fn the_report_of_the_example() {
    let text = markdown(&report("bumen-zhengti"));
    insta::assert_snapshot!(text);
}

#[test]
fn the_standard_report_of_the_example() {
    let text = markdown(&report("biaozhun"));
    insta::assert_snapshot!(text);
}

#[test]
fn every_figure_has_a_source_and_stands_on_its_text() {
    for name in Template::shipped_names() {
        let document = report(name);
        let mut figures = 0;
        for text in texts(&document) {
            for mark in &text.marks {
                let MarkKind::Figure(source) = mark.kind else {
                    continue;
                };
                figures += 1;
                assert!(!text.content[mark.range.clone()].is_empty());
                let provenance = &document.provenance[source];
                assert!(!provenance.fact.is_empty());
                assert!(!provenance.sources.is_empty(), "{provenance:?}");
                assert_ne!(
                    provenance.formula.is_empty(),
                    !provenance.typed,
                    "{provenance:?}"
                );
            }
        }
        assert!(figures > 200, "{name} prints {figures} figures");
    }
}

#[test]
fn a_measured_figure_names_its_rows() {
    let document = report("bumen-zhengti");
    let of = |fact: &str| {
        let found = document
            .provenance
            .iter()
            .find(|source| source.fact == fact);
        found.unwrap_or_else(|| panic!("{fact} is printed"))
    };
    let sources = [
        of("指标.Z03.完成值"),
        of("指标.Z03.得分"),
        of("预算.执行率"),
        of("供地计划面积"),
        of("资产.流动资产.占比"),
    ];
    insta::assert_debug_snapshot!(sources);
}

#[test]
fn numbering_has_no_gap() {
    let document = report("bumen-zhengti");
    let firsts: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level: 1, text } => text.content.split_once('、'),
            _ => None,
        })
        .map(|(number, _)| number)
        .collect();
    assert_eq!(firsts, ["一", "二", "三", "四"]);
}

#[test]
fn charts_say_in_words_what_they_show() {
    let document = report("bumen-zhengti");
    let pictures: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        })
        .collect();
    let alternatives: Vec<_> = pictures
        .iter()
        .map(|picture| &picture.alternative)
        .collect();
    insta::assert_debug_snapshot!(alternatives);
    insta::assert_snapshot!(pictures[0].svg);
}

#[test]
fn the_score_sheet_of_the_example() {
    let (book, card) = example();
    let sheets = score_sheet(&book, &card).unwrap();
    let drawn: Vec<_> = sheets.iter().map(draw).collect();
    let drawn = drawn.join("\n");
    insta::assert_snapshot!(drawn);
    document::xlsx(&sheets).expect("the sheets are written");
}

/// A sheet as lines: spans in brackets, formulas with their result.
fn draw(sheet: &Sheet) -> String {
    let mut out = format!("{}\n{:?}\n", sheet.name, sheet.title);
    for row in &sheet.rows {
        for entry in row {
            let words = match &entry.value {
                Value::Empty => String::new(),
                Value::Text(words) => words.replace('\n', "⏎"),
                Value::Number(number) => number.printed(),
                Value::Formula { expression, result } => {
                    format!("{}={expression}", result.printed())
                }
            };
            let span = match (entry.colspan, entry.rowspan) {
                (1, 1) => String::new(),
                (columns, rows) => format!("[{columns}×{rows}]"),
            };
            let align = match entry.align {
                Align::Left => "",
                Align::Center => "^",
                Align::Right => ">",
            };
            out.push_str(&format!("| {align}{span}{words} "));
        }
        out.push_str("|\n");
    }
    out
}
