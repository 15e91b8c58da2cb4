//! Every figure a narrative may print, by name.

use std::collections::BTreeMap;

use quantity::{Decimal, Rational};

use crate::measure::Scope;
use crate::number::in_wan_yuan;
use crate::rectification::Tally;
use crate::survey::Responses;
use crate::{
    Actual, Book, BudgetLine, MeasureError, Measured, Side, Spending, Staff, Target, Totals, Value,
};
use settings::suggestion;

/// The figures of a book by name. The names are listed in `docs/book.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures(BTreeMap<String, Result<Figure, String>>);

/// A figure that can be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What is printed, without the unit.
    pub text: String,
    /// The unit, such as 万元; empty when there is none.
    pub unit: String,
    /// The exact value; `None` for a date, a word, or a state.
    pub value: Option<Rational>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// Typed in, with the source given for it.
    Typed(Option<String>),
    /// Computed from ledgers.
    Measured(Measured),
    /// Computed from other entries of the book, by this formula.
    Computed(String),
}

impl Figures {
    /// The figures of a book.
    pub fn of(book: &Book) -> Self {
        let mut figures = Self::default();
        figures.add_facts(book);
        figures.add_indicators(book);
        figures.add_budget(book);
        figures.add_balance(book);
        figures.add_staff(book);
        figures.add_surveys(book);
        figures.add_rectification(book);
        figures.add_department(book);
        figures.add_projects(book);
        figures
    }

    /// The figure of that name.
    ///
    /// # Errors
    /// In Chinese: why there is none, or why it cannot be computed.
    pub fn get(&self, name: &str) -> Result<&Figure, String> {
        match self.0.get(name) {
            Some(figure) => figure.as_ref().map_err(Clone::clone),
            None => {
                let near: Vec<_> = self.0.keys().map(String::as_str).collect();
                Err(format!(
                    "没有名为“{name}”的数。{}",
                    suggestion(name, near.iter().copied())
                ))
            }
        }
    }

    /// Words with each `{{ 名称 }}` and `{{ 名称 | 数 }}` that names a figure filled in; any other stays.
    pub fn fill(&self, words: &str) -> String {
        let mut filled = String::new();
        let mut rest = words;
        while let Some((before, after)) = rest.split_once("{{") {
            filled.push_str(before);
            let Some((inside, behind)) = after.split_once("}}") else {
                rest = &rest[before.len()..];
                break;
            };
            let (name, bare) = match inside.split_once('|') {
                Some((name, "数" | " 数" | " 数 ")) => (name.trim(), true),
                _ => (inside.trim(), false),
            };
            match self.0.get(name) {
                Some(Ok(figure)) if bare => filled.push_str(&figure.text),
                Some(Ok(figure)) => filled.push_str(&format!("{}{}", figure.text, figure.unit)),
                _ => filled.push_str(&format!("{{{{{inside}}}}}")),
            }
            rest = behind;
        }
        filled.push_str(rest);
        filled
    }

    /// Every name with its figure, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Result<&Figure, &str>)> {
        self.0
            .iter()
            .map(|(name, figure)| (name.as_str(), figure.as_ref().map_err(String::as_str)))
    }

    pub(crate) fn add(&mut self, name: impl Into<String>, figure: Result<Figure, String>) {
        self.0.insert(name.into(), figure);
    }

    fn add_facts(&mut self, book: &Book) {
        let scope = Scope::of(book);
        for fact in &book.facts {
            let figure = match &fact.value {
                Value::Typed(value) => Ok(Figure {
                    text: fact.places.map_or_else(
                        || value.to_string(),
                        |places| Decimal::round(&value.to_rational(), places).to_string(),
                    ),
                    unit: fact.unit.clone(),
                    value: Some(value.to_rational()),
                    provenance: Provenance::Typed(fact.source.clone()),
                }),
                Value::Measure(measure) => scope
                    .measure(measure, &fact.unit)
                    .map(|measured| measured_figure(measured, &fact.unit, fact.places))
                    .or_else(|error| not_yet(book, &error, &format!("数据“{}”", fact.name))),
            };
            self.add(&fact.name, figure);
        }
    }

    fn add_indicators(&mut self, book: &Book) {
        let scope = Scope::of(book);
        for indicator in book.all_indicators() {
            let name = |part: &str| format!("指标.{}.{part}", indicator.id);
            let word = |text: String| Figure {
                text,
                unit: String::new(),
                value: None,
                provenance: Provenance::Typed(None),
            };
            let number = |value: Decimal, unit: &str| Figure {
                text: value.to_string(),
                unit: unit.to_owned(),
                value: Some(value.to_rational()),
                provenance: Provenance::Typed(None),
            };
            let unit = indicator.unit.as_str();
            let target = match &indicator.target {
                Target::AtLeast(value)
                | Target::MoreThan(value)
                | Target::Exactly(value)
                | Target::AtMost(value)
                | Target::LessThan(value) => number(*value, unit),
                target => word(target.printed(unit)),
            };
            self.add(name("目标"), Ok(target));
            self.add(name("分值"), Ok(number(indicator.weight, "分")));
            let actual = match &indicator.actual {
                Actual::Blank => Err(format!("指标“{}”还没有完成值", indicator.id)),
                Actual::Number(value) => Ok(number(*value, unit)),
                Actual::Date(date) => Ok(word(date.chinese())),
                Actual::YesNo(yes) => Ok(word(crate::indicator::yes_no(*yes).to_owned())),
                Actual::Band(band) => Ok(word(band.clone())),
                Actual::Measure(measure) => scope
                    .measure(measure, indicator.measured_unit())
                    .map(|measured| measured_figure(measured, indicator.measured_unit(), None))
                    .or_else(|error| not_yet(book, &error, &format!("指标“{}”", indicator.id))),
            };
            self.add(name("完成值"), actual);
        }
    }

    fn add_budget(&mut self, book: &Book) {
        self.add_totals("预算", &book.totals());
        for spending in Spending::ALL {
            let lines = book.budget.iter().filter(|line| line.spending == spending);
            self.add_totals(&format!("预算.{}", spending.word()), &Totals::of(lines));
        }
        for line in &book.budget {
            let from = |other: &&BudgetLine| other.source == line.source;
            let source = Totals::of(book.budget.iter().filter(from));
            self.add_totals(&format!("预算.来源.{}", line.source), &source);
            let named = |other: &&BudgetLine| other.name == line.name;
            let prefix = format!("预算.项目.{}", line.name);
            self.add_totals(&prefix, &Totals::of(book.budget.iter().filter(named)));
            if book.budget.iter().filter(named).count() == 1 {
                self.note_line(&prefix, line);
            }
        }
    }

    pub(crate) fn add_totals(&mut self, prefix: &str, totals: &Totals) {
        let full = "年初预算＋调整＋上年结转";
        let amounts = [
            ("年初预算", totals.initial, "各行年初预算之和"),
            ("调整", totals.adjustment, "各行调整之和"),
            ("上年结转", totals.carried, "各行上年结转之和"),
            ("全年预算", totals.full_year(), full),
            ("执行数", totals.executed, "各行执行数之和"),
            ("结余", totals.unspent(), "全年预算 − 执行数"),
        ];
        for (name, amount, formula) in amounts {
            self.add(format!("{prefix}.{name}"), Ok(money(amount, formula)));
        }
        let rate = percent(totals.execution_rate(), "执行数 ÷ 全年预算");
        self.add(format!("{prefix}.执行率"), rate);
    }

    /// Says of what a single line states itself that it was typed in, or by which measure it came about.
    fn note_line(&mut self, prefix: &str, line: &BudgetLine) {
        for part in ["年初预算", "调整", "上年结转"] {
            self.note(&format!("{prefix}.{part}"), typed_in("预算"));
        }
        let executed = match &line.execution {
            None => typed_in("预算"),
            Some(measure) => Provenance::Computed(measure.to_string()),
        };
        self.note(&format!("{prefix}.执行数"), executed);
    }

    fn note(&mut self, name: &str, provenance: Provenance) {
        if let Some(Ok(figure)) = self.0.get_mut(name) {
            figure.provenance = provenance;
        }
    }

    fn add_balance(&mut self, book: &Book) {
        let Some(balance) = &book.balance else {
            return;
        };
        let rate = percent(balance.debt_ratio(), "负债 ÷ 资产");
        self.add("资产.资产负债率", rate);
        self.add_side("资产", &balance.assets);
        self.add_side("负债", &balance.liabilities);
        self.add_side("净资产", &balance.net);
    }

    fn add_side(&mut self, prefix: &str, side: &Side) {
        self.add(
            format!("{prefix}.总额"),
            Ok(money(side.total(), &format!("{prefix}各项之和"))),
        );
        for item in &side.items {
            let name = &item.name;
            self.add(
                format!("{prefix}.{name}"),
                Ok(Figure {
                    provenance: typed_in("资产负债表"),
                    ..money(item.amount, "")
                }),
            );
            let formula = format!("{name} ÷ {prefix}总额");
            let share = percent(side.share(item), &formula);
            self.add(format!("{prefix}.{name}.占比"), share);
        }
    }

    fn add_staff(&mut self, book: &Book) {
        self.add_people("人员", &book.staff);
        for staff in &book.staff {
            let prefix = format!("人员.{}", staff.kind);
            self.add_people(&prefix, std::slice::from_ref(staff));
        }
    }

    /// 调查.名称.…: the numbers of a survey and what it found.
    fn add_surveys(&mut self, book: &Book) {
        for survey in &book.surveys {
            let prefix = format!("调查.{}", survey.name);
            let Some(result) = survey.result(book) else {
                continue;
            };
            let provenance = match &survey.responses {
                Responses::Ledger { ledger, .. } => {
                    Provenance::Computed(format!("台账“{ledger}”的有效问卷"))
                }
                Responses::Typed { .. } => Provenance::Typed(None),
            };
            for (name, number) in result.numbers() {
                let figure = number.map(|(value, unit)| Figure {
                    text: match (name, unit) {
                        (_, "份") => Decimal::round(&value, 0),
                        // Rounded outward, so that the interval holds what it should.
                        ("下限", _) => Decimal::truncate(&value, PLACES),
                        ("上限" | "误差", _) => above(&value, PLACES),
                        _ => Decimal::round(&value, PLACES),
                    }
                    .to_string(),
                    unit: unit.to_owned(),
                    value: Some(value),
                    provenance: provenance.clone(),
                });
                let figure = figure.or_else(|| book.looks_back().then(unknown_yet));
                let missing = || format!("满意度调查“{}”没有{name}", survey.name);
                self.add(format!("{prefix}.{name}"), figure.ok_or_else(missing));
            }
        }
    }

    /// 整改.…: all problems, and those of each source.
    fn add_rectification(&mut self, book: &Book) {
        let all = book.problems_on(None);
        self.add_tally("整改", &all.tally());
        for (source, tally) in all.by_source() {
            self.add_tally(&format!("整改.来源.{source}"), &tally);
        }
    }

    fn add_tally(&mut self, prefix: &str, tally: &Tally) {
        let counts = [
            ("总数", tally.found),
            ("已完成", tally.done),
            ("整改中", tally.underway),
            ("未整改", tally.not_begun),
            ("无法整改", tally.impossible),
            ("未完成", tally.left()),
            ("上年结转", tally.carried),
        ];
        for (name, count) in counts {
            let figure = Figure {
                text: count.to_string(),
                unit: "个".to_owned(),
                value: Some(Rational::from_integer(count.into())),
                provenance: Provenance::Computed(format!("整改台账中{name}的问题数")),
            };
            self.add(format!("{prefix}.{name}"), Ok(figure));
        }
        self.add(
            format!("{prefix}.涉及金额"),
            Ok(money(tally.amount, "各问题涉及金额之和")),
        );
        self.add(
            format!("{prefix}.整改率"),
            percent(tally.rate(), "已完成 ÷ 总数"),
        );
    }

    fn add_people(&mut self, prefix: &str, staff: &[Staff]) {
        let column = |column: fn(&Staff) -> Option<u32>| {
            let people = staff.iter().map(|staff| column(staff).map(u64::from));
            people.sum::<Option<u64>>()
        };
        let columns = [
            ("编制", column(|staff| staff.posts)),
            ("实有", column(|staff| Some(staff.present))),
            ("在职", column(|staff| Some(staff.serving))),
            ("退休", column(|staff| Some(staff.retired))),
        ];
        for (name, people) in columns {
            let figure = people.map(|people| Figure {
                text: people.to_string(),
                unit: "人".to_owned(),
                value: Some(Rational::from_integer(people.into())),
                provenance: match staff {
                    [_] if prefix != "人员" => typed_in("人员"),
                    _ => Provenance::Computed(format!("各类人员{name}之和")),
                },
            });
            let missing = || format!("有的人员类别没有填“{name}”");
            self.add(format!("{prefix}.{name}"), figure.ok_or_else(missing));
        }
    }
}

fn typed_in(table: &str) -> Provenance {
    Provenance::Typed(Some(table.to_owned()))
}

/// What is printed for a figure of a past day of which nothing was known by then.
///
/// # Errors
/// In Chinese, where it is not for want of rows, or no past day is looked back to.
fn not_yet(book: &Book, error: &MeasureError, subject: &str) -> Result<Figure, String> {
    match book.looks_back() && error.by_rows {
        true => Ok(unknown_yet()),
        false => Err(format!("{subject}{error}")),
    }
}

fn unknown_yet() -> Figure {
    Figure {
        text: "尚无数据".to_owned(),
        unit: String::new(),
        value: None,
        provenance: Provenance::Computed("到这一天台账里还没有可以统计的行".to_owned()),
    }
}

/// Decimal places of money and percentages.
const PLACES: u8 = 2;

fn measured_figure(measured: Measured, unit: &str, places: Option<u8>) -> Figure {
    if let Some(date) = measured.date(unit) {
        return Figure {
            text: date.chinese(),
            unit: String::new(),
            value: None,
            provenance: Provenance::Measured(measured),
        };
    }
    Figure {
        text: match places {
            Some(places) => Decimal::round(&measured.value, places).to_string(),
            None => measured.printed(unit),
        },
        unit: unit.to_owned(),
        value: Some(measured.value.clone()),
        provenance: Provenance::Measured(measured),
    }
}

/// The value rounded up.
fn above(value: &Rational, places: u8) -> Decimal {
    let down = Decimal::truncate(value, places);
    let up = || down.checked_add(Decimal::new(1, places));
    match down.to_rational() < *value {
        true => up().unwrap_or(down),
        false => down,
    }
}

pub(crate) fn money(amount: Decimal, formula: &str) -> Figure {
    Figure {
        text: in_wan_yuan(amount).to_string(),
        unit: "万元".to_owned(),
        value: Some(amount.to_rational()),
        provenance: Provenance::Computed(formula.to_owned()),
    }
}

fn percent(ratio: Option<Rational>, formula: &str) -> Result<Figure, String> {
    let ratio = ratio.ok_or_else(|| format!("“{formula}”的除数是 0"))?;
    let value = ratio * Rational::from_integer(100.into());
    Ok(Figure {
        text: Decimal::round(&value, PLACES).to_string(),
        unit: "%".to_owned(),
        value: Some(value),
        provenance: Provenance::Computed(formula.to_owned()),
    })
}
