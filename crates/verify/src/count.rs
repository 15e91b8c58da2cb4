//! Names listed before a number that says how many they are, or behind it.

use quantity::Quantity;

use crate::outcome::Reason;
use crate::text::Texts;
use crate::wire::Quote;

/// What may stand between two names.
const SEPARATORS: [&str; 2] = ["、", "和"];

/// Why the number is not shown to be wrong, if it is not.
pub(crate) fn refute(
    number: &Quote,
    stated: Quantity,
    names: &[[usize; 2]],
    texts: &Texts,
    rule: &str,
) -> Option<Reason> {
    let text = match texts.of(number) {
        Ok(text) => text,
        Err(reason) => return Some(reason),
    };
    let number = [number.start, number.end];
    if !is_list(text, names, number) && !is_itemised(text, names, number) {
        return Some(Reason::NoList);
    }
    let agrees = stated.value.scale() == 0 && stated.value.mantissa() == names.len() as i128;
    agrees.then(|| Reason::CanHold {
        rule: rule.to_owned(),
        reading: 0,
    })
}

/// What may open a list behind its number.
const OPENERS: [&str; 7] = [
    "即",
    "分别是",
    "分别为",
    "包括",
    "具体是",
    "具体为",
    "具体包括",
];

/// Whether the ranges are names in a row that ends, at most with a quotation mark, where the number starts, or fills the rest
/// of the sentence behind it.
fn is_list(text: &str, names: &[[usize; 2]], number: [usize; 2]) -> bool {
    let between = |from: usize, to: usize| text.get(from..to).map(|text| text.replace('\n', ""));
    let named = names
        .iter()
        .all(|[start, end]| between(*start, *end).is_some_and(|name| !name.trim().is_empty()));
    // Titles in their marks need nothing between them.
    let titles = |pair: &[[usize; 2]]| {
        let ends = text
            .get(..pair[0][1])
            .is_some_and(|text| text.ends_with('》'));
        ends && text
            .get(pair[1][0]..)
            .is_some_and(|text| text.starts_with('《'))
    };
    let apart = names.windows(2).all(|pair| {
        let separator = between(pair[0][1], pair[1][0]);
        separator.is_some_and(|separator| {
            SEPARATORS.contains(&separator.as_str()) || (separator.is_empty() && titles(pair))
        })
    });
    let (Some(first), Some(last)) = (names.first(), names.last()) else {
        return false;
    };
    let before = between(last[1], number[0]).is_some_and(|rest| rest.is_empty() || rest == "”");
    let opened = between(number[1], first[0]).is_some_and(|words| {
        let word = words.trim_start_matches('，').trim_end_matches(['：', ':']);
        OPENERS.contains(&word)
    });
    let ended = || {
        text.get(last[1]..)
            .is_some_and(|rest| rest.starts_with('。'))
    };
    named && apart && (before || (opened && ended()))
}

/// What begins each item of a list told in words.
const ITEMS: [&str; 10] = [
    "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是",
];

/// Whether the ranges are the items of a list told in words right behind the number, from the first on and all of its line:
/// 四个方面：一是…；二是….
fn is_itemised(text: &str, names: &[[usize; 2]], number: [usize; 2]) -> bool {
    let said = |(place, [start, end]): (usize, &[usize; 2])| {
        ITEMS.get(place).copied() == text.get(*start..*end)
    };
    let in_order = names.windows(2).all(|pair| pair[0][1] <= pair[1][0]);
    let (Some(first), Some(last)) = (names.first(), names.last()) else {
        return false;
    };
    let announced = text
        .get(number[1]..first[0])
        .is_some_and(|words| words.ends_with(['：', ':', '。']) && !words.contains('\n'));
    let rest = text.get(last[1]..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let next = ITEMS.get(names.len()).copied();
    let ends = next.is_none_or(|next| !line.contains(next));
    names.iter().enumerate().all(said) && in_order && announced && ends
}
