//! Two texts that stand for each other, stretch by stretch: which figures and which words differ.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A text of the book with its figures.
pub(super) struct Old<'t> {
    pub(super) text: &'t str,
    pub(super) figures: &'t [Range<usize>],
}

/// A text of the file, with what its marks say of the figures of the other: for each its range here, where it is known.
pub(super) struct New<'t> {
    pub(super) text: &'t str,
    pub(super) known: &'t [Option<Range<usize>>],
}

/// A stretch that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stretch {
    /// A figure, by its index, is this in the file.
    Figure(usize, Range<usize>),
    /// Words, perhaps with figures among them.
    Words(Range<usize>, Range<usize>),
}

/// A stretch of both texts, equal or not.
struct Step {
    old: Range<usize>,
    new: Range<usize>,
    equal: bool,
}

/// The stretches that differ, in order.
pub(super) fn compare(old: &Old<'_>, new: &New<'_>) -> Vec<Stretch> {
    let steps = steps(old, new);
    let mut stretches = Vec::new();
    for (index, range) in old.figures.iter().enumerate() {
        let there = match &new.known[index] {
            Some(there) => there.clone(),
            None => match mapped(&steps, range) {
                Some(there) => there,
                None => continue,
            },
        };
        if old.text[range.clone()] != new.text[there.clone()] {
            stretches.push(Stretch::Figure(index, there));
        }
    }
    let within = |range: &Range<usize>| {
        let mut figures = old.figures.iter();
        figures.any(|figure| {
            !range.is_empty() && figure.start <= range.start && range.end <= figure.end
        })
    };
    let inserted_in = |step: &Step| {
        let mut figures = stretches.iter();
        step.old.is_empty()
            && figures.any(|stretch| match stretch {
                Stretch::Figure(_, there) => {
                    there.start <= step.new.start && step.new.end <= there.end
                }
                Stretch::Words(..) => false,
            })
    };
    let words: Vec<_> = steps
        .iter()
        .filter(|step| !step.equal && !within(&step.old) && !inserted_in(step))
        .map(|step| Stretch::Words(step.old.clone(), step.new.clone()))
        .collect();
    stretches.extend(words);
    stretches.sort_by_key(|stretch| match stretch {
        Stretch::Figure(index, _) => old.figures[*index].start,
        Stretch::Words(old, _) => old.start,
    });
    stretches
}

/// Where a stretch of the old text went; `None` where words around it went with it.
fn mapped(steps: &[Step], range: &Range<usize>) -> Option<Range<usize>> {
    let touching = |step: &&Step| step.old.start < range.end && range.start < step.old.end;
    let mut there: Option<Range<usize>> = None;
    for step in steps.iter().filter(touching) {
        let beyond = step.old.start < range.start || range.end < step.old.end;
        if !step.equal && beyond {
            return None;
        }
        let start = match step.equal {
            true => step.new.start + range.start.saturating_sub(step.old.start),
            false => step.new.start,
        };
        let end = match step.equal {
            true => step.new.end - step.old.end.saturating_sub(range.end),
            false => step.new.end,
        };
        there = Some(there.map_or(start, |there| there.start)..end);
    }
    there
}

fn steps(old: &Old<'_>, new: &New<'_>) -> Vec<Step> {
    let known = |at: usize| new.known[at].as_ref();
    let anchored: Vec<_> = (0..old.figures.len())
        .filter_map(|at| Some((at, known(at)?.clone())))
        .collect();
    let old_anchors = anchored
        .iter()
        .map(|(at, _)| (*at, old.figures[*at].clone()));
    let old_tokens = tokens(old.text, old_anchors.collect());
    let mut new_anchors = anchored.clone();
    new_anchors.sort_by_key(|(_, range)| range.start);
    let new_tokens = tokens(new.text, new_anchors);
    let keys = |tokens: &[Token]| {
        tokens
            .iter()
            .map(|token| token.key.clone())
            .collect::<Vec<_>>()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &keys(&old_tokens), &keys(&new_tokens));
    let bytes = |tokens: &[Token], range: Range<usize>, whole: usize| {
        let start = tokens
            .get(range.start)
            .map_or(whole, |token| token.range.start);
        let end = match range.is_empty() {
            true => start,
            false => tokens[range.end - 1].range.end,
        };
        start..end
    };
    let step = |op: DiffOp| Step {
        old: bytes(&old_tokens, op.old_range(), old.text.len()),
        new: bytes(&new_tokens, op.new_range(), new.text.len()),
        equal: matches!(op, DiffOp::Equal { .. }),
    };
    // Anchored figures are equal tokens of unequal length: each is a step of its own.
    let mut steps = Vec::new();
    for op in ops {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            steps.extend((0..len).map(|at| {
                step(DiffOp::Equal {
                    old_index: old_index + at,
                    new_index: new_index + at,
                    len: 1,
                })
            }));
        } else {
            steps.push(step(op));
        }
    }
    merged(steps)
}

/// The steps with neighbouring unequal ones made one.
fn merged(steps: Vec<Step>) -> Vec<Step> {
    let mut merged: Vec<Step> = Vec::new();
    for step in steps {
        match merged.last_mut() {
            Some(last) if !last.equal && !step.equal => {
                last.old.end = step.old.end.max(last.old.end);
                last.new.end = step.new.end.max(last.new.end);
            }
            _ => merged.push(step),
        }
    }
    merged
}

/// What texts are compared by: a figure known by its mark, a number, or a character.
struct Token {
    range: Range<usize>,
    key: Key,
}

#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Figure(usize),
    Text(String),
}

/// Cuts a text; anchors are figures by index, by rising range.
fn tokens(text: &str, anchors: Vec<(usize, Range<usize>)>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut done = 0;
    for (figure, range) in anchors {
        if range.start < done {
            continue;
        }
        plain(text, done..range.start, &mut tokens);
        tokens.push(Token {
            range: range.clone(),
            key: Key::Figure(figure),
        });
        done = range.end;
    }
    plain(text, done..text.len(), &mut tokens);
    tokens
}

fn plain(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let mut start = range.start;
    while start < range.end {
        let rest = &text[start..range.end];
        let number = rest.starts_with(|c: char| c.is_ascii_digit());
        let length = match number {
            true => rest
                .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
                .unwrap_or(rest.len()),
            false => rest.chars().next().map_or(1, char::len_utf8),
        };
        tokens.push(Token {
            range: start..start + length,
            key: Key::Text(rest[..length].to_owned()),
        });
        start += length;
    }
}

/// The sentences that a stretch lies in: from the stop before it to the stop that ends it.
pub(super) fn sentences(text: &str, stretch: &Range<usize>) -> Range<usize> {
    let stop = |c: char| matches!(c, '。' | '；' | '！' | '？' | '\n');
    // A stretch that ends in a stop ends its sentence.
    let before = &text[..stretch.start];
    let start = before.rfind(stop).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    if !stretch.is_empty() && text[..stretch.end].ends_with(stop) {
        return start..stretch.end;
    }
    let end = text[stretch.end..]
        .char_indices()
        .find(|(_, c)| stop(*c))
        .map_or(text.len(), |(at, c)| stretch.end + at + c.len_utf8());
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "全年巡查31次，发现线索4条。均已整改。";

    fn ranges(text: &str, parts: &[&str]) -> Vec<Range<usize>> {
        let range = |part: &&str| {
            let start = text.find(part).expect("the part is there");
            start..start + part.len()
        };
        parts.iter().map(range).collect()
    }

    fn told(new: &str, known: &[Option<Range<usize>>]) -> Vec<String> {
        let figures = ranges(OLD, &["31次", "4条"]);
        let old = Old {
            text: OLD,
            figures: &figures,
        };
        let stretches = compare(&old, &New { text: new, known });
        stretches
            .into_iter()
            .map(|stretch| match stretch {
                Stretch::Figure(at, there) => {
                    format!("{}→{}", &OLD[figures[at].clone()], &new[there])
                }
                Stretch::Words(old, there) => format!("“{}”→“{}”", &OLD[old], &new[there]),
            })
            .collect()
    }

    #[test]
    fn figures_and_words_are_told_apart_without_marks() {
        let unknown = [None, None];
        assert!(told(OLD, &unknown).is_empty());
        let new = "全年巡查35次，发现违法线索4条。均已整改。";
        assert_eq!(told(new, &unknown), ["31次→35次", "“”→“违法”"]);
        let new = "全年巡查31次，发现线索4条。";
        assert_eq!(told(new, &unknown), ["“均已整改。”→“”"]);
    }

    #[test]
    fn a_marked_figure_is_known_whatever_it_says() {
        let new = "今年巡查三十五次，发现线索4条。均已整改。";
        let known = [Some(ranges(new, &["三十五次"])[0].clone()), None];
        assert_eq!(told(new, &known), ["“全”→“今”", "31次→三十五次"]);
    }

    #[test]
    fn a_stretch_lies_in_its_sentence() {
        let at = OLD.find("线索").expect("it is there");
        assert_eq!(
            &OLD[sentences(OLD, &(at..at))],
            "全年巡查31次，发现线索4条。"
        );
        let last = OLD.find("均已").expect("it is there")..OLD.len();
        assert_eq!(&OLD[sentences(OLD, &last)], "均已整改。");
    }
}
