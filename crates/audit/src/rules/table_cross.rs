//! # 表间勾稽 (A09)
//!
//! **查什么** 部门决算、部门预算各表之间应相等的数：收支总表的本年收入、支出合计与收入表、支出表的合计，财政拨款总表与一般公共预算支出表，一般公共预算支出表的基本支出与基本支出明细表的人员、公用经费，以及总表中各类支出与分表同类支出；总表写本年收支结余的，应等于本年收入减本年支出。
//!
//! **为什么** 九张表出自同一套账，改一张漏一张，公开后最易被看出。
//!
//! **例** 收支总表本年支出合计2940.05，支出决算表合计2904.05。
//!
//! **怎样改** 以账簿和批复的决算为准，把各表改成一致。
//!
//! **宽严** 表按标题认，认不出的不比；两表四舍五入差一个末位的不报；空格不比。
//!
//! **依据** 部门决算报表表间关系；财预〔2016〕143号。
//!
//! **状态** 稳定。

use std::collections::HashMap;

use crate::account::{Account, Form};
use crate::claim::{self, FigureId, Relation, Told};
use crate::context::Context;
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "A09";

/// The rows a table adds up in.
const TOTAL: &[&str] = &["合计", "总计", "本年支出合计", "本年收入合计"];

/// A place: the form, the names of its row, the words of its column's head.
type Place = (Form, &'static [&'static str], &'static [&'static str]);

/// Places that must agree.
const EQUAL: &[(Place, Place)] = &[
    (
        (Form::Overview, &["本年收入合计"], &[]),
        (Form::Income, TOTAL, &["合计"]),
    ),
    (
        (Form::Overview, &["本年支出合计"], &[]),
        (Form::Expense, TOTAL, &["合计"]),
    ),
    (
        (Form::Appropriation, &["本年收入合计"], &[]),
        (Form::Income, TOTAL, &["财政拨款"]),
    ),
    (
        (Form::Appropriation, &["本年支出合计"], &["一般公共预算"]),
        (Form::PublicExpense, TOTAL, &["合计", "小计"]),
    ),
    (
        (Form::Appropriation, &["本年支出合计"], &["政府性基金"]),
        (Form::Fund, TOTAL, &["小计", "本年支出"]),
    ),
    (
        (
            Form::Appropriation,
            &["一般公共预算财政拨款", "一般公共预算财政拨款收入"],
            &[],
        ),
        (
            Form::Overview,
            &["一般公共预算财政拨款收入", "一般公共预算财政拨款"],
            &[],
        ),
    ),
    (
        (
            Form::Appropriation,
            &["政府性基金预算财政拨款", "政府性基金预算财政拨款收入"],
            &[],
        ),
        (
            Form::Overview,
            &["政府性基金预算财政拨款收入", "政府性基金预算财政拨款"],
            &[],
        ),
    ),
];

/// Tables whose classes must agree: the class in a row of the one, in a row with a code of the other.
const CLASSES: &[(Form, &[&str], Form, &[&str])] = &[
    (Form::Overview, &[], Form::Expense, &["合计"]),
    (
        Form::Appropriation,
        &["一般公共预算"],
        Form::PublicExpense,
        &["合计", "小计"],
    ),
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let accounts = Tables {
        account: context.account,
        sheets: context.sheets,
    };
    if !context.account.is_present() {
        return;
    }
    for (left, right) in EQUAL {
        let pair = accounts.figure(*left).zip(accounts.figure(*right));
        relations.extend(pair.map(|(left, right)| equal(left, right)));
    }
    for form in [Form::Overview, Form::Appropriation] {
        relations.extend(accounts.both_sides(form));
    }
    relations.extend(accounts.surplus());
    for (whole, head, parts, part_head) in CLASSES {
        relations.extend(accounts.classes(*whole, head, *parts, part_head));
    }
    relations.extend(accounts.basic_expense());
    relations.extend(accounts.within_all());
    relations.retain(|relation| relation.code != CODE || alike(context, relation));
}

fn equal(left: FigureId, right: FigureId) -> Relation {
    Relation::stated(CODE, vec![claim::Form::total(left, [right])]).saying(differing)
}

fn differing(form: &claim::Form, told: &Told<'_>) -> Option<String> {
    let [one, other] = form.figures()[..] else {
        return None;
    };
    Some(format!(
        "表与表不一致：{}与{}",
        told.printed(one),
        told.printed(other)
    ))
}

fn alike(context: &Context<'_>, relation: &Relation) -> bool {
    let figures = relation.readings[0].figures();
    figures
        .iter()
        .all(|id| context.figures[*id].same_kind(&context.figures[figures[0]]))
}

struct Tables<'c, 'a> {
    account: &'c Account,
    sheets: &'c [Sheet<'a>],
}

impl Tables<'_, '_> {
    fn figure(&self, (form, row, column): Place) -> Option<FigureId> {
        self.account
            .table(form, self.sheets)?
            .at(row, column)?
            .figure()
    }

    /// 本年收支结余 = 本年收入 − 本年支出, where the overview has such a row.
    fn surplus(&self) -> Option<Relation> {
        let of = |row| self.figure((Form::Overview, row, &[]));
        let left = of(&["本年收支结余", "收支结余", "本年收支差额"])?;
        let (income, expense) = (of(&["本年收入合计"])?, of(&["本年支出合计"])?);
        let form = claim::Form::sum([(-1, left), (1, income), (-1, expense)]);
        Some(Relation::stated(CODE, vec![form]))
    }

    /// 收入总计 = 支出总计.
    fn both_sides(&self, form: Form) -> Option<Relation> {
        let sheet = self.account.table(form, self.sheets)?;
        let totals = sheet.all_named(&["总计", "收入总计", "支出总计"]);
        let last = totals.iter().map(|(_, entry)| entry.row).max();
        let mut figures = totals
            .into_iter()
            .filter_map(|(strip, entry)| sheet.figure(entry.row, sheet.column_in(strip, &[])?));
        // What is left over at the end is below the total of what went out, not in it.
        let entries = sheet.strips.iter().flat_map(|strip| &strip.entries);
        let mut below = entries.filter(|entry| last.is_some_and(|last| entry.row > last));
        if below.any(|entry| entry.name.contains("结余")) {
            return None;
        }
        Some(equal(figures.next()?, figures.next()?))
    }

    /// Each class of expense in two tables.
    fn classes(
        &self,
        form: Form,
        head: &[&str],
        coded: Form,
        coded_head: &[&str],
    ) -> Vec<Relation> {
        let tables =
            (self.account.table(form, self.sheets)).zip(self.account.table(coded, self.sheets));
        let Some((listed, classified)) = tables else {
            return Vec::new();
        };
        let strips = classified.strips.iter().filter(|strip| strip.is_coded());
        let entries =
            strips.flat_map(|strip| strip.entries.iter().map(move |entry| (strip, entry)));
        let pair = |(strip, entry): (_, &crate::strip::Entry<'_>)| {
            entry.code.as_ref().filter(|code| code.len() == 3)?;
            let figure = classified.figure(entry.row, classified.column_in(strip, coded_head)?)?;
            let other = listed.at(&[&entry.name], head)?.figure()?;
            Some(equal(other, figure))
        };
        entries.filter_map(pair).collect()
    }

    /// 基本支出 = 人员经费 + 公用经费, each of them its classes of economic kind (301 and 303; the others).
    fn basic_expense(&self) -> Vec<Relation> {
        let Some(sheet) = self.account.table(Form::BasicExpense, self.sheets) else {
            return Vec::new();
        };
        let named = |name: &str| {
            sheet
                .at(&[&format!("{name}合计"), name], &[])
                .and_then(|cell| cell.figure())
        };
        let (staff, office) = (named("人员经费"), named("公用经费"));
        let classes = |staff: bool| -> Vec<FigureId> {
            let rows = sheet
                .strips
                .iter()
                .flat_map(|strip| strip.entries.iter().map(move |entry| (strip, entry)));
            rows.filter(|(_, entry)| {
                let code = entry.code.as_deref().unwrap_or_default();
                code.len() == 3 && staff == matches!(code, "301" | "303")
            })
            .filter_map(|(strip, entry)| sheet.figure(entry.row, sheet.column_in(strip, &[])?))
            .collect()
        };
        let mut relations = Vec::new();
        for (whole, parts) in [(staff, classes(true)), (office, classes(false))] {
            if let Some(whole) = whole.filter(|_| !parts.is_empty()) {
                let total = claim::Form::total(whole, parts);
                relations.push(Relation::stated(CODE, vec![total]).saying(differing));
            }
        }
        let basic = self.figure((Form::PublicExpense, TOTAL, &["基本支出"]));
        if let (Some(basic), Some(staff), Some(office)) = (basic, staff, office) {
            relations.push(Relation::stated(
                CODE,
                vec![claim::Form::total(basic, [staff, office])],
            ));
        }
        relations
    }

    /// What the budget of the public paid for is within what was spent, row by row.
    fn within_all(&self) -> Vec<Relation> {
        let tables = (self.account.table(Form::Expense, self.sheets))
            .zip(self.account.table(Form::PublicExpense, self.sheets));
        let Some((all, public)) = tables else {
            return Vec::new();
        };
        let strips = public.strips.iter().filter(|strip| strip.is_coded());
        let entries =
            strips.flat_map(|strip| strip.entries.iter().map(move |entry| (strip, entry)));
        let mut coded = HashMap::new();
        for strip in &all.strips {
            for entry in &strip.entries {
                if let Some(code) = &entry.code {
                    coded.entry(code).or_insert((strip, entry));
                }
            }
        }
        let pair = |(strip, entry): (_, &crate::strip::Entry<'_>)| {
            let part = public.figure(entry.row, public.column_in(strip, &["合计", "小计"])?)?;
            let (other, same) = coded.get(entry.code.as_ref()?)?;
            let whole = all.figure(same.row, all.column_in(other, &["合计"])?)?;
            Some(Relation::stated(
                CODE,
                vec![claim::Form::within(whole, [part])],
            ))
        };
        entries.filter_map(pair).collect()
    }
}
