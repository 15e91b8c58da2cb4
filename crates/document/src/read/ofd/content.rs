//! What a page of an OFD file shows: texts and lines, in millimetres from its upper left corner.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Shape};

use crate::read::pdf::Canvas;
use crate::read::xml::{Element, Item};

/// The size of a page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    /// Where the paper begins, in millimetres.
    corner: Point,
    pub(super) width: f32,
    pub(super) height: f32,
}

const POINTS: f64 = 72.0 / 25.4;

impl Default for Sheet {
    /// A4, for files that do not tell their pages.
    fn default() -> Self {
        Self::of([0.0, 0.0, 210.0, 297.0])
    }
}

impl Sheet {
    /// Reads `x y width height`; `None` where that is no sheet of paper.
    pub(super) fn read(text: &str) -> Option<Self> {
        const LARGEST: f64 = 10_000.0;
        let numbers: [f64; 4] = numbers(text).try_into().ok()?;
        let paper = |length: f64| (1.0..LARGEST).contains(&length);
        (paper(numbers[2]) && paper(numbers[3])).then(|| Self::of(numbers))
    }

    fn of([x, y, width, height]: [f64; 4]) -> Self {
        Self {
            corner: Point::new(x, y),
            width: (width * POINTS) as f32,
            height: (height * POINTS) as f32,
        }
    }

    /// From millimetres of the file to points of the paper.
    fn scale(&self) -> Affine {
        Affine::scale(POINTS) * Affine::translate(-self.corner.to_vec2())
    }
}

/// The content of a page or template.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) sheet: Option<Sheet>,
    /// The identifiers of the templates it is drawn upon.
    pub(super) templates: Vec<String>,
    marks: Vec<Mark>,
    /// How the object is placed that is being read.
    object: Object,
}

/// How an object is placed.
#[derive(Debug, Clone, Copy, Default)]
struct Object {
    transform: Affine,
    /// Size of the font.
    size: f64,
    stroke: bool,
    fill: bool,
}

#[derive(Debug)]
enum Mark {
    Text {
        object: Object,
        start: Point,
        /// Steps from character to character: numbers, or `g` with how often and how far.
        steps: [String; 2],
        characters: String,
    },
    Path(Object, String),
    Image,
}

impl Content {
    /// Takes an element or a text that stands in an element of the given name.
    pub(super) fn take(&mut self, within: &str, item: &Item<'_>) {
        match item {
            Item::Element(element) => self.element(element),
            Item::Text(text) => match (within, self.marks.last_mut()) {
                ("PhysicalBox", _) => self.sheet = Sheet::read(text),
                ("TextCode", Some(Mark::Text { characters, .. })) => characters.push_str(text),
                ("AbbreviatedData", Some(Mark::Path(_, data))) => data.push_str(text),
                _ => {}
            },
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        match element.name() {
            "Template" => self.templates.extend(element.value("TemplateID")),
            "TextObject" => self.object = Object::read(element),
            "TextCode" => {
                let number = |key| element.value(key).and_then(|value| number(&value));
                self.marks.push(Mark::Text {
                    object: self.object,
                    start: Point::new(number("X").unwrap_or(0.0), number("Y").unwrap_or(0.0)),
                    steps: ["DeltaX", "DeltaY"].map(|key| element.value(key).unwrap_or_default()),
                    characters: String::new(),
                });
            }
            "PathObject" => {
                let object = Object::read(element);
                self.marks.push(Mark::Path(object, String::new()));
            }
            "ImageObject" => self.marks.push(Mark::Image),
            _ => {}
        }
    }

    /// Draws the marks, of which so many may still be drawn.
    pub(super) fn draw(&self, sheet: &Sheet, canvas: &mut Canvas, left: &mut usize) {
        for mark in &self.marks {
            let size = match mark {
                Mark::Text { characters, .. } | Mark::Path(_, characters) => characters.len(),
                Mark::Image => 1,
            };
            match left.checked_sub(size) {
                Some(rest) => *left = rest,
                None => return *left = 0,
            }
            mark.draw(sheet, canvas);
        }
    }
}

impl Object {
    fn read(element: &Element<'_>) -> Self {
        let list = |key| numbers(&element.value(key).unwrap_or_default());
        let corner = match list("Boundary")[..] {
            [x, y, ..] => Affine::translate((x, y)),
            _ => Affine::IDENTITY,
        };
        let matrix = <[f64; 6]>::try_from(list("CTM")).map_or(Affine::IDENTITY, Affine::new);
        let scale = list("HScale").first().copied().unwrap_or(1.0);
        let visible = element.value("Visible").as_deref() != Some("false");
        let told = |key, unsaid| element.value(key).map_or(unsaid, |value| value == "true");
        Self {
            transform: corner * matrix * Affine::scale_non_uniform(scale, 1.0),
            size: if visible {
                list("Size").first().copied().unwrap_or(0.0)
            } else {
                0.0
            },
            stroke: visible && told("Stroke", true),
            fill: visible && told("Fill", false),
        }
    }
}

impl Mark {
    fn draw(&self, sheet: &Sheet, canvas: &mut Canvas) {
        match self {
            Self::Image => canvas.image(),
            Self::Path(object, data) => {
                let transform = sheet.scale() * object.transform;
                let path = path(data);
                if object.stroke {
                    canvas.outline(&path, transform);
                } else if object.fill {
                    canvas.bar((transform * path).bounding_box());
                }
            }
            Self::Text {
                object,
                start,
                steps: [across, down],
                characters,
            } => {
                let transform = sheet.scale() * object.transform;
                let (mut across, mut down) = (steps(across), steps(down));
                let told = (across.clone().next(), down.clone().next());
                let mut place = *start;
                for character in characters.chars() {
                    let natural = advance(character);
                    let step = (across.next(), down.next());
                    let shown = match step.0 {
                        Some(step) if step > 0.0 && !is_wide(character) => {
                            (step / object.size).min(MOST)
                        }
                        _ => natural,
                    };
                    let glyph = transform
                        * Affine::translate(place.to_vec2())
                        * Affine::scale(object.size / 1000.0);
                    canvas.glyph(character, glyph, 1000.0 * shown, false);
                    place.x += match (step.0, told) {
                        (Some(step), _) => step,
                        (None, (None, None)) => natural * object.size,
                        _ => 0.0,
                    };
                    place.y += step.1.unwrap_or(0.0);
                }
            }
        }
    }
}

/// The width of the widest Latin letter as a share of the size of its font.
const MOST: f64 = 0.6;

/// The usual width of a character as a share of the size of its font.
fn advance(character: char) -> f64 {
    if is_wide(character) { 1.0 } else { 0.5 }
}

fn is_wide(character: char) -> bool {
    character >= '\u{2000}'
}

/// The steps that `1.5 g 3 2.0` spells: 1.5 and three times 2.0.
fn steps(text: &str) -> impl Iterator<Item = f64> + Clone {
    let mut words = text.split_whitespace();
    let group = move || {
        let word = words.next()?;
        let number = |word: Option<&str>| word.and_then(number);
        Some(if word == "g" {
            let times = words.next().and_then(|times| times.parse().ok());
            std::iter::repeat_n(number(words.next()).unwrap_or(0.0), times.unwrap_or(0))
        } else {
            std::iter::repeat_n(number(Some(word)).unwrap_or(0.0), 1)
        })
    };
    std::iter::from_fn(group).flatten()
}

/// The outline that `M 0 0 L 10 0 C` spells, up to the first curve that is an arc of an ellipse.
fn path(data: &str) -> BezPath {
    let mut path = BezPath::new();
    let mut words = data.split_whitespace();
    while let Some(word) = words.next() {
        let mut point = || {
            let mut coordinate = || words.next().and_then(number);
            Some(Point::new(coordinate()?, coordinate()?))
        };
        let element = match word {
            "M" | "S" => point().map(PathEl::MoveTo),
            _ if path.elements().is_empty() => None,
            "C" => Some(PathEl::ClosePath),
            "L" => point().map(PathEl::LineTo),
            "Q" => point()
                .zip(point())
                .map(|(one, to)| PathEl::QuadTo(one, to)),
            "B" => point()
                .zip(point())
                .zip(point())
                .map(|((one, two), to)| PathEl::CurveTo(one, two, to)),
            _ => None,
        };
        match element {
            Some(element) => path.push(element),
            None => break,
        }
    }
    path
}

fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().map_while(number).collect()
}

/// A number that can be a length on paper.
fn number(word: &str) -> Option<f64> {
    const LARGEST: f64 = 1_000_000.0;
    word.parse()
        .ok()
        .filter(|number: &f64| number.abs() < LARGEST)
}
