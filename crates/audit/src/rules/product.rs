//! # 单价与数量 (B08)
//!
//! **查什么** “n人，每人p元，共N元”“面积×标准＝资金”：数量乘单价应等于总额；“户均”“平均每期”“每亩投入”“车均运行维护费”应等于总数除以户数、期数、亩数；写出长、宽的，面积应等于长乘宽。
//!
//! **为什么** 补助、补贴类资金按人按亩发放，三个数只要有一个写错就对不上。
//!
//! **例** 268名代表，年人均2400元，计634200元。 → 268×2400＝643200元。
//!
//! **怎样改** 按发放表核定人数（面积）、标准和总额。
//!
//! **宽严** 标准可能是上限、人数可能分档，因此只在总额写明“共”“合计”“发放”之类，或一处笔误即可使其相符时才报；平均数按所写位数四舍五入，年均、月均只与同样写明年、月的总数相比。
//!
//! **依据** 财预〔2021〕101号：完成值须有计算过程。
//!
//! **状态** 稳定。

use quantity::{Approximation, Dimension, Unit};

use crate::claim::{Certainty, FigureId, Form, Relation};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};

use super::periods::share_a_word;

/// The code of this rule.
pub(crate) const CODE: &str = "B08";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for (price, _) in context.in_role(|role| role == Role::Price) {
        let found = product(context, price).or_else(|| priced_first(context, price));
        relations.extend(found.or_else(|| average(context, price)));
    }
    for (area, _) in context.in_role(|role| role == Role::Amount) {
        relations.extend(rectangle(context, area));
    }
}

/// 公车3辆，全年运行维护费5.28万元，平均每辆1.76万元: what was counted, what it cost, and what each of them cost. Of several
/// that may be meant, one pair is enough.
fn average(context: &Context<'_>, price: FigureId) -> Option<Relation> {
    /// How many of either are looked at.
    const EITHER: usize = 2;
    let mean = &context.figures[price];
    let label = context.label(price).trim();
    let (each, what) = each(label)
        .map(|each| (each, ""))
        .or_else(|| each_for(label))?;
    // What each got in a year is not what was paid over several.
    let time = context.label(price).matches(['年', '月', '日']).next();
    let as_long = |id: FigureId| time.is_none_or(|time| context.label(id).contains(time));
    let before = || {
        let amounts = context.before_in_sentence(price);
        amounts.filter(|(_, figure)| {
            matches!(figure.role, Role::Amount)
                && figure.quantity.approximation == Approximation::Exact
                && !figure.own.any(Tags::PRIOR)
        })
    };
    // 36场，其中实战24场、桌面12场，场均…: of a list, what it divides.
    let is_part = |id: FigureId| {
        let list = context.list_of(id);
        list.is_some_and(|list| context.figures[list.whole].sentence == mean.sentence)
    };
    let numbers: Vec<FigureId> = before()
        .filter(|(id, figure)| each.counts(figure.quantity.unit) && !is_part(*id))
        .map(|(id, _)| id)
        .take(EITHER)
        .collect();
    let amounts = before()
        .filter(|(id, figure)| figure.same_kind(mean) && !numbers.contains(id) && as_long(*id))
        .filter(|(id, _)| what.is_empty() || share_a_word(what, context.label(*id)));
    let amounts: Vec<FigureId> = amounts.map(|(id, _)| id).take(EITHER).collect();
    let readings: Vec<Form> = numbers
        .iter()
        .flat_map(|number| amounts.iter().map(|amount| (*number, *amount)))
        .map(|(number, amount)| Form::average(number, price, amount, each.divisor))
        .collect();
    (!readings.is_empty()).then(|| Relation::new(CODE, Certainty::Stated, readings).by("均"))
}

/// What an average is for.
struct Each<'a> {
    /// The things, by the words that count them; none for a measure.
    words: Vec<&'a str>,
    /// The measure, or what is counted.
    unit: Unit,
    /// How many base units make one.
    divisor: i64,
}

impl Each<'_> {
    /// Whether a unit counts what the average is for.
    fn counts(&self, unit: Unit) -> bool {
        let word = unit.classifier();
        word.map_or_else(
            || unit.same_kind(self.unit),
            |word| self.words.contains(&word),
        )
    }
}

/// What an average is for: 平均每辆, 人均, 平均每平方公里投入.
fn each(label: &str) -> Option<Each<'_>> {
    const PEOPLE: [&str; 4] = ["人", "名", "位", "人次"];
    const VERBS: [&str; 10] = [
        "投入", "补助", "补贴", "资助", "支出", "约", "为", "达", "提供", "受益",
    ];
    let label = label.trim_end_matches(['约', '为', '达', '到', ' ']);
    let label = VERBS
        .iter()
        .find_map(|verb| label.strip_suffix(verb))
        .unwrap_or(label);
    let shared = label.rsplit_once("平均每").map(|split| split.1);
    let shared = shared.or_else(|| {
        label
            .strip_suffix('均')?
            .char_indices()
            .next_back()
            .map(|(at, _)| &label[at..label.len() - '均'.len_utf8()])
    })?;
    if PEOPLE.contains(&shared) {
        return Some(Each {
            words: PEOPLE.to_vec(),
            unit: Unit::PERSON,
            divisor: 1,
        });
    }
    let (unit, length) = Unit::parse(shared)?;
    let divisor = i64::try_from(unit.factor().mantissa()).ok()?;
    let whole = length == shared.len() && unit.factor().scale() == 0;
    let counted = !matches!(
        unit.dimension(),
        Dimension::Time | Dimension::Number | Dimension::Money
    );
    (whole && counted).then(|| Each {
        words: unit.classifier().into_iter().collect(),
        unit,
        divisor,
    })
}

/// What an average is for, and what each of them cost, where that is named behind it: 车均运行维护费.
fn each_for(label: &str) -> Option<(Each<'_>, &str)> {
    /// So many characters name a cost at least.
    const LEAST: usize = 3;
    const VEHICLES: &str = "车均";
    let label = label.trim_end_matches(['约', '为', '达', ' ']);
    let (head, what) = label.rsplit_once('均')?;
    if what.chars().count() < LEAST {
        return None;
    }
    let unit = &label[..head.len() + '均'.len_utf8()];
    let vehicles = || Each {
        words: vec!["辆", "台"],
        unit: Unit::PIECE,
        divisor: 1,
    };
    let each = if unit.ends_with(VEHICLES) {
        Some(vehicles())
    } else {
        each(unit)
    };
    Some((each?, what))
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
    let explicit = (figures[amount].own.any(Tags::TOTAL) || pays(context.label(amount)))
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

/// 道路长1030米，宽3米，面积3090平方米.
fn rectangle(context: &Context<'_>, area: FigureId) -> Option<Relation> {
    let figures = context.figures;
    let of = |id: FigureId| figures[id].quantity.unit.dimension();
    let (width, length) = (area.checked_sub(1)?, area.checked_sub(2)?);
    let sides = of(area) == Dimension::Area
        && of(width) == Dimension::Length
        && of(length) == Dimension::Length;
    let told = sides
        && figures[length].sentence == figures[area].sentence
        && figures[width].role == Role::Amount
        && figures[length].role == Role::Amount
        && context.separator(length, area) <= Separator::Comma
        && context.label(width).contains('宽')
        && context.label(area).contains("面积");
    told.then(|| {
        // Not everything that is long and wide is a rectangle.
        let form = Form::rectangle(length, width, area);
        Relation::new(CODE, Certainty::Possible, vec![form]).by("面积")
    })
}

/// 按每平方米260元的标准修缮校舍4500平方米，共需资金117万元: the price stands before what it is for.
fn priced_first(context: &Context<'_>, price: FigureId) -> Option<Relation> {
    let figures = context.figures;
    let (number, amount) = (price + 1, price + 2);
    let (tariff, counted, paid) = (&figures[price], figures.get(number)?, figures.get(amount)?);
    let label = context.label(price);
    let each = label.rsplit_once('每').map(|split| split.1)?;
    let (unit, length) = Unit::parse(each)?;
    let near = counted.sentence == tariff.sentence
        && paid.sentence == tariff.sentence
        && matches!(counted.role, Role::Amount | Role::Price)
        && context.separator(price, amount) <= Separator::Comma
        && length == each.trim_end().len()
        && unit.same_kind(counted.quantity.unit);
    let money = |figure: &Figure| figure.quantity.unit.dimension() == Dimension::Money;
    let said = paid.own.any(Tags::TOTAL) || pays(context.label(amount));
    let divisor = i64::try_from(unit.factor().mantissa())
        .ok()
        .filter(|_| unit.factor().scale() == 0)?;
    let told = near && said && money(tariff) && money(paid) && paid.role == Role::Amount;
    told.then(|| {
        let form = Form::product(number, price, amount, divisor);
        Relation::new(CODE, Certainty::Stated, vec![form]).by("价先")
    })
}

/// 300人，每人500元: the price is for each of what was counted.
fn is_for_each(context: &Context<'_>, number: FigureId, price: FigureId) -> bool {
    const PEOPLE: [&str; 3] = ["人", "名", "位"];
    let label = context.label(price).trim();
    let label = label.strip_suffix("每年").unwrap_or(label);
    let counted = context.figures[number].quantity.unit.classifier();
    let priced = label.ends_with("单价") || label.ends_with("单价为");
    let each = label.rsplit_once('每').map(|split| split.1);
    let for_each = |(each, counted): (&str, &str)| {
        each.starts_with(counted)
            || (PEOPLE.contains(&counted) && PEOPLE.iter().any(|word| each.starts_with(word)))
    };
    priced || each.zip(counted).is_some_and(for_each)
}

/// Whether words say that an amount is what was paid for all.
fn pays(label: &str) -> bool {
    [
        "发放",
        "拨付",
        "兑付",
        "兑现",
        "合同",
        "总价",
        "需资金",
        "所需",
    ]
    .iter()
    .any(|word| label.contains(word))
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
