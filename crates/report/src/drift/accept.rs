//! Changes of an edited file are taken over into the book they came from.

use std::collections::BTreeMap;
use std::ops::Range;

use book::{Book, Faults};

use super::entry::{Entry, entries, literals, quoted};
use super::lines::{end_of_paragraph, line_start, lines_around};
use super::typed::typed;
use super::{Cause, Change, Difference, Drift, Edit, Hunk, Spot};
use crate::compose::Written;

/// The file of a book that holds its entries.
const BOOK: &str = "book.toml";

/// What was taken over, and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The files of the book that say something else now, by path inside it, with all they say.
    pub files: BTreeMap<String, String>,
    /// The lines that changed, in order: file, line before the change, what it said, what it says.
    pub lines: Vec<(String, usize, String, String)>,
    /// How many changes were taken over.
    pub taken: usize,
    /// What was not taken over.
    pub left: Vec<NotAccepted>,
}

/// A change that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAccepted {
    /// Its index in [`Drift::changes`].
    pub change: usize,
    /// Why, and what to do, in Chinese.
    pub reason: String,
}

/// A stretch of a file of the book to be written otherwise.
struct Rewrite {
    file: String,
    range: Range<usize>,
    new: String,
}

/// Takes changes of an edited file over into its book: words into the narrative or the entry they come from, and typed
/// figures only when they are named. `source` is what `book.toml` says.
///
/// Nothing is written: the caller writes [`Accepted::files`], which are known to make a book.
///
/// # Errors
/// What would be wrong with the book; then nothing can be taken over.
pub fn accept(
    book: &Book,
    source: &str,
    drift: &Drift,
    figures: &[String],
) -> Result<Accepted, Faults> {
    let page = Page {
        book,
        source,
        entries: entries(source),
    };
    let mut accepted = Accepted::default();
    let mut rewrites = Vec::new();
    for (index, change) in drift.changes.iter().enumerate() {
        match page.rewrites(change, figures) {
            Ok(more) => {
                rewrites.extend(more);
                accepted.taken += 1;
            }
            Err(reason) => accepted.left.push(NotAccepted {
                change: index,
                reason,
            }),
        }
    }
    page.apply(rewrites, &mut accepted);
    let mut changed = book.clone();
    for (file, text) in &accepted.files {
        if let Some(name) = piece(file) {
            changed.texts.insert(name.to_owned(), text.clone());
        }
    }
    let source = accepted.files.get(BOOK).map_or(source, String::as_str);
    changed.with_entries(source)?;
    Ok(accepted)
}

/// The files of a book as they are.
struct Page<'b> {
    book: &'b Book,
    source: &'b str,
    entries: Vec<Entry>,
}

impl Page<'_> {
    fn text(&self, file: &str) -> Option<&str> {
        match piece(file) {
            Some(name) => self.book.texts.get(name).map(String::as_str),
            None => (file == BOOK).then_some(self.source),
        }
    }

    /// What a change asks to be written, or why it cannot be.
    fn rewrites(&self, change: &Change, figures: &[String]) -> Result<Vec<Rewrite>, String> {
        match change.cause {
            Cause::Book => {
                return Err("文件没有改，是账本后来改了；重新生成报告即可".to_owned());
            }
            Cause::Both => {
                return Err("账本和文件都改了，请人工判断以哪个为准".to_owned());
            }
            Cause::File | Cause::Unknown => {}
        }
        match &change.edit {
            Edit::Replace(hunks) => hunks.iter().map(|hunk| self.replaced(hunk)).collect(),
            Edit::Insert { after, text } => self.inserted(after, text).map(|one| vec![one]),
            Edit::Remove { first, last } => self.removed(first, last).map(|one| vec![one]),
            Edit::Figure { fact, file } => {
                if !figures.contains(fact) {
                    return Err(format!(
                        "数不会自动改；确认无误的，加 --accept {fact} 写入账本"
                    ));
                }
                let (range, new) = typed(&self.entries, fact, file)?;
                Ok(vec![Rewrite {
                    file: BOOK.to_owned(),
                    range,
                    new,
                }])
            }
            Edit::None => Err(reason(change)),
        }
    }

    fn replaced(&self, hunk: &Hunk) -> Result<Rewrite, String> {
        plain(&hunk.new)?;
        let written = &hunk.start.written;
        if piece(&written.file).is_some() && written.file == hunk.end.written.file {
            let range = self.byte(&hunk.start)?..self.byte(&hunk.end)?;
            let old = self
                .text(&written.file)
                .and_then(|text| text.get(range.clone()));
            let old = old.ok_or_else(moved)?;
            if old.contains("{{") && hunk.new.contains(|c: char| c.is_ascii_digit()) {
                return Err("这一处的数和文字一起改了，请在叙述里人工改".to_owned());
            }
            return Ok(Rewrite {
                file: written.file.clone(),
                range,
                new: hunk.new.clone(),
            });
        }
        let place = written
            .file
            .strip_prefix(BOOK)
            .and_then(|rest| rest.strip_prefix('（')?.strip_suffix('）'));
        match place {
            Some(place) if hunk.start.words == hunk.end.words => self.entry(place, hunk),
            Some(_) => Err("这一处跨了几项内容，请在账本里改".to_owned()),
            None => Err("这是报告模板里的话，请改模板".to_owned()),
        }
    }

    /// Words that come from a text of `book.toml`: the text that holds the most of what stands around the change.
    fn entry(&self, place: &str, hunk: &Hunk) -> Result<Rewrite, String> {
        let (words, changed) = (&hunk.start.words, hunk.start.at..hunk.end.at);
        let mut found: Vec<(bool, usize, &Entry, Range<usize>)> = Vec::new();
        for entry in &self.entries {
            for (start, literal) in literals(entry.text.as_deref().unwrap_or_default()) {
                let literal = literal.trim_end_matches(['。', '；', '，']);
                if literal.is_empty() {
                    continue;
                }
                for (at, _) in words.match_indices(literal) {
                    if at <= changed.start && changed.end <= at + literal.len() {
                        let inside = start + changed.start - at..start + changed.end - at;
                        found.push((entry.is_at(place), literal.len(), entry, inside));
                    }
                }
            }
        }
        found.sort_by_key(|(here, length, ..)| std::cmp::Reverse((*here, *length)));
        let tied = |one: &(bool, usize, &Entry, Range<usize>),
                    two: &(bool, usize, &Entry, Range<usize>)| {
            one.0 == two.0 && one.1 == two.1
        };
        let best = match found.as_slice() {
            [] => {
                return Err(format!(
                    "这句话是程序按账本的“{place}”编排的，请在账本里改相应的项"
                ));
            }
            [one, two, ..] if tied(one, two) => {
                return Err(format!("“{place}”里有几项写着同样的话，请在账本里改"));
            }
            [best, ..] => best,
        };
        let (_, _, entry, inside) = best;
        let mut text = entry.text.clone().unwrap_or_default();
        text.replace_range(inside.clone(), &hunk.new);
        Ok(Rewrite {
            file: BOOK.to_owned(),
            range: entry.span.clone(),
            new: quoted(&text),
        })
    }

    fn inserted(&self, after: &Written, words: &str) -> Result<Rewrite, String> {
        plain(words)?;
        let text = piece(&after.file).and_then(|_| self.text(&after.file));
        let Some(text) = text else {
            return Err("这一段前面不是 text 里的叙述，不知道该加到哪里，请人工加".to_owned());
        };
        if words.starts_with(['#', '|', '-']) {
            return Err("这一段以 #、| 或 - 开头，写进叙述会变成标题或表格，请人工加".to_owned());
        }
        let at = end_of_paragraph(text, after.line).ok_or_else(moved)?;
        Ok(Rewrite {
            file: after.file.clone(),
            range: at..at,
            new: format!("\n\n{words}"),
        })
    }

    fn removed(&self, first: &Written, last: &Written) -> Result<Rewrite, String> {
        if piece(&first.file).is_none() || first.file != last.file {
            return Err("这一段不出自 text 里的叙述，请在账本或模板里人工删".to_owned());
        }
        let text = self.text(&first.file).ok_or_else(moved)?;
        let start = line_start(text, first.line).ok_or_else(moved)?;
        let end = end_of_paragraph(text, last.line).ok_or_else(moved)?;
        // With the blank lines that parted it from what follows.
        let blank = text[end..].len() - text[end..].trim_start_matches(['\r', '\n']).len();
        Ok(Rewrite {
            file: first.file.clone(),
            range: start..end + blank,
            new: String::new(),
        })
    }

    /// The place of a spot in its file.
    fn byte(&self, spot: &Spot) -> Result<usize, String> {
        let written = &spot.written;
        let text = self.text(&written.file).ok_or_else(moved)?;
        let start = line_start(text, written.line).ok_or_else(moved)?;
        let line = text[start..].lines().next().unwrap_or_default();
        let column = line
            .char_indices()
            .nth(written.column.saturating_sub(1))
            .map_or(line.len(), |(at, _)| at);
        // What opens a heading, a list or a row is not counted in the column.
        let found = line.match_indices(&spot.words).map(|(at, _)| at);
        let nearest = found
            .min_by_key(|at| at.abs_diff(column))
            .ok_or_else(moved)?;
        Ok(start + nearest + spot.at)
    }

    fn apply(&self, mut rewrites: Vec<Rewrite>, accepted: &mut Accepted) {
        rewrites.sort_by(|a, b| (&a.file, a.range.start).cmp(&(&b.file, b.range.start)));
        // What would be written twice is written once.
        rewrites.dedup_by(|b, a| a.file == b.file && b.range.start < a.range.end);
        let mut rest = rewrites.as_slice();
        while let Some(first) = rest.first() {
            let text = self.text(&first.file).unwrap_or_default();
            let mut lines = lines_around(text, &first.range);
            let mut together = 0;
            for next in rest.iter().take_while(|next| next.file == first.file) {
                let around = lines_around(text, &next.range);
                if around.start > lines.end {
                    break;
                }
                lines.end = lines.end.max(around.end);
                together += 1;
            }
            let mut after = text[lines.clone()].to_owned();
            for rewrite in rest[..together].iter().rev() {
                let range = rewrite.range.start - lines.start..rewrite.range.end - lines.start;
                after.replace_range(range, &rewrite.new);
            }
            let number = text[..lines.start].matches('\n').count() + 1;
            let before = text[lines].to_owned();
            accepted
                .lines
                .push((first.file.clone(), number, before, after));
            rest = &rest[together..];
        }
        for rewrite in rewrites.into_iter().rev() {
            let whole = accepted
                .files
                .entry(rewrite.file.clone())
                .or_insert_with(|| self.text(&rewrite.file).unwrap_or_default().to_owned());
            whole.replace_range(rewrite.range, &rewrite.new);
        }
    }
}

/// The name of the narrative piece that a file is.
fn piece(file: &str) -> Option<&str> {
    file.strip_prefix("text/")?.strip_suffix(".md")
}

fn plain(words: &str) -> Result<(), String> {
    match words.contains("{{") || words.contains("}}") || words.contains('\n') {
        true => Err("改后的话里有 {{、}} 或换行，请人工改".to_owned()),
        false => Ok(()),
    }
}

fn moved() -> String {
    "在账本里找不到这一处了，请人工改".to_owned()
}

fn reason(change: &Change) -> String {
    match &change.difference {
        Difference::Figure { origin, .. } => {
            format!("这个数是算出来的，请更正它的来源：{origin}")
        }
        Difference::Words { origin: None, .. } => "这是程序排的表头或编号，不能改".to_owned(),
        Difference::Words { .. } => "这一处跨了几项内容，请在账本里人工改".to_owned(),
        Difference::Added { .. } => "不知道该加到账本的哪里，请人工加".to_owned(),
        Difference::Removed { .. } => "不出自 text 里的叙述，请在账本或模板里人工删".to_owned(),
    }
}
