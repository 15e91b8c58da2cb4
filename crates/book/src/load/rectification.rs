//! Problems and rectification ledgers from TOML.

use std::collections::BTreeMap;

use super::book::Parts;
use super::indicator::each;
use super::kind::{DATE, MONEY, NAME, TEXT, YES_NO, choice};
use super::large::too_long;
use super::reference::References;
use crate::rectification::{Closure, Field, FollowUp, RectificationLedger, Stage};
use crate::{ColumnType, Ledger, Problem};
use settings::{Table, suggestion};

/// Reads one of `[["问题"]]`.
pub(crate) fn problem(table: &mut Table<'_>, references: &mut References) -> Option<Problem> {
    let text = table.required("问题", &TEXT);
    let indicators = each(table, "指标", &NAME, |id, value| {
        references.indicator(id.clone(), value);
    });
    let cause = table.optional("原因", &TEXT);
    let remedy = table.optional("措施", &TEXT);
    let owner = table.optional("责任人", &NAME);
    let deadline = table.optional("期限", &DATE);
    let follow_up = follow_up(table);
    Some(Problem {
        text: text?,
        indicators,
        cause,
        remedy,
        owner,
        deadline,
        follow_up: follow_up?,
    })
}

fn follow_up(table: &mut Table<'_>) -> Option<FollowUp> {
    let stage = match table.value("状态") {
        Some(value) => choice(value, &Stage::ALL, Stage::word),
        None => Some(Stage::default()),
    };
    Some(FollowUp {
        id: table.optional("编号", &NAME),
        source: table.optional("来源", &NAME),
        found: table.optional("发现日期", &DATE),
        category: table.optional("类别", &NAME),
        amount: table.optional("涉及金额", &MONEY),
        unit: table.optional("责任单位", &NAME),
        done: table.optional("完成日期", &DATE),
        left: table.optional("未完成原因", &TEXT),
        evidence: table.list("佐证", &NAME),
        closure: table.table("销号", closure),
        carried: table.optional("上年结转", &YES_NO).unwrap_or_default(),
        stage: stage?,
    })
}

fn closure(table: &mut Table<'_>) -> Option<Closure> {
    let by = table.required("人", &NAME);
    let date = table.required("日期", &DATE);
    Some(Closure {
        by: by?,
        date: date?,
    })
}

/// Reads one of `[["整改台账"]]`.
pub(crate) fn ledger(table: &mut Table<'_>, parts: &Parts) -> Option<RectificationLedger> {
    let name = table.required("台账", &NAME);
    let source = table.required("来源", &NAME);
    let found = table.optional("发现日期", &DATE);
    let evidence = table.list("佐证", &NAME);
    let ledger = name.as_ref().and_then(|name| parts.ledgers.get(name));
    if let (Some(name), Some(value)) = (&name, table.value("台账"))
        && parts.long_ledgers.contains_key(name)
    {
        let (problem, remedy) = too_long(name, "整改台账");
        value.fault(problem, remedy);
    } else if let (Some(name), Some(value), None) = (&name, table.value("台账"), ledger)
        && !parts.faulty_ledgers.contains(name)
    {
        let problem = format!("没有台账“{name}”（ledgers/{name}.csv）");
        let names = parts.ledgers.keys().map(String::as_str);
        value.fault(problem, suggestion(name, names));
    }
    let columns = table.table("列", |table| Some(columns(table, ledger)));
    let words = table.table("状态", |table| Some(words(table)));
    let list = RectificationLedger {
        ledger: name?,
        source: source?,
        found,
        evidence,
        columns: columns.unwrap_or_default(),
        words: words.unwrap_or_default(),
    };
    check(&list, ledger, table);
    Some(list)
}

fn columns(table: &mut Table<'_>, ledger: Option<&Ledger>) -> BTreeMap<Field, String> {
    let mut columns = BTreeMap::new();
    for field in Field::ALL {
        let Some(value) = table.value(field.word()) else {
            continue;
        };
        let Some(name) = value.get(&NAME) else {
            continue;
        };
        if let Some(ledger) = ledger {
            let names = ledger.columns().iter().map(|column| column.name.as_str());
            let column = ledger.columns().iter().find(|column| column.name == name);
            match column {
                None => value.fault(
                    format!("台账里没有“{name}”这一列"),
                    suggestion(&name, names),
                ),
                Some(column) if !field.takes(&column.kind) => {
                    let problem = format!("“{name}”列不能作“{}”", field.word());
                    value.fault(problem, "日期用日期列，涉及金额用万元列，上年结转用是否列");
                }
                Some(_) => {}
            }
        }
        columns.insert(field, name);
    }
    columns
}

impl Field {
    /// Whether a column of this type can hold it.
    fn takes(self, kind: &ColumnType) -> bool {
        match self {
            Self::Found | Self::Deadline | Self::Done => {
                matches!(kind, ColumnType::Date | ColumnType::Entered)
            }
            Self::Amount => *kind == ColumnType::Quantity(quantity::Unit::WAN_YUAN),
            Self::Carried => *kind == ColumnType::YesNo,
            _ => true,
        }
    }
}

fn words(table: &mut Table<'_>) -> BTreeMap<String, Stage> {
    let mut words = BTreeMap::new();
    for stage in Stage::ALL {
        for word in table.list(stage.word(), &NAME) {
            words.insert(word, stage);
        }
    }
    words
}

/// Words of the ledger's state column that nobody has told the meaning of.
fn check(list: &RectificationLedger, ledger: Option<&Ledger>, table: &mut Table<'_>) {
    let Some(value) = table.value("台账") else {
        return;
    };
    let Some(column) = list.columns.get(&Field::Stage) else {
        let remedy = "在 [\"整改台账\".\"列\"] 里写明“状态”是哪一列";
        return value.fault("没有写明整改台账的哪一列是“状态”", remedy);
    };
    let Some((ledger, at)) = ledger.and_then(|ledger| Some((ledger, ledger.column(column)?)))
    else {
        return;
    };
    let rows = ledger.rows().iter().map(|row| row[at].to_string());
    let mut unknown = rows.filter(|word| !word.is_empty() && list.stage(word).is_none());
    if let Some(word) = unknown.next() {
        let problem = format!("不知道状态“{word}”是什么意思");
        let stages = Stage::ALL.map(Stage::word).join("、");
        let remedy = format!("在 [\"整改台账\".\"状态\"] 里写明它属于{stages}中的哪一种");
        value.fault(problem, remedy);
    }
}
