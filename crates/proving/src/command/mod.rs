//! The commands.

pub(crate) mod calibrate;
pub(crate) mod generate;
pub(crate) mod natural;
pub(crate) mod slips;

mod arguments;

pub(crate) use arguments::Arguments;
