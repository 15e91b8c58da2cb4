//! # 括号不成对 (I05)
//!
//! **查什么** 一段话里开了括号没有关。
//!
//! **为什么** 括号里的话说到哪里为止，读者分不清；多半是删改时少删了一半。
//!
//! **例** 一般公共预算支出137.66亿元（含上级转移支付，同比增长3.2%。
//!
//! **怎样改** 补上另一半括号，或删去多余的。
//!
//! **宽严** 只作提示，全文只报一次；只看以句号结尾、括号没有关上的整段；“1）”之类的编号、段落在括号里断开的、表格里的不报；代码和网址不看。
//!
//! **依据** GB/T 15834-2011：括号成对使用。
//!
//! **状态** 新。

use document::PieceKind;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::at_once;
use crate::spans::signs;
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "I05";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for paragraph in 0..context.reading.paragraphs.len() {
        let place = context.reading.paragraphs[paragraph];
        let text = context.reading.text_of(paragraph);
        work::look(text.len());
        let Some((at, length)) = unclosed(text) else {
            continue;
        };
        let plain = !matches!(place.kind, PieceKind::Cell { .. })
            && text.trim_end().ends_with('。')
            && !text.contains(['{', '}', '<', '=', '$'])
            && !text.contains("  ");
        let next = text[at + length..].chars().next();
        if plain && next.is_some_and(char::is_alphabetic) {
            let rest = &text[at + length..];
            let shown = rest
                .char_indices()
                .nth(6)
                .map_or(rest.len(), |(end, _)| end);
            places.push((place.start + at, place.start + at + length + shown));
        }
    }
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Form, Severity::Hint),
        &places,
        |place| format!("“{}”的括号没有关上。", place.text),
        "补上另一半括号，或删去多余的",
    ));
}

/// The last bracket that is left open, where as many more open than close: where it stands, and how long it is.
fn unclosed(text: &str) -> Option<(usize, usize)> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, c) in signs(text) {
        match c {
            '（' | '(' => open.push((at, c.len_utf8())),
            // A number before a bracket is the number of a list: 1）.
            '）' | ')' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.first().copied()
}
