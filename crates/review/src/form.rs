//! The forms of output: one file a form, one line here.

use std::io::{self, Write};

use crate::{Copy, Reviewed, Totals, docx, html, json, jsonl, pdf, sarif, text, xlsx};

/// A form findings can be laid out in.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// Its name, as a user types it.
    pub name: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// Who it is for, in Chinese.
    pub about: &'static str,
    /// How it is made.
    pub work: Work,
}

/// How a form is made.
#[derive(Debug, Clone, Copy)]
pub enum Work {
    /// One output for all files, written as they are done: text that may go to a terminal.
    Stream(Start),
    /// One output for all files that is no text.
    Volume(Start),
    /// A file of its own for each.
    Each(Each),
}

/// Starts an output for all files.
pub type Start = fn(Detail) -> Box<dyn Stream>;

/// How a file's own output is made.
#[derive(Debug, Clone, Copy)]
pub enum Each {
    /// From what was found.
    Page(fn(&Reviewed) -> String),
    /// From the file itself, with notes put into it.
    Copy(Copy),
}

/// How much is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Detail {
    /// Whether files in which nothing was found go unmentioned, where the form is for people.
    pub quiet: bool,
    /// Whether every figure is listed with what became of it.
    pub coverage: bool,
    /// Whether text has colours, in the language of terminals.
    pub colours: bool,
}

/// An output in the making. Files are given in the order in which they are to be told.
pub trait Stream {
    /// Writes a file.
    ///
    /// # Errors
    /// What the output says.
    fn file(&mut self, out: &mut dyn Write, reviewed: &Reviewed) -> io::Result<()>;

    /// Writes what stands at the end, after which the output is whole.
    ///
    /// # Errors
    /// What the output says.
    fn end(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()>;
}

/// All forms.
#[rustfmt::skip]
pub const FORMS: &[Form] = &[
    Form { name: "text", extension: "txt", about: "给人看", work: Work::Stream(text::stream) },
    Form { name: "json", extension: "json", about: "给程序用", work: Work::Stream(json::stream) },
    Form { name: "jsonl", extension: "jsonl", about: "给程序用，一行一条，随审随出", work: Work::Stream(jsonl::stream) },
    Form { name: "sarif", extension: "sarif", about: "给代码审查工具用（SARIF 2.1.0）", work: Work::Stream(sarif::stream) },
    Form { name: "html", extension: "html", about: "标出问题的全文，用浏览器看", work: Work::Each(Each::Page(html::page)) },
    Form { name: "xlsx", extension: "xlsx", about: "审核意见表", work: Work::Volume(xlsx::stream) },
    Form { name: "docx", extension: "docx", about: "加了批注的 Word 原件", work: Work::Each(Each::Copy(docx::COPY)) },
    Form { name: "pdf", extension: "pdf", about: "加了高亮批注的 PDF 原件", work: Work::Each(Each::Copy(pdf::COPY)) },
];

/// The form of a name.
pub fn form(name: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == name)
}
