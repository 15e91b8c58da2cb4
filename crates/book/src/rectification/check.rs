//! What contradicts itself in a list of problems, and what is to be watched.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Item, Rectification, Stage};
use crate::remark::{Subject, kind};
use crate::{Book, Remark, RemarkKind};

impl Rectification {
    pub(crate) fn check(&self, book: &Book) -> Vec<Remark> {
        let mut remarks: Vec<_> = self
            .items
            .iter()
            .flat_map(|item| item.check(book))
            .collect();
        self.check_names(&mut remarks);
        self.check_repeats(&mut remarks);
        remarks.sort_by_key(|remark| Reverse(remark.severity));
        remarks
    }

    fn check_names(&self, remarks: &mut Vec<Remark>) {
        let mut seen: BTreeMap<(&str, &str), &Item> = BTreeMap::new();
        for item in &self.items {
            let Some(id) = &item.problem.follow_up.id else {
                continue;
            };
            if let Some(other) = seen.insert((item.source(), id), item) {
                let message = format!("编号与{}相同：各用各的编号", other.place);
                remarks.push(item.remark(kind::SAME_NUMBER, message));
            }
        }
    }

    /// Problems of this year that were carried on from last year in the same words.
    fn check_repeats(&self, remarks: &mut Vec<Remark>) {
        let (carried, new): (Vec<_>, Vec<_>) = self
            .items
            .iter()
            .partition(|item| item.problem.follow_up.carried);
        for item in new {
            if let Some(other) = item.same(&carried) {
                let message = format!(
                    "与上年结转的{}是同一个问题：并作一条，或说明为什么又发生",
                    other.name()
                );
                remarks.push(item.remark(kind::CARRIED_TWICE, message));
            }
        }
    }

    /// All remarks, with one for each problem that stood in last year's list already.
    pub fn against(&self, last_year: &Self) -> Vec<Remark> {
        let old: Vec<_> = last_year.items.iter().collect();
        let mut remarks = self.remarks.clone();
        let new = self.items.iter();
        for item in new.filter(|item| !item.problem.follow_up.carried) {
            if let Some(other) = item.same(&old) {
                let message = format!(
                    "上年已有同样的问题（{}，{}）：标明“上年结转”，或说明为什么又发生",
                    other.name(),
                    other.stage().word()
                );
                remarks.push(item.remark(kind::KNOWN_LAST_YEAR, message));
            }
        }
        remarks.sort_by_key(|remark| Reverse(remark.severity));
        remarks
    }
}

impl Item {
    pub(crate) fn remark(&self, kind: &'static RemarkKind, message: impl Into<String>) -> Remark {
        let name = match &self.problem.follow_up.id {
            Some(id) => format!("整改 {id}"),
            None => format!("整改 {}", self.place),
        };
        let subject = Subject::from(name);
        let subject = match self.is_listed() {
            true => subject,
            false => subject.at(self.problem.address()),
        };
        Remark::new(kind, subject, message)
    }

    fn check(&self, book: &Book) -> Vec<Remark> {
        let follow = &self.problem.follow_up;
        let mut remarks = Vec::new();
        let mut add = |kind, message: String| remarks.push(self.remark(kind, message));
        let (found, done) = (follow.found, follow.done);
        if let (Some(found), Some(done)) = (found, done)
            && done < found
        {
            add(
                kind::DONE_BEFORE_FOUND,
                format!("完成日期 {done} 早于发现日期 {found}"),
            );
        }
        if let (Some(closure), Some(done)) = (&follow.closure, done)
            && closure.date < done
        {
            add(
                kind::CLOSED_BEFORE_DONE,
                format!("销号日期 {} 早于完成日期 {done}", closure.date),
            );
        }
        let finished = follow.stage == Stage::Done;
        if let Some(done) = done.filter(|_| !finished) {
            let word = follow.stage.word();
            add(
                kind::DONE_BY_DATE_ONLY,
                format!("完成日期是 {done}，状态却是“{word}”"),
            );
        }
        if follow.closure.is_some() && follow.stage.is_open() {
            add(
                kind::CLOSED_WHILE_OPEN,
                format!("已经销号，状态却是“{}”", follow.stage.word()),
            );
        }
        for name in follow
            .evidence
            .iter()
            .filter(|name| book.evidence.fails(name))
        {
            add(
                kind::PROOF_FAILS,
                format!("佐证 evidence/{name} 缺失，或与登记的内容不同"),
            );
        }
        if finished && done.is_none() {
            add(kind::DONE_WITHOUT_DATE, "已完成，没有写完成日期".to_owned());
        }
        if finished
            && !follow
                .evidence
                .iter()
                .any(|name| !book.evidence.fails(name))
        {
            add(kind::DONE_WITHOUT_PROOF, "已完成，没有佐证".to_owned());
        }
        if let (Some(done), Some(deadline)) = (done, self.problem.deadline)
            && done > deadline
        {
            let days = done.days_after(deadline);
            add(
                kind::DONE_LATE,
                format!("比期限 {deadline} 晚 {days} 天完成"),
            );
        }
        if let Some(days) = self.overdue {
            add(
                kind::OVERDUE,
                format!("逾期 {days} 天，状态“{}”", follow.stage.word()),
            );
        }
        if let Some(days) = self.due_in {
            add(kind::DUE_SOON, format!("还有 {days} 天到期"));
        }
        if !finished && follow.left.is_none() && self.problem.cause.is_none() {
            add(
                kind::LEFT_UNEXPLAINED,
                "没有整改到位，请写明“未完成原因”".to_owned(),
            );
        }
        remarks
    }

    /// The first of these that says the same, marks and spaces aside.
    fn same<'a>(&self, others: &[&'a Self]) -> Option<&'a Self> {
        let words = bare(&self.problem.text);
        let same = |other: &&&Self| {
            !words.is_empty() && bare(&other.problem.text) == words && other.id() == self.id()
        };
        others.iter().find(same).copied()
    }

    /// The number, which tells problems apart that a ledger calls by the same kind.
    fn id(&self) -> Option<&str> {
        let id = self.problem.follow_up.id.as_deref();
        id.filter(|_| self.is_listed())
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
