//! What the self-evaluation forms have in common: nine columns, filled section by section.

use book::{Book, Indicator, Level, Scorecard, Subtotal};
use document::{Entry, Sheet};
use quantity::Decimal;

use super::entries::{centred, computed, head, in_the_middle, points, tall, wide};
use crate::block::{deviation, place_in, target};
use crate::compose::Composer;

/// Columns of a form.
const COLUMNS: usize = 9;

/// The heads of an indicator's columns, before that of the reasons.
const HEADS: [&str; 7] = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
];

/// A self-evaluation form being filled.
pub(super) struct Form<'f, 'a> {
    pub(super) book: &'f Book,
    pub(super) card: &'f Scorecard,
    pub(super) words: &'f mut Composer<'a>,
    /// The file that the words of the book stand in.
    pub(super) file: String,
    pub(super) sheet: Sheet,
    /// What stands beside the indicators in a column of its own.
    pub(super) label: Option<&'static str>,
    /// Rows and columns of the weights and points that make the total.
    pub(super) counted: Vec<(usize, usize, usize)>,
}

impl Form<'_, '_> {
    pub(super) fn row(&mut self, entries: Vec<Entry>) {
        self.sheet.rows.push(entries);
    }

    /// Template words with their figures filled in.
    pub(super) fn phrase(&mut self, words: &str, subject: &str) -> String {
        let place = place_in(&self.file, subject);
        self.words.phrase(words, &place).content
    }

    pub(super) fn goal(&mut self) {
        let Some(objective) = &self.book.objective else {
            return;
        };
        let text = self.phrase(&objective.text, "总体目标.内容");
        let outcome = objective.outcome.as_deref().unwrap_or_default();
        let outcome = self.phrase(outcome, "总体目标.完成情况");
        self.row(vec![
            tall(head("年度总体目标完成情况"), 2),
            wide(head("预期目标"), 4),
            wide(head("实际完成情况"), 4),
        ]);
        self.row(vec![
            wide(Entry::text(text), 4),
            wide(Entry::text(outcome), 4),
        ]);
    }

    pub(super) fn indicators(&mut self) {
        let card = self.card;
        let rows = card.indicators.len() + 1;
        let label = self.label.map(|label| tall(head(label), rows));
        let heads = HEADS.into_iter().map(head);
        let reasons = wide(head("偏差原因分析及改进措施"), self.reasons());
        let row = label.into_iter().chain(heads).chain([reasons]);
        let row: Vec<Entry> = row.collect();
        if self.label.is_none() {
            let start = self.sheet.rows.len();
            self.sheet.header = start..start + 1;
        }
        self.row(row);
        let mut firsts = Vec::new();
        for sum in &card.subtotals {
            match sum.level {
                Level::First => firsts.push(tall(centred(&sum.level1), sum.count)),
                Level::Second => self.second(sum, firsts.pop()),
            }
        }
    }

    /// The indicators of one second level; `first` is the cell of the first level, when it begins here.
    fn second(&mut self, sum: &Subtotal, first: Option<Entry>) {
        let mut before: Vec<_> = first.into_iter().collect();
        before.push(tall(centred(&sum.level2), sum.count));
        let book = self.book;
        let within = |one: &&Indicator| one.level1 == sum.level1 && one.level2 == sum.level2;
        for indicator in book.indicators.iter().filter(within) {
            let mut row = std::mem::take(&mut before);
            row.extend(self.indicator(indicator));
            let weight = self.weight();
            let place = (self.sheet.rows.len(), weight, weight + 1);
            self.counted.push(place);
            self.row(row);
        }
    }

    fn indicator(&mut self, indicator: &Indicator) -> Vec<Entry> {
        let scored = self
            .card
            .indicators
            .iter()
            .find(|scored| scored.id == indicator.id);
        let subject = format!("指标{}", indicator.id);
        let target = self.phrase(&target(indicator), &subject);
        let known = scored.is_some_and(|scored| scored.actual.is_some());
        let actual = match known {
            true => self.phrase(&format!("{{{{ 指标.{}.完成值 }}}}", indicator.id), &subject),
            false => String::new(),
        };
        let reason = self.phrase(&deviation(indicator, self.card), &subject);
        vec![
            Entry::text(&indicator.name),
            centred(target),
            centred(actual),
            points(indicator.weight),
            scored.map_or_else(Entry::empty, |scored| points(scored.points)),
            wide(Entry::text(reason), self.reasons()),
        ]
    }

    /// The column that weights of indicators stand in; their points stand in the next.
    fn weight(&self) -> usize {
        5 + usize::from(self.label.is_some())
    }

    /// How many columns the reasons take.
    fn reasons(&self) -> usize {
        COLUMNS - 2 - self.weight()
    }

    pub(super) fn total(&mut self) {
        let counted = std::mem::take(&mut self.counted);
        let sum = |column: fn(&(usize, usize, usize)) -> usize| {
            let cells: Vec<_> = counted
                .iter()
                .map(|cell| self.sheet.address(cell.0, column(cell)))
                .collect();
            cells.join("+")
        };
        let [weights, points] = [sum(|cell| cell.1), sum(|cell| cell.2)];
        let mut grade = self
            .card
            .grade
            .as_ref()
            .map_or("未评定", |grade| &grade.name)
            .to_owned();
        if let Some(normalised) = self.card.normalised {
            grade = format!("{grade}（折算{normalised}分）");
        }
        let mut row = vec![
            wide(head("总分"), self.weight()),
            in_the_middle(computed(weights, self.card.full)),
            in_the_middle(computed(points, self.card.total)),
        ];
        match self.reasons() {
            1 => row.push(centred(format!("等级：{grade}"))),
            _ => row.extend([head("等级"), centred(grade)]),
        }
        self.row(row);
        self.method();
    }

    /// How the rate of execution earned its points, where that is not in proportion.
    fn method(&mut self) {
        let Some(execution) = &self.card.execution else {
            return;
        };
        let weight = execution.weight.to_rational();
        let earned = execution.rate.as_ref().map(|rate| rate * weight);
        let places = execution.points.scale().max(2);
        let proportional = earned.is_none_or(|earned| {
            Decimal::round(&earned, places).min(execution.weight) == execution.points
        });
        if !proportional {
            let rule = format!("预算执行率{}", execution.explanation.rule);
            self.row(vec![head("说明"), wide(Entry::text(rule), COLUMNS - 1)]);
        }
    }

    pub(super) fn author(&mut self) {
        let evaluation = &self.book.evaluation;
        let words = |words: Option<&String>| Entry::text(words.cloned().unwrap_or_default());
        let date = evaluation.date.map(|date| date.chinese());
        let entries = vec![
            head("填报人"),
            wide(words(evaluation.author.as_ref()), 2),
            head("联系电话"),
            wide(words(evaluation.telephone.as_ref()), 2),
            head("填报日期"),
            wide(words(date.as_ref()), 2),
        ];
        debug_assert_eq!(
            entries.iter().map(|entry| entry.colspan).sum::<usize>(),
            COLUMNS
        );
        self.row(entries);
    }
}
