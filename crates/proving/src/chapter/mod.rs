//! The chapters of a report: each says some of a unit's year in one of many wordings.

mod account;
mod assets;
mod guests;
mod indicators;
mod money;
mod noise;
mod people;
mod phrases;
mod procurement;
mod recap;
mod tables;
mod work;

use quantity::{Dimension, Rational, Unit};

use crate::dice::Dice;
use crate::draft::Draft;
use crate::made::Made;
use crate::world::World;

type Chapter = fn(&mut Draft, &World);

/// What a report may say in prose, with the heading it stands under.
#[rustfmt::skip]
const PROSE: &[(&str, Chapter)] = &[
    ("人员情况", people::staff),
    ("资产情况", assets::balance_sheet),
    ("车辆及设备情况", assets::cars),
    ("收入情况", money::income),
    ("支出情况", money::spending),
    ("支出结构", money::by_function),
    ("预算执行情况", money::execution),
    ("结转结余情况", money::carried_over),
    ("项目安排情况", money::projects),
    ("资金投入情况", money::in_two_units),
    ("“三公”经费情况", guests::guests),
    ("政府采购情况", procurement::procurement),
    ("履职完成情况", work::work),
    ("群众诉求办理情况", people::letters),
    ("满意度调查情况", people::questionnaire),
    ("问题整改情况", people::problems),
    ("绩效指标完成情况", indicators::prose),
];

/// What it may say in tables.
#[rustfmt::skip]
const TABLES: &[(&str, Chapter)] = &[
    ("绩效指标自评表", indicators::sheet),
    ("预算执行情况表", tables::execution),
    ("支出结构表", tables::structure),
    ("资产负债情况表", tables::balance_sheet),
    ("“三公”经费情况表", tables::guests),
];

/// Writes the report of one document of a run.
pub(crate) fn write(mut dice: Dice) -> Made {
    let world = World::new(&mut dice);
    let mut draft = Draft::new(dice);
    match draft.dice.below(10) {
        0..=1 => account::account(&mut draft, &world),
        2..=6 => report(&mut draft, &world, &[PROSE, TABLES].concat()),
        _ => report(&mut draft, &world, PROSE),
    }
    draft.finish()
}

fn report(draft: &mut Draft, world: &World, chapters: &[(&str, Chapter)]) {
    let title = draft.words(
        "{name}{year}年度[部门整体支出绩效自评报告|预算执行情况报告|整体支出绩效评价报告|工作总结]",
        &[("name", &world.name), ("year", &world.year)],
    );
    draft.heading(0, title);
    noise::opening(draft, world);
    let count = 4 + draft.dice.below(6);
    let mut chosen = draft.dice.choose(chapters, count);
    if draft.dice.chance(30) {
        draft.dice.shuffle(&mut chosen);
    }
    for (number, (title, chapter)) in chosen.into_iter().enumerate() {
        draft.heading(1, format!("{}、{title}", numeral(number + 1)));
        chapter(draft, world);
        if draft.dice.chance(45) {
            noise::noise(draft, world);
        }
    }
    recap::recap(draft, world);
}

/// A small number as headings print it.
fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

/// What one of the whole numbers a chapter reckons in is, in the base of its unit: 分 of money, a hundredth of a 亩 of
/// land, one thing.
pub(crate) fn base(unit: Unit) -> Rational {
    match unit.dimension() {
        Dimension::Money => Rational::new(1.into(), 100.into()),
        Dimension::Area => Rational::from_integer(20.into()),
        _ => Rational::from_integer(1.into()),
    }
}
