//! The figures of projects that a narrative may print.

use quantity::Decimal;

use crate::Book;
use crate::figures::{Figure, Figures, Provenance};

impl Figures {
    /// 项目.…: the self-evaluations of the projects, all together and each.
    pub(crate) fn add_projects(&mut self, book: &Book) {
        let all = book.project_scores();
        if all.projects.is_empty() {
            return;
        }
        self.add_totals("项目", &all.totals());
        let number = |text: String, unit: &str, value: Option<Decimal>, formula: &str| Figure {
            text,
            unit: unit.to_owned(),
            value: value.map(Decimal::to_rational),
            provenance: Provenance::Computed(formula.to_owned()),
        };
        let count = |count: usize, formula: &str| {
            let value = i64::try_from(count).ok().map(Decimal::from);
            number(count.to_string(), "个", value, formula)
        };
        let projects = count(all.projects.len(), "projects 目录里的项目数");
        self.add("项目.数量", Ok(projects));
        for (grade, projects) in all.grades() {
            let figure = count(projects, "等级相同的项目数");
            self.add(format!("项目.等级.{grade}"), Ok(figure));
        }
        for one in &all.projects {
            let prefix = format!("项目.{}", one.name);
            self.add_totals(&prefix, &one.totals());
            let (points, grade) = (one.points(), one.card.grade.as_ref());
            let formula = format!("按 {} 的指标评分", one.file);
            let score = number(points.to_string(), "分", Some(points), &formula);
            self.add(format!("{prefix}.得分"), Ok(score));
            let grade = grade.map(|grade| number(grade.name.clone(), "", None, "得分所在的等级"));
            let missing = || format!("项目“{}”没有评定等级", one.name);
            self.add(format!("{prefix}.等级"), grade.ok_or_else(missing));
        }
    }
}
