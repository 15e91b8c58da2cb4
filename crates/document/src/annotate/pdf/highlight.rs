//! One highlight: the annotation, and the picture of it for viewers that draw none themselves.

use std::fmt::Write;

use hayro_interpret::kurbo::{Affine, Point, Rect};
use hayro_syntax::page::Page;

use super::object::text;
use super::update::Update;
use crate::annotate::{Note, Severity};
use crate::read::Extent;

/// A note on a page.
pub(super) struct Highlight<'a> {
    pub(super) note: &'a Note,
    pub(super) author: &'a str,
    pub(super) page: &'a Page<'a>,
    /// The boxes of its words on the page as it is seen, one a line.
    pub(super) extents: &'a [Extent],
    /// Index of the note.
    pub(super) index: usize,
}

impl Highlight<'_> {
    /// Adds the objects to the update and gives the number of the annotation.
    pub(super) fn add_to(&self, update: &mut Update<'_>) -> u32 {
        let quads: Vec<[Point; 4]> = self
            .extents
            .iter()
            .map(|extent| self.corners(extent))
            .collect();
        let bounds = bounds(&quads);
        let rect = format!(
            "[{:.2} {:.2} {:.2} {:.2}]",
            bounds.x0, bounds.y0, bounds.x1, bounds.y1
        );
        let [red, green, blue] = color(self.note.severity);
        let color = format!("{red} {green} {blue}");

        let picture = picture(&quads, &color);
        let picture = update.add(format!(
            "<</Type/XObject/Subtype/Form/BBox{rect}/Resources<</ExtGState<</G<</Type/ExtGState/BM/Multiply>>>>>>\
            /Group<</S/Transparency>>/Length {}>>stream\n{picture}\nendstream",
            picture.len()
        ));
        let message = format!("【{}】{}", self.note.severity.word(), self.note.message);
        let page = self.page.raw().obj_id().map_or(String::new(), |id| {
            format!("/P {} {} R", id.obj_number, id.gen_number)
        });
        update.add(format!(
            "<</Type/Annot/Subtype/Highlight/Rect{rect}/QuadPoints[{}]/C[{color}]/F 4{page}/T {}/Subj {}/Contents {}\
            /NM(kaocheng-{})/AP<</N {picture} 0 R>>>>",
            quad_points(&quads),
            text(self.author),
            text(self.note.severity.word()),
            text(&message),
            self.index + 1,
        ))
    }

    /// The corners of a box in the coordinates of the page: upper left, upper right, lower left, lower right as read.
    fn corners(&self, extent: &Extent) -> [Point; 4] {
        let back = Affine::new(self.page.initial_transform(true).as_coeffs()).inverse();
        let (left, right) = (f64::from(extent.left), f64::from(extent.right));
        let (top, bottom) = (f64::from(extent.top), f64::from(extent.bottom));
        [(left, top), (right, top), (left, bottom), (right, bottom)]
            .map(|corner| back * Point::from(corner))
    }
}

fn color(severity: Severity) -> [&'static str; 3] {
    match severity {
        Severity::Error => ["1", "0.6", "0.6"],
        Severity::Warning => ["1", "0.9", "0.4"],
        Severity::Hint => ["0.7", "0.87", "1"],
    }
}

fn bounds(quads: &[[Point; 4]]) -> Rect {
    let mut corners = quads.iter().flatten();
    let first = corners.next().copied().unwrap_or_default();
    corners.fold(Rect::from_points(first, first), |rect, corner| {
        rect.union_pt(*corner)
    })
}

fn quad_points(quads: &[[Point; 4]]) -> String {
    let numbers = quads
        .iter()
        .flatten()
        .map(|point| format!("{:.2} {:.2}", point.x, point.y));
    numbers.collect::<Vec<_>>().join(" ")
}

/// The boxes filled, darkening what is below as a pen does.
fn picture(quads: &[[Point; 4]], color: &str) -> String {
    let mut out = format!("/G gs {color} rg");
    for [a, b, c, d] in quads {
        let _ = write!(
            out,
            " {:.2} {:.2} m {:.2} {:.2} l {:.2} {:.2} l {:.2} {:.2} l f",
            a.x, a.y, b.x, b.y, d.x, d.y, c.x, c.y
        );
    }
    out
}
