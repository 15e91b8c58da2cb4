//! TOML as officers would write it: quoted Chinese keys, one a line.

use std::fmt::Display;

use quantity::Decimal;

/// A TOML text being written.
#[derive(Default)]
pub(crate) struct Writer(String);

impl Writer {
    /// Starts `["name"]`; names of nested tables are parts of `name`.
    pub(crate) fn table(&mut self, name: &[&str]) {
        self.0.push_str(&format!("\n[{}]\n", dotted(name)));
    }

    /// Starts one of `[["name"]]`.
    pub(crate) fn item(&mut self, name: &[&str]) {
        self.0.push_str(&format!("\n[[{}]]\n", dotted(name)));
    }

    /// A value as TOML writes it.
    pub(crate) fn raw(&mut self, key: &str, value: impl Display) {
        self.0.push_str(&format!("\"{key}\" = {value}\n"));
    }

    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.raw(key, quoted(text));
    }

    pub(crate) fn optional_text(&mut self, key: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    pub(crate) fn optional(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.raw(key, value);
        }
    }

    /// A number that is left out when it is zero.
    pub(crate) fn nonzero(&mut self, key: &str, value: Decimal) {
        if !value.is_zero() || value.scale() > 0 {
            self.raw(key, value);
        }
    }

    /// A list that is left out when it is empty; several items stand one a line.
    pub(crate) fn list(&mut self, key: &str, items: &[String]) {
        let items: Vec<_> = items.iter().map(|item| quoted(item)).collect();
        match items.as_slice() {
            [] => {}
            [item] => self.raw(key, format!("[{item}]")),
            items => self.raw(key, format!("[\n  {},\n]", items.join(",\n  "))),
        }
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

fn dotted(name: &[&str]) -> String {
    let parts: Vec<_> = name.iter().map(|part| format!("\"{part}\"")).collect();
    parts.join(".")
}

/// A text as TOML writes it.
pub(crate) fn quoted(text: &str) -> String {
    ::toml::Value::String(text.to_owned()).to_string()
}

/// A text as it stands between the quotes of a one-line basic string.
pub(crate) fn basic(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, character| {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control.is_control() => {
                out.push_str(&format!("\\u{:04X}", u32::from(control)))
            }
            plain => out.push(plain),
        }
        out
    })
}
