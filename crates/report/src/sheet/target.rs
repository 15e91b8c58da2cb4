//! The target form (部门整体支出绩效目标申报表), as 财预〔2015〕88号 has it: unit, tasks with their money, overall goal,
//! indicators with their targets, and how each is set and measured.

use book::{Book, Indicator, IndicatorBasis};
use document::{Entry, Sheet};

use super::entries::{MONEY, centred, head, money, points, tall, wide};
use crate::block::{place, place_in};
use crate::compose::Composer;
use crate::template::Place;

/// The widths of the columns before those of the grounds.
const WIDTHS: [u16; 5] = [13, 14, 24, 18, 9];
/// The column of what is aimed at over all years, before that of the year.
const LONG_TERM: (usize, u16) = (3, 18);
/// The grounds that the form always has, with the widths of their columns.
const USUAL: [(&str, u16); 3] = [
    (IndicatorBasis::STANDARD, 22),
    (IndicatorBasis::DATA, 14),
    (IndicatorBasis::TARGET, 20),
];
/// The width of a column that the form has where a unit says more.
const MORE: u16 = 16;

/// The columns of the form.
pub(super) struct Columns {
    /// Whether there is one of what is aimed at over all years.
    long_term: bool,
    /// Key and head of the grounds that are printed.
    grounds: Vec<(&'static str, &'static str)>,
}

impl Columns {
    /// The usual columns, one of what is aimed at over all years where a project runs for several, and one for each
    /// other field with a column that some indicator says.
    pub(super) fn of(book: &Book, long_term: bool) -> Self {
        let usual = |key: &str| USUAL.iter().any(|(usual, _)| *usual == key);
        let said = |key: &str| {
            let mut indicators = book.indicators.iter();
            indicators.any(|one| one.basis.get(key).is_some())
        };
        let fields =
            || IndicatorBasis::fields().filter_map(|field| Some((field.key, field.column?)));
        let first = USUAL.iter();
        let first = first.filter_map(|(key, _)| fields().find(|(field, _)| field == key));
        let more = fields().filter(|(key, _)| !usual(key) && said(key));
        Self {
            long_term,
            grounds: first.chain(more).collect(),
        }
    }

    pub(super) fn widths(&self) -> Vec<u16> {
        let mut widths = WIDTHS.to_vec();
        if self.long_term {
            widths.insert(LONG_TERM.0, LONG_TERM.1);
        }
        let width = |key: &str| {
            let usual = USUAL.iter().find(|(usual, _)| *usual == key);
            usual.map_or(MORE, |(_, width)| *width)
        };
        widths.extend(self.grounds.iter().map(|(key, _)| width(key)));
        widths
    }
}

/// The file of the book.
const FILE: &str = "book.toml";

pub(crate) fn sheet(book: &Book, words: &mut Composer<'_>) -> Sheet {
    let form = Columns::of(book, false);
    let widths = form.widths();
    let columns = widths.len();
    let mut sheet = Sheet {
        name: "绩效目标表".to_owned(),
        title: Some("部门整体支出绩效目标申报表".to_owned()),
        note: Some(format!("{}年度", book.year)),
        unit: Some(MONEY.to_owned()),
        widths,
        landscape: true,
        ..Sheet::default()
    };
    let profile = &book.profile;
    sheet.rows.push(vec![
        wide(head(&format!("{}名称", profile.rank.word())), 2),
        wide(Entry::text(&profile.name), 2),
        head("主管部门"),
        wide(
            Entry::text(profile.superior.as_deref().unwrap_or_default()),
            columns - 5,
        ),
    ]);
    funds(book, &mut sheet);
    if let Some(objective) = &book.objective {
        let place = place("总体目标.内容");
        let row = self::words("年度总体目标", &objective.text, &place, words, columns);
        sheet.rows.push(row);
    }
    goals(book, FILE, words, &mut sheet);
    indicators(book, &form, FILE, words, &mut sheet);
    sheet
}

/// The budget by line with its sum, as it was approved at the beginning of the year.
fn funds(book: &Book, sheet: &mut Sheet) {
    let lines = book.budget.iter();
    let lines: Vec<_> = lines
        .filter(|line| !line.amounts.initial.is_zero())
        .collect();
    if lines.is_empty() {
        return;
    }
    sheet.rows.push(vec![
        tall(head("年度预算"), lines.len() + 2),
        wide(head("项目"), 2),
        head("类别"),
        wide(head("资金来源"), 2),
        wide(head("金额"), 2),
    ]);
    for line in lines {
        sheet.rows.push(vec![
            wide(Entry::text(&line.name), 2),
            centred(line.spending.word()),
            wide(centred(&line.source), 2),
            wide(money(line.amounts.initial), 2),
        ]);
    }
    sheet.rows.push(vec![
        wide(head("合计"), 5),
        wide(money(book.totals().initial), 2),
    ]);
}

/// A row of words in which figures are filled in.
pub(super) fn words(
    name: &str,
    text: &str,
    place: &Place,
    composer: &mut Composer<'_>,
    columns: usize,
) -> Vec<Entry> {
    let text = composer.phrase(text, place).content;
    vec![head(name), wide(Entry::text(text), columns - 1)]
}

/// A row a goal; `file` is where the goals stand.
pub(super) fn goals(book: &Book, file: &str, composer: &mut Composer<'_>, sheet: &mut Sheet) {
    for goal in &book.goals {
        let name = format!("目标{}", goal.id);
        let place = place_in(file, &name);
        let columns = sheet.widths.len();
        let row = words(&name, &goal.text, &place, composer, columns);
        sheet.rows.push(row);
    }
}

/// A row an indicator, below their heads; `file` is where the indicators stand.
pub(super) fn indicators(
    book: &Book,
    form: &Columns,
    file: &str,
    words: &mut Composer<'_>,
    sheet: &mut Sheet,
) {
    let start = sheet.rows.len();
    let heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "分值"];
    let mut heads: Vec<Entry> = heads.into_iter().map(head).collect();
    if form.long_term {
        heads.insert(LONG_TERM.0, head("中期指标值"));
    }
    heads.extend(form.grounds.iter().map(|(_, name)| head(name)));
    sheet.rows.push(heads);
    sheet.header = start..start + 1;
    let before = book.before_adjustments(None);
    let mut left: Vec<&Indicator> = before.indicators.iter().collect();
    while let Some(first) = left.first().map(|one| one.level1.clone()) {
        let (class, rest): (Vec<&Indicator>, Vec<&Indicator>) =
            left.into_iter().partition(|one| one.level1 == first);
        left = rest;
        level(&class, form, file, words, sheet);
    }
}

/// The indicators of one first level, by second level.
fn level(
    class: &[&Indicator],
    form: &Columns,
    file: &str,
    words: &mut Composer<'_>,
    sheet: &mut Sheet,
) {
    let mut first = class
        .first()
        .map(|one| tall(centred(&one.level1), class.len()));
    let mut seen: Vec<&str> = Vec::new();
    for one in class {
        if seen.contains(&one.level2.as_str()) {
            continue;
        }
        seen.push(&one.level2);
        let within: Vec<_> = class
            .iter()
            .filter(|other| other.level2 == one.level2)
            .collect();
        for (at, indicator) in within.iter().enumerate() {
            let mut row: Vec<Entry> = first.take().into_iter().collect();
            if at == 0 {
                row.push(tall(centred(&one.level2), within.len()));
            }
            let mut cells = indicator_cells(indicator, form, file, words);
            if form.long_term {
                let aim = indicator.basis.get(IndicatorBasis::LONG_TERM);
                cells.insert(1, centred(aim.unwrap_or_default()));
            }
            row.extend(cells);
            sheet.rows.push(row);
        }
    }
}

fn indicator_cells(
    indicator: &Indicator,
    form: &Columns,
    file: &str,
    words: &mut Composer<'_>,
) -> Vec<Entry> {
    let target = indicator.target.printed(&indicator.unit);
    let target = words
        .phrase(&target, &place_in(file, &format!("指标{}", indicator.id)))
        .content;
    let grounds = form.grounds.iter();
    let said = grounds.map(|(key, _)| Entry::text(indicator.basis.get(key).unwrap_or_default()));
    let own = [
        Entry::text(&indicator.name),
        centred(target),
        points(indicator.weight),
    ];
    own.into_iter().chain(said).collect()
}
