//! The inside of a paragraph, heading or cell: words, bold words and names.

use book::Fault;

use super::Place;

/// Words with names among them.
pub(crate) type Inline = Vec<Segment>;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    /// Words as they are, and where they are written.
    Words(String, Place),
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

const STRONG: &str = "**";

/// Cuts a line into segments; what is wrong goes to `faults`. `start` is the place of its first character.
pub(crate) fn parse_inline(line: &str, start: &Place, faults: &mut Vec<Fault>) -> Inline {
    let mut segments = Vec::new();
    let mut rest = line;
    while let Some(open) = rest.find("{{") {
        let done = line.len() - rest.len();
        words(&rest[..open], &start.after(&line[..done]), &mut segments);
        let place = start.after(&line[..done + open]);
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
    let done = line.len() - rest.len();
    words(rest, &start.after(&line[..done]), &mut segments);
    segments
}

fn words(text: &str, start: &Place, segments: &mut Vec<Segment>) {
    let mut done = 0;
    for (at, part) in text.split(STRONG).enumerate() {
        if at > 0 {
            segments.push(Segment::Strong);
            done += STRONG.len();
        }
        if !part.is_empty() {
            let place = start.after(&text[..done]);
            segments.push(Segment::Words(part.to_owned(), place));
        }
        done += part.len();
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
