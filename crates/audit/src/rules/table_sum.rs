//! # 表内合计 (A02)
//!
//! **查什么** 表中“合计”“总计”“总分”行应等于各行之和；全年预算数应等于年初预算数加调整数；结转和结余下面再按来源列出的，应等于各来源之和。
//!
//! **为什么** 表是报告的骨架，合计不对，正文引用的每一个数都跟着错。
//!
//! **例** 三行为10、20、30，合计写61。
//!
//! **怎样改** 先核定各行，再重加。
//!
//! **宽严** 按区间判断；“其中”行、“小计”行按几种读法试，有一种成立就不报；有“其中”或“小计”的表，只在一处笔误即可解释时才报。
//!
//! **依据** 财预〔2020〕10号附件1各栏关系。
//!
//! **状态** 稳定。

use quantity::Decimal;

use crate::claim::{Certainty, FigureId, Form, Relation, Verdict, decide, judge};
use crate::context::Context;
use crate::strip::{Entry, Strip};
use crate::table::Sheet;

/// A whole and two parts may agree by chance; with more figures they hardly do.
const MANY: usize = 2;

/// A total that follows more totals than this does not add up all of them, nor all rows from the top of its table: a
/// table of nothing but totals must not cost its square. The last one may, however many there are.
const MOST_TOTALS: usize = 64;

/// The code of this rule.
pub(crate) const CODE: &str = "A02";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for sheet in context.sheets {
        for strip in sheet.strips.iter().filter(|strip| !strip.is_coded()) {
            totals(context, sheet, strip, relations);
        }
        relations.extend(
            sheet
                .strips
                .iter()
                .flat_map(|strip| carried_by_source(sheet, strip)),
        );
        adjusted_budget(sheet, relations);
    }
}

/// The totals of a strip. Where the rows leave a choice, a column in which a total holds tells how to read the others.
fn totals(
    context: &Context<'_>,
    sheet: &Sheet<'_>,
    strip: &Strip<'_>,
    relations: &mut Vec<Relation>,
) {
    let entries = &strip.entries;
    let all: Vec<usize> = (0..entries.len())
        .filter(|index| entries[*index].total)
        .collect();
    let plain = all.len() < 2 && !entries.iter().any(|entry| entry.among);
    for (place, total) in all.iter().copied().enumerate() {
        if is_subtotal(&entries[total]) {
            continue;
        }
        let rows = Rows {
            entries,
            total,
            totals: &all[..place],
            reaches_top: place < MOST_TOTALS || place + 1 == all.len(),
            plain,
        };
        let columns = strip.values.iter();
        let mut found: Vec<Relation> = columns
            .filter_map(|column| column_total(context, sheet, rows, *column))
            .collect();
        if rows.total > 1 {
            learn(context, sheet, &mut found);
        }
        relations.extend(found);
    }
}

/// Reads a total that holds in no way as one that holds in another column is read: by the same rows.
fn learn(context: &Context<'_>, sheet: &Sheet<'_>, found: &mut [Relation]) {
    let open = |relation: &Relation| {
        relation.certainty == Certainty::Possible
            && judge(relation, context.figures) == Verdict::Broken
    };
    if !found.iter().any(open) {
        return;
    }
    let rows_of = |equation: &Form| -> Vec<Option<usize>> {
        let figures = equation.figures().into_iter();
        figures.map(|id| sheet.row_of(id)).collect()
    };
    let holds = |equation: &&Form| {
        equation.figures().len() > MANY
            && decide(equation, context.figures) < Verdict::Undecided
            && !equation
                .figures()
                .iter()
                .any(|id| context.figures[*id].quantity.value.is_zero())
    };
    let known: Vec<Vec<Option<usize>>> = found
        .iter()
        .filter_map(|relation| relation.readings.iter().find(holds).map(rows_of))
        .collect();
    for relation in found.iter_mut().filter(|relation| open(relation)) {
        let alike = |equation: &&Form| known.contains(&rows_of(equation));
        let readings: Vec<Form> = relation.readings.iter().filter(alike).cloned().collect();
        if !readings.is_empty() {
            relation.readings = readings;
            relation.certainty = if known.len() > 1 {
                Certainty::Stated
            } else {
                Certainty::Probable
            };
        }
    }
}

/// The total of a column in one strip, with every way its rows may add up to it.
fn column_total(
    context: &Context<'_>,
    sheet: &Sheet<'_>,
    rows: Rows<'_>,
    column: usize,
) -> Option<Relation> {
    let total = &rows.entries[rows.total];
    let whole = sheet.figure(total.row, column)?;
    let figure = &context.figures[whole];
    let head = &sheet.heads[column];
    let ratio = ["率", "占比", "比重", "%", "序号", "行次"];
    if figure.is_percent() || ratio.iter().any(|word| head.contains(word)) {
        return None;
    }
    let carried = rows.carried();
    let fixed = carried.is_some();
    let mut readings: Vec<Form> = Vec::new();
    for wanted in carried.map_or_else(|| rows.readings(), |rows| vec![rows]) {
        let parts = wanted
            .iter()
            .filter_map(|entry| sheet.figure(entry.row, column));
        let parts: Vec<FigureId> = parts
            .filter(|id| context.figures[*id].same_kind(figure))
            .collect();
        let equation = Form::total(whole, parts.iter().copied());
        // The total of a single row: no other rows need be looked for that it might add up.
        if let [only] = parts[..]
            && context.figures[only].quantity.value == figure.quantity.value
        {
            return None;
        }
        if parts.len() > 1 && !readings.contains(&equation) {
            readings.push(equation);
        }
    }
    let cell = (total.row, column);
    readings.extend(with_row_left_out(context, sheet, cell, &readings));
    let certainty = if fixed || rows.is_plain() {
        Certainty::Stated
    } else {
        Certainty::Possible
    };
    let kind = match (fixed, rows.is_plain()) {
        _ if figure.points => "分值",
        (true, _) => "结转",
        (_, true) => "一合计",
        _ => "多合计",
    };
    (!readings.is_empty()).then(|| Relation::new(CODE, certainty, readings).by(kind))
}

/// So many rows before and behind a total are looked at for one that its reading left out.
const NEAR: usize = 64;

/// Where no reading holds and a row near by has just what is missing, that row was left out by the reading: the reading with
/// it. The score of a rate may stand in another column than those of indicators.
fn with_row_left_out(
    context: &Context<'_>,
    sheet: &Sheet<'_>,
    (total, column): (usize, usize),
    readings: &[Form],
) -> Option<Form> {
    let figures = context.figures;
    let value = |id: FigureId| figures[id].quantity.in_base();
    let holds = |form: &Form| decide(form, figures) != Verdict::Broken;
    if readings.iter().any(holds) {
        return None;
    }
    let form = readings.first()?;
    let known = form.sorted_figures();
    let missing = form.at(value).map(|gap: Decimal| -gap)?;
    let whole = form.figures()[0];
    let columns = if figures[whole].points {
        0..sheet.grid.columns
    } else {
        column..column + 1
    };
    let rows = total.saturating_sub(NEAR)..(total + NEAR).min(sheet.grid.rows);
    let cells = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
    let row = cells
        .filter_map(|(row, column)| sheet.figure(row, column))
        .find(|id| value(*id) == Some(missing) && known.binary_search(id).is_err())?;
    let parts = known.into_iter().filter(|id| *id != whole);
    Some(Form::total(whole, parts.chain([row])))
}

/// A total among the rows of a strip.
#[derive(Clone, Copy)]
struct Rows<'e> {
    entries: &'e [Entry<'e>],
    total: usize,
    /// The totals above it.
    totals: &'e [usize],
    /// Whether it may add up rows from the top of the table on.
    reaches_top: bool,
    /// Whether the strip has no other total and no part of a row.
    plain: bool,
}

impl<'e> Rows<'e> {
    /// The sets of rows the total may add up, the likeliest first.
    fn readings(self) -> Vec<Vec<&'e Entry<'e>>> {
        let since = self.since();
        let plain = |entry: &&Entry<'_>| !entry.among && !is_subtotal(entry);
        let mut readings = vec![
            since.iter().copied().filter(plain).collect(),
            since
                .iter()
                .copied()
                .filter(|entry| is_subtotal(entry))
                .collect(),
            since
                .iter()
                .copied()
                .filter(|entry| !is_subtotal(entry))
                .collect(),
        ];
        let above = &self.entries[..self.total];
        // 总计 = 本年收入合计 + what follows it, and 资产总计 = 流动资产合计 + 非流动资产合计.
        if let Some(last) = self.totals.last() {
            let unnumbered = since
                .iter()
                .copied()
                .filter(plain)
                .filter(|entry| !entry.numbered);
            readings.push(std::iter::once(&above[*last]).chain(unnumbered).collect());
            let all = since.iter().copied().filter(plain);
            readings.push(std::iter::once(&above[*last]).chain(all).collect());
            let before = &self.totals[self.totals.len().saturating_sub(2)..];
            readings.push(before.iter().map(|index| &above[*index]).collect());
        }
        if !self.totals.is_empty() && self.reaches_top {
            let totals = self.totals.iter();
            readings.push(totals.map(|index| &above[*index]).collect());
            readings.push(
                above
                    .iter()
                    .filter(|entry| !entry.total && !entry.among)
                    .collect(),
            );
        }
        readings
    }

    /// 总计 below 本年收入合计 or 本年支出合计: it adds what was carried over, whatever the forms call it.
    fn carried(self) -> Option<Vec<&'e Entry<'e>>> {
        let total = &self.entries[self.total];
        let above = &self.entries[..self.total];
        let last = *self.totals.last()?;
        let since = &above[last + 1..];
        let of_year = matches!(&*above[last].name, "本年收入合计" | "本年支出合计");
        let moved = |entry: &Entry<'_>| {
            !entry.among
                && ["结转", "结余"]
                    .iter()
                    .any(|word| entry.name.contains(word))
        };
        let named = since
            .iter()
            .filter(|entry| !entry.name.is_empty() && !is_part_of_carried(&entry.name));
        (&*total.name == "总计" && of_year && named.clone().count() > 0 && named.clone().all(moved))
            .then(|| std::iter::once(&above[last]).chain(named).collect())
    }

    /// The rows since the total before; those below, where the total comes first.
    fn since(self) -> Vec<&'e Entry<'e>> {
        let ends = |entry: &&Entry<'_>| entry.total && !is_subtotal(entry);
        if self.total == 0 {
            return self.entries[1..]
                .iter()
                .take_while(|entry| !ends(entry))
                .collect();
        }
        let above = self.entries[..self.total].iter().rev();
        let mut rows: Vec<_> = above.take_while(|entry| !ends(entry)).collect();
        rows.reverse();
        rows
    }

    /// Whether the rows leave no choice.
    fn is_plain(self) -> bool {
        let exact = matches!(
            &*self.entries[self.total].name,
            "合计" | "总计" | "共计" | "总分" | "总计（分）" | "年度资金总额" | "资金总额"
        );
        exact && self.plain
    }
}

/// What was carried over is told again by its source below its row.
fn is_part_of_carried(name: &str) -> bool {
    const SOURCES: [&str; 5] = [
        "一般公共预算财政拨款",
        "政府性基金预算财政拨款",
        "国有资本经营预算财政拨款",
        "基本支出结转",
        "经营结余",
    ];
    SOURCES.contains(&name) || name.starts_with("项目支出结转")
}

/// Each row of what was carried over is the sum of the rows below it that tell it by its source.
fn carried_by_source(sheet: &Sheet<'_>, strip: &Strip<'_>) -> Vec<Relation> {
    let moved = |entry: &Entry<'_>| {
        let told = ["结转", "结余"]
            .iter()
            .any(|word| entry.name.contains(word));
        told && !is_part_of_carried(&entry.name)
    };
    let mut found = Vec::new();
    for (at, whole) in strip
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| moved(entry))
    {
        let parts = strip.entries[at + 1..].iter();
        let parts: Vec<&Entry<'_>> = parts
            .take_while(|entry| is_part_of_carried(&entry.name))
            .collect();
        if parts.len() < 2 {
            continue;
        }
        found.extend(strip.values.iter().filter_map(|column| {
            let own = parts
                .iter()
                .filter_map(|entry| sheet.figure(entry.row, *column));
            let own: Vec<FigureId> = own.collect();
            let whole = sheet
                .figure(whole.row, *column)
                .filter(|_| !own.is_empty())?;
            Some(Relation::stated(CODE, vec![Form::total(whole, own)]).by("结转"))
        }));
    }
    found
}

fn is_subtotal(entry: &Entry<'_>) -> bool {
    entry.name.ends_with("小计")
}

/// 全年预算数 = 年初预算数 + 调整数, and what was carried over from last year where a column says so.
fn adjusted_budget(sheet: &Sheet<'_>, relations: &mut Vec<Relation>) {
    let year = sheet.column(&["全年预算", "调整后预算"], &["率"]);
    let initial = sheet.column(&["年初预算"], &["率"]);
    let added = sheet.columns(
        &["预算调整", "调整数", "调整金额", "追加", "调剂"],
        &["调整后", "率"],
    );
    let carried = sheet.columns(&["上年结转", "年初结转", "结转结余"], &["率", "年末"]);
    let (Some(year), Some(initial)) = (year, initial) else {
        return;
    };
    if added.is_empty() {
        return;
    }
    for row in sheet.body..sheet.grid.rows {
        let figures = |columns: &[usize]| {
            columns
                .iter()
                .filter_map(|column| sheet.figure(row, *column))
                .collect::<Vec<_>>()
        };
        let (Some(year), Some(initial)) = (sheet.figure(row, year), sheet.figure(row, initial))
        else {
            continue;
        };
        let (added, carried) = (figures(&added), figures(&carried));
        let with = |more: &[FigureId]| Form::total(year, [&[initial], &added[..], more].concat());
        let mut readings = vec![with(&carried)];
        if !carried.is_empty() {
            readings.push(with(&[]));
        }
        relations.push(Relation::stated(CODE, readings).by("预算"));
    }
}
