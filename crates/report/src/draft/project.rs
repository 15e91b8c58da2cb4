//! Projects of a draft: the lines that pay for them, and a file for each.

use std::fmt::Write as _;

use book::Scheme;

use super::write::{SCHEME, adjusted, goal, indicator, line, quoted, scheme_line};
use super::{Draft, Form, Found, Row};

impl Form {
    /// The project's name without its code.
    fn name(&self) -> &str {
        let name = self
            .project
            .as_ref()
            .map_or("", |found| found.value.as_str());
        let code = [
            "（编码",
            "(编码",
            "（项目编码",
            "(项目编码",
            "（代码",
            "(代码",
        ];
        let end = code.iter().filter_map(|mark| name.find(mark)).min();
        end.map_or(name, |end| name[..end].trim())
    }

    /// The name of its file: without what no name in a book may have.
    fn file(&self) -> String {
        let marks = ":：?？.．,，、|｜()（）[]{}÷/\\=≠><≥≤!「」\"'*“”‘’《》〈〉;；";
        let name = self.name().chars();
        name.filter(|c| !c.is_whitespace() && !c.is_control() && !marks.contains(*c))
            .collect()
    }
}

/// The id of a project's indicator.
fn id(project: usize, number: usize) -> String {
    format!("X{}-{:02}", project + 1, number + 1)
}

impl Draft {
    /// The file of each project: its path inside the book, and its content.
    pub fn project_files(&self) -> Vec<(String, String)> {
        let scheme = Scheme::shipped(SCHEME);
        let files = self.filed().into_iter().map(|(at, stem, form)| {
            let text = project_toml(at, form, scheme.as_ref());
            (format!("projects/{stem}.toml"), text)
        });
        files.collect()
    }

    /// The projects with the names of their files, each once.
    fn filed(&self) -> Vec<(usize, String, &Form)> {
        let mut filed: Vec<(usize, String, &Form)> = Vec::new();
        for (at, form) in self.projects.iter().enumerate() {
            let mut stem = form.file();
            if stem.is_empty() || filed.iter().any(|(_, known, _)| *known == stem) {
                stem = format!("{stem}{}", at + 1);
            }
            filed.push((at, stem, form));
        }
        filed
    }

    /// The budget lines of the projects.
    pub(super) fn project_lines(&self, out: &mut String) {
        for (_, stem, form) in self.filed() {
            out.push_str("[[\"预算\"]]\n");
            let place = form
                .project
                .as_ref()
                .map_or("", |found| found.place.as_str());
            line(out, "名称", &stem, place);
            out.push_str("\"类别\" = \"项目支出\"\n\"资金来源\" = \"待填\"\n");
            let funds = form.funds.as_ref().map(|found| &found.value);
            let amount = |amount: Option<&String>| {
                amount.map_or_else(
                    || "0  # 待填：原文没有写".to_owned(),
                    |amount| quoted(amount),
                )
            };
            let budget = funds.and_then(|funds| funds.budget.as_ref());
            let initial = funds.and_then(|funds| funds.initial.as_ref().or(budget));
            let _ = writeln!(out, "\"年初预算\" = {}", amount(initial));
            adjusted(out, budget, initial);
            let executed = funds.and_then(|funds| funds.executed.as_ref());
            let _ = writeln!(out, "\"执行数\" = {}\n", amount(executed));
        }
    }

    /// The indicators of all projects with their ids.
    pub(super) fn project_indicators(&self) -> impl Iterator<Item = (String, &Found<Row>)> {
        let projects = self.projects.iter().enumerate();
        projects.flat_map(|(project, form)| {
            let rows = form.indicators.iter().enumerate();
            rows.map(move |(number, row)| (id(project, number), row))
        })
    }

    /// What the forms of projects say beside their indicators, as the fields it fills.
    pub(super) fn project_entries(&self, add: &mut dyn FnMut(String, &str, &str)) {
        for (_, stem, form) in self.filed() {
            let words = [
                ("名称", &form.project),
                ("实施单位", &form.unit),
                ("主管部门", &form.superior),
                ("总体目标", &form.objective),
                ("完成情况", &form.outcome),
            ];
            for (field, found) in words {
                if let Some(Found { value, place }) = found {
                    add(format!("项目 {stem} {field}"), value, place);
                }
            }
            let Some(Found { value, place }) = &form.funds else {
                continue;
            };
            for (field, amount) in value.amounts() {
                add(format!("项目 {stem} {field}"), amount, place);
            }
        }
    }
}

fn project_toml(at: usize, form: &Form, scheme: Option<&Scheme>) -> String {
    let mut out = format!(
        "# 由一份报告的自评表转来。原文的项目名称：{}\n\n",
        form.name()
    );
    for (key, found) in [("主管部门", &form.superior), ("实施单位", &form.unit)] {
        if let Some(Found { value, place }) = found {
            line(&mut out, key, value, place);
        }
    }
    scheme_line(&mut out);
    goal(&mut out, form.objective.as_ref(), form.outcome.as_ref());
    for (number, row) in form.indicators.iter().enumerate() {
        indicator(&mut out, &id(at, number), row, scheme);
    }
    out
}
