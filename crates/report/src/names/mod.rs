//! Every name a template can print: figures, points and words.

mod sentences;
mod words;

use std::collections::BTreeMap;

use book::{Book, Figure, Figures, Level, Provenance, Scorecard};

pub(crate) use sentences::clause;

use crate::origin;
use crate::printed::Printed;

/// What a name prints.
pub(crate) enum Value {
    /// A figure with its source.
    Figure(Printed),
    /// Words, which may hold names themselves.
    Words(String),
}

/// Why a name prints nothing.
pub(crate) enum Missing {
    /// No such name.
    Unknown,
    /// The name is right, but the book does not say it; the problem.
    Unsaid(String),
}

/// The names of one book and its score.
pub(crate) struct Names<'a> {
    pub(crate) book: &'a Book,
    pub(crate) card: &'a Scorecard,
    figures: Figures,
    points: BTreeMap<String, Printed>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(book: &'a Book, card: &'a Scorecard) -> Self {
        Self {
            book,
            card,
            figures: Figures::of(book),
            points: points(card),
        }
    }

    pub(crate) fn get(&self, name: &str) -> Result<Value, Missing> {
        if let Some(points) = self.points.get(name) {
            return Ok(Value::Figure(points.clone()));
        }
        if let Some(words) = words::find(name) {
            let unsaid = || Missing::Unsaid(format!("账本里没有写“{name}”"));
            return words(self.book, self.card)
                .map(Value::Words)
                .ok_or_else(unsaid);
        }
        if let Some(sentence) = sentences::find(name) {
            return Ok(Value::Words(sentence(self)));
        }
        match self.figures.iter().find(|(known, _)| *known == name) {
            Some((_, Ok(figure))) => Ok(Value::Figure(self.figure(name, figure))),
            Some((_, Err(problem))) => Err(Missing::Unsaid(problem.to_owned())),
            None => Err(Missing::Unknown),
        }
    }

    fn figure(&self, name: &str, figure: &Figure) -> Printed {
        let mut printed = Printed::figure(name, figure);
        if let Provenance::Computed(formula) = &figure.provenance {
            printed.provenance.formula = self.with_values(name, formula);
        }
        printed
    }

    /// A formula of the book with the value of each operand that is a figure itself:
    /// `执行数 432.91 ÷ 全年预算 440.90`.
    fn with_values(&self, name: &str, formula: &str) -> String {
        let operands = formula.split_inclusive(['÷', '−', '＋']);
        let operands = operands.map(|part| {
            let operand = part.trim_end_matches(['÷', '−', '＋']).trim();
            match self.operand(name, operand) {
                Some(value) => part.replacen(operand, &format!("{operand} {value}"), 1),
                None => part.to_owned(),
            }
        });
        operands.collect()
    }

    /// The value of an operand in the formula of `name`: beside it, above it, or a total.
    fn operand(&self, name: &str, operand: &str) -> Option<&str> {
        let parent = name.rsplit_once('.')?.0;
        let above = parent.rsplit_once('.').map_or(parent, |(above, _)| above);
        let whole = operand.trim_end_matches("总额");
        let names = [
            format!("{parent}.{operand}"),
            format!("{above}.{operand}"),
            format!("{whole}.总额"),
        ];
        let known = |wanted: &String| self.figures.iter().find(|(name, _)| name == wanted);
        names
            .iter()
            .find_map(known)?
            .1
            .ok()
            .map(|figure| figure.text.as_str())
    }

    /// Whether the name prints something.
    pub(crate) fn says(&self, name: &str) -> bool {
        self.get(name).is_ok()
    }

    /// Every name.
    pub(crate) fn all(&self) -> Vec<String> {
        let figures = self.figures.iter().map(|(name, _)| name.to_owned());
        let fixed = words::names().chain(sentences::names()).map(str::to_owned);
        figures
            .chain(self.points.keys().cloned())
            .chain(fixed)
            .collect()
    }
}

/// The points of a score by name.
fn points(card: &Scorecard) -> BTreeMap<String, Printed> {
    let mut points = BTreeMap::new();
    let mut add = |name: String, value, provenance| {
        let printed = match name.starts_with("分值.") {
            true => Printed::weight(value, provenance),
            false => Printed::points(value, provenance),
        };
        points.insert(name, printed);
    };
    for scored in &card.indicators {
        let name = format!("指标.{}.得分", scored.id);
        let from = origin::scored(&name, &scored.explanation, scored.measured.as_ref());
        add(name, scored.points, from);
    }
    for sum in &card.subtotals {
        let path = match sum.level {
            Level::First => sum.level1.clone(),
            Level::Second => format!("{}.{}", sum.level1, sum.level2),
        };
        for (part, value) in [("得分", sum.points), ("分值", sum.weight)] {
            let name = format!("{part}.{path}");
            let formula = format!("{}项三级指标{part}之和", sum.count);
            add(name.clone(), value, origin::computed(&name, formula));
        }
    }
    if let Some(execution) = &card.execution {
        let name = "得分.预算执行率".to_owned();
        let from = origin::scored(&name, &execution.explanation, None);
        add(name, execution.points, from);
        let name = "分值.预算执行率".to_owned();
        let rule = format!("评分方案“{}”", card.scheme);
        add(
            name.clone(),
            execution.weight,
            origin::computed(&name, rule),
        );
    }
    for (name, value) in [
        ("得分.总分", Some(card.total)),
        ("分值.合计", Some(card.full)),
        ("得分.折算", card.normalised),
    ] {
        if let Some(value) = value {
            let formula = match name {
                "得分.折算" => "总分 ÷ 分值合计 × 100",
                "分值.合计" => "预算执行率与各项指标分值之和",
                _ => "预算执行率与各项指标得分之和",
            };
            add(
                name.to_owned(),
                value,
                origin::computed(name, formula.to_owned()),
            );
        }
    }
    points
}
