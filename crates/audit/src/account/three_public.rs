//! 财政拨款“三公”经费支出决算表, printed across one row or down one column, and what the narrative says of it.

use super::cell::Cell;
use super::form::Form;
use crate::claim::FigureId;
use crate::context::Context;
use crate::figure::Role;
use crate::strip::compact;
use crate::table::Sheet;

/// An item of the expense on travel abroad, vehicles and receptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item {
    /// 合计.
    All,
    /// 因公出国（境）费.
    Abroad,
    /// 公务用车购置及运行费.
    Vehicles,
    /// 公务用车购置费.
    Purchase,
    /// 公务用车运行维护费.
    Running,
    /// 公务接待费.
    Reception,
}

/// Whether a figure is of the budget or the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// 预算数.
    Budget,
    /// 决算数.
    Outcome,
}

impl Item {
    /// The item a name tells; that named last, where there are several.
    pub(crate) fn of(name: &str) -> Option<Item> {
        let vehicles = name.contains("用车购置及运行")
            || name.contains("用车购置和运行")
            || name.contains("用车购置费及运行");
        let named = [
            (name.rfind("出国"), Item::Abroad),
            (name.rfind("用车").filter(|_| vehicles), Item::Vehicles),
            (name.rfind("用车购置").filter(|_| !vehicles), Item::Purchase),
            (name.rfind("用车运行").filter(|_| !vehicles), Item::Running),
            (name.rfind("接待费"), Item::Reception),
            (name.rfind("三公"), Item::All),
        ];
        let last = named
            .iter()
            .filter(|(at, _)| at.is_some())
            .max_by_key(|(at, _)| *at);
        last.map(|(_, item)| *item)
    }
}

impl Measure {
    fn of(name: &str) -> Option<Measure> {
        match (
            name.rfind("预算数").or(name.rfind("年初预算")),
            name.rfind("决算"),
        ) {
            (Some(budget), Some(outcome)) if budget > outcome => Some(Measure::Budget),
            (_, Some(_)) => Some(Measure::Outcome),
            (Some(_), None) => Some(Measure::Budget),
            (None, None) => None,
        }
    }
}

/// What the table prints for an item.
pub(crate) fn cell(sheet: &Sheet<'_>, item: Item, measure: Measure) -> Option<Cell> {
    if sheet.strips.iter().any(|strip| !strip.entries.is_empty()) {
        return down(sheet, item, measure);
    }
    let row = (sheet.body..sheet.grid.rows)
        .find(|row| (0..sheet.grid.columns).any(|column| sheet.figure(*row, column).is_some()))
        .unwrap_or(sheet.grid.rows.checked_sub(1)?);
    let column = (0..sheet.grid.columns).find(|column| {
        let path = sheet.path(*column).concat();
        head_item(&path) == Some(item) && Measure::of(&path) == Some(measure)
    })?;
    sheet.cell(row, column)
}

/// The item of a column: the total and the subtotal say so only by 合计 and 小计.
fn head_item(path: &str) -> Option<Item> {
    let bare = path
        .replace("财政拨款“三公”经费", "")
        .replace("“三公”经费", "");
    match Item::of(&bare) {
        Some(Item::Vehicles) if bare.contains("用车购置费") && !bare.contains("小计") => {
            Some(Item::Purchase)
        }
        Some(Item::Vehicles) if bare.contains("用车运行") && !bare.contains("小计") => {
            Some(Item::Running)
        }
        None if bare.contains("合计") => Some(Item::All),
        item => item,
    }
}

fn down(sheet: &Sheet<'_>, item: Item, measure: Measure) -> Option<Cell> {
    let strip = sheet.strips.first()?;
    let row = strip
        .entries
        .iter()
        .find(|entry| Item::of(&entry.name) == Some(item) || (item == Item::All && entry.total))?;
    let column = strip
        .values
        .iter()
        .find(|column| Measure::of(&sheet.path(**column).concat()) == Some(measure))?;
    sheet.cell(row.row, *column)
}

/// The figures of the narrative with what they are said to be.
pub(crate) fn told(context: &Context<'_>) -> Vec<(FigureId, Item, Measure)> {
    let mut told: Vec<(FigureId, Item, Measure)> = Vec::new();
    for (id, figure) in context.figures.iter().enumerate() {
        let here = context.account.section(figure.paragraph) == Some(Form::ThreePublic);
        if !here || figure.role != Role::Amount || figure.depth > 0 {
            continue;
        }
        let clause = compact(context.clause_to(figure.start));
        let Some(measure) =
            Measure::of(&clause).filter(|_| context.account.is_of_the_year(&clause))
        else {
            continue;
        };
        // 年初预算为…，支出决算为…: the item is said once.
        let carried = || {
            let (last, item, _) = told.last()?;
            let same =
                context.figures[*last].sentence == figure.sentence && measure == Measure::Outcome;
            (same && *last + 1 == id).then_some(*item)
        };
        if let Some(item) = Item::of(&clause).or_else(carried) {
            told.push((id, item, measure));
        }
    }
    told
}

/// The figures of the account in detail (具体情况), with the item each is of: 公务接待费支出0.86万元 says neither budget nor
/// outcome, and is the outcome.
pub(crate) fn detailed(context: &Context<'_>) -> Vec<(FigureId, Item)> {
    let mut told: Vec<(FigureId, Item)> = Vec::new();
    for (id, figure) in context.figures.iter().enumerate() {
        let here = context.account.section(figure.paragraph) == Some(Form::ThreePublic);
        if !here || figure.role != Role::Amount || figure.depth > 0 {
            continue;
        }
        let clause = compact(context.clause_to(figure.start));
        let name = clause.trim_end_matches(['为', '是', '共']);
        let own = name.ends_with("支出") || name.ends_with('费');
        let item = Item::of(name).filter(|_| own && Measure::of(name).is_none());
        let item = item.filter(|_| {
            let part = ["国内", "外宾", "外事", "国外", "其中"];
            context.account.is_of_the_year(name) && !part.iter().any(|word| name.contains(word))
        });
        told.extend(item.map(|item| (id, item)));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_by_their_last_name() {
        assert_eq!(
            Item::of("“三公”经费财政拨款支出年初预算为"),
            Some(Item::All)
        );
        assert_eq!(Item::of("其中因公出国（境）费决算为"), Some(Item::Abroad));
        assert_eq!(
            Item::of("公务用车购置及运行维护费支出决算为"),
            Some(Item::Vehicles)
        );
        assert_eq!(Item::of("公务用车运行维护费支出"), Some(Item::Running));
        assert_eq!(head_item("合计预算数"), Some(Item::All));
        assert_eq!(
            head_item("公务用车购置及运行费小计决算数"),
            Some(Item::Vehicles)
        );
        assert_eq!(
            head_item("公务用车购置及运行费公务用车购置费决算数"),
            Some(Item::Purchase)
        );
    }
}
