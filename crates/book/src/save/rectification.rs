//! Problems and rectification ledgers to TOML.

use super::toml::Writer;
use crate::Problem;
use crate::indicator::yes_no;
use crate::rectification::{FollowUp, RectificationLedger, Stage};

/// Writes one of `[["问题"]]`.
pub(crate) fn problem(out: &mut Writer, problem: &Problem) {
    let FollowUp {
        id,
        source,
        found,
        category,
        amount,
        unit,
        stage,
        done,
        left,
        evidence,
        closure,
        carried,
    } = &problem.follow_up;
    out.item(&["问题"]);
    out.optional_text("编号", id.as_ref());
    out.optional_text("来源", source.as_ref());
    out.optional("发现日期", *found);
    out.text("问题", &problem.text);
    out.optional_text("类别", category.as_ref());
    out.list("指标", &problem.indicators);
    out.optional("涉及金额", *amount);
    out.optional_text("原因", problem.cause.as_ref());
    out.optional_text("措施", problem.remedy.as_ref());
    out.optional_text("责任单位", unit.as_ref());
    out.optional_text("责任人", problem.owner.as_ref());
    out.optional("期限", problem.deadline);
    if *stage != Stage::default() {
        out.text("状态", stage.word());
    }
    out.optional("完成日期", *done);
    out.optional_text("未完成原因", left.as_ref());
    out.list("佐证", evidence);
    if *carried {
        out.text("上年结转", yes_no(true));
    }
    if let Some(closure) = closure {
        out.table(&["问题", "销号"]);
        out.text("人", &closure.by);
        out.raw("日期", closure.date);
    }
}

/// Writes one of `[["整改台账"]]`.
pub(crate) fn ledger(out: &mut Writer, list: &RectificationLedger) {
    out.item(&["整改台账"]);
    out.text("台账", &list.ledger);
    out.text("来源", &list.source);
    out.optional("发现日期", list.found);
    out.list("佐证", &list.evidence);
    out.table(&["整改台账", "列"]);
    for (field, column) in &list.columns {
        out.text(field.word(), column);
    }
    if list.words.is_empty() {
        return;
    }
    out.table(&["整改台账", "状态"]);
    for stage in Stage::ALL {
        let words = list.words.iter().filter(|(_, meant)| **meant == stage);
        let words: Vec<_> = words.map(|(word, _)| word.clone()).collect();
        out.list(stage.word(), &words);
    }
}
