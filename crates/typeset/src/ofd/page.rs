//! Pages as the content of an OFD file.

use std::fmt::Write as _;

use resvg::tiny_skia::{Pixmap, Transform};
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::text::{TextItem, TextItemView};
use typst::visualize::{CurveItem, FixedStroke, Geometry, Image, ImageKind, Paint, Shape};

use super::face::Face;
use super::outline::Entry;
use crate::error::TypesetError;

/// 300 points to the inch.
const PIXELS_PER_MM: f64 = 300.0 / 25.4;

/// The pages composed so far, and what they use.
#[derive(Default)]
pub(super) struct Pages {
    /// Width and height in millimetres, and the objects of the page.
    pub(super) pages: Vec<(f64, f64, String)>,
    pub(super) faces: Vec<Face>,
    /// Pictures as PNG.
    pub(super) pictures: Vec<Vec<u8>>,
    /// The headings, with their places.
    pub(super) outline: Vec<Entry>,
    last: usize,
}

/// Identifiers are unique in a file; those of faces and pictures follow these gaps, and objects come after them.
pub(super) const FIRST_FACE: usize = 1;
/// The first identifier of a picture.
pub(super) const FIRST_PICTURE: usize = 1_000;
/// The first identifier of a page and of its objects.
const FIRST_OBJECT: usize = 100_000;

impl Pages {
    /// An identifier that nothing has yet.
    pub(super) fn identifier(&mut self) -> usize {
        self.last += 1;
        FIRST_OBJECT + self.last
    }

    /// The greatest identifier given.
    pub(super) fn last_identifier(&self) -> usize {
        FIRST_OBJECT + self.last
    }

    /// Composes a page.
    pub(super) fn add(&mut self, frame: &Frame) -> Result<(), TypesetError> {
        let mut objects = String::new();
        self.frame(frame, Point::zero(), &mut objects)?;
        let (width, height) = (frame.width().to_mm(), frame.height().to_mm());
        self.pages.push((width, height, objects));
        Ok(())
    }

    /// The composer never turns or scales anything, so that groups are moved only.
    fn frame(&mut self, frame: &Frame, at: Point, out: &mut String) -> Result<(), TypesetError> {
        for (place, item) in frame.items() {
            let at = at + *place;
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    self.frame(&group.frame, at + moved, out)?;
                }
                FrameItem::Text(text) => self.text(text, at, out),
                FrameItem::Shape(shape, _) => self.shape(shape, at, out),
                FrameItem::Image(image, size, _) => self.image(image, *size, at, out)?,
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &TextItem, at: Point, out: &mut String) {
        let run = Run::of(text);
        if run.words.trim().is_empty() {
            return;
        }
        let face = self.face(text);
        let size = text.size.to_mm();
        let identifier = self.identifier();
        let stroke = text.stroke.as_ref().map_or_else(String::new, |stroke| {
            let width = stroke.thickness.to_mm();
            format!(r#" Stroke="true" LineWidth="{width:.3}""#)
        });
        let boundary = boundary(
            at.x.to_mm(),
            at.y.to_mm() - size,
            text.width().to_mm(),
            size * 1.25,
        );
        let _ = write!(
            out,
            r#"<ofd:TextObject ID="{identifier}" Boundary="{boundary}" Font="{}" Size="{size:.3}"{stroke}>{}"#,
            FIRST_FACE + face,
            colour("FillColor", &text.fill)
        );
        let _ = write!(
            out,
            r#"<ofd:TextCode X="{:.3}" Y="{size:.3}"{}>{}</ofd:TextCode></ofd:TextObject>"#,
            run.start,
            run.deltas(),
            escaped(&run.words)
        );
    }

    /// The place of the typeface of a text among those used, with its glyphs noted.
    fn face(&mut self, text: &TextItem) -> usize {
        let font = text.font.font();
        let known = self.faces.iter().position(|face| face.font == *font);
        let index = known.unwrap_or_else(|| {
            self.faces.push(Face::new(font.clone()));
            self.faces.len() - 1
        });
        let glyphs = text.glyphs.iter().map(|glyph| glyph.id);
        self.faces[index].glyphs.extend(glyphs);
        index
    }

    fn shape(&mut self, shape: &Shape, at: Point, out: &mut String) {
        let line = shape
            .stroke
            .as_ref()
            .map_or(0.0, |stroke| stroke.thickness.to_mm());
        let bounds = shape.geometry.bbox(None);
        let (left, top) = (bounds.min.x.to_mm() - line, bounds.min.y.to_mm() - line);
        let size = bounds.size();
        let boundary = boundary(
            at.x.to_mm() + left,
            at.y.to_mm() + top,
            size.x.to_mm() + 2.0 * line,
            size.y.to_mm() + 2.0 * line,
        );
        let identifier = self.identifier();
        let _ = write!(
            out,
            r#"<ofd:PathObject ID="{identifier}" Boundary="{boundary}" LineWidth="{line:.3}" Stroke="{}" Fill="{}">{}{}<ofd:AbbreviatedData>{}</ofd:AbbreviatedData></ofd:PathObject>"#,
            shape.stroke.is_some(),
            shape.fill.is_some(),
            shape
                .stroke
                .as_ref()
                .map_or_else(String::new, |FixedStroke { paint, .. }| colour(
                    "StrokeColor",
                    paint
                )),
            shape
                .fill
                .as_ref()
                .map_or_else(String::new, |paint| colour("FillColor", paint)),
            path(&shape.geometry, left, top)
        );
    }

    fn image(
        &mut self,
        image: &Image,
        size: Size,
        at: Point,
        out: &mut String,
    ) -> Result<(), TypesetError> {
        let (width, height) = (size.x.to_mm(), size.y.to_mm());
        let drawn = drawn(image, width, height).ok_or_else(|| {
            let words = image.alt().unwrap_or("没有说明的图");
            TypesetError::Ofd(format!("图“{words}”画不成"))
        })?;
        self.pictures.push(drawn);
        let resource = FIRST_PICTURE + self.pictures.len() - 1;
        let identifier = self.identifier();
        let boundary = boundary(at.x.to_mm(), at.y.to_mm(), width, height);
        let _ = write!(
            out,
            r#"<ofd:ImageObject ID="{identifier}" Boundary="{boundary}" CTM="{width:.3} 0 0 {height:.3} 0 0" ResourceID="{resource}"/>"#
        );
        Ok(())
    }
}

/// A run of text with the place of each character.
struct Run {
    words: String,
    /// Where the first character starts, in millimetres.
    start: f64,
    /// From each character to the next, in millimetres.
    steps: Vec<f64>,
}

impl Run {
    fn of(text: &TextItem) -> Self {
        let view = TextItemView::full(text);
        let (mut words, mut places) = (String::new(), Vec::new());
        let mut cursor = Abs::zero();
        for glyph in view.glyphs() {
            let cluster = view.glyph_text(glyph);
            let place = (cursor + glyph.x_offset.at(text.size)).to_mm();
            let advance = glyph.x_advance.at(text.size);
            // A glyph of several characters, as a ligature: they share its room.
            let share = advance.to_mm() / cluster.chars().count().max(1) as f64;
            for (index, character) in cluster.chars().enumerate() {
                words.push(character);
                places.push(place + share * index as f64);
            }
            cursor += advance;
        }
        let steps = places.windows(2).map(|pair| pair[1] - pair[0]).collect();
        Self {
            words,
            start: places.first().copied().unwrap_or_default(),
            steps,
        }
    }

    /// The attribute with the steps; equal ones are written once, as `g 12 5.604`.
    fn deltas(&self) -> String {
        if self.steps.is_empty() {
            return String::new();
        }
        let steps: Vec<String> = self.steps.iter().map(|step| format!("{step:.3}")).collect();
        let runs = steps.chunk_by(|a, b| a == b);
        let words: Vec<String> = runs
            .map(|run| match run.len() {
                1 => run[0].clone(),
                count => format!("g {count} {}", run[0]),
            })
            .collect();
        format!(r#" DeltaX="{}""#, words.join(" "))
    }
}

fn boundary(x: f64, y: f64, width: f64, height: f64) -> String {
    format!("{x:.3} {y:.3} {width:.3} {height:.3}")
}

fn colour(element: &str, paint: &Paint) -> String {
    let Paint::Solid(colour) = paint else {
        return String::new();
    };
    let [red, green, blue, _] = colour.to_vec4_u8();
    format!(r#"<ofd:{element} Value="{red} {green} {blue}"/>"#)
}

/// The outline of a shape, from the corner of its boundary.
fn path(geometry: &Geometry, left: f64, top: f64) -> String {
    let point = |x: Abs, y: Abs| format!("{:.3} {:.3}", x.to_mm() - left, y.to_mm() - top);
    let zero = Abs::zero();
    match geometry {
        Geometry::Line(to) => format!("M {} L {}", point(zero, zero), point(to.x, to.y)),
        Geometry::Rect(size) => format!(
            "M {} L {} L {} L {} C",
            point(zero, zero),
            point(size.x, zero),
            point(size.x, size.y),
            point(zero, size.y)
        ),
        Geometry::Curve(curve) => {
            let items = curve.0.iter().map(|item| match item {
                CurveItem::Move(to) => format!("M {}", point(to.x, to.y)),
                CurveItem::Line(to) => format!("L {}", point(to.x, to.y)),
                CurveItem::Cubic(a, b, to) => format!(
                    "B {} {} {}",
                    point(a.x, a.y),
                    point(b.x, b.y),
                    point(to.x, to.y)
                ),
                CurveItem::Close => "C".to_owned(),
            });
            items.collect::<Vec<String>>().join(" ")
        }
    }
}

/// A drawing as PNG.
fn drawn(image: &Image, width_mm: f64, height_mm: f64) -> Option<Vec<u8>> {
    let ImageKind::Svg(svg) = image.kind() else {
        return None;
    };
    let pixels = |mm: f64| (mm * PIXELS_PER_MM).round() as u32;
    let mut pixmap = Pixmap::new(pixels(width_mm), pixels(height_mm))?;
    let tree = svg.tree();
    let across = pixmap.width() as f32 / tree.size().width();
    let down = pixmap.height() as f32 / tree.size().height();
    resvg::render(
        tree,
        Transform::from_scale(across, down),
        &mut pixmap.as_mut(),
    );
    pixmap.encode_png().ok()
}

/// Text as it stands in XML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|c| !c.is_control()) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}
