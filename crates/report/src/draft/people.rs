//! The staff (人员) a report tells of.

use std::sync::LazyLock;

use regex::Regex;

use super::piece::Pieces;
use super::prose::{found, pattern};
use super::{Draft, Found, Staff, settle};

static SERVING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"在职(?:在编)?(?:人员|职工|人数)?(?:为|共)?(\d+)(?:人|名)(?:[（(]|[，,]?其中[:：]?)([^）)。；]*)",
    )
});
static KIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([^\d、，,；（()：]{2,12}?)(?:为|共)?(\d+)(?:人|名)"));

/// Reads the staff: by kind where the kinds add up to the whole, else as a whole.
pub(super) fn read(pieces: &Pieces, draft: &mut Draft, used: &mut [bool]) {
    for (text, used) in pieces.texts.iter().zip(used.iter_mut()) {
        let Some(parts) = SERVING.captures(&text.words) else {
            continue;
        };
        let kinds = KIND.captures_iter(&parts[2]).filter_map(|kind| {
            let name = kind[1].trim_start_matches("其中").to_owned();
            Some((name, kind[2].parse::<u32>().ok()?))
        });
        let Some(kinds) = parts[1].parse().ok().and_then(|all| that_make(all, kinds)) else {
            continue;
        };
        if !draft.staff.is_empty() {
            continue;
        }
        *used = true;
        draft.staff = kinds
            .into_iter()
            .map(|(kind, people)| {
                let staff = Staff {
                    kind,
                    serving: people.to_string(),
                    ..Staff::default()
                };
                found(staff, text)
            })
            .collect();
    }
    if draft.staff.is_empty() {
        whole_staff(pieces, draft, used);
    }
}

/// The first kinds, as many as make the whole; `None` where none do.
fn that_make(all: u32, kinds: impl Iterator<Item = (String, u32)>) -> Option<Vec<(String, u32)>> {
    let (mut sum, mut taken) = (0, Vec::new());
    for (name, people) in kinds {
        sum += people;
        taken.push((name, people));
        if sum >= all {
            break;
        }
    }
    (sum == all && all > 0).then_some(taken)
}

/// What is told of all staff: the words, and where it goes.
type Count = (
    &'static str,
    &'static str,
    fn(&mut Staff) -> &mut Option<String>,
);

const COUNTS: [Count; 3] = [
    ("编制", r"编制(?:数|人数|总数)?", |staff| {
        &mut staff.posts
    }),
    (
        "实有",
        r"(?:实有|实际|年末)(?:在编)?(?:人数|人员|总人数)",
        |staff| &mut staff.present,
    ),
    (
        "退休",
        r"(?:离退休|退休)(?:人员|人数|职工)?",
        |staff| &mut staff.retired,
    ),
];

static SERVING_ALL: LazyLock<Regex> = LazyLock::new(|| people("在职(?:在编)?(?:人员|职工|人数)?"));

/// People counted under these words.
fn people(words: &str) -> Regex {
    pattern(&format!(
        r"(?:{words})(?:为|共|共有|总数)?[：:]?(\d+)\s*(?:人|名|个)"
    ))
}

/// Staff that the report does not divide.
fn whole_staff(pieces: &Pieces, draft: &mut Draft, used: &mut [bool]) {
    let mut whole = Staff {
        kind: "全部人员".to_owned(),
        ..Staff::default()
    };
    let serving = said(pieces, &SERVING_ALL, used);
    let serving = settle("人员 在职", serving, &mut draft.unsure);
    let mut place = serving.as_ref().map(|found| found.place.clone());
    for (name, words, field) in COUNTS {
        let said = said(pieces, &people(words), used);
        if let Some(found) = settle(&format!("人员 {name}"), said, &mut draft.unsure) {
            *field(&mut whole) = Some(found.value);
            place = place.or(Some(found.place));
        }
    }
    let Some(serving) = serving.map(|found| found.value).or(whole.present.clone()) else {
        return;
    };
    whole.serving = serving;
    draft.staff.push(Found {
        value: whole,
        place: place.unwrap_or_default(),
    });
}

/// The first number of each paragraph that says it.
fn said(pieces: &Pieces, pattern: &Regex, used: &mut [bool]) -> Vec<Found<String>> {
    let texts = pieces.texts.iter().zip(used);
    let said = texts.filter_map(|(text, used)| {
        let parts = pattern.captures(&text.words)?;
        *used = true;
        Some(found(parts[1].to_owned(), text))
    });
    said.collect()
}
