//! Where a title is broken: between words, into lines of about one length (GB/T 9704-2012, 7.3.1).

use std::ops::Range;

use super::{BODY, Page, TITLE, half_characters};

/// What a paper is called, the longest first.
const KINDS: [&str; 10] = [
    "绩效目标申报表",
    "绩效运行监控表",
    "绩效自评报告",
    "绩效自评表",
    "完成情况表",
    "自评报告",
    "汇总表",
    "清单",
    "台账",
    "报告",
];

/// What an office's name or the subject of a paper may be broken behind.
const ENDS: [&str; 5] = ["人民政府", "委员会", "开发区", "年度", "支出"];

/// The lines of a title on a page as ranges of its bytes; one line where it fits or where no word ends in a good place.
pub fn title_lines(title: &str, page: Page) -> Vec<Range<usize>> {
    // One character less than would fit: digits stand a little apart from the characters around them.
    let room = 2 * (page.characters * BODY.half_points / TITLE.half_points - 1);
    let whole = 0..title.len();
    let width = |range: &Range<usize>| half_characters(&title[range.clone()]);
    if width(&whole) <= room {
        return vec![whole];
    }
    let ends = word_ends(title);
    let wanted = width(&whole).div_ceil(room);
    let lines = (wanted..=wanted + 1).find_map(|count| {
        let all = broken(whole.clone(), &ends, count);
        let fit = all.into_iter();
        let fit = fit.filter(|lines| lines.iter().all(|line| width(line) <= room));
        fit.min_by_key(|lines| lines.iter().map(|line| width(line).pow(2)).sum::<u32>())
    });
    lines.unwrap_or_else(|| vec![whole])
}

/// The bytes behind which a word of the title ends.
fn word_ends(title: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    for end in ENDS {
        ends.extend(title.match_indices(end).map(|(at, word)| at + word.len()));
    }
    let year = |at: &usize| {
        let digit = |c: char| c.is_ascii_digit();
        title[*at..].starts_with(digit) && !title[..*at].ends_with(digit)
    };
    ends.extend(title.char_indices().map(|(at, _)| at).filter(year));
    let kind = KINDS.iter().find(|kind| title.ends_with(**kind));
    ends.extend(kind.map(|kind| title.len() - kind.len()));
    ends.retain(|at| (1..title.len()).contains(at));
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// Every way to break a range at some of the ends into so many lines.
fn broken(range: Range<usize>, ends: &[usize], count: u32) -> Vec<Vec<Range<usize>>> {
    if count <= 1 {
        return vec![vec![range]];
    }
    let mut all = Vec::new();
    for (at, &end) in ends.iter().enumerate() {
        for mut lines in broken(end..range.end, &ends[at + 1..], count - 1) {
            lines.insert(0, range.start..end);
            all.push(lines);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::{LANDSCAPE, PAGE};
    use super::*;

    fn lines(title: &str) -> Vec<&str> {
        let lines = title_lines(title, PAGE).into_iter();
        lines.map(|line| &title[line]).collect()
    }

    #[test]
    fn a_title_is_broken_between_its_words_into_lines_of_about_one_length() {
        for (title, expected) in [
            ("部门整体支出绩效自评表", &["部门整体支出绩效自评表"][..]),
            (
                "东湖县卫生健康局2024年度整体支出绩效自评报告",
                &["东湖县卫生健康局2024年度", "整体支出绩效自评报告"],
            ),
            (
                "某县第二中学2023年度整体支出绩效自评报告",
                &["某县第二中学2023年度", "整体支出绩效自评报告"],
            ),
            (
                "云岭自治州滨江经济技术开发区管理委员会卫生健康和医疗保障局2024年度整体支出绩效自评报告",
                &[
                    "云岭自治州滨江经济技术开发区",
                    "管理委员会卫生健康和医疗保障局",
                    "2024年度整体支出绩效自评报告",
                ],
            ),
        ] {
            assert_eq!(lines(title), expected);
        }
    }

    #[test]
    fn a_title_whose_words_nobody_knows_is_left_whole() {
        let title = "甲".repeat(30);
        assert_eq!(lines(&title), [title.as_str()]);
        let title = "东湖县卫生健康局2024年度整体支出绩效自评报告";
        assert_eq!(title_lines(title, LANDSCAPE).len(), 1);
    }
}
