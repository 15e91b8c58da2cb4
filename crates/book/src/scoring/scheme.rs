//! Scoring schemes: what differs by place and year, as data.

use std::collections::BTreeMap;

use quantity::{Decimal, Rational};

use super::execution::Execution;
use super::over_fulfilment::OverFulfilment;
use super::{Band, Grade, Method, MethodName, NoEvidence};
use crate::load::kind::{NAME, NUMBER, PLACES, POSITIVE, TEXT, choice};
use crate::load::{Log, Source};
use crate::monitor::Thresholds;
use crate::{Direction, Faults, Indicator};
use settings::Table;

/// The schemes that ship with the program, by name.
const SHIPPED: [(&str, &str); 5] = [
    (
        "caizheng-2020-10",
        include_str!("../../schemes/caizheng-2020-10.toml"),
    ),
    (
        "caizheng-2020-10-fuhe",
        include_str!("../../schemes/caizheng-2020-10-fuhe.toml"),
    ),
    (
        "caizheng-2021-101",
        include_str!("../../schemes/caizheng-2021-101.toml"),
    ),
    (
        "difang-80-70-60",
        include_str!("../../schemes/difang-80-70-60.toml"),
    ),
    (
        "nanchang-2022",
        include_str!("../../schemes/nanchang-2022.toml"),
    ),
];

/// How a book is scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    name: String,
    source: String,
    content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Content {
    title: String,
    basis: Vec<String>,
    frame: Vec<Part>,
    execution: Option<Execution>,
    rounding: Rounding,
    grades: Vec<Grade>,
    near: Decimal,
    bands: Vec<Band>,
    over: OverFulfilment,
    no_evidence: Option<NoEvidence>,
    thresholds: Thresholds,
    methods: Vec<Method>,
    defaults: BTreeMap<Direction, MethodName>,
    satisfaction: Option<MethodName>,
}

/// The points of one first-level indicator in the weight frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// 一级指标, without the word 指标.
    pub level1: String,
    /// 别名: other words for it.
    pub aliases: Vec<String>,
    /// 分值
    pub weight: Decimal,
}

/// How points are rounded, once an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// 位数: decimal places.
    pub places: u8,
    /// Whether digits are cut off (截断) and not rounded half up (四舍五入).
    pub truncate: bool,
}

impl Rounding {
    /// The rounded points.
    pub fn round(self, value: &Rational) -> Decimal {
        match self.truncate {
            true => Decimal::truncate(value, self.places),
            false => Decimal::round(value, self.places),
        }
    }

    fn decode(table: &mut Table<'_>) -> Option<Self> {
        let places = table.required("位数", &PLACES);
        let truncate = table
            .value("方式")
            .and_then(|value| choice(value, &[false, true], mode));
        Some(Self {
            places: places?,
            truncate: truncate.unwrap_or_default(),
        })
    }
}

const fn mode(truncate: bool) -> &'static str {
    if truncate { "截断" } else { "四舍五入" }
}

impl Part {
    /// Whether a first-level name means this part.
    pub fn is_called(&self, first: &str) -> bool {
        let bare = first.strip_suffix("指标").unwrap_or(first);
        self.level1 == bare || self.aliases.iter().any(|alias| alias == bare)
    }

    fn decode(table: &mut Table<'_>) -> Option<Self> {
        let first = table.required("一级", &NAME);
        let aliases = table.list("别名", &NAME);
        let weight = table.required("分值", &POSITIVE);
        Some(Self {
            level1: first?,
            aliases,
            weight: weight?,
        })
    }
}

impl Scheme {
    /// The names of the schemes that ship with the program.
    pub fn shipped_names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// The scheme of that name that ships with the program.
    pub fn shipped(name: &str) -> Option<Self> {
        let (name, text) = SHIPPED.iter().find(|(shipped, _)| *shipped == name)?;
        Self::parse(name, text).ok()
    }

    /// Reads a scheme from TOML.
    ///
    /// # Errors
    /// Everything that is wrong in the text, with `name` as the file.
    pub fn parse(name: &str, text: &str) -> Result<Self, Faults> {
        let log = Log::default();
        let scheme = Self::read(name, &format!("schemes/{name}.toml"), text, &log);
        match scheme {
            Some(scheme) if log.is_empty() => Ok(scheme),
            _ => Err(log.into_faults()),
        }
    }

    pub(crate) fn read(name: &str, file: &str, text: &str, log: &Log) -> Option<Self> {
        let source = Source { file, text, log };
        let content = settings::read(&source, Content::decode)?;
        Some(Self {
            name: name.to_owned(),
            source: text.to_owned(),
            content,
        })
    }

    /// The name by which books call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The TOML it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// 说明: what it is, in one line.
    pub fn title(&self) -> &str {
        &self.content.title
    }

    /// 依据: the regulations it follows.
    pub fn basis(&self) -> &[String] {
        &self.content.basis
    }

    /// 监控: where the traffic lights come on.
    pub const fn thresholds(&self) -> &Thresholds {
        &self.content.thresholds
    }

    /// 权重: points by first-level indicator.
    pub fn frame(&self) -> &[Part] {
        &self.content.frame
    }

    /// 预算执行
    pub const fn execution(&self) -> Option<&Execution> {
        self.content.execution.as_ref()
    }

    /// 舍入
    pub const fn rounding(&self) -> Rounding {
        self.content.rounding
    }

    /// 等级, from the best.
    pub fn grades(&self) -> &[Grade] {
        &self.content.grades
    }

    /// 临界: how near to a boundary of grades a total is worth a remark.
    pub const fn near(&self) -> Decimal {
        self.content.near
    }

    /// 定性: the bands of qualitative results, from the best.
    pub fn bands(&self) -> &[Band] {
        &self.content.bands
    }

    /// 超额: the rule for targets exceeded by far.
    pub const fn over_fulfilment(&self) -> &OverFulfilment {
        &self.content.over
    }

    /// 无佐证: the rule for indicators that nothing proves.
    pub const fn no_evidence(&self) -> Option<&NoEvidence> {
        self.content.no_evidence.as_ref()
    }

    /// The method of that name with this scheme's parameters, or without any.
    pub fn method(&self, name: MethodName) -> Option<Method> {
        let own = self
            .content
            .methods
            .iter()
            .find(|method| method.name() == name);
        own.cloned().or_else(|| name.bare())
    }

    /// The method for an indicator that asks for none.
    pub fn default_method(&self, indicator: &Indicator) -> MethodName {
        let direction = indicator.target.direction();
        let satisfies = indicator.level1.contains("满意度") || indicator.level2.contains("满意度");
        if let Some(name) = self.content.satisfaction
            && satisfies
            && name.suits(direction)
        {
            return name;
        }
        let own = self.content.defaults.get(&direction);
        own.copied().unwrap_or_else(|| usual(direction))
    }
}

/// The method for a direction where a scheme says nothing.
const fn usual(direction: Direction) -> MethodName {
    match direction {
        Direction::AtLeast | Direction::MoreThan | Direction::Exactly => MethodName::Ratio,
        Direction::AtMost | Direction::LessThan => MethodName::Reverse,
        Direction::Between => MethodName::Interval,
        Direction::State => MethodName::Qualitative,
        Direction::YesNo => MethodName::Threshold,
        Direction::By => MethodName::Deadline,
    }
}

impl Content {
    fn decode(table: &mut Table<'_>) -> Option<Self> {
        let title = table.required("说明", &TEXT);
        let basis = table.list("依据", &TEXT);
        let frame = table.tables("权重", Part::decode);
        let execution = table.table("预算执行", Execution::decode);
        let rounding = required_table(table, "舍入", Rounding::decode);
        let grades = table.tables("等级", Grade::decode);
        let near = table.required("临界", &NUMBER);
        let bands = table.tables("定性", Band::decode);
        let over = required_table(table, "超额", OverFulfilment::decode);
        let no_evidence = table.table("无佐证", NoEvidence::decode);
        let thresholds = table.table("监控", |table| Some(Thresholds::decode(table)));
        let methods = table.tables("方法", Method::decode);
        let (defaults, satisfaction) = table.table("默认方法", defaults).unwrap_or_default();
        check_falling(table, &grades);
        Some(Self {
            title: title?,
            basis,
            frame,
            execution,
            rounding: rounding?,
            grades,
            near: near?,
            bands,
            over: over?,
            no_evidence,
            thresholds: thresholds.unwrap_or_default(),
            methods,
            defaults,
            satisfaction,
        })
    }
}

fn required_table<T>(
    table: &mut Table<'_>,
    key: &'static str,
    decode: impl FnOnce(&mut Table<'_>) -> Option<T>,
) -> Option<T> {
    if table.value(key).is_none() {
        table.missing(key, format!("补上小节 [\"{key}\"]，照随程序的方案填写"));
    }
    table.table(key, decode)
}

fn check_falling(table: &Table<'_>, grades: &[Grade]) {
    let falling = grades.windows(2).all(|pair| pair[0].from > pair[1].from);
    if grades.is_empty() || !falling {
        let remedy = "用 [[\"等级\"]] 从高到低写，每级有“名称”和“下限”";
        table
            .source
            .fault(table.span.clone(), "“等级”缺少，或不是从高到低", remedy);
    }
}

type Defaults = (BTreeMap<Direction, MethodName>, Option<MethodName>);

/// Reads 默认方法: keys are directions, or 满意度.
fn defaults(table: &mut Table<'_>) -> Option<Defaults> {
    let mut defaults = BTreeMap::new();
    for direction in Direction::ALL {
        if let Some(value) = table.value(direction.word())
            && let Some(name) = choice(value, MethodName::ALL, MethodName::word)
        {
            if !name.suits(direction) {
                let (method, word) = (name.word(), direction.word());
                value.fault(format!("“{method}”不能用于方向“{word}”"), "换一种方法");
            }
            defaults.insert(direction, name);
        }
    }
    let satisfaction = table
        .value("满意度")
        .and_then(|value| choice(value, MethodName::ALL, MethodName::word));
    Some((defaults, satisfaction))
}
