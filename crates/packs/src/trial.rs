//! The tests a pack carries: small ledgers with the value a measure must give, and indicators with what the lint must say.

use std::collections::BTreeMap;

use book::{Actual, Calendar, Direction, Indicator, IndicatorBasis, Ledger};
use quantity::Decimal;
use settings::{Fault, NAME, TEXT, Table, choice};

use crate::lint::{self, Words};
use crate::pack::Pack;
use crate::read::Place;
use crate::target;

/// Rows of ledgers, and what an indicator's measure gives over them.
#[derive(Clone, Debug)]
pub(crate) struct MeasureTrial {
    indicator: String,
    result: String,
    ledgers: Vec<Rows>,
    place: Place,
}

/// Rows as they would stand in a file: the first has the names of the columns that matter.
#[derive(Clone, Debug)]
struct Rows {
    ledger: String,
    lines: Vec<String>,
}

/// An indicator, and the codes of the rules that must speak up.
#[derive(Clone, Debug)]
pub(crate) struct LintTrial {
    indicator: Indicator,
    codes: Vec<String>,
    place: Place,
}

/// The year that the periods of measures are of where no book gives one.
pub(crate) fn calendar() -> Calendar {
    Calendar::of_year(2022)
}

impl MeasureTrial {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let place = Place::of(table);
        let indicator = table.required("指标", &NAME);
        let result = table.required("结果", &NAME);
        table.optional("说明", &TEXT);
        let ledgers = table.tables("台账", |table| {
            let ledger = table.required("名称", &NAME);
            let lines = table.list("行", &NAME);
            Some(Rows {
                ledger: ledger?,
                lines,
            })
        });
        Some(Self {
            indicator: indicator?,
            result: result?,
            ledgers,
            place,
        })
    }

    /// Runs the test in its pack.
    pub(crate) fn run(&self, pack: &Pack) -> Result<(), Fault> {
        let fault = |problem: String| self.place.fault(problem, "核对公式、台账和预期结果");
        let Some(model) = pack.indicator(&self.indicator) else {
            return Err(fault(format!("没有编号为“{}”的指标", self.indicator)));
        };
        let Some(measure) = &model.measure else {
            return Err(fault(format!("指标“{}”没有统计", self.indicator)));
        };
        let mut ledgers = BTreeMap::new();
        for rows in &self.ledgers {
            let ledger = rows.ledger(pack).map_err(fault)?;
            ledgers.insert(rows.ledger.clone(), ledger);
        }
        let measured = measure
            .over(&ledgers, calendar(), &model.unit)
            .map_err(|error| fault(format!("{}算不出来：{error}", model.id)))?;
        let printed = measured.printed(&model.unit);
        match printed == self.result {
            true => Ok(()),
            false => Err(fault(format!(
                "{}算得 {printed}{unit}，预期 {}{unit}",
                model.id,
                self.result,
                unit = model.unit
            ))),
        }
    }
}

impl Rows {
    /// A ledger with the columns the rows name.
    fn ledger(&self, pack: &Pack) -> Result<Ledger, String> {
        let form = pack
            .ledger(&self.ledger)
            .ok_or_else(|| format!("没有台账“{}”", self.ledger))?
            .definition()
            .map_err(|faults| faults.to_string())?
            .ledger();
        let (head, lines) = self
            .lines
            .split_first()
            .ok_or_else(|| format!("台账“{}”没有行", self.ledger))?;
        let columns = head
            .split(',')
            .map(|name| match form.column(name) {
                Some(at) => Ok(form.columns()[at].clone()),
                None => Err(format!("台账“{}”没有列“{name}”", self.ledger)),
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut ledger = Ledger::new(columns.clone())?;
        for line in lines {
            let cells: Vec<_> = line.split(',').collect();
            if cells.len() != columns.len() {
                return Err(format!("“{line}”与表头的列数不同"));
            }
            let row = columns
                .iter()
                .zip(cells)
                .map(|(column, cell)| {
                    let read = column.read(cell);
                    read.map_err(|problem| format!("“{}”列{problem}", column.name))
                })
                .collect::<Result<_, _>>()?;
            ledger.push(row)?;
        }
        Ok(ledger)
    }
}

impl LintTrial {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let place = Place::of(table);
        table.optional("说明", &TEXT);
        let first = table.required("一级", &NAME);
        let second = table.required("二级", &NAME);
        let name = table.required("三级", &NAME);
        let unit = table.optional("单位", &NAME).unwrap_or_default();
        let direction = table
            .value("方向")
            .and_then(|value| choice(value, &Direction::ALL, Direction::word));
        let text = table.required("目标", &NAME);
        let mut basis = IndicatorBasis::default()
            .with(IndicatorBasis::FORMULA, "例")
            .with(IndicatorBasis::METHOD, "例");
        basis.set(
            IndicatorBasis::STANDARD,
            table.optional(IndicatorBasis::STANDARD, &TEXT),
        );
        let codes = table.list("应报", &NAME);
        let target = target::read(direction?, &text?, &unit);
        if target.is_none() {
            table.missing("目标", format!("要写{}", target::wanted(direction?)));
        }
        let indicator = Indicator {
            id: "例".to_owned(),
            level1: first?,
            level2: second?,
            name: name?,
            target: target?,
            unit,
            weight: Decimal::ONE,
            rule: None,
            actual: Actual::Blank,
            rating: None,
            evidence: vec!["例".to_owned()],
            outcome: None,
            deviation: None,
            improvement: None,
            excess_reason: None,
            target_too_low: false,
            last_year: None,
            cumulative: None,
            milestones: Vec::new(),
            basis,
        };
        Some(Self {
            indicator,
            codes,
            place,
        })
    }

    /// Runs the test with the pack's words.
    pub(crate) fn run(&self, words: &Words) -> Result<(), Fault> {
        let indicators = std::slice::from_ref(&self.indicator);
        let found: Vec<_> = lint::of_each(indicators, words)
            .into_iter()
            .map(|finding| finding.code)
            .collect();
        match found.iter().eq(self.codes.iter()) {
            true => Ok(()),
            false => {
                let said = |codes: &[String]| match codes.is_empty() {
                    true => "没有".to_owned(),
                    false => codes.join("、"),
                };
                let found: Vec<_> = found.iter().map(|code| (*code).to_owned()).collect();
                let problem = format!(
                    "“{}”的体检结果是 {}，预期 {}",
                    self.indicator.name,
                    said(&found),
                    said(&self.codes)
                );
                Err(self.place.fault(problem, "核对词表和预期结果"))
            }
        }
    }
}
