//! # 等级与总分 (D07)
//!
//! **查什么** 一句话里、一张绩效表里或汇总表的一行里写明总分和等级的，等级应与总分相符：90分以上为优，80至90分为良，60至80分为中，60分以下为差。
//!
//! **为什么** 等级决定下一年度的预算安排，差一档就是不同的处理。
//!
//! **例** 自评总分92.5分，评价等级为良。 → 92.5分应为优。
//!
//! **怎样改** 核对总分；总分没有错的，改等级。
//!
//! **宽严** 正文里的只作提醒；写明了别的分级的绩效表不核；分级办法各地不同，可在 `kaocheng.toml` 的“界限”里改。
//!
//! **依据** 财预〔2020〕10号第二十一条：优、良、中、差四个等级。
//!
//! **状态** 新。

use std::cell::LazyCell;

use quantity::Decimal;

use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::form::Paper;
use crate::places::Places;
use crate::profile::Limits;
use crate::window;
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "D07";

/// Words that name the total.
const TOTALS: [&str; 6] = [
    "总分",
    "总得分",
    "综合得分",
    "自评得分",
    "评价得分",
    "最终得分",
];

/// Words a grade follows.
const LEADS: [&str; 6] = ["等级为", "等级是", "等级：", "评定为", "结果为", "等次为"];

/// Where what is said of a total ends.
const ENDS: [&str; 3] = ["。", "；", "\n"];

/// The grades, each in the words it may be told by, the longer ones first.
const GRADES: [(&str, &str); 8] = [
    ("优秀", "优"),
    ("优", "优"),
    ("良好", "良"),
    ("良", "良"),
    ("中等", "中"),
    ("中", "中"),
    ("较差", "差"),
    ("差", "差"),
];

/// Full marks, as far as the bands are about.
const FULL: Decimal = Decimal::HUNDRED;

/// Smaller numbers beside a grade are no total from which it is given.
const LEAST_TOTAL: Decimal = Decimal::new(50, 0);

/// What tells of one grade and its band is shorter, in characters.
const LONGEST_BAND: usize = 24;

/// So far, in bytes, a grade follows the scale by which it is given.
const FARTHEST: usize = 400;

/// Words that say by what scale a grade is given, which may be told between the total and the grade.
const BY_SCALE: [&str; 5] = ["按照", "根据", "依据", "对照", "标准"];

/// Scores are told to two places.
const STEP: Decimal = Decimal::new(1, 2);

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    in_forms(context, relations);
    let totals = context.figures.iter().enumerate().filter(|(id, figure)| {
        figure.points && figure.quantity.value <= FULL && context.says(*id, &TOTALS)
    });
    let mut totals = totals.peekable();
    if totals.peek().is_none() {
        return;
    }
    let text = &context.reading.text;
    let leads = Places::of(text, &LEADS);
    let ends = LazyCell::new(|| Places::of(text, &ENDS));
    // Whether the paragraph of the last total tells of another scale.
    let mut scale: Option<(usize, bool)> = None;
    for (id, total) in totals {
        let paragraph = context.reading.paragraphs[total.paragraph];
        // 得分88.4分。按照“90分（含）以上为优、…”的标准，结果为“优”。
        let by_scale = |end: usize, lead: usize| {
            let between = &text[end..lead.min(text.floor_char_boundary(end + FARTHEST))];
            let near = end + between.len() == lead;
            let stops = between.matches(['。', '；']).count() == 1;
            near && stops && BY_SCALE.iter().any(|word| between.contains(word))
        };
        let lead = leads.within(total.end, paragraph.end).filter(|lead| {
            let end = ends.within(total.end, lead.0);
            end.is_none_or(|end| by_scale(end.0, lead.0))
        });
        if scale.is_none_or(|(paragraph, _)| paragraph != total.paragraph) && lead.is_some() {
            scale = Some((total.paragraph, is_other_scale(context, total.paragraph)));
        }
        let other = scale.is_some_and(|(_, other)| other);
        if let Some(lead) = lead.filter(|_| !other) {
            graded(context, id, lead.1, relations);
        }
    }
}

/// The grades in the boxes of forms.
fn in_forms(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for paper in &context.papers.all {
        let scores = paper.totals.iter().filter_map(|total| total.score);
        let value = |id: &FigureId| context.figures[*id].quantity.value;
        let own = scores.max_by_key(value).zip(paper.grade);
        let listed = paper.rosters.iter().flat_map(|roster| &roster.rows);
        let listed = listed.filter_map(|entry| entry.source.score.zip(entry.grade));
        let mut graded = own.into_iter().chain(listed).peekable();
        if graded.peek().is_none() || states_other_bands(context, paper) {
            continue;
        }
        for (total, (start, end)) in graded {
            let word = context.reading.text[start..end].trim_end_matches(['。', '级', '等']);
            if let Some((_, grade)) = GRADES.iter().find(|(told, _)| *told == word) {
                let told = (start, start + word.len());
                within_band(context, total, (told, grade, Certainty::Stated), relations);
            }
        }
    }
}

/// Whether a form or the notes below it say that grades begin elsewhere: 优（95分以上）.
fn states_other_bands(context: &Context<'_>, paper: &Paper<'_>) -> bool {
    /// So many paragraphs below a form are its notes.
    const NOTES: usize = 12;
    let end = context
        .reading
        .paragraphs
        .len()
        .min(paper.paragraphs.end + NOTES);
    (paper.paragraphs.start..end).any(|paragraph| is_other_scale(context, paragraph))
}

/// Whether a paragraph says from how many points on a grade is 优, and it is not from where it is taken to be: 优（95分以上）,
/// 85分（含）以上为优.
fn is_other_scale(context: &Context<'_>, paragraph: usize) -> bool {
    const PARTS: [char; 8] = ['，', '；', '。', '、', '：', ',', ';', '\n'];
    let text = context.reading.text_of(paragraph);
    work::look(text.len());
    let limits = context.profile.limits;
    text.split(PARTS)
        .filter(|part| part.contains('优') && part.chars().count() <= LONGEST_BAND)
        .filter_map(least_number)
        .any(|least| least != limits.excellent)
}

/// The least of the numbers that may be totals, of a part of a sentence.
fn least_number(part: &str) -> Option<Decimal> {
    let numbers = part.split(|c: char| !c.is_ascii_digit() && c != '.');
    let totals = numbers.filter_map(|digits| digits.parse::<Decimal>().ok());
    totals
        .filter(|number| *number >= LEAST_TOTAL && *number <= FULL)
        .min()
}

/// That a total lies within the band of the grade told at an offset.
fn graded(context: &Context<'_>, total: FigureId, lead: usize, relations: &mut Vec<Relation>) {
    let rest = window::nearest_start(&context.reading.text[lead..]);
    let word = rest.trim_start_matches(['“', '"', ' ', '「']);
    let Some((told, grade)) = GRADES.iter().find(|(told, _)| word.starts_with(told)) else {
        return;
    };
    let start = lead + rest.len() - word.len();
    let told = (start, start + told.len());
    within_band(
        context,
        total,
        (told, grade, Certainty::Probable),
        relations,
    );
}

/// That a total lies within the band of a grade.
fn within_band(
    context: &Context<'_>,
    total: FigureId,
    (words, grade, certainty): ((usize, usize), &str, Certainty),
    relations: &mut Vec<Relation>,
) {
    let limits = context.profile.limits;
    let (least, limit) = band(limits, grade);
    let forms = [
        least.map(|least| Form::at_least(total, least)),
        limit.map(|limit| Form::below(total, limit, STEP)),
    ];
    let earned = earned(limits, context.figures[total].quantity.value);
    relations.extend(forms.into_iter().flatten().map(|form| {
        Relation::new(CODE, certainty, vec![form])
            .saying(in_another_band)
            .quoting(words)
            .advising(format!(
                "等级改为“{earned}”，或核对总分（{}）",
                bands(limits)
            ))
    }));
}

fn in_another_band(form: &Form, told: &Told<'_>) -> Option<String> {
    let grade = told.quoted;
    Some(format!("{}，等级写“{grade}”", form.message(told)))
}

/// The least total for a grade, and the total from which a better one is earned.
fn band(limits: Limits, grade: &str) -> (Option<Decimal>, Option<Decimal>) {
    match grade {
        "优" => (Some(limits.excellent), None),
        "良" => (Some(limits.good), Some(limits.excellent)),
        "中" => (Some(limits.fair), Some(limits.good)),
        _ => (None, Some(limits.fair)),
    }
}

/// The grade a total earns.
fn earned(limits: Limits, total: Decimal) -> &'static str {
    if total >= limits.excellent {
        "优"
    } else if total >= limits.good {
        "良"
    } else if total >= limits.fair {
        "中"
    } else {
        "差"
    }
}

fn bands(limits: Limits) -> String {
    let Limits {
        excellent,
        good,
        fair,
        ..
    } = limits;
    format!("优≥{excellent}，良≥{good}，中≥{fair}，其余为差")
}
