//! A sheet as a document of its own: the same form for the printer and for Word as for Excel.

use super::xlsx::{Entry, Sheet};
use crate::model::{Block, Cell, Document, Mark, MarkKind, Table, Text};

impl Sheet {
    /// The form on paper: the title, the line above the table, and the rows as one table.
    pub fn to_document(&self) -> Document {
        let heading = self.title.as_ref().map(|title| Block::Heading {
            level: 0,
            text: Text::plain(title),
        });
        let note = self.note.as_ref().map(Text::plain);
        let (above, caption) = match &self.unit {
            Some(unit) => {
                let (left, right) = (note.unwrap_or_default(), Text::plain(unit));
                (Some(Block::Above { left, right }), None)
            }
            None => (None, note),
        };
        let rows = self.rows.iter();
        let table = Block::Table(Table {
            caption,
            above: self.header.start,
            header_rows: self.header.len(),
            widths: self.widths.clone(),
            rows: rows.map(|row| row.iter().map(cell).collect()).collect(),
        });
        Document {
            title: self.title.clone(),
            blocks: heading.into_iter().chain(above).chain([table]).collect(),
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
    fn a_form_is_one_table_with_the_unit_of_its_amounts_at_the_right() {
        let sheet = Sheet {
            title: Some("监控表".to_owned()),
            note: Some("2024年度".to_owned()),
            unit: Some("金额单位：万元".to_owned()),
            rows: ["单位名称", "指标", "巡查"]
                .map(|words| vec![Entry::text(words)])
                .to_vec(),
            header: 1..2,
            landscape: true,
            ..Sheet::default()
        };
        let document = sheet.to_document();
        assert!(document.landscape);
        let [_, Block::Above { left, right }, Block::Table(table)] = &document.blocks[..] else {
            panic!("title, line and table: {:?}", document.blocks);
        };
        assert_eq!(
            (left.content.as_str(), right.content.as_str()),
            ("2024年度", "金额单位：万元")
        );
        assert_eq!((table.head(), table.rows.len()), (1..2, 3));
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
