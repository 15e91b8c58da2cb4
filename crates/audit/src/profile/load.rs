//! Reads a profile from `kaocheng.toml`.

use quantity::Decimal;
use settings::{Faults, Kind, Log, NAME, Source, TEXT, Table, Value, choice, only_number};

use super::{Expression, Limits, OwnPlace, OwnRelation, OwnSection, Profile, Switch};
use crate::finding::Severity;
use crate::rules::RULES;
use crate::suppression::suppressions;

/// How a rule can be switched, and the words for it.
const SWITCHES: [Switch; 4] = [
    Switch::Off,
    Switch::As(Severity::Hint),
    Switch::As(Severity::Warning),
    Switch::As(Severity::Error),
];

/// How grave the user's own findings can be.
const SEVERITIES: [Severity; 3] = [Severity::Hint, Severity::Warning, Severity::Error];

const PERCENTAGE: Kind<Decimal> = Kind {
    wanted: "百分数，只写百分号前面的数",
    repaired: only_number,
    read: |value| {
        decimal(value)
            .filter(|number| !number.is_negative())
            .ok_or_else(|| "应当是一个不为负的数".to_owned())
    },
};

const CHARACTERS: Kind<u32> = Kind {
    wanted: "字数，大于 0 的整数",
    repaired: only_number,
    read: |value| {
        let digits = value.as_digits().and_then(|digits| digits.parse().ok());
        digits
            .filter(|count| *count > 0)
            .ok_or_else(|| "应当是一个正整数".to_owned())
    },
};

fn decimal(value: Value<'_>) -> Option<Decimal> {
    value.as_digits().or(value.as_text())?.parse().ok()
}

impl Profile {
    /// Reads a profile; `file` is its name, as faults tell it.
    ///
    /// # Errors
    /// Everything that is wrong in it, by line, each with its remedy.
    pub fn parse(file: &str, text: &str) -> Result<Self, Faults> {
        let log = Log::default();
        let source = Source {
            file,
            text,
            log: &log,
        };
        let profile = settings::read(&source, read);
        match profile {
            Some(profile) if log.is_empty() => Ok(profile),
            _ => Err(log.into_faults()),
        }
    }
}

fn read(table: &mut Table<'_>) -> Option<Profile> {
    let mut profile = Profile::default();
    table.table("规则", |table| {
        for rule in RULES {
            let switch = table.value(rule.code);
            let switch = switch.and_then(|value| choice(value, &SWITCHES, switch_word));
            profile
                .switches
                .extend(switch.map(|switch| (rule.code, switch)));
        }
        Some(())
    });
    profile.limits = table.table("界限", limits).unwrap_or_default();
    profile.relations = table.tables("关系", relation);
    profile.sections = table.tables("必备", section);
    profile.suppressions = suppressions(table);
    Some(profile)
}

fn limits(table: &mut Table<'_>) -> Option<Limits> {
    let usual = Limits::default();
    let limits = Limits {
        over_fulfilment: table
            .optional("超额完成", &PERCENTAGE)
            .unwrap_or(usual.over_fulfilment),
        excellent: table.optional("优", &PERCENTAGE).unwrap_or(usual.excellent),
        good: table.optional("良", &PERCENTAGE).unwrap_or(usual.good),
        fair: table.optional("中", &PERCENTAGE).unwrap_or(usual.fair),
        repeated_paragraph: table
            .optional("重复段落", &CHARACTERS)
            .unwrap_or(usual.repeated_paragraph),
    };
    if !(limits.excellent > limits.good && limits.good > limits.fair) {
        let problem = "等级的界限应当优高于良、良高于中";
        table.source.fault(
            table.span.clone(),
            problem,
            "例如 优 = 90、良 = 80、中 = 60",
        );
    }
    Some(limits)
}

fn relation(table: &mut Table<'_>) -> Option<OwnRelation> {
    let name = table.required("名称", &NAME);
    let severity = severity(table, Severity::Error);
    let sentence = table.value("文字");
    let rows = table.list("各行", &NAME);
    let total = table.optional("合计", &NAME);
    let dispensable = table.optional("可缺", &TEXT);
    let expression = table.value("算式");
    let name = name?;
    let (place, expression) = match (sentence, expression, total) {
        (Some(sentence), Some(expression), None) if rows.is_empty() => {
            let template = parsed(sentence, "例如 共{a:金额}，其中{b:金额}用于{_}")?;
            (
                OwnPlace::Sentence(template),
                parsed(expression, "例如 a = b + c")?,
            )
        }
        (None, Some(expression), None) if rows.is_empty() => (
            OwnPlace::Labelled,
            parsed(expression, "例如 资产总计 = 负债总计 + 净资产")?,
        ),
        (None, None, Some(total)) if !rows.is_empty() => {
            (OwnPlace::Rows, Expression::total(total, rows))
        }
        _ => {
            let problem = format!("关系“{name}”要写明由哪些数、怎样算");
            let remedy = "写“文字”和“算式”，或只写“算式”，或写“各行”和“合计”";
            table.source.fault(table.span.clone(), problem, remedy);
            return None;
        }
    };
    let relation = OwnRelation {
        name,
        place,
        expression,
        severity,
        dispensable,
    };
    named_alike(table, &relation).then_some(relation)
}

/// Whether the names of the sentence and of the expression are the same.
fn named_alike(table: &Table<'_>, relation: &OwnRelation) -> bool {
    let OwnPlace::Sentence(template) = &relation.place else {
        return true;
    };
    let (slots, names) = (template.names(), relation.expression.names());
    let missing = names.iter().find(|name| !slots.contains(name));
    let idle = slots.iter().find(|slot| !names.contains(slot));
    let (problem, remedy) = match (missing, idle) {
        (Some(name), _) => (
            format!("算式里的“{name}”在文字里没有"),
            format!("在文字里写上 {{{name}}}，或改算式"),
        ),
        (None, Some(slot)) => (
            format!("文字里的“{slot}”在算式里没有用到"),
            "不用的数写成 {_}".to_owned(),
        ),
        _ => return true,
    };
    table.source.fault(table.span.clone(), problem, remedy);
    false
}

fn section(table: &mut Table<'_>) -> Option<OwnSection> {
    let name = table.required("名称", &NAME);
    let mut any = table.list("任一", &TEXT);
    let documents = table.list("文种", &NAME);
    let severity = severity(table, Severity::Warning);
    let name = name?;
    if any.is_empty() {
        any.push(name.clone());
    }
    Some(OwnSection {
        name,
        any,
        documents,
        severity,
    })
}

fn severity(table: &mut Table<'_>, usual: Severity) -> Severity {
    let value = table.value("程度");
    value
        .and_then(|value| choice(value, &SEVERITIES, Severity::word))
        .unwrap_or(usual)
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
    value: Value<'_>,
    remedy: &str,
) -> Option<T> {
    let text = value.get(&TEXT)?;
    match text.parse() {
        Ok(read) => Some(read),
        Err(problem) => {
            value.fault(format!("“{}”的值不对：{problem}", value.key), remedy);
            None
        }
    }
}

fn switch_word(switch: Switch) -> &'static str {
    match switch {
        Switch::Off => "关",
        Switch::As(severity) => severity.word(),
    }
}
