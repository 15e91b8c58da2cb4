//! Self-evaluation forms (自评表): whose they are, money, goal and indicators. A table may run over pages.

use super::piece::{Grid, Pieces};
use super::{Draft, Form, Found, Funds, Row, Unsure};

/// Words of a head, and what stands below it.
type Head = (&'static [&'static str], fn(&mut Row) -> &mut String);

/// The columns of the table, by what their heads contain; the first that fits.
const HEADS: [Head; 8] = [
    (&["一级指标"], |row| &mut row.first),
    (&["二级指标"], |row| &mut row.second),
    (&["三级指标", "指标名称"], |row| &mut row.name),
    (
        &["年度指标值", "指标值", "目标值", "预期值"],
        |row| &mut row.target,
    ),
    (
        &["实际完成", "完成值", "全年完成", "完成情况"],
        |row| &mut row.actual,
    ),
    (&["分值", "权重"], |row| &mut row.weight),
    (&["得分", "自评分"], |row| &mut row.score),
    (&["偏差原因", "原因分析", "改进措施"], |row| {
        &mut row.reason
    }),
];

/// Where the parts of an indicator stand.
#[derive(Clone, Copy)]
struct Columns {
    /// Of each of [`HEADS`], its column.
    fields: [Option<usize>; HEADS.len()],
    /// The sign of the target, where it has a column of its own.
    sign: Option<usize>,
    /// The unit of target and actual, where it has a column of its own.
    unit: Option<usize>,
}

/// What the columns of signs and of units are called.
const SIGN: [&str; 4] = ["指标性质", "计算符号", "比较符号", "指标方向"];
const MEASURE: [&str; 3] = ["度量单位", "计量单位", "指标单位"];

/// What the form of a unit is headed by.
const UNIT: [&str; 4] = ["部门名称", "单位名称", "部门（单位）名称", "部门(单位)名称"];
/// What stands below the indicators.
const FOOT: [&str; 4] = ["总分", "填报人", "联系电话", "填报日期"];

const PROJECT: &str = "项目名称";
const EXECUTOR: &str = "实施单位";
const SUPERIOR: &str = "主管部门";

pub(super) fn read(pieces: &Pieces, draft: &mut Draft) {
    let mut reader = Reader::default();
    for grid in &pieces.grids {
        reader.grid(grid, unit_of_money(grid, pieces));
    }
    for form in reader.forms {
        match form.project {
            Some(_) if !form.indicators.is_empty() => draft.projects.push(form),
            Some(_) => {}
            None => take(form, draft),
        }
    }
    // A form alone tells whose it is.
    for form in &draft.projects {
        draft.unit = draft.unit.take().or_else(|| form.unit.clone());
        draft.superior = draft.superior.take().or_else(|| form.superior.clone());
    }
}

/// Takes the form of the unit into the draft.
fn take(form: Form, draft: &mut Draft) {
    draft.unit = draft.unit.take().or(form.unit);
    draft.superior = draft.superior.take().or(form.superior);
    draft.objective = draft.objective.take().or(form.objective);
    draft.outcome = draft.outcome.take().or(form.outcome);
    draft.indicators.extend(form.indicators);
    match (&draft.budget, form.funds) {
        (Some(known), Some(found)) if known.value != found.value => {
            let said = [known, &found].map(|one| Found {
                value: one.value.budget.clone().unwrap_or_default(),
                place: one.place.clone(),
            });
            draft.unsure.push(Unsure {
                field: "预算".to_owned(),
                said: said.into(),
            });
        }
        (None, found) => draft.budget = found,
        _ => {}
    }
}

/// The unit that a table's amounts are in: told in it, or above it.
fn unit_of_money(grid: &Grid, pieces: &Pieces) -> Option<&'static str> {
    let cells = grid.rows.iter().flatten();
    if cells.clone().any(|cell| cell.contains("万元")) {
        return Some("万元");
    }
    let texts = pieces.texts.iter().map(|text| &text.words);
    let told = |unit: &str| {
        let words = [format!("单位：{unit}"), format!("单位:{unit}")];
        let mut all = cells.clone().chain(texts.clone());
        all.any(|said| words.iter().any(|word| said.contains(word)))
    };
    ["万元", "元"].into_iter().find(|unit| told(unit))
}

/// What is being read, row by row.
#[derive(Default)]
struct Reader {
    /// The last is open.
    forms: Vec<Form>,
    /// The columns of indicators, and how wide their table is.
    indicators: Option<(Columns, usize)>,
    money: Option<Money>,
    /// The columns of the goal and of what became of it, whose words stand in the next row.
    goal: Option<(usize, usize)>,
}

/// The columns of the amounts.
#[derive(Clone, Copy)]
struct Money {
    initial: Option<usize>,
    budget: usize,
    executed: usize,
}

impl Reader {
    fn grid(&mut self, grid: &Grid, unit: Option<&str>) {
        let width = grid.rows.first().map_or(0, Vec::len);
        self.indicators = self.indicators.filter(|(_, before)| *before == width);
        for (row, place) in grid.rows.iter().zip(&grid.places) {
            self.row(row, place, unit);
        }
    }

    fn row(&mut self, row: &[String], place: &str, unit: Option<&str>) {
        self.head(row, place);
        if let Some(columns) = columns(row) {
            self.indicators = Some((columns, row.len()));
            return;
        }
        if let Some((aim, reached)) = self.goal.take() {
            let text = |at: usize| {
                let words = row.get(at).filter(|words| !words.is_empty())?;
                Some(found(words, place))
            };
            let form = self.form();
            form.objective = form.objective.take().or_else(|| text(aim));
            form.outcome = form.outcome.take().or_else(|| text(reached));
            return;
        }
        let at = |words: &[&str]| {
            let mut cells = row.iter();
            cells.position(|cell| words.iter().any(|word| cell.contains(word)))
        };
        if let (Some(aim), Some(reached)) = (at(&["预期目标"]), at(&["实际完成", "目标实际"]))
        {
            self.goal = Some((aim, reached));
            return;
        }
        if let (Some(budget), Some(executed)) = (at(&["全年预算"]), at(&["执行数"])) {
            self.money = Some(Money {
                initial: at(&["年初预算"]),
                budget,
                executed,
            });
            return;
        }
        if at(&["资金总额", "预算总额"]).is_some()
            && let Some(money) = self.money
        {
            self.funds(row, place, money, unit);
            return;
        }
        if at(&FOOT).is_some() {
            self.indicators = None;
        }
        if let Some((columns, _)) = self.indicators {
            self.form()
                .indicators
                .extend(indicator(row, place, &columns));
        }
    }

    fn form(&mut self) -> &mut Form {
        if self.forms.is_empty() {
            self.forms.push(Form::default());
        }
        let last = self.forms.len() - 1;
        &mut self.forms[last]
    }

    /// Whose form it is; the name of a project, or of another unit, begins a new one.
    fn head(&mut self, row: &[String], place: &str) {
        if let Some(name) = beside(row, &[PROJECT]) {
            self.begin(Form {
                project: Some(found(name, place)),
                ..Form::default()
            });
        }
        if let Some(name) = beside(row, &UNIT) {
            let form = self.form();
            if form.project.is_some() || !form.indicators.is_empty() {
                self.begin(Form::default());
            }
            self.form().unit = Some(found(name, place));
        }
        let executor = beside(row, &[EXECUTOR]).map(|name| found(name, place));
        let superior = beside(row, &[SUPERIOR]).map(|name| found(name, place));
        let form = self.form();
        form.unit = form.unit.take().or(executor);
        form.superior = form.superior.take().or(superior);
    }

    fn begin(&mut self, form: Form) {
        self.forms.push(form);
        (self.indicators, self.money, self.goal) = (None, None, None);
    }

    fn funds(&mut self, row: &[String], place: &str, money: Money, unit: Option<&str>) {
        let funds = Funds {
            initial: money.initial.and_then(|at| amount(row.get(at), unit)),
            budget: amount(row.get(money.budget), unit),
            executed: amount(row.get(money.executed), unit),
            parts: None,
        };
        let form = self.form();
        if funds.budget.is_some() && form.funds.is_none() {
            form.funds = Some(Found {
                value: funds,
                place: place.to_owned(),
            });
        }
    }
}

fn found(words: &str, place: &str) -> Found<String> {
    Found {
        value: words.to_owned(),
        place: place.to_owned(),
    }
}

/// What stands beside a label.
fn beside<'a>(row: &'a [String], labels: &[&str]) -> Option<&'a str> {
    let is = |cell: &str, label: &str| cell.trim_end_matches(['：', ':']) == label;
    let at = row.iter().position(|cell| {
        labels
            .iter()
            .any(|label| is(cell, label) || (*label == SUPERIOR && cell.starts_with(label)))
    })?;
    let value = row[at..].iter().find(|cell| **cell != row[at])?;
    let known = [PROJECT, EXECUTOR, SUPERIOR];
    let is_label = known
        .iter()
        .chain(&UNIT)
        .any(|label| value.starts_with(label));
    (value.chars().count() >= 2 && !is_label).then_some(value.as_str())
}

/// The columns, when a row is the head of a table of indicators.
fn columns(row: &[String]) -> Option<Columns> {
    let column = |words: &[&str]| {
        row.iter()
            .position(|cell| words.iter().any(|word| cell.contains(word)))
    };
    let fields = HEADS.map(|(words, _)| column(words));
    let [_, _, name, target, actual, ..] = fields;
    let columns = Columns {
        fields,
        sign: column(&SIGN),
        unit: column(&MEASURE),
    };
    (name.is_some() && target.is_some() && actual.is_some() && name != target).then_some(columns)
}

fn indicator(cells: &[String], place: &str, columns: &Columns) -> Option<Found<Row>> {
    let mut row = Row::default();
    for ((_, field), column) in HEADS.iter().zip(&columns.fields) {
        if let Some(cell) = column.and_then(|column| cells.get(column)) {
            field(&mut row).clone_from(cell);
        }
    }
    let beside = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", String::as_str);
    let unit = beside(columns.unit);
    row.target = measured(beside(columns.sign), &row.target, unit);
    row.actual = measured("", &row.actual, unit);
    for class in [&mut row.first, &mut row.second] {
        *class = without_points(class).to_owned();
    }
    let total = ["合计", "总分", "总计", "小计"];
    let sums_up = [&row.first, &row.second, &row.name]
        .iter()
        .any(|cell| total.iter().any(|word| cell.contains(word)));
    let money = row.first.contains("预算执行") || row.name.contains("预算执行率");
    if row.name.is_empty() || row.target.is_empty() || sums_up || money || row.name == row.first {
        return None;
    }
    Some(Found {
        value: row,
        place: place.to_owned(),
    })
}

/// A bare number with the sign and the unit that stand in other columns; words as they are.
fn measured(sign: &str, value: &str, unit: &str) -> String {
    let bare = !value.is_empty()
        && value
            .chars()
            .all(|c| c.is_ascii_digit() || ",.".contains(c));
    if !bare {
        return value.to_owned();
    }
    let signs = ["≥", ">=", "≤", "<=", "＝", "=", ">", "<", "＞", "＜"];
    let sign = if signs.contains(&sign) { sign } else { "" };
    let unit = if ["无", "/", "-", "—"].contains(&unit) {
        ""
    } else {
        unit
    };
    format!("{sign}{value}{unit}")
}

/// A class without its points: 产出指标（50分）.
fn without_points(class: &str) -> &str {
    let bare = class.strip_suffix(['）', ')']).and_then(|inner| {
        let (name, points) = inner.rsplit_once(['（', '('])?;
        points.strip_suffix('分')?.parse::<u16>().ok()?;
        Some(name)
    });
    bare.unwrap_or(class)
}

/// An amount of a cell: digits, with the unit of the table.
fn amount(cell: Option<&String>, unit: Option<&str>) -> Option<String> {
    let cell = cell?;
    let digits = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || ",.".contains(c));
    match (digits, unit) {
        (true, Some(unit)) => Some(format!("{cell}{unit}")),
        _ => None,
    }
}
