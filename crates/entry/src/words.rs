//! Changes of a text, line by line.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Lines of a text that became others. Lines are kept with their ends, so that every byte stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunk {
    /// Where they stand, counted from 0; they are looked for around it where the text has moved.
    pub at: usize,
    /// The line before, none at the beginning of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The lines as they were.
    pub was: Vec<String>,
    /// The lines as they are now.
    pub is: Vec<String>,
    /// The line after, none at the end of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// The lines of a text, each with its end.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// What makes one text of another.
pub(crate) fn hunks(was: &str, is: &str) -> Vec<Hunk> {
    let (old, new) = (lines(was), lines(is));
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut end = None;
    // Places are counted here: an insertion may say a place of the old text that others were moved past.
    let (mut at, mut to) = (0, 0);
    for operation in operations {
        let from = at..at + operation.old_range().len();
        let into = to..to + operation.new_range().len();
        (at, to) = (from.end, into.end);
        if operation.tag() == DiffTag::Equal {
            continue;
        }
        let was = old[from.clone()].iter().map(|line| (*line).to_owned());
        let is = new[into].iter().map(|line| (*line).to_owned());
        let after = old.get(from.end).map(|line| (*line).to_owned());
        match hunks.last_mut().filter(|_| end == Some(from.start)) {
            // Lines taken away and lines put in at the same place are one change.
            Some(hunk) => {
                hunk.was.extend(was);
                hunk.is.extend(is);
                hunk.after = after;
            }
            None => hunks.push(Hunk {
                at: from.start,
                before: from.start.checked_sub(1).map(|at| old[at].to_owned()),
                was: was.collect(),
                is: is.collect(),
                after,
            }),
        }
        end = Some(from.end);
    }
    hunks
}

/// The text with the changes made; none where one of them finds its lines no more.
pub(crate) fn changed(text: &str, hunks: &[Hunk]) -> Option<String> {
    let mut lines: Vec<String> = lines(text).into_iter().map(str::to_owned).collect();
    let mut shift = 0;
    for hunk in hunks {
        let wanted = hunk.at.saturating_add_signed(shift);
        let at = find(&lines, hunk, wanted)?;
        lines.splice(at..at + hunk.was.len(), hunk.is.iter().cloned());
        shift = at
            .checked_add(hunk.is.len())?
            .checked_signed_diff(hunk.at + hunk.was.len())?;
    }
    Some(lines.concat())
}

/// The place nearest to the one wanted where the lines stand between the same neighbours.
fn find(lines: &[String], hunk: &Hunk, wanted: usize) -> Option<usize> {
    let fits = |at: &usize| {
        let end = at + hunk.was.len();
        let before = at.checked_sub(1).map(|at| &lines[at]);
        lines.get(*at..end) == Some(hunk.was.as_slice())
            && before == hunk.before.as_ref()
            && lines.get(end) == hunk.after.as_ref()
    };
    let places = (0..=lines.len().checked_sub(hunk.was.len())?).filter(fits);
    places.min_by_key(|at| at.abs_diff(wanted))
}

/// The changes turned round.
pub(crate) fn turned(hunks: &[Hunk]) -> Vec<Hunk> {
    let mut shift = 0;
    let turn = |hunk: &Hunk| {
        let at = hunk.at.saturating_add_signed(shift);
        shift += isize::try_from(hunk.is.len()).unwrap_or(isize::MAX)
            - isize::try_from(hunk.was.len()).unwrap_or(isize::MAX);
        Hunk {
            at,
            before: hunk.before.clone(),
            was: hunk.is.clone(),
            is: hunk.was.clone(),
            after: hunk.after.clone(),
        }
    };
    hunks.iter().map(turn).collect()
}

/// The text with the last of its blocks of lines that say `was` replaced; an empty block stands at the end.
pub(crate) fn replaced(text: &str, was: &[String], is: &[String]) -> Option<String> {
    let lines = lines(text);
    let at = match was.len() {
        0 => lines.len(),
        many => lines.windows(many).rposition(|block| block == was)?,
    };
    let (head, rest) = lines.split_at(at);
    Some([head.concat(), is.concat(), rest[was.len()..].concat()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_alike_stay_in_their_order() {
        let (was, is) = ("甲\n\n", "\n\n\r\n");
        let hunks = hunks(was, is);
        assert_eq!(changed(was, &hunks).as_deref(), Some(is), "{hunks:?}");
        assert_eq!(
            changed(is, &turned(&hunks)).as_deref(),
            Some(was),
            "{hunks:?}"
        );
    }
}
