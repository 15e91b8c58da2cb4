//! The table of rates: for each trait how often readings that have it held, how many there were, and its weight.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::fit::{Sample, share, weights};
use super::{NAME_KNOWN, NAMES_KNOWN, Reading};

/// How strongly weights are drawn to nothing, as if so many readings of each outcome had been seen besides. A family is seen
/// often enough to speak for itself; names and single traits, which are many, must show that they matter.
const FAMILY_PENALTY: f64 = 0.3;
const NAMES_PENALTY: f64 = 0.5;
const TRAIT_PENALTY: f64 = 1.0;
const NAME_PENALTY: f64 = 2.0;

/// Gaps of up to this share of the whole are small.
const SMALL_GAP: f64 = 0.3;

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// How many readings with the trait held.
    pub held: u32,
    /// How many there were.
    pub seen: u32,
    /// What the trait adds to the odds that a reading was meant, as a logarithm to base two, in hundredths.
    pub weight: i32,
}

/// A table of rates by trait, as `evidence/rates.toml` of the auditor has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The rates.
    pub rates: BTreeMap<String, Rate>,
}

impl Table {
    /// Counts and fits readings.
    pub(super) fn fitted(readings: &[&Reading]) -> Table {
        let mut rows_of: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (row, reading) in readings.iter().enumerate() {
            reading.features(|name| match rows_of.get_mut(name) {
                Some(rows) if rows.last() == Some(&row) => {}
                Some(rows) => rows.push(row),
                None => drop(rows_of.insert(name.to_owned(), vec![row])),
            });
        }
        rows_of.retain(|name, rows| rows.len() >= least(name));
        let sample = Sample {
            penalties: rows_of.keys().map(|name| penalty(name)).collect(),
            rows_of: rows_of.values().cloned().collect(),
            held: readings.iter().map(|reading| reading.held).collect(),
        };
        let weights = weights(&sample);
        let rated = rows_of
            .into_iter()
            .zip(weights)
            .map(|((name, rows), weight)| {
                let held = rows.iter().filter(|row| readings[**row].held).count();
                let rate = Rate {
                    held: held as u32,
                    seen: rows.len() as u32,
                    weight: (weight * 100.0 / std::f64::consts::LN_2).round() as i32,
                };
                (name, rate)
            });
        Table {
            rates: rated.chain(gaps(readings)).collect(),
        }
    }

    /// The share of readings like this one that hold.
    pub(super) fn predicted(&self, reading: &Reading) -> f64 {
        let mut odds = 0;
        let mut add = |name: &str| odds += self.rates.get(name).map_or(0, |rate| rate.weight);
        reading.features(&mut add);
        share(f64::from(odds) / 100.0 * std::f64::consts::LN_2)
    }

    /// The families of readings, each with its first trait: what proposed them and by which word.
    pub fn families(&self) -> impl Iterator<Item = (&str, Rate)> {
        let rates = self.rates.iter().map(|(name, rate)| (name.as_str(), *rate));
        rates.filter(|(name, _)| is_family(name) && name.contains('·'))
    }

    /// The table as TOML, a trait a line, under a head that tells what was counted and when.
    pub fn toml(&self, head: &str, counted: &str) -> String {
        let mut out = String::new();
        for line in head.lines().chain([counted]) {
            let _ = writeln!(out, "# {line}");
        }
        let _ = writeln!(out, "\n{self}");
        out.truncate(out.trim_end().len());
        out.push('\n');
        out
    }

    /// Reads a table back.
    ///
    /// # Errors
    /// The first line that is no rate.
    pub fn parse(toml: &str) -> Result<Table, String> {
        let lines = toml.lines().enumerate();
        let rates = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let rates =
            rates.map(|(at, line)| rate(line).ok_or_else(|| format!("line {}: {line}", at + 1)));
        Ok(Table {
            rates: rates.collect::<Result<_, _>>()?,
        })
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rates.iter().try_for_each(|(name, rate)| {
            let Rate { held, seen, weight } = rate;
            writeln!(out, "\"{name}\" = [{held}, {seen}, {weight}]")
        })
    }
}

/// `"和·其中" = [129, 184, 55]`
fn rate(line: &str) -> Option<(String, Rate)> {
    let (name, numbers) = line.split_once(" = ")?;
    let name = name.strip_prefix('"')?.strip_suffix('"')?;
    let numbers: [i32; 3] = serde_json::from_str(numbers).ok()?;
    let [held, seen, weight] = numbers;
    let rate = Rate {
        held: held.try_into().ok()?,
        seen: seen.try_into().ok()?,
        weight,
    };
    Some((name.to_owned(), rate))
}

/// How often a trait must be seen to stand in the table.
fn least(name: &str) -> usize {
    match () {
        () if name.contains('|') => NAMES_KNOWN,
        () if is_part(name) => NAME_KNOWN,
        () => 1,
    }
}

/// Whether a trait is the name of a part.
fn is_part(name: &str) -> bool {
    name.starts_with("名·")
}

/// Of the sums that fail, by family and first trait, how many have parts that exceed the whole by little and how many parts
/// that fall short of it by little, and how much rarer such gaps are than if all gaps were alike.
fn gaps(readings: &[&Reading]) -> Vec<(String, Rate)> {
    let mut failed: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for reading in readings.iter().filter(|reading| !reading.held) {
        let head: Vec<&str> = reading.pattern.traits().take(2).collect();
        let [all, above, below] = failed.entry(head.join("·")).or_default();
        *all += 1;
        *above += u32::from(reading.exceeds == Some(true));
        *below += u32::from(reading.exceeds == Some(false));
    }
    let rate = |held: u32, seen: u32| {
        let density = f64::from(held + 1) / f64::from(seen + 3) / SMALL_GAP;
        Rate {
            held,
            seen,
            weight: (-100.0 * density.log2()).round() as i32,
        }
    };
    let rows = failed
        .into_iter()
        .filter(|(head, _)| head.starts_with(['和', '总']));
    rows.flat_map(|(head, [all, above, below])| {
        [
            (format!("{head}·超"), rate(above, all)),
            (format!("{head}·欠"), rate(below, all)),
        ]
    })
    .collect()
}

fn penalty(name: &str) -> f64 {
    match () {
        () if name.contains('|') => NAMES_PENALTY,
        () if is_part(name) => NAME_PENALTY,
        () if is_family(name) => FAMILY_PENALTY,
        () => TRAIT_PENALTY,
    }
}

/// Whether a trait is a family, or a family with its first trait.
fn is_family(name: &str) -> bool {
    let mut rest = name.split('·').skip(1);
    let first = rest.next().unwrap_or_default();
    !name.contains('|')
        && !is_part(name)
        && rest.next().is_none()
        && !first.starts_with(|c: char| c.is_ascii_digit())
}
