//! The shape of a sentence, as people write it: `{a:金额}，其中{b:金额}用于{_}`.

use std::str::FromStr;

use quantity::Dimension;

use crate::claim::FigureId;
use crate::context::Context;
use crate::figure::Figure;

/// A sentence with slots for its figures.
///
/// `{name:kind}` is a figure: 数 (any, also when the kind is left out), 金额, 面积, 个数, 百分比, 分数. `{_}` is any words up
/// to what follows, within the sentence. All else must stand in the text as it is, spaces aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
    names: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(String),
    Figure(Kind),
    Any,
}

/// What a slot takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Any,
    Money,
    Area,
    Count,
    Percent,
    Score,
}

/// What is wrong with a template, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ParseTemplateError(String);

/// The words kinds are told by.
const KINDS: [(&str, Kind); 6] = [
    ("数", Kind::Any),
    ("金额", Kind::Money),
    ("面积", Kind::Area),
    ("个数", Kind::Count),
    ("百分比", Kind::Percent),
    ("分数", Kind::Score),
];

/// How many places one opening may be tried with: a text without a stop must not cost its square.
const TRIES: usize = 64;

impl Template {
    /// The names of its figures in their order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The figures of each sentence of this shape, in the order of [`Template::names`].
    pub(crate) fn matches(&self, context: &Context<'_>) -> Vec<Vec<FigureId>> {
        let mut found: Vec<Vec<FigureId>> = Vec::new();
        let paragraphs = context
            .figures
            .chunk_by(|one, other| one.paragraph == other.paragraph);
        let mut first = 0;
        for figures in paragraphs {
            let paragraph = context.reading.paragraphs[figures[0].paragraph];
            let sentence = Sentence {
                text: &context.reading.text[..paragraph.end],
                figures,
            };
            let mut from = paragraph.start;
            while let Some(start) = self.opening(&sentence, from) {
                let mut bound = Vec::new();
                let end = sentence.fits(&self.parts, start, &mut bound);
                if end.is_some() {
                    found.push(bound.iter().map(|place| first + place).collect());
                }
                from = end.unwrap_or_else(|| sentence.next(start));
            }
            first += figures.len();
        }
        found
    }

    /// Where the template may begin next.
    fn opening(&self, sentence: &Sentence<'_>, from: usize) -> Option<usize> {
        match self.parts.first()? {
            Part::Words(words) => {
                let first = words.chars().next()?;
                sentence.text.get(from..)?.find(first).map(|at| from + at)
            }
            _ => {
                let mut figures = sentence.figures.iter().map(|figure| figure.start);
                figures.find(|start| *start >= from)
            }
        }
    }
}

/// The paragraph in which a template is tried.
struct Sentence<'a> {
    /// The text up to its end.
    text: &'a str,
    /// Its figures.
    figures: &'a [Figure],
}

impl Sentence<'_> {
    /// Where the parts end when they begin here; the figures are bound by their place in the paragraph.
    fn fits(&self, parts: &[Part], at: usize, bound: &mut Vec<usize>) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else {
            return Some(at);
        };
        match part {
            Part::Words(words) => self.fits(rest, self.behind(words, at)?, bound),
            Part::Figure(kind) => {
                let place = self.figure_at(*kind, at)?;
                bound.push(place);
                let end = self.fits(rest, self.figures[place].end, bound);
                if end.is_none() {
                    bound.pop();
                }
                end
            }
            Part::Any => self
                .places_from(at)
                .find_map(|at| self.fits(rest, at, bound)),
        }
    }

    /// Where words end that stand here, spaces aside.
    fn behind(&self, words: &str, mut at: usize) -> Option<usize> {
        for expected in words.chars().filter(|c| !c.is_whitespace()) {
            let rest = &self.text[at..];
            let trimmed = rest.trim_start();
            let found = trimmed.chars().next().filter(|c| *c == expected)?;
            at += rest.len() - trimmed.len() + found.len_utf8();
        }
        Some(at)
    }

    /// The figure that starts here, spaces and a word such as 约 aside.
    fn figure_at(&self, kind: Kind, at: usize) -> Option<usize> {
        let place = self.figures.partition_point(|figure| figure.start < at);
        let figure = self.figures.get(place)?;
        let between = self.text[at..figure.start].trim();
        let approximate = figure.quantity.approximation != quantity::Approximation::Exact
            && between.chars().count() <= 4;
        (kind.takes(figure) && (between.is_empty() || approximate)).then_some(place)
    }

    /// The places from here to the end of the sentence.
    fn places_from(&self, at: usize) -> impl Iterator<Item = usize> {
        let rest = &self.text[at..];
        let within = rest.find(['。', '；', '\n']).unwrap_or(rest.len());
        rest[..within]
            .char_indices()
            .map(move |(offset, _)| at + offset)
            .chain([at + within])
            .take(TRIES)
    }

    fn next(&self, at: usize) -> usize {
        at + self.text[at..].chars().next().map_or(1, char::len_utf8)
    }
}

impl Kind {
    fn takes(self, figure: &Figure) -> bool {
        let dimension = figure.quantity.unit.dimension();
        match self {
            Kind::Any => true,
            Kind::Money => dimension == Dimension::Money,
            Kind::Area => dimension == Dimension::Area,
            Kind::Count => dimension == Dimension::Count,
            Kind::Percent => dimension == Dimension::Percent,
            Kind::Score => figure.points,
        }
    }
}

impl FromStr for Template {
    type Err = ParseTemplateError;

    fn from_str(text: &str) -> Result<Self, ParseTemplateError> {
        let (mut parts, mut names) = (Vec::new(), Vec::new());
        let mut rest = text;
        while let Some((words, tail)) = rest.split_once('{') {
            push_words(&mut parts, words);
            let (slot, after) = tail
                .split_once('}')
                .ok_or_else(|| ParseTemplateError("“{”没有配对的“}”".to_owned()))?;
            parts.push(slot_of(slot.trim(), &mut names)?);
            rest = after;
        }
        push_words(&mut parts, rest);
        if names.len() < 2 {
            return Err(ParseTemplateError(
                "至少要有两个数，例如 共{a:金额}，其中{b:金额}".to_owned(),
            ));
        }
        if parts.first() == Some(&Part::Any)
            || parts.windows(2).any(|pair| pair == [Part::Any, Part::Any])
        {
            return Err(ParseTemplateError(
                "“{_}”不能在开头，也不能连写两个".to_owned(),
            ));
        }
        Ok(Self { parts, names })
    }
}

fn push_words(parts: &mut Vec<Part>, words: &str) {
    if !words.trim().is_empty() {
        parts.push(Part::Words(words.to_owned()));
    }
}

fn slot_of(slot: &str, names: &mut Vec<String>) -> Result<Part, ParseTemplateError> {
    if slot == "_" {
        return Ok(Part::Any);
    }
    let (name, kind) = slot.split_once([':', '：']).unwrap_or((slot, "数"));
    let (name, kind) = (name.trim(), kind.trim());
    let Some((_, kind)) = KINDS.iter().find(|(word, _)| *word == kind) else {
        let words = KINDS.map(|(word, _)| word).join("、");
        return Err(ParseTemplateError(format!(
            "没有“{kind}”这一类数，可以写：{words}"
        )));
    };
    if name.is_empty() || names.iter().any(|other| other == name) {
        return Err(ParseTemplateError(format!(
            "“{{{slot}}}”要有一个没有用过的名称"
        )));
    }
    names.push(name.to_owned());
    Ok(Part::Figure(*kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_names_its_figures() {
        let read: Template = "共{a:金额}，其中{b：金额}用于{_}，{c}用于".parse().unwrap();
        assert_eq!(read.names(), ["a", "b", "c"]);
        assert_eq!(read.parts.len(), 9);
    }

    #[test]
    fn nonsense_is_told() {
        for wrong in [
            "共{a:金额",
            "{a:钱}，{b}",
            "{a}，{a}",
            "{a}",
            "{_}{a}，{b}",
            "{a}{_}{_}{b}",
        ] {
            assert!(wrong.parse::<Template>().is_err(), "{wrong}");
        }
    }
}
