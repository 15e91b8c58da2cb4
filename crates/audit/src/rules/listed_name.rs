//! # 列举科目 (A13)
//!
//! **查什么** 基本支出说明里“主要包括”后列举的经济分类科目，在基本支出决算表中应有数；表中有数的科目应列全。
//!
//! **为什么** 列举照抄上年，或串到相邻的科目。
//!
//! **例** 列举“个人农业生产补贴”，表中该科目空白，而有数的“奖励金”没有列出。
//!
//! **怎样改** 按表列举。
//!
//! **宽严** 只查名称与表中科目完全相同的，表中0与空白都算没有数；以“等”结尾的列举不查漏列；只漏列一两项、不错列的只作提示。
//!
//! **依据** 《政府收支分类科目》支出经济分类；决算公开说明的通行写法。
//!
//! **状态** 稳定。

use crate::account::Form;
use crate::claim::FigureId;
use crate::context::Context;
use crate::figure::Figure;
use crate::finding::{Finding, Kind, Place, Proposal, Severity};
use crate::place::place_at;
use crate::strip::compact;
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "A13";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(sheet) = context.account.table(Form::BasicExpense, context.sheets) else {
        return;
    };
    let items = Items::new(sheet, context.figures);
    for paragraph in 0..context.reading.paragraphs.len() {
        if context.account.section(paragraph) == Some(Form::BasicExpense) {
            let start = context.reading.paragraphs[paragraph].start;
            for list in lists(context.reading.text_of(paragraph)) {
                findings.extend(items.check(context, start, &list));
            }
        }
    }
}

/// More items than this left out of a list are left out on purpose.
const MOST_LEFT_OUT: usize = 2;

/// Names listed after 主要包括, each with its range in the paragraph.
struct Listed<'t> {
    names: Vec<(usize, &'t str)>,
    open: bool,
}

fn lists(text: &str) -> Vec<Listed<'_>> {
    text.match_indices("包括")
        .filter_map(|(at, word)| {
            let from = at + word.len();
            let rest = text[from..].trim_start_matches(['：', ':', '，']);
            let from = text.len() - rest.len();
            let end = rest.find(['；', '。', '\n']).unwrap_or(rest.len());
            let mut names = Vec::new();
            let mut offset = from;
            for name in rest[..end].split('、') {
                let lead = name.len() - name.trim_start().len();
                names.push((offset + lead, name.trim()));
                offset += name.len() + "、".len();
            }
            let last = names.last_mut()?;
            let open = last.1.contains('等');
            last.1 = last.1.split('等').next().unwrap_or_default();
            (names.len() > 2).then_some(Listed { names, open })
        })
        .collect()
}

/// The items of the table of basic expense: class, name, and whether there is a figure.
struct Items<'a> {
    rows: Vec<(&'a str, &'a str, bool)>,
}

impl<'a> Items<'a> {
    fn new(sheet: &'a Sheet<'_>, figures: &[Figure]) -> Self {
        let rows = sheet.strips.iter().flat_map(|strip| {
            strip.entries.iter().filter_map(move |entry| {
                let code = entry.code.as_deref().filter(|code| code.len() == 5)?;
                let paid = |id: FigureId| !figures[id].quantity.value.is_zero();
                let filled = strip.values.iter().any(|column| {
                    let cell = sheet.cell(entry.row, *column);
                    cell.and_then(|cell| cell.figure()).is_some_and(paid)
                });
                Some((&code[..3], &*entry.name, filled))
            })
        });
        Items {
            rows: rows.collect(),
        }
    }

    fn find(&self, name: &str) -> Option<&(&'a str, &'a str, bool)> {
        let name = compact(name);
        self.rows.iter().find(|row| row.1 == name)
    }

    fn check(&self, context: &Context<'_>, start: usize, list: &Listed<'_>) -> Option<Finding> {
        let known: Vec<_> = list
            .names
            .iter()
            .filter_map(|(at, name)| Some((*at, *name, self.find(name)?)))
            .collect();
        let blank: Vec<_> = known.iter().filter(|(_, _, row)| !row.2).collect();
        if blank.is_empty() && !list.open {
            return self.left_out(context, start, list, &known);
        }
        // A list that is mostly unknown to the table, or blank in it, is about something else.
        if blank.is_empty() || known.len() * 2 < list.names.len() || blank.len() * 2 > known.len() {
            return None;
        }
        let places: Vec<Place> = blank
            .iter()
            .map(|(at, name, _)| place_at(context.reading, start + at, start + at + name.len()))
            .collect();
        let missing: Vec<&str> = if list.open {
            Vec::new()
        } else {
            self.missing(&known)
        };
        let names: Vec<&str> = blank.iter().map(|(_, name, _)| *name).collect();
        let mut message = format!(
            "说明列举了“{}”，基本支出决算表中这一科目没有数",
            names.join("”“")
        );
        if !missing.is_empty() {
            message.push_str(&format!("；表中有数的“{}”没有列出", missing.join("”“")));
        }
        message.push('。');
        let proposals: Vec<Proposal> = match (&blank[..], &missing[..]) {
            ([(_, name, _)], [instead]) => vec![Proposal {
                figure: 0,
                from: (*name).to_owned(),
                to: (*instead).to_owned(),
                reason: "表中有数而没有列出".to_owned(),
                confirmed_by: 1,
            }],
            _ => Vec::new(),
        };
        let proposal = proposals.first().map_or_else(
            || "按表中有数的科目列举".to_owned(),
            |first| format!("{} → {}（{}）", first.from, first.to, first.reason),
        );
        Some(Finding {
            code: CODE,
            severity: Severity::Warning,
            kind: Kind::Wording,
            message,
            figures: places,
            arithmetic: String::new(),
            proposal,
            proposals,
            elsewhere: Vec::new(),
            proof: None,
        })
    }

    /// A closed list that leaves out an item or two the table prints an amount for.
    fn left_out(
        &self,
        context: &Context<'_>,
        start: usize,
        list: &Listed<'_>,
        known: &[(usize, &str, &(&str, &str, bool))],
    ) -> Option<Finding> {
        let missing = self.missing(known);
        let few = missing.len() <= MOST_LEFT_OUT && missing.len() * 4 <= known.len();
        // 主要包括 may leave out what is small; a list that names all but one was meant to be whole.
        if missing.is_empty() || !few || known.len() < list.names.len() {
            return None;
        }
        let (at, name) = *list.names.last()?;
        Some(Finding::of_words(
            (CODE, Kind::Wording, Severity::Hint),
            format!("表中有数的“{}”没有列出。", missing.join("”“")),
            vec![place_at(
                context.reading,
                start + at,
                start + at + name.len(),
            )],
            "按表中有数的科目列举",
        ))
    }

    /// The items with a figure, of the classes the list names, that it leaves out.
    fn missing(&self, known: &[(usize, &str, &(&str, &str, bool))]) -> Vec<&'a str> {
        let classes: Vec<&str> = known.iter().map(|(_, _, row)| row.0).collect();
        let listed = |name: &str| known.iter().any(|(_, _, row)| row.1 == name);
        let rows = self
            .rows
            .iter()
            .filter(|row| row.2 && classes.contains(&row.0) && !listed(row.1));
        rows.map(|row| row.1).collect()
    }
}
