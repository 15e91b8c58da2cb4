//! The names of the fonts, by which signs of symbol fonts are told: [MS-DOC] 2.9.286 and 2.9.87.

use super::bytes::u16_at;
use super::fib::Fib;

const TABLE: usize = 15;
/// Where the name of a font begins in its entry.
const NAME: usize = 40;

/// The names of the fonts by number.
pub(super) struct Fonts(Vec<String>);

impl Fonts {
    pub(super) fn read(fib: &Fib<'_>, tables: &[u8]) -> Self {
        let mut rest = fib.table(tables, TABLE).get(4..).unwrap_or_default();
        let mut names = Vec::new();
        while let Some(length) = rest.first().map(|length| usize::from(*length) + 1) {
            let Some(entry) = rest.get(..length) else {
                break;
            };
            let units = (NAME..).step_by(2).map_while(|at| u16_at(entry, at));
            let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
            names.push(String::from_utf16_lossy(&name));
            rest = &rest[length..];
        }
        Self(names)
    }

    pub(super) fn name(&self, number: u16) -> &str {
        self.0.get(usize::from(number)).map_or("", String::as_str)
    }
}
