//! # 表列算式 (A18)
//!
//! **查什么** 表中一列由另两列算出的：完成预算的%、为上年的%、增减额、增减%，每一行应按同一算式成立。
//!
//! **为什么** 算出的列改了源数忘了重算，或粘贴时错了行。
//!
//! **例** 年初预算125900，执行100934，完成年初预算108.2%，其余各行都是执行÷预算。 → 应为80.2%。
//!
//! **怎样改** 按同列的算式重算这一行。
//!
//! **宽严** 算式由数本身认出：至少三行分毫不差，凑不成巧；九成以上的行成立，余下的才报；本来只有一部分行按此算的不报。
//!
//! **依据** 表头栏次的算式（3＝2/1）；GB/T 15835-2011。
//!
//! **状态** 新。

use crate::claim::{Certainty, FigureId, Form, Relation, Verdict, judge};
use crate::context::Context;
use crate::figure::Role;
use crate::rules::table_across::groups;
use crate::table::Sheet;
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "A18";

/// So many rows that fit to the last digit are no chance.
const TELLING: usize = 3;

/// A column that fits so few of so many rows is made otherwise.
const TRIED: usize = 6;

/// How many columns before and after it the two stand that make a column.
const BEFORE: usize = 7;
const AFTER: usize = 3;

/// How a column is made of two others.
#[derive(Debug, Clone, Copy)]
enum Made {
    /// The first as a percentage of the second.
    Ratio,
    /// What the first is more than the second, as a percentage of it.
    Growth,
    /// The first less the second.
    Difference,
}

impl Made {
    fn form(self, first: FigureId, second: FigureId, made: FigureId) -> Form {
        match self {
            Made::Ratio => Form::ratio(first, second, made),
            Made::Growth => Form::growth(second, first, (1, made)),
            Made::Difference => Form::sum([(1, first), (-1, second), (-1, made)]),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Made::Ratio => "列比",
            Made::Growth => "列增",
            Made::Difference => "列差",
        }
    }
}

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for sheet in context.sheets {
        for columns in groups(sheet) {
            let columns: Vec<Column> = columns
                .into_iter()
                .map(|column| Column::new(context, sheet, column))
                .collect();
            for place in 0..columns.len() {
                relations.extend(made(context, &columns, place));
            }
        }
    }
}

/// The figures of a column, row by row.
struct Column {
    rows: Vec<Option<FigureId>>,
    /// What its head lets it be.
    may_be: &'static [Made],
}

impl Column {
    fn new(context: &Context<'_>, sheet: &Sheet<'_>, column: usize) -> Self {
        let usable = |id: &FigureId| context.figures[*id].role != Role::Code;
        let rows =
            (sheet.body..sheet.grid.rows).map(|row| sheet.figure(row, column).filter(usable));
        let rows: Vec<_> = rows.collect();
        let head = sheet.path(column).concat();
        let says = |words: &[&str]| words.iter().any(|word| head.contains(word));
        let percent = says(&["%", "％", "率", "幅", "增速", "比重", "占比"])
            || rows
                .iter()
                .flatten()
                .next()
                .is_some_and(|id| context.figures[*id].is_percent());
        let may_be: &[Made] = if percent {
            &[Made::Ratio, Made::Growth]
        } else if says(&[
            "增减", "差", "增加", "减少", "变动", "净增", "增长", "超", "结余",
        ]) {
            &[Made::Difference]
        } else {
            &[]
        };
        Column { rows, may_be }
    }

    fn is_percent(&self) -> bool {
        self.may_be.len() > 1
    }
}

/// What the rows of a column claim, where it is made of two others beside it.
fn made(context: &Context<'_>, columns: &[Column], place: usize) -> Vec<Relation> {
    let own = &columns[place];
    if own.rows.iter().flatten().take(TELLING).count() < TELLING {
        return Vec::new();
    }
    let near = place.saturating_sub(BEFORE)..(place + 1 + AFTER).min(columns.len());
    let sources: Vec<usize> = near
        .filter(|other| *other != place && !columns[*other].is_percent())
        .collect();
    let mut best: Option<(usize, Vec<(Relation, bool)>)> = None;
    for way in own.may_be {
        for first in &sources {
            for second in sources.iter().filter(|second| *second != first) {
                let sides = (&columns[*first], &columns[*second]);
                let Some((telling, rows)) = fitting(context, *way, own, sides) else {
                    continue;
                };
                if best.as_ref().is_none_or(|(most, _)| telling > *most) {
                    best = Some((telling, rows));
                }
            }
        }
    }
    best.map_or_else(Vec::new, |(_, rows)| claimed(rows))
}

/// The relations of the rows and whether each holds, and how many that hold tell; `None` where too few do.
fn fitting(
    context: &Context<'_>,
    way: Made,
    own: &Column,
    (first, second): (&Column, &Column),
) -> Option<(usize, Vec<(Relation, bool)>)> {
    let figures = context.figures;
    let (mut telling, mut tried) = (0, 0);
    let mut rows = Vec::new();
    for (row, made) in own.rows.iter().enumerate() {
        let (Some(made), Some(one), Some(other)) = (*made, first.rows[row], second.rows[row])
        else {
            continue;
        };
        work::look(1);
        let money = !figures[made].is_percent() && figures[made].implied;
        let alike = figures[one].same_kind(&figures[other])
            && match way {
                Made::Difference => figures[made].same_kind(&figures[one]),
                Made::Ratio | Made::Growth => !money,
            };
        if !alike {
            continue;
        }
        let relation = Relation::stated(CODE, vec![way.form(one, other, made)]).by(way.name());
        let holds = judge(&relation, figures) < Verdict::Broken;
        tried += 1;
        // 100% and 0 fit whatever stands on both sides.
        let differ = figures[one].quantity != figures[other].quantity;
        telling += usize::from(
            holds && differ && figures[made].quantity.value.mantissa().unsigned_abs() > 9,
        );
        rows.push((relation, holds));
        if tried == TRIED && telling < TELLING - 1 {
            return None;
        }
    }
    let holding = rows.iter().filter(|(_, holds)| *holds).count();
    (telling >= TELLING && holding * 2 > rows.len()).then_some((telling, rows))
}

/// All rows where nearly all hold; else those that hold: the rest are made otherwise.
fn claimed(rows: Vec<(Relation, bool)>) -> Vec<Relation> {
    let holding = rows.iter().filter(|(_, holds)| *holds).count();
    let whole = holding * 10 >= rows.len() * 9;
    let rows = rows.into_iter().filter(|(_, holds)| whole || *holds);
    rows.map(|(relation, _)| Relation {
        certainty: if whole && holding >= 10 {
            Certainty::Stated
        } else {
            Certainty::Probable
        },
        ..relation
    })
    .collect()
}
