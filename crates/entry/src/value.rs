//! What stands in a field.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// The fields of an entry by their keys, in the order they are written. Two are equal when they say the same, in any order.
pub type Fields = IndexMap<String, Value>;

/// What is written in a field, whether it is right or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Words.
    Text(String),
    /// A number, digit by digit as it is written.
    Number(String),
    /// A date or time as it is written.
    Date(String),
    /// Yes or no, written as a truth value.
    YesNo(bool),
    /// Several values.
    List(Vec<Value>),
    /// Values with keys of their own, such as the parameters of a scoring method.
    Map(Fields),
}

impl Value {
    /// The value in one line, as people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Date(text) => text.clone(),
            Self::YesNo(yes) => if *yes { "是" } else { "否" }.to_owned(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::shown).collect();
                items.join("；")
            }
            Self::Map(fields) => {
                let pairs = fields.iter();
                let pairs: Vec<String> = pairs
                    .map(|(key, value)| format!("{key}＝{}", value.shown()))
                    .collect();
                format!("（{}）", pairs.join("，"))
            }
        }
    }

    /// The value in one form, whatever order its keys were written in.
    pub(crate) fn canonical(&self) -> String {
        match self {
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::canonical).collect();
                format!("[{}]", items.join(","))
            }
            Self::Map(fields) => {
                let ordered: std::collections::BTreeMap<_, _> = fields.iter().collect();
                let pairs = ordered.into_iter();
                let pairs: Vec<String> = pairs
                    .map(|(key, value)| format!("{key:?}:{}", value.canonical()))
                    .collect();
                format!("{{{}}}", pairs.join(","))
            }
            plain => format!("{plain:?}"),
        }
    }

    /// The words, digits or date, where it is one of these.
    pub fn plain(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Date(text) => Some(text),
            Self::YesNo(_) | Self::List(_) | Self::Map(_) => None,
        }
    }
}
