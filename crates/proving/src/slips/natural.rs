//! Slips in natural text, in figures that are certainly related.

use crate::corpus::{Text, plain};
use crate::dice::Dice;
use crate::natural::{Number, ONE, Relation, Sort, numbers, relations, rounding_explains};

use super::model::retyped;
use super::{Kind, Planted};

/// How many slips are tried in a text for each relation it has.
const TRIED: usize = 12;

/// The slips planted in a text.
pub(super) fn planted(text: &Text, seed: u64, at: u64) -> Vec<Planted> {
    let mut dice = Dice::new(seed, at);
    let Ok(document) = text.document() else {
        return Vec::new();
    };
    let (clean, figures, _) = audit::choices(&document);
    let numbers = numbers(&clean.text);
    let relations = relations(&clean.text, &numbers);
    let mut planted = Vec::new();
    for relation in &relations {
        for _ in 0..TRIED {
            let kind = Kind::draw(&mut dice);
            let scene = Scene {
                text: &clean.text,
                numbers: &numbers,
                relation,
            };
            let Some(slip) = scene.slip(kind, &mut dice) else {
                continue;
            };
            let was = figures
                .iter()
                .find(|figure| figure.start <= slip.start && slip.start < figure.end);
            let Some((was, wrong)) = was.zip(plain(&slip.text).ok()) else {
                continue;
            };
            let (flat, figures, choices) = audit::choices(&wrong);
            if flat.text.trim_end() != slip.text.trim_end() {
                continue;
            }
            planted.push(Planted::new(kind, choices, |offer| {
                let figure = &figures[offer.figure];
                (figure.start..figure.end).contains(&slip.start)
                    && offer.quantity.in_base() == was.quantity.in_base()
            }));
        }
    }
    planted
}

/// A text with a figure spoilt.
struct Slip {
    text: String,
    /// Where the figure begins.
    start: usize,
}

/// A text with a relation that is certainly there.
struct Scene<'a> {
    text: &'a str,
    numbers: &'a [Number],
    relation: &'a Relation,
}

impl Scene<'_> {
    /// A slip of a kind in a figure of the relation; `None` where it cannot be made, or rounding explains it.
    fn slip(&self, kind: Kind, dice: &mut Dice) -> Option<Slip> {
        let members = &self.relation.members;
        let slot = match kind {
            Kind::UpsideDown
            | Kind::OtherBase
            | Kind::Misreckoned
            | Kind::Stale
            | Kind::Dropped => 0,
            _ => dice.below(members.len()),
        };
        let number = self.numbers[members[slot]];
        let (start, end) = (number.start, number.end);
        let printed = &self.text[start..end];
        if kind == Kind::Unit {
            let (from, to, power) = other_unit(&self.text[end..])?;
            let times = 10_i128.pow(power.unsigned_abs());
            let scaled = |value: i128| match power {
                0.. => value.checked_mul(times),
                _ => Some(value / times),
            };
            let wrong = Number {
                value: scaled(number.value)?,
                ulp: scaled(number.ulp)?,
                ..number
            };
            return self.refuted(slot, wrong).then(|| Slip {
                text: format!(
                    "{}{to}{}",
                    &self.text[..end],
                    &self.text[end + from.len()..]
                ),
                start,
            });
        }
        let typed = match kind {
            Kind::Digit | Kind::Swapped | Kind::Lost | Kind::Doubled | Kind::Point => {
                retyped(kind, &printed.replace(',', ""), dice)?
            }
            Kind::UpsideDown | Kind::OtherBase => told(self.reckoned(kind)?, &number, printed)?,
            Kind::Misreckoned if number.dimension == "%" => {
                let off = number.ulp * dice.between(1, 30);
                let sign = if dice.chance(50) { 1 } else { -1 };
                told(number.value + sign * off, &number, printed)?
            }
            Kind::Copied => self.beside(members[slot], dice)?.to_owned(),
            Kind::Stale | Kind::Dropped => told(self.short(kind, dice)?, &number, printed)?,
            Kind::Other => {
                let part = number.value / 100 * dice.between(2, 33);
                let sign = if dice.chance(50) { 1 } else { -1 };
                told(number.value + sign * part, &number, printed)?
            }
            Kind::Misreckoned | Kind::Unit => return None,
        };
        let power = decimals(printed) as i32 - decimals(&typed) as i32;
        let ulp = match power {
            0.. => number.ulp.checked_mul(10_i128.pow(power.unsigned_abs()))?,
            _ => number.ulp / 10_i128.pow(power.unsigned_abs()),
        };
        let wrong = Number { ulp, ..number }.printed_as(&typed)?;
        (wrong.value != number.value && self.refuted(slot, wrong)).then(|| Slip {
            text: format!("{}{typed}{}", &self.text[..start], &self.text[end..]),
            start,
        })
    }

    /// Whether the relation cannot hold with another number in a slot.
    fn refuted(&self, slot: usize, wrong: Number) -> bool {
        let members = self.relation.members.iter();
        let mut members: Vec<Number> = members.map(|member| self.numbers[*member]).collect();
        members[slot] = wrong;
        rounding_explains(self.relation.sort, &members) == Some(false)
    }

    /// A percentage reckoned another way.
    fn reckoned(&self, kind: Kind) -> Option<i128> {
        let [_, one, base] = self.relation.members[..] else {
            return None;
        };
        let (one, base) = (self.numbers[one].value, self.numbers[base].value);
        let (over, under) = match (self.relation.sort, kind) {
            (Sort::Rate, Kind::UpsideDown) => (base, one),
            (Sort::Change, Kind::OtherBase) => ((one - base).abs(), one),
            _ => return None,
        };
        over.checked_mul(100 * ONE)?.checked_div(under)
    }

    /// A whole that is of before a part was changed, or lacks one.
    fn short(&self, kind: Kind, dice: &mut Dice) -> Option<i128> {
        let (whole, parts) = self.relation.members.split_first()?;
        if self.relation.sort != Sort::Sum || (kind == Kind::Dropped && parts.len() < 3) {
            return None;
        }
        let (whole, part) = (self.numbers[*whole].value, *dice.pick(parts));
        let part = self.numbers[part].value;
        Some(match kind {
            Kind::Dropped => whole - part,
            _ => {
                let by = part / 100 * dice.between(2, 33);
                whole + if dice.chance(50) { by } else { -by }
            }
        })
    }

    /// A figure like one that stands near it.
    fn beside(&self, at: usize, dice: &mut Dice) -> Option<&str> {
        const NEAR: usize = 4;
        let number = &self.numbers[at];
        let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(self.numbers.len());
        let alike: Vec<&Number> = self.numbers[near]
            .iter()
            .filter(|other| other.dimension == number.dimension && other.ulp == number.ulp)
            .filter(|other| other.value != number.value)
            .collect();
        let other = alike.get(dice.below(alike.len()))?;
        Some(&self.text[other.start..other.end])
    }
}

/// A value as a number is printed: in its unit, with as many decimals.
fn told(value: i128, number: &Number, printed: &str) -> Option<String> {
    let rounded = (value + number.ulp / 2).checked_div(number.ulp)?;
    (rounded > 0).then_some(())?;
    let decimals = decimals(printed);
    let digits = format!("{rounded:0>width$}", width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    Some(match rest {
        "" => whole.to_owned(),
        _ => format!("{whole}.{rest}"),
    })
}

/// How many decimals a number is printed with.
fn decimals(printed: &str) -> usize {
    printed
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len())
}

/// The unit a text begins with, one that is taken for it, and by which power of ten they differ.
fn other_unit(text: &str) -> Option<(&'static str, &'static str, i32)> {
    const TAKEN: [(&str, &str, i32); 4] = [
        ("万元", "元", -4),
        ("亿元", "万元", -4),
        ("元", "万元", 4),
        ("万亩", "亩", -4),
    ];
    TAKEN.into_iter().find(|(from, ..)| text.starts_with(from))
}
