//! # 报数与列名 (A06)
//!
//! **查什么** “A、B、C三家公司”“‘甲、乙、丙’三级”“《甲》《乙》2项制度”：所报的数与列出的名目个数应相同。
//!
//! **为什么** 增删了名目而没有改数。
//!
//! **例** 甲公司、乙公司、丙公司两家企业。 → 列出3家。
//!
//! **怎样改** 核对名目，改数或补名目。
//!
//! **宽严** “项目N个，资金…：甲…、乙…”在各项金额之和等于总额时清点项目个数；其余只看引号内的名目和以“公司”“中心”等收尾的单位名；带“等”的不报。名目的边界由词语判断，只作提醒。
//!
//! **依据** GB/T 15835-2011。
//!
//! **状态** 稳定。

use std::ops::Range;

use quantity::{Approximation, Decimal, Dimension, Quantity};

use crate::claim::{Form, Verdict, decide};
use crate::context::Context;
use crate::figure::{Figure, Separator};
use crate::finding::{Finding, Kind, Proposal, Severity};
use crate::list::{List, Promise};
use crate::phrase::{Phrase, Sort};
use crate::place::place_of;
use crate::proof::{Claim, Proof, Statement, stated};
use crate::reading::Reading;

/// The code of this rule.
pub(crate) const CODE: &str = "A06";

/// Endings of the names of bodies.
const BODIES: &[&str] = &["公司", "中心", "学校", "医院", "企业", "大学", "学院"];

/// Words that open the list of what was counted.
const OPENERS: &[&str] = &[
    "即",
    "分别是",
    "分别为",
    "包括",
    "具体是",
    "具体为",
    "具体包括",
];

/// Longer names, in bytes, are clauses: twenty characters of Chinese.
const LONGEST_NAME: usize = 60;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for list in context.lists {
        findings.extend(itemised(context, list));
    }
    let last = last_items(context.phrases);
    for figure in context.figures {
        if figure.quantity.unit.dimension() == Dimension::Count
            && figure.quantity.value.scale() == 0
        {
            let found = check(context, figure).or_else(|| announced(context, figure));
            findings.extend(found.or_else(|| itemised_in_words(context, figure, &last)));
        }
    }
}

/// 安排项目5个，资金总额10万元：A项目…、B项目…: the parts that make up the amount beside a number of projects.
fn itemised(context: &Context<'_>, list: &List) -> Option<Finding> {
    let number = list.whole.checked_sub(1)?;
    let (count, whole) = (&context.figures[number], &context.figures[list.whole]);
    let counts = count.quantity.unit.dimension() == Dimension::Count
        && count.quantity.value.scale() == 0
        && count.sentence == whole.sentence
        && whole.separator <= Separator::Comma;
    let projects = context.label(number).ends_with("项目")
        || context.between(number, list.whole).starts_with("项目");
    let opened = context.figures[list.parts[0]].colon;
    let adds_up = || {
        let sum = Form::total(list.whole, list.parts.iter().copied());
        decide(&sum, context.figures) != Verdict::Broken
    };
    let listed = list.parts.len() as i128;
    let said = count.quantity.value.mantissa();
    let wrong = counts && projects && opened && list.promise == Promise::All && said != listed;
    (wrong && listed > 1 && adds_up()).then(|| {
        let place = place_of(context.reading, count);
        let meant = Quantity {
            value: Decimal::new(listed, 0),
            ..count.quantity
        };
        Finding {
            code: CODE,
            severity: Severity::Warning,
            kind: Kind::Count,
            message: format!(
                "所报个数与列出的项目不符：写明{said}，列出{listed}，其金额之和与总额相符。"
            ),
            proposal: format!("{} → {meant}（按列出的项目清点）", place.text),
            proposals: vec![Proposal {
                figure: 0,
                from: place.text.clone(),
                to: meant.to_string(),
                reason: "按列出的项目清点".to_owned(),
                confirmed_by: 1,
            }],
            figures: vec![place],
            arithmetic: format!("列出的项目共{listed}"),
            proof: None,
            elsewhere: Vec::new(),
        }
    })
}

fn check(context: &Context<'_>, figure: &Figure) -> Option<Finding> {
    let paragraph = &context.reading.paragraphs[figure.paragraph];
    let before = tail(&context.reading.text[paragraph.start..figure.start]);
    let names = quoted(before)
        .or_else(|| works(before))
        .or_else(|| bodies(before))?;
    let offset = figure.start - before.len();
    let names: Vec<Range<usize>> = names
        .into_iter()
        .map(|name| offset + name.start..offset + name.end)
        .collect();
    miscounted(context, figure, &names)
}

/// What is wrong with a number of names, by their ranges in the text.
fn miscounted(context: &Context<'_>, figure: &Figure, names: &[Range<usize>]) -> Option<Finding> {
    let listed = names.len() as i128;
    let said = figure.quantity.value.mantissa();
    let told = || texts(&context.reading.text, names).join("、");
    (listed != said).then(|| Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Count,
        message: format!("所报个数与列出的名目不符：写明{said}，列出{listed}。"),
        figures: vec![place_of(context.reading, figure)],
        arithmetic: format!("{}，共{listed}", told()),
        proposal: format!("改为{listed}，或补齐名目"),
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: Some(proof(context.reading, figure, names)),
    })
}

/// 下属单位3个，即：甲所、乙站、丙馆。: the names follow their number at once and end the sentence.
fn announced(context: &Context<'_>, figure: &Figure) -> Option<Finding> {
    let paragraph = &context.reading.paragraphs[figure.paragraph];
    let after = &context.reading.text[figure.end..paragraph.end];
    let rest = after.strip_prefix('，')?;
    let rest = OPENERS.iter().find_map(|word| rest.strip_prefix(word))?;
    let list = rest.trim_start_matches(['：', ':']);
    let start = figure.end + after.len() - list.len();
    let end = start + list.find('。')?;
    let text = &context.reading.text[..];
    let names = split(text, start..end, &['、']);
    let plain = |name: &&str| {
        !name.is_empty()
            && name.len() <= LONGEST_NAME
            && !name.contains(|c: char| c.is_ascii_digit() || "，；：等和及（）".contains(c))
    };
    let plain = names.len() > 1 && texts(text, &names).iter().all(plain);
    plain.then(|| miscounted(context, figure, &names)).flatten()
}

/// Where an item of each number stands last; more than 十是 are not told in words.
type LastItems = [Option<usize>; 11];

/// Where each item stands last.
fn last_items(phrases: &[Phrase]) -> LastItems {
    let mut last = LastItems::default();
    for phrase in phrases {
        if let Sort::Item(number) = phrase.sort
            && let Some(place) = last.get_mut(usize::from(number))
        {
            *place = Some(phrase.start);
        }
    }
    last
}

/// 存在四个方面的问题：一是…；二是…；三是….
fn itemised_in_words(context: &Context<'_>, figure: &Figure, last: &LastItems) -> Option<Finding> {
    /// Words that count what is told item by item.
    const COUNTED: &[&str] = &["个", "项", "条", "点", "类", "方面"];
    /// So near, in bytes, the first item follows its number.
    const NEAR: usize = 60;
    let word = figure.quantity.unit.classifier()?;
    let end = context.reading.paragraphs[figure.paragraph].end;
    let first = context
        .phrases
        .partition_point(|phrase| phrase.start < figure.end);
    let items = &context.phrases[first..];
    let opening = items.first().filter(|phrase| {
        phrase.sort == Sort::Item(1) && phrase.start < end.min(figure.end + NEAR)
    })?;
    let between = &context.reading.text[figure.end..opening.start];
    let announced = between.ends_with(['：', ':']) || (between.ends_with('。') && is_noun(between));
    let alone = !between.contains(|c: char| c.is_ascii_digit() || c == '；');
    let exact = figure.quantity.approximation == Approximation::Exact;
    (COUNTED.contains(&word) && announced && alone && exact).then_some(())?;
    let names = in_order(context, items, end, last)?;
    (names.len() > 1)
        .then(|| miscounted(context, figure, &names))
        .flatten()
}

/// Whether nothing but a few nouns stands between a number and the full stop: 三个方面的问题。
fn is_noun(between: &str) -> bool {
    const LONGEST: usize = 8;
    !between.contains(['，', '、']) && between.chars().count() <= LONGEST
}

/// Items that follow one another to the end of their paragraph; `None` where others are told by other words, or a list
/// stands within the list.
fn in_order(
    context: &Context<'_>,
    items: &[Phrase],
    end: usize,
    last_items: &LastItems,
) -> Option<Vec<Range<usize>>> {
    const OTHERS: &[&str] = &[
        "此外",
        "另外",
        "同时",
        "最后",
        "再次",
        "其次",
        "还有",
        "等问题",
    ];
    let mut names: Vec<Range<usize>> = Vec::new();
    for phrase in items.iter().take_while(|phrase| phrase.start < end) {
        let Sort::Item(number) = phrase.sort else {
            continue;
        };
        if usize::from(number) != names.len() + 1 {
            return None;
        }
        names.push(phrase.start..phrase.end);
    }
    let last = names.last()?;
    let rest = &context.reading.text[last.start..end];
    // 四是 may begin the next paragraph.
    let next = last_items.get(names.len() + 1).copied().flatten();
    let goes_on = next.is_some_and(|start| start >= end);
    (!goes_on && !OTHERS.iter().any(|word| rest.contains(word))).then_some(names)
}

/// The last few hundred bytes of a text: names stand close to their number.
fn tail(text: &str) -> &str {
    let start = text.len().saturating_sub(600);
    let start = (start..=text.len()).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(text.len())..]
}

/// That so many names stand before the number, or behind it.
fn proof(reading: &Reading<'_>, figure: &Figure, names: &[Range<usize>]) -> Proof {
    let place = |name: &Range<usize>| [reading.to_flat(name.start), reading.end_to_flat(name.end)];
    let counted = Statement::Count {
        number: 0,
        names: names.iter().map(place).collect(),
    };
    Proof {
        figures: vec![stated(reading, figure)],
        claims: vec![Claim {
            rule: CODE,
            readings: vec![counted],
        }],
    }
}

fn texts<'t>(text: &'t str, ranges: &[Range<usize>]) -> Vec<&'t str> {
    ranges.iter().map(|range| &text[range.clone()]).collect()
}

/// “区、镇、村”三级.
fn quoted(before: &str) -> Option<Vec<Range<usize>>> {
    let inner = before.strip_suffix('”')?;
    let start = inner.rfind('“')? + '“'.len_utf8();
    let names = &inner[start..];
    (names.contains('、') && !names.contains('等'))
        .then(|| split(before, start..inner.len(), &['、']))
}

/// 《采购管理办法》《合同管理办法》2项制度.
fn works(before: &str) -> Option<Vec<Range<usize>>> {
    let mut names = Vec::new();
    let mut rest = before;
    while let Some(inner) = rest.strip_suffix('》') {
        let start = inner.rfind('《')?;
        names.push(start..rest.len());
        rest = rest[..start].trim_end_matches(['、', '和', '及', ' ']);
    }
    names.reverse();
    let open = rest.ends_with(['等', '按', '据', '照']);
    (names.len() > 1 && !open).then_some(names)
}

/// 甲公司、乙公司两家企业.
fn bodies(before: &str) -> Option<Vec<Range<usize>>> {
    let named = |name: &str| BODIES.iter().any(|end| name.ends_with(end));
    if !named(before) {
        return None;
    }
    let start = before
        .rfind(['，', '。', '；', '：', '将', '对', '由'])
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(0, char::len_utf8)
        });
    let names = split(before, start..before.len(), &['、', '和']);
    let all = names.len() > 1 && texts(before, &names).iter().all(|name| named(name));
    all.then_some(names)
}

/// The ranges between separators in a range of a text.
fn split(text: &str, range: Range<usize>, separators: &[char]) -> Vec<Range<usize>> {
    let mut start = range.start;
    let mut names = Vec::new();
    for (at, separator) in text[range.clone()].match_indices(separators) {
        let end = range.start + at;
        names.push(start..end);
        start = end + separator.len();
    }
    names.push(start..range.end);
    names
}
