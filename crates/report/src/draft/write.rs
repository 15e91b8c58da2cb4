//! A draft as the files of a book: each entry with its place in the report as a comment.

use std::fmt::Write as _;
use std::sync::LazyLock;

use book::Scheme;
use regex::Regex;

use super::{Draft, Found, Funds, Row};

impl Funds {
    /// The amounts by their names, empty where the report does not say.
    pub(super) fn amounts(&self) -> [(&'static str, &str); 3] {
        [
            ("年初预算", &self.initial),
            ("全年预算", &self.budget),
            ("执行数", &self.executed),
        ]
        .map(|(name, amount)| (name, amount.as_deref().unwrap_or_default()))
    }
}

/// The scheme of a drafted book until somebody chooses another.
pub(super) const SCHEME: &str = "caizheng-2020-10";

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    // The pattern is a constant of this file, tried by its tests.
    Regex::new(r"^(≥|≧|>=|＞=|大于等于|不少于|不低于|>|＞|大于|=|＝|等于|≤|≦|<=|不超过|不高于|不大于|小于等于|<|＜|小于)?(\d[\d,]*(?:\.\d+)?)([^\d]{0,6})$")
        .expect("a pattern of this file")
});

/// An indicator's aim as a book writes it.
struct Aim {
    direction: &'static str,
    target: String,
    unit: String,
}

impl Draft {
    /// `book.toml`; `year` and `unit` stand in where the report does not say them.
    pub fn book_toml(&self, year: u16, unit: &str) -> String {
        let mut out = String::from(
            "# 由一份报告转来的账本：每一项后面写着它在原报告里的位置。\n\
             # 数照原文抄，没有改过；原文没有的、说法不一的，列在 未归入.md。\n\n",
        );
        let year = self
            .year
            .as_ref()
            .map_or_else(|| year.to_string(), |found| found.value.clone());
        let _ = writeln!(out, "\"年度\" = {year}{}", source(self.year.as_ref()));
        scheme_line(&mut out);
        self.profile(&mut out, unit);
        self.staff(&mut out);
        self.balance(&mut out, &year);
        self.budget(&mut out);
        goal(&mut out, self.objective.as_ref(), self.outcome.as_ref());
        let scheme = Scheme::shipped(SCHEME);
        for (number, row) in self.indicators.iter().enumerate() {
            indicator(&mut out, &id(number + 1), row, scheme.as_ref());
        }
        for problem in &self.problems {
            out.push_str("[[\"问题\"]]\n");
            line(&mut out, "问题", &problem.value, &problem.place);
            out.push('\n');
        }
        if !self.uses.is_empty() {
            out.push_str("[\"结果应用\"]\n\"应用\" = [\n");
            list(&mut out, &self.uses);
            out.push_str("]\n");
        }
        out
    }

    fn profile(&self, out: &mut String, unit: &str) {
        out.push_str("[\"单位\"]\n");
        match &self.unit {
            Some(found) => line(out, "名称", &found.value, &found.place),
            None => {
                let _ = writeln!(out, "\"名称\" = {}  # 待填：原报告里没有找到", quoted(unit));
            }
        }
        if let Some(superior) = &self.superior {
            line(out, "上级", &superior.value, &superior.place);
        }
        out.push_str("\"级别\" = \"单位\"  # 待核\n");
        if !self.duties.is_empty() {
            out.push_str("\"职责\" = [\n");
            list(out, &self.duties);
            out.push_str("]\n");
        }
        out.push('\n');
    }

    fn staff(&self, out: &mut String) {
        for staff in &self.staff {
            out.push_str("[[\"人员\"]]\n");
            line(out, "类别", &staff.value.kind, &staff.place);
            if let Some(posts) = &staff.value.posts {
                let _ = writeln!(out, "\"编制\" = {posts}");
            }
            let _ = writeln!(out, "\"在职\" = {}", staff.value.serving);
            for (key, people) in [
                ("实有", &staff.value.present),
                ("退休", &staff.value.retired),
            ] {
                if let Some(people) = people {
                    let _ = writeln!(out, "\"{key}\" = {people}");
                }
            }
            out.push('\n');
        }
    }

    fn balance(&self, out: &mut String, year: &str) {
        if self.balance.is_empty() {
            return;
        }
        let _ = writeln!(out, "[\"资产负债\"]\n\"日期\" = {year}-12-31\n");
        for item in &self.balance {
            let _ = writeln!(out, "[[\"资产负债\".\"{}\"]]", item.value.side);
            line(out, "名称", &item.value.name, &item.place);
            let _ = writeln!(out, "\"金额\" = {}\n", quoted(&item.value.amount));
        }
    }

    fn budget(&self, out: &mut String) {
        self.project_lines(out);
        for Found { value, place } in &self.lines {
            out.push_str("[[\"预算\"]]\n");
            line(out, "名称", &value.name, place);
            out.push_str("\"类别\" = \"基本支出\"  # 待核：基本支出还是项目支出，原文没有写\n");
            let source = value.source.as_deref().unwrap_or("待填");
            let _ = writeln!(out, "\"资金来源\" = {}", quoted(source));
            let _ = writeln!(out, "\"年初预算\" = {}", quoted(&value.initial));
            let _ = writeln!(out, "\"执行数\" = {}\n", quoted(&value.executed));
        }
        let Some(found) = &self.budget else {
            return;
        };
        let funds = &found.value;
        let (Some(whole), Some(executed)) = (
            funds.initial.as_ref().or(funds.budget.as_ref()),
            &funds.executed,
        ) else {
            return;
        };
        if !self.lines.is_empty() || !self.projects.is_empty() {
            let _ = writeln!(
                out,
                "# 原文合计：年初预算 {whole}，支出决算 {executed}（{}），请与各行之和核对\n",
                found.place
            );
            return;
        }
        out.push_str("[[\"预算\"]]\n");
        line(out, "名称", "全部支出", &found.place);
        out.push_str("\"类别\" = \"基本支出\"  # 待核：按基本支出、项目支出分行\n");
        if let Some((basic, project)) = &funds.parts {
            let _ = writeln!(
                out,
                "# 原文的执行数里，基本支出 {basic}，项目支出 {project}"
            );
        }
        out.push_str("\"资金来源\" = \"待填\"\n");
        let note = match &funds.initial {
            Some(_) => "",
            None => "  # 原文只有全年预算数",
        };
        let _ = writeln!(out, "\"年初预算\" = {}{note}", quoted(whole));
        adjusted(out, funds.budget.as_ref(), Some(whole));
        let _ = writeln!(out, "\"执行数\" = {}\n", quoted(executed));
    }

    /// Every entry with its place, as CSV with a byte-order mark.
    pub fn sources_csv(&self) -> String {
        let mut out = String::from("\u{feff}字段,值,位置\n");
        let mut row = |field: &str, value: &str, place: &str| {
            let cells = [field, value, place].map(|cell| {
                let flat = cell.replace('"', "\"\"").replace('\n', " ");
                format!("\"{flat}\"")
            });
            let _ = writeln!(out, "{}", cells.join(","));
        };
        for (field, found) in self.entries() {
            row(&field, &found.value, &found.place);
        }
        out
    }

    /// Every entry, as the field it fills.
    pub fn entries(&self) -> Vec<(String, Found<String>)> {
        let mut all = Vec::new();
        let single = [
            ("单位", &self.unit),
            ("年度", &self.year),
            ("上级", &self.superior),
            ("总体目标", &self.objective),
        ];
        for (field, found) in single {
            all.extend(found.clone().map(|found| (field.to_owned(), found)));
        }
        let lists = [
            ("职责", &self.duties),
            ("问题", &self.problems),
            ("措施", &self.measures),
            ("结果应用", &self.uses),
        ];
        for (field, found) in lists {
            all.extend(found.iter().cloned().map(|found| (field.to_owned(), found)));
        }
        let mut add = |field: String, value: &str, place: &str| {
            if !value.is_empty() {
                let (value, place) = (value.to_owned(), place.to_owned());
                all.push((field, Found { value, place }));
            }
        };
        for Found { value, place } in &self.staff {
            add(format!("人员 {} 在职", value.kind), &value.serving, place);
            add(
                format!("人员 {} 编制", value.kind),
                value.posts.as_deref().unwrap_or_default(),
                place,
            );
            for (name, people) in [("实有", &value.present), ("退休", &value.retired)] {
                let people = people.as_deref().unwrap_or_default();
                add(format!("人员 {} {name}", value.kind), people, place);
            }
        }
        for Found { value, place } in &self.balance {
            add(format!("资产负债 {}", value.name), &value.amount, place);
        }
        for Found { value, place } in &self.lines {
            let name = &value.name;
            let source = value.source.as_deref().unwrap_or_default();
            add(format!("预算 {name} 资金来源"), source, place);
            add(format!("预算 {name} 年初预算"), &value.initial, place);
            add(format!("预算 {name} 执行数"), &value.executed, place);
        }
        if let Some(Found { value, place }) = &self.budget {
            for (name, amount) in value.amounts() {
                add(format!("预算 {name}"), amount, place);
            }
        }
        for (id, Found { value, place }) in self.numbered() {
            for (name, text) in [
                ("三级", &value.name),
                ("目标", &value.target),
                ("完成值", &value.actual),
                ("分值", &value.weight),
                ("得分", &value.score),
                ("偏差原因", &value.reason),
            ] {
                add(format!("指标 {id} {name}"), text, place);
            }
        }
        self.project_entries(&mut add);
        all
    }

    /// Every indicator with its id, the unit's and then those of projects.
    fn numbered(&self) -> impl Iterator<Item = (String, &Found<Row>)> {
        let own = self.indicators.iter().enumerate();
        let own = own.map(|(number, row)| (id(number + 1), row));
        own.chain(self.project_indicators())
    }

    /// What the report says in several ways, and sentences with figures that nothing took.
    pub fn unplaced_md(&self) -> String {
        let mut out = String::from("# 未归入的内容\n");
        if !self.unread.is_empty() {
            out.push_str("\n## 没有读出的（请对照原件补上）\n\n");
            for found in &self.unread {
                let _ = writeln!(out, "- {}（{}）", found.value, found.place);
            }
        }
        if !self.unsure.is_empty() {
            out.push_str("\n## 说法不一或待核的\n");
            for unsure in &self.unsure {
                let _ = writeln!(out, "\n- {}", unsure.field);
                for said in &unsure.said {
                    let _ = writeln!(out, "  - {}（{}）", said.value, said.place);
                }
            }
        }
        if !self.measures.is_empty() {
            out.push_str("\n## 改进措施（请对到各个问题）\n\n");
            for found in &self.measures {
                let _ = writeln!(out, "- {}（{}）", found.value, found.place);
            }
        }
        if !self.unplaced.is_empty() {
            out.push_str("\n## 带数的句子\n\n");
            for found in &self.unplaced {
                let _ = writeln!(out, "- {}（{}）", found.value, found.place);
            }
        }
        out
    }
}

fn id(number: usize) -> String {
    format!("Z{number:02}")
}

/// The scheme, which no report names as a book does.
pub(super) fn scheme_line(out: &mut String) {
    let _ = writeln!(
        out,
        "\"评分方案\" = \"{SCHEME}\"  # 待核：原报告用的评分办法\n"
    );
}

/// The overall goal (总体目标), and what became of it.
pub(super) fn goal(
    out: &mut String,
    objective: Option<&Found<String>>,
    outcome: Option<&Found<String>>,
) {
    let Some(objective) = objective else {
        return;
    };
    out.push_str("[\"总体目标\"]\n");
    line(out, "内容", &objective.value, &objective.place);
    if let Some(outcome) = outcome {
        line(out, "完成情况", &outcome.value, &outcome.place);
    }
    out.push('\n');
}

/// Says where the budget of the whole year is not the one it began with.
pub(super) fn adjusted(out: &mut String, budget: Option<&String>, initial: Option<&String>) {
    if let Some(budget) = budget.filter(|_| budget != initial) {
        let _ = writeln!(out, "# 原文的全年预算数是 {budget}，调整和结转请补上");
    }
}

pub(super) fn indicator(out: &mut String, id: &str, found: &Found<Row>, scheme: Option<&Scheme>) {
    let row = &found.value;
    let aim = aim(&row.target);
    out.push_str("[[\"指标\"]]\n");
    line(out, "编号", id, &found.place);
    for (key, text) in [
        ("一级", &row.first),
        ("二级", &row.second),
        ("三级", &row.name),
    ] {
        match text.is_empty() {
            true => {
                let _ = writeln!(out, "\"{key}\" = \"待填\"");
            }
            false => {
                let _ = writeln!(out, "\"{key}\" = {}", quoted(text));
            }
        }
    }
    let _ = writeln!(
        out,
        "\"方向\" = \"{}\"\n\"目标\" = {}",
        aim.direction, aim.target
    );
    if !aim.unit.is_empty() {
        let _ = writeln!(out, "\"单位\" = {}", quoted(&aim.unit));
    }
    let weight: String = row.weight.trim_end_matches('分').to_owned();
    match weight.parse::<quantity::Decimal>().is_ok() {
        true => {
            let _ = writeln!(out, "\"分值\" = {weight}");
        }
        false => out.push_str("\"分值\" = 0  # 待填：原文没有写\n"),
    }
    if aim.direction == "定性" {
        let band = scheme.is_some_and(|scheme| {
            scheme
                .bands()
                .iter()
                .any(|band| band.is_called(&row.actual))
        });
        if band {
            let _ = writeln!(out, "\"完成值\" = {}", quoted(&row.actual));
        } else if !row.actual.is_empty() {
            let _ = writeln!(out, "\"完成情况\" = {}", quoted(&row.actual));
        }
    } else if let Some(parts) = NUMBER.captures(&row.actual) {
        let unit = parts.get(3).map_or("", |unit| unit.as_str());
        if unit.is_empty() || unit == aim.unit {
            let _ = writeln!(
                out,
                "\"完成值\" = {}  # 原文是填的数，没有台账",
                &parts[2].replace(',', "")
            );
        } else {
            let _ = writeln!(out, "\"完成情况\" = {}", quoted(&row.actual));
        }
    } else if !row.actual.is_empty() {
        let _ = writeln!(out, "\"完成情况\" = {}", quoted(&row.actual));
    }
    if !row.reason.is_empty() && row.reason != "无" {
        let _ = writeln!(out, "\"偏差原因\" = {}", quoted(&row.reason));
    }
    if !row.score.is_empty() {
        let _ = writeln!(out, "# 原报告得分：{}", row.score.replace('\n', " "));
    }
    out.push('\n');
}

fn aim(text: &str) -> Aim {
    let text: String = text.split_whitespace().collect();
    let Some(parts) = NUMBER.captures(&text) else {
        let words = if text.is_empty() {
            "原报告没有写目标"
        } else {
            &text
        };
        return Aim {
            direction: "定性",
            target: quoted(words),
            unit: String::new(),
        };
    };
    let direction = match parts.get(1).map_or("", |sign| sign.as_str()) {
        "≥" | "≧" | ">=" | "＞=" | "大于等于" | "不少于" | "不低于" => "≥",
        ">" | "＞" | "大于" => ">",
        "≤" | "≦" | "<=" | "不超过" | "不高于" | "不大于" | "小于等于" => "≤",
        "<" | "＜" | "小于" => "<",
        _ => "=",
    };
    let unit = parts.get(3).map_or("", |unit| unit.as_str());
    Aim {
        direction,
        target: parts[2].replace(',', ""),
        unit: unit.replace('％', "%"),
    }
}

fn source<T>(found: Option<&Found<T>>) -> String {
    found.map_or_else(
        || "  # 待填：原报告里没有找到".to_owned(),
        |found| format!("  # 来源：{}", found.place),
    )
}

pub(super) fn line(out: &mut String, key: &str, value: &str, place: &str) {
    let _ = writeln!(out, "\"{key}\" = {}  # 来源：{place}", quoted(value));
}

fn list(out: &mut String, items: &[Found<String>]) {
    for item in items {
        let _ = writeln!(out, "  {},  # 来源：{}", quoted(&item.value), item.place);
    }
}

/// A text as TOML writes it, on one line.
pub(super) fn quoted(text: &str) -> String {
    let escaped = text.chars().fold(String::new(), |mut out, character| {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control.is_control() => out.push(' '),
            plain => out.push(plain),
        }
        out
    });
    format!("\"{escaped}\"")
}
