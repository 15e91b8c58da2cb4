//! The layout of an official document by GB/T 9704-2012, as data that every writer and the PDF typesetter share.
//!
//! Lengths on paper are whole millimetres. Type sizes and line pitches are counted in half points, as word
//! processors do, so that 五号 (10.5 pt) is a whole number.

mod title;

pub use title::title_lines;

/// The sheet of paper and the type area on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Width of the paper.
    pub width_mm: u32,
    /// Height of the paper.
    pub height_mm: u32,
    /// Margin above the type area (天头).
    pub top_mm: u32,
    /// Margin to the right of the type area.
    pub right_mm: u32,
    /// Margin below the type area.
    pub bottom_mm: u32,
    /// Margin at the binding edge (订口).
    pub left_mm: u32,
    /// Lines of body type on a page.
    pub lines: u32,
    /// Characters of body type on a line.
    pub characters: u32,
    /// Distance from the type area down to the dashes of the page number.
    pub number_below_mm: u32,
}

impl Page {
    /// Width of the type area (版心).
    pub const fn text_width_mm(&self) -> u32 {
        self.width_mm - self.left_mm - self.right_mm
    }

    /// Height of the type area (版心).
    pub const fn text_height_mm(&self) -> u32 {
        self.height_mm - self.top_mm - self.bottom_mm
    }
}

/// A typeface by its role; the proprietary families are named, never shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// 小标宋, for the title.
    XiaoBiaoSong,
    /// 仿宋, for the body.
    FangSong,
    /// 黑体, for first level headings.
    Hei,
    /// 楷体, for second level headings.
    Kai,
    /// 宋体, for page numbers.
    Song,
}

impl Face {
    /// Every face, in the order of the variants.
    pub const ALL: [Self; 5] = [
        Self::XiaoBiaoSong,
        Self::FangSong,
        Self::Hei,
        Self::Kai,
        Self::Song,
    ];

    /// The family name that offices expect to find in a document.
    pub const fn family(self) -> &'static str {
        match self {
            Self::XiaoBiaoSong => "方正小标宋简体",
            Self::FangSong => "仿宋_GB2312",
            Self::Hei => "黑体",
            Self::Kai => "楷体_GB2312",
            Self::Song => "宋体",
        }
    }
}

/// The family for Latin letters and digits within Chinese text.
pub const LATIN: &str = "Times New Roman";

/// Distance from one line to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pitch {
    /// Fixed, in half points.
    Exact(u32),
    /// What the typeface asks for.
    Single,
}

/// How a line of text stands between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Both edges straight.
    Justified,
    /// In the middle.
    Centred,
}

/// How one kind of paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Typeface of the Chinese characters.
    pub face: Face,
    /// Type size in half points.
    pub half_points: u32,
    /// Whether it is bold.
    pub bold: bool,
    /// Line pitch.
    pub pitch: Pitch,
    /// First-line indent in characters.
    pub indent: u32,
    /// Edges.
    pub setting: Setting,
}

/// A4 with a type area of 156 × 225 mm holding 22 lines of 28 characters.
pub const PAGE: Page = Page {
    width_mm: 210,
    height_mm: 297,
    top_mm: 37,
    right_mm: 26,
    bottom_mm: 35,
    left_mm: 28,
    lines: 22,
    characters: 28,
    number_below_mm: 7,
};

/// A4 on its side with margins of 20 mm, for a wide form that stands by itself.
pub const LANDSCAPE: Page = Page {
    width_mm: 297,
    height_mm: 210,
    top_mm: 20,
    right_mm: 20,
    bottom_mm: 20,
    left_mm: 20,
    lines: 16,
    characters: 45,
    number_below_mm: 7,
};

/// The page of a document, upright or on its side.
pub const fn page(landscape: bool) -> Page {
    match landscape {
        true => LANDSCAPE,
        false => PAGE,
    }
}

/// Body text: 三号仿宋, pitch 29 pt, indented by two characters.
pub const BODY: Style = Style {
    face: Face::FangSong,
    half_points: 32,
    bold: false,
    pitch: Pitch::Exact(58),
    indent: 2,
    setting: Setting::Justified,
};

/// The title: 二号小标宋, centred.
pub const TITLE: Style = Style {
    face: Face::XiaoBiaoSong,
    half_points: 44,
    pitch: Pitch::Exact(70),
    indent: 0,
    setting: Setting::Centred,
    ..BODY
};

/// Headings 一、 / （一） / 1. / （1）, from the first level down.
pub const HEADINGS: [Style; 4] = [
    Style {
        face: Face::Hei,
        ..BODY
    },
    Style {
        face: Face::Kai,
        ..BODY
    },
    BODY,
    BODY,
];

/// Captions of tables and pictures.
pub const CAPTION: Style = Style {
    face: Face::Hei,
    half_points: 24,
    pitch: Pitch::Single,
    indent: 0,
    setting: Setting::Centred,
    ..BODY
};

/// The page number: 四号宋体 between dashes, at the outer edge.
pub const PAGE_NUMBER: Style = Style {
    face: Face::Song,
    half_points: 28,
    pitch: Pitch::Single,
    indent: 0,
    ..BODY
};

/// The mark in the upper left corner of an annex: 三号黑体.
pub const ANNEX: Style = Style {
    face: Face::Hei,
    indent: 0,
    ..BODY
};

/// What stands before the first annex in the list of annexes, in characters.
pub const ANNEXES_INDENT: u32 = 2;

/// Lines left between the text and the signature, so that the seal has room.
pub const LINES_ABOVE_SIGNATURE: u32 = 2;

/// How far the date stands from the right edge of the type area, in hundredths of a character.
const RIGHT_OF_DATE: u32 = 400;

/// The margins within which signature and date are each centred, left and right, in hundredths of a character: the date
/// ends four characters before the edge, and a name too long for that ends at the edge (GB/T 9704-2012, 7.3.5.1).
pub fn closing(signature: &str, date: Option<&str>) -> (u32, u32) {
    let width = |text: &str| half_characters(text) * 50;
    let date = date.map_or_else(|| width(signature), width);
    let half = date.max(width(signature)) / 2 + 100;
    let middle = (RIGHT_OF_DATE + date / 2).max(half);
    let all = PAGE.characters * 100;
    (all.saturating_sub(middle + half), middle - half)
}

/// The width of a line in half characters: Latin letters and digits are half as wide as Chinese characters.
pub fn half_characters(text: &str) -> u32 {
    text.chars()
        .map(|character| if character.is_ascii() { 1 } else { 2 })
        .sum()
}

/// The style of a heading; level 0 is the title, levels past the fourth are set like the fourth.
pub const fn heading(level: u8) -> Style {
    match level {
        0 => TITLE,
        1..=4 => HEADINGS[level as usize - 1],
        _ => HEADINGS[3],
    }
}

/// The style of text in a table of so many columns: 小四 for narrow tables, 五号 for wide, 小五 for very wide ones.
pub const fn table(columns: usize) -> Style {
    let half_points = match columns {
        0..=5 => 24,
        6..=9 => 21,
        _ => 18,
    };
    Style {
        half_points,
        pitch: Pitch::Single,
        indent: 0,
        ..BODY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signature_and_date_have_one_middle() {
        let date = Some("2025年3月20日");
        for (signature, right) in [("东湖县卫生健康局", 225), ("东湖局", 300)] {
            assert_eq!(closing(signature, date).1, right, "{signature}");
        }
        assert_eq!(closing(&"局".repeat(20), date), (600, 0));
        assert_eq!(closing(&"局".repeat(40), date).0, 0);
    }

    #[test]
    fn type_area_and_grid_are_those_of_the_standard() {
        assert_eq!((PAGE.text_width_mm(), PAGE.text_height_mm()), (156, 225));
        let Pitch::Exact(pitch) = BODY.pitch else {
            panic!("the body has a fixed pitch")
        };
        let half_points_on_page = PAGE.text_height_mm() * 1440 / 254;
        assert_eq!(
            half_points_on_page / PAGE.lines,
            pitch - 1,
            "22 lines fill the type area to within half a point"
        );
    }
}
