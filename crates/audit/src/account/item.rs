//! The items of a narrative (逐项说明): 社会保障和就业支出（类）…（款）…（项）。年初预算为…，支出决算为….

use super::form::Form;
use super::under::under_headings;
use crate::claim::FigureId;
use crate::context::Context;
use crate::figure::Role;
use crate::strip::{Entry, Strip, compact};
use crate::table::Sheet;

/// How many paragraphs before the first item its total may stand.
const REACH: usize = 6;

/// An item with its budget and outcome.
#[derive(Debug)]
pub(crate) struct Item<'a> {
    /// The paragraph it stands in.
    pub(crate) paragraph: usize,
    /// Its names from the class down.
    pub(crate) names: Vec<std::borrow::Cow<'a, str>>,
    /// 年初预算.
    pub(crate) budget: Option<FigureId>,
    /// 支出决算.
    pub(crate) outcome: Option<FigureId>,
}

/// The items of the section on the expense of the public budget, in order.
pub(crate) fn items<'a>(context: &Context<'a>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for paragraph in 0..context.reading.paragraphs.len() {
        if context.account.section(paragraph) != Some(Form::PublicExpense) {
            continue;
        }
        let Some((names, end)) = names(context.reading.text_of(paragraph)) else {
            continue;
        };
        // The budget and the outcome may follow in a paragraph of their own.
        let start = context.reading.paragraphs[paragraph].start + end;
        let (budget, outcome) = pair_in(context, paragraph, start);
        let whole = |rest: &str| rest.is_empty() || rest.contains('。');
        let ends_here = whole(context.reading.text_of(paragraph)[end..].trim());
        let (budget, outcome) = match (budget, outcome) {
            (None, None) if ends_here && is_continued(context, paragraph + 1) => {
                pair_in(context, paragraph + 1, 0)
            }
            pair => pair,
        };
        if budget.is_some() || outcome.is_some() {
            items.push(Item {
                paragraph,
                names,
                budget,
                outcome,
            });
        }
    }
    let told = |item: &Item<'_>, items: &[Item<'_>]| {
        let mut others = items.iter().rev();
        others.any(|other| other.paragraph == item.paragraph && other.names == item.names)
    };
    let under = under_headings(context).into_iter();
    let under: Vec<Item<'a>> = under.filter(|item| !told(item, &items)).collect();
    items.extend(under);
    items.sort_by_key(|item| item.paragraph);
    items
}

fn is_continued(context: &Context<'_>, paragraph: usize) -> bool {
    context.account.section(paragraph) == Some(Form::PublicExpense)
        && names(context.reading.text_of(paragraph)).is_none()
}

/// The names before （类）, （款） and （项）, at least down to 款, and where they end.
fn names(text: &str) -> Option<(Vec<std::borrow::Cow<'_, str>>, usize)> {
    let mut names = Vec::new();
    let mut from = 0;
    for level in ['类', '款', '项'] {
        let Some((at, end)) = marker(&text[from..], level) else {
            break;
        };
        let name = text[from..from + at]
            .trim()
            .rsplit(['、', '.', '．', '。', '：', ' '])
            .next()?;
        names.push(without_number(compact(name)));
        from += end;
    }
    (names.len() > 1).then_some((names, from))
}

/// A name without （1） before it.
pub(super) fn without_number(name: std::borrow::Cow<'_, str>) -> std::borrow::Cow<'_, str> {
    let rest = name.strip_prefix(['（', '(']).map(|rest| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    });
    match rest.and_then(|rest| rest.strip_prefix(['）', ')'])) {
        Some(bare) => std::borrow::Cow::Owned(bare.to_owned()),
        None => name,
    }
}

/// Where （类） begins and ends.
pub(super) fn marker(text: &str, level: char) -> Option<(usize, usize)> {
    let at = text.find(level)?;
    let before = &text[..at];
    let open = before.strip_suffix(['（', '('])?;
    let after = &text[at + level.len_utf8()..];
    let close = after.strip_prefix(['）', ')'])?;
    Some((open.len(), text.len() - close.len()))
}

/// The first budget and the first outcome of a paragraph from an offset on.
fn pair_in(
    context: &Context<'_>,
    paragraph: usize,
    from: usize,
) -> (Option<FigureId>, Option<FigureId>) {
    let (mut budget, mut outcome) = (None, None);
    let first = context
        .figures
        .partition_point(|figure| figure.paragraph < paragraph);
    for (id, figure) in context.figures.iter().enumerate().skip(first) {
        if figure.paragraph != paragraph {
            break;
        }
        if figure.start < from || figure.role != Role::Amount {
            continue;
        }
        let label = compact(context.label(id));
        let spent = label.contains("决算") || label.contains("执行数");
        if label.contains("预算") && !spent && !label.contains("调整") && !label.contains("完成")
        {
            budget = budget.or(Some(id));
        } else if spent && !label.contains("上年") {
            outcome = outcome.or(Some(id));
        }
    }
    (budget, outcome)
}

/// The budget and outcome that the items from a paragraph on add up to.
pub(crate) fn pair_before(context: &Context<'_>, first: usize) -> Option<(FigureId, FigureId)> {
    let near = (first.saturating_sub(REACH)..first).rev();
    let mut section = near
        .take_while(|paragraph| context.account.section(*paragraph) == Some(Form::PublicExpense));
    section.find_map(|paragraph| {
        let (budget, outcome) = pair_in(context, paragraph, 0);
        budget.zip(outcome)
    })
}

impl Item<'_> {
    /// The row of the item: that with its name, under the name above where there are several.
    pub(crate) fn row<'s, 'a>(&self, sheet: &'s Sheet<'a>) -> Option<(&'s Strip<'a>, usize)> {
        let name = self.names.last()?;
        let rows: Vec<(&Strip<'a>, &Entry<'a>)> = sheet
            .all_named(&[name])
            .into_iter()
            .filter(|(_, entry)| {
                entry
                    .code
                    .as_ref()
                    .is_some_and(|code| code.len() == 1 + 2 * self.names.len())
            })
            .collect();
        match &rows[..] {
            [] => None,
            [(strip, entry)] => Some((strip, entry.row)),
            several => several
                .iter()
                .find(|(strip, entry)| self.is_under(strip, entry))
                .map(|(strip, entry)| (*strip, entry.row)),
        }
    }

    fn is_under(&self, strip: &Strip<'_>, entry: &Entry<'_>) -> bool {
        let above = self
            .names
            .len()
            .checked_sub(2)
            .map(|index| &self.names[index]);
        let code = entry.code.as_deref().unwrap_or_default();
        let parent = code.len().checked_sub(2).map(|length| &code[..length]);
        strip
            .entries
            .iter()
            .any(|other| other.code.as_deref() == parent && Some(&other.name) == above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_before_their_levels() {
        let (found, _) = names(
            "6、社会保障和就业支出（类）行政事业单位养老支出（款）职业年金缴费支出（项）。主要用于",
        )
        .unwrap();
        assert_eq!(
            found,
            [
                "社会保障和就业支出",
                "行政事业单位养老支出",
                "职业年金缴费支出"
            ]
        );
        assert!(names("教育支出（类）100万元，占5%").is_none());
    }
}
