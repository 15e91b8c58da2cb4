//! The commands.

pub(crate) mod calibrate;
pub(crate) mod generate;
pub(crate) mod natural;

mod arguments;

pub(crate) use arguments::Arguments;
