//! The budget lines of a final account (部门决算), which tells of each item of the classification (项) what was budgeted
//! and what was spent.

use std::sync::LazyLock;

use regex::Regex;

use super::piece::Pieces;
use super::{Draft, Found, Funds, Line, Unsure};

static ITEM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([^（()）。，、；：\s\d]{2,24})\s*[（(]项[）)]"));
static BOTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"年初预算(?:数)?(?:为|是)?\s*{AMOUNT}[，,]\s*支出决算(?:数)?(?:为|是)?\s*{AMOUNT}"
    ))
});
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:^|[^费])(?:((?:一般公共预算|政府性基金预算|国有资本经营预算)?财政拨款)支出|本年支出(?:合计)?)\s*年初预算(?:数)?(?:为|是)?\s*{AMOUNT}[，,]\s*支出决算(?:数)?(?:为|是)?\s*{AMOUNT}"
    ))
});

const AMOUNT: &str = r"(\d[\d,]*(?:\.\d+)?(?:亿元|万元|元))";

fn pattern(text: &str) -> Regex {
    // The patterns are constants of this file, tried by its tests.
    Regex::new(text).expect("a pattern of this file")
}

/// Reads the items, and the whole beside them.
pub(super) fn read(pieces: &Pieces, draft: &mut Draft, used: &mut [bool]) {
    let mut source = None;
    for (text, used) in pieces.texts.iter().zip(used) {
        let whole = WHOLE.captures(&text.words);
        if let Some(whole) = &whole {
            source = whole.get(1).map(|found| found.as_str().to_owned());
        }
        let lines = lines(&text.words, source.as_deref());
        *used |= !lines.is_empty() || whole.is_some();
        draft.lines.extend(lines.into_iter().map(|line| Found {
            value: line,
            place: text.place.clone(),
        }));
        if let Some(whole) = whole.filter(|_| draft.budget.is_none()) {
            draft.budget = Some(Found {
                value: Funds {
                    initial: Some(whole[2].to_owned()),
                    budget: None,
                    executed: Some(whole[3].to_owned()),
                    parts: None,
                },
                place: text.place.clone(),
            });
        }
    }
    tell_repeated(draft);
}

/// The items of a paragraph; `source` is the fund whose spending is told of.
fn lines(words: &str, source: Option<&str>) -> Vec<Line> {
    let items: Vec<_> = ITEM
        .captures_iter(words)
        .filter_map(|item| item.get(1))
        .collect();
    let ends = items.iter().skip(1).map(|next| next.start());
    let ends = ends.chain(std::iter::once(words.len()));
    let lines = items.iter().zip(ends).filter_map(|(item, end)| {
        let both = BOTH.captures(&words[item.end()..end])?;
        Some(Line {
            name: item.as_str().to_owned(),
            source: source.map(str::to_owned),
            initial: both[1].to_owned(),
            executed: both[2].to_owned(),
        })
    });
    lines.collect()
}

/// Of an item met again the first stands, and both are told where they differ.
fn tell_repeated(draft: &mut Draft) {
    let mut kept: Vec<Found<Line>> = Vec::new();
    for line in std::mem::take(&mut draft.lines) {
        match kept
            .iter()
            .find(|known| known.value.name == line.value.name)
        {
            None => kept.push(line),
            Some(known) if known.value == line.value => {}
            Some(known) => {
                let said = [known, &line].map(|one| Found {
                    value: format!(
                        "年初预算{}，支出决算{}",
                        one.value.initial, one.value.executed
                    ),
                    place: one.place.clone(),
                });
                draft.unsure.push(Unsure {
                    field: format!("预算 {}", line.value.name),
                    said: said.into(),
                });
            }
        }
    }
    draft.lines = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_has_its_own_amounts() {
        let words = "1.一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于工资。年初预算为1,560.05万元，支出决算为1511.89万元。2.同类（款）信息化建设（项）。年初预算为135.90万元，支出决算为135.25万元。";
        let told: Vec<String> = lines(words, None)
            .into_iter()
            .map(|line| format!("{} {} {}", line.name, line.initial, line.executed))
            .collect();
        assert_eq!(
            told,
            [
                "行政运行 1,560.05万元 1511.89万元",
                "信息化建设 135.90万元 135.25万元"
            ]
        );
    }

    #[test]
    fn money_for_travel_and_cars_is_not_the_whole() {
        assert!(
            WHOLE.is_match("一般公共预算财政拨款支出年初预算为2993.92万元，支出决算为2940.05万元")
        );
        assert!(!WHOLE.is_match("“三公”经费财政拨款支出年初预算为0.95万元，支出决算为0.00万元"));
    }
}
