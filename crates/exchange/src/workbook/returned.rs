//! What a workbook that came back changes.

use std::collections::BTreeMap;

use entry::{Change, Content, Digest, EntryId, Path, diff, edited};

use super::cell::{Shown, plain, text};
use super::layout::{FORM, Page, TEXTS, pages};
use super::sheets::{Sheets, heads, read};
use super::tree::Tree;
use super::{Origin, pieces};
use crate::{CellFault, Place, SheetError};

/// What a workbook changes, and where it says so.
#[derive(Debug)]
pub struct Returned {
    /// What makes the book as the workbook says of the book it was written from.
    pub change: Change,
    /// Every cell that is wrong; where one is, the change says what was there.
    pub faults: Vec<CellFault>,
    /// What the workbook says no more.
    pub removed: Vec<Removal>,
    /// Sheets and columns that are not there, so that nothing of theirs changes.
    pub missing: Vec<String>,
    /// Sheets and columns that nothing is known of.
    pub unused: Vec<String>,
    places: BTreeMap<Path, Place>,
    pieces: BTreeMap<String, Place>,
}

/// An entry or a piece of narrative that has no row any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The sheet it stood on.
    pub sheet: String,
    /// Its address, or the name of the piece.
    pub what: String,
    /// Whether nothing is left of a sheet that had several.
    pub last: bool,
}

impl Returned {
    /// Where the workbook says something: a field, else its row.
    pub fn place(&self, at: &Path) -> Option<&Place> {
        let whole = || Path {
            entry: at.entry.clone(),
            field: None,
        };
        self.places.get(at).or_else(|| self.places.get(&whole()))
    }

    /// Where the workbook has a piece of narrative, by its path inside the book.
    pub fn piece(&self, path: &str) -> Option<&Place> {
        self.pieces.get(path)
    }
}

/// From which state of which book a workbook was written; none where it does not say.
///
/// # Errors
/// When it is no workbook, or a part of it cannot be read.
pub fn origin(bytes: &[u8]) -> Result<Option<Origin>, SheetError> {
    let sheets = read(bytes, &[])?;
    let origin = match sheets.origin.as_slice() {
        [seq, state, ..] => seq.parse().ok().map(|seq| Origin {
            seq,
            state: Digest::known(state),
        }),
        _ => None,
    };
    Ok(origin)
}

/// Reads a workbook that was written from `base`.
///
/// # Errors
/// When the file is no workbook of a book.
pub fn back(bytes: &[u8], base: &Content) -> Result<Returned, SheetError> {
    let pages = pages();
    let sheets = read(bytes, &pages)?;
    if sheets.form.is_none() && sheets.texts.is_none() && sheets.pages.iter().all(Option::is_none) {
        return Err(SheetError::Foreign);
    }
    let mut tree = Tree::grown(&base.entries, &pages, &sheets);
    let mut places = BTreeMap::new();
    let texts = texts(base, &sheets, &mut places, &mut tree.faults);
    tree.faults.sort_by_key(|fault| order(&pages, &fault.place));
    let renamed = edited(&base.entries, &tree.renamed);
    let with = |entries| Content {
        entries,
        ..Content::default()
    };
    let before = Content {
        texts: pieces_of(base),
        ..with(tree.renamed.named())
    };
    let after = Content {
        texts,
        ..with(tree.entries.clone())
    };
    let rest = diff(&before, &after);
    let parts = renamed.parts().into_iter().chain(rest.parts());
    let mut parts: Vec<Change> = parts.cloned().collect();
    let change = match parts.len() {
        1 => parts.remove(0),
        _ => Change::Many(parts),
    };
    let removed = removed(&pages, base, &tree, &after);
    Ok(Returned {
        change,
        faults: tree.faults,
        removed,
        missing: missing(&pages, &sheets),
        unused: unused(&sheets),
        places: tree.places,
        pieces: places,
    })
}

fn order(pages: &[Page], place: &Place) -> (usize, usize, Option<usize>) {
    let page = pages.iter().position(|page| page.name == place.sheet);
    (page.map_or(0, |page| page + 1), place.row, place.column)
}

fn pieces_of(base: &Content) -> BTreeMap<String, String> {
    let own = pieces(&base.texts).map(|(path, _, words)| (path.to_owned(), words.to_owned()));
    own.collect()
}

/// The pieces of narrative as the workbook says.
fn texts(
    base: &Content,
    sheets: &Sheets,
    places: &mut BTreeMap<String, Place>,
    faults: &mut Vec<CellFault>,
) -> BTreeMap<String, String> {
    let was = pieces_of(base);
    let Some(table) = sheets.texts.as_ref() else {
        return was;
    };
    let (Some(names), Some(contents)) = (table.place(1), table.place(2)) else {
        return was;
    };
    let mut texts = BTreeMap::new();
    for row in &table.rows {
        let (name, words) = (
            row.words(Some(names)),
            plain(&row.cell(Some(contents)).raw.text()),
        );
        if name.is_empty() && words.is_empty() {
            continue;
        }
        let path = format!("text/{name}.md");
        let forbidden = |c: char| c.is_control() || "/\\:*?\"<>|.".contains(c);
        let wrong = match (
            name.is_empty(),
            name.contains(forbidden),
            texts.contains_key(&path),
        ) {
            (true, ..) => Some(("没有写这一段的名称", "填名称，或清空这一行".to_owned())),
            (_, true, _) => Some((
                "名称要作文件的名称，不能有 / \\ : * ? \" < > | . 这些符号",
                format!("写成“{}”", name.replace(forbidden, "")),
            )),
            (.., true) => Some((
                "这个名称已经有一段",
                "两段并成一行，或换一个名称".to_owned(),
            )),
            _ => None,
        };
        if let Some((problem, remedy)) = wrong {
            faults.push(CellFault {
                place: Place {
                    sheet: table.tab.clone(),
                    row: row.number,
                    column: Some(names),
                },
                column: "名称".to_owned(),
                value: name,
                problem: problem.to_owned(),
                remedy,
            });
            continue;
        }
        let words = match was.get(&path) {
            Some(old) => worded(old, &words),
            None => format!("{words}\n"),
        };
        let place = Place {
            sheet: table.tab.clone(),
            row: row.number,
            column: Some(contents),
        };
        places.insert(path.clone(), place);
        texts.insert(path, words);
    }
    texts
}

/// A piece with new words, in the lines and with the end that it had; as it was where they say the same.
fn worded(old: &str, new: &str) -> String {
    let same = match text(old) {
        Shown::Text(shown) => shown == new,
        _ => new.is_empty(),
    };
    if same {
        return old.to_owned();
    }
    let end = if old.ends_with('\n') || old.is_empty() {
        "\n"
    } else {
        ""
    };
    let whole = format!("{new}{end}");
    match old.contains("\r\n") {
        true => whole.replace('\n', "\r\n"),
        false => whole,
    }
}

fn removed(pages: &[Page], base: &Content, tree: &Tree<'_>, after: &Content) -> Vec<Removal> {
    let sheet = |id: &EntryId| {
        let kinds = id.0.iter().map(|step| step.kind.as_str());
        let kinds: Vec<&str> = kinds.collect();
        let page = pages.iter().find(|page| {
            kinds == page.path || (page.in_projects && kinds.get(1..) == Some(&page.path[..]))
        });
        page.map_or_else(|| FORM.to_owned(), |page| page.name.clone())
    };
    let several = |id: &EntryId| {
        let parent = id.parent().unwrap_or_default();
        let was = base.entries.group(&parent, id.kind()).len();
        was > 1 && tree.entries.group(&parent, id.kind()).is_empty()
    };
    let of_entries = tree.removed().into_iter().map(|id| Removal {
        sheet: sheet(&id),
        last: several(&id),
        what: id.to_string(),
    });
    let left = pieces(&after.texts).next().is_some();
    let of_texts = pieces(&base.texts)
        .filter(|(path, ..)| !after.texts.contains_key(*path))
        .map(|(_, name, _)| Removal {
            sheet: TEXTS.to_owned(),
            what: name.to_owned(),
            last: !left && pieces(&base.texts).count() > 1,
        });
    of_entries.chain(of_texts).collect()
}

/// Sheets and columns that are not there.
fn missing(pages: &[Page], sheets: &Sheets) -> Vec<String> {
    let mut missing = Vec::new();
    if sheets.form.is_none() {
        missing.push(format!("工作表“{FORM}”"));
    }
    for (page, table) in pages.iter().zip(&sheets.pages) {
        match table {
            None => missing.push(format!("工作表“{}”", page.name)),
            Some(table) => {
                let heads = heads(page).into_iter().zip(&table.places).skip(1);
                let gone = heads.filter(|(_, place)| place.is_none());
                missing.extend(gone.map(|(head, _)| format!("“{}”的“{head}”列", page.name)));
            }
        }
    }
    if sheets.texts.is_none() {
        missing.push(format!("工作表“{TEXTS}”"));
    }
    missing
}

fn unused(sheets: &Sheets) -> Vec<String> {
    let tables = sheets.pages.iter().flatten().chain(&sheets.texts);
    let heads = tables.flat_map(|table| {
        let of_table = |head: &String| format!("“{}”的“{head}”列", table.tab);
        table.unused.iter().map(of_table)
    });
    let tabs = sheets.unknown.iter().map(|name| format!("工作表“{name}”"));
    tabs.chain(heads).collect()
}
