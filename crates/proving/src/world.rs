//! A unit's year, made by chance and consistent to the 分: what every report of one run draws its figures from.

use crate::catalogue::{Leaf, OTHER_INCOME, PLACES, Trade};
use crate::dice::Dice;
use crate::evaluation::{Class, classes};

/// One line of spending by function (项级科目).
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// What it is spent on.
    pub leaf: &'static Leaf,
    /// Basic spending out of the appropriation.
    pub basic: i128,
    /// Project spending out of the appropriation.
    pub project: i128,
    /// Spending out of other income.
    pub other: i128,
    /// What the year's first budget gave it out of the appropriation.
    pub budget: i128,
}

impl Item {
    /// Spending out of the appropriation.
    pub(crate) fn fiscal(&self) -> i128 {
        self.basic + self.project
    }

    /// All spending.
    pub(crate) fn all(&self) -> i128 {
        self.fiscal() + self.other
    }
}

/// An amount this year, last year and in the budget.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// What it is called.
    pub name: &'static str,
    /// This year.
    pub now: i128,
    /// Last year.
    pub before: i128,
    /// The first budget of the year.
    pub budget: i128,
}

/// A unit's year; money in 分.
pub(crate) struct World {
    /// The unit.
    pub name: String,
    /// The year.
    pub year: i128,
    /// What it does.
    pub trade: &'static Trade,
    /// Spending by function.
    pub items: Vec<Item>,
    /// Income besides the appropriation.
    pub other_income: Vec<Line>,
    /// Carried over from last year: of the appropriation, and of the rest.
    pub opening: (i128, i128),
    /// Carried over to next year: of the appropriation, and of the rest.
    pub closing: (i128, i128),
    /// How the basic spending divides into 人员经费 and 公用经费.
    pub basic: (i128, i128),
    /// What was added to the first budget in the year.
    pub adjusted: i128,
    /// Last year's spending in thousandths of this year's.
    pub last_year: i128,
    /// 因公出国（境）, 公务用车购置, 公务用车运行维护, 公务接待.
    pub vehicles_and_guests: [Line; 4],
    /// The indicators of its self-evaluation.
    pub evaluation: Vec<Class>,
}

impl World {
    /// A year by chance.
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let trade = dice.pick(Trade::ALL);
        let place = dice.pick(PLACES);
        let organ = dice.pick(trade.organs);
        let total = dice.magnitude(20_000_000, 200_000_000_000);
        let items = items(trade, total, dice);
        let spent_other: i128 = items.iter().map(|item| item.other).sum();
        let opening = (dice.between(0, total / 8), dice.between(0, total / 20));
        let closing = (dice.between(0, total / 8), dice.between(0, total / 20));
        let other_total = spent_other + closing.1 - opening.1;
        let (opening, other_total) = if other_total < 0 {
            ((opening.0, opening.1 + other_total), 0)
        } else {
            (opening, other_total)
        };
        let basic: i128 = items.iter().map(|item| item.basic).sum();
        let running = basic * dice.between(5, 30) / 100;
        World {
            name: format!("{place}{organ}"),
            year: dice.between(2017, 2025),
            trade,
            other_income: other_income(other_total, dice),
            items,
            opening,
            closing,
            basic: (basic - running, running),
            adjusted: dice.between(total / 200, total / 6),
            last_year: dice.between(700, 1_300),
            vehicles_and_guests: vehicles_and_guests(total, dice),
            evaluation: classes(dice),
        }
    }

    /// Spending out of the appropriation.
    pub(crate) fn fiscal(&self) -> i128 {
        self.items.iter().map(Item::fiscal).sum()
    }

    /// All spending.
    pub(crate) fn spent(&self) -> i128 {
        self.items.iter().map(Item::all).sum()
    }

    /// Project spending out of the appropriation.
    pub(crate) fn project(&self) -> i128 {
        self.items.iter().map(|item| item.project).sum()
    }

    /// The appropriation.
    pub(crate) fn appropriation(&self) -> i128 {
        self.fiscal() + self.closing.0 - self.opening.0
    }

    /// All income.
    pub(crate) fn income(&self) -> i128 {
        self.appropriation() + self.other_income.iter().map(|line| line.now).sum::<i128>()
    }

    /// Income or spending with what was carried over: 收支总计.
    pub(crate) fn grand_total(&self) -> i128 {
        self.income() + self.opening.0 + self.opening.1
    }

    /// An amount of last year that goes with one of this year.
    pub(crate) fn before(&self, now: i128, dice: &mut Dice) -> i128 {
        (now * self.last_year / 1000 + dice.between(-now / 60, now / 60)).max(1)
    }

    /// The classes (类) of spending with their items, in the order of their codes.
    pub(crate) fn classes(&self) -> Vec<(&'static str, &'static str, Vec<&Item>)> {
        let mut classes: Vec<(&str, &str, Vec<&Item>)> = Vec::new();
        for item in &self.items {
            let (code, name) = (&item.leaf.code[..3], item.leaf.class);
            match classes.iter_mut().find(|class| class.0 == code) {
                Some(class) => class.2.push(item),
                None => classes.push((code, name, vec![item])),
            }
        }
        classes
    }
}

fn items(trade: &'static Trade, total: i128, dice: &mut Dice) -> Vec<Item> {
    let own = 2 + dice.below(trade.leaves.len() - 1);
    let mut leaves: Vec<&'static Leaf> = dice.choose(&trade.leaves[1..], own);
    leaves.insert(0, &trade.leaves[0]);
    let common = 2 + dice.below(Trade::COMMON.len() - 1);
    leaves.extend(dice.choose(Trade::COMMON, common));
    leaves.sort_by_key(|leaf| leaf.code);
    let amounts = dice.split(total, leaves.len(), total / 400 + 100);
    let pays_other = dice.chance(60);
    leaves
        .into_iter()
        .zip(amounts)
        .map(|(leaf, amount)| {
            let other = if pays_other && !leaf.basic && dice.chance(35) {
                amount * dice.between(1, 30) / 100
            } else {
                0
            };
            let fiscal = amount - other;
            let project = match (leaf.basic, leaf.project) {
                (true, true) => fiscal * dice.between(0, 20) / 100,
                (true, false) => 0,
                _ => fiscal,
            };
            let budget = match dice.below(5) {
                0 => fiscal,
                _ => fiscal * dice.between(80, 125) / 100 + dice.between(0, 9_999),
            };
            Item {
                leaf,
                basic: fiscal - project,
                project,
                other,
                budget,
            }
        })
        .collect()
}

fn other_income(total: i128, dice: &mut Dice) -> Vec<Line> {
    if total < 1_000 {
        return Vec::new();
    }
    let count = 1 + dice.below(OTHER_INCOME.len());
    let names = dice.choose(OTHER_INCOME, count);
    let amounts = dice.split(total, names.len(), 1);
    let line = |(name, now): (&&'static str, i128)| Line {
        name,
        now,
        before: (now * dice.between(70, 130) / 100).max(1),
        budget: (now * dice.between(80, 120) / 100).max(1),
    };
    names.into_iter().zip(amounts).map(line).collect()
}

fn vehicles_and_guests(total: i128, dice: &mut Dice) -> [Line; 4] {
    let size = (total / 300).clamp(200_000, 60_000_000);
    let names = [
        "因公出国（境）费",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
    ];
    let nothing = [65, 70, 10, 15];
    std::array::from_fn(|place| {
        let spends = !dice.chance(nothing[place]);
        let some = |dice: &mut Dice| {
            if spends {
                dice.between(size / 40 + 10_000, size)
            } else {
                0
            }
        };
        let now = some(dice);
        Line {
            name: names[place],
            now,
            before: now * dice.between(70, 140) / 100,
            budget: now + if spends { dice.between(0, size / 2) } else { 0 },
        }
    })
}
