//! Unit, year, staff, balance sheet, money and indicators from running text.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::piece::{Pieces, Text};
use super::{Draft, Found, Funds, Item, Row, Unsure, people, settle};

pub(super) fn pattern(text: &str) -> Regex {
    // The patterns are constants of this file, tried by its tests.
    Regex::new(text).expect("a pattern of this file")
}

static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^([^\d，。、：\s]{4,40}?)[（(]?((?:19|20)\d\d)[）)]?年(?:度)?[^。]{0,24}(?:报告|决算|自评|评价)",
    )
});
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\d[\d,]*(?:\.\d+)?(?:亿元|万元|元|%|％|亩|公里|平方米|人次|人|次|个|项|宗|户|份|件|家|处|起)",
    )
});
const AMOUNT: &str =
    r"(?:总额|总计|合计|总数|数)?(?:为|是|共|共计|达)?(\d[\d,]*(?:\.\d+)?(?:亿元|万元|元))";
static INDICATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[（(]?[一二三四五六七八九十\d]+[）).、]\s*)?(.{2,40}?)\s*(?:[（(]?([%％次个宗项家户份件人亩]+)[）)]?)?\s*([≥>=＝≤<]?)\s*(\d+(?:\.\d+)?)?([%％次个宗项家户份件人亩]*)[（(]指标分[数值](\d+(?:\.\d+)?)分，实际得分(\d+(?:\.\d+)?)分[）)]",
    )
});

/// Whether a text has a number with a unit.
pub(super) fn has_figure(words: &str) -> bool {
    FIGURE.is_match(words)
}

pub(super) fn read(pieces: &Pieces, draft: &mut Draft, used: &mut [bool]) {
    title(pieces, draft, used);
    year(pieces, draft);
    people::read(pieces, draft, used);
    balance(pieces, draft, used);
    funds(pieces, draft, used);
    if draft.indicators.is_empty() {
        indicators(pieces, draft, used);
    }
}

pub(super) fn found<T>(value: T, text: &Text) -> Found<T> {
    Found {
        value,
        place: text.place.clone(),
    }
}

/// How far down the title is looked for.
const TOP: usize = 12;

fn title(pieces: &Pieces, draft: &mut Draft, used: &mut [bool]) {
    for (at, (text, used)) in pieces.texts.iter().zip(used).enumerate().take(TOP) {
        // A title may be broken over two lines.
        let next = pieces
            .texts
            .get(at + 1)
            .map_or("", |next| next.words.as_str());
        for whole in [text.words.clone(), format!("{}{next}", text.words)] {
            let words: String = whole.split_whitespace().collect();
            if let Some(parts) = TITLE.captures(without_part(&words)) {
                draft.unit = Some(found(parts[1].to_owned(), text));
                draft.year = Some(found(parts[2].to_owned(), text));
                *used = true;
                return;
            }
        }
    }
}

static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[（(]?((?:19|20)\d\d)\s*年度[）)]?(?:$|\s|　|金额)|[^\d。，；]{0,30}((?:19|20)\d\d)年度?[^。，；]{0,24}(?:自评表|绩效))",
    )
});

fn year_of(words: &str) -> Option<String> {
    let parts = YEAR.captures(words)?;
    let year = parts.get(1).or(parts.get(2))?;
    Some(year.as_str().to_owned())
}

/// The year above a form that has no title of a report: （2022年度）.
fn year(pieces: &Pieces, draft: &mut Draft) {
    if draft.year.is_some() {
        return;
    }
    let texts = pieces.texts.iter().take(TOP);
    let said = texts.filter_map(|text| Some(found(year_of(&text.words)?, text)));
    let cells = pieces.grids.iter().flat_map(|grid| {
        let rows = grid.rows.iter().zip(&grid.places).take(TOP);
        rows.flat_map(|(row, place)| row.iter().map(move |cell| (cell, place)))
    });
    let in_cells = cells.filter_map(|(cell, place)| {
        Some(Found {
            value: year_of(cell)?,
            place: place.clone(),
        })
    });
    draft.year = said.chain(in_cells).next();
}

/// A heading without 第二部分 before it.
fn without_part(words: &str) -> &str {
    words
        .strip_prefix('第')
        .and_then(|rest| rest.split_once("部分"))
        .filter(|(number, _)| number.chars().count() <= 3)
        .map_or(words, |(_, rest)| rest)
}

/// Side, name of the item, and the words it is printed under.
const ITEMS: [(&str, &str, &str); 7] = [
    ("资产", "流动资产", r"(?:^|[，。；：、\s其中])流动资产"),
    ("资产", "非流动资产", "非流动资产"),
    ("资产", "固定资产", "固定资产(?:净值|净额)?"),
    (
        "资产",
        "资产",
        r"(?:^|[，。；：、\s局会院校中心])(?:资产|资产总)",
    ),
    ("负债", "负债", r"(?:^|[，。；：、\s])负债"),
    ("净资产", "累计盈余", "累计盈余"),
    ("净资产", "净资产", r"(?:^|[，。；：、\s])净资产"),
];

fn balance(pieces: &Pieces, draft: &mut Draft, used: &mut [bool]) {
    let mut settled: Vec<(usize, Found<String>)> = Vec::new();
    for (at, (_, name, words)) in ITEMS.iter().enumerate() {
        let pattern = pattern(&format!("(?:{words}){AMOUNT}"));
        let said = amounts(pieces, &pattern, used);
        if let Some(found) = settle(&format!("资产负债 {name}"), said, &mut draft.unsure) {
            settled.push((at, found));
        }
    }
    let whole = settled.iter().any(|(at, _)| ITEMS[*at].1 == "非流动资产");
    for (at, found) in &settled {
        let (side, name, _) = ITEMS[*at];
        // It is part of 非流动资产.
        if name == "固定资产" && whole {
            continue;
        }
        // A total stands for its side only where no item does.
        let items = settled
            .iter()
            .any(|(other, _)| other != at && ITEMS[*other].0 == side);
        if items && name == side {
            let said = format!("{name}总额{}，账本由各项相加，请核对是否相等", found.value);
            draft.unsure.push(Unsure {
                field: format!("资产负债 {name}"),
                said: vec![Found {
                    value: said,
                    place: found.place.clone(),
                }],
            });
            continue;
        }
        draft.balance.push(Found {
            value: Item {
                side,
                name: name.to_owned(),
                amount: found.value.clone(),
            },
            place: found.place.clone(),
        });
    }
}

/// Of each paragraph the first amount printed under these words: what follows in it are mostly parts.
fn amounts(pieces: &Pieces, pattern: &Regex, used: &mut [bool]) -> Vec<Found<String>> {
    let mut said = Vec::new();
    for (text, used) in pieces.texts.iter().zip(used) {
        if let Some(parts) = pattern.captures(&text.words) {
            *used = true;
            said.push(found(parts[1].to_owned(), text));
        }
    }
    said
}

fn funds(pieces: &Pieces, draft: &mut Draft, used: &mut [bool]) {
    if draft.budget.is_some() {
        return;
    }
    let mut one = |field: &str, words: &str| {
        let said = amounts(pieces, &pattern(&format!("(?:{words}){AMOUNT}")), used);
        settle(&format!("预算 {field}"), said, &mut draft.unsure)
    };
    let initial = one("年初预算", "年初(?:部门)?预算(?:收入|支出|安排|批复|下达)?");
    let budget = one("全年预算", "全年预算|年度预算|调整后预算");
    let executed = one(
        "执行数",
        "全年执行数|预算执行数|全年实际支出|实际执行数|执行数|支出决算|决算支出|本年支出|全年(?:总)?支出",
    );
    let place = [&budget, &executed, &initial]
        .into_iter()
        .flatten()
        .map(|found| found.place.clone())
        .next();
    if let Some(place) = place {
        draft.budget = Some(Found {
            value: Funds {
                initial: initial.map(|found| found.value),
                budget: budget.map(|found| found.value),
                executed: executed.map(|found| found.value),
                parts: parts(pieces),
            },
            place,
        });
    }
}

static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"支出[^。]{0,40}[：:，,]\s*基本支出(?:为|共)?\s*(\d[\d,]*(?:\.\d+)?(?:亿元|万元|元))[^。]{0,40}?项目支出(?:为|共)?\s*(\d[\d,]*(?:\.\d+)?(?:亿元|万元|元))",
    )
});

/// Basic and project spending, where the report divides what was spent.
fn parts(pieces: &Pieces) -> Option<(String, String)> {
    let mut texts = pieces.texts.iter();
    texts.find_map(|text| {
        let parts = PARTS.captures(&text.words)?;
        Some((parts[1].to_owned(), parts[2].to_owned()))
    })
}

/// Classes by the beginnings of their names: first level, second level.
const CLASSES: [(&str, &str); 10] = [
    ("数量指标", "产出指标"),
    ("质量指标", "产出指标"),
    ("时效指标", "产出指标"),
    ("成本指标", "产出指标"),
    ("经济效益指标", "效益指标"),
    ("社会效益指标", "效益指标"),
    ("生态效益指标", "效益指标"),
    ("可持续", "可持续影响指标"),
    ("社会满意度", "满意度指标"),
    ("服务对象满意度", "满意度指标"),
];

/// Lines such as 执法检查次数（次）=30次（指标分数5分，实际得分5分）, below lines that name their class.
fn indicators(pieces: &Pieces, draft: &mut Draft, used: &mut [bool]) {
    let (mut first, mut second) = (String::new(), String::new());
    // A class whose line has no indicator below it is one itself.
    let mut alone: Option<Found<Row>> = None;
    for (text, used) in pieces.texts.iter().zip(used) {
        let Some(parts) = INDICATOR.captures(&text.words) else {
            continue;
        };
        *used = true;
        let row = row(&parts, &first, &second);
        let class = CLASSES.iter().find(|(word, _)| row.name.starts_with(word));
        match class {
            Some((_, above)) => {
                draft.indicators.extend(alone.take());
                first = (*above).to_owned();
                second.clone_from(&row.name);
                alone = Some(found(
                    Row {
                        first: first.clone(),
                        second: second.clone(),
                        ..row
                    },
                    text,
                ));
            }
            None => {
                alone = None;
                draft.indicators.push(found(row, text));
            }
        }
    }
    draft.indicators.extend(alone);
}

fn row(parts: &Captures<'_>, first: &str, second: &str) -> Row {
    let part = |at: usize| parts.get(at).map_or("", |part| part.as_str());
    let unit = if part(5).is_empty() { part(2) } else { part(5) };
    let reached = format!("{}{unit}", part(4));
    Row {
        first: first.to_owned(),
        second: second.to_owned(),
        name: part(1).trim_matches(['（', '(', '）', ')', ' ']).to_owned(),
        // The line prints one number for both; which it is nobody can tell.
        target: String::new(),
        actual: if part(4).is_empty() {
            String::new()
        } else {
            reached
        },
        weight: part(6).to_owned(),
        score: part(7).to_owned(),
        reason: String::new(),
    }
}
