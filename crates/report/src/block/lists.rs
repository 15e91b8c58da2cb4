//! Numbered lists of what the book holds many of.

use book::{Problem, Task};

use super::place;
use crate::compose::Composer;
use crate::names::clause;
use crate::template::Place;

pub(crate) fn duties(composer: &mut Composer<'_>) {
    let items = composer.names.book.profile.duties.iter();
    let items: Vec<_> = items
        .map(|duty| (sentence(duty), place("单位.职责")))
        .collect();
    composer.items(&items);
}

pub(crate) fn goals(composer: &mut Composer<'_>) {
    let items: Vec<_> = composer
        .names
        .book
        .goals
        .iter()
        .map(|goal| {
            let outcome = labelled("完成情况", goal.outcome.as_deref());
            (
                sentence(&goal.text) + &outcome,
                place(format!("目标{}", goal.id)),
            )
        })
        .collect();
    composer.items(&items);
}

pub(crate) fn tasks(composer: &mut Composer<'_>) {
    let tasks = composer.names.book.tasks.iter();
    let items: Vec<_> = tasks
        .map(|task| (task_words(task), place(format!("任务{}", task.name))))
        .collect();
    composer.items(&items);
}

fn task_words(task: &Task) -> String {
    let text = task.text.as_deref().map(sentence).unwrap_or_default();
    format!(
        "**{}。**{text}{}",
        task.name,
        labelled("完成情况", task.outcome.as_deref())
    )
}

pub(crate) fn problems(composer: &mut Composer<'_>) {
    let items = each_problem(composer, |composer, problem| {
        let names: Vec<_> = problem
            .indicators
            .iter()
            .filter_map(|id| composer.names.book.indicator(id))
            .map(|indicator| format!("“{}”", indicator.name))
            .collect();
        let about = match names.is_empty() {
            true => String::new(),
            false => format!("涉及指标{}。", names.join("、")),
        };
        let cause = labelled("主要原因", problem.cause.as_deref());
        format!("**{}。**{about}{cause}", clause(&problem.text))
    });
    composer.items(&items);
}

pub(crate) fn measures(composer: &mut Composer<'_>) {
    let items = each_problem(composer, |_, problem| {
        let measure = problem.remedy.as_deref().map(sentence).unwrap_or_default();
        let mut words = format!("针对“{}”问题，{measure}", clause(&problem.text));
        if let Some(owner) = &problem.owner {
            words.push_str(&format!("责任人：{owner}；"));
        }
        if let Some(deadline) = problem.deadline {
            words.push_str(&format!("完成期限：{}。", deadline.chinese()));
        }
        format!("{}。", clause(&words))
    });
    composer.items(&items);
}

pub(crate) fn uses(composer: &mut Composer<'_>) {
    let uses = composer.names.book.result_use.uses.iter();
    let items: Vec<_> = uses.map(|one| (sentence(one), place("结果应用"))).collect();
    composer.items(&items);
}

fn each_problem(
    composer: &Composer<'_>,
    words: impl Fn(&Composer<'_>, &Problem) -> String,
) -> Vec<(String, Place)> {
    let problems = composer.names.book.problems.iter().enumerate();
    problems
        .map(|(at, problem)| (words(composer, problem), place(format!("问题{}", at + 1))))
        .collect()
}

fn sentence(words: &str) -> String {
    format!("{}。", clause(words))
}

pub(crate) fn labelled(label: &str, words: Option<&str>) -> String {
    words
        .map(|words| format!("{label}：{}。", clause(words)))
        .unwrap_or_default()
}
