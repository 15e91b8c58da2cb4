//! A sheet as a document of its own: the same form for the printer and for Word as for Excel.

use super::xlsx::{Entry, Sheet};
use crate::model::{Block, Cell, Document, Mark, MarkKind, Table, Text};

impl Sheet {
    /// The form on paper, with the title above and the note as the caption of its table.
    ///
    /// What stands above the head of the columns is a table of its own, so that the head can be repeated on each page.
    pub fn to_document(&self) -> Document {
        let heading = self.title.as_ref().map(|title| Block::Heading {
            level: 0,
            text: Text::plain(title),
        });
        let start = self.header.start.min(self.rows.len());
        let (above, below) = self.rows.split_at(start);
        let mut caption = self.note.as_ref().map(Text::plain);
        let mut tables = Vec::new();
        for (rows, head) in [(above, 0), (below, self.header.len())] {
            if !rows.is_empty() {
                tables.push(Block::Table(Table {
                    caption: caption.take(),
                    header_rows: head,
                    widths: self.widths.clone(),
                    rows: rows
                        .iter()
                        .map(|row| row.iter().map(cell).collect())
                        .collect(),
                }));
            }
        }
        Document {
            title: self.title.clone(),
            blocks: heading.into_iter().chain(tables).collect(),
            landscape: self.landscape,
            ..Document::default()
        }
    }
}

fn cell(entry: &Entry) -> Cell {
    let content = entry.printed();
    let strong = entry.strong && !content.is_empty();
    let marks = strong.then_some(Mark {
        range: 0..content.len(),
        kind: MarkKind::Strong,
    });
    Cell {
        text: Text {
            content,
            marks: marks.into_iter().collect(),
            ..Text::default()
        },
        colspan: entry.colspan,
        rowspan: entry.rowspan,
        align: entry.align,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Align;

    #[test]
    fn the_head_of_the_columns_begins_a_table_so_that_it_repeats() {
        let sheet = Sheet {
            title: Some("监控表".to_owned()),
            note: Some("单位：万元".to_owned()),
            rows: ["单位名称", "指标", "巡查"]
                .map(|words| vec![Entry::text(words)])
                .to_vec(),
            header: 1..2,
            landscape: true,
            ..Sheet::default()
        };
        let document = sheet.to_document();
        assert!(document.landscape);
        let tables: Vec<_> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => {
                    Some((table.caption.is_some(), table.header_rows, table.rows.len()))
                }
                _ => None,
            })
            .collect();
        assert_eq!(tables, [(true, 0, 1), (false, 1, 2)]);
    }

    #[test]
    fn strong_words_stay_strong_and_amounts_stand_to_the_right() {
        let strong = Entry {
            strong: true,
            align: Align::Right,
            ..Entry::text("合计")
        };
        let cell = cell(&strong);
        assert_eq!(cell.align, Align::Right);
        assert_eq!(cell.text.marks[0].kind, MarkKind::Strong);
    }
}
