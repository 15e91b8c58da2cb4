//! The proving ground.

mod calibrate;
mod natural;
mod sample;
