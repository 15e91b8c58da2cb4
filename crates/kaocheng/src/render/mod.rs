//! One file a form of output.

pub(crate) mod json;
pub(crate) mod scorecard;
pub(crate) mod text;
