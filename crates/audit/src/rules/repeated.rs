//! # 重复的段落 (I10)
//!
//! **查什么** 同一份文件里，五十字以上的一句话原样写了两遍。
//!
//! **为什么** 多是从别处粘贴来的，或忘了改写；两处所讲的不应是同一件事。
//!
//! **例** “主要工作”与“履职效果”两节用了同一段话。
//!
//! **怎样改** 删去一处，或写出各自的内容。
//!
//! **宽严** 只比正文，不比标题与表格；全文只提示一次，列出各处。
//!
//! **依据** 财预〔2020〕10号：自评应当突出重点。
//!
//! **状态** 新。

use std::collections::HashSet;

use document::PieceKind;
use foldhash::fast::RandomState;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::at_once;

/// The code of this rule.
pub(crate) const CODE: &str = "I10";

/// Fifty characters of three bytes.
const LONG: usize = 150;

/// No more places than this are shown.
const SHOWN: usize = 10;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &*context.reading.text;
    let mut seen: HashSet<&str, RandomState> = HashSet::default();
    let mut places = Vec::new();
    for paragraph in &context.reading.paragraphs {
        if paragraph.kind != PieceKind::Paragraph || paragraph.end - paragraph.start < LONG {
            continue;
        }
        let mut start = paragraph.start;
        for sentence in text[paragraph.start..paragraph.end].split_inclusive('。') {
            let end = start + sentence.len();
            let body = sentence.trim_start();
            if body.len() >= LONG && !seen.insert(body) && places.len() < SHOWN {
                places.push((end - body.len(), end));
            }
            start = end;
        }
    }
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Wording, Severity::Hint),
        &places,
        |_| "这句话前面已经原样写过。".to_owned(),
        "删去一处，或写出各自的内容",
    ));
}
