//! Figures (数): the numbers of a document that state a quantity, each with the words that belong to it.

use quantity::{Decimal, Dimension, Found, Quantity, Unit, scan};

use crate::cue::Tags;
use crate::cue_scan::cues;
use crate::nominal::{self, Sense};
use crate::reading::Reading;
use crate::spans::signs;

/// A number that states a quantity, with its place and the words around it.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Byte offset of the number: while rules are at work in the text figures are found in, which is the extracted text
    /// as a reader reads it; in an [`crate::Audit`] in the extracted text.
    pub start: usize,
    /// Byte offset past the number and its unit.
    pub end: usize,
    /// What it states.
    pub quantity: Quantity,
    /// The paragraph or cell it stands in.
    pub paragraph: usize,
    /// Number of its sentence, counted through the document.
    pub sentence: usize,
    /// Byte range of the words directly before it: from the last delimiter to the number.
    pub label: (usize, usize),
    /// What the words directly before it mean.
    pub own: Tags,
    /// What the last telling word directly before it means: planned or done, where both are named.
    pub lead: Tags,
    /// What all words between the figure before and this one mean.
    pub gap: Tags,
    /// The strongest delimiter between the figure before and this one.
    pub separator: Separator,
    /// Whether a colon stands between the figure before and this one.
    pub colon: bool,
    /// How many brackets are open.
    pub depth: u8,
    /// Number of the bracket it stands in, counted through the paragraph; 0 outside.
    pub bracket: u16,
    /// What it does in its sentence.
    pub role: Role,
    /// Whether it is a weight or a score: such figures add up to the last digit.
    pub points: bool,
    /// Whether its unit is said by its column or its table, and not beside it.
    pub implied: bool,
}

/// How strongly two figures are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Separator {
    /// Nothing but words.
    None,
    /// 、 or a conjunction.
    Enumeration,
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// The end of a sentence or paragraph.
    Stop,
}

impl Separator {
    /// Its name, for the table of rates.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Separator::None => "连",
            Separator::Enumeration => "顿号",
            Separator::Comma => "逗号",
            Separator::Semicolon => "分号",
            Separator::Stop => "句号",
        }
    }
}

/// What a figure does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An amount, a count, an area.
    Amount,
    /// What an amount is compared with: 比上年10万元….
    Base,
    /// By how much something changed: 增加10万元. The sign is +1 or −1.
    Delta(i8),
    /// By what percentage something changed: 增长5%.
    Growth(i8),
    /// A percentage of a whole: 占5%.
    Share,
    /// A percentage done: 完成率95%.
    Rate,
    /// A percentage of the figure before it: 完成预算100万元的95%.
    OfPrevious,
    /// Any other percentage.
    Percent,
    /// A difference of percentages.
    Points,
    /// A price: 1000元/人.
    Price,
    /// A part of a proportion: 9.4:35.2:55.4.
    Proportion,
    /// A code or line number in a table: no quantity.
    Code,
    /// Not used by any relation: a damaged number.
    Damaged,
}

/// Decimal places scores are rounded to (财预〔2020〕10号 practice).
const SCORE_PLACES: u8 = 2;

impl Figure {
    /// Whether two figures can be added.
    pub fn same_kind(&self, other: &Figure) -> bool {
        self.quantity.unit.same_kind(other.quantity.unit)
    }

    /// The quantity with the precision it claims: scores are kept to two places however they are printed.
    pub fn stated(&self) -> Quantity {
        let value = self.quantity.value;
        let Some(missing) = SCORE_PLACES
            .checked_sub(value.scale())
            .filter(|_| self.points)
        else {
            return self.quantity;
        };
        let finer = value.checked_mul(Decimal::new(10_i128.pow(missing.into()), missing));
        finer.map_or(self.quantity, |value| Quantity {
            value,
            ..self.quantity
        })
    }

    /// The words directly before the number.
    pub fn label_in<'t>(&self, reading: &'t Reading<'_>) -> &'t str {
        &reading.text[self.label.0..self.label.1]
    }

    /// The number with its unit as printed.
    pub fn printed<'t>(&self, reading: &'t Reading<'_>) -> &'t str {
        &reading.text[self.start..self.end]
    }

    /// Whether it is a percentage of any role.
    pub fn is_percent(&self) -> bool {
        self.quantity.unit.dimension() == Dimension::Percent
    }
}

/// All figures of a document in order.
pub(crate) fn figures(reading: &Reading<'_>) -> Vec<Figure> {
    let mut figures = Vec::with_capacity(reading.text.len() / 48);
    let mut sentence = 0;
    // One pair of lists for all paragraphs.
    let (mut numbers, mut quantities) = (Vec::new(), Vec::new());
    for paragraph in 0..reading.paragraphs.len() {
        sentence += 1;
        let text = reading.text_of(paragraph);
        numbers.clear();
        numbers.extend(scan(text));
        let kind = reading.paragraphs[paragraph].kind;
        quantities.clear();
        quantities.extend(nominal::senses(text, kind, &numbers));
        let first = figures.len();
        describe(reading, paragraph, &quantities, &mut sentence, &mut figures);
        inherit_units(&mut figures[first..]);
    }
    figures
}

/// Whether words say what a figure is: its own, or those of the figure it stands beside (出让396宗14484亩).
pub(crate) fn is_named(reading: &Reading<'_>, figures: &[Figure], id: usize) -> bool {
    let figure = &figures[id];
    let beside = || {
        let before = id.checked_sub(1).map(|before| &figures[before]);
        figure.separator == Separator::None
            && before.is_some_and(|before| before.depth == figure.depth)
    };
    !figure.label_in(reading).trim().is_empty() || beside()
}

/// 22户（C级6、D级9、无房7）: named numbers that fill a bracket have the unit of the figure before it.
fn inherit_units(figures: &mut [Figure]) {
    let mut at = 1;
    while at < figures.len() {
        let (whole, bracket) = (at - 1, figures[at].bracket);
        let opens = figures[at].depth > figures[whole].depth;
        let within = |figure: &&Figure| opens && figure.bracket == bracket;
        let count = figures[at..].iter().take_while(within).count();
        let bare = |figure: &Figure| {
            figure.quantity.unit == Unit::NONE
                && figure.role == Role::Amount
                && figure.label.1 - figure.label.0 >= "字".len()
        };
        let unit = figures[whole].quantity.unit;
        let counted = !matches!(
            unit.dimension(),
            Dimension::Number | Dimension::Percent | Dimension::Time
        );
        if count >= 2 && counted && figures[at..at + count].iter().all(bare) {
            for figure in &mut figures[at..at + count] {
                figure.quantity.unit = unit;
                figure.implied = true;
            }
        }
        at += count.max(1);
    }
}

/// Adds the figures of one paragraph with the words that belong to them.
fn describe(
    reading: &Reading<'_>,
    paragraph: usize,
    found: &[(Found, Sense)],
    sentence: &mut usize,
    figures: &mut Vec<Figure>,
) {
    if found.is_empty() {
        return;
    }
    let base = reading.paragraphs[paragraph].start;
    let text = reading.text_of(paragraph);
    let mut words = cues(text).peekable();
    let mut brackets = Brackets::default();
    let mut last_end = 0;
    for (number, sense) in found {
        let mut gap = Gap::measure(text, last_end, number.start, &mut brackets);
        if gap.separator == Separator::Stop {
            *sentence += 1;
        }
        while let Some(cue) = words.next_if(|cue| cue.start < number.start) {
            if cue.start >= last_end && cue.end <= number.start {
                gap.all |= cue.tags;
                if cue.start >= gap.label {
                    gap.take(cue);
                }
            }
        }
        // 与2010年的133972万人相比，增加7206万人.
        if text[number.end..].starts_with("相比") {
            gap.own |= Tags::COMPARED;
        }
        let mut figure = Figure {
            start: base + number.start,
            end: base + number.end,
            quantity: number.quantity,
            paragraph,
            sentence: *sentence,
            label: (base + gap.label, base + number.start),
            own: gap.own,
            lead: gap.lead,
            gap: gap.all,
            separator: if last_end == 0 {
                Separator::Stop
            } else {
                gap.separator
            },
            colon: gap.colon,
            depth: brackets.depth(),
            bracket: brackets.current(),
            role: Role::Amount,
            points: gap.own.any(Tags::WEIGHT | Tags::SCORE)
                || number.quantity.unit.dimension() == Dimension::Score,
            implied: false,
        };
        figure.role = match sense {
            Sense::Proportion => Role::Proportion,
            _ => role(text, number, &gap),
        };
        let previous = figures
            .last_mut()
            .filter(|last| last.paragraph == paragraph);
        relate(&mut figure, previous, text, &gap);
        figures.push(figure);
        last_end = number.end;
    }
}

/// The open brackets at a place.
#[derive(Default)]
struct Brackets {
    open: Vec<u16>,
    count: u16,
}

impl Brackets {
    fn open(&mut self) {
        self.count = self.count.saturating_add(1);
        self.open.push(self.count);
    }

    fn depth(&self) -> u8 {
        u8::try_from(self.open.len()).unwrap_or(u8::MAX)
    }

    fn current(&self) -> u16 {
        self.open.last().copied().unwrap_or(0)
    }
}

/// The text between two figures.
struct Gap {
    /// Where it starts.
    start: usize,
    /// Where the words that belong to the second figure start.
    label: usize,
    separator: Separator,
    colon: bool,
    all: Tags,
    own: Tags,
    lead: Tags,
    /// The last cue before the second figure.
    last: Option<crate::cue::Cue>,
}

impl Gap {
    fn measure(text: &str, start: usize, end: usize, brackets: &mut Brackets) -> Self {
        let mut gap = Gap {
            start,
            label: start,
            separator: Separator::None,
            colon: false,
            all: Tags::NONE,
            own: Tags::NONE,
            lead: Tags::NONE,
            last: None,
        };
        // Brackets opened in the gap: where the words before each start, and where it opens.
        let mut opened: Vec<(usize, usize)> = Vec::new();
        for (at, c) in signs(text.get(start..end).unwrap_or_default()) {
            let (at, next) = (start + at, start + at + c.len_utf8());
            let separator = match c {
                '。' | '！' | '？' | '\n' => Separator::Stop,
                '；' | ';' => Separator::Semicolon,
                '，' | ',' | '|' | '｜' | '：' | ':' | '\t' => Separator::Comma,
                '、' => Separator::Enumeration,
                '（' | '(' => {
                    opened.push((gap.label, at));
                    brackets.open();
                    Separator::None
                }
                '）' | ')' => {
                    brackets.open.pop();
                    Separator::None
                }
                _ => continue,
            };
            gap.colon |= matches!(c, '：' | ':');
            gap.separator = gap.separator.max(separator);
            if separator == Separator::Stop {
                brackets.open.clear();
            }
            gap.label = next;
            if matches!(c, '）' | ')') {
                // 因公出国（境）费 is one name.
                let named = opened
                    .pop()
                    .filter(|(words, open)| !text[*words..*open].trim().is_empty());
                gap.label = named.map_or(gap.label, |(words, _)| words);
            }
        }
        gap
    }

    /// Takes a cue that stands directly before the second figure.
    fn take(&mut self, cue: crate::cue::Cue) {
        self.own |= cue.tags;
        if !cue.tags.is_empty() {
            self.last = Some(cue);
        }
        if cue.tags.any(Tags::PLAN | Tags::DONE | Tags::LEFT) {
            self.lead = cue.tags;
        }
    }

    /// Whether nothing but an opening bracket stands between the two figures.
    fn is_bare_bracket(&self, text: &str, label_length: usize) -> bool {
        label_length == 0 && matches!(&text[self.start..self.label], "（" | "(")
    }
}

fn role(text: &str, number: &Found, gap: &Gap) -> Role {
    if number.damaged && !text[..number.start].ends_with(',') {
        return Role::Damaged;
    }
    match number.quantity.unit.dimension() {
        Dimension::Percent => percent_role(text, number, gap),
        Dimension::PercentagePoint => Role::Points,
        Dimension::Price => Role::Price,
        _ => amount_role(text, number, gap),
    }
}

fn amount_role(text: &str, number: &Found, gap: &Gap) -> Role {
    let Some(cue) = gap.last else {
        return Role::Amount;
    };
    let directly = is_filler(&text[cue.end..number.start]);
    if cue.tags.any(Tags::UP) && directly {
        return Role::Delta(1);
    }
    if cue.tags.any(Tags::DOWN) && directly {
        return Role::Delta(-1);
    }
    if gap.own.any(Tags::EACH_ONE) && !gap.own.any(Tags::TOTAL) {
        return Role::Price;
    }
    Role::Amount
}

fn percent_role(text: &str, number: &Found, gap: &Gap) -> Role {
    let own = text[gap.label..number.start].trim();
    if gap.start > 0
        && matches!(
            text[gap.start..number.start].trim(),
            "的" | "）的" | ")的" | "的比例为"
        )
    {
        return Role::OfPrevious;
    }
    let named = gap.own.any(Tags::RATE) && !gap.own.any(Tags::UP | Tags::DOWN);
    if gap.own.any(Tags::MEAN) && !named {
        return Role::Percent;
    }
    let Some(cue) = gap.last else {
        return Role::Percent;
    };
    let directly = is_filler(&text[cue.end..number.start]);
    let changes = gap.own.any(Tags::UP | Tags::DOWN);
    if changes && directly && cue.tags.any(Tags::UP | Tags::DOWN | Tags::RATE) {
        return Role::Growth(if gap.own.any(Tags::UP) { 1 } else { -1 });
    }
    if gap.own.any(Tags::SHARE) {
        return Role::Share;
    }
    if gap.own.any(Tags::RATE) || own.ends_with('的') || gap.own.any(Tags::DONE) {
        return Role::Rate;
    }
    Role::Percent
}

/// Words that may stand between 增加 and its number.
fn is_filler(words: &str) -> bool {
    matches!(
        words.trim(),
        "" | "了"
            | "额"
            | "额为"
            | "为"
            | "约"
            | "约为"
            | "率"
            | "率为"
            | "幅度为"
            | "幅度达"
            | "比例达"
            | "比例为"
            | "近"
            | "达"
            | "达到"
            | "高达"
            | "人民币"
            | "金额"
            | "数"
            | "超"
    )
}

/// What can only be told by looking at both figures.
fn relate(figure: &mut Figure, previous: Option<&mut Figure>, text: &str, gap: &Gap) {
    // 同比上涨城市有26个 is no value of the year before.
    let grown = figure.own.any(Tags::UP | Tags::DOWN);
    if matches!(figure.role, Role::Amount) && figure.own.any(Tags::COMPARED) && !grown {
        figure.role = Role::Base;
    }
    let Some(previous) = previous else { return };
    if figure.role == Role::Percent && gap.is_bare_bracket(text, figure.start - figure.label.0) {
        figure.role = Role::Share;
    }
    if matches!(figure.role, Role::Delta(_) | Role::Growth(_))
        && gap.separator == Separator::None
        && previous.role == Role::Amount
        && previous.own.any(Tags::COMPARED | Tags::PRIOR)
    {
        previous.role = Role::Base;
    }
    if figure.separator <= Separator::Comma
        && !figure.same_kind(previous)
        && generic_measure(&text[gap.label..])
    {
        figure.own |= inherited(previous.own);
        figure.lead |= inherited(previous.lead);
    }
}

fn generic_measure(label: &str) -> bool {
    ["面积", "金额", "资金", "合计"]
        .iter()
        .any(|word| label.starts_with(word))
        || label.starts_with(|c: char| c.is_ascii_digit())
}

fn inherited(tags: Tags) -> Tags {
    [Tags::PLAN, Tags::DONE, Tags::LEFT, Tags::PRIOR]
        .into_iter()
        .filter(|tag| tags.any(*tag))
        .fold(Tags::NONE, |all, tag| all | tag)
}
