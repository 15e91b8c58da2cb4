//! Explains broken relations in words and arithmetic an officer can follow.

use std::cmp::Ordering;

use quantity::{Decimal, Quantity, Rational, Unit};

use crate::diagnosis::{Correction, Diagnosis};
use crate::figure::{Figure, Role};
use crate::finding::{Finding, Place, Proposal, Severity};
use crate::judge::{Verdict, decide, printed};
use crate::place::{place_at, place_of};
use crate::profile::{OwnRelation, Profile};
use crate::proof;
use crate::reading::Reading;
use crate::relation::{Certainty, Equation, FigureId, Relation};
use crate::rules::{Rule, rule};

/// How many corrections a finding offers.
const OFFERED: usize = 3;

/// Turns diagnoses into findings.
pub(crate) struct Explainer<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) figures: &'a [Figure],
    pub(crate) relations: &'a [Relation],
    pub(crate) profile: &'a Profile,
    pub(crate) origins: &'a Origins,
}

/// Which relations the profile asks for: from the first on, the index of each in the profile.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    pub(crate) first: usize,
    pub(crate) each: Vec<usize>,
}

impl Explainer<'_> {
    /// The finding of a diagnosis; `None` when nothing in it is certain enough to be said.
    pub(crate) fn finding(&self, diagnosis: &Diagnosis) -> Option<Finding> {
        let mut broken: Vec<usize> = diagnosis
            .relations
            .iter()
            .copied()
            .filter(|id| self.is_certain(*id, diagnosis))
            .collect();
        broken.sort_by_key(|id| (std::cmp::Reverse(self.relations[*id].certainty), *id));
        let main = &self.relations[*broken.first()?];
        let own = self.own(*broken.first()?);
        let rule = rule(main.code)?;
        if let [Equation::Order { .. }] = main.readings[..]
            && broken.len() == 1
        {
            return Some(self.word_finding(rule, main));
        }
        let severity = broken
            .iter()
            .map(|id| self.severity(*id, diagnosis))
            .max()?
            .min(own.map_or(rule.severity, |own| own.severity));
        let figures = self.places(&broken, diagnosis);
        let arithmetic: Vec<String> = self
            .distinct(&broken)
            .into_iter()
            .map(|equation| self.arithmetic(equation))
            .collect();
        let proposals: Vec<Proposal> = diagnosis
            .corrections
            .iter()
            .take(OFFERED)
            .filter_map(|c| self.proposal(c, &figures, broken.len()))
            .collect();
        Some(Finding {
            code: rule.code,
            severity,
            kind: rule.kind,
            message: own.map_or_else(String::new, |own| format!("“{}”不成立：", own.name))
                + &self.message(rule, main, &proposals),
            proposal: proposals.first().map_or_else(String::new, |first| {
                format!("{} → {}（{}）", first.from, first.to, first.reason)
            }),
            arithmetic: arithmetic.join("；"),
            figures: figures
                .iter()
                .map(|id| place_of(self.reading, &self.figures[*id]))
                .collect(),
            proposals,
            elsewhere: Vec::new(),
            proof: Some(proof::of_relations(
                self.reading,
                self.figures,
                figures,
                broken.iter().map(|id| &self.relations[*id]),
            )),
        })
    }

    /// The finding that a word says the opposite of the figures beside it, which nothing else puts in doubt.
    fn word_finding(&self, rule: &Rule, relation: &Relation) -> Finding {
        let ids = relation.readings[0].figures();
        let (left, right) = (&self.figures[ids[0]], &self.figures[ids[1]]);
        let word = match &relation.readings[0] {
            Equation::Order { word, .. } => *word,
            _ => (left.start, left.end),
        };
        let ordering = printed(self.figures, ids[0]).cmp(&printed(self.figures, ids[1]));
        let (from, to) = (&self.reading.text[word.0..word.1], order_word(ordering));
        let (one, other) = (left.printed(self.reading), right.printed(self.reading));
        let mut figures: Vec<Place> = [left, right]
            .map(|figure| place_of(self.reading, figure))
            .into();
        figures.push(place_at(self.reading, word.0, word.1));
        let reason = "前后两数的大小".to_owned();
        Finding {
            code: rule.code,
            severity: match relation.certainty {
                Certainty::Stated => rule.severity,
                _ => rule.severity.min(Severity::Warning),
            },
            kind: rule.kind,
            message: format!("“{from}”与数不符：{one}{to}{other}。"),
            arithmetic: self.arithmetic(&relation.readings[0]),
            proposal: format!("{from} → {to}（{reason}）"),
            proposals: vec![Proposal {
                figure: figures.len() - 1,
                from: from.to_owned(),
                to: to.to_owned(),
                reason,
                confirmed_by: 1,
            }],
            figures,
            elsewhere: Vec::new(),
            proof: Some(proof::of_relations(
                self.reading,
                self.figures,
                ids,
                std::iter::once(relation),
            )),
        }
    }

    /// What the profile says of a relation it asks for.
    fn own(&self, relation: usize) -> Option<&OwnRelation> {
        let origin = relation.checked_sub(self.origins.first)?;
        self.origins
            .each
            .get(origin)
            .map(|origin| &self.profile.relations[*origin])
    }

    fn is_certain(&self, relation: usize, diagnosis: &Diagnosis) -> bool {
        let relation = &self.relations[relation];
        relation.certainty > Certainty::Possible
            || diagnosis
                .corrections
                .iter()
                .any(|c| c.supports(relation, self.figures))
    }

    /// What is stated outright, or explained by a slip beyond chance, is an error.
    fn severity(&self, id: usize, diagnosis: &Diagnosis) -> Severity {
        let relation = &self.relations[id];
        let telling = || {
            diagnosis
                .corrections
                .iter()
                .any(|c| crate::diagnosis::is_telling(c, relation, self.figures))
        };
        match relation.certainty {
            Certainty::Stated => Severity::Error,
            _ if telling() => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// The figures of the broken relations, the one to correct first.
    fn places(&self, broken: &[usize], diagnosis: &Diagnosis) -> Vec<FigureId> {
        let mut figures: Vec<FigureId> = diagnosis
            .corrections
            .first()
            .map(|c| c.figure)
            .into_iter()
            .collect();
        for equation in self.distinct(broken) {
            if let Equation::Change {
                change, percent, ..
            }
            | Equation::ChangeOf {
                change, percent, ..
            } = equation
                && change.0 != percent.0
                && figures.is_empty()
            {
                figures.push(change.1);
            }
            for id in equation.figures() {
                if !figures.contains(&id) {
                    figures.push(id);
                }
            }
        }
        figures
    }

    /// The broken equations in their likeliest reading, without those another one says already.
    fn distinct(&self, broken: &[usize]) -> Vec<&Equation> {
        let mut kept: Vec<&Equation> = Vec::new();
        for id in broken {
            let equation = &self.relations[*id].readings[0];
            let mut figures = equation.figures();
            figures.sort_unstable();
            let said = kept.iter().any(|other| {
                let mut others = other.figures();
                others.sort_unstable();
                others == figures
            });
            if !said {
                kept.push(equation);
            }
        }
        kept
    }

    fn message(&self, rule: &Rule, relation: &Relation, proposals: &[Proposal]) -> String {
        let text = |id: FigureId| self.figures[id].printed(self.reading);
        let what = match &relation.readings[0] {
            Equation::Sum { terms } => sum_message(rule, terms, self.figures, &text),
            Equation::Within { whole, parts } if rule.code == "A05" => {
                format!("总额{}小于其中的{}", text(*whole), text(parts[0]))
            }
            Equation::Within { whole, .. } => format!("所列各项之和大于总数{}", text(*whole)),
            Equation::Ratio {
                part,
                whole,
                percent,
            } => {
                format!(
                    "{}与{}之比不是{}",
                    text(*part),
                    text(*whole),
                    text(*percent)
                )
            }
            Equation::Change {
                change, percent, ..
            }
            | Equation::ChangeOf {
                change, percent, ..
            } if change.0 != percent.0 => {
                format!(
                    "增减方向前后矛盾：{}与{}一增一减",
                    text(change.1),
                    text(percent.1)
                )
            }
            Equation::Change {
                change, percent, ..
            }
            | Equation::ChangeOf {
                change, percent, ..
            } => {
                format!("变动额{}与变动率{}不相符", text(change.1), text(percent.1))
            }
            equation if decide(&reversed(equation), self.figures) < Verdict::Broken => {
                format!(
                    "增减方向与前后两期的数相反：{}",
                    text(equation.figures()[2])
                )
            }
            Equation::Growth { percent, .. } => {
                format!("变动率{}与前后两期的数不相符", text(percent.1))
            }
            Equation::Product { amount, .. } => format!("数量与单价之积不是{}", text(*amount)),
            Equation::Order {
                left, right, word, ..
            } => format!(
                "{}与{}并非“{}”",
                text(*left),
                text(*right),
                &self.reading.text[word.0..word.1]
            ),
        };
        match proposals.first() {
            Some(first) => format!("{what}；{}改为{}可使其相符。", first.from, first.to),
            None => format!("{what}。"),
        }
    }

    fn proposal(
        &self,
        correction: &Correction,
        places: &[FigureId],
        mended: usize,
    ) -> Option<Proposal> {
        let figure = &self.figures[correction.figure];
        let confirmed_by = correction.confirmed_by.len();
        let why = match correction.slip {
            Some(slip) => slip.name().to_owned(),
            None => "按其余各数推算".to_owned(),
        };
        let reason = if confirmed_by > 1 || mended > 1 {
            format!("{why}，{confirmed_by}个关系式同时成立")
        } else {
            why
        };
        Some(Proposal {
            figure: places.iter().position(|id| *id == correction.figure)?,
            from: figure.printed(self.reading).to_owned(),
            to: printed_like(figure, figure.printed(self.reading), correction.quantity),
            reason,
            confirmed_by,
        })
    }

    /// The arithmetic of a broken equation: what comes out, and what is printed.
    fn arithmetic(&self, equation: &Equation) -> String {
        let value = |id: FigureId| printed(self.figures, id);
        let number = |id: FigureId| self.figures[id].quantity.value.to_string();
        let percent = |part: Rational, whole: Rational, like: FigureId| -> String {
            if whole == Rational::from_integer(0.into()) {
                return "无法计算（分母为0）".to_owned();
            }
            let places = self.figures[like].quantity.value.scale().max(2);
            format!(
                "{}%",
                Decimal::round(&(part * Rational::from_integer(100.into()) / whole), places)
            )
        };
        match equation {
            Equation::Sum { terms } => self.sum_arithmetic(terms),
            Equation::Within { whole, parts } => {
                let terms: Vec<(i8, FigureId)> = std::iter::once((-1, *whole))
                    .chain(parts.iter().map(|part| (1, *part)))
                    .collect();
                self.sum_arithmetic(&terms).replace('≠', "＞")
            }
            Equation::Ratio {
                part,
                whole,
                percent: stated,
            } => format!(
                "{}÷{}＝{}≠{}",
                self.with_unit(*part, *whole),
                self.with_unit(*whole, *part),
                percent(value(*part), value(*whole), *stated),
                self.figures[*stated].printed(self.reading)
            ),
            Equation::Change {
                now,
                change,
                percent: stated,
            } => {
                let before =
                    value(*now) - Rational::from_integer(change.0.into()) * value(change.1);
                let unit = self.figures[*now].quantity;
                let places = unit
                    .value
                    .scale()
                    .max(self.figures[change.1].quantity.value.scale());
                let shown = Decimal::round(&(&before / unit.unit.factor().to_rational()), places);
                format!(
                    "上期＝{}{}{}＝{shown}，{}÷{shown}＝{}≠{}",
                    number(*now),
                    if change.0 > 0 { "−" } else { "＋" },
                    number(change.1),
                    number(change.1),
                    percent(value(change.1), before, stated.1),
                    self.figures[stated.1].printed(self.reading)
                )
            }
            Equation::ChangeOf {
                before,
                change,
                percent: stated,
            } => format!(
                "{}÷{}＝{}≠{}",
                self.with_unit(change.1, *before),
                self.with_unit(*before, change.1),
                percent(value(change.1), value(*before), stated.1),
                self.figures[stated.1].printed(self.reading)
            ),
            Equation::Growth {
                before,
                now,
                percent: stated,
            } => format!(
                "（{}−{}）÷{}＝{}≠{}{}",
                number(*now),
                number(*before),
                number(*before),
                percent(value(*now) - value(*before), value(*before), stated.1),
                if stated.0 < 0 { "−" } else { "" },
                self.figures[stated.1].printed(self.reading)
            ),
            Equation::Order { left, right, .. } => {
                let gap = value(*left) - value(*right);
                format!(
                    "{}−{}＝{}",
                    self.with_unit(*left, *right),
                    self.with_unit(*right, *left),
                    self.in_unit_of(&gap, *left)
                )
            }
            Equation::Product {
                number: count,
                price,
                amount,
                divisor,
            } => {
                let product =
                    value(*count) * value(*price) / Rational::from_integer((*divisor).into());
                format!(
                    "{}×{}＝{}≠{}",
                    self.figures[*count].printed(self.reading),
                    self.figures[*price].printed(self.reading),
                    self.in_unit_of(&product, *amount),
                    self.figures[*amount].printed(self.reading)
                )
            }
        }
    }

    fn sum_arithmetic(&self, terms: &[(i8, FigureId)]) -> String {
        let whole_sign = terms[0].0;
        let whole = terms[0].1;
        let total: Rational = terms[1..]
            .iter()
            .map(|(sign, id)| {
                printed(self.figures, *id) * Rational::from_integer((-sign * whole_sign).into())
            })
            .sum();
        let mut parts = String::new();
        for (place, (sign, id)) in terms[1..].iter().enumerate() {
            let positive = *sign != whole_sign;
            let mark = match (place, positive) {
                (0, true) => "",
                (_, true) => "＋",
                (_, false) => "−",
            };
            parts.push_str(mark);
            parts.push_str(&self.with_unit(*id, whole));
        }
        let gap = &total - printed(self.figures, whole);
        let size = if gap < Rational::from_integer(0.into()) {
            -gap
        } else {
            gap
        };
        format!(
            "{parts}＝{}≠{}，差{}",
            self.in_unit_of(&total, whole),
            self.with_unit(whole, whole),
            self.in_unit_of(&size, whole)
        )
    }

    /// A figure's number, with its unit when the other figure has another one.
    fn with_unit(&self, id: FigureId, other: FigureId) -> String {
        let figure = &self.figures[id];
        if figure.quantity.unit == self.figures[other].quantity.unit {
            figure.quantity.value.to_string()
        } else {
            figure.printed(self.reading).to_owned()
        }
    }

    /// A value in base units, told in the unit of a figure, exactly where two more places suffice.
    fn in_unit_of(&self, value: &Rational, id: FigureId) -> String {
        let quantity = self.figures[id].quantity;
        let exact = value / quantity.unit.factor().to_rational();
        let places = (quantity.value.scale()..=quantity.value.scale() + 4)
            .find(|places| Decimal::round(&exact, *places).to_rational() == exact)
            .unwrap_or(quantity.value.scale() + 2);
        let unit = if quantity.unit == Unit::NONE {
            String::new()
        } else {
            quantity.unit.symbol()
        };
        format!("{}{unit}", Decimal::round(&exact, places))
    }
}

/// A quantity as the figure it replaces is printed: without the unit its table says, grouped where it was grouped.
pub(crate) fn printed_like(figure: &Figure, printed: &str, quantity: Quantity) -> String {
    match (figure.implied, printed.contains([',', '，'])) {
        (false, _) => quantity.to_string(),
        (true, false) => quantity.value.to_string(),
        (true, true) => quantity.value.grouped(),
    }
}

/// A change read in the other direction; any other equation as it stands.
fn reversed(equation: &Equation) -> Equation {
    match *equation {
        Equation::Growth {
            before,
            now,
            percent: (sign, percent),
        } => Equation::Growth {
            before,
            now,
            percent: (-sign, percent),
        },
        ref other => other.clone(),
    }
}

/// The word for how one figure stands to another.
fn order_word(ordering: Ordering) -> &'static str {
    match ordering {
        Ordering::Less => "小于",
        Ordering::Equal => "等于",
        Ordering::Greater => "大于",
    }
}

fn sum_message<'t>(
    rule: &Rule,
    terms: &[(i8, FigureId)],
    figures: &[Figure],
    text: &dyn Fn(FigureId) -> &'t str,
) -> String {
    let whole = terms[0].1;
    match rule.code {
        "A08" => format!(
            "同一事项前后不一：{}与{}",
            text(terms[0].1),
            text(terms[1].1)
        ),
        "A07" if terms.len() == 2 => {
            format!(
                "说明与表不一致：说明为{}，表中为{}",
                text(terms[0].1),
                text(terms[1].1)
            )
        }
        "A09" if terms.len() == 2 => {
            format!("表与表不一致：{}与{}", text(terms[0].1), text(terms[1].1))
        }
        "B12" => format!(
            "总数说持平，所列各项增减相抵后不为零（{}等）",
            text(terms[0].1)
        ),
        "B07" => format!(
            "变动额{}与前后两期之差不相符",
            text(terms[terms.len() - 1].1)
        ),
        "C01" => format!("平衡关系不成立：{}不等于其余两数之和", text(whole)),
        _ if matches!(figures[whole].role, Role::Delta(_)) => {
            format!("各项增减之和不等于总增减{}", text(whole))
        }
        _ => format!("各分项之和不等于{}", text(whole)),
    }
}
