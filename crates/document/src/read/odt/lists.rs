//! The levels of a list: what their labels are made of.

use crate::read::docx::{Form, LEVELS, Level, List};
use crate::read::xml::{Element, Item, Xml};

/// More characters than any label has before or behind its number.
const LONGEST: usize = 32;

/// Reads `text:list-style` or `text:outline-style`.
pub(super) fn list(xml: &mut Xml<'_>) -> List {
    let mut list = List::default();
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        let at = element
            .value("level")
            .and_then(|level| level.parse::<usize>().ok()?.checked_sub(1))
            .filter(|at| *at < LEVELS);
        let level = match element.name() {
            "list-level-style-number" | "outline-level-style" => {
                at.map(|at| (at, number(&element, at)))
            }
            "list-level-style-bullet" | "list-level-style-image" => at.map(|at| (at, bullet())),
            _ => None,
        };
        list.levels.extend(level);
        xml.skip();
    }
    list
}

fn bullet() -> Level {
    Level {
        start: 1,
        form: Form::Bullet,
        pattern: String::new(),
        legal: false,
        restart: None,
        style: None,
    }
}

fn number(element: &Element<'_>, at: usize) -> Level {
    let words = |key| -> String {
        let value = element.value(key).unwrap_or_default();
        value.chars().take(LONGEST).collect()
    };
    let figure = |key| element.value(key).and_then(|value| value.parse().ok());
    let form = form(&element.value("num-format").unwrap_or_default());
    let shown = figure("display-levels").unwrap_or(1).clamp(1, at + 1);
    let numbers = (at + 1 - shown..=at).map(|level| format!("%{}", level + 1));
    let numbers = match form {
        Form::Absent => String::new(),
        _ => numbers.collect::<Vec<_>>().join("."),
    };
    Level {
        start: element
            .value("start-value")
            .and_then(|start| start.parse().ok())
            .unwrap_or(1),
        form,
        pattern: format!("{}{numbers}{}", words("num-prefix"), words("num-suffix")),
        legal: false,
        restart: None,
        style: None,
    }
}

/// The form of a number by the beginning of its series: `一, 二, 三, ...`.
fn form(format: &str) -> Form {
    match format.chars().next() {
        None => Form::Absent,
        Some('一') => Form::Chinese,
        Some('壹') => Form::ChineseLegal,
        Some('〇') => Form::ChineseDigits,
        Some('甲') => Form::Stem,
        Some('子') => Form::Branch,
        Some('①') => Form::Circled,
        Some('⑴') => Form::Bracketed,
        Some('⒈') => Form::Stopped,
        Some('１') => Form::WideDecimal,
        Some('A') => Form::Upper,
        Some('a') => Form::Lower,
        Some('I') => Form::UpperRoman,
        Some('i') => Form::LowerRoman,
        Some(_) if format.starts_with("01") => Form::PaddedDecimal,
        Some(_) => Form::Decimal,
    }
}
