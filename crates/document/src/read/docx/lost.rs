//! What a document shows and a reader cannot read.

use std::collections::BTreeMap;

use crate::model::{Document, Fault};
use crate::read::xml::Element;

/// What has been passed by.
#[derive(Debug, Default)]
pub(in crate::read) struct Losses {
    /// The paragraph where each kind was met first.
    first: BTreeMap<Lost, u32>,
    pub(in crate::read) pictures: usize,
}

/// Text that stands in another file within the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read) enum Lost {
    /// A whole document, to be merged when it is opened.
    Chunk,
    /// A sheet of Excel or of WPS.
    Sheet,
    /// A formula of an old editor.
    Formula,
    /// Another object.
    Object,
    /// SmartArt.
    Diagram,
}

/// A picture with fewer characters beside it than this shows the text itself.
const CAPTION: usize = 20;

impl Lost {
    /// What stands in the element that refers to it: `o:OLEObject`, or `dgm:relIds`.
    pub(in crate::read) fn within(element: &Element<'_>) -> Self {
        if element.name() == "relIds" {
            return Self::Diagram;
        }
        let program = element.value("ProgID").unwrap_or_default().to_lowercase();
        match program.split('.').next() {
            Some("excel" | "et") => Self::Sheet,
            Some("equation") => Self::Formula,
            _ => Self::Object,
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::Chunk => "并入的另一份文件没有读取，请用 Word 打开后另存一份再试",
            Self::Sheet => "嵌入的 Excel 表格没有读取，请把表格粘贴为 Word 表格后再试",
            Self::Formula => "公式编辑器写的公式没有读取，请人工核对",
            Self::Object => "嵌入的对象没有读取，请人工核对",
            Self::Diagram => "图示（SmartArt）里的文字没有读取，请人工核对",
        }
    }
}

impl Losses {
    pub(in crate::read) fn note(&mut self, lost: Lost, paragraph: u32) {
        self.first.entry(lost).or_insert(paragraph);
    }

    /// What to tell of them.
    pub(in crate::read) fn faults(&self, document: &Document) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self
            .first
            .iter()
            .map(|(lost, paragraph)| Fault {
                message: lost.message().to_owned(),
                place: format!("正文第{paragraph}段"),
            })
            .collect();
        let characters = || {
            document
                .flatten()
                .text
                .chars()
                .filter(|c| !c.is_whitespace())
                .count()
        };
        if self.pictures > 0 && characters() < CAPTION * self.pictures {
            faults.push(Fault {
                message: format!(
                    "正文几乎只有图片（{} 张），图片里的文字和数字没有读取，请提供文字版",
                    self.pictures
                ),
                place: "正文".to_owned(),
            });
        }
        faults
    }
}
