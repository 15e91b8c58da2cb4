//! Indicators (绩效指标) as a report prints them: name, weight and score, in running text or in a score sheet.

use crate::claim::FigureId;
use crate::cue::Tags;
use crate::figure::{Figure, Role};
use crate::form::Papers;
use crate::reading::Reading;
use crate::table::Sheet;
use crate::window;

/// Beginnings of the names of classes of indicators.
const CLASSES: &[&str] = &[
    "产出",
    "数量",
    "质量",
    "时效",
    "成本",
    "效益",
    "经济效益",
    "社会效益",
    "生态效益",
    "可持续",
    "社会满意度",
    "服务对象满意度",
    "满意度",
    "社会公众",
];

/// Names of indicators are cut after so many bytes, 85 characters: a line without a bracket is no name as a whole.
const LONGEST_NAME: usize = 256;

/// An indicator with its printed weight and score.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Indicator<'a> {
    /// Its name as printed.
    pub(crate) name: &'a str,
    /// The paragraph or cell its score stands in.
    pub(crate) paragraph: usize,
    /// Its weight.
    pub(crate) weight: FigureId,
    /// Its score.
    pub(crate) score: FigureId,
    /// Whether it is a class of indicators, as 数量指标 is.
    pub(crate) class: bool,
    /// Whether it stands in a table.
    pub(crate) in_table: bool,
}

/// All indicators of a document, by paragraph.
pub(crate) fn indicators<'a>(
    reading: &'a Reading<'_>,
    figures: &[Figure],
    sheets: &[Sheet<'a>],
    papers: &Papers<'_>,
) -> Vec<Indicator<'a>> {
    let mut indicators = in_text(reading, figures);
    for sheet in sheets {
        in_table(sheet, figures, &mut indicators);
    }
    indicators.retain(|item| !papers.has(item.score));
    let rows = papers.all.iter().flat_map(|paper| &paper.rows);
    indicators.extend(rows.filter_map(|row| {
        Some(Indicator {
            name: bare(&reading.text[row.place.0..row.place.1]),
            paragraph: figures[row.score?].paragraph,
            weight: row.weight?,
            score: row.score?,
            class: false,
            in_table: true,
        })
    }));
    indicators.sort_by_key(|item| item.paragraph);
    indicators
}

/// A name without its weight in brackets: 抽检批次（25分）.
fn bare(name: &str) -> &str {
    let open = name.rfind(['（', '(']);
    let inside = open.map_or("", |open| &name[open..]);
    let weight = inside.trim_matches(|c: char| c.is_ascii_digit() || "（()）分.".contains(c));
    match open {
        Some(open) if weight.is_empty() => name[..open].trim(),
        _ => name.trim(),
    }
}

/// 执法检查次数（次）=30次（指标分数5分，实际得分5分）.
fn in_text<'a>(reading: &'a Reading<'_>, figures: &[Figure]) -> Vec<Indicator<'a>> {
    let mut found = Vec::new();
    let mut last: Option<(usize, &str)> = None;
    for score in 1..figures.len() {
        let weight = score - 1;
        let (left, right) = (&figures[weight], &figures[score]);
        let pair = left.paragraph == right.paragraph
            && left.own.any(Tags::WEIGHT)
            && right.own.any(Tags::SCORE)
            && left.bracket == right.bracket
            && right.role == Role::Amount;
        if pair {
            let known = last.filter(|(paragraph, _)| *paragraph == left.paragraph);
            let name = known.map_or_else(|| name(reading.text_of(left.paragraph)), |last| last.1);
            last = Some((left.paragraph, name));
            found.push(Indicator {
                name,
                paragraph: left.paragraph,
                weight,
                score,
                class: is_class(name),
                in_table: false,
            });
        }
    }
    found
}

/// The words that name the indicator at the start of its line, without numbering, unit and target.
fn name(line: &str) -> &str {
    let line = window::nearest_start(line.trim_start());
    let line = line
        .strip_prefix(['（', '('])
        .and_then(|rest| rest.split_once(['）', ')']))
        .map_or(line, |split| split.1);
    let line = line.trim_start_matches(|c: char| {
        c.is_ascii_digit() || "、.． 一二三四五六七八九十".contains(c)
    });
    let name = line.split(['（', '(', '=', '＝', '≥', '≤', '：']).next();
    let name = name.unwrap_or(line);
    name[..name.floor_char_boundary(LONGEST_NAME)].trim()
}

fn is_class(name: &str) -> bool {
    name.ends_with("指标") && CLASSES.iter().any(|class| name.starts_with(class))
}

fn in_table<'a>(sheet: &Sheet<'a>, figures: &[Figure], found: &mut Vec<Indicator<'a>>) {
    let Some(score) = sheet.column(&["得分"], &["审核", "复核", "系数", "得分率"])
    else {
        return;
    };
    let Some(weight) = sheet.column(&["分值", "权重", "满分", "标准分"], &["得分", "系数"])
    else {
        return;
    };
    let name = sheet.column(&["三级指标", "指标名称", "指标内容"], &[]);
    for row in sheet.body..sheet.grid.rows {
        let (Some(weight), Some(score)) = (sheet.figure(row, weight), sheet.figure(row, score))
        else {
            continue;
        };
        let name = name.map_or_else(|| sheet.label(row), |column| sheet.text(row, column));
        found.push(Indicator {
            name,
            paragraph: figures[score].paragraph,
            weight,
            score,
            class: sheet.is_total(row),
            in_table: true,
        });
    }
}
