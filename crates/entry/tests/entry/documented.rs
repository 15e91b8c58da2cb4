//! The key tables of docs/book.md are those of the program.

use std::fmt::Write as _;
use std::path::Path;

use entry::kind;

const BEGIN: &str = "<!-- fields: begin -->\n";
const END: &str = "<!-- fields: end -->\n";

fn tables() -> String {
    let mut text = String::new();
    for (path, kind) in kind::all() {
        let name = match path.as_slice() {
            [] => "book.toml".to_owned(),
            path => path.join(" › "),
        };
        let many = if kind.is_single() {
            ""
        } else {
            " (any number)"
        };
        let keys: Vec<String> = kind.keys.iter().map(|set| set.join("·")).collect();
        let called = match keys.is_empty() {
            true => String::new(),
            false => format!(", called by {}", keys.join(" or ")),
        };
        let _ = write!(
            text,
            "\n**{name}**{many}{called}\n\n| 键 | | 写什么 | 说明 |\n|---|---|---|---|\n"
        );
        for field in kind.fields {
            let needed = if field.required { "必填" } else { "" };
            let what = field.shape.words().replace('|', "\\|");
            let _ = writeln!(
                text,
                "| {} | {needed} | {what} | {} |",
                field.key, field.doc
            );
        }
    }
    text
}

#[test]
fn the_manual_has_every_field_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/book.md");
    let page = std::fs::read_to_string(&path).expect("docs/book.md is there");
    let (head, rest) = page
        .split_once(BEGIN)
        .expect("docs/book.md marks where the tables begin");
    let (written, tail) = rest
        .split_once(END)
        .expect("docs/book.md marks where the tables end");
    let wanted = tables() + "\n";
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let page = format!("{head}{BEGIN}{wanted}{END}{tail}");
        std::fs::write(&path, page).expect("docs/book.md can be written");
        return;
    }
    assert!(
        written == wanted,
        "docs/book.md is behind the table of fields: run the test once with UPDATE_DOCS=1"
    );
}

#[test]
fn the_schema_requires_what_the_table_does() {
    let schema = kind::json_schema();
    let indicator = &schema["properties"]["指标"]["items"];
    assert_eq!(indicator["properties"]["目标"]["description"], "目标值");
    let required = indicator["required"].as_array().expect("a list");
    assert!(required.iter().any(|key| key == "编号"));
    assert_eq!(indicator["additionalProperties"], false);
}
