//! What is done with each row of a ledger, worked out from all measures at once.

use rustc_hash::FxHashMap;

use super::Key;
use super::axis::Axis;
use crate::ledger::Column;
use crate::measure::bound::{Bound, BoundFilter};
use crate::measure::total::Want;

/// The conditions of all measures, each once, and what is totalled where they hold.
pub(crate) struct Plan {
    /// What rows are told apart by.
    pub(super) axes: Vec<Axis>,
    /// Each filter once.
    pub(super) filters: Vec<Filter>,
    /// Where the total of a key is found: the filter, and the place among what it wants.
    pub(super) keys: Vec<(Key, usize, Option<usize>)>,
}

pub(super) struct Filter {
    formula: Formula,
    /// Columns and what is wanted of their cells.
    pub(super) wants: Vec<(usize, Want)>,
}

/// A filter as a formula over the tests of the axes.
enum Formula {
    Test { axis: usize, test: usize },
    All(Vec<Formula>),
    Any(Vec<Formula>),
}

impl Plan {
    pub(super) fn new(columns: &[Column], wanted: &[Key]) -> Self {
        let mut plan = Self {
            axes: Vec::new(),
            filters: Vec::new(),
            keys: Vec::new(),
        };
        let mut known: FxHashMap<&BoundFilter, usize> = FxHashMap::default();
        let mut done: FxHashMap<&Key, ()> = FxHashMap::default();
        for key in wanted {
            if done.insert(key, ()).is_some() {
                continue;
            }
            let (bound, want) = key;
            let filter = *known.entry(bound).or_insert_with(|| {
                let formula = plan.formula(bound);
                plan.filters.push(Filter {
                    formula,
                    wants: Vec::new(),
                });
                plan.filters.len() - 1
            });
            let wants = &mut plan.filters[filter].wants;
            let place = want.map(|want| {
                wants.push(want);
                wants.len() - 1
            });
            plan.keys.push((key.clone(), filter, place));
        }
        for axis in &mut plan.axes {
            axis.prepare(columns);
        }
        plan
    }

    fn formula(&mut self, filter: &BoundFilter) -> Formula {
        let conditions = filter.0.iter();
        Formula::All(conditions.map(|bound| self.condition(bound)).collect())
    }

    fn condition(&mut self, bound: &Bound) -> Formula {
        if let Bound::Either(alternatives) = bound {
            let alternatives = alternatives.iter();
            return Formula::Any(alternatives.map(|filter| self.formula(filter)).collect());
        }
        let found = self
            .axes
            .iter_mut()
            .enumerate()
            .find_map(|(at, axis)| Some((at, axis.place(bound)?)));
        let (axis, test) = found.unwrap_or_else(|| {
            self.axes.extend(Axis::of(bound));
            (self.axes.len() - 1, 0)
        });
        Formula::Test { axis, test }
    }

    /// The filters that hold where each axis has these outcomes.
    pub(super) fn holding(&self, outcomes: &[&[bool]]) -> Vec<usize> {
        let filters = self.filters.iter().enumerate();
        filters
            .filter(|(_, filter)| filter.formula.holds(outcomes))
            .map(|(at, _)| at)
            .collect()
    }
}

impl Formula {
    fn holds(&self, outcomes: &[&[bool]]) -> bool {
        match self {
            Self::Test { axis, test } => outcomes[*axis][*test],
            Self::All(parts) => parts.iter().all(|part| part.holds(outcomes)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(outcomes)),
        }
    }
}
