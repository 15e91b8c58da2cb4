//! Values as TOML, as officers would write them.

use entry::kind::{self, Kind};
use entry::{EntryId, Fields, Value};

/// A value on the right of the equals sign.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => toml::Value::String(text.clone()).to_string(),
        Value::Number(written) | Value::Date(written) => written.clone(),
        Value::YesNo(yes) => yes.to_string(),
        Value::List(items) => list(items),
        Value::Map(fields) => inline(fields),
    }
}

/// Several words stand one a line, numbers in one.
fn list(items: &[Value]) -> String {
    let written: Vec<String> = items.iter().map(value).collect();
    let wide = |item: &Value| matches!(item, Value::Text(_) | Value::Map(_));
    match written.len() > 1 && items.iter().all(wide) {
        true => format!("[\n  {},\n]", written.join(",\n  ")),
        false => format!("[{}]", written.join(", ")),
    }
}

pub(super) fn inline(fields: &Fields) -> String {
    let pairs = fields.iter();
    let pairs: Vec<String> = pairs
        .map(|(key, one)| format!("{} = {}", quoted(key), value(one)))
        .collect();
    match pairs.is_empty() {
        true => "{}".to_owned(),
        false => format!("{{ {} }}", pairs.join(", ")),
    }
}

/// A line of a field.
pub(super) fn line(key: &str, written: &Value) -> String {
    format!("{} = {}\n", quoted(key), value(written))
}

/// An entry under its header, in the order of the table of fields.
pub(super) fn block(id: &EntryId, base: usize, fields: &Fields) -> String {
    let names: Vec<String> = id.0[base..].iter().map(|step| quoted(&step.kind)).collect();
    let name = names.join(".");
    let kind = id.within().itself();
    let mut block = match kind.is_some_and(Kind::is_single) {
        true => format!("[{name}]\n"),
        false => format!("[[{name}]]\n"),
    };
    let mut ordered: Vec<(&String, &Value)> = fields.iter().collect();
    ordered.sort_by_key(|(key, _)| kind::order(kind, key));
    for (key, value) in ordered {
        block.push_str(&line(key, value));
    }
    block
}

pub(super) fn quoted(key: &str) -> String {
    toml::Value::String(key.to_owned()).to_string()
}
