//! Figures typed into entries of `book.toml`.

use std::ops::Range;

use super::entry::{Entry, quoted};

/// The place of a typed figure, and what to write there for what a file says.
pub(super) fn typed(
    entries: &[Entry],
    fact: &str,
    file: &str,
) -> Result<(Range<usize>, String), String> {
    let (owner, key) = home(fact);
    let found = entries
        .iter()
        .find(|entry| entry.owner == owner && entry.key == key);
    let entry = found.ok_or_else(|| format!("账本的“{owner}”里没有“{key}”这一项"))?;
    let mut said = entries.iter().filter(|other| other.owner == owner);
    let said = said.find(|other| other.key == "单位");
    let unit = match key {
        "分值" => "分",
        "编制" | "实有" | "在职" | "退休" => "人",
        _ => said.and_then(|unit| unit.text.as_deref()).unwrap_or("万元"),
    };
    let number = file.trim().strip_suffix(unit).unwrap_or(file.trim());
    let digits = number.replace([',', '，'], "");
    let bare = entry.text.is_none() && is_number(&digits);
    let new = match bare {
        true => digits,
        false => quoted(file.trim()),
    };
    Ok((entry.span.clone(), new))
}

/// The entry of `book.toml` that a typed figure is in, and its key there.
fn home(fact: &str) -> (String, &str) {
    for (prefix, table) in [("指标.", "指标"), ("预算.项目.", "预算"), ("人员.", "人员")]
    {
        let inside = fact
            .strip_prefix(prefix)
            .and_then(|rest| rest.rsplit_once('.'));
        if let Some((name, key)) = inside {
            return (format!("{table}{name}"), key);
        }
    }
    for side in ["资产", "负债", "净资产"] {
        if let Some(name) = fact
            .strip_prefix(side)
            .and_then(|rest| rest.strip_prefix('.'))
        {
            return (format!("资产负债.{side}{name}"), "金额");
        }
    }
    (format!("数据{fact}"), "数值")
}

fn is_number(text: &str) -> bool {
    text.parse::<quantity::Decimal>().is_ok()
}
