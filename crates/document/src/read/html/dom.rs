//! The tree of a web page: what the parser of html5ever builds, no larger and no deeper than the limits.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, QualName, local_name, ns, parse_document};

use super::tags::pruned;
use crate::read::limits::Limits;

/// The index of a node in [`Dom`].
pub(super) type Id = usize;

/// A parsed page. Node 0 is the document.
#[derive(Debug)]
pub(super) struct Dom {
    nodes: Vec<Node>,
    /// Whether the page was larger or deeper than the limits, so that its end is missing.
    pub(super) cut_short: bool,
}

#[derive(Debug)]
struct Node {
    parent: Option<Id>,
    children: Vec<Id>,
    depth: usize,
    /// The line its tag ends in; of a text, that of its first word.
    line: u32,
    data: Data,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(String),
    /// The document, a comment and the like: nothing that is shown.
    Other,
}

impl Dom {
    /// Parses a page. The parser is fed in small pieces and stopped where the tree outgrows the limits, because a page can
    /// make it build a tree many times larger than itself.
    pub(super) fn parse(page: &str, limits: &Limits) -> Self {
        const PIECE: usize = 4096;
        let mut parser = parse_document(Sink::new(limits.max_depth), Default::default());
        let page = pruned(page);
        let mut rest = &*page;
        while !rest.is_empty() {
            let piece = &rest[..rest.floor_char_boundary(PIECE)];
            rest = &rest[piece.len()..];
            parser.process(StrTendril::from_slice(piece));
            let sink = &parser.tokenizer.sink.sink;
            if sink.is_too_deep() || sink.size() > limits.max_pieces {
                break;
            }
        }
        Self {
            cut_short: !rest.is_empty(),
            nodes: parser.finish(),
        }
    }

    pub(super) fn data(&self, id: Id) -> &Data {
        &self.nodes[id].data
    }

    /// The line of the page an element or the first word of a text stands in, from 1.
    pub(super) fn line(&self, id: Id) -> u32 {
        self.nodes[id].line
    }

    pub(super) fn children(&self, id: Id) -> &[Id] {
        &self.nodes[id].children
    }

    /// The local name of an element of HTML; empty for all else.
    pub(super) fn name(&self, id: Id) -> &str {
        match self.data(id) {
            Data::Element { name, .. } if name.ns == ns!(html) => &name.local,
            _ => "",
        }
    }

    pub(super) fn attribute(&self, id: Id, key: &str) -> Option<&str> {
        let Data::Element { attributes, .. } = self.data(id) else {
            return None;
        };
        attributes
            .iter()
            .find(|attribute| &*attribute.name.local == key)
            .map(|attribute| &*attribute.value)
    }

    /// The first element of a name anywhere in the page.
    pub(super) fn find(&self, name: &str) -> Option<Id> {
        (0..self.nodes.len()).find(|id| self.name(*id) == name && self.nodes[*id].parent.is_some())
    }
}

/// Receives the tree from the parser.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<usize>,
    /// The line the parser is in.
    line: Cell<u32>,
    max_depth: usize,
}

impl Sink {
    fn new(max_depth: usize) -> Self {
        let document = Node {
            parent: None,
            children: Vec::new(),
            depth: 0,
            line: 1,
            data: Data::Other,
        };
        Self {
            nodes: RefCell::new(vec![document]),
            deepest: Cell::new(0),
            line: Cell::new(1),
            max_depth,
        }
    }

    fn size(&self) -> usize {
        self.nodes.borrow().len()
    }

    fn is_too_deep(&self) -> bool {
        self.deepest.get() > self.max_depth
    }

    fn create(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            parent: None,
            children: Vec::new(),
            depth: 0,
            line: self.line.get(),
            data,
        });
        nodes.len() - 1
    }

    /// Puts a node or text among the children of `parent`, at `place` or last.
    fn insert(&self, parent: Id, place: Option<usize>, child: NodeOrText<Id>) {
        let place = place.unwrap_or_else(|| self.nodes.borrow()[parent].children.len());
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.detach(child);
                child
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = place
                    .checked_sub(1)
                    .map(|before| nodes[parent].children[before]);
                if let Some(before) = before
                    && let Data::Text(words) = &mut nodes[before].data
                {
                    let blank = words.trim().is_empty();
                    words.push_str(&text);
                    if blank {
                        nodes[before].line = self.line.get();
                    }
                    return;
                }
                drop(nodes);
                self.create(Data::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent].depth + 1;
        self.deepest.set(self.deepest.get().max(depth));
        nodes[child].parent = Some(parent);
        nodes[child].depth = depth;
        let place = place.min(nodes[parent].children.len());
        nodes[parent].children.insert(place, child);
    }

    fn detach(&self, child: Id) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[child].parent.take()
            && let Some(place) = nodes[parent].children.iter().rposition(|id| *id == child)
        {
            nodes[parent].children.remove(place);
        }
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Vec<Node>;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self::Output {
        self.nodes.into_inner()
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Self::ElemName<'a> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].data {
            Data::Element { name, .. } => name,
            Data::Text(_) | Data::Other => {
                unreachable!("the parser asks for the names of elements only")
            }
        })
    }

    fn create_element(
        &self,
        name: QualName,
        mut attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Id {
        attributes.retain(|attribute| is_used(&attribute.name.local));
        self.create(Data::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.create(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.create(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(child) = &child {
            self.detach(*child);
        }
        let place = {
            let nodes = self.nodes.borrow();
            let Some(parent) = nodes[*sibling].parent else {
                return;
            };
            (
                parent,
                nodes[parent].children.iter().rposition(|id| id == sibling),
            )
        };
        self.insert(place.0, place.1, child);
    }

    fn add_attrs_if_missing(&self, target: &Id, added: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].data {
            for attribute in added {
                if is_used(&attribute.name.local)
                    && attributes.iter().all(|known| known.name != attribute.name)
                {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        for child in children {
            self.nodes.borrow_mut()[child].parent = None;
            self.insert(*new_parent, None, NodeOrText::AppendNode(child));
        }
    }
}

/// Whether the reader looks at an attribute; the others are not kept.
fn is_used(name: &LocalName) -> bool {
    [
        local_name!("align"),
        local_name!("colspan"),
        local_name!("hidden"),
        local_name!("rowspan"),
        local_name!("style"),
        // The parser itself asks for this one.
        local_name!("type"),
    ]
    .contains(name)
}
