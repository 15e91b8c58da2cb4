//! # 照抄别的文件 (X04)
//!
//! **查什么** 在 `kaocheng.toml` 里打开（规则 X04）后，本文件的长段落与对照文件的段落几乎一字不差的，逐段列出。
//!
//! **为什么** 换了年度、换了单位而文字照抄，往往连数和结论也是别人的。
//!
//! **例** “通过加强组织领导、完善工作机制……”整段与上年报告相同。
//!
//! **怎样改** 按本年、本单位的实际情况重写；规定的格式文字可以不改。
//!
//! **宽严** 只作提示，默认不查；不计数字和标点，相同的片段占八成以上、字数达到“重复段落”界限的才报。
//!
//! **依据** 财预〔2020〕10号：绩效自评应当客观、真实。
//!
//! **状态** 新。

use std::collections::{HashMap, HashSet};

use document::PieceKind;

use crate::across::Pair;
use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::profile::Switch;

/// The code of this rule.
pub(crate) const CODE: &str = "X04";

/// Characters in a row that are held against each other.
const SHINGLE: usize = 5;

/// Eight of ten shingles in common make two paragraphs one.
const LIKE: usize = 8;
const OF: usize = 10;

pub(crate) fn compare(pair: &Pair<'_>, findings: &mut Vec<Finding>) {
    if !matches!(pair.this.profile.switches.get(CODE), Some(Switch::As(_))) {
        return;
    }
    let there = paragraphs(pair.other);
    let mut index: HashMap<&[char], Vec<usize>> = HashMap::new();
    for (number, (_, letters)) in there.iter().enumerate() {
        for shingle in shingles(letters) {
            index.entry(shingle).or_default().push(number);
        }
    }
    for (paragraph, letters) in &paragraphs(pair.this) {
        let own = shingles(letters);
        let mut common: HashMap<usize, usize> = HashMap::new();
        for number in own
            .iter()
            .filter_map(|shingle| index.get(shingle))
            .flatten()
        {
            *common.entry(*number).or_default() += 1;
        }
        let like = |(number, common): &(usize, usize)| {
            let all = own.len() + shingles(&there[*number].1).len() - common;
            common * OF >= all * LIKE
        };
        if let Some((number, _)) = common.into_iter().filter(like).min() {
            findings.push(finding(pair, *paragraph, there[number].0));
        }
    }
}

/// The paragraphs that are long enough, by their letters.
fn paragraphs(context: &Context<'_>) -> Vec<(usize, Vec<char>)> {
    let least = context.profile.limits.repeated_paragraph as usize;
    let letters = |paragraph: usize| -> Vec<char> {
        let text = context.reading.text_of(paragraph).chars();
        text.filter(|c| c.is_alphabetic()).collect()
    };
    (0..context.reading.paragraphs.len())
        .filter(|at| context.reading.paragraphs[*at].kind == PieceKind::Paragraph)
        .map(|at| (at, letters(at)))
        .filter(|(_, letters)| letters.len() >= least.max(SHINGLE))
        .collect()
}

fn shingles(letters: &[char]) -> HashSet<&[char]> {
    letters.windows(SHINGLE).collect()
}

fn finding(pair: &Pair<'_>, here: usize, there: usize) -> Finding {
    let place = |context: &Context<'_>, paragraph: usize| {
        let paragraph = context.reading.paragraphs[paragraph];
        place_at(context.reading, paragraph.start, paragraph.end)
    };
    Finding {
        code: CODE,
        severity: Severity::Hint,
        kind: Kind::Wording,
        message: format!("这一段与“{}”的一段几乎一字不差。", pair.title()),
        figures: vec![place(pair.this, here)],
        arithmetic: String::new(),
        proposal: "按本年、本单位的实际情况重写".to_owned(),
        proposals: Vec::new(),
        elsewhere: vec![pair.there(place(pair.other, there))],
        proof: None,
    }
}
