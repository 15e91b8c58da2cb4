//! Last year's book rolled forward into next year's (结转下年): what lasts is kept, what the year brought is emptied, and
//! what somebody must look at is listed.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use crate::scoring::Scored;
use crate::survey::Responses;
use crate::{
    Actual, Book, BudgetLine, Evidence, Goal, Indicator, Ledger, Member, Objective, Publication,
    ResultUse, Scheme, Scorecard, SelfEvaluation, Survey, Task, Totals, Transfer, Value,
    carried_on, in_wan_yuan, score,
};

/// Next year's book, and what became of last year's entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rolled {
    /// The new book.
    pub book: Book,
    /// What was carried over, in words.
    pub carried: Vec<String>,
    /// What was emptied, in words.
    pub emptied: Vec<String>,
    /// What must be filled in or looked at, in words, with the file.
    pub todo: Vec<String>,
    /// The books of subordinate units that lie in the department's folder, by their folder in the new one.
    pub members: Vec<(String, Self)>,
}

impl Book {
    /// Next year's book. The old one is not touched.
    ///
    /// Unit, staff, duties, goals, tasks, indicators with their measures, ledgers without rows, definitions, schemes and
    /// narrative are carried over, and so are open problems. Amounts, actual values, outcomes, evidence, monitoring and
    /// adjustments stay behind; an indicator remembers what was reached as 上年完成值.
    pub fn rolled(&self, year: u16, scheme: &Scheme) -> Rolled {
        let card = score(self, scheme);
        let mut rolling = Rolling::default();
        let last = self.own();
        let mut rolled = last.rolled_own(year, &card, &mut rolling);
        rolled.members = rolling.units(self, year);
        rolling.told(&last, &rolled);
        Rolled {
            book: rolled,
            carried: rolling.carried,
            emptied: rolling.emptied,
            todo: rolling.todo,
            members: rolling.members,
        }
    }

    fn rolled_own(&self, year: u16, card: &Scorecard, rolling: &mut Rolling) -> Self {
        Self {
            year,
            evaluation: evaluation(&self.evaluation),
            balance: rolling.balance(self),
            budget: self.budget.iter().map(|line| rolling.line(line)).collect(),
            objective: aimed_at_again(self.objective.as_ref()),
            goals: without_outcome(&self.goals),
            tasks: self.tasks.iter().map(|task| rolling.task(task)).collect(),
            indicators: self
                .indicators
                .iter()
                .zip(&card.indicators)
                .map(|(indicator, scored)| rolling.indicator(None, indicator, scored))
                .collect(),
            projects: rolling.projects(self, year),
            facts: rolling.facts(self),
            surveys: self.surveys.iter().map(|one| rolling.survey(one)).collect(),
            adjustments: Vec::new(),
            notes: Vec::new(),
            problems: carried_on(self),
            result_use: ResultUse::default(),
            publication: Publication {
                date: None,
                ..self.publication.clone()
            },
            ledgers: self.emptied_ledgers(),
            long_ledgers: BTreeMap::new(),
            evidence: Evidence::default(),
            transfers: self
                .transfers
                .iter()
                .map(|transfer| rolling.transfer(transfer))
                .collect(),
            ..self.clone()
        }
    }
}

impl Book {
    /// Every ledger of the book without a row, the long ones as well.
    pub(crate) fn emptied_ledgers(&self) -> BTreeMap<String, Ledger> {
        let ledgers = self.ledgers.iter();
        let ledgers = ledgers.map(|(name, ledger)| (name.clone(), ledger.emptied()));
        let long = self.long_ledgers.iter();
        let long = long.map(|(name, ledger)| (name.clone(), ledger.header().clone()));
        ledgers.chain(long).collect()
    }
}

impl BudgetLine {
    /// What the money is for, before there is any.
    pub(crate) fn emptied(&self) -> Self {
        Self {
            amounts: Totals::default(),
            carried_executed: None,
            unspent_reason: None,
            ..self.clone()
        }
    }
}

impl Indicator {
    /// What is aimed at and how it is computed, and nothing of what came.
    pub(crate) fn without_outcome(&self) -> Self {
        Self {
            milestones: Vec::new(),
            actual: match &self.actual {
                Actual::Measure(measure) => Actual::Measure(measure.clone()),
                _ => Actual::Blank,
            },
            rating: None,
            evidence: Vec::new(),
            outcome: None,
            deviation: None,
            improvement: None,
            excess_reason: None,
            target_too_low: false,
            last_year: None,
            ..self.clone()
        }
    }
}

impl Survey {
    /// How it is asked, before anybody was.
    pub(crate) fn unasked(&self) -> Self {
        let responses = match &self.responses {
            Responses::Typed { .. } => Responses::Typed {
                returned: 0,
                valid: 0,
                stated: None,
            },
            ledger => ledger.clone(),
        };
        Self {
            from: None,
            to: None,
            sent: None,
            evidence: Vec::new(),
            responses,
            ..self.clone()
        }
    }
}

fn evaluation(last: &SelfEvaluation) -> SelfEvaluation {
    SelfEvaluation {
        basis: Vec::new(),
        date: None,
        ..last.clone()
    }
}

/// The goals, nothing of which is reached yet.
pub(crate) fn without_outcome(goals: &[Goal]) -> Vec<Goal> {
    let goals = goals.iter().cloned().map(|goal| Goal {
        outcome: None,
        ..goal
    });
    goals.collect()
}

/// The objective, nothing of which is reached yet.
pub(crate) fn aimed_at_again(last: Option<&Objective>) -> Option<Objective> {
    last.map(|last| Objective {
        text: last.text.clone(),
        outcome: None,
        all_done: None,
    })
}

/// What is told of a book being rolled.
#[derive(Default)]
pub(crate) struct Rolling {
    carried: Vec<String>,
    emptied: Vec<String>,
    pub(crate) todo: Vec<String>,
    pub(crate) members: Vec<(String, Rolled)>,
}

/// Whether a folder lies below the one it is named from.
fn lies_inside(folder: &str) -> bool {
    let mut parts = Path::new(folder).components();
    parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

impl Rolling {
    fn balance(&mut self, last: &Book) -> Option<crate::BalanceSheet> {
        if let Some(balance) = &last.balance {
            self.todo.push(format!(
                "工作表“资产”“负债”“净资产”：填年末数（年初即上年末：资产 {}、负债 {}、净资产 {} 万元）",
                in_wan_yuan(balance.assets.total()),
                in_wan_yuan(balance.liabilities.total()),
                in_wan_yuan(balance.net.total())
            ));
        }
        None
    }

    fn line(&mut self, last: &BudgetLine) -> BudgetLine {
        let amounts = last.amounts;
        self.todo.push(format!(
            "工作表“预算”的“{}”：填年初预算和上年结转（上年全年预算 {}、执行 {}、结余 {} 万元）",
            last.name,
            in_wan_yuan(amounts.full_year()),
            in_wan_yuan(amounts.executed),
            in_wan_yuan(amounts.unspent())
        ));
        last.emptied()
    }

    fn transfer(&mut self, last: &Transfer) -> Transfer {
        self.todo.push(format!(
            "工作表“内部往来”的“{}”：填今年的预算和金额，今年没有的删去",
            last.matter
        ));
        Transfer {
            amounts: Totals::default(),
            ..last.clone()
        }
    }

    /// The units' books of the new year. Those that lie elsewhere are rolled each by itself.
    fn units(&mut self, last: &Book, year: u16) -> Vec<Member> {
        let (was, is) = (last.year.to_string(), year.to_string());
        let members = last.members.iter().map(|member| {
            let folder = member.folder.replace(&was, &is);
            let scheme = member.book.scoring_scheme();
            let inside = scheme.filter(|_| lies_inside(&folder));
            let book = match inside {
                Some(scheme) => {
                    let rolled = member.book.rolled(year, &scheme);
                    let book = rolled.book.clone();
                    self.members.push((folder.clone(), rolled));
                    book
                }
                None => {
                    self.todo.push(format!(
                        "工作表“基本情况”的下属“{folder}”：先把“{}”也结转到{year}年，放在这里，或改成放的地方",
                        member.folder
                    ));
                    member.book.clone()
                }
            };
            Member { folder, book }
        });
        members.collect()
    }

    fn task(&mut self, last: &Task) -> Task {
        Task {
            outcome: None,
            budget: None,
            executed: None,
            ..last.clone()
        }
    }

    pub(crate) fn indicator(
        &mut self,
        project: Option<&str>,
        last: &Indicator,
        scored: &Scored,
    ) -> Indicator {
        let reached = match (&last.actual, &scored.measured) {
            (Actual::Number(value), _) => Some(*value),
            (_, Some(measured)) => measured.printed(&last.unit).parse().ok(),
            _ => None,
        };
        let was = scored.actual.as_deref().unwrap_or("没有完成值");
        let whose = project.map_or_else(String::new, |name| format!("（项目{name}）"));
        self.todo.push(format!(
            "工作表“指标”的 {} {}{whose}：重定目标（上年目标 {}，完成 {was}）",
            last.id,
            last.name,
            last.target.printed(&last.unit)
        ));
        Indicator {
            last_year: reached,
            ..last.without_outcome()
        }
    }

    /// Typed-in figures are kept so that the narrative still finds them, and marked as last year's.
    fn facts(&mut self, last: &Book) -> Vec<crate::Fact> {
        let mut facts = last.facts.clone();
        for fact in &mut facts {
            if let Value::Typed(value) = &fact.value {
                self.todo.push(format!(
                    "工作表“数据”的“{}”：还是上年的 {value}{}，换成今年的数和来源",
                    fact.name, fact.unit
                ));
                fact.source = Some(format!("待更新：{}年的数", last.year));
            }
        }
        facts
    }

    fn survey(&mut self, last: &Survey) -> Survey {
        self.todo.push(format!(
            "工作表“满意度调查”的“{}”：写明今年的起止日期和发放数",
            last.name
        ));
        last.unasked()
    }

    fn told(&mut self, last: &Book, book: &Book) {
        self.carried.push(format!(
            "{}个指标（上年完成值已记入）、{}项目标、{}项任务、{}段文字、{}类人员",
            book.all_indicators().count(),
            book.goals.len(),
            book.tasks.len(),
            book.texts.len(),
            book.staff.len()
        ));
        if !book.projects.is_empty() {
            self.carried.push(format!("{}个项目", book.projects.len()));
        }
        if !book.problems.is_empty() {
            self.carried
                .push(format!("{}个没有整改完的问题", book.problems.len()));
        }
        let rows: usize = last
            .ledgers
            .values()
            .map(|ledger| ledger.rows().len())
            .sum();
        self.emptied.push(format!(
            "{}本台账的{rows}行（表头和定义还在）",
            last.ledgers.len()
        ));
        if !last.long_ledgers.is_empty() {
            let names: Vec<_> = last.long_ledgers.keys().map(String::as_str).collect();
            let names = names.join("、");
            self.emptied
                .push(format!("台账{names}的全部行（太长，没有数）"));
        }
        self.emptied.push(format!(
            "{}行预算的数、{}份佐证、{}期监控、{}项调整、结果应用",
            last.budget.len(),
            last.evidence.names().count(),
            last.notes.len(),
            last.all_adjustments().count()
        ));
        self.todo
            .push("工作表“基本情况”的自评：写明今年的依据和填报日期".to_owned());
        for staff in &book.staff {
            self.todo.push(format!(
                "工作表“人员”的“{}”：核对人数（上年在职 {}）",
                staff.kind, staff.serving
            ));
        }
        for (name, text) in &book.texts {
            self.todo.extend(old_years(name, text, last.year));
        }
    }
}

/// Lines of a narrative piece that name the old year.
fn old_years(name: &str, text: &str, year: u16) -> Vec<String> {
    let year = format!("{year}年");
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| line.contains(&year))
        .map(|(at, line)| {
            let start = line.find(&year).unwrap_or_default();
            let around: String = line[start..].chars().take(24).collect();
            format!("text/{name}.md 第{}行写着“{around}…”", at + 1)
        })
        .collect()
}

impl Ledger {
    /// The same columns without a row.
    pub fn emptied(&self) -> Self {
        Self::new(self.columns().to_vec()).unwrap_or_else(|_| self.clone())
    }
}
