//! An indicator as a pack states it: whole, or only what differs from the base.

use book::{Direction, IndicatorBasis, Measure, MethodName};
use settings::{NAME, TEXT, Table, Value, choice};

use crate::Version;
use crate::indicator::Model;
use crate::read::Place;

/// What only the indicator of a book says.
const OF_BOOKS: [&str; 2] = [IndicatorBasis::LONG_TERM, IndicatorBasis::ORIGIN];

/// An indicator as one pack states it. What is left out comes from the base.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) place: Place,
    level1: Option<String>,
    level2: Option<String>,
    name: Option<String>,
    direction: Option<Direction>,
    unit: Option<String>,
    rule: Option<MethodName>,
    measure: Option<Measure>,
    target: Option<String>,
    regulations: Vec<String>,
    basis: IndicatorBasis,
}

impl Entry {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let place = Place::of(table);
        let id = table.required("编号", &NAME);
        let level1 = table.optional("一级", &NAME);
        let level2 = table.optional("二级", &NAME);
        let name = table.optional("三级", &NAME);
        let direction = table.value("方向").and_then(direction);
        let unit = table.optional("单位", &NAME);
        let rule = table
            .value("评分")
            .and_then(|value| choice(value, MethodName::ALL, MethodName::word));
        let measure = table.value("统计").and_then(measure);
        let target = table.optional("建议目标", &TEXT);
        let regulations = table.list("依据", &TEXT);
        let basis = IndicatorBasis::decode(table, |key| !OF_BOOKS.contains(&key));
        Some(Self {
            id: id?,
            place,
            level1,
            level2,
            name,
            direction,
            unit,
            rule,
            measure,
            target,
            regulations,
            basis,
        })
    }

    /// The indicator as it is in the pack: what the entry states, else what the base has. The error names the key that
    /// neither states.
    pub(crate) fn over(
        self,
        base: Option<&Model>,
        pack: &str,
        version: Version,
    ) -> Result<Model, &'static str> {
        let inherited = base.map(|base| base.basis.clone()).unwrap_or_default();
        let text = |part: fn(&Model) -> &String| base.map(|base| part(base).clone());
        Ok(Model {
            level1: self.level1.or(text(|base| &base.level1)).ok_or("一级")?,
            level2: self.level2.or(text(|base| &base.level2)).ok_or("二级")?,
            name: self.name.or(text(|base| &base.name)).ok_or("三级")?,
            direction: self
                .direction
                .or(base.map(|base| base.direction))
                .ok_or("方向")?,
            unit: self.unit.or(text(|base| &base.unit)).unwrap_or_default(),
            rule: self.rule.or(base.and_then(|base| base.rule)),
            measure: self
                .measure
                .or_else(|| base.and_then(|base| base.measure.clone())),
            target: self
                .target
                .or_else(|| base.and_then(|base| base.target.clone())),
            regulations: match (self.regulations.is_empty(), base) {
                (true, Some(base)) => base.regulations.clone(),
                _ => self.regulations,
            },
            basis: self.basis.or(inherited).with(
                IndicatorBasis::ORIGIN,
                format!("{pack}/{}@{version}", self.id),
            ),
            id: self.id,
            pack: pack.to_owned(),
            place: self.place,
        })
    }
}

fn direction(value: Value<'_>) -> Option<Direction> {
    match value.as_text() {
        Some(">=") => Some(Direction::AtLeast),
        Some("<=") => Some(Direction::AtMost),
        _ => choice(value, &Direction::ALL, Direction::word),
    }
}

fn measure(value: Value<'_>) -> Option<Measure> {
    let Some(text) = value.as_text() else {
        value.fault("“统计”应当是引号里的文字", "例如 \"统计\" = \"计数(巡查)\"");
        return None;
    };
    let read = text.parse::<Measure>();
    if let Err(error) = &read {
        let at = value.text_start() + error.at;
        let (problem, remedy) = (error.problem.clone(), error.remedy.clone());
        value.source.fault(at..at, problem, remedy);
    }
    read.ok()
}
