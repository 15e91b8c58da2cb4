//! What a rule sees: the document, its figures and its lists.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::account::Account;
use crate::claim::{FigureId, Form, Relation};
use crate::discovery::{Made, made};

use crate::cue::Tags;
use crate::figure::{self, Figure, Role, Separator};
use crate::form::{self, Papers};
use crate::indicator::{self, Indicator};
use crate::list::{self, List, ListId};
use crate::phrase::{self, Phrase};
use crate::profile::Profile;
use crate::reading::Reading;
use crate::signs::Signs;
use crate::table::{self, Sheet};
use crate::table_unit;
use crate::window;
use crate::work;

/// How many figures a sentence may look back or ahead: a text without a single stop must not cost its square.
pub(crate) const REACH: usize = 256;

/// A document as rules see it.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// Its text.
    pub reading: &'a Reading<'a>,
    /// Its figures in order.
    pub figures: &'a [Figure],
    /// The role of each figure.
    pub(crate) roles: &'a [Role],
    /// Its lists in order of their opening.
    pub lists: &'a [List],
    /// For each figure the list it is a part of, the innermost.
    pub(crate) innermost: &'a [Option<ListId>],
    /// Its tables.
    pub(crate) sheets: &'a [Sheet<'a>],
    /// Its forms of performance.
    pub(crate) papers: &'a Papers<'a>,
    /// Its tables of an account, where it has some.
    pub(crate) account: &'a Account,
    /// What the user wants audited.
    pub(crate) profile: &'a Profile,
    /// Its indicators with weight and score.
    pub(crate) indicators: &'a [Indicator<'a>],
    /// What rules of wording look for, in order.
    pub(crate) phrases: &'a [Phrase],
    /// The signs of each figure's label.
    signs: Vec<Signs>,
    /// What makes its percentages, looked for when it is first asked.
    made: OnceCell<HashMap<FigureId, Made, RandomState>>,
}

/// What is found in a text before any rule looks at it.
#[derive(Debug)]
pub(crate) struct Extract<'a> {
    pub(crate) figures: Vec<Figure>,
    roles: Vec<Role>,
    lists: Vec<List>,
    innermost: Vec<Option<ListId>>,
    sheets: Vec<Sheet<'a>>,
    papers: Papers<'a>,
    account: Account,
    indicators: Vec<Indicator<'a>>,
    phrases: Vec<Phrase>,
}

impl<'a> Extract<'a> {
    pub(crate) fn new(reading: &'a Reading<'_>) -> Self {
        let mut figures = figure::figures(reading);
        let sheets = table::sheets(reading, &figures);
        table::mark_points(&sheets, &mut figures);
        table::mark_codes(&sheets, &mut figures);
        table_unit::apply(reading, &sheets, &mut figures);
        let papers = form::papers(reading, &sheets, &figures);
        papers.settle(reading, &mut figures);
        let phrases = phrase::phrases(&reading.text);
        let lists = list::lists(reading, &figures, &phrases);
        Extract {
            roles: figures.iter().map(|figure| figure.role).collect(),
            innermost: list::innermost(&lists, figures.len()),
            lists,
            account: Account::new(reading, &sheets),
            indicators: indicator::indicators(reading, &figures, &sheets, &papers),
            phrases,
            figures,
            sheets,
            papers,
        }
    }

    /// The document as rules see it.
    pub(crate) fn context(&'a self, reading: &'a Reading<'a>, profile: &'a Profile) -> Context<'a> {
        Context {
            reading,
            figures: &self.figures,
            roles: &self.roles,
            lists: &self.lists,
            innermost: &self.innermost,
            sheets: &self.sheets,
            papers: &self.papers,
            account: &self.account,
            profile,
            indicators: &self.indicators,
            phrases: &self.phrases,
            signs: self
                .figures
                .iter()
                .map(|figure| Signs::of(figure.label_in(reading)))
                .collect(),
            made: OnceCell::new(),
        }
    }
}

impl Context<'_> {
    /// The figures in a role a rule is about. Only the roles are read, not all figures: of a large document they are more
    /// than a processor keeps at hand.
    pub(crate) fn in_role(
        &self,
        wanted: impl Fn(Role) -> bool,
    ) -> impl Iterator<Item = (FigureId, &Figure)> {
        let roles = self.roles.iter().enumerate();
        roles
            .filter(move |(_, role)| wanted(**role))
            .map(|(id, _)| (id, &self.figures[id]))
    }

    /// The percentages that amounts near them make.
    pub(crate) fn made(&self) -> &HashMap<FigureId, Made, RandomState> {
        self.made.get_or_init(|| made(self))
    }

    /// The relation of a rule about a percentage, which holds too where other amounts beside it make it that may be meant.
    pub(crate) fn or_made(
        &self,
        mut relation: Relation,
        may_be_meant: impl Fn(&Form) -> bool,
    ) -> Relation {
        let result = relation.readings[0].result();
        if let Some(made) = result.and_then(|percent| self.made().get(&percent)) {
            let claimed: Vec<_> = relation.readings.iter().map(Form::sorted_figures).collect();
            let others = made
                .forms
                .iter()
                .filter(|form| !claimed.contains(&form.sorted_figures()) && may_be_meant(form));
            relation.readings.extend(others.cloned());
        }
        relation
    }

    /// Whether a relation is about the boxes of a form and what else is printed in it: what these have to do with each
    /// other is known by the form.
    pub(crate) fn is_of_a_form(&self, relation: &Relation) -> bool {
        if self.papers.all.is_empty() {
            return false;
        }
        let figures = relation.figures();
        let inside = |id: &FigureId| self.papers.contains(self.figures[*id].paragraph);
        figures.iter().any(|id| self.papers.has(*id)) && figures.iter().all(inside)
    }

    /// The words directly before a figure.
    pub(crate) fn label(&self, id: FigureId) -> &str {
        let label = self.figures[id].label_in(self.reading);
        work::look(label.len());
        label
    }

    /// Whether one of some words stands in the label of a figure.
    pub(crate) fn says(&self, id: FigureId, words: &[&str]) -> bool {
        let signs = self.signs[id];
        let mut words = words.iter().filter(|word| signs.may_have(word));
        words.any(|word| self.label(id).contains(word))
    }

    /// Whether the words behind a figure make it what was to be reached: 完成2.1万人的年度任务, 完成100万元目标的120%.
    pub(crate) fn is_goal(&self, id: FigureId) -> bool {
        const WHOSE: &[&str] = &["年度", "全年", "年初", "既定", "预期", "考核", "计划"];
        const GOALS: &[&str] = &["目标", "任务", "计划"];
        let words = self.after(id);
        let words = words.strip_prefix('的').unwrap_or(words);
        let whose = WHOSE.iter().find_map(|word| words.strip_prefix(word));
        let is_goal = |words: &str| GOALS.iter().any(|goal| words.starts_with(goal));
        is_goal(words) || whose.is_some_and(is_goal)
    }

    /// The words of its sentence between the figure before and a figure.
    pub(crate) fn sentence_before(&self, id: FigureId) -> &str {
        let figure = &self.figures[id];
        let paragraph = self.reading.paragraphs[figure.paragraph].start;
        let last = id.checked_sub(1).map(|last| self.figures[last].end);
        let start = last.filter(|end| *end > paragraph).unwrap_or(paragraph);
        let sentence = self.reading.sentence(figure.start).start;
        &self.reading.text[start.max(sentence)..figure.start]
    }

    /// The sentence a figure stands in, without its stop.
    #[allow(dead_code, reason = "asked for by rules to come")]
    pub(crate) fn sentence(&self, id: FigureId) -> &str {
        &self.reading.text[self.reading.sentence(self.figures[id].start)]
    }

    /// The clause a figure stands in.
    #[allow(dead_code, reason = "asked for by rules to come")]
    pub(crate) fn clause(&self, id: FigureId) -> &str {
        &self.reading.text[self.reading.clause(self.figures[id].start)]
    }

    /// The inside of the innermost bracket a figure stands in.
    #[allow(dead_code, reason = "asked for by rules to come")]
    pub(crate) fn bracket(&self, id: FigureId) -> Option<&str> {
        let range = self.reading.bracket(self.figures[id].start)?;
        Some(&self.reading.text[range])
    }

    /// The words of its sentence before an offset.
    pub(crate) fn sentence_to(&self, at: usize) -> &str {
        &self.reading.text[self.reading.sentence(at).start..at]
    }

    /// The words of its sentence from an offset on.
    pub(crate) fn sentence_from(&self, at: usize) -> &str {
        &self.reading.text[at..self.reading.sentence(at).end]
    }

    /// The words of its clause before an offset.
    pub(crate) fn clause_to(&self, at: usize) -> &str {
        &self.reading.text[self.reading.clause(at).start..at]
    }

    /// The text between two figures, as far as it stands near the first.
    pub(crate) fn between(&self, left: FigureId, right: FigureId) -> &str {
        window::nearest_start(&self.reading.text[self.figures[left].end..self.figures[right].start])
    }

    /// The text behind a figure to the end of its paragraph, as far as it stands near.
    pub(crate) fn after(&self, id: FigureId) -> &str {
        let figure = &self.figures[id];
        let end = self.reading.paragraphs[figure.paragraph].end;
        window::nearest_start(&self.reading.text[figure.end..end])
    }

    /// The text behind a figure, over the end of its paragraph, as far as it stands near.
    pub(crate) fn rest(&self, id: FigureId) -> &str {
        window::nearest_start(&self.reading.text[self.figures[id].end..])
    }

    /// Whether words say what a figure is.
    pub(crate) fn is_named(&self, id: FigureId) -> bool {
        figure::is_named(self.reading, self.figures, id)
    }

    /// The text of its paragraph before a figure, as far as it stands near.
    pub(crate) fn ahead_of(&self, id: FigureId) -> &str {
        let figure = &self.figures[id];
        let start = self.reading.paragraphs[figure.paragraph].start;
        window::nearest_end(&self.reading.text[start..figure.start])
    }

    /// The strongest delimiter between two figures.
    pub(crate) fn separator(&self, left: FigureId, right: FigureId) -> Separator {
        work::look(right - left);
        self.figures[left + 1..=right]
            .iter()
            .map(|figure| figure.separator)
            .max()
            .unwrap_or(Separator::None)
    }

    /// The figures before one in its paragraph, the nearest first, no further than [`REACH`].
    pub(crate) fn before(&self, id: FigureId) -> impl Iterator<Item = (FigureId, &Figure)> {
        let paragraph = self.figures[id].paragraph;
        self.nearest(id)
            .take_while(move |(_, figure)| figure.paragraph == paragraph)
    }

    /// The figures before the one with an id, the nearest first, no further than [`REACH`].
    pub(crate) fn nearest(&self, past: FigureId) -> impl Iterator<Item = (FigureId, &Figure)> {
        let before = self.figures[..past].iter().enumerate().rev().take(REACH);
        before.inspect(|_| work::look(1))
    }

    /// The figures before one in its sentence, the nearest first.
    pub(crate) fn before_in_sentence(
        &self,
        id: FigureId,
    ) -> impl Iterator<Item = (FigureId, &Figure)> {
        let sentence = self.figures[id].sentence;
        self.before(id)
            .take_while(move |(_, figure)| figure.sentence == sentence)
    }

    /// The amounts before a figure in its sentence that can be added to it, the nearest first; none from an inner
    /// bracket or from another year.
    pub(crate) fn amounts_before(
        &self,
        id: FigureId,
        like: FigureId,
    ) -> impl Iterator<Item = FigureId> {
        let depth = self.figures[id].depth;
        self.before_in_sentence(id)
            .filter(move |(other, figure)| {
                figure.role == Role::Amount
                    && figure.depth <= depth
                    && *other != like
                    && figure.same_kind(&self.figures[like])
                    && !figure.own.any(Tags::PRIOR)
            })
            .map(|(other, _)| other)
    }

    /// The figure that says the same in another unit in a bracket of its own: 5000亩（333.33公顷）.
    pub(crate) fn restated(&self, id: FigureId) -> Option<FigureId> {
        let inner = id + 1;
        let (outer, restating) = (&self.figures[id], self.figures.get(inner)?);
        let alone = outer.paragraph == restating.paragraph
            && restating.depth > outer.depth
            && matches!(
                self.between(id, inner),
                "（" | "(" | "（合" | "（约" | "（折合" | "（即"
            )
            && self.after(inner).starts_with(['）', ')']);
        let other_unit =
            outer.same_kind(restating) && outer.quantity.unit != restating.quantity.unit;
        (alone && other_unit && restating.role == Role::Amount).then_some(inner)
    }

    /// The figures that begin in a range of the text, in order, no more than [`REACH`].
    pub(crate) fn within(&self, range: Range<usize>) -> impl Iterator<Item = FigureId> {
        let figures = self.figures;
        let first = figures.partition_point(|figure| figure.start < range.start);
        let after = (first..figures.len()).take(REACH);
        after
            .take_while(move |id| figures[*id].start < range.end)
            .inspect(|_| work::look(1))
    }

    /// The list a figure is a part of, the innermost.
    pub(crate) fn list_of(&self, part: FigureId) -> Option<&List> {
        self.innermost[part].map(|list| &self.lists[list as usize])
    }
}
