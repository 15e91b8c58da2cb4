//! Tables as text (csv, tsv): a record a row.

use super::encoding::{Decoded, decode};
use super::error::ReadError;
use super::limits::Limits;
use super::sheet::Worksheet;
use super::story::{Story, too_wide};
use crate::model::Document;

/// What may divide fields, the likeliest first.
const SEPARATORS: &[u8] = b",\t;|";

/// How many lines tell the separator.
const SAMPLE: usize = 50;

/// Reads a table. Fields are divided by whichever separator divides most lines into the same number of fields; the line
/// of a cell is that its record begins in.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let Decoded { text, faults } = decode(bytes, None)?;
    let mut story = Story::new(limits);
    story.faults(faults);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut sheet = Worksheet {
        name: "表格".to_owned(),
        ..Worksheet::default()
    };
    // One record for all rows: a copy of it is as long as the longest row so far.
    let mut record = csv::StringRecord::new();
    let mut cut = false;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let line = error.position().map_or(0, |position| position.line());
                let message = "这一行读不出，此后的内容没有读取，请检查引号是否成对";
                story.fault(message, format!("第{line}行"));
                break;
            }
        }
        let line = record.position().map_or(0, |position| position.line());
        let Ok(row) = u32::try_from(sheet.lines.len()) else {
            break;
        };
        sheet.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        for (column, field) in record.iter().enumerate() {
            let field = field.trim();
            match u16::try_from(column) {
                _ if field.is_empty() => {}
                Ok(column) => {
                    sheet.cells.insert((row, column), field.into());
                }
                Err(_) => {
                    story.fault(too_wide(), format!("第{line}行"));
                    break;
                }
            }
        }
        if sheet.cells.len() > limits.max_pieces {
            cut = true;
            break;
        }
    }
    sheet.tell(None, &mut story);
    if cut {
        story.overflow();
    }
    Ok(story.finish())
}

fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(SAMPLE)
        .collect();
    let fit = |separator: u8| {
        let counts: Vec<usize> = lines
            .iter()
            .map(|line| memchr::memchr_iter(separator, line.as_bytes()).count())
            .collect();
        let usual = counts.iter().copied().max_by_key(|count| {
            counts.iter().filter(|other| *other == count).count() * usize::from(*count > 0)
        });
        usual.map_or(0, |usual| {
            counts
                .iter()
                .filter(|count| **count == usual && usual > 0)
                .count()
        })
    };
    // Of two that fit alike the likelier: `max_by_key` takes the last.
    SEPARATORS
        .iter()
        .rev()
        .copied()
        .max_by_key(|separator| fit(*separator))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    fn table(bytes: &[u8]) -> Vec<Vec<String>> {
        let document = read(bytes, &Limits::default()).unwrap();
        document
            .blocks
            .iter()
            .flat_map(|block| match block {
                Block::Table(table) => table
                    .rows
                    .iter()
                    .map(|row| row.iter().map(|cell| cell.text.content.clone()).collect())
                    .collect(),
                Block::Paragraph(text) => vec![vec![text.content.clone()]],
                _ => Vec::new(),
            })
            .collect()
    }

    #[test]
    fn separators_are_told_by_the_lines() {
        assert_eq!(
            table("项目,金额\n甲,\"1,234.50\"\n".as_bytes())[1],
            ["甲", "1,234.50"]
        );
        assert_eq!(
            table("项目\t金额\n甲\t1,234.50\n".as_bytes())[1],
            ["甲", "1,234.50"]
        );
        assert_eq!(
            table("项目;金额\n甲;1,5\n乙;2,5\n".as_bytes())[2],
            ["乙", "2,5"]
        );
    }

    #[test]
    fn a_field_may_have_lines() {
        let document = read(
            "项目,说明\n甲,\"一\n\n二\"\n乙,三\n".as_bytes(),
            &Limits::default(),
        )
        .unwrap();
        let [Block::Table(table)] = &document.blocks[..] else {
            panic!("not one table: {document:?}");
        };
        assert_eq!(table.rows.len(), 3);
        assert_eq!(table.rows[2][0].text.origin.line, Some(5));
    }

    #[test]
    fn no_column_is_lost_untold() {
        for columns in [1_100, 70_000] {
            let row = (0..columns).map(|n| format!("{n},")).collect::<String>() + "1\n";
            let document = read(row.repeat(2).as_bytes(), &Limits::default()).unwrap();
            let told = &document.faults[0].message;
            assert!(told.contains("超过 1024 列"), "{told}");
        }
    }

    #[test]
    fn a_wide_row_costs_the_others_nothing() {
        let table = "甲,".repeat(200_000) + "乙\n" + &"a,1\n".repeat(50_000);
        let document = read(table.as_bytes(), &Limits::default()).unwrap();
        assert!(!document.faults.is_empty());
    }

    #[test]
    fn a_title_stands_before_the_table() {
        assert_eq!(
            table("支出表\n单位：万元\n项目,金额\n甲,1\n".as_bytes())[0],
            ["支出表"]
        );
        let gbk = encoding_rs::GB18030.encode("项目,金额\n甲,1\n").0;
        assert_eq!(table(&gbk)[1], ["甲", "1"]);
    }
}
