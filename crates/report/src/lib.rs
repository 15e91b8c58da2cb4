//! A report is a function of a book: the same book, score and template give the same document.
//!
//! [`compose`] puts a book's figures and words into a [`Template`] and gives a neutral
//! [`document::Document`] in which every figure knows where it comes from. [`score_sheet`] lays the
//! score out as the standard form. The charts in a report are drawn here too, as SVG.
//!
//! What a template can say is described in `templates/README.md`.

mod audit;
mod block;
mod chart;
mod compose;
pub mod draft;
mod drift;
mod edition;
mod mark;
mod names;
mod origin;
mod printed;
mod rectification;
mod sheet;

mod suggest;
mod template;
mod word;

pub use audit::{Found, NAME, SelfAudit, Shares, audit};
pub use compose::{Composed, Part, Source, Trace, Written, compose, composed};
pub use drift::{Accepted, Cause, Change, Difference, Drift, NotAccepted, accept, drift};
pub use edition::{Edition, Pattern, State, Stated};
pub use mark::bookmarks;
pub use rectification::rectification_form;
pub use sheet::{
    department_sheet, monitoring_sheet, project_score_sheet, project_sheets, project_target_sheet,
    projects_sheet, score_sheet, target_sheet,
};

pub use template::Template;
pub use word::{Draw, Filled, WordError, fill};

/// Why a report cannot be composed: every fault of the template and of the book's words, each with
/// its file, its line where there is one, and what to do.
pub type ReportError = book::Faults;
