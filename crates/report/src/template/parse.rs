//! A template as a tree.

use book::Fault;
use document::Align;

use super::lines::{Line, line};
use super::{Inline, Place, Reference, Segment, parse_inline};

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// A heading with its number of `#`.
    Heading(u8, Inline),
    /// A paragraph.
    Paragraph(Inline),
    /// A table, with the head in the first row.
    Table {
        caption: Option<Inline>,
        aligns: Vec<Align>,
        rows: Vec<Vec<Inline>>,
    },
    /// `{{ 名称 }}` alone on a line: a block, or a paragraph of one figure.
    Alone(Reference),
    /// `{{ 若 名称 }}` … `{{ 否则 }}` … `{{ 完 }}`
    When {
        test: Reference,
        then: Vec<Node>,
        otherwise: Vec<Node>,
    },
}

const WHEN: &str = "若 ";
const OTHERWISE: &str = "否则";
const END: &str = "完";
const CAPTION: &str = "表：";

/// Reads a template; gives what could be read, and every fault.
pub(crate) fn parse(file: &str, source: &str) -> (Vec<Node>, Vec<Fault>) {
    let mut parser = Parser {
        faults: Vec::new(),
        open: vec![Open::default()],
        paragraph: Vec::new(),
    };
    let mut place = Place {
        file: file.to_owned(),
        line: 0,
        column: 1,
    };
    for raw in source.trim_start_matches('\u{feff}').lines() {
        place.line += 1;
        place.column = 1 + raw.chars().take_while(|c| c.is_whitespace()).count();
        parser.line(line(raw), &place);
    }
    parser.finish()
}

struct Parser {
    faults: Vec<Fault>,
    /// The innermost conditional last; the first is the template itself.
    open: Vec<Open>,
    /// The paragraph being read.
    paragraph: Inline,
}

#[derive(Default)]
struct Open {
    test: Option<Reference>,
    then: Vec<Node>,
    /// Begun by `{{ 否则 }}`.
    otherwise: Option<Vec<Node>>,
}

impl Open {
    fn nodes(&mut self) -> &mut Vec<Node> {
        self.otherwise.as_mut().unwrap_or(&mut self.then)
    }
}

impl Parser {
    fn line(&mut self, line: Line<'_>, place: &Place) {
        if let Line::Words(text) = line {
            let words = self.inline(text, place);
            self.paragraph.extend(words);
            return;
        }
        self.end_paragraph();
        match line {
            Line::Heading(marks, text) => {
                let words = self.inline(text, place);
                self.push(Node::Heading(marks, words));
            }
            Line::Row(cells) => self.row(&cells, place),
            Line::Rule(found) => self.rule(found, place),
            Line::Alone(text) => self.alone(text, place),
            Line::Blank | Line::Words(_) => {}
        }
    }

    fn inline(&mut self, text: &str, place: &Place) -> Inline {
        parse_inline(text, place, &mut self.faults)
    }

    fn push(&mut self, node: Node) {
        if let Some(open) = self.open.last_mut() {
            open.nodes().push(node);
        }
    }

    fn end_paragraph(&mut self) {
        let words = std::mem::take(&mut self.paragraph);
        if !words.is_empty() {
            self.push(Node::Paragraph(words));
        }
    }

    fn last(&mut self) -> Option<&mut Node> {
        self.open.last_mut()?.nodes().last_mut()
    }

    fn row(&mut self, cells: &[&str], place: &Place) {
        let cells: Vec<_> = cells.iter().map(|cell| self.inline(cell, place)).collect();
        if let Some(Node::Table { rows, aligns, .. }) = self.last()
            && (!aligns.is_empty() || rows.is_empty())
        {
            rows.push(cells);
            return;
        }
        let caption = self.take_caption();
        self.push(Node::Table {
            caption,
            aligns: Vec::new(),
            rows: vec![cells],
        });
    }

    /// The paragraph just above, when it is a caption.
    fn take_caption(&mut self) -> Option<Inline> {
        let nodes = self.open.last_mut()?.nodes();
        let Some(Node::Paragraph(words)) = nodes.last_mut() else {
            return None;
        };
        let Some(Segment::Words(first, place)) = words.first_mut() else {
            return None;
        };
        *first = first.strip_prefix(CAPTION)?.to_owned();
        *place = place.after(CAPTION);
        let caption = std::mem::take(words);
        nodes.pop();
        Some(caption)
    }

    fn rule(&mut self, found: Vec<Align>, place: &Place) {
        match self.last() {
            Some(Node::Table { aligns, rows, .. }) if aligns.is_empty() && rows.len() == 1 => {
                *aligns = found;
            }
            _ => self.faults.push(place.fault(
                "表格的分隔线上面没有表头",
                "在它上面紧接着写一行表头，例如 | 项目 | 金额 |",
            )),
        }
    }

    fn alone(&mut self, text: &str, place: &Place) {
        let Some(Segment::Name(reference)) = self.inline(text, place).pop() else {
            return;
        };
        match reference.name.as_str() {
            OTHERWISE => self.otherwise(place),
            END => self.end(place),
            name => match name.strip_prefix(WHEN) {
                Some(test) => self.open.push(Open {
                    test: Some(Reference {
                        name: test.trim().to_owned(),
                        ..reference
                    }),
                    ..Open::default()
                }),
                None => self.push(Node::Alone(reference)),
            },
        }
    }

    fn otherwise(&mut self, place: &Place) {
        match self.open.last_mut() {
            Some(open) if open.test.is_some() && open.otherwise.is_none() => {
                open.otherwise = Some(Vec::new());
            }
            _ => self.faults.push(place.fault(
                "“{{ 否则 }}”不在“{{ 若 … }}”里面，或出现了两次",
                "删去这一行，或在前面补上“{{ 若 … }}”",
            )),
        }
    }

    fn end(&mut self, place: &Place) {
        match self.open.pop() {
            Some(Open {
                test: Some(test),
                then,
                otherwise,
            }) => self.push(Node::When {
                test,
                then,
                otherwise: otherwise.unwrap_or_default(),
            }),
            outermost => {
                self.open.extend(outermost);
                let remedy = "删去这一行，或在前面补上“{{ 若 … }}”";
                self.faults
                    .push(place.fault("“{{ 完 }}”前面没有“{{ 若 … }}”", remedy));
            }
        }
    }

    fn finish(mut self) -> (Vec<Node>, Vec<Fault>) {
        self.end_paragraph();
        let mut open = self.open.into_iter();
        let nodes = open
            .next()
            .map(|template| template.then)
            .unwrap_or_default();
        for test in open.filter_map(|open| open.test) {
            let problem = format!("“{{{{ 若 {} }}}}”没有结束", test.name);
            self.faults.push(
                test.place
                    .fault(problem, "在这一部分后面另起一行写“{{ 完 }}”"),
            );
        }
        self.faults.sort();
        (nodes, self.faults)
    }
}
