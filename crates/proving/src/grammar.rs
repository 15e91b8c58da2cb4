//! Grammars in one line: `[A|B]` stands for one of its branches, `{name}` for a slot to be filled.
//!
//! `本年[支出|支出合计][为|]{total}，[其中|包括]{parts}。` is eight sentences. A branch may be empty and may hold
//! branches itself.

use std::fmt::Display;

use crate::dice::Dice;

/// What fills a slot.
pub(crate) type Filling<'a> = (&'a str, &'a dyn Display);

/// One sentence of a grammar.
pub(crate) fn expand(grammar: &str, fillings: &[Filling<'_>], dice: &mut Dice) -> String {
    let chosen = choose(grammar, dice);
    let mut sentence = String::with_capacity(chosen.len() * 2);
    let mut rest = chosen.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        match fillings.iter().find(|filling| filling.0 == name) {
            Some((_, filling)) => sentence.push_str(&filling.to_string()),
            None => unreachable!("the grammar “{grammar}” has a slot “{name}” nobody fills"),
        }
        rest = tail;
    }
    sentence.push_str(rest);
    sentence
}

/// Takes one branch of each choice.
fn choose(grammar: &str, dice: &mut Dice) -> String {
    let mut chosen = String::with_capacity(grammar.len());
    let mut rest = grammar;
    while let Some((before, after)) = rest.split_once('[') {
        chosen.push_str(before);
        let (branches, tail) = branches(after);
        let branch = *dice.pick(&branches);
        chosen.push_str(&choose(branch, dice));
        rest = tail;
    }
    chosen.push_str(rest);
    chosen
}

/// The branches of a choice whose bracket has been read, and what follows it.
fn branches(text: &str) -> (Vec<&str>, &str) {
    let (mut depth, mut start) = (0, 0);
    let mut found = Vec::new();
    for (at, letter) in text.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' if depth == 0 => {
                found.push(&text[start..at]);
                return (found, &text[at + 1..]);
            }
            ']' => depth -= 1,
            '|' if depth == 0 => {
                found.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    (vec![text], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_takes_one_branch_and_a_slot_its_filling() {
        let mut dice = Dice::new(1, 1);
        for _ in 0..50 {
            let said = expand("[甲|乙[一|二|]]{n}个", &[("n", &3)], &mut dice);
            assert!(["甲3个", "乙一3个", "乙二3个", "乙3个"].contains(&said.as_str()));
        }
    }
}
