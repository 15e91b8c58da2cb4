//! Anchors put between runs and within them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::runs::{Child, Run, Runs};

/// The XML of the main part, with anchors to be put into it.
pub(super) struct Splice<'r> {
    source: &'r str,
    runs: &'r Runs,
    /// By the byte they stand before.
    insertions: BTreeMap<usize, Insertion<'r>>,
}

/// What is put at one place: the comments that end and begin there.
struct Insertion<'r> {
    cut: Cut<'r>,
    ends: Vec<u32>,
    starts: Vec<u32>,
}

/// What has to be cut for it.
#[derive(Clone, Copy)]
enum Cut<'r> {
    /// Nothing: the place is between runs.
    Nothing,
    /// A run between two of its children.
    Run(&'r Run),
    /// A run and its `w:t` within the characters.
    Text(&'r Run, &'r Range<usize>),
}

const PRESERVE: &str = r#" xml:space="preserve""#;

impl<'r> Splice<'r> {
    pub(super) fn new(source: &'r str, runs: &'r Runs) -> Self {
        Self {
            source,
            runs,
            insertions: BTreeMap::new(),
        }
    }

    /// Anchors a comment at a stretch, and says whether there are runs to anchor it at.
    pub(super) fn anchor(&mut self, span: &Range<usize>, comment: u32) -> bool {
        let last = span.end.checked_sub(1).and_then(|last| self.runs.at(last));
        let (Some(first), Some(last)) = (self.runs.at(span.start), last) else {
            return false;
        };
        let (start, cut) = before(first, span.start);
        self.insertion(start, cut).starts.push(comment);
        let (end, cut) = after(last, span.end);
        self.insertion(end, cut).ends.push(comment);
        true
    }

    fn insertion(&mut self, place: usize, cut: Cut<'r>) -> &mut Insertion<'r> {
        self.insertions.entry(place).or_insert(Insertion {
            cut,
            ends: Vec::new(),
            starts: Vec::new(),
        })
    }

    /// The XML with the anchors.
    pub(super) fn finish(&self) -> String {
        let preserved = self.preserved();
        let mut edits: Vec<(usize, String)> = preserved
            .iter()
            .map(|end| (end - 1, PRESERVE.to_owned()))
            .collect();
        edits.extend(
            self.insertions
                .iter()
                .map(|(place, insertion)| (*place, self.text(insertion, &preserved))),
        );
        edits.sort_by_key(|(place, _)| *place);
        let mut out = String::with_capacity(self.source.len() * 5 / 4);
        let mut done = 0;
        for (place, text) in edits {
            out.push_str(&self.source[done..place]);
            out.push_str(&text);
            done = place;
        }
        out + &self.source[done..]
    }

    /// The ends of the start tags that must say that white space counts, because a cut brings some to an end of the text.
    fn preserved(&self) -> BTreeSet<usize> {
        let parted = |place: usize| {
            self.source[..place].ends_with(char::is_whitespace)
                || self.source[place..].starts_with(char::is_whitespace)
        };
        let cuts = self.insertions.iter();
        cuts.filter_map(|(place, insertion)| match insertion.cut {
            Cut::Text(_, tag) if parted(*place) => Some(tag),
            _ => None,
        })
        .filter(|tag| !self.source[(*tag).clone()].contains("xml:space"))
        .map(|tag| tag.end)
        .collect()
    }

    fn text(&self, insertion: &Insertion<'_>, preserved: &BTreeSet<usize>) -> String {
        let written = |span: &Range<usize>| &self.source[span.clone()];
        let close = |tag: &Range<usize>| format!("</{}>", name(written(tag)));
        let reopen = |run: &Run| [written(&run.tag), written(&run.properties)].concat();
        let markers = self.markers(insertion);
        match insertion.cut {
            Cut::Nothing => markers,
            Cut::Run(run) => close(&run.tag) + &markers + &reopen(run),
            Cut::Text(run, tag) => {
                let space = if preserved.contains(&tag.end) {
                    PRESERVE
                } else {
                    ""
                };
                let tag_text = written(tag).trim_end_matches('>');
                close(tag)
                    + &close(&run.tag)
                    + &markers
                    + &reopen(run)
                    + &format!("{tag_text}{space}>")
            }
        }
    }

    fn markers(&self, insertion: &Insertion<'_>) -> String {
        let dialect = self.runs.dialect();
        let (w, declared) = (&dialect.prefix, dialect.declaration());
        let ends = insertion.ends.iter().map(|id| {
            format!(
                r#"<{w}:commentRangeEnd{declared} {w}:id="{id}"/><{w}:r{declared}><{w}:commentReference {w}:id="{id}"/></{w}:r>"#
            )
        });
        let starts = insertion
            .starts
            .iter()
            .map(|id| format!(r#"<{w}:commentRangeStart{declared} {w}:id="{id}"/>"#));
        ends.chain(starts).collect()
    }
}

/// Where an anchor stands that begins at a byte of a run.
fn before(run: &Run, byte: usize) -> (usize, Cut<'_>) {
    let past = run
        .children
        .partition_point(|child| child.span.start <= byte);
    match past
        .checked_sub(1)
        .map(|index| (index, &run.children[index]))
    {
        Some((_, child)) if cuts(child, byte) => within(run, child, byte),
        None | Some((0, _)) => (run.span.start, Cut::Nothing),
        Some((_, child)) => (child.span.start, Cut::Run(run)),
    }
}

/// Where an anchor stands that ends before a byte of a run.
fn after(run: &Run, byte: usize) -> (usize, Cut<'_>) {
    let index = run.children.partition_point(|child| child.span.end < byte);
    match run.children.get(index) {
        Some(child) if cuts(child, byte) => within(run, child, byte),
        Some(child) if index + 1 < run.children.len() => (child.span.end, Cut::Run(run)),
        _ => (run.span.end, Cut::Nothing),
    }
}

/// Whether a byte parts the characters of a child.
fn cuts(child: &Child, byte: usize) -> bool {
    let content = child.text.as_ref().map(|(_, content)| content);
    content.is_some_and(|content| content.start < byte && byte < content.end)
}

fn within<'r>(run: &'r Run, child: &'r Child, byte: usize) -> (usize, Cut<'r>) {
    match &child.text {
        Some((tag, _)) => (byte, Cut::Text(run, tag)),
        None => (child.span.end, Cut::Run(run)),
    }
}

/// The name in a start tag.
fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))
        .next()
        .unwrap_or(name)
}
