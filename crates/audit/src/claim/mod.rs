//! Claims (勾稽关系): what a document says holds among its figures, as one algebra.
//!
//! A [`Form`] is a sum of products of figures and a constant, of which something is demanded. Rules make forms by
//! constructors (`kind/`); the judge, the diagnosis and the proof know nothing but the form. How a claim is told stands
//! beside its constructor, or in the rule that makes it.

mod form;
mod judge;
mod kind;
mod left;
mod line;
mod number;
mod relation;
mod told;

pub use form::{Demand, FigureId, Form};
pub use judge::Verdict;
pub use number::Number;
pub use relation::{Certainty, Relation};

pub(crate) use judge::{Known, decide, judge, printed};
pub(crate) use left::Left;
pub(crate) use line::{Leaves, Limits};
pub(crate) use number::Bound;
pub(crate) use relation::confirm;
pub(crate) use told::Told;
