//! The books of a department's units, and what passes between units, from TOML.

use std::collections::BTreeMap;

use entry::Files;
use entry::files::way;

use super::book::Parts;
use super::kind::{MONEY, NAME, choice};
use super::reference::References;
use super::{Log, Source, load};
use crate::department::{self, Account, Flow, Member, Transfer, UNIT_EVIDENCE};
use crate::ledger::OVERVIEW;
use crate::{BalanceSheet, BudgetLine, Evidence, Fault, Ledger, LongLedger, Measure, Totals};
use quantity::Decimal;
use settings::{Table, Value, suggestion};

/// Sections that a department's book has from those of its units.
const FROM_UNITS: [&str; 4] = ["人员", "资产负债", "预算", "内部往来"];

/// The books that were reached from the one that is loaded, by what tells them apart, so that each is read and counted once.
pub(super) struct Reached {
    /// Those that are being read, one below the other, by their folders from the first.
    open: Vec<(String, String)>,
    /// All of them.
    all: BTreeMap<String, String>,
}

impl Reached {
    pub(super) fn from(files: &dyn Files) -> Self {
        Self {
            open: vec![(files.name(), String::new())],
            all: BTreeMap::new(),
        }
    }

    /// Goes down to a book; the error is that it was reached before, and what to do.
    fn enter(&mut self, book: String, folder: &str) -> Result<(), (String, &'static str)> {
        if self.open.iter().any(|(open, _)| *open == book) {
            return Err(("汇总绕回了自己".to_owned(), "从“下属”里去掉它"));
        }
        let above = self.open.last().map_or("", |(_, above)| above);
        let whole = match above {
            "" => folder.to_owned(),
            above => format!("{above}/{folder}"),
        };
        if let Some(first) = self.all.get(&book) {
            let problem = format!("同一本账汇总了两次：“{first}”和“{whole}”");
            return Err((problem, "“下属”里只留一处"));
        }
        self.all.insert(book.clone(), whole.clone());
        self.open.push((book, whole));
        Ok(())
    }

    fn leave(&mut self) {
        self.open.pop();
    }
}

/// Reads the books of the units that `book.toml` names; `None` when one of them cannot be read.
pub(super) fn members(
    files: &dyn Files,
    text: &str,
    reached: &mut Reached,
    log: &Log,
) -> Option<Vec<Member>> {
    let folders = folders(text);
    let wanted = folders.len();
    let mut members = Vec::new();
    for folder in folders {
        let fault = |problem: &str, remedy: &str| {
            log.add(Fault::of_file(&folder, problem, remedy));
        };
        if way(&folder).is_none() {
            let remedy = "写成“本级”或“../甲中心”这样，不写别处";
            fault("下属单位的账本要放在本账本的文件夹里，或在它旁边", remedy);
            continue;
        }
        let Ok(Some(unit)) = files.unit(&folder) else {
            fault(
                "没有这个文件夹",
                "核对 book.toml 的“下属”，路径从本账本的文件夹算起",
            );
            continue;
        };
        if let Err((problem, remedy)) = reached.enter(unit.name(), &folder) {
            fault(&problem, remedy);
            continue;
        }
        let own = Log::default();
        let book = load(unit.as_ref(), reached, &own).filter(|_| own.is_empty());
        reached.leave();
        for mut fault in own.into_faults().0 {
            fault.file = format!("{folder}/{}", fault.file);
            log.add(fault);
        }
        members.extend(book.map(|book| Member { folder, book }));
    }
    (members.len() == wanted).then_some(members)
}

/// What “下属” says; whatever else is wrong in the file is told when it is read as a whole.
pub(super) fn folders(text: &str) -> Vec<String> {
    let log = Log::default();
    let source = Source {
        file: super::BOOK,
        text,
        log: &log,
    };
    let listed = settings::read(&source, |table| Some(table.list("下属", &NAME)));
    listed.unwrap_or_default()
}

/// Takes in the ledgers and the evidence of the units, and reports what keeps their books from being put together.
pub(super) fn take_in(year: u16, members: &[Member], parts: &mut Parts, log: &Log) {
    check_members(year, members, &parts.ledgers, log);
    if !members.is_empty() {
        check_length(members, &parts.long_ledgers, log);
        check_own(&parts.ledgers, &parts.evidence, log);
        department::take_in(members, &mut parts.ledgers, &mut parts.evidence);
    }
}

fn check_members(year: u16, members: &[Member], own: &BTreeMap<String, Ledger>, log: &Log) {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for member in members {
        let (folder, book) = (&member.folder, &member.book);
        if book.year != year {
            let problem = format!("是 {} 年的账本，汇总的是 {year} 年", book.year);
            log.add(Fault::of_file(folder, problem, "换成同一年度的账本"));
        }
        if let Some(first) = names.insert(book.profile.shortest(), folder) {
            let problem = format!(
                "和“{first}”都叫“{}”：同一单位汇总了两次，或简称重复",
                book.profile.shortest()
            );
            log.add(Fault::of_file(folder, problem, "去掉一本，或改简称"));
        }
        for name in book.ledgers.keys().filter(|name| own.contains_key(*name)) {
            if name != OVERVIEW {
                let problem = format!("部门自己的台账“{name}”和“{folder}”的同名");
                let remedy = "改文件名；各单位同名的台账会自动合在一起";
                log.add(Fault::of_file(
                    format!("ledgers/{name}.csv"),
                    problem,
                    remedy,
                ));
            }
        }
    }
}

/// Reports ledgers whose rows cannot be put together.
fn check_length(members: &[Member], own: &BTreeMap<String, LongLedger>, log: &Log) {
    let own = own.keys().map(|name| format!("ledgers/{name}.csv"));
    let of_units = members.iter().flat_map(|member| {
        let names = member.book.long_ledgers.keys();
        names.map(|name| format!("{}/ledgers/{name}.csv", member.folder))
    });
    for file in own.chain(of_units) {
        let problem = "台账太长，没有整本读入，不能汇总到部门";
        let remedy = "在单位自己的账本里统计，或按年度、类别拆成几本";
        log.add(Fault::of_file(file, problem, remedy));
    }
}

/// Reports names that are kept for what the units bring.
fn check_own(own: &BTreeMap<String, Ledger>, evidence: &Evidence, log: &Log) {
    if own.contains_key(OVERVIEW) {
        let problem = format!("“{OVERVIEW}”这个名称留给由各单位账本汇成的台账");
        log.add(Fault::of_file(
            format!("ledgers/{OVERVIEW}.csv"),
            problem,
            "改文件名",
        ));
    }
    let prefix = format!("{UNIT_EVIDENCE}/");
    if evidence.names().any(|name| name.starts_with(&prefix)) {
        let problem = format!("“{UNIT_EVIDENCE}”这个文件夹名留给下属单位的佐证");
        log.add(Fault::of_file(
            format!("evidence/{UNIT_EVIDENCE}"),
            problem,
            "改文件夹名",
        ));
    }
}

/// The members a book names, out of those that were read.
pub(super) fn named(table: &mut Table<'_>, read: &[Member]) -> Vec<Member> {
    let Some(value) = table.value("下属") else {
        return Vec::new();
    };
    let folders = table.list("下属", &NAME);
    let members: Vec<Member> = folders
        .iter()
        .filter_map(|folder| read.iter().find(|member| member.folder == *folder).cloned())
        .collect();
    if !folders.is_empty() {
        for key in FROM_UNITS {
            if let Some(section) = table.value(key) {
                section.fault(
                    format!("有“下属”的账本不填“{key}”：由各下属单位的账本汇总"),
                    "移到下属单位的账本；部门本级也作为一个下属单位",
                );
            }
        }
    }
    if members.is_empty() && folders.is_empty() {
        value.fault("“下属”是空的".to_owned(), "写下属单位账本的文件夹，或删去");
    }
    members
}

/// Reads one of `[["内部往来"]]`.
pub(super) fn transfer(
    table: &mut Table<'_>,
    budget: &[BudgetLine],
    balance: Option<&BalanceSheet>,
    references: &mut References,
) -> Option<Transfer> {
    let matter = table.required("事项", &NAME);
    let other = table.required("对方", &NAME);
    let flow = match table.value("方向") {
        Some(value) => choice(value, &Flow::ALL, Flow::word),
        None => {
            table.missing(
                "方向",
                "补上 \"方向\" = \"拨出\"、\"收到\"、\"应收\" 或 \"应付\"",
            );
            None
        }
    };
    let account = table.required("科目", &NAME);
    let value = table.value("科目");
    let budgeted = amounts(table, flow);
    let (amount, measure) = amount(table, references);
    let (flow, name) = flow.zip(account)?;
    if let Some(value) = value {
        known(&name, flow, budget, balance, value);
    }
    Some(Transfer {
        matter: matter?,
        other: other?,
        account: Account { flow, name },
        amounts: Totals {
            executed: amount?,
            ..budgeted?
        },
        measure,
    })
}

/// What of the budget is meant for the other side; a claim has none.
fn amounts(table: &mut Table<'_>, flow: Option<Flow>) -> Option<Totals> {
    if !flow.is_some_and(Flow::is_of_budget) {
        return Some(Totals::default());
    }
    Some(Totals {
        initial: table.required("年初预算", &MONEY)?,
        adjustment: table.optional("调整", &MONEY).unwrap_or_default(),
        carried: table.optional("上年结转", &MONEY).unwrap_or_default(),
        executed: Decimal::ZERO,
    })
}

fn amount(
    table: &mut Table<'_>,
    references: &mut References,
) -> (Option<Decimal>, Option<Measure>) {
    match (table.value("金额"), table.value("统计")) {
        (None, Some(measured)) => {
            let measure = references.measure(measured, "万元");
            (measure.as_ref().map(|_| Decimal::ZERO), measure)
        }
        (Some(typed), Some(_)) => {
            typed.fault(
                "“金额”和“统计”只能有一个".to_owned(),
                "删去一个；有台账的用“统计”",
            );
            (None, None)
        }
        _ => (table.required("金额", &MONEY), None),
    }
}

/// Reports an account that the book does not have.
fn known(
    name: &str,
    flow: Flow,
    budget: &[BudgetLine],
    balance: Option<&BalanceSheet>,
    value: Value<'_>,
) {
    let items = |side: fn(&BalanceSheet) -> &crate::Side| {
        balance.map_or(Vec::new(), |sheet| {
            side(sheet)
                .items
                .iter()
                .map(|item| item.name.as_str())
                .collect()
        })
    };
    let (what, names): (_, Vec<&str>) = match flow {
        Flow::Paid | Flow::Received => (
            "预算",
            budget.iter().map(|line| line.name.as_str()).collect(),
        ),
        Flow::Receivable => ("资产", items(|sheet| &sheet.assets)),
        Flow::Payable => ("负债", items(|sheet| &sheet.liabilities)),
    };
    if !names.contains(&name) {
        let problem = format!("“{what}”里没有“{name}”");
        value.fault(problem, suggestion(name, names.iter().copied()));
    }
}
