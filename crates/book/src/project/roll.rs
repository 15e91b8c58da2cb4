//! Projects rolled forward into next year's book.

use std::collections::BTreeMap;

use super::{Nature, Project};
use crate::roll::{Rolling, aimed_at_again, without_outcome};
use crate::{Book, score};

impl Rolling {
    /// The projects; one that is done once, or whose years are over, is listed to be looked at.
    pub(crate) fn projects(&mut self, last: &Book, year: u16) -> BTreeMap<String, Project> {
        let views = last.project_books().filter_map(|(name, view)| {
            let card = score(&view, &view.scoring_scheme()?);
            Some((name.to_owned(), view, card))
        });
        views
            .filter_map(|(name, view, card)| {
                let project = last.projects.get(&name)?;
                let over = project.span.is_some_and(|span| !span.contains(year));
                if over || project.nature == Some(Nature::Once) {
                    let message = "项目期已满或是一次性项目，不再安排的删去这一行和它的预算";
                    self.todo.push(format!("工作表“项目”的“{name}”：{message}"));
                }
                let pairs = view.indicators.iter().zip(&card.indicators);
                let indicators =
                    pairs.map(|(one, scored)| self.indicator(Some(&name), one, scored));
                let rolled = Project {
                    nature: project.nature.map(|nature| match nature {
                        Nature::New => Nature::Continued,
                        nature => nature,
                    }),
                    objective: aimed_at_again(project.objective.as_ref()),
                    goals: without_outcome(&project.goals),
                    indicators: indicators.collect(),
                    adjustments: Vec::new(),
                    notes: Vec::new(),
                    ..project.clone()
                };
                Some((name, rolled))
            })
            .collect()
    }
}
