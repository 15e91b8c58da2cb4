//! Changes of entries in the text of a file: only what is changed is written anew.

use std::ops::Range;

use entry::{Change, Content, Entries, EntryId, Fields, Path, Value};

use entry::kind;

use super::read::{Block, Form, Layout, Syntax, read};
use super::render;

/// A change that cannot be written into a file as it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unclear {
    /// The file is not TOML.
    #[error("{0}")]
    Syntax(#[from] Syntax),
    /// The place is written in a form that is not edited.
    #[error("“{0}”写成了程序不会改的样子：请先改写成小节（[\"名称\"] 或 [[\"名称\"]]），每项一行")]
    Form(String),
}

/// The text of the file of `base` with the changes of its entries made.
///
/// # Errors
/// When it cannot be read, or the changes do not come out as they should.
pub(crate) fn edited(text: &str, base: &EntryId, changes: &[&Change]) -> Result<String, Unclear> {
    let read_first = read(text, base)?;
    let blocks = read_first.layout.blocks.iter();
    let mut ids: Vec<EntryId> = blocks.map(|block| block.id.clone()).collect();
    let mut content = Content {
        entries: read_first.entries,
        ..Content::default()
    };
    let mut text = text.to_owned();
    let mut last = String::new();
    for change in changes {
        last = change.entry().map(ToString::to_string).unwrap_or_default();
        let unclear = || Unclear::Form(last.clone());
        let layout = called(read(&text, base)?.layout, &ids).ok_or_else(unclear)?;
        let file = File {
            text: &text,
            layout: &layout,
            entries: &content.entries,
            base,
        };
        let (new, order) = file.with(change).ok_or_else(unclear)?;
        change.apply(&mut content).map_err(|_| unclear())?;
        (text, ids) = (new, order);
    }
    match read(&text, base)?.entries == content.entries {
        true => Ok(text),
        false => Err(Unclear::Form(last)),
    }
}

/// A layout whose entries are called as the changes call them. Halfway through several changes of entries that are called
/// the same, the text alone would call them otherwise.
fn called(mut layout: Layout, ids: &[EntryId]) -> Option<Layout> {
    if layout.blocks.len() != ids.len() {
        return None;
    }
    for (block, id) in layout.blocks.iter_mut().zip(ids) {
        block.id = id.clone();
    }
    Some(layout)
}

struct File<'a> {
    text: &'a str,
    layout: &'a Layout,
    entries: &'a Entries,
    /// What the file itself stands for.
    base: &'a EntryId,
}

impl File<'_> {
    /// The text with a change, and what its entries are called then, in their order.
    fn with(&self, change: &Change) -> Option<(String, Vec<EntryId>)> {
        let mut ids: Vec<EntryId> = self
            .layout
            .blocks
            .iter()
            .map(|one| one.id.clone())
            .collect();
        let text = match change {
            Change::Set { at, is, .. } => self.with_field(at, is.as_ref())?,
            Change::Rename { from, to, was, is } => {
                let text = self.with_name(from, was, is)?;
                for id in ids.iter_mut().filter(|id| id.is_within(from)) {
                    *id = id.moved(from, to);
                }
                text
            }
            Change::Add {
                entry,
                after,
                fields,
            } => {
                let block = render::block(entry, self.base.0.len(), fields);
                let at = self.place_for(entry, after.as_ref())?;
                ids.insert(self.blocks_before(at), entry.clone());
                self.with_block(at, &block)
            }
            Change::Remove { entry, .. } => {
                let whole = self.extent(entry)?;
                ids.retain(|id| id != entry);
                self.without(self.with_gap(whole))
            }
            Change::Move { entry, is, .. } => {
                let (to, text) = self.with_moved(entry, is.as_ref())?;
                let before = self.layout.blocks[..self.blocks_before(to)].iter();
                let place = before.filter(|one| !one.id.is_within(entry)).count();
                let (moved, mut rest): (Vec<EntryId>, Vec<EntryId>) =
                    ids.into_iter().partition(|id| id.is_within(entry));
                rest.splice(place..place, moved);
                ids = rest;
                text
            }
            _ => return None,
        };
        Some((text, ids))
    }

    /// How many entries begin before a place; the file itself always does.
    fn blocks_before(&self, at: usize) -> usize {
        let blocks = self.layout.blocks.iter();
        let before = blocks.filter(|block| block.form == Form::File || block.head.start < at);
        before.count()
    }

    fn layout(&self) -> &Layout {
        self.layout
    }

    /// The text with other words in one place.
    fn replaced(&self, span: Range<usize>, with: &str) -> Option<String> {
        let (head, tail) = (self.text.get(..span.start)?, self.text.get(span.end..)?);
        Some(format!("{head}{}{tail}", self.ended(with)))
    }

    fn without(&self, span: Range<usize>) -> String {
        let mut text = self.text.to_owned();
        text.replace_range(span, "");
        text
    }

    /// Lines ended as the file ends its own.
    fn ended(&self, text: &str) -> String {
        match self.text.contains("\r\n") {
            true => text.replace('\n', "\r\n"),
            false => text.to_owned(),
        }
    }

    fn with_field(&self, at: &Path, value: Option<&Value>) -> Option<String> {
        let block = self.layout().block(&at.entry)?;
        let key = at.field.as_deref()?;
        let placed = block.fields.iter().find(|placed| placed.key == key);
        if block.form == Form::Inline {
            let mut fields = self.entries.get(&at.entry)?.clone();
            match value {
                Some(value) => fields.insert(key.to_owned(), value.clone()),
                None => fields.shift_remove(key),
            };
            return self.replaced(block.head.clone(), &render::inline(&fields));
        }
        match (placed, value) {
            (Some(placed), Some(value)) => {
                self.replaced(placed.value_span.clone(), &render::value(value))
            }
            (Some(placed), None) => {
                let lines =
                    self.line_start(placed.key_span.start)..self.line_end(placed.value_span.end);
                Some(self.without(lines))
            }
            (None, Some(value)) => {
                let line = render::line(key, value);
                let place = self.place_of_field(block, key);
                let ended = self.text[..place].is_empty() || self.text[..place].ends_with('\n');
                let line = if ended { line } else { format!("\n{line}") };
                self.replaced(place..place, &line)
            }
            (None, None) => None,
        }
    }

    /// The fields an entry is called by, written otherwise.
    fn with_name(&self, id: &EntryId, was: &Fields, is: &Fields) -> Option<String> {
        let ids: Vec<EntryId> = self
            .layout
            .blocks
            .iter()
            .map(|one| one.id.clone())
            .collect();
        let mut text = self.text.to_owned();
        let gone = was.keys().filter(|key| !is.contains_key(*key));
        let parts = gone.map(|key| (key, None));
        for (key, value) in is
            .iter()
            .map(|(key, value)| (key, Some(value)))
            .chain(parts)
        {
            let layout = called(read(&text, self.base).ok()?.layout, &ids)?;
            let file = File {
                text: &text,
                layout: &layout,
                entries: self.entries,
                base: self.base,
            };
            let next = file.with_field(&id.field(key), value)?;
            text = next;
        }
        Some(text)
    }

    /// Where a new field belongs: after the last of those that come before it in the table.
    fn place_of_field(&self, block: &Block, key: &str) -> usize {
        let known = block.id.within().itself();
        let own = kind::order(known, key);
        let earlier = block
            .fields
            .iter()
            .filter(|placed| kind::order(known, &placed.key) <= own);
        let last = earlier.max_by_key(|placed| placed.value_span.end);
        match (last, block.form) {
            (Some(last), _) => self.line_end(last.value_span.end),
            (None, Form::File) => match block.fields.first() {
                Some(first) => self.line_start(first.key_span.start),
                None => 0,
            },
            (None, _) => self.line_end(block.head.end),
        }
    }

    /// Where a new entry belongs.
    fn place_for(&self, entry: &EntryId, after: Option<&EntryId>) -> Option<usize> {
        if let Some(after) = after {
            return Some(self.extent(after)?.end);
        }
        let parent = entry.parent()?;
        let group = self.entries.group(&parent, entry.kind());
        if let Some(first) = group.first() {
            return self.end_before(first);
        }
        // After those of its parent's that come before its kind in the table, or after its parent's own fields.
        let order = |kind: &str| {
            let kinds = parent.within().itself().map_or(&[][..], |kind| kind.inner);
            let at = kinds.iter().position(|one| one.name == kind);
            at.unwrap_or(kinds.len())
        };
        let own = order(entry.kind());
        let kinds = self.entries.kinds(&parent).into_iter();
        let earlier = kinds.filter(|kind| order(kind) <= own);
        let ends = earlier.flat_map(|kind| self.entries.group(&parent, kind));
        let ends = ends
            .filter_map(|id| self.extent(id))
            .map(|extent| extent.end);
        let block = self.layout().block(&parent)?;
        match ends.max() {
            Some(end) => Some(end),
            None if block.form == Form::Inline => None,
            None => Some(self.own_end(block)),
        }
    }

    /// Where what comes before an entry ends; comments above its header stay with it.
    fn end_before(&self, id: &EntryId) -> Option<usize> {
        let block = self
            .layout()
            .block(id)
            .filter(|block| block.form == Form::Header)?;
        let at = self.layout().blocks.iter().position(|one| one.id == *id)?;
        let before = at
            .checked_sub(1)
            .map(|before| &self.layout().blocks[before]);
        debug_assert!(before.is_none_or(|before| before.head.start <= block.head.start));
        Some(before.map_or(0, |before| self.own_end(before)))
    }

    /// Where the fields of an entry end.
    fn own_end(&self, block: &Block) -> usize {
        let last = block
            .fields
            .iter()
            .map(|placed| placed.value_span.end)
            .max();
        match (last, block.form) {
            (Some(end), _) => self.line_end(end),
            (None, Form::File) => 0,
            (None, _) => self.line_end(block.head.end),
        }
    }

    /// All lines of an entry, from its header on, with those of what lies in it.
    fn extent(&self, id: &EntryId) -> Option<Range<usize>> {
        let block = self
            .layout()
            .block(id)
            .filter(|block| block.form == Form::Header)?;
        let start = self.line_start(block.head.start);
        let blocks = self.layout().blocks.iter();
        let inside = blocks.filter(|one| one.id.is_within(id) && one.form == Form::Header);
        let end = inside.map(|one| self.own_end(one)).max()?;
        // Nothing of another entry may stand in between.
        let stranger = |one: &Block| {
            one.form == Form::Header
                && !one.id.is_within(id)
                && (start..end).contains(&one.head.start)
        };
        (!self.layout().blocks.iter().any(stranger)).then_some(start..end)
    }

    /// With the empty line before it, and where it is the first of the file the one after.
    fn with_gap(&self, lines: Range<usize>) -> Range<usize> {
        let head = &self.text[..lines.start];
        for gap in ["\r\n", "\n"] {
            if let Some(before) = head.strip_suffix(gap)
                && (before.ends_with('\n') || before.is_empty())
            {
                return before.len()..lines.end;
            }
        }
        lines
    }

    fn with_block(&self, at: usize, block: &str) -> String {
        let (head, tail) = self.text.split_at(at);
        let ended = head.is_empty() || head.ends_with('\n');
        let gap = match (head.is_empty(), ended) {
            (true, _) => "",
            (_, true) => "\n",
            (_, false) => "\n\n",
        };
        let end = match head.is_empty() && !tail.is_empty() {
            true => "\n",
            false => "",
        };
        format!("{head}{}{tail}", self.ended(&format!("{gap}{block}{end}")))
    }

    /// Where an entry goes in the text as it is, and the text with it there.
    fn with_moved(&self, entry: &EntryId, after: Option<&EntryId>) -> Option<(usize, String)> {
        let lines = self.extent(entry)?;
        let to = match after {
            Some(after) => self.extent(after)?.end,
            None => {
                let group = self.entries.group(&entry.parent()?, entry.kind());
                self.end_before(group.first()?)?
            }
        };
        let mut block = self.text.get(lines.clone())?.to_owned();
        if !block.ends_with('\n') {
            block.push('\n');
        }
        let cut = self.with_gap(lines);
        let rest = self.without(cut.clone());
        let goal = to;
        let to = match to {
            to if to <= cut.start => to,
            to if to >= cut.end => to - cut.len(),
            _ => cut.start,
        };
        let file = File {
            text: &rest,
            ..*self
        };
        Some((goal, file.with_block(to, &block.replace("\r\n", "\n"))))
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// The beginning of the line after.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        rest.find('\n').map_or(self.text.len(), |end| at + end + 1)
    }
}
