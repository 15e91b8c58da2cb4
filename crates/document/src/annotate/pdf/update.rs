//! An incremental update: objects that follow a file, and the table of them.

use std::collections::BTreeMap;

use hayro_syntax::object::{Dict, MaybeRef, ObjRef, Object};
use hayro_syntax::reader::{Reader, ReaderExt};

use super::object::written;
use crate::annotate::AnnotateError;

/// Objects to be added to a file.
pub(super) struct Update<'a> {
    file: &'a [u8],
    /// Where the last table of objects of the file begins.
    previous: usize,
    kind: TableKind,
    /// Entries of the trailer that go on to hold: `/Root`, `/Info`, `/ID`.
    trailer: Vec<u8>,
    /// The first number that no object has.
    next: u32,
    /// New objects by number, with their generation.
    objects: BTreeMap<u32, (i32, Vec<u8>)>,
}

/// How a file tells where its objects are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TableKind {
    /// Lines of text.
    Plain,
    /// A stream, since PDF 1.5.
    Stream,
}

impl<'a> Update<'a> {
    pub(super) fn new(file: &'a [u8]) -> Result<Self, AnnotateError> {
        let damaged = || unfit("文件的对象索引已损坏");
        let previous = last_table(file).ok_or_else(damaged)?;
        let (kind, trailer) = trailer(file, previous).ok_or_else(damaged)?;
        if trailer.contains_key("Encrypt") {
            return Err(unfit("文件设有权限密码"));
        }
        let next = trailer.get::<u32>("Size").ok_or_else(damaged)?;
        let mut kept = Vec::new();
        for key in ["Root", "Info", "ID"] {
            if let Some(value) = trailer.get_raw::<Object<'_>>(key) {
                kept.extend(format!("/{key} ").into_bytes());
                kept.extend(written(&value));
            }
        }
        if !matches!(
            trailer.get_raw::<Object<'_>>("Root"),
            Some(MaybeRef::Ref(_))
        ) {
            return Err(damaged());
        }
        Ok(Self {
            file,
            previous,
            kind,
            trailer: kept,
            next,
            objects: BTreeMap::new(),
        })
    }

    /// Adds an object and gives its number.
    pub(super) fn add(&mut self, object: String) -> u32 {
        let number = self.next;
        self.next += 1;
        self.objects.insert(number, (0, object.into_bytes()));
        number
    }

    /// Puts an object in the place of one of the file.
    pub(super) fn replace(&mut self, place: ObjRef, object: Vec<u8>) {
        self.next = self.next.max(place.obj_number + 1);
        self.objects
            .insert(place.obj_number, (place.gen_number, object));
    }

    /// The file with the update.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let mut out = self.file.to_vec();
        out.push(b'\n');
        let mut places: BTreeMap<u32, (i32, usize)> = BTreeMap::new();
        for (number, (generation, object)) in std::mem::take(&mut self.objects) {
            places.insert(number, (generation, out.len()));
            out.extend(format!("{number} {generation} obj\n").into_bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let start = out.len();
        match self.kind {
            TableKind::Plain => self.plain_table(&places, &mut out),
            TableKind::Stream => self.stream_table(places, &mut out),
        }
        out.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
        out
    }

    fn plain_table(&self, places: &BTreeMap<u32, (i32, usize)>, out: &mut Vec<u8>) {
        out.extend(b"xref\n");
        for (first, run) in runs(places) {
            out.extend(format!("{first} {}\n", run.len()).into_bytes());
            for (generation, place) in run {
                out.extend(format!("{place:010} {generation:05} n\r\n").into_bytes());
            }
        }
        out.extend(format!("trailer\n<</Size {}/Prev {}", self.next, self.previous).into_bytes());
        out.extend(&self.trailer);
        out.extend(b">>\n");
    }

    fn stream_table(&self, mut places: BTreeMap<u32, (i32, usize)>, out: &mut Vec<u8>) {
        let number = self.next;
        places.insert(number, (0, out.len()));
        let mut index = String::new();
        let mut entries = Vec::new();
        for (first, run) in runs(&places) {
            index += &format!("{first} {} ", run.len());
            for (generation, place) in run {
                entries.push(1);
                entries.extend((place as u32).to_be_bytes());
                entries.extend((generation as u16).to_be_bytes());
            }
        }
        out.extend(
            format!(
                "{number} 0 obj\n<</Type/XRef/W[1 4 2]/Index[{index}]/Size {}/Prev {}/Length {}",
                number + 1,
                self.previous,
                entries.len()
            )
            .into_bytes(),
        );
        out.extend(&self.trailer);
        out.extend(b">>stream\n");
        out.extend(entries);
        out.extend(b"\nendstream\nendobj\n");
    }
}

fn unfit(reason: &str) -> AnnotateError {
    AnnotateError::Unfit {
        reason: reason.to_owned(),
    }
}

/// Where the last table of objects begins.
fn last_table(file: &[u8]) -> Option<usize> {
    const WORD: &[u8] = b"startxref";
    let word = memchr::memmem::rfind(file, WORD)?;
    let mut reader = Reader::new(&file[word + WORD.len()..]);
    reader.skip_white_spaces();
    let place = reader.read_without_context::<u32>()? as usize;
    (place < file.len()).then_some(place)
}

/// The kind of a table, and the dictionary that goes with it.
fn trailer(file: &[u8], table: usize) -> Option<(TableKind, Dict<'_>)> {
    const WORD: &[u8] = b"trailer";
    let mut reader = Reader::new(&file[table..]);
    reader.skip_white_spaces_and_comments();
    if reader.forward_tag(b"xref").is_some() {
        let word = memchr::memmem::find(&file[table..], WORD)?;
        let mut reader = Reader::new(&file[table + word + WORD.len()..]);
        reader.skip_white_spaces_and_comments();
        return Some((TableKind::Plain, reader.read_without_context::<Dict<'_>>()?));
    }
    reader.read_without_context::<u32>()?;
    reader.skip_white_spaces();
    reader.read_without_context::<u32>()?;
    reader.skip_white_spaces();
    reader.forward_tag(b"obj")?;
    reader.skip_white_spaces_and_comments();
    Some((
        TableKind::Stream,
        reader.read_without_context::<Dict<'_>>()?,
    ))
}

/// The runs of numbers without a gap: the first number, and generation and place of each.
fn runs(places: &BTreeMap<u32, (i32, usize)>) -> Vec<(u32, Vec<(i32, usize)>)> {
    let mut runs: Vec<(u32, Vec<(i32, usize)>)> = Vec::new();
    for (number, entry) in places {
        match runs.last_mut() {
            Some((first, run)) if *first as usize + run.len() == *number as usize => {
                run.push(*entry)
            }
            _ => runs.push((*number, vec![*entry])),
        }
    }
    runs
}
