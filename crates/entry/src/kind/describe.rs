//! The table of fields told to people and to programs.

use serde_json::{Map, Value, json};

use super::{BOOK, Field, Kind, ROOT, Shape};

impl Shape {
    /// What is written in such a field, in a few words.
    pub fn words(self) -> String {
        match self {
            Self::Line => "一行文字".to_owned(),
            Self::Words => "文字".to_owned(),
            Self::Lines => "文字，可以几条".to_owned(),
            Self::Number("") => "数".to_owned(),
            Self::Number(unit) => format!("数（{unit}）"),
            Self::Count => "整数".to_owned(),
            Self::Date => "日期".to_owned(),
            Self::YesNo => "是、否".to_owned(),
            Self::Choice(words) => words.join("、"),
            Self::Choices(words) => format!("可以几个：{}", words.join("、")),
            Self::Measure => "统计".to_owned(),
            Self::Aim => "随方向：数、两个数、日期或文字".to_owned(),
            Self::Group => "名称，或几个带名称的值".to_owned(),
        }
    }

    fn schema(self) -> Value {
        let text = json!({ "type": "string" });
        let number = json!({ "type": ["number", "string"] });
        match self {
            Self::Line | Self::Words | Self::Measure => text,
            Self::Lines => json!({ "anyOf": [text, { "type": "array", "items": text }] }),
            Self::Number(_) | Self::Count => number,
            Self::Date => json!({ "type": "string" }),
            Self::YesNo => json!({ "enum": [true, false, "是", "否"] }),
            Self::Choice(words) => json!({ "enum": words }),
            Self::Choices(words) => {
                let one = json!({ "enum": words });
                json!({ "anyOf": [one, { "type": "array", "items": one }] })
            }
            Self::Aim => {
                json!({ "anyOf": [number, { "type": "boolean" }, { "type": "array", "items": number }] })
            }
            Self::Group => json!({ "type": ["string", "object", "array"] }),
        }
    }
}

/// Every kind with where it lies, from the outside: the book itself first.
pub fn all() -> Vec<(Vec<&'static str>, &'static Kind)> {
    let mut kinds = Vec::new();
    visit(&[], &BOOK, &mut kinds);
    kinds
}

fn visit(
    outside: &[&'static str],
    kind: &'static Kind,
    kinds: &mut Vec<(Vec<&'static str>, &'static Kind)>,
) {
    let mut path = outside.to_vec();
    if kind.name != ROOT {
        path.push(kind.name);
    }
    kinds.push((path.clone(), kind));
    for inner in kind.inner {
        visit(&path, inner, kinds);
    }
}

/// A JSON Schema (draft 2020-12) of a book's entries: what `book.toml` may say, and under 项目 the files of the projects.
pub fn json_schema() -> Value {
    let mut schema = object(&BOOK);
    if let Value::Object(members) = &mut schema {
        let dialect = "https://json-schema.org/draft/2020-12/schema";
        members.insert("$schema".to_owned(), json!(dialect));
        members.insert("title".to_owned(), json!("绩效账本"));
    }
    schema
}

fn object(kind: &Kind) -> Value {
    let mut properties = Map::new();
    for field in kind.fields {
        properties.insert(field.key.to_owned(), described(field));
    }
    for inner in kind.inner {
        let one = object(inner);
        let schema = match inner.is_single() {
            true => one,
            false => json!({ "type": "array", "items": one }),
        };
        properties.insert(inner.name.to_owned(), schema);
    }
    let required: Vec<&str> = kind
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.key)
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn described(field: &Field) -> Value {
    let mut schema = field.shape.schema();
    if let Value::Object(members) = &mut schema {
        members.insert("description".to_owned(), json!(field.doc));
    }
    schema
}
