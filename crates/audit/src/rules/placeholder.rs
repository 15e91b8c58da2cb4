//! # 模板占位 (I07)
//!
//! **查什么** 模板里的占位没有换成本单位的内容：XX局、××单位、XX年、XX万元，决算公开里的×个、××。
//!
//! **为什么** 公开出去的文件里留着占位，说明没有人通读过。
//!
//! **例** 第二部分 某区XX局2024年度部门决算表。
//!
//! **怎样改** 填上名称、年份或数。
//!
//! **宽严** 全文占位超过二十处的视为空白模板，只提示一次；为保密隐去的人名、企业名不报。
//!
//! **依据** 财预〔2016〕143号：公开内容应真实、完整。
//!
//! **状态** 新。

use memchr::memchr2_iter;

use crate::context::Context;
use crate::finding::{Finding, Kind, Place, Severity};
use crate::place::place_at;

/// The code of this rule.
pub(crate) const CODE: &str = "I07";

/// More places than this and the file is the form itself.
const FORM: usize = 20;

/// What a placeholder stands before: the name of an office, a date, an amount.
const AFTER: &[&str] = &[
    "局", "委", "办", "厅", "单位", "部门", "年", "月", "万元", "元", "%", "％", "中心", "学校",
    "医院", "街道", "镇", "乡", "区", "县", "市",
];

/// What one × before it stands for a number of: 下属单位×个.
const COUNTED: &[&str] = &[
    "个", "人", "辆", "次", "批", "台", "项", "名", "家", "户", "万元", "亿元",
];

/// What is multiplied, and no blank.
const MULTIPLIED: &[&str] = &[
    "个数", "人数", "人次", "次数", "项数", "户数", "人均", "个月",
];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &*context.reading.text;
    // × and Ｘ begin with bytes of their own among Chinese characters.
    let mut places: Vec<Place> = Vec::new();
    let mut last = 0;
    for at in memchr2_iter(b'X', 0xC3, text.as_bytes()) {
        if at < last || !text.is_char_boundary(at) {
            continue;
        }
        let run: usize = text[at..]
            .chars()
            .take_while(|c| matches!(c, 'X' | '×'))
            .map(char::len_utf8)
            .sum();
        last = at + run.max(1);
        let end = placeholder(text, at, run).or_else(|| number(context, at, run));
        if let Some(end) = end {
            places.push(place_at(context.reading, at, end));
        }
    }
    let Some(first) = places.first() else {
        return;
    };
    let rule = |severity| (CODE, Kind::Form, severity);
    if places.len() > FORM {
        let message = format!("全文有{}处占位没有填写，像是空白模板。", places.len());
        places.truncate(1);
        findings.push(Finding::of_words(
            rule(Severity::Hint),
            message,
            places,
            "填写后再审",
        ));
        return;
    }
    let message = format!("“{}”是模板里的占位，没有换成本单位的内容。", first.text);
    findings.push(Finding::of_words(
        rule(Severity::Warning),
        message,
        places,
        "填上名称、年份或数",
    ));
}

/// Where a placeholder for a number ends in an account: ×个, ××.
fn number(context: &Context<'_>, at: usize, run: usize) -> Option<usize> {
    let text = &context.reading.text;
    let before = text[..at].chars().next_back()?;
    let after = &text[at + run..];
    let word = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let several = text[at..at + run].chars().count() > 1;
    let named = "张王李赵刘陈某".contains(before);
    if !context.account.is_present() || !word(before) || named {
        return None;
    }
    let counted = COUNTED.iter().find(|word| after.starts_with(**word));
    let multiplied = MULTIPLIED.iter().any(|word| after.starts_with(word));
    match counted {
        Some(word) if !multiplied => Some(at + run + word.len()),
        _ if several && !after.starts_with(|c: char| c.is_ascii_alphanumeric()) => Some(at + run),
        _ => None,
    }
}

/// Where a placeholder ends that begins with a run of X or ×: with the word it stands before.
fn placeholder(text: &str, at: usize, run: usize) -> Option<usize> {
    let count = text[at..at + run].chars().count();
    let after = &text[at + run..];
    // 20XX年.
    let year = text[..at].ends_with("20") && count == 2 && after.starts_with('年');
    let before = text[..at].chars().next_back();
    let latin = before.is_some_and(|c| c.is_ascii_alphanumeric() || "张王李赵刘陈某".contains(c));
    if count < 2 || latin && !year {
        return None;
    }
    let word = AFTER.iter().find(|word| after.starts_with(**word))?;
    Some(at + run + word.len())
}
