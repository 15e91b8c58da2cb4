//! The check of a table: what it predicts of readings it was not fitted to, and how often they hold.

use std::fmt;

use super::{Reading, Table};

/// How a table does on other readings than those it was fitted to.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// How many readings it was tried on.
    pub readings: usize,
    /// What an outcome costs on average, in bits, by the prediction.
    pub loss: f64,
    /// The same where all readings are predicted by the rate at which they hold together.
    pub blind_loss: f64,
    /// Readings by what was predicted of them, in tenths.
    pub bins: [Bin; 10],
}

/// Readings of which about the same was predicted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bin {
    /// How many there are.
    pub readings: usize,
    /// How many of them held.
    pub held: usize,
    /// How many were predicted to hold.
    pub predicted: f64,
}

impl Check {
    pub(super) fn of(table: &Table, readings: &[&Reading]) -> Check {
        let held = readings.iter().filter(|reading| reading.held).count();
        let rate = held as f64 / readings.len().max(1) as f64;
        let mut check = Check {
            readings: readings.len(),
            ..Check::default()
        };
        for reading in readings {
            let predicted = table.predicted(reading);
            check.loss += bits(predicted, reading.held);
            check.blind_loss += bits(rate, reading.held);
            let bin = &mut check.bins[((predicted * 10.0) as usize).min(9)];
            bin.readings += 1;
            bin.held += usize::from(reading.held);
            bin.predicted += predicted;
        }
        check.loss /= readings.len().max(1) as f64;
        check.blind_loss /= readings.len().max(1) as f64;
        check
    }
}

/// What an outcome costs by a prediction.
fn bits(predicted: f64, held: bool) -> f64 {
    -if held { predicted } else { 1.0 - predicted }
        .max(f64::MIN_POSITIVE)
        .log2()
}

impl fmt::Display for Check {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Check {
            readings,
            loss,
            blind_loss,
            ..
        } = self;
        writeln!(
            out,
            "{readings} readings of the other half: log loss {loss:.3} bits; {blind_loss:.3} without traits\n"
        )?;
        writeln!(
            out,
            "| predicted | readings | mean predicted | held |\n|---|---:|---:|---:|"
        )?;
        for (at, bin) in self.bins.iter().enumerate() {
            let percent = |part: f64| 100.0 * part / bin.readings.max(1) as f64;
            writeln!(
                out,
                "| {}–{} % | {} | {:.1} % | {:.1} % |",
                at * 10,
                at * 10 + 10,
                bin.readings,
                percent(bin.predicted),
                percent(bin.held as f64),
            )?;
        }
        Ok(())
    }
}
