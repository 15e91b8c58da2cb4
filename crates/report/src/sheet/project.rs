//! The forms of a project: self-evaluation (项目支出绩效自评表, annex 1 of 财预〔2020〕10号) and targets
//! (项目支出绩效目标申报表, 财预〔2015〕88号).

use book::{Evaluated, FundingSource, Nature, Project};
use document::{Entry, Sheet};
use quantity::Decimal;

use super::entries::{MONEY, added, centred, head, money, points, rate, tall, wide};
use super::form::Form;
use super::target;
use crate::block::place_in;
use crate::compose::Composer;

/// The self-evaluation form.
pub(crate) fn score(one: &Evaluated, words: &mut Composer<'_>) -> Sheet {
    let mut form = Form {
        book: &one.book,
        card: &one.card,
        words,
        file: one.file.clone(),
        label: Some("绩效指标"),
        sheet: Sheet {
            name: "项目自评表".to_owned(),
            title: Some("项目支出绩效自评表".to_owned()),
            note: Some(format!("{}年度", one.book.year)),
            unit: Some(MONEY.to_owned()),
            widths: vec![9, 11, 20, 19, 15, 14, 10, 9, 30],
            landscape: true,
            ..Sheet::default()
        },
        counted: Vec::new(),
    };
    form.project(one);
    form.funds(one);
    form.goal();
    form.indicators();
    form.total();
    form.author();
    form.sheet
}

/// Columns of the amounts.
const INITIAL: usize = 3;
const BUDGET: usize = 4;
const EXECUTED: usize = 5;
const WEIGHT: usize = 6;
const POINTS: usize = 8;

impl Form<'_, '_> {
    fn project(&mut self, one: &Evaluated) {
        let profile = &one.book.profile;
        self.row(vec![
            wide(head("项目名称"), 2),
            wide(Entry::text(named(one)), 7),
        ]);
        self.row(vec![
            wide(head("主管部门"), 2),
            wide(text(profile.superior.as_ref()), 3),
            head("实施单位"),
            wide(Entry::text(&profile.name), 3),
        ]);
    }

    /// The whole, then its three parts, which add up to it where all of them are known.
    fn funds(&mut self, one: &Evaluated) {
        let funding = one.book.funding();
        let parts = [
            ("其中：当年财政拨款", funding.fiscal),
            ("上年结转资金", funding.carried),
            ("其他资金", funding.other),
        ];
        self.row(vec![
            tall(head("项目资金"), parts.len() + 2),
            wide(head("资金"), 2),
            head("年初预算数"),
            head("全年预算数"),
            head("全年执行数"),
            head("分值"),
            head("执行率"),
            head("得分"),
        ]);
        let row = self.sheet.rows.len();
        let sum = |column, value: Decimal| {
            let places = (1..=parts.len()).map(|down| self.sheet.address(row + down, column));
            added(places.collect::<Vec<_>>().join("+"), value)
        };
        let known = parts.iter().all(|(_, part)| part.executed.is_some());
        let executed = funding.total.executed.unwrap_or_default();
        let amounts = [
            sum(INITIAL, funding.total.initial),
            sum(BUDGET, funding.total.budget),
            if known {
                sum(EXECUTED, executed)
            } else {
                money(executed)
            },
        ];
        let [weight, won] = match &self.card.execution {
            Some(execution) => {
                self.counted.push((row, WEIGHT, POINTS));
                [points(execution.weight), points(execution.points)]
            }
            None => [Entry::empty(), Entry::empty()],
        };
        let whole = self.source("年度资金总额", &funding.total, amounts, [weight, won]);
        self.row(whole);
        for (name, part) in parts {
            let amounts = [
                money(part.initial),
                money(part.budget),
                part.executed.map_or_else(Entry::empty, money),
            ];
            let row = self.source(name, &part, amounts, [centred("—"), centred("—")]);
            self.row(row);
        }
    }

    fn source(
        &self,
        name: &str,
        source: &FundingSource,
        amounts: [Entry; 3],
        [weight, won]: [Entry; 2],
    ) -> Vec<Entry> {
        let at = |column| self.sheet.address(self.sheet.rows.len(), column);
        let rate = source.rate().map_or_else(Entry::empty, |ratio| {
            rate(format!("{}/{}", at(EXECUTED), at(BUDGET)), &ratio)
        });
        let name = wide(Entry::text(name), 2);
        let [initial, budget, executed] = amounts;
        vec![name, initial, budget, executed, weight, rate, won]
    }
}

/// The target form, with the targets and the budget as they were approved for the year.
pub(crate) fn target(one: &Evaluated, words: &mut Composer<'_>) -> Sheet {
    let form = target::Columns::of(&one.book, one.project.runs_for_years());
    let mut sheet = Sheet {
        name: "项目绩效目标表".to_owned(),
        title: Some("项目支出绩效目标申报表".to_owned()),
        note: Some(format!("{}年度", one.book.year)),
        unit: Some(MONEY.to_owned()),
        widths: form.widths(),
        landscape: true,
        ..Sheet::default()
    };
    description(one, &mut sheet);
    money_of_the_target(one, &mut sheet);
    objectives(one, words, &mut sheet);
    target::goals(&one.book, &one.file, words, &mut sheet);
    target::indicators(&one.book, &form, &one.file, words, &mut sheet);
    sheet
}

fn description(one: &Evaluated, sheet: &mut Sheet) {
    let profile = &one.book.profile;
    let Project { nature, span, .. } = &one.project;
    let columns = sheet.widths.len();
    let pair = |left: &str, value: Entry, right: &str, other: Entry| {
        vec![
            wide(head(left), 2),
            wide(value, 2),
            wide(head(right), 2),
            wide(other, columns - 6),
        ]
    };
    let nature = nature.map_or("", Nature::word);
    let span = span.map(|span| span.to_string());
    sheet.rows.push(vec![
        wide(head("项目名称"), 2),
        wide(Entry::text(named(one)), sheet.widths.len() - 2),
    ]);
    sheet.rows.push(pair(
        "主管部门",
        text(profile.superior.as_ref()),
        "实施单位",
        Entry::text(&profile.name),
    ));
    sheet.rows.push(pair(
        "项目属性",
        Entry::text(nature),
        "项目期",
        text(span.as_ref()),
    ));
}

/// The money over the whole span beside that of the year, each with its two parts.
fn money_of_the_target(one: &Evaluated, sheet: &mut Sheet) {
    let [fiscal, other] = one.book.by_funding();
    let project = &one.project;
    let year = one.book.totals();
    let amount = |value: Option<Decimal>| wide(value.map_or_else(Entry::empty, money), 2);
    let rows = [
        (
            "中期资金总额",
            project.long_term_money(),
            "年度资金总额",
            year,
        ),
        (
            "其中：财政拨款",
            project.long_term_fiscal,
            "其中：财政拨款",
            fiscal,
        ),
        ("其他资金", project.long_term_other, "其他资金", other),
    ];
    let (height, columns) = (rows.len(), sheet.widths.len());
    for (at, (left, long, right, year)) in rows.into_iter().enumerate() {
        let label = (at == 0).then(|| tall(head("项目资金"), height));
        let cells = [
            Entry::text(left),
            amount(long),
            wide(Entry::text(right), 2),
            wide(money(year.initial), columns - 6),
        ];
        sheet.rows.push(label.into_iter().chain(cells).collect());
    }
}

fn objectives(one: &Evaluated, words: &mut Composer<'_>, sheet: &mut Sheet) {
    let columns = sheet.widths.len();
    let mut row = |name: &str, text: &str, subject: &str| {
        let row = target::words(name, text, &place_in(&one.file, subject), words, columns);
        sheet.rows.push(row);
    };
    if let Some(text) = &one.project.long_term {
        let span = one.project.span.map(|span| format!("（{span}）"));
        let name = format!("中期目标{}", span.unwrap_or_default());
        row(&name, text, "中期目标");
    }
    if let Some(objective) = &one.book.objective {
        row("年度目标", &objective.text, "总体目标.内容");
    }
}

/// The name with the code.
fn named(one: &Evaluated) -> String {
    match &one.project.code {
        Some(code) => format!("{}（编码：{code}）", one.name),
        None => one.name.clone(),
    }
}

fn text(words: Option<&String>) -> Entry {
    Entry::text(words.map_or("", String::as_str))
}
