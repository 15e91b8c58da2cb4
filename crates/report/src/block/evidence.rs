//! The register of evidence (佐证材料清单): each file with what it proves and the hash that binds it.

use book::Digests;
use document::Align::{self, Center, Left};
use document::{Block, Cell, Text};

use super::cells::Filler;
use crate::compose::Composer;

const HEADS: [&str; 5] = ["序号", "佐证材料", "证明事项", "登记日期", "SM3 校验值"];

/// How many things that one file proves are named.
const MOST: usize = 3;

pub(crate) fn render(composer: &mut Composer<'_>) {
    let book = composer.names.book;
    let uses = book.evidence_uses();
    let standing = book.evidence.register().standing();
    let mut lines = String::new();
    let mut table = Filler::new(composer, &HEADS, &[4, 9, 10, 7, 13]);
    for (at, (file, entry)) in standing.iter().enumerate() {
        let proves = uses.get(*file).map_or(&[][..], Vec::as_slice);
        let proves: Vec<&str> = proves.iter().map(|by| named(book, by)).collect();
        let more = match proves.len() {
            0..=MOST => String::new(),
            all => format!("等{all}项"),
        };
        let proves = proves[..proves.len().min(MOST)].join("、") + &more;
        let cells: [(String, Align); 5] = [
            ((at + 1).to_string(), Center),
            ((*file).to_owned(), Left),
            (proves, Left),
            (entry.date.to_string(), Center),
            (entry.digests.sm3.clone(), Left),
        ];
        let cells = cells.map(|(words, align)| Cell {
            align,
            ..Cell::plain(words)
        });
        lines.push_str(&format!("{file} {}\n", entry.digests.sm3));
        table.row(cells.into());
    }
    table.finish("佐证材料清单");
    let Ok((sum, _)) = Digests::copy(lines.as_bytes(), std::io::sink(), &mut |_| ()) else {
        return;
    };
    composer.push(Block::Paragraph(Text::plain(format!(
        "清单校验值（SM3，按“材料 校验值”逐行计算）：{}。",
        sum.sm3
    ))));
}

/// What a file proves, an indicator by its name.
fn named<'a>(book: &'a book::Book, by: &'a str) -> &'a str {
    let id = by.strip_prefix("指标");
    let indicator = book
        .indicators
        .iter()
        .find(|one| Some(one.id.as_str()) == id);
    indicator.map_or(by, |indicator| &indicator.name)
}
