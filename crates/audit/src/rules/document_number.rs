//! # 文号写法 (I01)
//!
//! **查什么** 发文字号的年份用六角括号括起，年份为四位，序号不编虚位。
//!
//! **为什么** 文号写错，查不到所引的文件。
//!
//! **例** 财绩【2023】12号。 → 财绩〔2023〕12号。
//!
//! **怎样改** 改为六角括号“〔〕”，补全年份。
//!
//! **宽严** 括号不合只提示一次，列出各处；年份不是四位的作提醒。括号里不是年份的、后面不是序号的不报；证书、审计报告的编号（国用（2015）第12号、审字（2021）012号）有自己的写法，不报。
//!
//! **依据** 《党政机关公文格式》GB/T 9704—2012：发文字号。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Sort, at_once};

/// The code of this rule.
pub(crate) const CODE: &str = "I01";

/// A document number: 〔2023〕12号.
pub(super) struct Number {
    start: usize,
    pub(super) end: usize,
    /// What stands in the brackets.
    pub(super) year: String,
    /// What follows them: 12.
    pub(super) serial: String,
    /// Whether the brackets are the right ones.
    right: bool,
}

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut brackets = Vec::new();
    let mut years = Vec::new();
    for phrase in context.phrases_of(Sort::DocumentNumber) {
        let Some(number) = number_at(context, phrase.start) else {
            continue;
        };
        if number.year.len() != 4 {
            years.push((number.start, number.end));
        } else if !number.right {
            brackets.push((number.start, number.end));
        }
    }
    let rule = |severity| (CODE, Kind::Form, severity);
    findings.extend(at_once(
        context.reading,
        rule(Severity::Warning),
        &years,
        |place| format!("“{}”的年份不是四位，文号写漏或写错了数字。", place.text),
        "对照原文补全年份",
    ));
    findings.extend(at_once(
        context.reading,
        rule(Severity::Hint),
        &brackets,
        |place| format!("“{}”的年份应当用六角括号“〔〕”。", place.text),
        "改用六角括号“〔〕”",
    ));
}

/// The document number whose bracket stands at an offset.
pub(super) fn number_at(context: &Context<'_>, start: usize) -> Option<Number> {
    let (before, rest) = context.around(start);
    let issued = before.ends_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}'))
        && !before.ends_with(['字', '用', '证', '书', '初', '终']);
    let mut chars = rest.chars();
    let open = chars.next()?;
    let rest = chars.as_str();
    let year: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let mut chars = rest[year.len()..].chars();
    let close = chars.next()?;
    let rest = chars.as_str().trim_start();
    let serial: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let end = position_after(context, start, rest, &serial)?;
    let numbered = issued && !year.is_empty() && "〕】］]）)".contains(close) && is_serial(&serial);
    numbered.then_some(Number {
        start,
        end,
        year,
        serial,
        right: open == '〔' && close == '〕',
    })
}

/// Whether digits count documents: 12, but not the 012 of a certificate.
fn is_serial(digits: &str) -> bool {
    !digits.is_empty() && !digits.starts_with('0')
}

/// Where the number ends: past 号.
fn position_after(context: &Context<'_>, start: usize, rest: &str, serial: &str) -> Option<usize> {
    let whole = context.around(start).1;
    let from = whole.len() - rest.len();
    let digits = rest.find(serial)? + serial.len();
    let tail = &rest[digits..];
    let blank = tail.len() - tail.trim_start().len();
    tail.trim_start()
        .starts_with('号')
        .then_some(start + from + digits + blank + '号'.len_utf8())
}
