//! The monitoring form (绩效运行监控表): sixteen columns, as 财预〔2019〕136号 has them.

use book::{
    Book, Cause, Funds, Indicator, Level, Light, Likelihood, Monitored, Monitoring, PeriodNotes,
    Scorecard, Subtotal,
};
use document::{Entry, Sheet};
use quantity::Decimal;

use super::entries::{MONEY, centred, head, money, rate, tall, wide};
use crate::block::{place, place_in};
use crate::compose::Composer;
use crate::template::Place;

/// Columns of the form.
const COLUMNS: usize = 16;
/// Where the amounts stand that the rate of execution comes from.
const BUDGET: usize = 5;
const EXECUTED: usize = 6;

pub(crate) struct Form<'f, 'a> {
    /// The book as known on the period's last day.
    pub(crate) book: &'f Book,
    pub(crate) card: &'f Scorecard,
    pub(crate) monitoring: &'f Monitoring,
    pub(crate) words: &'f mut Composer<'a>,
    /// The project, where the form is a project's.
    pub(crate) project: Option<&'f str>,
}

impl Form<'_, '_> {
    pub(crate) fn sheet(mut self) -> Sheet {
        let period = self.monitoring.period;
        let mut sheet = Sheet {
            name: "监控表".to_owned(),
            title: Some(match self.project {
                Some(_) => "项目支出绩效运行监控表".to_owned(),
                None => format!("{}整体支出绩效运行监控表", self.book.profile.rank.word()),
            }),
            note: Some(format!(
                "{}（截至{}）",
                period.chinese(),
                period.last_day().chinese()
            )),
            unit: Some(MONEY.to_owned()),
            widths: vec![8, 9, 15, 10, 10, 13, 4, 4, 4, 4, 4, 18, 4, 4, 4, 24],
            landscape: true,
            ..Sheet::default()
        };
        self.unit(&mut sheet);
        self.money(&mut sheet);
        self.goal(&mut sheet);
        let start = sheet.rows.len();
        sheet.rows.extend(self.heads());
        sheet.header = start..sheet.rows.len();
        self.indicators(&mut sheet);
        self.words_and_author(&mut sheet);
        sheet
    }

    fn unit(&self, sheet: &mut Sheet) {
        let profile = &self.book.profile;
        let superior = profile.superior.as_deref().unwrap_or_default();
        if let Some(project) = self.project {
            sheet.rows.push(vec![
                wide(head("项目名称"), 2),
                wide(Entry::text(project), COLUMNS - 2),
            ]);
        }
        let name = match self.project {
            Some(_) => "实施单位".to_owned(),
            None => format!("{}名称", profile.rank.word()),
        };
        sheet.rows.push(vec![
            wide(head(&name), 2),
            wide(Entry::text(&profile.name), 4),
            wide(head("主管部门"), 5),
            wide(Entry::text(superior), 5),
        ]);
    }

    fn money(&self, sheet: &mut Sheet) {
        let monitoring = self.monitoring;
        let so_far = monitoring.period.so_far();
        let rows = 2 + monitoring.sources.len();
        sheet.rows.push(vec![
            wide(tall(head("资金情况"), rows), 2),
            wide(head("资金来源"), 2),
            head("年初预算数"),
            head("全年预算数"),
            wide(head(&format!("{so_far}执行数")), 5),
            head(&format!("{so_far}执行率")),
            wide(head("全年预计执行数"), 3),
            head("亮灯"),
        ]);
        let whole = &monitoring.funds;
        let total = ("年度资金总额".to_owned(), whole, monitoring.expected());
        let sources = monitoring.sources.iter();
        let sources =
            sources.map(|funds| (format!("其中：{}", funds.name), funds, funds.expected()));
        for (name, funds, expected) in std::iter::once(total).chain(sources) {
            let row = self.funds(sheet, name, funds, expected);
            sheet.rows.push(row);
        }
    }

    fn funds(&self, sheet: &Sheet, name: String, funds: &Funds, expected: Decimal) -> Vec<Entry> {
        let at = |column| sheet.address(sheet.rows.len(), column);
        vec![
            wide(Entry::text(name), 2),
            money(funds.initial),
            money(funds.budget),
            wide(money(funds.executed), 5),
            funds.rate.as_ref().map_or_else(Entry::empty, |ratio| {
                rate(format!("{}/{}", at(EXECUTED), at(BUDGET)), ratio)
            }),
            wide(money(expected), 3),
            Entry::text(lit(funds.light, &funds.reason)),
        ]
    }

    fn goal(&mut self, sheet: &mut Sheet) {
        let Some(objective) = &self.book.objective else {
            return;
        };
        let text = self
            .words
            .phrase(&objective.text, &self.place("总体目标.内容"));
        sheet.rows.push(vec![
            wide(head("年度总体目标"), 2),
            wide(Entry::text(text.content), COLUMNS - 2),
        ]);
    }

    fn place(&self, subject: &str) -> Place {
        match self.project {
            Some(name) => place_in(&format!("projects/{name}.toml"), subject),
            None => place(subject),
        }
    }

    fn heads(&self) -> [Vec<Entry>; 2] {
        let so_far = self.monitoring.period.so_far();
        let two = |words: &str| tall(head(words), 2);
        let first = vec![
            two("一级指标"),
            two("二级指标"),
            two("三级指标"),
            two("年度指标值"),
            two(&format!("{so_far}执行情况")),
            two("全年预计完成情况"),
            wide(head("偏差原因分析"), Cause::ALL.len() + 1),
            wide(head("完成目标可能性"), Likelihood::ALL.len()),
            two("亮灯、改进措施等备注"),
        ];
        let causes = Cause::ALL.map(|cause| head(cause.word()));
        let likelihoods = Likelihood::ALL.map(|likelihood| head(likelihood.word()));
        let second = causes
            .into_iter()
            .chain([head("原因说明")])
            .chain(likelihoods);
        [first, second.collect()]
    }

    fn indicators(&self, sheet: &mut Sheet) {
        let mut firsts = Vec::new();
        for sum in &self.card.subtotals {
            match sum.level {
                Level::First => firsts.push(tall(centred(&sum.level1), sum.count)),
                Level::Second => self.second(sum, firsts.pop(), sheet),
            }
        }
    }

    /// The indicators of one second level; `first` is the cell of the first level, when it begins here.
    fn second(&self, sum: &Subtotal, first: Option<Entry>, sheet: &mut Sheet) {
        let mut before: Vec<_> = first.into_iter().collect();
        before.push(tall(centred(&sum.level2), sum.count));
        let within = |one: &&Indicator| one.level1 == sum.level1 && one.level2 == sum.level2;
        for indicator in self.book.indicators.iter().filter(within) {
            let mut row = std::mem::take(&mut before);
            let mut all = self.monitoring.indicators.iter();
            if let Some(one) = all.find(|one| one.indicator == indicator.id) {
                row.extend(cells(indicator, one));
            }
            sheet.rows.push(row);
        }
    }

    fn words_and_author(&self, sheet: &mut Sheet) {
        let notes = self.book.notes_of(self.monitoring.period);
        let summary = notes.and_then(|notes| notes.summary.as_deref());
        if let Some(summary) = summary {
            sheet.rows.push(vec![
                wide(head("总体说明"), 2),
                wide(Entry::text(summary), COLUMNS - 2),
            ]);
        }
        let evaluation = &self.book.evaluation;
        let words = |words: Option<&String>| Entry::text(words.cloned().unwrap_or_default());
        let date = notes.and_then(|notes: &PeriodNotes| notes.date);
        let date = date.map(|date| date.chinese());
        sheet.rows.push(vec![
            wide(head("填报人"), 2),
            wide(words(evaluation.author.as_ref()), 2),
            head("联系电话"),
            wide(words(evaluation.telephone.as_ref()), 6),
            head("填报日期"),
            wide(words(date.as_ref()), 4),
        ]);
    }
}

/// The cells of an indicator after its first and second level.
fn cells(indicator: &Indicator, one: &Monitored) -> Vec<Entry> {
    let note = one.note.as_ref();
    let tick = |set: bool| centred(if set { "√" } else { "" });
    let expected = match &one.forecast {
        Some(forecast) => forecast.printed(&indicator.unit),
        None => one.actual.clone().unwrap_or_default(),
    };
    let mut cells = vec![
        Entry::text(&indicator.name),
        centred(&one.target),
        centred(one.actual.clone().unwrap_or_default()),
        centred(expected),
    ];
    let causes = note.map_or(&[][..], |note| &note.causes);
    cells.extend(Cause::ALL.map(|cause| tick(causes.contains(&cause))));
    let explanation = note.and_then(|note| note.explanation.clone());
    cells.push(Entry::text(explanation.unwrap_or_default()));
    cells.extend(Likelihood::ALL.map(|likelihood| tick(one.likelihood == Some(likelihood))));
    cells.push(Entry::text(remark(one)));
    cells
}

/// The light with its reason, then the measure.
fn remark(one: &Monitored) -> String {
    let mut said = vec![lit(one.light, &one.reason)];
    if let Some(measure) = one.note.as_ref().and_then(|note| note.remedy.as_deref()) {
        said.push(format!("措施：{measure}"));
    }
    said.join("\n")
}

/// A light with its reason; the word stands beside it since paper has no colours.
fn lit(light: Light, reason: &str) -> String {
    match light {
        Light::Off => format!("不亮灯：{reason}"),
        _ => format!("{}灯：{reason}", light.word()),
    }
}
