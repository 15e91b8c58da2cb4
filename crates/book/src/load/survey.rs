//! Satisfaction surveys from TOML.

use std::collections::BTreeSet;

use super::book::Parts;
use super::kind::{COUNT, DATE, NAME, NUMBER, PERCENT, TEXT, YES_NO, choice};
use super::large::too_long;
use super::reference::{Names, References};
use crate::survey::{Answer, Headline, Question, Responses, Survey, Validity};
use crate::{Ledger, names};
use settings::{Table, Value, suggestion};

/// Reads one of `[["满意度调查"]]`.
pub(crate) fn survey(
    table: &mut Table<'_>,
    names: &mut Names,
    references: &mut References,
    parts: &Parts,
) -> Option<Survey> {
    let name = name(table, names);
    let audience = table.optional("服务对象", &TEXT);
    let population = table.optional("总体规模", &COUNT);
    let sampling = table.optional("抽样方式", &TEXT);
    let mode = table.optional("调查方式", &TEXT);
    let from = table.optional("开始", &DATE);
    let to = table.optional("结束", &DATE);
    let sent = table.optional("发放数", &COUNT);
    let headline = match table.value("采用") {
        Some(value) => choice(value, &Headline::ALL, Headline::word)?,
        None => Headline::default(),
    };
    let target = table.optional("目标", &NUMBER);
    let indicator = table.value("指标").and_then(|value| {
        let id = value.get(&NAME)?;
        references.indicator(id.clone(), value);
        Some(id)
    });
    let scale = scale(table);
    let responses = responses(table, parts, &scale);
    let evidence = table.list("原始记录", &NAME);
    Some(Survey {
        name: name?,
        audience,
        population,
        sampling,
        mode,
        from,
        to,
        sent,
        headline,
        target,
        indicator,
        scale,
        responses: responses?,
        evidence,
    })
}

fn name(table: &mut Table<'_>, names: &mut Names) -> Option<String> {
    let name = table.required("名称", &NAME)?;
    let value = table.value("名称")?;
    names.take("调查的名称", &name, table.source, value.span());
    if !names::is_word(&name) {
        let problem = format!("调查的名称“{name}”含有空格或标点");
        value.fault(problem, "换一个名称，文中用“调查.名称.满意率”引用它");
    }
    Some(name)
}

fn scale(table: &mut Table<'_>) -> Vec<Answer> {
    let Some(value) = table.value("量表") else {
        return Survey::usual_scale();
    };
    let mut words = BTreeSet::new();
    let answers = table.tables("量表", |table| {
        let word = table.required("答", &NAME);
        let points = table.required("分", &NUMBER);
        let satisfied = table.optional("满意", &YES_NO).unwrap_or_default();
        if let Some(word) = word.as_ref().filter(|word| !words.insert((*word).clone())) {
            let problem = format!("量表里“{word}”写了两次");
            table
                .source
                .fault(table.span.clone(), problem, "每个答案只写一次");
        }
        Some(Answer {
            word: word?,
            points: points?,
            satisfied,
        })
    });
    if answers.is_empty() {
        let remedy = "写成 [{ \"答\" = \"满意\", \"分\" = 80, \"满意\" = \"是\" }, …]，或删去“量表”用通常的五档";
        value.fault("“量表”是空的", remedy);
    }
    answers
}

fn responses(table: &mut Table<'_>, parts: &Parts, scale: &[Answer]) -> Option<Responses> {
    let ledger_value = table.value("台账");
    let questions = table.value("问卷");
    let validity_value = table.value("有效");
    let returned = table.value("回收数");
    let valid = table.value("有效数");
    let stated = table.optional("结果", &NUMBER);
    let Some(value) = ledger_value else {
        if let Some(value) = questions.or(validity_value) {
            let problem = format!("“{}”要和“台账”一起写", value.key);
            value.fault(problem, "补上“台账”，或删去这一项");
        }
        let returned = table.required("回收数", &COUNT);
        let valid = table.required("有效数", &COUNT);
        return Some(Responses::Typed {
            returned: returned?,
            valid: valid?,
            stated,
        });
    };
    let typed = [returned, valid, table.value("结果")];
    if let Some(typed) = typed.into_iter().flatten().next() {
        let problem = format!("有“台账”时“{}”由台账统计，不再手工填写", typed.key);
        typed.fault(problem, "删去这一项");
    }
    let name = value.get(&NAME)?;
    let ledger = ledger(&name, value, parts);
    let columns = Columns { ledger, scale };
    let questions = table.tables("问卷", |table| question(table, &columns));
    if questions.is_empty() {
        table.missing(
            "问卷",
            "补上 [[\"满意度调查\".\"问卷\"]]，写明“题目”是台账的哪一列",
        );
        return None;
    }
    let main = questions.iter().filter(|question| question.main).count();
    if main > 1 {
        value.fault(
            "有几道题都写了“主要”",
            "只留一道主要题；不写则第一题是主要题",
        );
    }
    let validity = table.table("有效", |table| validity(table, &columns));
    Some(Responses::Ledger {
        ledger: name,
        questions,
        validity: validity.unwrap_or_default(),
    })
}

/// The ledger, or a fault; none where the ledger's file has faults of its own.
fn ledger<'a>(name: &str, value: Value<'_>, parts: &'a Parts) -> Option<&'a Ledger> {
    let ledger = parts.ledgers.get(name);
    if parts.long_ledgers.contains_key(name) {
        let (problem, remedy) = too_long(name, "满意度调查");
        value.fault(
            problem,
            format!("{remedy}；只要满意率，用“统计”里的 满意度(…)"),
        );
    } else if ledger.is_none() && !parts.faulty_ledgers.contains(name) {
        let problem = format!("没有台账“{name}”（ledgers/{name}.csv）");
        value.fault(
            problem,
            suggestion(name, parts.ledgers.keys().map(String::as_str)),
        );
    }
    ledger
}

/// The columns a survey may name.
struct Columns<'a> {
    ledger: Option<&'a Ledger>,
    scale: &'a [Answer],
}

impl Columns<'_> {
    /// The name of a column that is there.
    fn named(&self, table: &mut Table<'_>, key: &'static str) -> Option<String> {
        let value = table.value(key)?;
        let name = value.get(&NAME)?;
        if let Some(ledger) = self.ledger
            && ledger.column(&name).is_none()
        {
            let names = ledger.columns().iter().map(|column| column.name.as_str());
            value.fault(
                format!("台账里没有“{name}”这一列"),
                suggestion(&name, names),
            );
        }
        Some(name)
    }

    /// Reports words a column allows that the scale does not have.
    fn check_words(&self, column: &str, value: Value<'_>) {
        let kind = self
            .ledger
            .and_then(|ledger| Some(&ledger.columns()[ledger.column(column)?].kind));
        let Some(crate::ColumnType::Choice(words)) = kind else {
            return;
        };
        let known = |word: &&String| self.scale.iter().any(|answer| answer.word == **word);
        if !words.iter().any(|word| known(&word)) {
            let problem = format!("“{column}”列的选项没有一个在量表里");
            let scale: Vec<_> = self.scale.iter().map(|one| one.word.as_str()).collect();
            value.fault(
                problem,
                format!("核对“量表”（现在是 {}）", scale.join("、")),
            );
        }
    }
}

fn question(table: &mut Table<'_>, columns: &Columns<'_>) -> Option<Question> {
    let column = columns.named(table, "题目");
    match (&column, table.value("题目")) {
        (Some(column), Some(value)) => columns.check_words(column, value),
        (_, None) => table.missing(
            "题目",
            "补上一行“题目”，等号后面写台账里这一题的列名，加英文引号",
        ),
        (None, Some(_)) => {}
    }
    let text = table.optional("内容", &TEXT);
    let main = table.optional("主要", &YES_NO).unwrap_or_default();
    Some(Question {
        column: column?,
        text,
        main,
    })
}

fn validity(table: &mut Table<'_>, columns: &Columns<'_>) -> Option<Validity> {
    Some(Validity {
        marked: columns.named(table, "标记"),
        answered: table.optional("最少作答", &PERCENT),
        id: columns.named(table, "编号"),
        date: columns.named(table, "日期"),
        straight: table.optional("全同", &COUNT),
    })
}
