//! # 单价与数量 (B08)
//!
//! **查什么** “n人，每人p元，共N元”“面积×标准＝资金”：数量乘单价应等于总额。
//!
//! **为什么** 补助、补贴类资金按人按亩发放，三个数只要有一个写错就对不上。
//!
//! **例** 268名代表，年人均2400元，计634200元。 → 268×2400＝643200元。
//!
//! **怎样改** 按发放表核定人数（面积）、标准和总额。
//!
//! **宽严** 标准可能是上限、人数可能分档，因此只在总额写明“共”“合计”，或一处笔误即可使其相符时才报。
//!
//! **依据** 财预〔2021〕101号：完成值须有计算过程。
//!
//! **状态** 稳定。

use quantity::Dimension;

use crate::claim::{Certainty, FigureId, Form, Relation};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Role, Separator};

/// The code of this rule.
pub(crate) const CODE: &str = "B08";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for (price, _) in context.in_role(|role| role == Role::Price) {
        relations.extend(product(context, price).or_else(|| average(context, price)));
    }
}

/// 公车3辆，全年运行维护费5.28万元，平均每辆1.76万元: what was counted, what it cost, and what each of them cost.
fn average(context: &Context<'_>, price: FigureId) -> Option<Relation> {
    let figures = context.figures;
    let label = context.label(price).trim();
    let of = each(label)?;
    let before = || context.before_in_sentence(price);
    let (number, _) = before().find(|(_, figure)| {
        let counted = figure.quantity.unit.classifier();
        figure.role == Role::Amount && counted.is_some_and(|counted| of.contains(&counted))
    })?;
    let (amount, _) = before().find(|(_, figure)| {
        figure.role == Role::Amount && figure.quantity.unit.dimension() == Dimension::Money
    })?;
    let money = figures[price].quantity.unit.dimension() == Dimension::Money;
    money.then(|| {
        let form = Form::product(number, price, amount, 1);
        Relation::new(CODE, Certainty::Stated, vec![form]).by("均")
    })
}

/// What an average is for: 平均每辆, 人均.
fn each(label: &str) -> Option<Vec<&str>> {
    const PEOPLE: [&str; 3] = ["人", "名", "位"];
    let rest = label.rsplit_once("平均每").map(|split| split.1);
    let people = label.ends_with("人均") || rest.is_some_and(|rest| PEOPLE.contains(&rest));
    if people {
        return Some(PEOPLE.to_vec());
    }
    rest.map(|rest| vec![rest])
}

fn product(context: &Context<'_>, price: FigureId) -> Option<Relation> {
    let figures = context.figures;
    let tariff = &figures[price];
    let monthly =
        tariff.quantity.unit.symbol().contains('月') || context.label(price).contains('月');
    if monthly {
        return None;
    }
    let number = context
        .before_in_sentence(price)
        .take(1)
        .map(|(id, _)| id)
        .find(|id| {
            matches!(
                figures[*id].quantity.unit.dimension(),
                Dimension::Count | Dimension::Area
            )
        })?;
    let amount = bracketed_amount(context, number).or_else(|| following_amount(context, price))?;
    let divisor = divisor(context, number, price)?;
    let explicit = figures[amount].own.any(Tags::TOTAL)
        && (tariff.quantity.unit.dimension() == Dimension::Price
            || is_for_each(context, number, price));
    let certainty = if explicit {
        Certainty::Stated
    } else {
        Certainty::Possible
    };
    let form = Form::product(number, price, amount, divisor);
    Some(Relation::new(CODE, certainty, vec![form]))
}

/// 300人，每人500元: the price is for each of what was counted.
fn is_for_each(context: &Context<'_>, number: FigureId, price: FigureId) -> bool {
    let each = context.label(price).trim();
    let each = each.strip_suffix("每年").unwrap_or(each);
    let counted = context.figures[number].quantity.unit.classifier();
    each.strip_prefix('每')
        .zip(counted)
        .is_some_and(|(each, counted)| each == counted)
}

fn following_amount(context: &Context<'_>, price: FigureId) -> Option<FigureId> {
    let next = price + 1;
    let figure = context.figures.get(next)?;
    let money = figure.quantity.unit.dimension() == Dimension::Money && figure.role == Role::Amount;
    (money
        && figure.sentence == context.figures[price].sentence
        && context.separator(price, next) <= Separator::Comma)
        .then_some(next)
}

/// 643200元（268名×2400元）.
fn bracketed_amount(context: &Context<'_>, number: FigureId) -> Option<FigureId> {
    let before = number.checked_sub(1)?;
    let (amount, inner) = (&context.figures[before], &context.figures[number]);
    let money = amount.quantity.unit.dimension() == Dimension::Money && amount.role == Role::Amount;
    (money && inner.depth > amount.depth && context.between(before, number).chars().count() <= 3)
        .then_some(before)
}

/// How many base units of number × price make one 元.
pub(crate) fn divisor(context: &Context<'_>, number: FigureId, price: FigureId) -> Option<i64> {
    let (count, tariff) = (
        context.figures[number].quantity.unit,
        context.figures[price].quantity.unit,
    );
    match (count.dimension(), tariff.dimension()) {
        // A price of land is told per square kilometre, an area in thirds of a square metre.
        (Dimension::Area, Dimension::Price) => Some(3_000_000),
        (Dimension::Area, Dimension::Money) => context.label(price).contains('亩').then_some(2000),
        (Dimension::Count, Dimension::Price) => {
            divisor_fits(&tariff.symbol(), count.classifier()?).then_some(1)
        }
        (Dimension::Count, Dimension::Money) => Some(1),
        _ => None,
    }
}

/// Whether a price per person is meant for what was counted: 元/人 for 名, 人, 位.
fn divisor_fits(price: &str, classifier: &str) -> bool {
    let Some((_, divisor)) = price.split_once('/') else {
        return false;
    };
    const PEOPLE: &[&str] = &["人", "名", "位"];
    let people = PEOPLE.contains(&divisor) && PEOPLE.contains(&classifier);
    people || divisor == classifier
}
