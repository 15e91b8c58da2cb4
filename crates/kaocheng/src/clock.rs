//! What the clock says, which may be anything.

use std::time::{SystemTime, UNIX_EPOCH};

use time::{OffsetDateTime, UtcOffset};

/// The first second of 9999-12-31, so that the day is one of the calendar in every zone.
const LAST: i64 = 253_402_214_400;

/// Now, in universal time. A clock before 1970 or after 9999 counts as standing at that end.
pub(crate) fn now() -> OffsetDateTime {
    read(SystemTime::now())
}

/// Now in China, where deadlines are kept.
pub(crate) fn in_china() -> OffsetDateTime {
    let offset = UtcOffset::from_hms(8, 0, 0).unwrap_or(UtcOffset::UTC);
    now().to_offset(offset)
}

fn read(clock: SystemTime) -> OffsetDateTime {
    let since = clock.duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(LAST).min(LAST);
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn no_clock_leads_out_of_the_calendar() {
        let at = |seconds| read(UNIX_EPOCH + Duration::from_secs(seconds)).year();
        assert_eq!(at(1_700_000_000), 2023);
        assert_eq!(at(253_402_300_800), 9999);
        assert_eq!(at(1 << 50), 9999);
        assert_eq!(read(UNIX_EPOCH - Duration::from_secs(1)).year(), 1970);
    }
}
