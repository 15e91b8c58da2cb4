//! One file a form of output.

pub(crate) mod answer;
pub(crate) mod born;
pub(crate) mod change;
pub(crate) mod drift;
pub(crate) mod manual;
pub(crate) mod measured;
pub(crate) mod monitoring;
pub(crate) mod projects;
pub(crate) mod refusal;
pub(crate) mod rollup;
pub(crate) mod scorecard;
pub(crate) mod summary;
pub(crate) mod table;
