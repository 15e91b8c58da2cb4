//! The columns of people's sheets, remembered beside the book so that they are said once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use settings::{Log, Source, TEXT};

/// Where the columns of a ledger's sheets are remembered: a hidden folder, which the book passes over.
fn place(book: &Path, ledger: &str) -> PathBuf {
    book.join("ledgers")
        .join(".import")
        .join(format!("{ledger}.toml"))
}

/// From column to head, as remembered from the last import; empty where nothing is remembered or it cannot be read.
pub fn recall(book: &Path, ledger: &str) -> BTreeMap<String, String> {
    let Ok(text) = fs::read_to_string(place(book, ledger)) else {
        return BTreeMap::new();
    };
    let log = Log::default();
    let source = Source {
        file: ledger,
        text: &text,
        log: &log,
    };
    let pairs = settings::read(&source, |table| Some(table.list("列", &TEXT)));
    let pairs = pairs.unwrap_or_default();
    pairs
        .iter()
        .filter_map(|pair| pair.split_once('='))
        .map(|(column, head)| (column.to_owned(), head.to_owned()))
        .collect()
}

/// Remembers from column to head.
///
/// # Errors
/// When the system refuses.
pub fn remember(book: &Path, ledger: &str, named: &BTreeMap<String, String>) -> io::Result<()> {
    let path = place(book, ledger);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let pairs: String = named
        .iter()
        .map(|(column, head)| {
            let pair = format!("{column}={head}");
            format!("  {},\n", quoted(&pair))
        })
        .collect();
    fs::write(path, format!("\"列\" = [\n{pairs}]\n"))
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_once_is_known_again() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(recall(dir.path(), "供地"), BTreeMap::new());
        let named: BTreeMap<String, String> = [
            ("面积".to_owned(), "面积(\"㎡\")".to_owned()),
            ("宗地".to_owned(), "地块=编号".to_owned()),
        ]
        .into();
        remember(dir.path(), "供地", &named).unwrap();
        assert_eq!(recall(dir.path(), "供地"), named);
    }
}
