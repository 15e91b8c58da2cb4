//! What running text says of the boxes of a form: its indicators by their names, its money by the heads of its columns.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use document::PieceKind;
use quantity::Approximation;

use crate::claim::FigureId;
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::Figure;
use crate::strip::compact;
use crate::work;

use super::{Amount, Measure, Paper, Row};

/// A figure of the text with the boxes it may be the same as.
#[derive(Debug)]
pub(crate) struct Said {
    /// The figure of the text.
    pub(crate) figure: FigureId,
    /// The boxes, the likeliest first.
    pub(crate) boxes: Vec<FigureId>,
    /// Whether the text says which box it is.
    pub(crate) is_named: bool,
}

/// Shorter names of indicators stand for other things, too.
const SHORTEST: usize = 4;

/// So many figures behind the name of an indicator may be its own.
const OWN: usize = 6;

/// What the text says of a form, where it is the only one of a document.
pub(crate) fn said(context: &Context<'_>, paper: &Paper<'_>) -> Vec<Said> {
    let mut said = of_indicators(context, paper);
    said.extend(of_money(context, paper));
    said
}

/// Whether a paragraph is running text and no box of a form.
fn is_running(context: &Context<'_>, paragraph: usize) -> bool {
    let kind = context.reading.paragraphs[paragraph].kind;
    !matches!(kind, PieceKind::Cell { .. }) && !context.papers.contains(paragraph)
}

fn of_indicators(context: &Context<'_>, paper: &Paper<'_>) -> Vec<Said> {
    let mut rows: HashMap<&str, Option<&Row<'_>>> = HashMap::new();
    for row in &paper.rows {
        let twice = rows.insert(&row.name, Some(row)).is_some();
        if twice {
            rows.insert(&row.name, None);
        }
    }
    rows.retain(|name, row| row.is_some() && name.chars().count() >= SHORTEST);
    let names: Vec<&str> = rows.keys().copied().collect();
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names);
    let text = &*context.reading.text;
    work::look(text.len());
    let Ok(automaton) = automaton else {
        return Vec::new();
    };
    let found: Vec<(usize, usize, &Row<'_>)> = automaton
        .find_iter(text)
        .filter_map(|found| {
            let row = rows[names[found.pattern().as_usize()]]?;
            Some((found.start(), found.end(), row))
        })
        .collect();
    let mut said = Vec::new();
    for (at, (start, end, row)) in found.iter().enumerate() {
        if !is_running(context, context.reading.paragraph_at(*end)) {
            continue;
        }
        let sentence = context.reading.sentence(*end).end;
        let next = found.get(at + 1).map_or(usize::MAX, |next| next.0);
        let outright = tells_a_result(context, *start, *end);
        said.extend(of_row(context, row, (*end, sentence.min(next)), outright));
    }
    said
}

/// Whether a clause begins with the name of an indicator and its sentence speaks of no other time and of no plan.
fn tells_a_result(context: &Context<'_>, start: usize, end: usize) -> bool {
    const LONG: usize = 5;
    const OTHERWISE: [&str; 13] = [
        "上年", "去年", "往年", "计划", "预计", "拟", "目标", "截至", "季度", "月", "累计", "其中",
        "以来",
    ];
    let name = &context.reading.text[start..end];
    let before = compact(context.clause_to(start));
    let year = before.trim_start_matches(|c: char| c.is_ascii_digit());
    let whole = matches!(year, "" | "年" | "年度" | "全年" | "年全年");
    let sentence = [context.sentence_to(start), context.sentence_from(end)].concat();
    work::look(sentence.len());
    name.chars().count() >= LONG && whole && !OTHERWISE.iter().any(|word| sentence.contains(word))
}

/// What stands behind the name of an indicator.
fn of_row(
    context: &Context<'_>,
    row: &Row<'_>,
    (start, end): (usize, usize),
    outright: bool,
) -> Vec<Said> {
    let first = context
        .figures
        .partition_point(|figure| figure.start < start);
    let mut said = Vec::new();
    let mut from = start;
    for (id, figure) in context.figures.iter().enumerate().skip(first).take(OWN) {
        if figure.end > end {
            break;
        }
        let label = compact(context.reading.text[from..figure.start].trim());
        let words = label.trim_matches(|c| "，、：（“为是达到共".contains(c));
        from = figure.end;
        if figure.own.any(Tags::PRIOR) || !is_exact(figure) {
            break;
        }
        let measured = |measure: &Option<Measure<'_>>| measure.as_ref().map(|m| m.figure);
        let boxes: Vec<Option<FigureId>> = match called(words) {
            Some(Called::Weight) => vec![row.weight],
            Some(Called::Score) => vec![row.score],
            Some(Called::Target) => vec![measured(&row.target)],
            Some(Called::Actual) => vec![measured(&row.actual)],
            // 清淤长度42公里 tells what was reached or what was planned.
            None if id == first && matches!(words, "" | "完成" | "实现") => {
                vec![measured(&row.actual), measured(&row.target)]
            }
            // Other words speak of something else from here on.
            None => break,
        };
        let like = |id: &FigureId| {
            let other = &context.figures[*id];
            is_exact(other) && (other.same_kind(figure) || other.points && is_points(figure))
        };
        let whole = boxes.len();
        let boxes: Vec<FigureId> = boxes.into_iter().flatten().filter(like).collect();
        if boxes.len() == whole {
            said.push(Said {
                figure: id,
                boxes,
                is_named: whole == 1 || outright,
            });
        }
    }
    said
}

fn is_exact(figure: &Figure) -> bool {
    figure.quantity.approximation == Approximation::Exact
}

/// A number of points, or one without a unit that is called so.
fn is_points(figure: &Figure) -> bool {
    figure.points || figure.quantity.unit == quantity::Unit::NONE
}

/// What the words before a figure call it.
enum Called {
    Weight,
    Score,
    Target,
    Actual,
}

fn called(words: &str) -> Option<Called> {
    const LEADS: [&str; 5] = ["的", "其", "该指标", "指标", "自评"];
    let words = LEADS.iter().fold(words, |words, lead| {
        words.strip_prefix(lead).unwrap_or(words)
    });
    match words {
        "分值" | "权重" | "满分" | "标准分" => Some(Called::Weight),
        "得分" | "得" | "实际得分" => Some(Called::Score),
        "目标值" | "年度指标值" | "指标值" | "年度目标" | "计划值" | "目标" => {
            Some(Called::Target)
        }
        "实际完成值" | "实际完成" | "完成值" | "实际值" | "实际" | "完成情况" => {
            Some(Called::Actual)
        }
        _ => None,
    }
}

/// The money of a form as a sentence tells it whose first amount is called by nothing but the head of a column:
/// 项目全年预算数260万元，全年执行数247万元，预算执行率95%.
fn of_money(context: &Context<'_>, paper: &Paper<'_>) -> Vec<Said> {
    let funds = paper.funds.iter();
    let Some(source) = funds.filter_map(super::Funds::scored).next() else {
        return Vec::new();
    };
    let names = [
        ("全年预算数", source.amount(Amount::Annual)),
        ("调整后预算数", source.amount(Amount::Annual)),
        ("年初预算数", source.amount(Amount::Initial)),
        ("全年执行数", source.amount(Amount::Executed)),
        ("预算执行率", source.rate),
        ("执行率", source.rate),
    ];
    let mut said = Vec::new();
    // The sentence looked at, and whether it speaks of the whole.
    let mut last: Option<(usize, bool)> = None;
    for (id, figure) in context.figures.iter().enumerate() {
        if figure.depth > 0 || !is_exact(figure) || !is_running(context, figure.paragraph) {
            continue;
        }
        let label = compact(context.clause_to(figure.start));
        let label = label.trim_end_matches(['为', '是', '达', '到', '：']);
        let named = names.iter().find_map(|(name, own)| {
            let before = label.strip_suffix(name)?;
            Some((before, (*own)?))
        });
        let Some((before, own)) = named else { continue };
        let whole = match last.filter(|(sentence, _)| *sentence == figure.sentence) {
            Some((_, whole)) => whole,
            None => is_whole(before, &paper.subject),
        };
        last = Some((figure.sentence, whole));
        let alike = context.figures[own].same_kind(figure) && !figure.own.any(Tags::PRIOR);
        if whole && alike && is_whole(before, &paper.subject) {
            said.push(Said {
                figure: id,
                boxes: vec![own],
                is_named: true,
            });
        }
    }
    said
}

/// Whether words before the name of an amount say no part: 2024年度项目资金.
fn is_whole(words: &str, subject: &str) -> bool {
    let mut rest = words.trim_start_matches('其');
    if !subject.is_empty() {
        rest = rest.strip_prefix(subject).unwrap_or(rest);
    }
    const LEADS: [&str; 9] = [
        "本项目",
        "该项目",
        "项目",
        "本部门",
        "部门",
        "资金",
        "年度",
        "年",
        "的",
    ];
    loop {
        let shorter = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let lead = LEADS.iter().find_map(|lead| shorter.strip_prefix(lead));
        match lead {
            Some(left) => rest = left,
            None => return shorter.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_no_part() {
        for (words, expected) in [
            ("", true),
            ("2024年度项目资金", true),
            ("渠道清淤项目", true),
            ("基本支出", false),
            ("其中财政拨款", false),
        ] {
            assert_eq!(is_whole(words, "渠道清淤"), expected, "{words}");
        }
    }
}
