//! The table of fields and the reader of books know the same keys.

use book::IndicatorBasis;
use entry::kind::{self, Kind, Shape};

use crate::write;

fn value(shape: Shape) -> String {
    match shape {
        Shape::Number(_) | Shape::Count => "1".to_owned(),
        Shape::Date => "2022-06-30".to_owned(),
        Shape::Choice(words) | Shape::Choices(words) => format!("\"{}\"", words[0]),
        _ => "\"甲\"".to_owned(),
    }
}

/// An entry of every kind below one, each with every field of its table.
fn block(path: &[&str], kind: &Kind, text: &mut String) {
    let name: Vec<String> = path.iter().map(|name| format!("\"{name}\"")).collect();
    let name = name.join(".");
    match (path.is_empty(), kind.is_single()) {
        (true, _) => {}
        (false, true) => text.push_str(&format!("\n[{name}]\n")),
        (false, false) => text.push_str(&format!("\n[[{name}]]\n")),
    }
    for field in kind.fields {
        // Lists of groups have keys of their own.
        if !(field.shape == Shape::Group && field.key == "量表") {
            text.push_str(&format!("\"{}\" = {}\n", field.key, value(field.shape)));
        }
    }
    for inner in kind
        .inner
        .iter()
        .filter(|inner| inner.name != kind::PROJECT.name)
    {
        let mut path = path.to_vec();
        path.push(inner.name);
        block(&path, inner, text);
    }
}

#[test]
fn no_field_of_the_table_is_unknown_to_the_reader() {
    let mut book = String::new();
    block(&[], &kind::BOOK, &mut book);
    let mut project = String::new();
    block(&[], &kind::PROJECT, &mut project);
    let dir = tempfile::tempdir().unwrap();
    let files = [("book.toml", book.as_str()), ("projects/甲.toml", &project)];
    write(dir.path(), &files);
    let faults = crate::load(dir.path()).expect_err("no such book makes sense");
    let unknown: Vec<String> = faults
        .0
        .iter()
        .filter(|fault| fault.problem.starts_with("不认识"))
        .map(ToString::to_string)
        .collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn a_plain_field_of_the_table_is_read_written_and_carried_into_the_next_year() {
    for field in IndicatorBasis::fields() {
        let lines = format!(
            "[[指标]]\n编号 = \"Z01\"\n一级 = \"产出指标\"\n二级 = \"数量指标\"\n三级 = \"巡查\"\n方向 = \"≥\"\n目标 = 30\n单位 = \"次\"\n分值 = 5\n完成值 = 31\n{} = \"某科\"\n",
            field.key
        );
        let book = crate::book_with(&lines, &[]);
        assert_eq!(book.indicators[0].basis.get(field.key), Some("某科"));
        let dir = tempfile::tempdir().unwrap();
        crate::save(&book, dir.path()).unwrap();
        assert_eq!(crate::load(dir.path()).unwrap(), book, "{}", field.key);
    }
}
