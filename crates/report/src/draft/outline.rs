//! Duties, objective, problems, measures and use of results, by the headings they stand under.

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
        // A line that ends in a colon only leads to what follows.
        let leads = found.value.ends_with(['：', ':']);
        if list.len() < MOST && !leads && found.value.chars().count() >= 4 {
            list.push(found);
            *used = true;
        }
    }
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
