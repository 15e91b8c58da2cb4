//! # 自定义必备内容 (U02)
//!
//! **查什么** `kaocheng.toml` 里写明的必备部分：标题里应有所写的名称之一。
//!
//! **为什么** 各地、各部门对报告必须有哪些部分有自己的规定。
//!
//! **例** 必备“绩效自评结果”，决算公开里没有这一部分。
//!
//! **怎样改** 补写这一部分；已经写了而标题不同的，在 `kaocheng.toml` 的“任一”里加上这个标题。
//!
//! **宽严** 只看标题和像标题的短段落；写明文种的，只看题目里有这个词的文件。
//!
//! **依据** 使用者自己的规定。
//!
//! **状态** 新。

use document::PieceKind;

use crate::context::Context;
use crate::finding::{Finding, Kind};
use crate::place::place_at;
use crate::profile::OwnSection;

/// The code of this rule.
pub(crate) const CODE: &str = "U02";

/// Headings are no longer than this, in characters.
const LONGEST_HEADING: usize = 45;

/// The title of a document stands among so many paragraphs.
const TITLE_REACH: usize = 5;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.profile.sections.is_empty() || context.reading.paragraphs.is_empty() {
        return;
    }
    let headings: Vec<String> = (0..context.reading.paragraphs.len())
        .filter(|paragraph| is_heading(context, *paragraph))
        .map(|paragraph| without_spaces(context.reading.text_of(paragraph)))
        .collect();
    let title: String = (0..context.reading.paragraphs.len().min(TITLE_REACH))
        .map(|paragraph| without_spaces(context.reading.text_of(paragraph)))
        .collect();
    for section in &context.profile.sections {
        let says = |text: &str, words: &[String]| {
            words
                .iter()
                .any(|word| text.contains(&without_spaces(word)))
        };
        let meant = section.documents.is_empty() || says(&title, &section.documents);
        if meant && !headings.iter().any(|heading| says(heading, &section.any)) {
            findings.push(finding(context, section));
        }
    }
}

fn is_heading(context: &Context<'_>, paragraph: usize) -> bool {
    let text = context.reading.text_of(paragraph);
    match context.reading.paragraphs[paragraph].kind {
        PieceKind::Heading(_) => true,
        PieceKind::Paragraph => {
            text.chars().count() <= LONGEST_HEADING && !text.contains(['。', '；', '，'])
        }
        _ => false,
    }
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn finding(context: &Context<'_>, section: &OwnSection) -> Finding {
    let first = context.reading.paragraphs[0];
    Finding {
        code: CODE,
        severity: section.severity,
        kind: Kind::Form,
        message: format!("缺少“{}”这一部分。", section.name),
        figures: vec![place_at(context.reading, first.start, first.end)],
        arithmetic: String::new(),
        proposal: format!("补写“{}”，标题写“{}”", section.name, section.any[0]),
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: None,
    }
}
