//! How people err: the kinds of slips and how many of a hundred wrong figures are of each.
//!
//! Stated, not measured: contradictions found in published reports (docs/judged-natural.md) are too few to count kinds by,
//! though enough to see that every fourth is a percentage that somebody reckoned wrong. Wrong keys come first; figures taken
//! over from last year, another row or an older draft are as many as percentages. What is fitted is which correction each of
//! these leaves likeliest.

use crate::dice::Dice;

/// A kind of slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One digit is another.
    Digit,
    /// Two neighbouring digits changed places.
    Swapped,
    /// A digit is missing.
    Lost,
    /// A digit stands twice.
    Doubled,
    /// The decimal point is lost or one place off.
    Point,
    /// 万元 for 元 or 亿元, or the other way round.
    Unit,
    /// A percentage is reckoned upside down.
    UpsideDown,
    /// A percentage is of another base: a change of the amount it led to.
    OtherBase,
    /// A percentage is a little off.
    Misreckoned,
    /// A figure near it, of last year or another row.
    Copied,
    /// The total is that of before a part was changed.
    Stale,
    /// The total lacks a part.
    Dropped,
    /// A figure out of the air, of about the right size.
    Other,
}

/// Of a hundred wrong figures, how many are of each kind.
const SHARES: [(Kind, usize); 13] = [
    (Kind::Digit, 28),
    (Kind::Swapped, 10),
    (Kind::Lost, 4),
    (Kind::Doubled, 3),
    (Kind::Point, 4),
    (Kind::Unit, 6),
    (Kind::UpsideDown, 2),
    (Kind::OtherBase, 10),
    (Kind::Misreckoned, 9),
    (Kind::Copied, 8),
    (Kind::Stale, 8),
    (Kind::Dropped, 5),
    (Kind::Other, 3),
];

impl Kind {
    /// Its name in a table.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Digit => "one digit wrong",
            Kind::Swapped => "neighbours swapped",
            Kind::Lost => "digit missing",
            Kind::Doubled => "digit doubled",
            Kind::Point => "decimal point",
            Kind::Unit => "unit",
            Kind::UpsideDown => "ratio upside down",
            Kind::OtherBase => "other base",
            Kind::Misreckoned => "percentage a little off",
            Kind::Copied => "copied from beside",
            Kind::Stale => "stale total",
            Kind::Dropped => "total lacks a part",
            Kind::Other => "out of the air",
        }
    }

    /// A kind by chance, as often as people err that way.
    pub(super) fn draw(dice: &mut Dice) -> Kind {
        let all = SHARES.iter().map(|row| row.1).sum();
        let mut at = dice.below(all);
        for (kind, share) in SHARES {
            match at.checked_sub(share) {
                Some(rest) => at = rest,
                None => return kind,
            }
        }
        Kind::Other
    }
}

/// A number without separators as it is printed after a slip of the keys; `None` where it cannot slip so.
pub(super) fn retyped(kind: Kind, printed: &str, dice: &mut Dice) -> Option<String> {
    let mut bytes = printed.as_bytes().to_vec();
    let digits = bytes.iter().enumerate();
    let digits = digits.filter(|(_, byte)| byte.is_ascii_digit());
    let places: Vec<usize> = digits.map(|(place, _)| place).collect();
    let at = places[dice.below(places.len())];
    match kind {
        Kind::Digit => bytes[at] = b'0' + dice.between(0, 9) as u8,
        Kind::Swapped => {
            let pairs: Vec<&[usize]> = places.windows(2).collect();
            let pair = *pairs.get(dice.below(pairs.len()))?;
            bytes.swap(pair[0], pair[1]);
        }
        Kind::Lost => drop(bytes.remove(at)),
        Kind::Doubled => bytes.insert(at, bytes[at]),
        Kind::Point => return moved(printed, dice),
        _ => return None,
    }
    let typed = String::from_utf8(bytes).ok()?;
    is_number(&typed).then_some(typed)
}

/// A number whose point is lost, or stands one place to the left or right.
fn moved(printed: &str, dice: &mut Dice) -> Option<String> {
    let digits = printed.replace('.', "");
    let whole = printed.find('.').unwrap_or(digits.len());
    let point = match dice.below(3) {
        0 => digits.len(),
        1 => whole.checked_sub(1)?,
        _ => whole + 1,
    };
    let typed = match digits.split_at_checked(point)? {
        (_, "") => digits.clone(),
        (whole, decimals) => format!("{whole}.{decimals}"),
    };
    (typed != printed && is_number(&typed)).then_some(typed)
}

/// Whether anybody prints a number so: no empty place before or behind the point, no nought in front.
fn is_number(typed: &str) -> bool {
    let (whole, decimals) = typed.split_once('.').unwrap_or((typed, "0"));
    !whole.is_empty() && !decimals.is_empty() && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_make_a_hundred() {
        assert_eq!(SHARES.iter().map(|row| row.1).sum::<usize>(), 100);
    }

    #[test]
    fn numbers_are_retyped_as_the_kind_says() {
        let of = |kind| (0..200).filter_map(move |n| retyped(kind, "420.7", &mut Dice::new(1, n)));
        assert!(of(Kind::Lost).all(|typed| typed.len() == 4 && !typed.starts_with('0')));
        assert!(of(Kind::Doubled).all(|typed| typed.len() == 6));
        assert!(of(Kind::Swapped).all(|typed| ["240.7", "402.7", "427.0"].contains(&&*typed)));
        assert!(of(Kind::Point).all(|typed| ["4207", "42.07"].contains(&&*typed)));
        let kinds = [Kind::Lost, Kind::Doubled, Kind::Swapped, Kind::Point];
        assert!(kinds.into_iter().all(|kind| of(kind).count() > 50));
    }
}
