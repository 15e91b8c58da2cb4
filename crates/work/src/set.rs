//! 改一项: one field of a book is written or cleared.

use entry::kind::{Field, Kind, Shape};
use entry::{Entries, EntryId, Operation, Path, Value, edited};
use folder::{Folder, Note, Shelf};
use settings::suggestion;

use crate::{Failure, desk};

/// Writes what was typed into a field, or clears it; the operation, or none where it says that already.
///
/// # Errors
/// When there is no such entry or field, or the book could not be read with it.
pub fn set(
    shelf: &mut Shelf<Folder>,
    at: &Path,
    values: Option<&[String]>,
    note: &Note,
) -> Result<Option<Operation>, Failure> {
    let entries = shelf.entries()?;
    let key = at.field.as_deref().ok_or_else(|| {
        Failure::Said(format!(
            "“{at}”是一整条，请写明改其中哪一项：{at}.{}",
            fields(&at.entry).first().map_or("名称", |field| field.key)
        ))
    })?;
    if entries.get(&at.entry).is_none() {
        return Err(Failure::Said(missing(&entries, &at.entry)));
    }
    let known = fields(&at.entry).iter().find(|field| field.key == key);
    let Some(field) = known else {
        let keys = fields(&at.entry).iter().map(|field| field.key);
        let hint = suggestion(key, keys);
        return Err(Failure::Said(format!(
            "{}没有“{key}”这一项。{hint}",
            at.entry
        )));
    };
    let value = values.map(|values| value(field.shape, values));
    let mut new = entries.clone();
    new.set(at, value);
    let change = edited(&entries, &new);
    match change.is_empty() {
        true => Ok(None),
        false => desk::publish(shelf, &change, None, note),
    }
}

/// The table's fields of an entry.
fn fields(id: &EntryId) -> &'static [Field] {
    id.within().itself().map_or(&[], |kind: &Kind| kind.fields)
}

/// What to say of an entry that is not there.
fn missing(entries: &Entries, id: &EntryId) -> String {
    let parent = id.parent().unwrap_or_default();
    let wanted = id.to_string();
    let there = entries.group(&parent, id.kind()).iter();
    let there: Vec<String> = there.map(ToString::to_string).collect();
    let hint = suggestion(&wanted, there.iter().map(String::as_str));
    format!("账本里没有“{wanted}”。{hint}")
}

/// What was typed, as the field is written.
fn value(shape: Shape, typed: &[String]) -> Value {
    let text = |text: &String| Value::Text(text.clone());
    let whole = typed.join(" ");
    match shape {
        Shape::Lines | Shape::Choices(_) => Value::List(typed.iter().map(text).collect()),
        Shape::Number(_) | Shape::Count => number(&whole).unwrap_or(Value::Text(whole)),
        Shape::Date => date(&whole).unwrap_or(Value::Text(whole)),
        Shape::Aim => match typed {
            [low, high] if number(low).is_some() && number(high).is_some() => Value::List(
                [low, high]
                    .into_iter()
                    .filter_map(|end| number(end))
                    .collect(),
            ),
            _ => number(&whole)
                .or_else(|| date(&whole))
                .unwrap_or(Value::Text(whole)),
        },
        Shape::Line
        | Shape::Words
        | Shape::YesNo
        | Shape::Choice(_)
        | Shape::Measure
        | Shape::Group => Value::Text(whole),
    }
}

/// A number that TOML writes as it is typed; others, such as 1.2亿元, are texts that the book reads.
fn number(typed: &str) -> Option<Value> {
    let digits = typed.strip_prefix('-').unwrap_or(typed);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = all(whole) && all(part) && (whole == "0" || !whole.starts_with('0'));
    plain.then(|| Value::Number(typed.to_owned()))
}

fn date(typed: &str) -> Option<Value> {
    let date: book::Date = typed.parse().ok()?;
    Some(Value::Date(date.to_string()))
}
