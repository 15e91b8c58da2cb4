//! Targets as they are typed.

use book::{Cell, Column, Direction, Target};
use quantity::Decimal;

/// The target that a text means in a direction, for an indicator in this unit.
pub(crate) fn read(direction: Direction, text: &str, unit: &str) -> Option<Target> {
    let text = text.trim();
    let number = || number(text, unit);
    Some(match direction {
        Direction::AtLeast => Target::AtLeast(number()?),
        Direction::MoreThan => Target::MoreThan(number()?),
        Direction::Exactly => Target::Exactly(number()?),
        Direction::AtMost => Target::AtMost(number()?),
        Direction::LessThan => Target::LessThan(number()?),
        Direction::Between => between(text, unit)?,
        Direction::State if text.is_empty() => return None,
        Direction::State => Target::State(text.to_owned()),
        Direction::YesNo => Target::YesNo(match text {
            "是" => true,
            "否" => false,
            _ => return None,
        }),
        Direction::By => Target::By(text.parse().ok()?),
    })
}

/// What a target of the direction looks like.
pub(crate) const fn wanted(direction: Direction) -> &'static str {
    match direction {
        Direction::Between => "下限～上限，例如 90～110",
        Direction::State => "要达到的状态",
        Direction::YesNo => "“是”或“否”",
        Direction::By => "日期，年-月-日",
        _ => "一个数，例如 30",
    }
}

fn between(text: &str, unit: &str) -> Option<Target> {
    let (low, high) = text.split_once(['～', '~', '—'])?;
    let (low, high) = (number(low, unit)?, number(high, unit)?);
    (low <= high).then_some(Target::Between(low, high))
}

/// A number, perhaps with a unit that is converted to the indicator's.
fn number(text: &str, unit: &str) -> Option<Decimal> {
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    if let Some(bare) = text.strip_suffix(unit) {
        return bare.trim().parse().ok();
    }
    let column: Column = format!("目标:{unit}").parse().ok()?;
    match column.read(text) {
        Ok(Cell::Number(value)) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read_by_direction() {
        let read =
            |direction, text, unit| read(direction, text, unit).map(|target| target.printed(unit));
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read(Direction::AtLeast, "30", "次"), some("≥30次"));
        assert_eq!(read(Direction::AtLeast, "30次", "次"), some("≥30次"));
        assert_eq!(read(Direction::Between, "90～110", "%"), some("90%～110%"));
        assert_eq!(
            read(Direction::By, "2022-12-31", ""),
            some("2022年12月31日前")
        );
        assert_eq!(read(Direction::YesNo, "是", ""), some("是"));
        assert_eq!(read(Direction::AtLeast, "很多", "次"), None);
        assert_eq!(read(Direction::Between, "110～90", "%"), None);
    }
}
