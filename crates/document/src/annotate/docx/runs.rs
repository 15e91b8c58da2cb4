//! The runs of the main part: the stretches of XML that an anchor stands between, or cuts.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::unfit;
use crate::annotate::AnnotateError;

/// The runs of a document outside of one another, by rising start.
pub(crate) struct Runs {
    dialect: Dialect,
    runs: Vec<Run>,
    /// One more than the highest number of a comment that the document refers to.
    pub(crate) next_comment: u32,
}

/// How a document names the elements of WordprocessingML.
#[derive(Debug, Clone)]
pub(crate) struct Dialect {
    pub(crate) prefix: String,
    pub(crate) namespace: String,
    /// Whether the root does not declare the prefix.
    pub(crate) undeclared: bool,
}

/// A run, or a formula, which is never cut and has no children here.
#[derive(Debug, Default)]
pub(crate) struct Run {
    pub(crate) span: Range<usize>,
    /// Its start tag.
    pub(crate) tag: Range<usize>,
    /// Its `w:rPr`.
    pub(crate) properties: Range<usize>,
    pub(crate) children: Vec<Child>,
}

/// What a run holds after its properties.
#[derive(Debug)]
pub(crate) struct Child {
    pub(crate) span: Range<usize>,
    /// The start tag and the content of a `w:t`, which can be cut.
    pub(crate) text: Option<(Range<usize>, Range<usize>)>,
}

impl Dialect {
    fn of(root: &BytesStart<'_>) -> Self {
        let name = root.name();
        let prefix = name.prefix().map_or("", |prefix| prefix.into_inner());
        let key = match prefix {
            "" => "xmlns".to_owned(),
            prefix => format!("xmlns:{prefix}"),
        };
        let namespace = root.try_get_attribute(key.as_str()).ok().flatten();
        Self {
            // An attribute without a prefix is in no namespace.
            prefix: if prefix.is_empty() { "w" } else { prefix }.to_owned(),
            namespace: namespace.map_or_else(
                || TRANSITIONAL.to_owned(),
                |attribute| attribute.value.into_owned(),
            ),
            undeclared: prefix.is_empty(),
        }
    }

    /// The declaration of the prefix for an element put into the document, where it needs one.
    pub(crate) fn declaration(&self) -> String {
        if self.undeclared {
            self.declared()
        } else {
            String::new()
        }
    }

    /// The declaration of the prefix.
    pub(crate) fn declared(&self) -> String {
        format!(r#" xmlns:{}="{}""#, self.prefix, self.namespace)
    }

    /// Whether the document is in the strict variant of the standard.
    pub(crate) fn is_strict(&self) -> bool {
        self.namespace.starts_with("http://purl.oclc.org/")
    }
}

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A run while it is read, and how deep in it the reader is.
struct Open {
    run: Run,
    depth: usize,
    divisible: bool,
}

impl Runs {
    /// Reads the main part as far as it is well-formed.
    pub(crate) fn read(source: &str) -> Result<Self, AnnotateError> {
        let body = source.trim_start_matches('\u{FEFF}');
        let shift = source.len() - body.len();
        let mut reader = Reader::from_str(body);
        reader.config_mut().allow_dangling_amp = true;
        let mut dialect = None;
        let mut runs = Vec::new();
        let mut next_comment = 0;
        let mut open: Option<Open> = None;
        loop {
            let start = reader.buffer_position() as usize + shift;
            let Ok(event) = reader.read_event() else {
                break;
            };
            let span = start..reader.buffer_position() as usize + shift;
            match event {
                Event::Start(element) => {
                    dialect.get_or_insert_with(|| Dialect::of(&element));
                    next_comment = next_comment.max(comment(&element));
                    match &mut open {
                        Some(open) => open.start(element.local_name().into_inner(), span),
                        None => open = Open::new(element.local_name().into_inner(), span),
                    }
                }
                Event::Empty(element) => {
                    next_comment = next_comment.max(comment(&element));
                    if let Some(open) = &mut open {
                        open.start(element.local_name().into_inner(), span.clone());
                        open.end(span.end..span.end);
                    }
                }
                Event::End(_) => {
                    if let Some(inner) = &mut open
                        && inner.end(span)
                    {
                        runs.extend(open.take().map(|open| open.run));
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let dialect = dialect.ok_or_else(|| unfit("正文没有内容"))?;
        Ok(Self {
            dialect,
            runs,
            next_comment,
        })
    }

    pub(crate) fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// The runs by rising start.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter()
    }

    /// The run a byte lies in.
    pub(crate) fn at(&self, byte: usize) -> Option<&Run> {
        let past = self.runs.partition_point(|run| run.span.start <= byte);
        let run = &self.runs[past.checked_sub(1)?];
        run.span.contains(&byte).then_some(run)
    }
}

impl Open {
    fn new(name: &str, span: Range<usize>) -> Option<Self> {
        matches!(name, "r" | "oMath" | "oMathPara").then(|| Self {
            run: Run {
                span: span.clone(),
                tag: span.clone(),
                properties: span.end..span.end,
                children: Vec::new(),
            },
            depth: 1,
            divisible: name == "r",
        })
    }

    fn start(&mut self, name: &str, span: Range<usize>) {
        if self.depth == 1 && self.divisible {
            if name == "rPr" {
                self.run.properties = span;
            } else {
                let inner = span.end..span.end;
                self.run.children.push(Child {
                    text: (name == "t").then(|| (span.clone(), inner)),
                    span,
                });
            }
        }
        self.depth += 1;
    }

    /// Leaves an element by its end tag, and says whether it was the run itself.
    fn end(&mut self, tag: Range<usize>) -> bool {
        self.depth -= 1;
        match (self.depth, self.run.children.last_mut()) {
            (0, _) => self.run.span.end = tag.end,
            (1, None) => self.run.properties.end = tag.end,
            (1, Some(child)) => {
                child.span.end = tag.end;
                if let Some((_, content)) = &mut child.text {
                    content.end = tag.start;
                }
            }
            _ => {}
        }
        self.depth == 0
    }
}

/// One more than the number of the comment that an element refers to; 0 for other elements.
fn comment(element: &BytesStart<'_>) -> u32 {
    if !element.local_name().into_inner().starts_with("comment") {
        return 0;
    }
    id(element).map_or(0, |id| id.saturating_add(1))
}

/// The number in `w:id`.
pub(crate) fn id(element: &BytesStart<'_>) -> Option<u32> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    attributes
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == "id")?
        .value
        .trim()
        .parse()
        .ok()
}
