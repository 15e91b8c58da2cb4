//! XML read from the top down, forgiving at its end: what comes before a flaw is kept.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A cursor in an XML text. Whoever is given an element reads it to its end with [`Xml::item`], or calls [`Xml::skip`].
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
    max_depth: usize,
    flaw: Option<String>,
    /// Bytes before the text the reader was given.
    shift: usize,
    /// Where the last event begins in the text of the reader.
    start: u64,
}

/// A child of the current element.
pub(super) enum Item<'x> {
    Element(Element<'x>),
    Text(Cow<'x, str>),
}

/// The start of an element.
pub(super) struct Element<'x>(BytesStart<'x>);

impl<'x> Xml<'x> {
    pub(super) fn new(text: &'x str, max_depth: usize) -> Self {
        let body = text.trim_start_matches('\u{FEFF}');
        let mut reader = Reader::from_str(body);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            depth: 0,
            max_depth,
            flaw: None,
            shift: text.len() - body.len(),
            start: 0,
        }
    }

    /// The next child of the current element; `None` at its end, and for all elements once the XML is flawed.
    ///
    /// Entities other than the predefined ones are not expanded.
    pub(super) fn item(&mut self) -> Option<Item<'x>> {
        while self.flaw.is_none() {
            self.start = self.reader.buffer_position();
            match self.reader.read_event() {
                Ok(Event::Start(element)) => {
                    self.depth += 1;
                    if self.depth > self.max_depth {
                        return self.fail("标记嵌套过深");
                    }
                    return Some(Item::Element(Element(element)));
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return None;
                }
                Ok(Event::Text(text)) => return Some(Item::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Item::Text(text.into_inner())),
                Ok(Event::GeneralRef(entity)) => {
                    return Some(Item::Text(resolved(&entity.into_inner())));
                }
                Ok(Event::Eof) if self.depth > 0 => return self.fail("内容在中途结束"),
                Ok(Event::Eof) => return None,
                Ok(_) => {}
                Err(_) => return self.fail("标记不配对或写法有误"),
            }
        }
        None
    }

    /// Goes on to the next child that is an element of this name, and says whether there is one.
    pub(super) fn enter(&mut self, name: &str) -> bool {
        while let Some(item) = self.item() {
            if let Item::Element(element) = item {
                if element.name() == name {
                    return true;
                }
                self.skip();
            }
        }
        false
    }

    /// Leaves the current element, and says whether it has a child of one of these names.
    pub(super) fn leave_finding(&mut self, names: &[&str]) -> bool {
        let mut found = false;
        while let Some(item) = self.item() {
            if let Item::Element(element) = item {
                found |= names.contains(&element.name());
                self.skip();
            }
        }
        found
    }

    /// Leaves the current element.
    pub(super) fn skip(&mut self) {
        let mut open = 1;
        while open > 0 && self.flaw.is_none() {
            match self.item() {
                Some(Item::Element(_)) => open += 1,
                Some(Item::Text(_)) => {}
                None => open -= 1,
            }
        }
    }

    /// The bytes of the last item in the XML; of an element, those of its start tag.
    pub(super) fn span(&self) -> Range<usize> {
        self.start as usize + self.shift..self.reader.buffer_position() as usize + self.shift
    }

    /// Why the XML could not be read to its end, if so.
    pub(super) fn flaw(&self) -> Option<&str> {
        self.flaw.as_deref()
    }

    fn fail<T>(&mut self, reason: &str) -> Option<T> {
        self.flaw = Some(format!(
            "{reason}（第 {} 字节）",
            self.reader.error_position()
        ));
        None
    }
}

impl Element<'_> {
    /// The local name. Prefixes differ from writer to writer.
    pub(super) fn name(&self) -> &str {
        self.0.name().local_name().into_inner()
    }

    /// The value of an attribute, by its local name.
    pub(super) fn value(&self, key: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let attribute = attributes
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == key)?;
        attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()
            .map(Cow::into_owned)
    }

    /// The value of `w:val`.
    pub(super) fn val(&self) -> Option<String> {
        self.value("val")
    }

    /// The value of a property that is on when named and may be switched off, as `<w:b/>` and `<w:b w:val="0"/>`.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off"))
    }

    /// A number in `w:val`.
    pub(super) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.val()?.trim().parse().ok()
    }
}

fn resolved<'x>(entity: &str) -> Cow<'x, str> {
    let code = |digits: &str, radix| {
        u32::from_str_radix(digits, radix)
            .ok()
            .and_then(char::from_u32)
    };
    let character = match entity.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => code(digits, 16),
            None => code(number, 10),
        },
        None => {
            return resolve_predefined_entity(entity)
                .map_or_else(|| Cow::Owned(format!("&{entity};")), Cow::Borrowed);
        }
    };
    Cow::Owned(character.unwrap_or(char::REPLACEMENT_CHARACTER).to_string())
}
