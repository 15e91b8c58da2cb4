//! What somebody wrote into a cell, as a field says it. What is certain is read, however it is written.

use entry::kind::{Field, Shape};
use entry::{Fields, Value};
use quantity::{Approximation, Unit, convert, parse_cell};
use settings::suggestion;

use super::cell::{Shown, plain, shown};
use super::typed::Wrong;
use crate::certain::{day, digits, hundredfold, narrow, written};
use crate::sheet::Raw;

/// A cell that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What it holds.
    pub(super) raw: Raw,
    /// Whether it shows its number as a percentage.
    pub(super) percent: bool,
    /// Whether it holds a formula that failed.
    pub(super) failed: bool,
}

/// Words that count things, after a whole number: 10人, 2024年.
const COUNTED: &str = "人名个位年份次条项户家题";

/// Reads a cell as a field. What says the same as before stays as it was written.
///
/// `unit` is the one that the entry itself states.
pub(super) fn read(
    field: &Field,
    found: &Found,
    was: Option<&Value>,
    unit: Option<&str>,
) -> Result<Option<Value>, Wrong> {
    let before = was.map_or(Shown::Empty, |was| shown(field.shape, was));
    if says(field.shape, found, &before) {
        return Ok(was.cloned());
    }
    if found.failed {
        return Err(Wrong {
            problem: "公式出错了".to_owned(),
            remedy: "改正公式，或直接填值".to_owned(),
        });
    }
    if found.raw.is_blank() {
        return Ok(None);
    }
    let written = plain(&found.raw.text());
    let value = match field.shape {
        Shape::Line | Shape::Words | Shape::Measure => Value::Text(written),
        Shape::Lines => lines(&written, was),
        Shape::Number(of_field) => {
            let unit = if of_field.is_empty() {
                unit
            } else {
                Some(of_field)
            };
            number(field, found, unit)?
        }
        Shape::Count => count(field, found)?,
        Shape::Date => {
            let day = day(&found.raw).ok_or_else(|| no_day(&written))?;
            Value::Date(day.to_string())
        }
        Shape::YesNo => yes_or_no(&written)?,
        Shape::Choice(words) => choice(&written, words)?,
        Shape::Choices(words) => {
            let items = written.split(['、', '，', ',', '；', ';', '\n']);
            let items = items.map(str::trim).filter(|item| !item.is_empty());
            let items: Result<Vec<Value>, Wrong> = items.map(|item| choice(item, words)).collect();
            Value::List(items?)
        }
        Shape::Aim => aim(found, unit),
        Shape::Group => group(&written, was)?,
    };
    Ok(Some(value))
}

/// Whether a cell says what was shown.
fn says(shape: Shape, found: &Found, before: &Shown) -> bool {
    let counted = matches!(shape, Shape::Number(_) | Shape::Count | Shape::Aim)
        || matches!(found.raw, Raw::Number(_));
    match (before, &found.raw) {
        (Shown::Empty, raw) => raw.is_blank(),
        (Shown::Text(before), Raw::Text(now)) if plain(now) == *before => true,
        (Shown::Text(before) | Shown::Number(before), _) => {
            counted && amount(found).is_some_and(|now| digits(before) == Some(now))
        }
        (Shown::Day(before), raw) => day(raw) == Some(*before),
    }
}

/// The digits of the number in a cell; of a percentage what stands before the mark.
fn amount(found: &Found) -> Option<String> {
    match &found.raw {
        Raw::Number(number) if found.percent => digits(&hundredfold(number)),
        Raw::Number(number) | Raw::Text(number) => digits(number),
        Raw::Empty | Raw::Day(_) => None,
    }
}

fn number(field: &Field, found: &Found, unit: Option<&str>) -> Result<Value, Wrong> {
    let text = narrow(&found.raw.text());
    if found.percent
        && let Raw::Number(number) = &found.raw
    {
        let hundredfold = written(hundredfold(number).trim_end_matches('.'));
        if let (Some(value), Some("%")) = (hundredfold, unit) {
            return Ok(value);
        }
    }
    if let Some(value) = written(&text).filter(|_| !found.percent) {
        return Ok(value);
    }
    let own = unit.and_then(|unit| text.strip_suffix(unit));
    let named = || {
        field
            .key
            .chars()
            .next()
            .and_then(|first| text.strip_suffix(first))
    };
    if let Some(value) = own.or_else(named).and_then(written) {
        return Ok(value);
    }
    // The book converts another unit of the same kind; 1200.5万 names none.
    match converts(&text, unit) {
        true => Ok(Value::Text(text)),
        false => Err(no_number(&text, field.shape)),
    }
}

fn converts(text: &str, unit: Option<&str>) -> bool {
    let wanted = unit.and_then(|unit| unit.parse::<Unit>().ok());
    let read = parse_cell(text).filter(|read| read.approximation == Approximation::Exact);
    read.zip(wanted)
        .is_some_and(|(read, wanted)| convert(read.value, read.unit, wanted).is_some())
}

fn count(field: &Field, found: &Found) -> Result<Value, Wrong> {
    let text = narrow(&found.raw.text());
    let bare = text.trim_end_matches(|c| COUNTED.contains(c) || field.key.starts_with(c));
    digits(bare)
        .filter(|value| !value.contains('.'))
        .map(Value::Number)
        .ok_or_else(|| Wrong {
            problem: "不是整数".to_owned(),
            ..no_number(&text, field.shape)
        })
}

/// What to say of what is no number: with the digits that stand in it.
fn no_number(text: &str, shape: Shape) -> Wrong {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let from = text.find(|c: char| c.is_ascii_digit());
    let part = from.map(|from| {
        let rest = &text[from..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        rest[..end].trim_end_matches(['.', ',']).replace(',', "")
    });
    let unit = match shape {
        Shape::Number(unit) if !unit.is_empty() => format!("（{unit}）"),
        _ => String::new(),
    };
    let remedy = match part {
        Some(part) => {
            format!("如果就是 {part}{unit}，只填 {part}；不是就填准确的数，没有就留空")
        }
        None => format!("填一个数{unit}，没有就留空"),
    };
    Wrong {
        problem: "不是能确定的数".to_owned(),
        remedy,
    }
}

fn no_day(text: &str) -> Wrong {
    Wrong {
        problem: "不是日历上的日期".to_owned(),
        remedy: match text.chars().any(|c| c.is_ascii_digit()) {
            true => format!("把“{text}”写成年-月-日，如 2024-04-05 的样子；没有就留空"),
            false => "写成年-月-日，如 2024-04-05 的样子；没有就留空".to_owned(),
        },
    }
}

fn yes_or_no(text: &str) -> Result<Value, Wrong> {
    let word = match crate::rows::yes_or_no(text) {
        "是" | "真" => "是",
        "否" | "假" => "否",
        _ => {
            return Err(Wrong {
                problem: "要填是或否".to_owned(),
                remedy: format!("把“{text}”改成 是 或 否"),
            });
        }
    };
    Ok(Value::Text(word.to_owned()))
}

fn choice(text: &str, words: &[&str]) -> Result<Value, Wrong> {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let alike = match narrow(&squeezed).as_str() {
        ">=" | "=>" | "≧" | "大于等于" | "不少于" | "不低于" => "≥",
        "<=" | "=<" | "≦" | "小于等于" | "不超过" | "不高于" | "不多于" => "≤",
        ">" | "大于" => ">",
        "<" | "小于" => "<",
        "=" | "等于" => "=",
        _ => squeezed.as_str(),
    };
    match words.iter().find(|word| **word == alike) {
        Some(word) => Ok(Value::Text((*word).to_owned())),
        None => Err(Wrong {
            problem: "不在可以选的里面".to_owned(),
            remedy: suggestion(text, words.iter().copied()),
        }),
    }
}

/// One item a line; a single one stays a text where it was one.
fn lines(text: &str, was: Option<&Value>) -> Value {
    let items = text.lines().map(str::trim).filter(|item| !item.is_empty());
    let items: Vec<Value> = items.map(|item| Value::Text(item.to_owned())).collect();
    match (items.as_slice(), was) {
        ([one], Some(Value::Text(_))) => one.clone(),
        _ => Value::List(items),
    }
}

/// A target or an actual: a number, two of them, a day or words.
fn aim(found: &Found, unit: Option<&str>) -> Value {
    let text = plain(&found.raw.text());
    let bare = |text: &str| {
        let text = narrow(text);
        let own = unit.and_then(|unit| text.strip_suffix(unit));
        written(own.unwrap_or(&text))
    };
    if let Raw::Day(day) = &found.raw {
        return Value::Date(day.to_string());
    }
    if let (Raw::Number(number), true) = (&found.raw, found.percent) {
        let hundredfold = hundredfold(number);
        let number = hundredfold.trim_end_matches('.');
        return match (written(number), unit) {
            (Some(value), Some("%")) => value,
            _ => Value::Text(format!("{number}%")),
        };
    }
    if let Some(number) = bare(&text) {
        return number;
    }
    if let Raw::Text(_) = found.raw
        && let Some(day) = day(&found.raw)
    {
        return Value::Date(day.to_string());
    }
    let ends = text.split_once(['～', '~', '至', '-', '—']);
    let ends = ends.and_then(|(low, high)| Some((bare(low)?, bare(high)?)));
    match ends {
        Some((low, high)) => Value::List(vec![low, high]),
        None => Value::Text(text),
    }
}

/// A name, or groups of named values, one a line.
fn group(text: &str, was: Option<&Value>) -> Result<Value, Wrong> {
    if !text.contains(['=', '＝']) {
        return Ok(Value::Text(text.to_owned()));
    }
    let rows = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let rows: Result<Vec<Value>, Wrong> = rows.map(named_values).collect();
    let mut rows = rows?;
    let several = rows.len() > 1 || matches!(was, Some(Value::List(_)));
    Ok(match several {
        true => Value::List(rows),
        false => rows.remove(0),
    })
}

fn named_values(line: &str) -> Result<Value, Wrong> {
    let mut fields = Fields::new();
    for part in line.split(['；', ';']).map(str::trim) {
        if part.is_empty() {
            continue;
        }
        let (key, value) = part.split_once(['=', '＝']).ok_or_else(|| Wrong {
            problem: format!("“{part}”没有写明是什么的值"),
            remedy: format!("写成 名称=值，几个之间用分号，如 方法=比例；把“{part}”补全"),
        })?;
        let value = value.trim();
        let number = digits(value).is_some().then(|| written(value)).flatten();
        let value = number.unwrap_or_else(|| Value::Text(value.to_owned()));
        fields.insert(key.trim().to_owned(), value);
    }
    Ok(Value::Map(fields))
}

#[cfg(test)]
mod tests {
    use entry::kind::all;

    use super::*;

    fn field(kind: &str, key: &str) -> &'static Field {
        let kinds = all();
        let found = kinds.iter().find(|(path, _)| path.join("/") == kind);
        found.unwrap().1.field(key).unwrap()
    }

    fn of(field: &Field, raw: Raw, unit: Option<&str>) -> Result<Option<Value>, Wrong> {
        let found = Found {
            raw,
            percent: false,
            failed: false,
        };
        read(field, &found, None, unit)
    }

    fn text(words: &str) -> Raw {
        Raw::Text(words.to_owned())
    }

    fn number(digits: &str) -> Option<Value> {
        Some(Value::Number(digits.to_owned()))
    }

    #[test]
    fn what_is_certain_is_read_however_it_is_written() {
        let money = field("预算", "执行数");
        for (written, read) in [
            ("1,200.50", "1200.50"),
            ("１，２００．５", "1200.5"),
            ("￥128.00", "128.00"),
            ("-3.5", "-3.5"),
            ("1200.5万元", "1200.5"),
            (" 12 ", "12"),
        ] {
            assert_eq!(
                of(money, text(written), None),
                Ok(number(read)),
                "{written}"
            );
        }
        assert_eq!(
            of(money, text("1.2亿元"), None),
            Ok(Some(Value::Text("1.2亿元".to_owned())))
        );
        let year = field("", "年度");
        assert_eq!(of(year, text("2024年"), None), Ok(number("2024")));
        let people = field("人员", "在职");
        assert_eq!(of(people, text("１０人"), None), Ok(number("10")));
        let points = field("指标", "分值");
        assert_eq!(of(points, text("10分"), Some("次")), Ok(number("10")));
        let aim = field("指标", "目标");
        assert_eq!(of(aim, text("30次"), Some("次")), Ok(number("30")));
        assert_eq!(
            of(aim, text("2024年10月31日"), None),
            Ok(Some(Value::Date("2024-10-31".to_owned())))
        );
        let list = |low: &str, high: &str| {
            let ends = [low, high].map(|end| Value::Number(end.to_owned()));
            Ok(Some(Value::List(ends.to_vec())))
        };
        assert_eq!(of(aim, text("90～110"), None), list("90", "110"));
        let due = field("问题", "期限");
        for written in [
            "2024.4.5",
            "2024年4月5日",
            "20240405",
            "2024/4/5",
            "2024-04-05 00:00:00",
        ] {
            let read = Ok(Some(Value::Date("2024-04-05".to_owned())));
            assert_eq!(of(due, text(written), None), read, "{written}");
        }
        let way = field("指标", "方向");
        assert_eq!(
            of(way, text(">="), None),
            Ok(Some(Value::Text("≥".to_owned())))
        );
    }

    #[test]
    fn a_percentage_is_what_stands_before_its_mark() {
        let share = Found {
            raw: Raw::Number("0.955".to_owned()),
            percent: true,
            failed: false,
        };
        let aim = field("指标", "目标");
        assert_eq!(read(aim, &share, None, Some("%")), Ok(number("95.5")));
        let line = field("监控阈值", "红线");
        assert_eq!(read(line, &share, None, None), Ok(number("95.5")));
        let was = Value::Number("95.50".to_owned());
        assert_eq!(read(line, &share, Some(&was), None), Ok(Some(was.clone())));
    }

    #[test]
    fn what_is_not_certain_is_told_with_the_digits_that_stand_there() {
        let money = field("预算", "执行数");
        let wrong = of(money, text("约30左右"), None).unwrap_err();
        assert!(wrong.remedy.contains("只填 30"), "{wrong:?}");
        let wrong = of(money, text("1200.5万"), None).unwrap_err();
        assert!(
            wrong.remedy.contains("如果就是 1200.5（万元）"),
            "{wrong:?}"
        );
        assert!(of(money, text("1,20.5"), None).is_err());
        assert!(of(field("人员", "在职"), text("10.5人"), None).is_err());
        assert!(of(field("问题", "期限"), text("2024年2月30日"), None).is_err());
    }

    #[test]
    fn groups_are_read_as_they_are_shown() {
        let rating = field("指标", "评分");
        let group = of(rating, text("方法=比例；及格线=60"), None)
            .unwrap()
            .unwrap();
        let shown = super::shown(Shape::Group, &group);
        assert_eq!(shown, Shown::Text("方法=比例；及格线=60".to_owned()));
    }
}
