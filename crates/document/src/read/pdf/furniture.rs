//! What stands on every page and belongs to none: headers, footers and page numbers.

use std::collections::{HashMap, HashSet};

use super::leaf::{Item, Leaf};
use super::line::Line;

/// Furniture stands in this part of the page, at the top or at the foot.
const MARGIN: f32 = 0.12;

/// A header is one when so many pages have it.
const REPEATED: usize = 3;

/// The upper or the lower margin, and the words with their figures left open.
type Key = (bool, String);

/// Takes the furniture off the pages.
pub(super) fn strip(leaves: &mut [Leaf]) {
    let body = body_size(leaves);
    let mut heights: HashMap<Key, Vec<f32>> = HashMap::new();
    let mut offsets: HashMap<i64, usize> = HashMap::new();
    for leaf in leaves.iter() {
        for (foot, line) in margins(leaf) {
            let words = content(line);
            if let Some(PageNumber::Plain(number)) = page_number(&words) {
                *offsets.entry(number - i64::from(leaf.number)).or_default() += 1;
            }
            heights
                .entry((foot, open(&words)))
                .or_default()
                .push(line.top);
        }
    }
    let titles = titles(leaves);
    for leaf in leaves {
        let number = i64::from(leaf.number);
        let idle: Vec<f32> = margins(leaf)
            .filter(|(foot, line)| {
                let words = content(line);
                let numbered = match page_number(&words) {
                    Some(PageNumber::Marked) => true,
                    Some(PageNumber::Plain(value)) => {
                        value == number || offsets[&(value - number)] > 1
                    }
                    None => false,
                };
                let at_same_height = |heights: &Vec<f32>| {
                    heights
                        .iter()
                        .filter(|top| (**top - line.top).abs() < 4.0)
                        .count()
                };
                let repeated = heights
                    .get(&(*foot, open(&words)))
                    .map_or(0, at_same_height)
                    >= REPEATED;
                let title = !*foot && titles.contains(&words);
                numbered || (repeated && !title && line.size <= 1.1 * body)
            })
            .map(|(_, line)| line.top)
            .collect();
        leaf.items
            .retain(|item| !matches!(item, Item::Line(line) if idle.contains(&line.top)));
    }
}

/// The lines of titles of tables that are printed again on each page the table takes, and on no other.
fn titles(leaves: &[Leaf]) -> HashSet<String> {
    /// A title takes no more lines, with what stands above and below it.
    const LONGEST: usize = 6;
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    for leaf in leaves {
        let lines = leaf.items.iter().map_while(|item| match item {
            Item::Line(line) => Some(content(line)),
            Item::Table(_) => None,
        });
        let lines: Vec<String> = lines.take(LONGEST).collect();
        let table = matches!(leaf.items.get(lines.len()), Some(Item::Table(_)));
        let end = lines.iter().rposition(|words| table && is_title(words));
        for (_, line) in margins(leaf).filter(|(foot, _)| !foot) {
            let words = content(line);
            let from = lines.iter().position(|line| *line == words);
            let title = from.zip(end).filter(|(from, end)| from <= end);
            let title = title.map(|(from, end)| lines[from..=end].concat());
            let same = known.entry(words).or_insert_with(|| title.clone());
            if *same != title {
                *same = None;
            }
        }
    }
    let titles = known.into_iter().filter(|(_, title)| title.is_some());
    titles.map(|(words, _)| words).collect()
}

/// Whether words end as the title of a table does, 支出决算表（3）: its number and 续 apart.
fn is_title(words: &str) -> bool {
    let bare = match words.rfind(['（', '(']) {
        Some(at) if words.ends_with(['）', ')']) => &words[..at],
        _ => words,
    };
    bare.ends_with('表')
}

/// The lines in the margins of a page, with whether they stand at its foot: no more than two each.
fn margins(leaf: &Leaf) -> impl Iterator<Item = (bool, &Line)> {
    fn line(item: &Item) -> Option<&Line> {
        match item {
            Item::Line(line) => Some(line),
            Item::Table(_) => None,
        }
    }
    let depth = leaf.frame.depth();
    let head = leaf.items.iter().take(2).map_while(line);
    let foot = leaf.items.iter().rev().take(2).map_while(line);
    head.filter(move |line| line.bottom < MARGIN * depth)
        .map(|line| (false, line))
        .chain(
            foot.filter(move |line| line.top > (1.0 - MARGIN) * depth)
                .map(|line| (true, line)),
        )
}

fn content(line: &Line) -> String {
    line.glyphs.iter().map(|glyph| glyph.character).collect()
}

/// The words with each figure left open.
fn open(words: &str) -> String {
    let mut open = String::with_capacity(words.len());
    for character in words.chars() {
        match character.is_ascii_digit() {
            true if open.ends_with('#') => {}
            true => open.push('#'),
            false => open.push(character),
        }
    }
    open
}

/// A page number as it is printed.
enum PageNumber {
    /// The figure alone.
    Plain(i64),
    /// With signs that make it one: `- 1 -`, `第1页`, `1/20`.
    Marked,
}

fn page_number(words: &str) -> Option<PageNumber> {
    if let Ok(number) = words.parse::<u16>() {
        return Some(PageNumber::Plain(i64::from(number)));
    }
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '－' | '―' | '·' | '~');
    let inner = words.trim_matches(dash);
    let dashed = inner.len() < words.len() && inner.parse::<u16>().is_ok();
    let counted = matches!(
        open(words).as_str(),
        "第#页"
            | "第#页共#页"
            | "第#页,共#页"
            | "第#页，共#页"
            | "第#页/共#页"
            | "#/#"
            | "第#页（共#页）"
            | "Page#"
            | "Page#of#"
    );
    (dashed || counted).then_some(PageNumber::Marked)
}

/// The size of most lines.
fn body_size(leaves: &[Leaf]) -> f32 {
    let mut sizes: Vec<f32> = leaves
        .iter()
        .flat_map(|leaf| &leaf.items)
        .filter_map(|item| match item {
            Item::Line(line) => Some(line.size),
            Item::Table(_) => None,
        })
        .collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() {
        return 0.0;
    }
    *sizes.select_nth_unstable_by(middle, f32::total_cmp).1
}
