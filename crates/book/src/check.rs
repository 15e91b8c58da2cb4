//! What to mend or watch in a book that loads.

use crate::number::sum;
use crate::remark::{Subject, kind};
use crate::scoring::subject;
use crate::{Actual, Book, BudgetLine, Direction, Indicator, Remark, Scheme, Value};
use quantity::Decimal;

impl Book {
    /// What is incomplete or contradicts itself, beyond what scoring remarks.
    pub fn check(&self, scheme: &Scheme) -> Vec<Remark> {
        let mut remarks = Vec::new();
        self.check_frame(scheme, &mut remarks);
        self.check_balance(&mut remarks);
        self.check_staff(&mut remarks);
        self.check_budget(&mut remarks);
        self.check_adjustments(&mut remarks);
        for indicator in &self.indicators {
            self.check_indicator(indicator, &mut remarks);
        }
        self.check_sources(&mut remarks);
        self.check_attachments(&mut remarks);
        self.remark_long_ledgers(&mut remarks);
        for survey in &self.surveys {
            remarks.extend(survey.check(self));
        }
        self.check_problems(&mut remarks);
        self.check_transfers(&mut remarks);
        self.check_department(&mut remarks);
        remarks.extend(self.rectification(None).remarks);
        self.check_projects(&mut remarks);
        remarks
    }

    fn check_indicator(&self, indicator: &Indicator, remarks: &mut Vec<Remark>) {
        let typed = !matches!(indicator.actual, Actual::Measure(_) | Actual::Blank);
        if typed && self.evidence_of(indicator).is_empty() {
            let message = "完成值是手工填的，请附“佐证”，或改用“统计”";
            remarks.push(Remark::new(kind::UNPROVEN, subject(indicator), message));
        }
        if indicator.weight == Decimal::ZERO {
            remarks.push(Remark::new(kind::NO_WEIGHT, subject(indicator), "分值是 0"));
        }
        let unitless = matches!(
            indicator.target.direction(),
            Direction::State | Direction::YesNo | Direction::By
        );
        if indicator.unit.is_empty() && !unitless {
            remarks.push(Remark::new(
                kind::NO_UNIT,
                subject(indicator),
                "没有写“单位”",
            ));
        }
    }

    fn check_frame(&self, scheme: &Scheme, remarks: &mut Vec<Remark>) {
        for part in scheme.frame() {
            let weights = self
                .indicators
                .iter()
                .filter(|indicator| part.is_called(&indicator.level1))
                .map(|indicator| indicator.weight);
            let weight = sum(weights);
            if weight != part.weight {
                let message = format!(
                    "“{}”分值合计 {weight}，方案规定 {}",
                    part.level1, part.weight
                );
                remarks.push(Remark::new(kind::WEIGHT_OF_LEVEL, "分值", message));
            }
        }
        let known = |indicator: &&Indicator| {
            scheme
                .frame()
                .iter()
                .any(|part| part.is_called(&indicator.level1))
        };
        for indicator in self.indicators.iter().filter(|one| !known(one)) {
            let message = format!("方案的权重里没有一级指标“{}”", indicator.level1);
            remarks.push(Remark::new(
                kind::OUTSIDE_THE_FRAME,
                subject(indicator),
                message,
            ));
        }
    }

    fn check_balance(&self, remarks: &mut Vec<Remark>) {
        let Some(balance) = &self.balance else {
            return;
        };
        let gap = balance.gap();
        if !gap.is_zero() {
            let message = format!(
                "资产 {} ≠ 负债 {} ＋ 净资产 {}，相差 {gap} 万元",
                balance.assets.total(),
                balance.liabilities.total(),
                balance.net.total()
            );
            remarks.push(Remark::new(
                kind::BALANCE_GAP,
                Subject::single("资产负债"),
                message,
            ));
        }
    }

    fn check_staff(&self, remarks: &mut Vec<Remark>) {
        for staff in &self.staff {
            if let Some(posts) = staff.posts
                && staff.present > posts
            {
                let message = format!("实有 {} 人，超过编制 {posts} 人", staff.present);
                remarks.push(Remark::new(
                    kind::OVER_ESTABLISHMENT,
                    Subject::entry("人员", &staff.kind),
                    message,
                ));
            }
            if staff.serving > staff.present {
                let message = format!("在职 {} 人，多于实有 {} 人", staff.serving, staff.present);
                remarks.push(Remark::new(
                    kind::MORE_SERVING_THAN_PRESENT,
                    Subject::entry("人员", &staff.kind),
                    message,
                ));
            }
        }
    }

    fn check_budget(&self, remarks: &mut Vec<Remark>) {
        for line in &self.budget {
            let unspent = line.amounts.unspent();
            let subject = Subject::entry("预算", &line.name);
            if unspent.is_negative() {
                let message = format!("执行数超过全年预算 {} 万元", unspent.abs());
                remarks.push(Remark::new(kind::OVERSPENT, subject, message));
            } else if !unspent.is_zero() && line.unspent_reason.is_none() {
                let message = format!("结余 {unspent} 万元，请写明“结余说明”");
                remarks.push(Remark::new(kind::UNSPENT_UNEXPLAINED, subject, message));
            }
            check_carried(line, remarks);
        }
    }

    fn check_sources(&self, remarks: &mut Vec<Remark>) {
        for fact in &self.facts {
            if matches!(fact.value, Value::Typed(_)) && fact.source.is_none() {
                let message = "数值是手工填的，请写明“来源”";
                remarks.push(Remark::new(
                    kind::SOURCE_UNSAID,
                    Subject::entry("数据", &fact.name),
                    message,
                ));
            }
        }
    }

    fn check_problems(&self, remarks: &mut Vec<Remark>) {
        for (at, problem) in self.problems.iter().enumerate() {
            let missing: Vec<_> = [
                ("措施", problem.remedy.is_none()),
                ("责任人", problem.owner.is_none()),
                ("期限", problem.deadline.is_none()),
            ]
            .into_iter()
            .filter_map(|(name, missing)| missing.then_some(name))
            .collect();
            if !missing.is_empty() {
                let message = format!("请补上{}", missing.join("、"));
                let subject = Subject::from(format!("问题{}", at + 1)).at(problem.address());
                remarks.push(Remark::new(kind::PROBLEM_INCOMPLETE, subject, message));
            }
        }
    }
}

/// More came out of the money carried over than there was, or than was executed.
fn check_carried(line: &BudgetLine, remarks: &mut Vec<Remark>) {
    let subject = Subject::entry("预算", &line.name);
    let amounts = line.amounts;
    if let Some(part) = line.carried_executed
        && (part > amounts.carried || part > amounts.executed)
    {
        let message = format!(
            "结转执行 {part} 超过上年结转 {} 或执行数 {}",
            amounts.carried, amounts.executed
        );
        remarks.push(Remark::new(kind::CARRIED_OVERSPENT, subject, message));
    }
}
