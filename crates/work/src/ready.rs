//! 现成的统计: the measures that a ledger offers by its columns alone.

use std::collections::BTreeMap;

use book::{Book, Cell, ColumnType, Ledger, Measure};
use settings::suggestion;

use crate::Failure;

/// The most different words of a column that are counted one by one.
const MOST_WORDS: usize = 12;

/// The measures of a ledger: its rows, the sum and the mean of each column of numbers, and of each column with few words
/// the share of every one of them.
///
/// # Errors
/// When the book has no such ledger, or one too long to be looked through.
pub fn ready(book: &Book, name: &str) -> Result<Vec<Measure>, Failure> {
    let names = book.ledgers.keys().map(String::as_str);
    let ledger = book.ledgers.get(name).ok_or_else(|| {
        Failure::Said(match book.long_ledgers.contains_key(name) {
            true => format!(
                "台账“{name}”太长，没有整本读入，列不出现成的统计；可以直接写，如 计数({name})"
            ),
            false => format!("账本没有台账“{name}”。{}", suggestion(name, names)),
        })
    })?;
    let mut texts = vec![format!("计数({name})")];
    for (at, column) in ledger.columns().iter().enumerate() {
        texts.extend(of_column(ledger, name, at, &column.kind));
    }
    Ok(texts.iter().filter_map(|text| text.parse().ok()).collect())
}

fn of_column(ledger: &Ledger, name: &str, at: usize, kind: &ColumnType) -> Vec<String> {
    let column = &ledger.columns()[at];
    let cells = format!("{name}.{}", column.name);
    match kind {
        ColumnType::Integer | ColumnType::Number | ColumnType::Quantity(_) => {
            vec![format!("求和({cells})"), format!("平均({cells})")]
        }
        ColumnType::Text | ColumnType::Choice(_) | ColumnType::YesNo | ColumnType::Place => {
            let words = words(ledger, at);
            let few = words.len() <= MOST_WORDS && words.values().any(|count| *count > 1);
            if column.key || !few {
                return Vec::new();
            }
            let shares = words.keys().map(|word| {
                let condition = format!("{} = {}", column.name, quoted(word));
                format!("占比({name} | {condition})")
            });
            shares.collect()
        }
        _ => Vec::new(),
    }
}

/// The words in a column of the rows that count, and how often each stands there.
fn words(ledger: &Ledger, at: usize) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for (_, cells) in ledger.standing_rows() {
        if cells[at] != Cell::Empty {
            *words.entry(cells[at].to_string()).or_default() += 1;
        }
    }
    words
}

/// A word of a condition; a measure prints it without the quotes where it can stand alone.
fn quoted(word: &str) -> String {
    format!("「{}」", word.replace('」', "」」"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_ledger_offers_what_its_columns_hold() {
        let dir = tempfile::tempdir().unwrap();
        let book = "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n[单位]\n名称 = \"甲局\"\n级别 = \"单位\"\n";
        fs::write(dir.path().join("book.toml"), book).unwrap();
        fs::create_dir(dir.path().join("ledgers")).unwrap();
        let rows = "编号:文本*,乡镇:文本,费用:元,建档:是否,登记日期:登记\n\
            A1,城关镇,12.5,是,2022-01-01\nA2,城关镇,7.5,否,2022-01-02\nA3,东湖镇,4,是,2022-01-03\n";
        fs::write(dir.path().join("ledgers/体检.csv"), rows).unwrap();
        let book = Book::read(&folder::Plain::new(dir.path())).unwrap();
        let measures = ready(&book, "体检").unwrap();
        let texts: Vec<String> = measures.iter().map(ToString::to_string).collect();
        assert_eq!(
            texts,
            [
                "计数(体检)",
                "占比(体检 | 乡镇 = 东湖镇)",
                "占比(体检 | 乡镇 = 城关镇)",
                "求和(体检.费用)",
                "平均(体检.费用)",
                "占比(体检 | 建档 = 否)",
                "占比(体检 | 建档 = 是)",
            ]
        );
        assert!(
            measures
                .iter()
                .all(|measure| book.measure_as_is(measure).is_ok())
        );
        assert!(ready(&book, "体验").is_err());
    }
}
