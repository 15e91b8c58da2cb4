//! How likely a correction is: what can be seen of it, each trait weighed by slips whose correction is known.
//!
//! The table is fitted by the proving ground (`proving slips`), not written by hand: a line a trait, how often the right
//! correction had it, how many corrections had it, and what it adds to the odds of a correction against the others that
//! mend the same, in hundredths of a bit.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use quantity::{Decimal, Quantity, Rational};

use crate::claim::{Demand, FigureId, Verdict};
use crate::evidence::{Odds, Rates, is_wrong_way};
use crate::figure::{Figure, Role};
use crate::slip::Slip;

use super::{ASKED, Workshop};

static TABLE: LazyLock<Rates> = LazyLock::new(|| Rates::read(include_str!("likelihood.toml")));

/// What can be seen of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traits {
    /// What makes the printed number of the one meant.
    how: &'static str,
    /// What is weighed of it beside that, and by itself.
    joint: Vec<&'static str>,
    /// What is weighed by itself only.
    single: Vec<&'static str>,
}

impl Traits {
    /// What is weighed: how the number went wrong, each other trait, and some of them together with how.
    pub fn features(&self, mut each: impl FnMut(&str)) {
        each(self.how);
        let mut name = String::new();
        for word in &self.joint {
            each(word);
            name.clear();
            name.extend([self.how, "·", word]);
            each(&name);
        }
        self.single.iter().for_each(|word| each(word));
    }

    pub(super) fn likelihood(&self) -> Odds {
        let mut odds = 0;
        self.features(|name| odds += TABLE.weight(name));
        Odds(odds)
    }
}

/// The values that are printed, and how often.
pub(super) struct Printed(HashMap<Decimal, u32, RandomState>);

impl Printed {
    pub(super) fn of(figures: &[Figure]) -> Printed {
        let mut printed: HashMap<Decimal, u32, RandomState> = HashMap::default();
        for value in figures
            .iter()
            .filter_map(|figure| figure.quantity.in_base())
        {
            *printed.entry(value).or_default() += 1;
        }
        Printed(printed)
    }

    /// How many figures say the same.
    fn times(&self, quantity: &Quantity) -> u32 {
        let times = quantity.in_base().and_then(|value| self.0.get(&value));
        times.copied().unwrap_or(0)
    }
}

/// What all corrections of one figure share.
pub(super) struct Scene {
    figure: FigureId,
    role: &'static str,
    place: &'static str,
    length: &'static str,
    /// How many relations that hold mention it.
    confirmed: &'static str,
    /// Whether its broken relations multiply.
    multiplied: bool,
    /// Whether a broken relation only says that something is not above something else.
    limited: bool,
    /// Whether a figure beside it says the same.
    copied: bool,
    /// Whether it is a percentage that is right when reckoned the wrong way.
    wrong_way: bool,
    /// The finest place of the figures it should equal.
    vague: Option<Rational>,
    /// The most places of figures of its unit beside it.
    finest: Option<u8>,
}

impl Workshop<'_> {
    /// What all corrections of a figure share.
    pub(super) fn scene(&self, figure: FigureId) -> Scene {
        let this = &self.figures[figure];
        let forms = || {
            let broken = self.unexplained(figure).take(ASKED);
            broken.map(|id| &self.relations[id].readings[0])
        };
        let adds_up = |whole: bool| {
            forms().any(|form| form.adds_up() && (form.figures()[0] == figure) == whole)
        };
        let confirmed = self.index.mentions[figure].iter();
        let confirmed = confirmed
            .filter(|id| matches!(self.verdicts[**id], Verdict::Holds | Verdict::Rounding))
            .take(3);
        Scene {
            figure,
            role: match this.role {
                Role::Share | Role::Rate | Role::OfPrevious | Role::Growth(_) | Role::Percent => {
                    "率"
                }
                Role::Delta(_) | Role::Points => "差",
                _ => "数",
            },
            place: match (adds_up(true), adds_up(false)) {
                (true, false) => "全",
                (false, true) => "分",
                (true, true) => "全分",
                _ => "积",
            },
            length: match digits(&this.quantity) {
                0..=2 => "短",
                3..=4 => "中",
                _ => "长",
            },
            confirmed: ["证零", "证一", "证二", "证三"][confirmed.count()],
            multiplied: forms().any(|form| !form.is_linear()),
            limited: forms().any(|form| form.demand() != Demand::Zero),
            copied: self.is_copied(figure),
            wrong_way: forms().any(|form| {
                form.result() == Some(figure) && is_wrong_way(form, figure, self.figures)
            }),
            vague: self.vague(figure),
            finest: self.finest(figure),
        }
    }

    /// What can be seen of a correction.
    pub(super) fn traits(
        &self,
        scene: &Scene,
        quantity: &Quantity,
        slip: Option<Slip>,
        recomputed: &[Quantity],
    ) -> Traits {
        let printed = &self.figures[scene.figure].quantity;
        let how = match slip {
            Some(Slip::Swapped) => "颠倒",
            Some(Slip::PointMoved) => "移点",
            Some(Slip::Unit) => "单位",
            Some(Slip::Digit) => "一位",
            Some(Slip::Lost) => "漏位",
            Some(Slip::Extra) => "多位",
            None => "重算",
        };
        let exact = slip.is_some() && recomputed.contains(quantity);
        let mut joint = vec![scene.role, scene.place, scene.length];
        let mut single = vec![scene.confirmed];
        joint.push(match (exact, scene.multiplied) {
            (true, false) => "恰和",
            (true, true) => "恰积",
            (false, false) => "近和",
            (false, true) => "近积",
        });
        if slip.is_none() {
            joint.push(distance(printed, quantity));
            joint.extend(self.adds_a_part(scene, quantity).then_some("缺项"));
            joint.extend(scene.wrong_way.then_some("反"));
        }
        joint.extend(scene.copied.then_some("抄"));
        joint.extend(scene.limited.then_some("限"));
        // Short numbers stand twice in a text by chance.
        match digits(quantity) {
            0..=2 => {}
            _ if self.printed.times(quantity) == 0 => {}
            3..=4 => joint.push("见中"),
            _ => joint.push("见长"),
        }
        match digits(printed) {
            0..=2 => {}
            _ if self.printed.times(printed) < 2 => {}
            3..=4 => joint.push("重中"),
            _ => joint.push("重长"),
        }
        single.extend(is_vague(quantity, scene.vague.as_ref()).then_some("粗"));
        let finer = scene
            .finest
            .is_some_and(|finest| quantity.value.scale() > finest);
        single.extend((slip.is_some() && finer).then_some("细"));
        Traits { how, joint, single }
    }

    /// Whether a whole lacks one of its parts: it should be greater by what a figure beside it says.
    fn adds_a_part(&self, scene: &Scene, quantity: &Quantity) -> bool {
        if scene.place != "全" {
            return false;
        }
        let value = |quantity: &Quantity| quantity.in_base();
        let Some(gap) = value(quantity)
            .zip(value(&self.figures[scene.figure].quantity))
            .and_then(|(right, printed)| right.checked_sub(printed))
        else {
            return false;
        };
        let broken = self.unexplained(scene.figure).take(ASKED);
        let mut beside = broken.flat_map(|id| &self.index.figures[id]);
        beside.any(|id| *id != scene.figure && value(&self.figures[*id].quantity) == Some(gap))
    }

    /// The finest place of the figures it should equal.
    fn vague(&self, figure: FigureId) -> Option<Rational> {
        let forms = self
            .unexplained(figure)
            .flat_map(|id| &self.relations[id].readings);
        let equals = forms.filter_map(|form| form.equal_to(figure));
        equals.map(|id| place(&self.figures[id].quantity)).min()
    }

    /// The most places that figures of its unit have in its broken relations, itself among them; `None` where they are
    /// long.
    fn finest(&self, figure: FigureId) -> Option<u8> {
        /// Among more figures the finest place tells nothing of one.
        const FEW: usize = 8;
        let unit = self.figures[figure].quantity.unit;
        let broken = self.unexplained(figure).take(ASKED);
        let mut finest = None;
        for id in broken {
            if self.index.figures[id].len() > FEW {
                return None;
            }
            let beside = self.index.figures[id].iter();
            let beside = beside.map(|id| self.figures[*id].quantity);
            let places = beside.filter(|other| other.unit == unit);
            finest = finest.max(places.map(|other| other.value.scale()).max());
        }
        finest
    }

    /// Whether a broken relation has the same number of several digits twice: one may be copied from the row beside.
    fn is_copied(&self, figure: FigureId) -> bool {
        /// Shorter numbers stand twice in a list by chance.
        const LEAST_COPIED: u128 = 100;
        let value = self.figures[figure].quantity.value;
        let twin = |id: &FigureId| *id != figure && self.figures[*id].quantity.value == value;
        let broken = self.index.mentions[figure]
            .iter()
            .filter(|id| self.verdicts[**id] == Verdict::Broken);
        value.mantissa().unsigned_abs() >= LEAST_COPIED
            && broken
                .flat_map(|id| &self.relations[*id].readings)
                .any(|form| form.figures().iter().any(twin))
    }
}

/// How many digits a number has, without noughts before it.
fn digits(quantity: &Quantity) -> u32 {
    let size = quantity.value.mantissa().unsigned_abs();
    size.checked_ilog10().map_or(1, |power| power + 1)
}

/// How far a number that is computed anew lies from the printed one.
fn distance(printed: &Quantity, meant: &Quantity) -> &'static str {
    let gap = meant.value.checked_sub(printed.value).map(Decimal::abs);
    let within = |parts: i128| {
        let times = gap.and_then(|gap| gap.checked_mul(Decimal::new(parts, 0)));
        times.is_some_and(|times| times < printed.value.abs())
    };
    match () {
        () if within(1000) => "差毫",
        () if within(100) => "差厘",
        () if within(20) => "差分",
        () if within(3) => "差成",
        () => "差远",
    }
}

/// One unit of the last place in base units.
fn place(quantity: &Quantity) -> Rational {
    quantity.ulp().to_rational() * quantity.unit.factor().to_rational()
}

/// Whether a value is told much less finely than the figure it should equal: 0.3亿元 meets 2961.68万元, and nobody meant
/// it.
fn is_vague(value: &Quantity, finest: Option<&Rational>) -> bool {
    finest.is_some_and(|finest| place(value) > finest * Rational::from_integer(10.into()))
}
