//! A book made like that of another unit (同类单位): how its performance is measured, and nothing of what it did.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Actual, Book, BudgetLine, Evidence, Fact, Indicator, IndicatorBasis, Profile, Publication,
    RectificationLedger, ResultUse, SelfEvaluation, Value,
};

/// A new book, and what is left to do in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The new book.
    pub book: Book,
    /// What must be filled in or looked at, in words, with the sheet.
    pub todo: Vec<String>,
}

/// The book is a department's: its figures are those of its units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "是部门的账本，指标由下属单位的账汇总，照着建不成。先照下属单位的账建各单位的，再用 --members 建部门的"
)]
pub struct NotAlike;

/// What describes an indicator whoever has it. The rest says where a unit has its own target from and who answers for it.
const COMMON: [&str; 7] = [
    IndicatorBasis::EXPLANATION,
    IndicatorBasis::FORMULA,
    IndicatorBasis::STANDARD,
    IndicatorBasis::METHOD,
    IndicatorBasis::DATA,
    IndicatorBasis::PROOF,
    IndicatorBasis::ORIGIN,
];

impl Book {
    /// A new book of that unit and year, like this one.
    ///
    /// Rank, packs, schemes, thresholds, indicators with targets, weights and measures, names of budget lines, ledgers
    /// without rows, definitions and surveys without answers are taken over. The unit's own words, people, amounts, actual
    /// values, evidence, projects and problems are not. What a department has from its units is not its own, so nothing is
    /// like it without them.
    ///
    /// # Errors
    /// When this is a department's book.
    pub fn like(&self, unit: &str, year: u16) -> Result<Alike, NotAlike> {
        if self.is_department() {
            return Err(NotAlike);
        }
        let model = self;
        let indicators: Vec<_> = model.indicators.iter().map(plain).collect();
        let known: BTreeSet<&str> = indicators.iter().map(|one| one.id.as_str()).collect();
        let lines = model.budget.iter().map(|line| BudgetLine {
            indicators: line
                .indicators
                .iter()
                .filter(|id| known.contains(id.as_str()))
                .cloned()
                .collect(),
            ..line.emptied()
        });
        let budget: Vec<_> = lines.collect();
        let rectified = model.rectification_ledgers.iter();
        let book = Self {
            year,
            profile: Profile {
                name: unit.to_owned(),
                short_name: None,
                superior: None,
                rank: model.profile.rank,
                duties: Vec::new(),
                organisation: None,
            },
            evaluation: SelfEvaluation::default(),
            staff: Vec::new(),
            balance: None,
            facts: facts(model, &indicators, &budget),
            budget,
            objective: None,
            goals: Vec::new(),
            tasks: Vec::new(),
            indicators,
            projects: BTreeMap::new(),
            surveys: model.surveys.iter().map(|one| one.unasked()).collect(),
            adjustments: Vec::new(),
            notes: Vec::new(),
            problems: Vec::new(),
            rectification_ledgers: rectified.map(without_evidence).collect(),
            result_use: ResultUse::default(),
            publication: Publication::default(),
            transfers: Vec::new(),
            members: Vec::new(),
            ledgers: model.emptied_ledgers(),
            long_ledgers: BTreeMap::new(),
            texts: BTreeMap::new(),
            evidence: Evidence::default(),
            ..self.clone()
        };
        let todo = todo(&book, self);
        Ok(Alike { book, todo })
    }
}

fn plain(model: &Indicator) -> Indicator {
    let common =
        |basis: IndicatorBasis, (key, text): (&'static str, &str)| match COMMON.contains(&key) {
            true => basis.with(key, text),
            false => basis,
        };
    Indicator {
        basis: model.basis.parts().fold(IndicatorBasis::default(), common),
        ..model.without_outcome()
    }
}

fn without_evidence(model: &RectificationLedger) -> RectificationLedger {
    RectificationLedger {
        found: None,
        evidence: Vec::new(),
        ..model.clone()
    }
}

/// The figures that are computed from ledgers, and the typed ones that something is computed from.
fn facts(model: &Book, indicators: &[Indicator], budget: &[BudgetLine]) -> Vec<Fact> {
    let actuals = indicators.iter().filter_map(|one| match &one.actual {
        Actual::Measure(measure) => Some(measure),
        _ => None,
    });
    let executions = budget.iter().filter_map(|line| line.execution.as_ref());
    let figures = model.facts.iter().filter_map(|fact| match &fact.value {
        Value::Measure(measure) => Some(measure),
        Value::Typed(_) => None,
    });
    let measures = actuals.chain(executions).chain(figures);
    let needed: BTreeSet<&str> = measures.flat_map(|measure| measure.facts()).collect();
    let facts = model.facts.iter().filter_map(|fact| match &fact.value {
        Value::Measure(_) => Some(fact.clone()),
        Value::Typed(_) => needed.contains(fact.name.as_str()).then(|| Fact {
            source: Some(format!("待更新：{}的数", model.profile.name)),
            ..fact.clone()
        }),
    });
    facts.collect()
}

fn todo(book: &Book, model: &Book) -> Vec<String> {
    let mut todo = vec![
        "工作表“基本情况”：填职责、机构、自评依据、总体目标".to_owned(),
        "工作表“人员”“资产”“负债”“净资产”：填本单位的".to_owned(),
    ];
    let lines = book.budget.iter();
    todo.extend(lines.map(|line| {
        let name = &line.name;
        format!("工作表“预算”的“{name}”：填年初预算和上年结转，没有这一笔的删去")
    }));
    let indicators = book.indicators.iter();
    todo.extend(indicators.map(|indicator| {
        let (id, name) = (&indicator.id, &indicator.name);
        let target = indicator.target.printed(&indicator.unit);
        let whose = model.profile.shortest();
        format!("工作表“指标”的 {id} {name}：定本单位的目标（{whose} {target}），没有这一项的删去")
    }));
    todo.extend(book.facts.iter().filter_map(|fact| match &fact.value {
        Value::Typed(value) => Some(format!(
            "工作表“数据”的“{}”：还是{}的 {value}{}，换成本单位的数和来源",
            fact.name,
            model.profile.shortest(),
            fact.unit
        )),
        Value::Measure(_) => None,
    }));
    todo.extend(book.surveys.iter().map(|survey| {
        format!(
            "工作表“满意度调查”的“{}”：写明起止日期和发放数",
            survey.name
        )
    }));
    let ledgers = book.ledgers.keys();
    todo.extend(ledgers.map(|name| format!("台账“{name}”：导入本单位的行（表头已有）")));
    todo
}
