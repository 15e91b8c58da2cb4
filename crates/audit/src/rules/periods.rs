//! # 时段之和 (A21)
//!
//! **查什么** “上半年…，下半年…，全年…”“一季度…四季度…，全年…”“1月…、2月…、3月…，一季度…”：各时段之和应等于所合成的时段。
//!
//! **为什么** 各时段由不同的人、在不同的时候填，汇总数改了而分段数没有改。
//!
//! **例** 上半年接待18.4万人次，下半年接待21.9万人次，全年接待42.3万人次。 → 18.4＋21.9＝40.3万人次。
//!
//! **怎样改** 按各时段的原始记录核定，改时段数或全年数。
//!
//! **宽严** 只看同一句里单位相同、各写明时段、合起来正好是所写时段的数；余额、人口、保有量之类某一时点的数和平均数不相加，不查；按区间判断，尾差不报。
//!
//! **依据** 财预〔2021〕101号：完成值须有计算过程。
//!
//! **状态** 新。

use std::ops::Range;

use quantity::{Approximation, Dimension};

use crate::claim::{FigureId, Form, Relation};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role};
use crate::phrase::Sort;

/// The code of this rule.
pub(crate) const CODE: &str = "A21";

/// The months a period is made of, a bit each, from January on.
pub(crate) type Months = u16;

/// How many months the parts have that are told side by side: halves, quarters, months, three quarters and the last.
const LEVELS: [&[u32]; 4] = [&[6], &[3], &[1], &[9, 3]];

/// Words for what stands at one time and is not added over several.
const STOCKS: &[&str] = &[
    "余额", "人口", "保有", "存量", "在岗", "在职", "在校", "末", "库存", "结余", "平均", "均",
    "每", "达到",
];

/// Words that say of a figure only that it is the sum of others.
const SUMMING: &[&str] = &["累计", "合计", "共计", "总计", "共", "总", "其中"];

/// A figure of one period.
#[derive(Clone, Copy)]
struct Dated<'a> {
    id: FigureId,
    months: Months,
    /// What is told of the period.
    subject: &'a str,
}

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let spoken = context.phrases.iter();
    let spoken = spoken.filter(|phrase| matches!(phrase.sort, Sort::Period(_)));
    let mut read = 0;
    for phrase in spoken {
        if phrase.start >= read {
            let sentence = context.reading.sentence(phrase.start);
            read = sentence.end;
            sums(context, sentence, relations);
        }
    }
}

/// The periods of a sentence that others in it make up.
fn sums(context: &Context<'_>, sentence: Range<usize>, relations: &mut Vec<Relation>) {
    let dated: Vec<Dated<'_>> = context
        .within(sentence)
        .filter_map(|id| dated(context, id))
        .collect();
    for whole in dated.iter().filter(|whole| whole.months.count_ones() > 1) {
        let parts = LEVELS
            .iter()
            .find_map(|level| parts(context, &dated, whole, level));
        relations
            .extend(parts.map(|parts| {
                Relation::stated(CODE, vec![Form::total(whole.id, parts)]).by("时段")
            }));
    }
}

/// The figures of periods of one length that make up a whole without a gap and tell of the same.
fn parts(
    context: &Context<'_>,
    dated: &[Dated<'_>],
    whole: &Dated<'_>,
    level: &[u32],
) -> Option<Vec<FigureId>> {
    let figures = context.figures;
    let is_part = |part: &&Dated<'_>| {
        part.id != whole.id
            && level.contains(&part.months.count_ones())
            && part.months & !whole.months == 0
            && part.months != whole.months
            && figures[part.id].same_kind(&figures[whole.id])
            && figures[part.id].depth == figures[whole.id].depth
    };
    let parts: Vec<&Dated<'_>> = dated.iter().filter(is_part).collect();
    let covered = parts.iter().try_fold(0, |all, part| {
        (all & part.months == 0).then_some(all | part.months)
    });
    let alike = || {
        let told = parts.iter().copied().chain([whole]);
        let subjects: Vec<&str> = told
            .map(|part| part.subject)
            .filter(|subject| !subject.is_empty())
            .collect();
        subjects
            .windows(2)
            .all(|pair| share_a_word(pair[0], pair[1]))
    };
    (covered == Some(whole.months) && alike()).then(|| parts.iter().map(|part| part.id).collect())
}

/// Whether two characters that stand side by side in one text do so in the other.
pub(super) fn share_a_word(one: &str, other: &str) -> bool {
    let ends: Vec<usize> = one
        .char_indices()
        .map(|(at, _)| at)
        .chain([one.len()])
        .collect();
    ends.windows(3)
        .any(|ends| other.contains(&one[ends[0]..ends[2]]))
}

/// The period a figure is told of, where the words before it name one.
fn dated<'a>(context: &'a Context<'_>, id: FigureId) -> Option<Dated<'a>> {
    let figure = &context.figures[id];
    is_flow(figure).then_some(())?;
    let words = context.sentence_before(id);
    let first = figure.start - words.len();
    let past = context
        .phrases
        .partition_point(|phrase| phrase.start < figure.start);
    let mut before = context.phrases[..past].iter().rev();
    let named = before
        .by_ref()
        .take_while(|phrase| phrase.start >= first)
        .find_map(|phrase| match phrase.sort {
            Sort::Period(months) => Some((months, phrase.start, phrase.end)),
            _ => None,
        });
    // 一至四季度分别支出…: a span of periods is none of them.
    let (months, start, end) = named.or_else(|| {
        let (month, length) = month(words)?;
        Some((1 << (month - 1), first, first + length))
    })?;
    let spans = ['至', '到', '-', '—', '~', '－'];
    (!context.reading.text[..start].ends_with(spans)).then_some(())?;
    let subject = context.reading.text[end..figure.start].trim_start_matches(['，', ' ']);
    let subject = SUMMING.iter().fold(subject, |words, word| {
        let words = words.strip_prefix(word).unwrap_or(words);
        words.strip_suffix(word).unwrap_or(words)
    });
    let usable =
        !STOCKS.iter().any(|word| subject.contains(word)) && !subject.contains(['，', '；', '。']);
    usable.then_some(Dated {
        id,
        months,
        subject,
    })
}

/// The month that words begin with behind a mark: ，4月份征收.
fn month(words: &str) -> Option<(u32, usize)> {
    let at = words.rfind('月')?;
    let digits = words[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let month: u32 = words[digits.len()..at].parse().ok()?;
    let after = words[at + '月'.len_utf8()..].strip_prefix('份');
    let day = words[at + '月'.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
    let to = digits.ends_with(['-', '—', '~', '至', '到', '年']);
    let end = words.len() - after.unwrap_or(&words[at + '月'.len_utf8()..]).len();
    ((1..=12).contains(&month) && !day && !to).then_some((month, end))
}

/// Whether a figure tells how much there was over some time.
fn is_flow(figure: &Figure) -> bool {
    let dimension = figure.quantity.unit.dimension();
    let added = !matches!(
        dimension,
        Dimension::Percent
            | Dimension::PercentagePoint
            | Dimension::Price
            | Dimension::Time
            | Dimension::Multiple
            | Dimension::Temperature
    );
    added
        && figure.role == Role::Amount
        && figure.quantity.approximation == Approximation::Exact
        && !figure
            .own
            .any(Tags::PRIOR | Tags::MEAN | Tags::EACH_ONE | Tags::PLAN | Tags::LEFT)
}
