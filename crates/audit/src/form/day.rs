//! Days that boxes state: until when something is to be done, and when it was.

/// A month or a day, perhaps without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    year: Option<u16>,
    month: u8,
    day: Option<u8>,
}

impl Day {
    /// The day that a box without spaces states, and no other words but those that belong to a day; `None` where it states
    /// none, or more than one.
    pub(crate) fn stated(text: &str) -> Option<Day> {
        const WORDS: [&str; 20] = [
            "以前", "之前", "底前", "末前", "月底", "前", "底", "末", "完成", "竣工", "验收",
            "通过", "已", "于", "实际", "全部", "≤", "。", "建成", "投用",
        ];
        let month = text.find('月')?;
        let digit = |c: char| c.is_ascii_digit();
        let head = &text[..month];
        let number = head.trim_end_matches(digit);
        let (before, year) = match number.strip_suffix('年') {
            Some(before) => {
                let year = &before[before.trim_end_matches(digit).len()..];
                let year: u16 = year
                    .parse()
                    .ok()
                    .filter(|year| (1990..2100).contains(year))?;
                (before.trim_end_matches(digit), Some(year))
            }
            None => (number, None),
        };
        let rest = &text[month + '月'.len_utf8()..];
        let after = rest.trim_start_matches(digit);
        let day = &rest[..rest.len() - after.len()];
        let (after, day) = match after.strip_prefix('日') {
            Some(after) => (after, Some(day.parse().ok()?)),
            None if day.is_empty() => (after, None),
            None => return None,
        };
        let mut left = [before, after].concat();
        for word in WORDS {
            left = left.replace(word, "");
        }
        let month: u8 = head[number.len()..].parse().ok()?;
        (left.is_empty() && (1..=12).contains(&month)).then_some(Day { year, month, day })
    }

    /// Whether it is past a limit. Of a limit without a year only the months are held against each other.
    pub(crate) fn is_past(self, limit: Day) -> bool {
        let (Some(year), Some(last)) = (self.year, limit.year) else {
            return limit.year.is_none() && self.is_past_in_year(limit);
        };
        year > last || year == last && self.is_past_in_year(limit)
    }

    fn is_past_in_year(self, limit: Day) -> bool {
        let days = self.day.zip(limit.day);
        self.month > limit.month
            || self.month == limit.month && days.is_some_and(|(day, last)| day > last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_held_against_their_limit() {
        for (limit, day, past) in [
            ("2023年11月底前", "2024年2月10日", true),
            ("2023年11月底前", "2023年11月20日", false),
            ("6月底前", "8月", true),
            ("6月底前", "2023年8月10日完成", true),
            ("6月30日前", "6月30日", false),
            ("12月10日前", "12月15日", true),
            ("2023年12月底前", "8月", false),
            ("12月底前", "2023年12月", false),
        ] {
            let (limit, day) = (Day::stated(limit).unwrap(), Day::stated(day).unwrap());
            assert_eq!(day.is_past(limit), past, "{limit:?} {day:?}");
        }
        for text in ["2023年1月至12月", "按时完成", "3个月", "6月、12月"] {
            assert_eq!(Day::stated(text), None, "{text}");
        }
    }
}
