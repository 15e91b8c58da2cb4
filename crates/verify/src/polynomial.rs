//! Polynomials over the figures, and the values they take over a box of intervals.

use quantity::{Decimal, Interval, Rational};

use crate::wire::{Asked, Factors, Order, Statement, Term};

/// More figures than this are in no equation that multiplies.
const MOST_FACTORS: usize = 8;

/// A sum of products of figures and a constant.
#[derive(Debug, Clone)]
pub(crate) struct Polynomial {
    /// Each product: its coefficient and its figures.
    products: Vec<(i64, Vec<usize>)>,
    constant: Rational,
}

/// What a statement asks of its polynomial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demand {
    /// It is zero.
    Zero,
    /// It is not above zero.
    NotAbove,
}

/// The least and the greatest value over a box; `None` where there is no bound.
pub(crate) type Range = (Option<Rational>, Option<Rational>);

impl Polynomial {
    /// The left side less the right side of a statement; `None` for one that is no equation.
    pub(crate) fn of(statement: &Statement) -> Option<(Self, Demand)> {
        let mut sum = Self {
            products: Vec::new(),
            constant: whole(0),
        };
        match statement {
            Statement::Sum { terms } => {
                for term in terms {
                    sum.add(term.sign.into(), &[term.figure]);
                }
                return (terms.len() > 1).then_some((sum, Demand::Zero));
            }
            Statement::Within { whole, parts, .. } => {
                sum.add(-1, &[*whole]);
                for part in parts {
                    sum.add(1, &[*part]);
                }
                return (!parts.is_empty()).then_some((sum, Demand::NotAbove));
            }
            Statement::Ratio {
                part,
                whole,
                percent,
            } => {
                sum.add(100, &[*part]);
                sum.add(-1, &[*percent, *whole]);
            }
            Statement::Change {
                now,
                change,
                percent,
            } => {
                sum.percentage(*change, *percent, *now);
                let sign = i64::from(percent.sign) * i64::from(change.sign);
                sum.add(sign, &[percent.figure, change.figure]);
            }
            Statement::ChangeOf {
                before,
                change,
                percent,
            } => sum.percentage(*change, *percent, *before),
            Statement::Growth {
                before,
                now,
                percent,
            } => {
                sum.add(100, &[*now]);
                sum.add(-100, &[*before]);
                sum.add(-i64::from(percent.sign), &[percent.figure, *before]);
            }
            Statement::Product {
                number,
                price,
                amount,
                divisor,
            } => {
                sum.add(1, &[*number, *price]);
                sum.add(-divisor, &[*amount]);
            }
            Statement::Order {
                left, right, said, ..
            } => {
                let sign = if *said == Order::Greater { -1 } else { 1 };
                sum.add(sign, &[*left]);
                sum.add(-sign, &[*right]);
                let demand = match said {
                    Order::Equal => Demand::Zero,
                    Order::Less | Order::Greater => Demand::NotAbove,
                };
                return Some((sum, demand));
            }
            Statement::Polynomial {
                products,
                constant,
                asked,
            } => return sum.asked(products, constant, *asked),
            Statement::Count { .. } => return None,
        }
        Some((sum, Demand::Zero))
    }

    /// The sum as it is told, turned round where it is to be not below zero; `None` for one that is malformed.
    fn asked(
        mut self,
        products: &[Factors],
        constant: &str,
        asked: Asked,
    ) -> Option<(Self, Demand)> {
        let sign = if asked == Asked::NotBelow { -1 } else { 1 };
        let constant: Decimal = constant.parse().ok()?;
        self.constant = constant.to_rational() * whole(sign);
        for product in products {
            matches!(product.figures.len(), 1 | 2).then_some(())?;
            self.add(product.coefficient.checked_mul(sign)?, &product.figures);
        }
        let demand = match asked {
            Asked::Zero => Demand::Zero,
            Asked::NotAbove | Asked::NotBelow => Demand::NotAbove,
        };
        (!products.is_empty()).then_some((self, demand))
    }

    /// 100 × part − percent × whole.
    fn percentage(&mut self, part: Term, percent: Term, whole: usize) {
        self.add(100 * i64::from(part.sign), &[part.figure]);
        self.add(-i64::from(percent.sign), &[percent.figure, whole]);
    }

    fn add(&mut self, coefficient: i64, figures: &[usize]) {
        self.products.push((coefficient, figures.to_vec()));
    }

    /// The figures it is about, each once.
    pub(crate) fn figures(&self) -> Vec<usize> {
        let mut figures: Vec<usize> = self
            .products
            .iter()
            .flat_map(|(_, figures)| figures.iter().copied())
            .collect();
        figures.sort_unstable();
        figures.dedup();
        figures
    }

    /// Whether every sign is a sign and no product has a figure twice.
    pub(crate) fn is_sound(&self) -> bool {
        let distinct = |figures: &[usize]| !matches!(figures, [one, other] if one == other);
        self.products
            .iter()
            .all(|(coefficient, figures)| *coefficient != 0 && distinct(figures))
            && (self.is_linear() || self.figures().len() <= MOST_FACTORS)
    }

    /// Whether nothing is multiplied.
    pub(crate) fn is_linear(&self) -> bool {
        self.products.iter().all(|(_, figures)| figures.len() == 1)
    }

    /// The least and the greatest value it takes when each figure takes any value of its interval, ends included.
    pub(crate) fn range(&self, values: &dyn Fn(usize) -> Interval) -> Range {
        if self.is_linear() {
            self.linear_range(values)
        } else {
            self.corner_range(values)
        }
    }

    /// Each figure on its own: at one end the sum is least, at the other greatest.
    fn linear_range(&self, values: &dyn Fn(usize) -> Interval) -> Range {
        let mut range = (Some(self.constant.clone()), Some(self.constant.clone()));
        for figure in self.figures() {
            let factor: i64 = self
                .products
                .iter()
                .filter(|(_, figures)| figures[0] == figure)
                .map(|(coefficient, _)| coefficient)
                .sum();
            let values = values(figure);
            let ends = (values.lo().value(), values.hi().value());
            let (low, high) = match factor {
                0 => continue,
                1.. => ends,
                _ => (ends.1, ends.0),
            };
            let times = |end: Option<&Rational>| end.map(|end| end * whole(factor));
            range.0 = range.0.zip(times(low)).map(|(sum, more)| sum + more);
            range.1 = range.1.zip(times(high)).map(|(sum, more)| sum + more);
        }
        range
    }

    /// A function that is linear in each figure is least and greatest at corners of the box. A figure with one end only
    /// leaves it one limit, where it always grows, or never, with that figure.
    fn corner_range(&self, values: &dyn Fn(usize) -> Interval) -> Range {
        let figures = self.figures();
        let mut corners: Vec<Vec<Rational>> = vec![Vec::new()];
        let mut open = Vec::new();
        for figure in &figures {
            let values = values(*figure);
            let ends = match (values.lo().value(), values.hi().value()) {
                (Some(low), Some(high)) => vec![low, high],
                (Some(low), None) => {
                    open.push((*figure, true));
                    vec![low]
                }
                (None, Some(high)) => {
                    open.push((*figure, false));
                    vec![high]
                }
                (None, None) => return (None, None),
            };
            let longer =
                |corner: &Vec<Rational>, end| corner.iter().chain([end]).cloned().collect();
            corners = corners
                .iter()
                .flat_map(|corner| ends.iter().map(move |end| longer(corner, *end)))
                .collect();
        }
        let all = |point: &dyn Fn(&Vec<Rational>) -> Rational| -> Vec<Rational> {
            corners.iter().map(point).collect()
        };
        let results = all(&|corner| self.at(&figures, corner));
        let (mut least, mut most) = (results.iter().min().cloned(), results.iter().max().cloned());
        for (figure, upward) in &open {
            let multiplied_by_open = self.products.iter().any(|(_, factors)| {
                let with = |other: &(usize, bool)| other.0 != *figure && factors.contains(&other.0);
                factors.contains(figure) && open.iter().any(with)
            });
            let slopes = all(&|corner| self.slope(*figure, &figures, corner));
            let (rises, falls) = (
                slopes.iter().all(|slope| *slope >= whole(0)),
                slopes.iter().all(|slope| *slope <= whole(0)),
            );
            match (multiplied_by_open, rises == *upward, falls == *upward) {
                (false, _, _) if rises && falls => {}
                (false, true, false) => most = None,
                (false, false, true) => least = None,
                _ => return (None, None),
            }
        }
        (least, most)
    }

    /// By how much it grows with a figure at a point.
    fn slope(&self, figure: usize, figures: &[usize], point: &[Rational]) -> Rational {
        let with = self
            .products
            .iter()
            .filter(|(_, factors)| factors.contains(&figure));
        let mut rest = Self {
            products: Vec::new(),
            constant: whole(0),
        };
        for (coefficient, factors) in with {
            let others = factors.iter().copied().filter(|other| *other != figure);
            rest.add(*coefficient, &others.collect::<Vec<_>>());
        }
        rest.at(figures, point)
    }

    fn at(&self, figures: &[usize], point: &[Rational]) -> Rational {
        let value = |figure: &usize| {
            let place = figures.iter().position(|other| other == figure);
            place.map_or_else(|| whole(0), |place| point[place].clone())
        };
        self.products
            .iter()
            .map(|(coefficient, factors)| {
                factors.iter().fold(whole(*coefficient), |product, factor| {
                    product * value(factor)
                })
            })
            .fold(self.constant.clone(), |sum, product| sum + product)
    }
}

impl Demand {
    /// Whether a value within the range meets it; `None` where a bound that would tell is missing.
    pub(crate) fn can_be_met(self, (least, most): &Range) -> Option<bool> {
        let zero = whole(0);
        let low = least.as_ref().map(|least| *least <= zero);
        let high = match self {
            Demand::NotAbove => Some(true),
            Demand::Zero => most.as_ref().map(|most| *most >= zero),
        };
        match (low, high) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }
}

fn whole(number: i64) -> Rational {
    Rational::from_integer(number.into())
}
