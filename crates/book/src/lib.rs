//! One unit's year: its facts as typed data, its folder on disk, its measures and its score.
//!
//! A [`Book`] is plain data. [`Book::read`] reads its files, wherever they are kept, and reports every fault at once;
//! [`Book::files`] tells it as files again. A [`Measure`] computes a figure from a ledger, exactly, and says
//! from which rows. [`score`] turns a book into a [`Scorecard`] by a [`Scheme`], each point with its
//! [`Explanation`]. [`Figures`] names every figure a narrative may print.
//!
//! The form of the files is described in `docs/book.md`.

mod adjustment;
mod balance;
mod basis;
mod budget;
mod check;
mod date;
mod department;
mod evidence;
mod fact;
mod figures;
mod goal;
mod indicator;
mod ledger;
mod like;
mod load;
pub mod measure;
mod model;
pub mod monitor;
mod names;
mod number;
mod past;
mod period;
mod problem;
mod project;
mod reckoning;
pub mod rectification;
mod remark;
mod roll;
mod save;
pub mod scoring;
pub mod survey;
mod template;
mod unit;

pub use adjustment::{Change, TargetChange};
pub use balance::{BalanceSheet, Item, Side};
pub use basis::IndicatorBasis;
pub use budget::{BudgetLine, Spending, Totals};
pub use date::{Date, ParseDateError};
pub use department::{
    Account, Consolidation, Elimination, Flow, Member, Share as UnitShare, Standing, Transfer,
    UnitLine,
};
pub use evidence::{
    AddError, Added, Addition, Digests, Entry, Evidence, Examined, Inspection, Offered, Prepared,
    Proof, Register, Trouble, TroubleKind,
};
pub use fact::{Fact, Value};
pub use figures::{Figure, Figures, Provenance};
pub use goal::{Goal, Objective, Task};
pub use indicator::{Actual, Direction, Indicator, Milestone, Target};
pub use ledger::{
    Cell, Column, ColumnType, Constraint, Definition, Fate, Ledger, Merge, MergeError, OVERVIEW,
    Row,
};
pub use like::{Alike, NotAlike};
pub use measure::{
    Calendar, Cells, Comparison, Condition, Count, Filter, LongLedger, Measure, MeasureError,
    Measured, Operand, ParseMeasureError, Rows, Share, Source, Sum,
};
pub use model::Book;
pub use monitor::{
    Cause, Forecast, Funds, History, IndicatorNote, Light, Likelihood, Looked, Monitored,
    Monitoring, PeriodNotes, Threshold, Thresholds, WrongYear,
};
pub use names::as_word;
pub use number::in_wan_yuan;
pub use period::{ParsePeriodError, Period};
pub use problem::{Problem, Publication, ResultUse};
pub use project::{
    Evaluated, Evaluations, Funding, FundingSource, Nature, ParseSpanError, Project, Span,
};
pub use rectification::{Closure, FollowUp, Rectification, RectificationLedger, Stage, carried_on};
pub use remark::{Remark, RemarkKind, Severity};
pub use roll::Rolled;
pub use save::{ExtendError, Extension, SaveError};
pub use scoring::{
    Adjustment, ExecutionScore, Explanation, Grade, Level, Method, MethodName, Rounding, Rule,
    Scheme, Scorecard, Scored, Subtotal, score,
};
pub use settings::{Fault, Faults};
pub use survey::{Survey, SurveyResult};
pub use template::is_sample;
pub use unit::{Profile, Rank, SelfEvaluation, Staff};
