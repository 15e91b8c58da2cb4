//! The proving ground.

mod calibrate;
mod natural;
mod sample;
mod slips;
