//! A project as a book of its own, so that all that works on books works on projects.

use crate::department::Unit;
use crate::{Book, BudgetLine, Change, Indicator, Profile, Project, TargetChange};

/// Between a unit and the name of its project, in a department.
const UNIT_MARK: char = '·';

impl Book {
    /// A project as a book: its own indicators, goals, notes and adjustments beside the budget lines that pay for it, the
    /// ledgers, figures and evidence of the unit. `None` where there is no project of that name.
    ///
    /// What belongs to the unit as a whole (staff, balance sheet, tasks, narrative, use of results) is not in it; of
    /// surveys and problems, those that concern its indicators are.
    pub fn of_project(&self, name: &str) -> Option<Self> {
        if let Some((unit, name)) = self.unit_of_project(name) {
            return unit.book.of_project(name);
        }
        let project = self.projects.get(name)?;
        let owns = |id: &String| project.indicators.iter().any(|one| one.id == *id);
        let lines = self.lines_of(name, project);
        let budget: Vec<BudgetLine> = lines.cloned().collect();
        let concerns = |adjustment: &&TargetChange| match &adjustment.change {
            Change::Budget { line, .. } => budget.iter().any(|one| one.name == *line),
            Change::Target { .. } => false,
        };
        let of_unit = self.adjustments.iter().filter(concerns);
        let adjustments = of_unit.chain(&project.adjustments).cloned().collect();
        let surveys = self.surveys.iter();
        let surveys = surveys.filter(|survey| survey.indicator.as_ref().is_some_and(owns));
        let problems = self.problems.iter();
        let problems = problems.filter(|problem| problem.indicators.iter().any(owns));
        Some(Self {
            year: self.year,
            scheme: project
                .scheme
                .clone()
                .unwrap_or_else(|| self.scheme.clone()),
            packs: self.packs.clone(),
            profile: self.executor(project),
            evaluation: self.evaluation.clone(),
            staff: Vec::new(),
            balance: None,
            adjustments,
            objective: project.objective.clone(),
            goals: project.goals.clone(),
            tasks: Vec::new(),
            indicators: project.indicators.clone(),
            projects: Default::default(),
            facts: self.facts.clone(),
            surveys: surveys.cloned().collect(),
            notes: project.notes.clone(),
            thresholds: self.thresholds.clone(),
            problems: problems.cloned().collect(),
            rectification_ledgers: Vec::new(),
            result_use: Default::default(),
            transfers: Vec::new(),
            members: Vec::new(),
            publication: Default::default(),
            ledgers: self.ledgers.clone(),
            long_ledgers: self.long_ledgers.clone(),
            texts: Default::default(),
            evidence: self.evidence.clone(),
            schemes: self.schemes.clone(),
            definitions: self.definitions.clone(),
            budget,
        })
    }

    /// The names of the projects, in the order of the budget lines that pay for them. Those of a department are its
    /// units', with the unit: `县二中·学生资助`.
    pub fn project_names(&self) -> Vec<String> {
        let units = self.units();
        let theirs = units.iter().flat_map(|unit| {
            let names = unit.book.project_names().into_iter();
            names.map(|name| format!("{}{UNIT_MARK}{name}", unit.name()))
        });
        let own = self.own_projects().into_iter().map(str::to_owned);
        own.chain(theirs).collect()
    }

    /// Whether there is any project, in a department any of its units'.
    pub fn has_projects(&self) -> bool {
        let mut units = self.units().into_iter();
        !self.projects.is_empty() || units.any(|unit| unit.book.has_projects())
    }

    /// The unit of a department that a project is of, and the project's name there.
    pub(super) fn unit_of_project<'n>(&self, name: &'n str) -> Option<(Unit<'_>, &'n str)> {
        self.units().into_iter().find_map(|unit| {
            let name = name.strip_prefix(unit.name())?.strip_prefix(UNIT_MARK)?;
            unit.book
                .projects
                .contains_key(name)
                .then_some((unit, name))
        })
    }

    /// The file of a project, from the folder of the book.
    pub fn project_file(&self, name: &str) -> String {
        match self.unit_of_project(name) {
            Some((unit, inner)) => format!("{}/{}", unit.folder, unit.book.project_file(inner)),
            None => format!("projects/{name}.toml"),
        }
    }

    fn own_projects(&self) -> Vec<&str> {
        let line = |name: &&str| {
            let project = self.projects.get(*name)?;
            let mut lines = self.budget.iter();
            lines.position(|line| project.is_paid_by(name, &line.name))
        };
        let mut names: Vec<&str> = self.projects.keys().map(String::as_str).collect();
        names.sort_by_key(line);
        names
    }

    /// Every project as a book, in the order of their budget lines.
    pub fn project_books(&self) -> impl Iterator<Item = (String, Self)> {
        let names = self.project_names().into_iter();
        names.filter_map(|name| {
            let book = self.of_project(&name)?;
            Some((name, book))
        })
    }

    /// The budget lines that pay for a project.
    fn lines_of<'a>(
        &'a self,
        name: &'a str,
        project: &'a Project,
    ) -> impl Iterator<Item = &'a BudgetLine> {
        let pays = move |line: &&BudgetLine| project.is_paid_by(name, &line.name);
        self.budget.iter().filter(pays)
    }

    /// The project a budget line pays for, by name.
    ///
    /// In a department the line may be put together from those of several units; then it is of no single project.
    pub fn project_of(&self, line: &str) -> Option<String> {
        let mut projects = self.projects.iter();
        let own = projects.find(|(name, project)| project.is_paid_by(name, line));
        if let Some((name, _)) = own {
            return Some(name.clone());
        }
        let units = self.units().into_iter();
        let mut paying = units.filter(|unit| unit.book.budget.iter().any(|one| one.name == line));
        let (only, None) = (paying.next()?, paying.next()) else {
            return None;
        };
        let name = only.book.project_of(line)?;
        Some(format!("{}{UNIT_MARK}{name}", only.name()))
    }

    /// The indicators of the unit, then those of its projects.
    pub fn all_indicators(&self) -> impl Iterator<Item = &Indicator> {
        let projects = self.projects.values();
        let theirs = projects.flat_map(|project| &project.indicators);
        self.indicators.iter().chain(theirs)
    }

    /// The adjustments the unit's book tells, then those its projects tell.
    pub(crate) fn all_adjustments(&self) -> impl Iterator<Item = &TargetChange> {
        let projects = self.projects.values();
        let theirs = projects.flat_map(|project| &project.adjustments);
        self.adjustments.iter().chain(theirs)
    }

    /// Who carries the project out.
    fn executor(&self, project: &Project) -> Profile {
        let unit = self.profile.clone();
        let department = project.department.clone();
        let (name, short_name) = match &project.executor {
            Some(executor) => (executor.clone(), None),
            None => (unit.name, unit.short_name),
        };
        Profile {
            name,
            short_name,
            superior: department.or(unit.superior),
            duties: Vec::new(),
            organisation: None,
            rank: unit.rank,
        }
    }
}

impl Project {
    /// Whether a budget line pays for the project of this name.
    pub fn is_paid_by(&self, name: &str, line: &str) -> bool {
        match self.lines.as_slice() {
            [] => name == line,
            lines => lines.iter().any(|one| one == line),
        }
    }
}
