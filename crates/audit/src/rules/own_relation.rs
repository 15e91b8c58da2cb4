//! # 自定义关系 (U01)
//!
//! **查什么** `kaocheng.toml` 里写明的关系：一句话里的几个数、几个名称对应的数、或表里的几行，应符合所写的算式。
//!
//! **为什么** 各地、各部门有自己的勾稽关系，写一次，以后每份报告都照此审。
//!
//! **例** 关系：资产总计 = 负债总计 + 净资产。报告：资产总计100万元，负债总计30万元，净资产80万元。 → 30＋80＝110，与100不符。
//!
//! **怎样改** 按意见写明的算式核对各数；关系本身写错了，改 `kaocheng.toml`。
//!
//! **宽严** 与自带规则同样按区间判断；名称在同一段（或全文、同一张表）里只出现一次才认，不猜。
//!
//! **依据** 使用者自己的规定。
//!
//! **状态** 新。

use std::collections::BTreeMap;

use crate::claim::{Certainty, FigureId, Form, Relation};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role};
use crate::finding::Severity;
use crate::profile::{Equation, OwnPlace, OwnRelation};
use crate::rules::product;
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "U01";

/// Words that lead from a name to its number.
const LEADS: [&str; 8] = ["共计", "分别为", "为", "是", "达", "共", "约", "："];

/// Words for the year a report is of, before a name.
const PERIODS: [&str; 6] = ["全年", "本年度", "本年", "当年", "年末", "期末"];

/// The figures of a relation by the names of its expression; `None` where a table leaves a cell blank.
type Bound = Vec<Option<FigureId>>;

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for (index, own) in context.profile.relations.iter().enumerate() {
        let certainty = match own.severity {
            Severity::Error => Certainty::Stated,
            _ => Certainty::Probable,
        };
        let forms = bound(context, own)
            .into_iter()
            .filter_map(|bound| form(context, own, &bound));
        relations.extend(forms.map(|form| Relation {
            own: Some(index),
            ..Relation::new(CODE, certainty, vec![form])
        }));
    }
}

fn bound(context: &Context<'_>, own: &OwnRelation) -> Vec<Bound> {
    let names = own.expression.names();
    match &own.place {
        OwnPlace::Sentence(template) => {
            let order: Vec<Option<usize>> = names
                .iter()
                .map(|name| template.names().iter().position(|slot| slot == name))
                .collect();
            let sentences = template.matches(context).into_iter();
            sentences
                .map(|figures| {
                    order
                        .iter()
                        .map(|slot| slot.map(|slot| figures[slot]))
                        .collect()
                })
                .collect()
        }
        OwnPlace::Rows => in_tables(context, names),
        OwnPlace::Labelled => {
            let mut found = in_tables(context, names);
            found.extend(in_text(context, names));
            found
        }
    }
}

/// The form of a relation, when its figures are of kinds that it can hold among.
fn form(context: &Context<'_>, own: &OwnRelation, bound: &Bound) -> Option<Form> {
    let figure = |name: usize| bound[name].map(|id| &context.figures[id]);
    let alike = |names: &mut dyn Iterator<Item = usize>| {
        let figures: Vec<&Figure> = names.filter_map(figure).collect();
        figures.windows(2).all(|pair| pair[0].same_kind(pair[1]))
    };
    let percentage = |percent: usize, one: usize, other: usize| {
        Some(figure(percent)?.is_percent() && figure(one)?.same_kind(figure(other)?))
    };
    let (mut divisor, mut direction) = (1, 1);
    let sound = match own.expression.equation() {
        Equation::Sum(terms) => alike(&mut terms.iter().map(|term| term.1)),
        Equation::Within { whole, parts } => alike(&mut parts.iter().copied().chain([*whole])),
        Equation::Ratio {
            percent,
            part,
            whole,
        } => percentage(*percent, *part, *whole)?,
        Equation::Growth {
            percent,
            now,
            before,
        } => {
            if let Role::Growth(sign) = figure(*percent)?.role {
                direction = sign;
            }
            percentage(*percent, *now, *before)?
        }
        Equation::Product { number, price, .. } => {
            divisor = product::divisor(context, bound[*number]?, bound[*price]?)?;
            true
        }
    };
    sound.then_some(())?;
    own.expression.form(bound, divisor, direction)
}

/// The columns of each table that has a row for every name, one only.
fn in_tables(context: &Context<'_>, names: &[String]) -> Vec<Bound> {
    let mut found = Vec::new();
    for sheet in context.sheets {
        let rows = rows(context, sheet);
        let values = |name: &String| match rows.get(name.as_str()).map(Vec::as_slice) {
            Some([values]) => Some(values),
            _ => None,
        };
        let Some(values) = names.iter().map(values).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let width = values.iter().map(|values| values.len()).max().unwrap_or(0);
        found.extend((0..width).map(|column| {
            let cell = |values: &&Vec<Option<FigureId>>| values.get(column).copied().flatten();
            values.iter().map(cell).collect()
        }));
    }
    found
}

/// The values behind each name: a row of a table in two halves has two names.
fn rows(context: &Context<'_>, sheet: &Sheet<'_>) -> BTreeMap<String, Vec<Vec<Option<FigureId>>>> {
    let mut rows: BTreeMap<String, Vec<Vec<Option<FigureId>>>> = BTreeMap::new();
    for row in sheet.body..sheet.grid.rows {
        let mut open: Option<(String, Vec<Option<FigureId>>)> = None;
        let mut close = |open: Option<(String, Vec<Option<FigureId>>)>| {
            if let Some((name, values)) = open {
                rows.entry(name).or_default().push(values);
            }
        };
        for column in 0..sheet.grid.columns {
            let (figure, text) = (sheet.figure(row, column), sheet.text(row, column));
            let is_name = figure.is_none() && text.contains(|c: char| c.is_alphabetic());
            if is_name {
                close(open.take());
                open = Some((row_name(text), Vec::new()));
            } else if let Some((_, values)) = &mut open {
                values.push(figure.filter(|id| is_quantity(&context.figures[*id])));
            }
        }
        close(open);
    }
    rows
}

/// A name in a table without spaces, numbering and 其中.
fn row_name(text: &str) -> String {
    let name: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let name = name
        .trim_start_matches("其中")
        .trim_start_matches(['：', ':']);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十（）()".contains(c);
    let rest = name.trim_start_matches(numeral);
    let numbered = rest.len() < name.len() && rest.starts_with(['、', '.', '．']);
    let bracketed = name.starts_with(['（', '(']);
    let rest = rest.trim_start_matches(['、', '.', '．']);
    if numbered || bracketed { rest } else { name }.to_owned()
}

/// The figures behind the names: in each paragraph that has them all, or else in the whole text; each name once.
fn in_text(context: &Context<'_>, names: &[String]) -> Vec<Bound> {
    let mut places: Vec<Vec<FigureId>> = vec![Vec::new(); names.len()];
    for (id, figure) in context.figures.iter().enumerate() {
        if is_quantity(figure) && !figure.own.any(Tags::PRIOR) {
            let label = spoken_name(context.label(id));
            let name = names.iter().position(|name| *name == label);
            if let Some(name) = name {
                places[name].push(id);
            }
        }
    }
    let paragraph = |id: &FigureId| context.figures[*id].paragraph;
    let once = |among: Option<usize>| -> Option<Bound> {
        let in_place = |ids: &Vec<FigureId>| {
            let mut here = ids
                .iter()
                .filter(|id| among.is_none_or(|p| paragraph(id) == p));
            here.next().copied().filter(|_| here.next().is_none())
        };
        places.iter().map(|ids| in_place(ids).map(Some)).collect()
    };
    let Some(first) = places.first() else {
        return Vec::new();
    };
    let mut paragraphs: Vec<usize> = first.iter().map(paragraph).collect();
    paragraphs.dedup();
    let together: Vec<Bound> = paragraphs
        .into_iter()
        .filter_map(|p| once(Some(p)))
        .collect();
    if together.is_empty() {
        once(None).into_iter().collect()
    } else {
        together
    }
}

/// The words before a number without spaces, 其中, the year and the words that lead to the number.
fn spoken_name(label: &str) -> String {
    let name: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let mut name = name.trim_start_matches("其中");
    for period in PERIODS {
        name = name.strip_prefix(period).unwrap_or(name);
    }
    for lead in LEADS {
        name = name.strip_suffix(lead).unwrap_or(name);
    }
    name.to_owned()
}

/// Whether a number is no code, no line number and not damaged.
fn is_quantity(figure: &Figure) -> bool {
    !matches!(figure.role, Role::Damaged | Role::Code)
}
