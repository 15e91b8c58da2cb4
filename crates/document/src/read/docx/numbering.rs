//! Automatic numbering: the labels Word prints before the paragraphs of a list, which stand nowhere in the text.

use std::collections::{HashMap, HashSet};

use super::label::Form;
use super::styles::{ListLevel, Styles};
use crate::read::xml::{Element, Item, Xml};

pub(in crate::read) const LEVELS: usize = 9;

/// How the paragraphs of one level are labelled.
#[derive(Debug, Clone)]
pub(in crate::read) struct Level {
    pub(in crate::read) start: u32,
    pub(in crate::read) form: Form,
    /// The label with `%1` to `%9` in place of the numbers.
    pub(in crate::read) pattern: String,
    /// Whether all numbers of the label are Arabic.
    pub(in crate::read) legal: bool,
    /// The level, from 1, after which this one starts anew; 0 for never.
    pub(in crate::read) restart: Option<usize>,
    /// The paragraph style bound to the level.
    pub(in crate::read) style: Option<String>,
}

/// An abstract list: its levels, or the list style it takes them from.
#[derive(Debug, Default)]
pub(in crate::read) struct List {
    pub(in crate::read) levels: HashMap<usize, Level>,
    pub(in crate::read) style: Option<String>,
}

/// A list as paragraphs name it: an abstract list and what differs from it.
#[derive(Debug, Default)]
pub(in crate::read) struct Instance {
    pub(in crate::read) list: u32,
    pub(in crate::read) starts: HashMap<usize, u32>,
    pub(in crate::read) levels: HashMap<usize, Level>,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(in crate::read) struct Numbering {
    lists: HashMap<u32, List>,
    instances: HashMap<u32, Instance>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Instances and levels whose own start has been used.
    started: HashSet<(u32, usize)>,
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut numbering = Self::default();
        xml.enter("numbering");
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            let id = |key| {
                element
                    .value(key)
                    .and_then(|value| value.trim().parse().ok())
            };
            match element.name() {
                "abstractNum" => {
                    let id = id("abstractNumId");
                    let list = list(xml);
                    numbering.lists.extend(id.map(|id| (id, list)));
                }
                "num" => {
                    let id = id("numId");
                    let instance = instance(xml);
                    numbering.instances.extend(id.map(|id| (id, instance)));
                }
                _ => xml.skip(),
            }
        }
        numbering
    }

    /// Lists by the names that instances have for them, and instances by those that paragraphs have.
    pub(in crate::read) fn new(
        lists: HashMap<u32, List>,
        instances: HashMap<u32, Instance>,
    ) -> Self {
        Self {
            lists,
            instances,
            ..Self::default()
        }
    }

    /// Adds an instance of a list that counts anew, and gives the name that paragraphs have for it.
    pub(in crate::read) fn begin(&mut self, list: u32) -> u32 {
        let id = self.instances.len() as u32 + 1;
        let first = self.lists.get(&list).and_then(|list| list.levels.get(&0));
        let starts = first.map(|level| (0, level.start)).into_iter().collect();
        let levels = HashMap::new();
        self.instances.insert(
            id,
            Instance {
                list,
                starts,
                levels,
            },
        );
        id
    }

    /// Counts a paragraph and gives its label; `None` for a paragraph in no list, or in one with bullets.
    pub(in crate::read) fn label(
        &mut self,
        own: ListLevel,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<String> {
        let inherited = style.map(|style| styles.list(style)).unwrap_or_default();
        let id = own.list.or(inherited.list).filter(|id| *id != 0)?;
        let list_id = self.list_of(id, styles)?;
        let list = self.lists.get(&list_id)?;
        let bound = || {
            list.levels
                .iter()
                .find(|(_, level)| level.style.is_some() && level.style.as_deref() == style)
        };
        let at = own
            .level
            .or_else(|| bound().map(|(at, _)| *at))
            .or(inherited.level)
            .unwrap_or(0);
        let instance = self.instances.get(&id)?;
        let level_at = |at: usize| instance.levels.get(&at).or_else(|| list.levels.get(&at));
        let level = level_at(at)?;

        let counts = self.counts.entry(list_id).or_default();
        let own_start = instance
            .starts
            .get(&at)
            .filter(|_| self.started.insert((id, at)));
        let next = counts
            .get(at)?
            .map_or(level.start, |count| count.saturating_add(1));
        counts[at] = Some(own_start.copied().unwrap_or(next));
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level_at(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|after| at < after) {
                *count = None;
            }
        }
        let number = |at: usize| {
            let level_here = level_at(at)?;
            let count = counts.get(at)?.unwrap_or(level_here.start);
            Some(
                if level.legal {
                    Form::Decimal
                } else {
                    level_here.form
                }
                .spell(count),
            )
        };
        (level.form != Form::Bullet)
            .then(|| filled(&level.pattern, number))
            .filter(|label| !label.trim().is_empty())
    }

    /// The abstract list of an instance, through the list style it may refer to.
    fn list_of(&self, id: u32, styles: &Styles) -> Option<u32> {
        let list = self.instances.get(&id)?.list;
        match self.lists.get(&list).and_then(|list| list.style.as_deref()) {
            Some(style) => Some(self.instances.get(&styles.list(style).list?)?.list),
            None => Some(list),
        }
    }
}

/// A pattern with its numbers, and a space where the text that follows could be taken for a part of the label.
fn filled(pattern: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut label = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('%') {
        label.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.chars().next().and_then(|digit| digit.to_digit(10)) {
            Some(digit @ 1..) => {
                label.extend(number(digit as usize - 1));
                rest = &rest[1..];
            }
            _ => label.push('%'),
        }
    }
    label.push_str(rest);
    if !label.ends_with(['、', '）', ')', '：', '】', ' ', '\u{3000}']) {
        label.push(' ');
    }
    label
}

fn list(xml: &mut Xml<'_>) -> List {
    let mut list = List::default();
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        match element.name() {
            "lvl" => {
                let at = level_number(&element);
                let level = level(xml);
                list.levels.extend(at.map(|at| (at, level)));
                continue;
            }
            "numStyleLink" => list.style = element.val(),
            _ => {}
        }
        xml.skip();
    }
    list
}

fn instance(xml: &mut Xml<'_>) -> Instance {
    let mut instance = Instance::default();
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        match element.name() {
            "abstractNumId" => {
                instance.list = element.number().unwrap_or_default();
                xml.skip();
            }
            "lvlOverride" => {
                let at = level_number(&element);
                differences(xml, at, &mut instance);
            }
            _ => xml.skip(),
        }
    }
    instance
}

fn differences(xml: &mut Xml<'_>, at: Option<usize>, instance: &mut Instance) {
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        match (element.name(), at) {
            ("lvl", Some(at)) => {
                instance.levels.insert(at, level(xml));
                continue;
            }
            ("startOverride", Some(at)) => instance
                .starts
                .extend(element.number().map(|start| (at, start))),
            _ => {}
        }
        xml.skip();
    }
}

fn level_number(element: &Element<'_>) -> Option<usize> {
    element
        .value("ilvl")?
        .trim()
        .parse()
        .ok()
        .filter(|at| *at < LEVELS)
}

fn level(xml: &mut Xml<'_>) -> Level {
    const LONGEST: usize = 64;
    let mut level = Level {
        start: 1,
        form: Form::Decimal,
        pattern: String::new(),
        legal: false,
        restart: None,
        style: None,
    };
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        match element.name() {
            "start" => level.start = element.number().unwrap_or(1),
            "numFmt" => level.form = Form::named(&element.val().unwrap_or_default()),
            "lvlText" => {
                level.pattern = element
                    .val()
                    .unwrap_or_default()
                    .chars()
                    .take(LONGEST)
                    .collect()
            }
            "isLgl" => level.legal = element.is_on(),
            "lvlRestart" => level.restart = element.number(),
            "pStyle" => level.style = element.val(),
            _ => {}
        }
        xml.skip();
    }
    level
}
