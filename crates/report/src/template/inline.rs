//! The inside of a paragraph, heading or cell: words, bold words and names.

use book::Fault;

use super::Place;

/// Words with names among them.
pub(crate) type Inline = Vec<Segment>;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    /// Words as they are.
    Words(String),
    /// `**`: bold begins or ends.
    Strong,
    /// `{{ 名称 }}`
    Name(Reference),
}

/// A name between `{{` and `}}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) name: String,
    /// `{{ 名称 | 数 }}`: without its unit.
    pub(crate) bare: bool,
    pub(crate) place: Place,
}

/// Cuts a line into segments; what is wrong goes to `faults`. `start` is the place of its first character.
pub(crate) fn parse_inline(line: &str, start: &Place, faults: &mut Vec<Fault>) -> Inline {
    let mut segments = Vec::new();
    let mut rest = line;
    while let Some(open) = rest.find("{{") {
        let before = line[..line.len() - rest.len() + open].chars().count();
        let place = Place {
            // Words that do not stand in a file of their own have no column.
            column: if start.line == 0 {
                0
            } else {
                start.column + before
            },
            ..start.clone()
        };
        words(&rest[..open], &mut segments);
        let Some(close) = rest[open..].find("}}") else {
            faults.push(place.fault("“{{”没有对应的“}}”", "在同一行里用“}}”收尾"));
            return segments;
        };
        match reference(&rest[open + 2..open + close], place) {
            Ok(reference) => segments.push(Segment::Name(reference)),
            Err(fault) => faults.push(fault),
        }
        rest = &rest[open + close + 2..];
    }
    words(rest, &mut segments);
    segments
}

fn words(text: &str, segments: &mut Vec<Segment>) {
    for (at, part) in text.split("**").enumerate() {
        if at > 0 {
            segments.push(Segment::Strong);
        }
        if !part.is_empty() {
            segments.push(Segment::Words(part.to_owned()));
        }
    }
}

fn reference(inside: &str, place: Place) -> Result<Reference, Fault> {
    let (name, option) = match inside.split_once(['|', '｜']) {
        Some((name, option)) => (name.trim(), Some(option.trim())),
        None => (inside.trim(), None),
    };
    if name.is_empty() || name.contains(['{', '}']) {
        let problem = format!("“{{{{{inside}}}}}”里没有一个名称");
        return Err(place.fault(problem, "写成 {{ 名称 }}，例如 {{ 预算.执行率 }}"));
    }
    match option {
        None | Some("数") => Ok(Reference {
            name: name.to_owned(),
            bare: option.is_some(),
            place,
        }),
        Some(other) => {
            let problem = format!("“{name}”后面的“{other}”不认得");
            Err(place.fault(problem, "只能写“| 数”，表示不带单位；或者去掉"))
        }
    }
}
