//! Where characters stand on a page, and text that remembers it.

use hayro_interpret::kurbo::Point;

use super::page::Glyph;
use crate::model::{Area, Origin, Spot, Text};

/// A page as it is seen, and the quarter turns clockwise its text is read in.
///
/// Reading happens in the turned coordinates, where text runs from left to right; [`Frame::seen`] leads back.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Frame {
    /// Width and height of the page as it is seen.
    width: f32,
    height: f32,
    turn: u8,
}

/// A rectangle in points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Extent {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
}

/// The place of a character: its page and its box on the page as it is seen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ink {
    /// Byte offset of the character in its text.
    pub(crate) byte: usize,
    /// The page, from 1.
    pub(crate) page: u32,
    pub(crate) extent: Extent,
}

/// Text that knows where each of its printed characters stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Script {
    pub(crate) content: String,
    /// The printed characters by rising byte; spaces between them have no ink.
    pub(crate) inks: Vec<Ink>,
}

impl Frame {
    pub(super) fn new(width: f32, height: f32, turn: u8) -> Self {
        Self {
            width,
            height,
            turn,
        }
    }

    /// Width of the page as its text is read.
    pub(super) fn breadth(&self) -> f32 {
        if self.turn.is_multiple_of(2) {
            self.width
        } else {
            self.height
        }
    }

    /// Height of the page as its text is read.
    pub(super) fn depth(&self) -> f32 {
        if self.turn.is_multiple_of(2) {
            self.height
        } else {
            self.width
        }
    }

    /// A point of the page as it is seen, as it is read.
    pub(super) fn turned(&self, point: Point) -> Point {
        let (width, height) = (f64::from(self.width), f64::from(self.height));
        match self.turn {
            0 => point,
            1 => Point::new(point.y, width - point.x),
            2 => Point::new(width - point.x, height - point.y),
            _ => Point::new(height - point.y, point.x),
        }
    }

    /// A character given in the coordinates of its own line, whose axes are turned but share the page's corner, as it
    /// is read. Where it runs another way than the page it becomes upright in its place.
    pub(super) fn level(&self, quarter: u8, glyph: Glyph) -> Glyph {
        if quarter == self.turn {
            let (along, across) = match self.turn {
                0 => (0.0, 0.0),
                1 => (0.0, self.width),
                2 => (self.width, self.height),
                _ => (self.height, 0.0),
            };
            return Glyph {
                left: glyph.left + along,
                right: glyph.right + along,
                baseline: glyph.baseline + across,
                ..glyph
            };
        }
        let middle = (
            f64::from(glyph.left + glyph.right) / 2.0,
            f64::from(glyph.baseline - 0.35 * glyph.size),
        );
        let seen = match quarter {
            0 => Point::new(middle.0, middle.1),
            1 => Point::new(-middle.1, middle.0),
            2 => Point::new(-middle.0, -middle.1),
            _ => Point::new(middle.1, -middle.0),
        };
        let center = self.turned(seen);
        let half = (glyph.right - glyph.left) / 2.0;
        Glyph {
            left: center.x as f32 - half,
            right: center.x as f32 + half,
            baseline: center.y as f32 + 0.35 * glyph.size,
            ..glyph
        }
    }

    /// A rectangle as it is read, as it is seen.
    fn seen(&self, extent: Extent) -> Extent {
        let Extent {
            left,
            top,
            right,
            bottom,
        } = extent;
        match self.turn {
            0 => extent,
            1 => Extent {
                left: self.width - bottom,
                top: left,
                right: self.width - top,
                bottom: right,
            },
            2 => Extent {
                left: self.width - right,
                top: self.height - bottom,
                right: self.width - left,
                bottom: self.height - top,
            },
            _ => Extent {
                left: top,
                top: self.height - right,
                right: bottom,
                bottom: self.height - left,
            },
        }
    }

    /// The place of a character.
    pub(super) fn ink(&self, page: u32, byte: usize, glyph: &Glyph) -> Ink {
        Ink {
            byte,
            page,
            extent: self.seen(glyph.extent()),
        }
    }
}

impl Glyph {
    /// The box of the character, as high as a Chinese one.
    pub(super) fn extent(&self) -> Extent {
        Extent {
            left: self.left,
            top: self.baseline - 0.85 * self.size,
            right: self.right,
            bottom: self.baseline + 0.15 * self.size,
        }
    }
}

impl Extent {
    /// Whether a box stands beside this one on a line.
    pub(crate) fn beside(&self, other: &Self) -> bool {
        let shared = self.bottom.min(other.bottom) - self.top.max(other.top);
        shared > 0.5 * (other.bottom - other.top) && other.left > self.left
    }

    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn area(self) -> Area {
        let tenths = |points: f32| (points * 10.0).round().clamp(0.0, f32::from(u16::MAX)) as u16;
        Area {
            left: tenths(self.left),
            top: tenths(self.top),
            right: tenths(self.right),
            bottom: tenths(self.bottom),
        }
    }
}

impl Script {
    /// Adds text after this one.
    pub(super) fn append(&mut self, other: Self) {
        let start = self.content.len();
        self.content.push_str(&other.content);
        self.inks.extend(other.inks.into_iter().map(|ink| Ink {
            byte: ink.byte + start,
            ..ink
        }));
    }

    /// Adds a character, with its place where it is printed.
    pub(super) fn push(&mut self, character: char, ink: Option<Ink>) {
        let byte = self.content.len();
        self.inks.extend(ink.map(|ink| Ink { byte, ..ink }));
        self.content.push(character);
    }

    /// The page it begins on and the area it takes there.
    pub(crate) fn origin(&self) -> Origin {
        let Some(first) = self.inks.first() else {
            return Origin::default();
        };
        let extent = self
            .inks
            .iter()
            .filter(|ink| ink.page == first.page)
            .fold(first.extent, |extent, ink| extent.union(ink.extent));
        Origin {
            line: None,
            page: Some(first.page),
            spot: Spot::Area(extent.area()),
        }
    }

    pub(super) fn text(self) -> Text {
        let origin = self.origin();
        Text::at(self.content, origin)
    }
}
