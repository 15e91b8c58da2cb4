//! Lists (列举): a whole and the parts a sentence names after it.
//!
//! 资产总额…，其中流动资产…、非流动资产…: the words that open a list tell whether it is meant to be complete.

use document::PieceKind;

use crate::claim::FigureId;
use crate::context::REACH;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator, is_named};
use crate::phrase::{Phrase, Sort};
use crate::reading::Reading;
use crate::window::{self, WINDOW};
use crate::work;

/// A whole with the parts named after it.
#[derive(Debug, Clone)]
pub(crate) struct List {
    /// The whole.
    pub whole: FigureId,
    /// The parts, at least one.
    pub parts: Vec<FigureId>,
    /// What the words that open it promise.
    pub promise: Promise,
}

/// The index of a list among all of its document.
pub(crate) type ListId = u32;

/// For each figure the list it is a part of; where lists stand in lists, the one opened last.
pub(crate) fn innermost(lists: &[List], figures: usize) -> Vec<Option<ListId>> {
    let mut innermost = vec![None; figures];
    for (id, list) in (0..).zip(lists) {
        for part in &list.parts {
            innermost[*part] = Some(id);
        }
    }
    innermost
}

/// What the words that open a list promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Promise {
    /// All parts: 分别为, a colon, 由…构成.
    All,
    /// Some of the parts, perhaps all: 其中, 包括.
    Some,
}

/// How a list is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    Among,
    Include,
    Each,
    Colon,
    Bracket,
    By,
}

/// All lists of a document.
pub(crate) fn lists(reading: &Reading<'_>, figures: &[Figure], phrases: &[Phrase]) -> Vec<List> {
    let beside = phrases.iter().filter(|phrase| phrase.sort == Sort::Beside);
    let beside: Vec<usize> = beside.map(|phrase| phrase.start).collect();
    let mut lists = Vec::new();
    for first in 1..figures.len() {
        if figures[first - 1].paragraph != figures[first].paragraph {
            continue;
        }
        if let Some(opening) = opening(reading, figures, first) {
            Opened {
                reading,
                figures,
                beside: &beside,
                first,
                opening,
            }
            .collect(&mut lists);
        }
    }
    lists
}

fn opening(reading: &Reading<'_>, figures: &[Figure], first: usize) -> Option<Opening> {
    let (before, figure) = (&figures[first - 1], &figures[first]);
    if figure.gap.any(Tags::MAINLY) {
        return None;
    }
    let bracket = figure.depth > before.depth;
    if figure.gap.any(Tags::AMONG) {
        return Some(Opening::Among);
    }
    if figure.gap.any(Tags::INCLUDE) {
        return Some(Opening::Include);
    }
    if figure.gap.any(Tags::EACH) {
        return Some(Opening::Each);
    }
    if bracket {
        return Some(Opening::Bracket);
    }
    if figure.colon && figure.separator < Separator::Stop {
        return Some(Opening::Colon);
    }
    let between = &reading.text[before.end..figure.start];
    if figure.own.any(Tags::BY) && figure.separator <= Separator::Comma {
        return Some(Opening::By);
    }
    between.starts_with("中，").then_some(Opening::Among)
}

struct Opened<'a> {
    reading: &'a Reading<'a>,
    figures: &'a [Figure],
    /// Where words say that a group comes beside those named.
    beside: &'a [usize],
    first: usize,
    opening: Opening,
}

impl Opened<'_> {
    fn collect(&self, lists: &mut Vec<List>) {
        let members = self.members();
        let mut kinds: Vec<FigureId> = Vec::new();
        for &id in &members {
            let figure = &self.figures[id];
            if !kinds.iter().any(|kind| self.alike(*kind, id))
                && matches!(figure.role, Role::Amount | Role::Delta(_))
            {
                kinds.push(id);
            }
        }
        // 分别增长15.6%和5.1%，…237.4亿元: what 分别 does not speak of makes no list.
        kinds.retain(|kind| self.opening != Opening::Each || *kind == self.first);
        for kind in kinds {
            let parts: Vec<FigureId> = members
                .iter()
                .copied()
                .filter(|id| self.alike(kind, *id))
                .collect();
            let (plans, rest): (Vec<FigureId>, Vec<FigureId>) = parts
                .iter()
                .partition(|part| self.figures[**part].lead.any(Tags::PLAN));
            // 支出预算A、支出决算B；支出预算C、支出决算D: two lists that take turns.
            if plans.len() > 1 && rest.len() > 1 {
                lists.extend(self.list(plans, Some(true)));
                lists.extend(self.list(rest, Some(false)));
            } else {
                lists.extend(self.list(parts, None));
            }
        }
    }

    /// Whether two figures can be parts of one whole: one kind of unit, both amounts or both changes.
    fn alike(&self, left: FigureId, right: FigureId) -> bool {
        let (left, right) = (&self.figures[left], &self.figures[right]);
        let roles = matches!(
            (left.role, right.role),
            (Role::Amount, Role::Amount) | (Role::Delta(_), Role::Delta(_))
        );
        roles && left.same_kind(right)
    }

    /// The figures after the opening that belong to the list, whatever they are.
    fn members(&self) -> Vec<FigureId> {
        let head = &self.figures[self.first];
        let mut members = vec![self.first];
        let mut nested = false;
        for (offset, figure) in self.figures[self.first + 1..]
            .iter()
            .enumerate()
            .take(REACH)
        {
            work::look(1);
            if figure.sentence != head.sentence
                || figure.depth < head.depth
                || self.ends_list(figure)
            {
                break;
            }
            if self.opening == Opening::Bracket
                && figure.depth == head.depth
                && figure.bracket != head.bracket
            {
                break;
            }
            if figure.depth > head.depth {
                continue;
            }
            let reopened = reopens(figure) || (figure.colon && self.opening != Opening::Colon);
            nested = (nested && figure.separator < Separator::Semicolon) || reopened;
            if !nested && !figure.own.any(Tags::PRIOR) {
                members.push(self.first + 1 + offset);
            }
        }
        members
    }

    /// The list of some parts; where planned amounts take turns with others, `planned` tells which ones they are.
    fn list(&self, parts: Vec<FigureId>, planned: Option<bool>) -> Option<List> {
        let whole = self.whole(parts[0], planned)?;
        self.is_near(whole, parts.len()).then_some(())?;
        let head = &self.figures[parts[0]];
        let unlike =
            |part: &FigureId| self.figures[*part].lead.any(Tags::PLAN) != head.lead.any(Tags::PLAN);
        let partial = matches!(self.opening, Opening::Among | Opening::Include);
        if partial && (parts.iter().any(unlike) || self.overlaps(&parts)) {
            return None;
        }
        let open = self.is_open(&parts);
        let promise = if open {
            Promise::Some
        } else {
            self.promise(&parts)
        };
        Some(List {
            whole,
            parts,
            promise,
        })
    }

    /// The figure the list breaks down: the nearest one of its kind before the opening.
    fn whole(&self, part: FigureId, planned: Option<bool>) -> Option<FigureId> {
        let head = &self.figures[self.first];
        let depth = if self.opening == Opening::Bracket {
            head.depth.saturating_sub(1)
        } else {
            head.depth
        };
        let crosses = self.opening == Opening::Among && head.separator == Separator::Stop;
        let near = self.figures[..self.first]
            .iter()
            .enumerate()
            .rev()
            .take(REACH)
            .inspect(|_| work::look(1))
            .take_while(|(_, figure)| {
                figure.paragraph == head.paragraph
                    && figure.sentence + usize::from(crosses) >= head.sentence
            });
        // 完成任务8.0万亩的105%，其中…: what a percentage is reckoned from is not divided.
        let is_base = |id: usize| {
            let next = self.figures.get(id + 1);
            next.is_some_and(|next| next.role == Role::OfPrevious)
        };
        let found = near
            .filter(|(id, figure)| figure.depth <= depth && !is_base(*id))
            .find(|(id, figure)| {
                self.alike(*id, part)
                    && planned.is_none_or(|planned| figure.lead.any(Tags::PLAN) == planned)
                    && (figure.role != Role::Amount || !figure.own.any(Tags::PRIOR))
            })?;
        Some(found.0)
    }

    /// Whether the opening follows its whole closely enough for its kind.
    fn is_near(&self, whole: FigureId, parts: usize) -> bool {
        let head = &self.figures[self.first];
        let between = &self.reading.text[self.figures[whole].end..head.start];
        let between = window::nearest_start(between);
        let before_opening = |marks: &[char]| between.find(marks).map_or("", |at| &between[..at]);
        match self.opening {
            Opening::Among | Opening::Include | Opening::By => true,
            Opening::Bracket => {
                !before_opening(&['（', '(']).contains(['，', '；', '、', '。', ','])
            }
            Opening::Colon => {
                let lead = before_opening(&['：', ':']);
                let words = lead.trim_start_matches(|c: char| c.is_ascii_digit());
                // What follows the colon up to a semicolon and holds no figure is a reason, not a part.
                let told = between[lead.len()..].contains(['；', ';']);
                words.chars().count() <= 12 && !lead.contains('。') && !told
            }
            Opening::Each => between
                .find("分别")
                .or(between.find("依次"))
                .is_some_and(|at| at <= 15 || can_name(&between[..at], parts)),
        }
    }

    /// Words that say the list is over: 另, 加上, 合计; 出让金总额 names a part.
    fn ends_list(&self, figure: &Figure) -> bool {
        let sums_up = || {
            let label = figure.label_in(self.reading);
            let named = ["总额", "总面积", "总金额", "总量", "总数"];
            !named.iter().any(|word| label.contains(word)) || label.starts_with(['共', '总'])
        };
        figure.gap.any(Tags::BESIDES | Tags::PLUS)
            || (figure.own.any(Tags::TOTAL) && !figure.is_percent() && sums_up())
    }

    /// Whether 等 follows the last part.
    fn is_open(&self, parts: &[FigureId]) -> bool {
        let last = &self.figures[parts[parts.len() - 1]];
        let after = &self.reading.text[last.end..];
        after.starts_with('等') || after.starts_with("左右等")
    }

    fn promise(&self, parts: &[FigureId]) -> Promise {
        let last = &self.figures[parts[parts.len() - 1]];
        let after = &self.reading.text[last.end..];
        let labelled = parts
            .iter()
            .all(|part| is_named(self.reading, self.figures, *part));
        match self.opening {
            _ if self.is_cut_off(last.paragraph) => Promise::Some,
            Opening::Each => Promise::All,
            Opening::Colon | Opening::Bracket if labelled => Promise::All,
            Opening::By if after.starts_with("构成") || after.starts_with("组成") => {
                Promise::All
            }
            _ => Promise::Some,
        }
    }

    /// Whether the groups named may share members: 低保户…户，此外还覆盖残疾人家庭…户 counts no household apart. What
    /// follows may be the last part itself.
    fn overlaps(&self, parts: &[FigureId]) -> bool {
        let from = self.figures[parts[0]].end;
        let last = self.figures[parts[parts.len() - 1]].end;
        let next = self.beside.partition_point(|at| *at < from);
        self.beside.get(next).is_some_and(|at| {
            let between = self.reading.text.get(last..*at).unwrap_or_default();
            between.len() <= WINDOW && !between.contains(['。', '\n'])
        })
    }

    /// Whether the line ends where a list goes on, or in the middle of the words of the next line.
    fn is_cut_off(&self, paragraph: usize) -> bool {
        let reading = self.reading;
        let next = reading.paragraphs.get(paragraph + 1);
        let followed = next.is_some_and(|next| {
            next.kind == PieceKind::Paragraph
                && reading.paragraphs[paragraph].kind == PieceKind::Paragraph
        });
        let line = window::nearest_end(reading.text_of(paragraph));
        let end = line.trim_end().chars().next_back();
        followed && end.is_some_and(|c| "；;、，,".contains(c) || c.is_alphanumeric())
    }
}

/// Whether a row of names before 分别为 has one for each part: ，A、B和C分别为.
fn can_name(row: &str, parts: usize) -> bool {
    let row = row
        .rsplit(['，', '；', '：', '。', '）'])
        .next()
        .unwrap_or(row);
    let row = row.strip_prefix("其中").unwrap_or(row);
    let names = row.split('、').count();
    let last = row.rsplit('、').next().unwrap_or(row);
    names == parts || (last.contains(['和', '及', '与']) && names + 1 == parts)
}

/// Whether a list within the list starts here; a stronger delimiter brings the outer list back.
fn reopens(figure: &Figure) -> bool {
    let words = if figure.separator < Separator::Semicolon {
        figure.gap
    } else {
        figure.own
    };
    words.any(Tags::AMONG | Tags::INCLUDE | Tags::EACH | Tags::MAINLY)
}
