//! The form itself: nine columns, filled section by section.

use book::{Book, Indicator, Level, Scorecard, Spending, Subtotal, Totals};
use document::{Entry, Sheet};
use quantity::Decimal;

use super::entries::{centred, computed, head, money, points, rate, tall, wide};
use crate::block::{deviation, place, target};
use crate::compose::Composer;

/// Columns of the form; the points of indicators stand in the seventh.
const COLUMNS: usize = 9;
const WEIGHT: usize = 5;
const POINTS: usize = 6;

pub(crate) fn sheet(book: &Book, card: &Scorecard, words: &mut Composer<'_>) -> Sheet {
    let mut form = Form {
        book,
        card,
        words,
        sheet: Sheet {
            name: "自评表".to_owned(),
            title: Some("部门整体支出绩效自评表".to_owned()),
            note: Some(format!("{}年度　　金额单位：万元", book.year)),
            widths: vec![13, 13, 22, 17, 14, 13, 11, 11, 26],
            landscape: true,
            ..Sheet::default()
        },
        counted: Vec::new(),
    };
    form.unit();
    form.tasks();
    form.goal();
    form.budget();
    form.indicators();
    form.total();
    form.author();
    form.sheet
}

struct Form<'f, 'a> {
    book: &'f Book,
    card: &'f Scorecard,
    words: &'f mut Composer<'a>,
    sheet: Sheet,
    /// Rows and columns of the weights and points that make the total.
    counted: Vec<(usize, usize, usize)>,
}

impl Form<'_, '_> {
    fn row(&mut self, entries: Vec<Entry>) {
        self.sheet.rows.push(entries);
    }

    /// Template words with their figures filled in.
    fn phrase(&mut self, words: &str, subject: &str) -> String {
        self.words.phrase(words, &place(subject)).content
    }

    fn unit(&mut self) {
        let profile = &self.book.profile;
        self.row(vec![
            wide(head(&format!("{}名称", profile.rank.word())), 2),
            wide(Entry::text(&profile.name), 3),
            head("主管部门"),
            wide(
                Entry::text(profile.superior.as_deref().unwrap_or_default()),
                3,
            ),
        ]);
    }

    fn tasks(&mut self) {
        let tasks = &self.book.tasks;
        if tasks.is_empty() {
            return;
        }
        self.row(vec![
            tall(head("年度主要任务完成情况"), tasks.len() + 1),
            wide(head("任务名称"), 2),
            wide(head("完成情况"), 4),
            head("预算数"),
            head("执行数"),
        ]);
        for task in tasks {
            let outcome = task.outcome.as_deref().unwrap_or_default();
            let outcome = self.phrase(outcome, &format!("任务{}", task.name));
            let amount = |value: Option<Decimal>| value.map_or_else(Entry::empty, money);
            self.row(vec![
                wide(Entry::text(&task.name), 2),
                wide(Entry::text(outcome), 4),
                amount(task.budget),
                amount(task.executed),
            ]);
        }
    }

    fn goal(&mut self) {
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

    fn budget(&mut self) {
        if self.book.budget.is_empty() {
            return;
        }
        let parts = parts(self.book);
        self.row(vec![
            tall(head("预算执行情况"), parts.len() + 1),
            wide(head("资金"), 2),
            head("年初预算数"),
            head("全年预算数"),
            head("全年执行数"),
            head("执行率"),
            head("分值"),
            head("得分"),
        ]);
        for (at, (name, totals)) in parts.into_iter().enumerate() {
            let row = self.sheet.rows.len();
            let rate = match totals.execution_rate() {
                Some(ratio) => {
                    let [budget, executed] = [4, 5].map(|column| self.sheet.address(row, column));
                    rate(format!("{executed}/{budget}"), &ratio)
                }
                None => Entry::empty(),
            };
            let execution = self.card.execution.as_ref().filter(|_| at == 0);
            let [weight, won] = match execution {
                Some(execution) => {
                    self.counted.push((row, 7, 8));
                    [points(execution.weight), points(execution.points)]
                }
                None => [Entry::empty(), Entry::empty()],
            };
            self.row(vec![
                wide(Entry::text(name), 2),
                money(totals.initial),
                money(totals.full_year()),
                money(totals.executed),
                rate,
                weight,
                won,
            ]);
        }
    }

    fn indicators(&mut self) {
        let start = self.sheet.rows.len();
        self.row(
            [
                "一级指标",
                "二级指标",
                "三级指标",
                "年度指标值",
                "实际完成值",
                "分值",
                "得分",
            ]
            .into_iter()
            .map(head)
            .chain([wide(head("偏差原因分析及改进措施"), 2)])
            .collect(),
        );
        self.sheet.header = start..start + 1;
        let card = self.card;
        let mut firsts = Vec::new();
        for sum in &card.subtotals {
            match sum.level {
                Level::First => firsts.push(tall(centred(&sum.first), sum.count)),
                Level::Second => self.second(sum, firsts.pop()),
            }
        }
    }

    /// The indicators of one second level; `first` is the cell of the first level, when it begins here.
    fn second(&mut self, sum: &Subtotal, first: Option<Entry>) {
        let mut before: Vec<_> = first.into_iter().collect();
        before.push(tall(centred(&sum.second), sum.count));
        let book = self.book;
        let within = |one: &&Indicator| one.first == sum.first && one.second == sum.second;
        for indicator in book.indicators.iter().filter(within) {
            let mut row = std::mem::take(&mut before);
            row.extend(self.indicator(indicator));
            self.counted.push((self.sheet.rows.len(), WEIGHT, POINTS));
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
            wide(Entry::text(reason), 2),
        ]
    }

    fn total(&mut self) {
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
        self.row(vec![
            wide(head("总分"), WEIGHT),
            computed(weights, self.card.full),
            computed(points, self.card.total),
            head("等级"),
            centred(grade),
        ]);
    }

    fn author(&mut self) {
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

/// The whole budget, then its parts by kind and by source of funds.
fn parts(book: &Book) -> Vec<(String, Totals)> {
    let mut parts = vec![("年度资金总额".to_owned(), book.totals())];
    for spending in Spending::ALL {
        let lines = book.budget.iter().filter(|line| line.spending == spending);
        if lines.clone().next().is_some() {
            parts.push((format!("其中：{}", spending.word()), Totals::of(lines)));
        }
    }
    let mut sources: Vec<&str> = Vec::new();
    for line in &book.budget {
        if !sources.contains(&line.source.as_str()) {
            sources.push(&line.source);
        }
    }
    for source in sources {
        let lines = book.budget.iter().filter(|line| line.source == source);
        parts.push((format!("按来源：{source}"), Totals::of(lines)));
    }
    parts
}
