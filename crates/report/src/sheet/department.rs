//! The statement of a department (部门汇总表): its units, what passes between them, the sum, and each unit's part of the
//! department's indicators.

use book::{Book, Consolidation, Measured, Totals, UnitShare};
use document::{Entry, Sheet};
use quantity::Decimal;

use super::entries::{MONEY, centred, computed, head, money, number, rate, tall, wide};

/// Columns of the form.
const COLUMNS: usize = 8;

pub(crate) fn sheet(book: &Book, statement: &Consolidation) -> Sheet {
    let mut sheet = Sheet {
        name: "部门汇总表".to_owned(),
        title: Some("部门预算执行和绩效汇总表".to_owned()),
        note: Some(format!("{}年度", book.year)),
        unit: Some(MONEY.to_owned()),
        widths: vec![20, 22, 14, 14, 14, 12, 12, 12],
        landscape: true,
        ..Sheet::default()
    };
    sheet.rows.push(vec![
        head("部门名称"),
        wide(Entry::text(&book.profile.name), 3),
        head("汇总单位"),
        wide(centred(format!("{}个", statement.units.len())), 3),
    ]);
    units(statement, &mut sheet);
    eliminations(statement, &mut sheet);
    indicators(statement, &book.shares(), &mut sheet);
    sheet
}

fn units(statement: &Consolidation, sheet: &mut Sheet) {
    let heads = [
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "执行率",
        "自评得分",
        "等级",
    ];
    let row = std::iter::once(wide(head("单位"), 2)).chain(heads.map(head));
    sheet.rows.push(row.collect());
    let first = sheet.rows.len();
    for unit in &statement.units {
        let (score, grade) = match &unit.score {
            Some((score, grade)) => (number(*score), grade.as_deref().unwrap_or_default()),
            None => (Entry::empty(), ""),
        };
        let behind = [execution(sheet, unit.totals), score, centred(grade)];
        amounts(sheet, Entry::text(&unit.name), unit.totals, None, behind);
    }
    let last = sheet.rows.len() - 1;
    let added = AMOUNTS.map(|column| {
        let [first, last] = [first, last].map(|row| sheet.address(row, column));
        format!("SUM({first}:{last})")
    });
    let sum = statement.sum;
    let behind = [execution(sheet, sum), Entry::empty(), Entry::empty()];
    amounts(sheet, head("各单位合计"), sum, Some(added), behind);
    let nothing = [Entry::empty(), Entry::empty(), Entry::empty()];
    let twice = statement.eliminated;
    amounts(sheet, head("减：部门内部往来"), twice, None, nothing);
    let left = AMOUNTS.map(|column| {
        let [sum, less] = [2, 1].map(|up| sheet.address(sheet.rows.len() - up, column));
        format!("{sum}-{less}")
    });
    let total = statement.total;
    let behind = [execution(sheet, total), Entry::empty(), Entry::empty()];
    amounts(sheet, head("部门汇总"), total, Some(left), behind);
}

/// The columns of 年初预算数, 全年预算数 and 全年执行数.
const AMOUNTS: [usize; 3] = [2, 3, 4];

/// Adds a row of amounts, typed or by formulas.
fn amounts(
    sheet: &mut Sheet,
    name: Entry,
    totals: Totals,
    formulas: Option<[String; 3]>,
    behind: [Entry; 3],
) {
    let [initial, full, executed] = [totals.initial, totals.full_year(), totals.executed];
    let amounts = match formulas {
        None => [money(initial), money(full), money(executed)],
        Some([first, second, third]) => [
            computed(first, initial),
            computed(second, full),
            computed(third, executed),
        ],
    };
    let row = std::iter::once(wide(name, 2)).chain(amounts).chain(behind);
    sheet.rows.push(row.collect());
}

/// The rate of execution in the row that comes next.
fn execution(sheet: &Sheet, totals: Totals) -> Entry {
    let [budget, executed] =
        [AMOUNTS[1], AMOUNTS[2]].map(|column| sheet.address(sheet.rows.len(), column));
    totals.execution_rate().map_or_else(Entry::empty, |ratio| {
        rate(format!("{executed}/{budget}"), &ratio)
    })
}

fn eliminations(statement: &Consolidation, sheet: &mut Sheet) {
    if statement.eliminations.is_empty() {
        return;
    }
    let mut row = vec![tall(head("部门内部往来"), statement.eliminations.len() + 1)];
    let heads = [
        "事项",
        "拨出（应收）单位",
        "收到（应付）单位",
        "预算数",
        "拨出（应收）数",
        "收到（应付）数",
        "处理",
    ];
    row.extend(heads.map(head));
    sheet.rows.push(row);
    for one in &statement.eliminations {
        let (given, taken) = (one.all_given(), one.all_taken());
        let amount = |told: &[(String, Totals)], amount: Decimal| match told.is_empty() {
            true => Entry::empty(),
            false => money(amount),
        };
        let budget = match one.of_budget {
            true => amount(&one.given, given.full_year()),
            false => Entry::empty(),
        };
        sheet.rows.push(vec![
            Entry::text(&one.matter),
            Entry::text(&one.giver),
            Entry::text(&one.taker),
            budget,
            amount(&one.given, given.executed),
            amount(&one.taken, taken.executed),
            centred(one.standing.word()),
        ]);
    }
}

/// What each unit alone comes to, beside the whole that is computed over all rows.
fn indicators(statement: &Consolidation, shares: &[UnitShare], sheet: &mut Sheet) {
    if shares.is_empty() {
        return;
    }
    let start = sheet.rows.len();
    sheet.header = start..start + 1;
    sheet.rows.push(vec![
        head("编号"),
        head("指标"),
        head("部门合算"),
        wide(head("各单位单独计算"), COLUMNS - 3),
    ]);
    for one in shares {
        let printed = |measured: &Measured| format!("{}{}", measured.printed(&one.unit), one.unit);
        let parts = statement.units.iter().zip(&one.parts);
        let parts = parts.filter_map(|(unit, part)| {
            let part = part.as_ref()?;
            Some(format!("{}{}", unit.name, printed(part)))
        });
        let mut parts = parts.collect::<Vec<_>>().join("；");
        if parts.is_empty() {
            parts = "部门自己的台账".to_owned();
        }
        sheet.rows.push(vec![
            Entry::text(&one.id),
            Entry::text(&one.name),
            centred(printed(&one.whole)),
            wide(Entry::text(parts), COLUMNS - 3),
        ]);
    }
}
