//! What to mend or watch in the projects of a book.

use crate::remark::{Subject, kind};
use crate::{Book, BudgetLine, Evaluated, Project, Remark, Scheme, Severity, Spending};

/// From how many projects on it is worth a word that nothing ever falls short.
const MANY: usize = 2;

impl Book {
    /// What is incomplete or contradicts itself in the projects, beyond what the unit's own book is told.
    pub(crate) fn check_projects(&self, remarks: &mut Vec<Remark>) {
        if self.projects.is_empty() {
            return;
        }
        self.check_coverage(remarks);
        let told = remarks.clone();
        let scores = self.project_scores();
        let own = |one: &&Evaluated| self.projects.contains_key(&one.name);
        for one in scores.projects.iter().filter(own) {
            let wrong = one.card.remarks.iter().cloned();
            let wrong = wrong.filter(|remark| remark.severity == Severity::Error);
            let own = wrong.chain(one.book.check_project(&one.project, &one.scheme));
            let new = own.filter(|remark| !told.contains(remark));
            remarks.extend(new.map(|remark| remark.of_project(&one.name)));
        }
        if self.projects.len() >= MANY && scores.are_all_full() {
            let message = format!(
                "{}个项目全部满分：请逐项复核目标是否偏低、完成值是否属实",
                self.projects.len()
            );
            remarks.push(Remark::new(kind::ALL_FULL, "项目自评", message));
        }
    }

    /// 财预〔2020〕10号: every project is evaluated.
    fn check_coverage(&self, remarks: &mut Vec<Remark>) {
        let mut told: Vec<&str> = Vec::new();
        let uncovered = |line: &&BudgetLine| {
            line.spending == Spending::Project && self.project_of(&line.name).is_none()
        };
        for line in self.budget.iter().filter(uncovered) {
            if told.contains(&line.name.as_str()) {
                continue;
            }
            told.push(&line.name);
            let message = format!(
                "这项项目支出没有自评：补上 projects/{}.toml，或在某个项目的“预算”里写上它",
                line.name
            );
            let subject = Subject::entry("预算", &line.name);
            remarks.push(Remark::new(kind::NOT_EVALUATED, subject, message));
        }
    }

    /// The check of a project, seen as a book.
    pub(super) fn check_project(&self, project: &Project, scheme: &Scheme) -> Vec<Remark> {
        if self.indicators.is_empty() {
            let message = "没有一个指标，不能自评：补上 [[\"指标\"]]";
            return vec![Remark::new(
                kind::NO_INDICATORS,
                Subject::whole("指标"),
                message,
            )];
        }
        let mut remarks = self.check(scheme);
        self.check_carried(&mut remarks);
        self.check_span(project, &mut remarks);
        remarks
    }

    /// The form shows what came out of the money carried over.
    fn check_carried(&self, remarks: &mut Vec<Remark>) {
        let silent = |line: &&BudgetLine| line.executed_of_carried().is_none();
        for line in self.budget.iter().filter(silent) {
            let message = "有上年结转而没有写“结转执行”：自评表上结转资金的执行数只能空着";
            let subject = Subject::entry("预算", &line.name);
            remarks.push(Remark::new(kind::CARRIED_UNSAID, subject, message));
        }
    }

    fn check_span(&self, project: &Project, remarks: &mut Vec<Remark>) {
        if let Some(span) = project.span.filter(|span| !span.contains(self.year)) {
            let message = format!("{span} 不含账本的年度 {}", self.year);
            remarks.push(Remark::new(
                kind::YEAR_OUTSIDE_THE_SPAN,
                Subject::whole("项目期"),
                message,
            ));
        }
        if project.runs_for_years() && project.long_term.is_none() {
            let message = "跨年度的项目，请写明“中期目标”";
            remarks.push(Remark::new(
                kind::LONG_TERM_UNSAID,
                Subject::whole("项目期"),
                message,
            ));
        }
    }
}
