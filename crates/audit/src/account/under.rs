//! The items of a narrative that stand under the heading of their class: 213农林水支出（类）1083.00万元, and below it
//! （其中：林业和草原（款）行政运行（项）783.50万元，森林资源培育（项）187.30万元）.

use std::borrow::Cow;

use super::form::Form;
use super::item::{Item, marker, without_number};
use crate::claim::FigureId;
use crate::context::Context;
use crate::figure::Role;
use crate::strip::compact;
use crate::work;

/// Words that may stand between an item and its amount.
const LEADS: [&str; 8] = [
    "",
    "支出",
    "支出决算",
    "支出决算为",
    "决算",
    "决算数",
    "决算数为",
    "支出为",
];

/// The items under headings, in order.
pub(super) fn under_headings<'a>(context: &Context<'a>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let mut class: Option<Cow<'a, str>> = None;
    for paragraph in 0..context.reading.paragraphs.len() {
        if context.account.section(paragraph) != Some(Form::PublicExpense) {
            class = None;
            continue;
        }
        let text = context.reading.text_of(paragraph);
        work::look(text.len());
        let own = marker(text, '类').map(|(at, _)| name(&text[..at]));
        if own.is_some() {
            class = own;
        }
        if let Some(class) = &class {
            listed(context, paragraph, class, &mut items);
        }
    }
    items
}

/// The items of a paragraph, whose class stands in it or in one before.
fn listed<'a>(context: &Context<'a>, paragraph: usize, class: &str, items: &mut Vec<Item<'a>>) {
    let text = context.reading.text_of(paragraph);
    let start = context.reading.paragraphs[paragraph].start;
    let mut section: Option<Cow<'a, str>> = None;
    let mut from = 0;
    loop {
        let next = |level: char| Some((level, marker(&text[from..], level)?));
        let nearest = ['款', '项'].into_iter().filter_map(next);
        let Some((level, (at, end))) = nearest.min_by_key(|(_, (at, _))| *at) else {
            break;
        };
        let name = name(&text[from..from + at]);
        from += end;
        if level == '款' {
            section = Some(name);
            continue;
        }
        let outcome = section
            .is_some()
            .then(|| amount(context, start + from))
            .flatten();
        if let Some((section, outcome)) = section.clone().zip(outcome) {
            items.push(Item {
                paragraph,
                names: vec![Cow::Owned(class.to_owned()), section, name],
                budget: None,
                outcome: Some(outcome),
            });
        }
    }
}

/// The name that ends some words.
fn name(words: &str) -> Cow<'_, str> {
    let marks = [
        '、', '.', '．', '。', '：', ' ', '，', '；', '（', '(', '元',
    ];
    // 维修（护）费: what stands in brackets belongs to the name.
    let closed = words.ends_with(['）', ')']);
    let last = words.rsplit(marks).next().unwrap_or(words);
    let last = if closed { words } else { last };
    without_number(compact(last.trim_start_matches("其中")))
}

/// The amount that stands at once behind an item.
fn amount(context: &Context<'_>, from: usize) -> Option<FigureId> {
    let id = context
        .figures
        .partition_point(|figure| figure.start < from);
    let figure = context.figures.get(id)?;
    let between = context.reading.text.get(from..figure.start)?;
    let lead = between.len() < 40 && LEADS.contains(&&*compact(between));
    (lead && figure.role == Role::Amount).then_some(id)
}
