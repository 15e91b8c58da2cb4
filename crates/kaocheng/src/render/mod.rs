//! One file a form of output.

pub(crate) mod scorecard;
