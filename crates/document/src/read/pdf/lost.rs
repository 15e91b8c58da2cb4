//! What a page refers to and the interpreter would pass over in silence: parts that are missing or damaged, streams packed in
//! an unknown way, instructions that are none.

use std::collections::{BTreeSet, HashMap};

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::packed::{Packed, packed};

/// States of drawing that may lie upon one another, as `q` puts them; each costs some hundred bytes.
const MOST_STATES: usize = 4096;

/// Forms within forms that the interpreter draws.
const DEEPEST: usize = 50;

/// Bytes of a table that says which characters a font has; each entry of it becomes several times as long.
const LONGEST_TABLE: usize = 4 << 20;

/// Something of a page that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Lost {
    /// A stream of instructions that is not there.
    Contents,
    /// A stream packed in a way nobody knows.
    Filter,
    /// A stream that cannot be unpacked, or not to its end.
    Damaged,
    /// A stream that unpacks to something else than was packed.
    Checksum,
    /// A font, or what says which characters it has.
    Font,
    /// A drawing or picture within the page.
    Drawing,
    /// Instructions that are none.
    Instructions,
}

impl Lost {
    /// What is said of it.
    pub(super) fn told(self) -> &'static str {
        match self {
            Self::Contents => "内容缺失，没有读取",
            Self::Filter => "内容的压缩方式不认识，没有读取",
            Self::Damaged => "内容解压不全，损坏处以后没有读取",
            Self::Checksum => "内容与校验和不符，有字节被改动，读出的文字和数字可能有错",
            Self::Font => "有字体缺失或损坏，用它印的文字没有读取",
            Self::Drawing => "有图形或嵌入的页面缺失，其中的文字没有读取",
            Self::Instructions => "有绘制指令读不懂，其后的文字可能没有读取",
        }
    }
}

/// Why a page is not to be drawn at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMuch;

/// What pages have lost. Streams that several pages share are looked at once.
#[derive(Default)]
pub(super) struct Losses {
    /// How long each stream is unpacked, and what is wrong with it.
    streams: HashMap<ObjectIdentifier, (usize, Option<Lost>)>,
    /// What is lost of each form, and of the forms within it.
    forms: HashMap<ObjectIdentifier, BTreeSet<Lost>>,
    /// Bytes that the instructions of one page may take.
    limit: usize,
    /// How deep forms are drawn within forms.
    depth: usize,
}

impl Losses {
    pub(super) fn new(limit: u64) -> Self {
        Self {
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            ..Self::default()
        }
    }

    /// What is lost of a page.
    ///
    /// # Errors
    /// A page that would take too much memory to be drawn.
    pub(super) fn of(&mut self, page: &Page<'_>) -> Result<BTreeSet<Lost>, TooMuch> {
        let mut lost = BTreeSet::new();
        self.contents(page, &mut lost)?;
        if let Some(instructions) = page.page_stream() {
            self.instructions(instructions, page.resources(), &mut lost)?;
        }
        Ok(lost)
    }

    fn contents(&mut self, page: &Page<'_>, lost: &mut BTreeSet<Lost>) -> Result<(), TooMuch> {
        let mut size = 0_usize;
        match page.raw().get::<Object<'_>>("Contents") {
            Some(Object::Stream(stream)) => size = self.stream(&stream, lost),
            Some(Object::Array(streams)) => {
                for stream in streams.raw_iter() {
                    let stream = match stream {
                        MaybeRef::Ref(id) => page.xref().get::<Stream<'_>>(id.into()),
                        MaybeRef::NotRef(object) => object.into_stream(),
                    };
                    match stream {
                        Some(stream) => {
                            size = size.saturating_add(self.stream(&stream, lost) + 1);
                        }
                        None => {
                            lost.insert(Lost::Contents);
                        }
                    }
                }
            }
            _ if page.raw().contains_key("Contents") || prints(page) => {
                lost.insert(Lost::Contents);
            }
            _ => {}
        }
        if size > self.limit {
            Err(TooMuch)
        } else {
            Ok(())
        }
    }

    /// How long a stream is, unpacked.
    fn stream(&mut self, stream: &Stream<'_>, lost: &mut BTreeSet<Lost>) -> usize {
        let known = self.streams.entry(stream.obj_id());
        let (size, flaw) = *known.or_insert_with(|| flaw(stream));
        lost.extend(flaw);
        size
    }

    /// Goes through instructions, and through those of the forms they draw.
    fn instructions(
        &mut self,
        data: &[u8],
        resources: &Resources<'_>,
        lost: &mut BTreeSet<Lost>,
    ) -> Result<(), TooMuch> {
        let (mut states, mut open, mut lenient) = (0_usize, 0_i64, 0_usize);
        let mut seen = BTreeSet::new();
        let mut instructions = TypedIter::new(data);
        while let Some(instruction) = instructions.next() {
            match instruction {
                TypedInstruction::SaveState(_) => {
                    states += 1;
                    if states > MOST_STATES {
                        return Err(TooMuch);
                    }
                }
                TypedInstruction::RestoreState(_) => states = states.saturating_sub(1),
                TypedInstruction::BeginText(_) => open += 1,
                TypedInstruction::EndText(_) => open -= 1,
                TypedInstruction::BeginCompatibility(_) => lenient += 1,
                TypedInstruction::EndCompatibility(_) => lenient = lenient.saturating_sub(1),
                TypedInstruction::Fallback(_) if lenient == 0 => {
                    lost.insert(Lost::Instructions);
                }
                TypedInstruction::TextFont(font) if seen.insert(font.0.to_vec()) => {
                    match resources.get_font(font.0) {
                        Some(font) => self.font(&font, lost)?,
                        None => {
                            lost.insert(Lost::Font);
                        }
                    }
                }
                TypedInstruction::XObject(drawing) if seen.insert(drawing.0.to_vec()) => {
                    match resources.get_x_object(drawing.0) {
                        Some(drawing) => self.drawing(&drawing, resources, lost)?,
                        None => {
                            lost.insert(Lost::Drawing);
                        }
                    }
                }
                _ => {}
            }
        }
        if open != 0 {
            lost.insert(Lost::Instructions);
        }
        Ok(())
    }

    fn drawing(
        &mut self,
        drawing: &Stream<'_>,
        around: &Resources<'_>,
        lost: &mut BTreeSet<Lost>,
    ) -> Result<(), TooMuch> {
        let kind = drawing.dict().get::<Name<'_>>("Subtype");
        if kind.is_none_or(|kind| &*kind != b"Form") {
            return Ok(());
        }
        if self.depth > DEEPEST {
            return Ok(());
        }
        let id = drawing.obj_id();
        if let Some(known) = self.forms.get(&id) {
            lost.extend(known);
            return Ok(());
        }
        // One that draws itself is known by now.
        self.forms.insert(id, BTreeSet::new());
        let mut within = BTreeSet::new();
        if self.stream(drawing, &mut within) > self.limit {
            return Err(TooMuch);
        }
        if let Ok(data) = drawing.decoded_data() {
            let own = drawing
                .dict()
                .get::<Dict<'_>>("Resources")
                .map(Resources::new);
            self.depth += 1;
            let read = self.instructions(&data, own.as_ref().unwrap_or(around), &mut within);
            self.depth -= 1;
            read?;
        }
        lost.extend(&within);
        self.forms.insert(id, within);
        Ok(())
    }

    /// Looks at what says which characters a font has.
    fn font(&mut self, font: &Dict<'_>, lost: &mut BTreeSet<Lost>) -> Result<(), TooMuch> {
        for key in ["ToUnicode", "Encoding"] {
            match font.get::<Object<'_>>(key) {
                Some(Object::Stream(table)) => {
                    let mut flaws = BTreeSet::new();
                    if self.stream(&table, &mut flaws) > LONGEST_TABLE {
                        return Err(TooMuch);
                    }
                    if !flaws.is_empty() {
                        lost.insert(Lost::Font);
                    }
                }
                None if font.contains_key(key) => {
                    lost.insert(Lost::Font);
                }
                _ => {}
            }
        }
        let composed = font
            .get::<Name<'_>>("Subtype")
            .is_some_and(|kind| &*kind == b"Type0");
        let parts = font.get::<Array<'_>>("DescendantFonts");
        if composed && parts.is_none_or(|parts| parts.iter::<Dict<'_>>().next().is_none()) {
            lost.insert(Lost::Font);
        }
        Ok(())
    }
}

/// Whether a page has fonts of its own: it was meant to print something.
fn prints(page: &Page<'_>) -> bool {
    let resources = page.raw().get::<Dict<'_>>("Resources");
    let fonts = resources.and_then(|resources| resources.get::<Dict<'_>>("Font"));
    fonts.is_some_and(|fonts| !fonts.is_empty())
}

/// How long a stream is unpacked, and what is wrong with it.
fn flaw(stream: &Stream<'_>) -> (usize, Option<Lost>) {
    let raw = stream.raw_data();
    let declared: Vec<Vec<u8>> = match stream.dict().get::<Object<'_>>("Filter") {
        Some(Object::Name(name)) => vec![name.to_vec()],
        Some(Object::Array(names)) => names.iter::<Name<'_>>().map(|name| name.to_vec()).collect(),
        Some(_) => return (raw.len(), Some(Lost::Filter)),
        None if stream.dict().contains_key("Filter") => return (raw.len(), Some(Lost::Filter)),
        None => Vec::new(),
    };
    if declared.len() != stream.filters().len() {
        return (raw.len(), Some(Lost::Filter));
    }
    match declared.first().map(Vec::as_slice) {
        None => (raw.len(), None),
        Some(b"FlateDecode" | b"Fl") if declared.len() == 1 => match packed(&raw) {
            Packed::Whole(size) => (size, None),
            Packed::Altered(size) => (size, Some(Lost::Checksum)),
            Packed::Broken(size) => (size, Some(Lost::Damaged)),
        },
        Some(_) => match stream.decoded_data() {
            Ok(data) => (data.len(), None),
            Err(_) => (0, Some(Lost::Damaged)),
        },
    }
}
