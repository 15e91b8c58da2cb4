//! The self-evaluation form of a unit (部门整体支出绩效自评表).

use book::{Book, Scorecard, Spending, Totals};
use document::{Entry, Sheet};
use quantity::Decimal;

use super::entries::{MONEY, centred, head, money, points, rate, tall, wide};
use super::form::Form;
use crate::compose::Composer;

pub(crate) fn sheet(book: &Book, card: &Scorecard, words: &mut Composer<'_>) -> Sheet {
    let mut form = Form {
        book,
        card,
        words,
        sheet: Sheet {
            name: "自评表".to_owned(),
            title: Some(format!("{}整体支出绩效自评表", book.profile.rank.word())),
            note: Some(format!("{}年度", book.year)),
            unit: Some(MONEY.to_owned()),
            widths: vec![13, 13, 22, 17, 14, 13, 11, 11, 26],
            landscape: true,
            ..Sheet::default()
        },
        file: "book.toml".to_owned(),
        label: None,
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

impl Form<'_, '_> {
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
            head("分值"),
            head("执行率"),
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
                    self.counted.push((row, 6, 8));
                    [points(execution.weight), points(execution.points)]
                }
                None => [centred("—"), centred("—")],
            };
            self.row(vec![
                wide(Entry::text(name), 2),
                money(totals.initial),
                money(totals.full_year()),
                money(totals.executed),
                weight,
                rate,
                won,
            ]);
        }
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
