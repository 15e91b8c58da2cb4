//! Annexes (附件): numbered, listed below the text, each on pages of its own.

use document::{Block, Text};

/// What the words of a heading begin with that is the title of an annex.
const MARK: &str = "附件：";

/// From how many columns on a table lies on its side.
const WIDE: usize = 8;

/// The title of an annex without its mark; `None` for another heading.
pub(super) fn title(text: &Text) -> Option<Text> {
    let content = text.content.strip_prefix(MARK)?.trim_start().to_owned();
    let cut = text.content.len() - content.len();
    let mut title = Text {
        content,
        ..text.clone()
    };
    for mark in &mut title.marks {
        mark.range = mark.range.start.saturating_sub(cut)..mark.range.end.saturating_sub(cut);
    }
    Some(title)
}

/// Numbers the annexes where there are several, lists them where they are to be listed, and turns the pages of those with a
/// wide table.
pub(super) fn finish(blocks: &mut Vec<Block>) {
    let titles: Vec<String> = blocks
        .windows(2)
        .filter_map(|pair| match pair {
            [Block::Annex(_), Block::Heading { text, .. }] => Some(text.content.clone()),
            _ => None,
        })
        .collect();
    let several = titles.len() > 1;
    let number = |at: usize| {
        if several {
            (at + 1).to_string()
        } else {
            String::new()
        }
    };
    let list: Vec<Text> = titles
        .iter()
        .enumerate()
        .map(|(at, title)| {
            let mark = if at == 0 { MARK } else { "" };
            let point = if several { "." } else { "" };
            Text::plain(format!("{mark}{}{point}{title}", number(at)))
        })
        .collect();
    let mut seen = 0;
    for block in blocks.iter_mut() {
        match block {
            Block::Annex(text) => {
                *text = Text::plain(format!("附件{}", number(seen)));
                seen += 1;
            }
            Block::Annexes(texts) => texts.clone_from(&list),
            _ => {}
        }
    }
    blocks.retain(|block| !matches!(block, Block::Annexes(texts) if texts.is_empty()));
    turn(blocks);
}

fn turn(blocks: &mut [Block]) {
    let mut wide = false;
    for at in (0..blocks.len()).rev() {
        let annexed = matches!(blocks.get(at + 1), Some(Block::Annex(_)));
        match &mut blocks[at] {
            Block::Table(table) => {
                let columns = table
                    .rows
                    .first()
                    .map_or(0, |row| row.iter().map(|cell| cell.colspan).sum::<usize>());
                wide |= columns >= WIDE;
            }
            Block::NewPage { landscape } => {
                *landscape = annexed && wide;
                wide = false;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use document::{Cell, Table};

    use super::*;

    fn annex(title: &str, columns: usize) -> [Block; 4] {
        let table = Table {
            rows: vec![vec![Cell::plain("格"); columns]],
            ..Table::default()
        };
        [
            Block::NewPage { landscape: false },
            Block::Annex(Text::default()),
            Block::Heading {
                level: 0,
                text: Text::plain(title),
            },
            Block::Table(table),
        ]
    }

    fn finished(annexes: &[(&str, usize)]) -> (Vec<String>, Vec<bool>) {
        let mut blocks = vec![Block::Annexes(Vec::new())];
        for (title, columns) in annexes {
            blocks.extend(annex(title, *columns));
        }
        finish(&mut blocks);
        let texts = blocks.iter().filter_map(|block| match block {
            Block::Annex(_) | Block::Annexes(_) => Some(block.texts()),
            _ => None,
        });
        let texts = texts.flatten().map(|text| text.content.clone()).collect();
        let turned = blocks.iter().filter_map(|block| match block {
            Block::NewPage { landscape } => Some(*landscape),
            _ => None,
        });
        (texts, turned.collect())
    }

    #[test]
    fn one_annex_has_no_number_and_several_have() {
        assert_eq!(
            finished(&[("完成情况表", 8)]).0,
            ["附件：完成情况表", "附件"]
        );
        let (texts, turned) = finished(&[("完成情况表", 8), ("清单", 5)]);
        assert_eq!(texts, ["附件：1.完成情况表", "2.清单", "附件1", "附件2"]);
        assert_eq!(turned, [true, false]);
    }

    #[test]
    fn what_has_no_annex_lists_none() {
        let mut blocks = vec![Block::Annexes(Vec::new())];
        finish(&mut blocks);
        assert_eq!(blocks, []);
    }

    #[test]
    fn the_mark_of_an_annex_is_no_part_of_its_title() {
        let title = title(&Text::plain("附件：清单")).map(|text| text.content);
        assert_eq!(title.as_deref(), Some("清单"));
        assert_eq!(super::title(&Text::plain("附件")), None);
    }
}
