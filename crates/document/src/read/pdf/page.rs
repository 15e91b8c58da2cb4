//! What one page shows: its characters and rules, in points from the upper left corner of the page as it is seen.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};

use super::ink::Frame;
use super::radical::unified;

/// A character of the font that stands for none in Unicode.
pub(super) const UNKNOWN: char = '\u{FFFD}';

/// Filled rectangles no thicker than this are rules.
const THICKEST_RULE: f64 = 3.0;

/// Drawing operations that a form counts for, which begins with a clip: it is unpacked and read anew each time.
const STROKES_OF_FORM: usize = 500;

/// Bytes of a form that count for one drawing operation.
const BYTES_OF_STROKE: usize = 256;

/// A character on the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) character: char,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
    /// Height of the font.
    pub(super) size: f32,
}

/// A straight line across (`at` is its height) or down (`at` is its distance from the left).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// Which way a text runs, in quarter turns clockwise from the usual one.
type Quarter = u8;

/// What a page shows.
#[derive(Debug, Default)]
pub(in crate::read) struct Page {
    /// Number of the page, from 1.
    pub(super) number: u32,
    pub(super) frame: Frame,
    /// The characters but for spaces, in the order they are drawn.
    pub(super) glyphs: Vec<Glyph>,
    pub(super) across: Vec<Rule>,
    pub(super) down: Vec<Rule>,
    pub(super) images: usize,
    /// How many characters the fonts give no meaning of.
    pub(super) unknown: usize,
}

/// The device a page is drawn on.
#[derive(Debug, Default)]
pub(in crate::read) struct Canvas {
    glyphs: Vec<(Quarter, Glyph)>,
    rules: Vec<(Point, Point)>,
    images: usize,
    unknown: usize,
    /// How many more drawing operations are taken.
    strokes_left: usize,
    /// How many operations a form counts for.
    strokes_of_form: usize,
}

/// Thrown, without a word, by a canvas that has been drawn on too often.
#[derive(Debug)]
pub(super) struct Overdrawn;

impl Canvas {
    pub(in crate::read) fn new(strokes: usize) -> Self {
        Self {
            strokes_left: strokes,
            strokes_of_form: STROKES_OF_FORM,
            ..Self::default()
        }
    }

    /// The same, for a file whose longest form has so many bytes.
    pub(super) fn with_forms(self, bytes: usize) -> Self {
        Self {
            strokes_of_form: STROKES_OF_FORM + bytes / BYTES_OF_STROKE,
            ..self
        }
    }

    /// Unwinds when the page never ends: forms that draw forms multiply without bound, and the interpreter cannot be
    /// told to stop.
    fn spend(&mut self, strokes: usize) {
        match self.strokes_left.checked_sub(strokes) {
            Some(left) => self.strokes_left = left,
            None => std::panic::resume_unwind(Box::new(Overdrawn)),
        }
    }

    /// The page, turned so that most of its text runs from left to right.
    pub(in crate::read) fn finish(self, number: u32, width: f32, height: f32) -> Page {
        let mut count = [0_usize; 4];
        for (quarter, _) in &self.glyphs {
            count[usize::from(*quarter)] += 1;
        }
        let turn = (0..4).max_by_key(|quarter| (count[*quarter], 4 - *quarter));
        let frame = Frame::new(width, height, turn.unwrap_or(0) as Quarter);
        let mut page = Page {
            number,
            frame,
            images: self.images,
            unknown: self.unknown,
            ..Page::default()
        };
        page.glyphs = self
            .glyphs
            .into_iter()
            .map(|(quarter, glyph)| frame.level(quarter, glyph))
            .collect();
        for (from, to) in self.rules {
            page.rule(frame.turned(from), frame.turned(to));
        }
        page
    }

    /// Takes the straight edges of an outline.
    pub(in crate::read) fn outline(&mut self, path: &BezPath, transform: Affine) {
        let mut start = Point::ZERO;
        let mut last = Point::ZERO;
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => {
                    start = transform * point;
                    last = start;
                }
                PathEl::LineTo(point) => {
                    let point = transform * point;
                    self.rules.push((last, point));
                    last = point;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                    last = transform * point;
                }
                PathEl::ClosePath => {
                    self.rules.push((last, start));
                    last = start;
                }
            }
        }
    }

    /// Takes a filled rectangle that is thin enough to be a rule.
    pub(in crate::read) fn bar(&mut self, rect: Rect) {
        let center = rect.center();
        if rect.height() <= THICKEST_RULE && rect.width() > rect.height() {
            self.rules
                .push(((rect.x0, center.y).into(), (rect.x1, center.y).into()));
        } else if rect.width() <= THICKEST_RULE && rect.height() > rect.width() {
            self.rules
                .push(((center.x, rect.y0).into(), (center.x, rect.y1).into()));
        }
    }

    /// Takes a picture.
    pub(in crate::read) fn image(&mut self) {
        self.images += 1;
    }

    /// Takes a character, given where a square of 1000 units is drawn and how many of them it takes.
    pub(in crate::read) fn glyph(
        &mut self,
        character: char,
        transform: Affine,
        advance: f64,
        vertical: bool,
    ) {
        if character.is_whitespace() || character.is_control() {
            return;
        }
        let character = unified(character);
        let origin = transform * Point::ZERO;
        let em = (transform * Point::new(0.0, 1000.0) - origin).hypot() as f32;
        if !(em > 0.1 && em.is_finite() && origin.is_finite()) {
            return;
        }
        if vertical {
            // Upright characters one below the other: a text that runs down, as when the page lay on its side.
            let center = transform * Point::new(advance / 2.0, 380.0);
            let glyph = Glyph {
                character,
                left: center.y as f32 - em / 2.0,
                right: center.y as f32 + em / 2.0,
                baseline: -center.x as f32 + 0.35 * em,
                size: em,
            };
            self.glyphs.push((1, glyph));
            return;
        }
        let along = transform * Point::new(advance, 0.0) - origin;
        let direction = transform * Point::new(1000.0, 0.0) - origin;
        let Some(quarter) = quarter(direction) else {
            return;
        };
        let start = origin.to_vec2();
        let end = start + along;
        // In the coordinates of the text itself: x along the line, y down.
        let (left, right, baseline) = match quarter {
            0 => (start.x, end.x, start.y),
            1 => (start.y, end.y, -start.x),
            2 => (-start.x, -end.x, -start.y),
            _ => (-start.y, -end.y, start.x),
        };
        self.glyphs.push((
            quarter,
            Glyph {
                character,
                left: left as f32,
                right: (right as f32).max(left as f32),
                baseline: baseline as f32,
                size: em,
            },
        ));
    }
}

/// The quarter turn nearest to a direction; `None` for slanted text, which is a watermark.
fn quarter(direction: hayro_interpret::kurbo::Vec2) -> Option<Quarter> {
    const SLANT: f64 = 0.1;
    let (x, y) = (direction.x, direction.y);
    if y.abs() <= SLANT * x.abs() {
        Some(if x >= 0.0 { 0 } else { 2 })
    } else if x.abs() <= SLANT * y.abs() {
        Some(if y >= 0.0 { 1 } else { 3 })
    } else {
        None
    }
}

impl Page {
    /// How many drawing operations the page takes to keep.
    pub(super) fn weight(&self) -> usize {
        1 + self.glyphs.len() + self.across.len() + self.down.len()
    }

    fn rule(&mut self, from: Point, to: Point) {
        const STRAIGHT: f64 = 1.0;
        const SHORTEST: f64 = 2.0;
        if !(from.is_finite() && to.is_finite()) {
            return;
        }
        let (width, height) = ((from.x - to.x).abs(), (from.y - to.y).abs());
        if height <= STRAIGHT && width >= SHORTEST {
            self.across.push(Rule {
                at: ((from.y + to.y) / 2.0) as f32,
                from: from.x.min(to.x) as f32,
                to: from.x.max(to.x) as f32,
            });
        } else if width <= STRAIGHT && height >= SHORTEST {
            self.down.push(Rule {
                at: ((from.x + to.x) / 2.0) as f32,
                from: from.y.min(to.y) as f32,
                to: from.y.max(to.y) as f32,
            });
        }
    }
}

impl<'a> Device<'a> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.spend(1 + path.elements().len() / 8);
        match mode {
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                self.outline(path, props.transform)
            }
            DrawMode::Fill(_) => self.bar((props.transform * path).bounding_box()),
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.spend(1);
        match mode {
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                self.outline(&rect.to_path(0.1), props.transform)
            }
            DrawMode::Fill(_) => self.bar(props.transform.transform_rect_bbox(*rect)),
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.spend(run.glyphs().len());
        let vertical = run.writing_mode() == WritingMode::Vertical;
        for drawn in run.glyphs() {
            let transform = props.transform * drawn.transform();
            let advance = match &**drawn {
                Drawn::Outline(glyph) => glyph.advance_width(),
                Drawn::Type3(glyph) => glyph.advance_width(),
            };
            let advance = match advance {
                Some(width) if width > 0.0 => f64::from(width),
                _ if vertical => 1000.0,
                _ => 0.0,
            };
            match drawn.as_unicode() {
                Some(BfString::Char(character)) => {
                    self.glyph(character, transform, advance, vertical);
                }
                Some(BfString::String(characters)) => {
                    // A ligature: its characters share its width.
                    let share = advance / characters.chars().count().max(1) as f64;
                    for (place, character) in characters.chars().enumerate() {
                        let shift = Affine::translate((share * place as f64, 0.0));
                        self.glyph(character, transform * shift, share, vertical);
                    }
                }
                None => {
                    self.unknown += 1;
                    self.glyph(UNKNOWN, transform, advance, vertical);
                }
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.spend(1);
        self.images += 1;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.spend(self.strokes_of_form);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.spend(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.spend(1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
