//! Days as workbooks keep them: numbers counted from the last of 1899, or from 1904.

use crate::model::Day;

/// The number of the day behind the last one, 9999-12-31.
const PAST: f64 = 2_958_466.0;

/// A day by its number, as the code shows it.
pub(super) fn show(code: &str, stored: &str, from_1904: bool) -> Option<String> {
    let value: f64 = stored.trim().parse().ok()?;
    let days = value.floor();
    if !(0.0..PAST).contains(&days) {
        return None;
    }
    let seconds = ((value - days) * 86_400.0).round() as i64;
    let (year, month, day) = civil(days as i64 + if from_1904 { 1_462 } else { 0 });
    let lower = code.to_ascii_lowercase();
    let (dated, timed) = (
        lower.contains('y') || lower.contains('d'),
        lower.contains('h'),
    );
    let chinese = code.contains('年') || code.contains('月');
    let date = match (
        chinese,
        lower.contains('y') || lower.contains('e'),
        lower.contains('d'),
    ) {
        (true, true, true) => format!("{year}年{month}月{day}日"),
        (true, true, false) => format!("{year}年{month}月"),
        (true, false, _) => format!("{month}月{day}日"),
        (false, _, true) => format!("{year}-{month:02}-{day:02}"),
        (false, _, false) => format!("{year}-{month:02}"),
    };
    let time = format!("{}:{:02}", seconds / 3600, seconds % 3600 / 60);
    Some(match (dated || chinese || !timed, timed) {
        (true, true) => format!("{date} {time}"),
        (true, false) => date,
        (false, _) => time,
    })
}

/// The day of a number, where the code shows days.
pub(super) fn day(code: &str, stored: &str, from_1904: bool) -> Option<Day> {
    let serial: f64 = stored.trim().parse().ok()?;
    let serial = serial + if from_1904 { 1_462.0 } else { 0.0 };
    let shown =
        code.contains(['y', 'Y', 'e', 'd', 'D', '年', '日']) && (1.0..PAST).contains(&serial);
    shown.then(|| Day::of_serial(serial as u32))?
}

impl Day {
    /// The day of a serial number of the calendar of 1900 that spreadsheets count by: 44562 is 2022-01-01.
    pub fn of_serial(serial: u32) -> Option<Self> {
        let (year, month, day) = civil(i64::from(serial));
        Some(Self {
            year: u16::try_from(year).ok()?,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
        })
    }
}

/// The year, month and day of a day counted from the last of 1899, with the 29 February 1900 that spreadsheets believe in.
fn civil(days: i64) -> (i64, i64, i64) {
    // Days from 1970-01-01; before March 1900 the believed day is not yet counted.
    let days = days - 25_569 + i64::from(days < 60);
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}
