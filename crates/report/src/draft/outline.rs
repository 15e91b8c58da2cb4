//! Duties, objective, problems, measures and use of results, by the headings they stand under.

use std::sync::LazyLock;

use regex::Regex;

use super::piece::Pieces;
use super::{Draft, Found};

/// What a section is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Duties,
    Objective,
    Problems,
    Measures,
    Uses,
    Other,
}

/// The longest line that can be a heading where the format does not say so.
const LONGEST_HEADING: usize = 34;

/// How many paragraphs a section may have before it is taken for something else.
const MOST: usize = 30;

pub(super) fn read(pieces: &Pieces, draft: &mut Draft, used: &mut [bool]) {
    let mut section = Section::Other;
    for (text, used) in pieces.texts.iter().zip(used) {
        if text.heading || looks_like_heading(&text.words) {
            if let Some(about) = about(&text.words) {
                section = about;
                continue;
            }
            if text.heading || section != Section::Objective {
                section = Section::Other;
                continue;
            }
        }
        let found = Found {
            value: bare(&text.words),
            place: text.place.clone(),
        };
        let list = match section {
            Section::Duties => &mut draft.duties,
            Section::Problems => &mut draft.problems,
            Section::Measures => &mut draft.measures,
            Section::Uses => &mut draft.uses,
            Section::Objective => {
                if draft.objective.is_none() {
                    draft.objective = Some(found);
                    *used = true;
                }
                continue;
            }
            Section::Other => continue,
        };
        if section == Section::Duties && is_article(&found.value) {
            continue;
        }
        let parts = match section {
            Section::Problems | Section::Measures => counted(&found.value),
            _ => apart(&found.value),
        };
        for value in parts {
            // A line that ends in a colon only leads to what follows.
            let leads = value.ends_with(['：', ':']);
            if list.len() < MOST && !leads && value.chars().count() >= 4 {
                list.push(Found {
                    value,
                    place: found.place.clone(),
                });
                *used = true;
            }
        }
    }
}

static ARTICLE: LazyLock<Regex> = LazyLock::new(|| pattern("^第[一二三四五六七八九十]+条"));
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern("[。；]([（(][一二三四五六七八九十]{1,3}[）)])"));

fn pattern(text: &str) -> Regex {
    // The patterns are constants of this file, tried by its tests.
    Regex::new(text).expect("a pattern of this file")
}

/// Whether a line is an article of the statute that sets the unit up (第一条 根据…), which is no duty.
fn is_article(words: &str) -> bool {
    ARTICLE.is_match(words)
}

static COUNTED: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:^|[。；：:，])([一二三四五六七八九]是)"));

/// What is told one after the other in a paragraph: 一是…；二是…. The words that lead to them are none of them.
fn counted(words: &str) -> Vec<String> {
    let starts: Vec<usize> = COUNTED
        .captures_iter(words)
        .filter_map(|found| Some(found.get(1)?.start()))
        .collect();
    if starts.len() < 2 {
        return apart(words);
    }
    let ends = starts.iter().skip(1).copied().chain([words.len()]);
    let each = starts.iter().zip(ends);
    let each =
        each.map(|(start, end)| words[start + "一是".len()..end].trim_end_matches(['；', '，']));
    each.map(str::to_owned).collect()
}

/// Entries of a list that were run together, without their numbers: …管理。（八）负责….
fn apart(words: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut from = 0;
    for number in NUMBER.captures_iter(words).filter_map(|found| found.get(1)) {
        parts.push(bare(&words[from..number.start()]));
        from = number.start();
    }
    parts.push(bare(&words[from..]));
    parts
}

fn looks_like_heading(words: &str) -> bool {
    words.chars().count() <= LONGEST_HEADING && !words.ends_with(['。', '；', '：', ':', ';', '，'])
}

fn about(words: &str) -> Option<Section> {
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    // Headings that name several things, as 基本情况 does, open none of them.
    if has(&["基本情况", "基本概况", "实现情况"]) && !has(&["主要职责"]) {
        return Some(Section::Other);
    }
    if has(&["职责职能", "主要职责", "主要职能", "部门职责", "单位职责"])
        && !words.contains("组织架构、")
    {
        return Some(Section::Duties);
    }
    if has(&["总体目标", "年度目标"]) {
        return Some(Section::Objective);
    }
    if has(&["改进的方向", "改进措施", "整改措施", "下一步", "工作建议"]) && !has(&["问题"])
    {
        return Some(Section::Measures);
    }
    if has(&["存在的问题", "存在问题", "主要问题", "问题及原因"]) {
        return Some(Section::Problems);
    }
    if has(&["结果应用", "拟应用", "结果运用"]) {
        return Some(Section::Uses);
    }
    None
}

/// A paragraph without the number of its list.
fn bare(words: &str) -> String {
    let rest = words.trim_start_matches(['（', '(']);
    let digits = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c))
        .count();
    let after: String = rest.chars().skip(digits).collect();
    match after.chars().next() {
        Some('）' | ')' | '、' | '．' | '.') if digits > 0 && digits <= 2 => {
            after.chars().skip(1).collect::<String>().trim().to_owned()
        }
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_no_duties_and_lists_come_apart() {
        assert!(is_article("第二条 某局是区政府工作部门，为正处级。"));
        assert!(!is_article("第三产业统计工作。"));
        assert_eq!(
            apart("负责会计管理。（八）负责非税收入管理（含票据）；（九）管理国库。"),
            [
                "负责会计管理。",
                "负责非税收入管理（含票据）；",
                "管理国库。"
            ]
        );
        assert_eq!(
            counted("存在以下问题：一是编制不细；二是执行偏低。"),
            ["编制不细", "执行偏低。"]
        );
        assert_eq!(counted("重点是一是一，二是二。").len(), 1);
        assert_eq!(apart("（一）拟订规划（三年）。"), ["拟订规划（三年）。"]);
    }
}
