//! Satisfaction surveys to TOML.

use super::toml::{Writer, quoted};
use crate::indicator::yes_no;
use crate::survey::{Answer, Headline, Question, Responses, Survey, Validity};

/// Writes one of `[["满意度调查"]]`.
pub(crate) fn survey(out: &mut Writer, survey: &Survey) {
    out.item(&["满意度调查"]);
    out.text("名称", &survey.name);
    out.optional_text("服务对象", survey.audience.as_ref());
    out.optional("总体规模", survey.population);
    out.optional_text("抽样方式", survey.sampling.as_ref());
    out.optional_text("调查方式", survey.mode.as_ref());
    out.optional("开始", survey.from);
    out.optional("结束", survey.to);
    out.optional("发放数", survey.sent);
    if survey.headline != Headline::default() {
        out.text("采用", survey.headline.word());
    }
    out.optional("目标", survey.target);
    out.optional_text("指标", survey.indicator.as_ref());
    out.list("原始记录", &survey.evidence);
    if survey.scale != Survey::usual_scale() {
        let answers: Vec<_> = survey.scale.iter().map(answer).collect();
        out.raw("量表", format!("[\n  {},\n]", answers.join(",\n  ")));
    }
    match &survey.responses {
        Responses::Typed {
            returned,
            valid,
            stated,
        } => {
            out.raw("回收数", returned);
            out.raw("有效数", valid);
            out.optional("结果", *stated);
        }
        Responses::Ledger {
            ledger,
            questions,
            validity: rules,
        } => {
            out.text("台账", ledger);
            if *rules != Validity::default() {
                validity(out, rules);
            }
            questions.iter().for_each(|one| question(out, one));
        }
    }
}

fn answer(answer: &Answer) -> String {
    let satisfied = match answer.satisfied {
        true => format!(", \"满意\" = {}", quoted(yes_no(true))),
        false => String::new(),
    };
    let word = quoted(&answer.word);
    format!(
        "{{ \"答\" = {word}, \"分\" = {}{satisfied} }}",
        answer.points
    )
}

fn validity(out: &mut Writer, validity: &Validity) {
    out.table(&["满意度调查", "有效"]);
    out.optional_text("标记", validity.marked.as_ref());
    out.optional("最少作答", validity.answered);
    out.optional_text("编号", validity.id.as_ref());
    out.optional_text("日期", validity.date.as_ref());
    out.optional("全同", validity.straight);
}

fn question(out: &mut Writer, question: &Question) {
    out.item(&["满意度调查", "问卷"]);
    out.text("题目", &question.column);
    out.optional_text("内容", question.text.as_ref());
    if question.main {
        out.text("主要", yes_no(true));
    }
}
