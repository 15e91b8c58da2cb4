//! Labels cut into lines that fit.

use super::LETTER;

/// The width of words as set: a Chinese character is as wide as high, a Latin one a little over half.
pub(crate) fn width(words: &str) -> i64 {
    words.chars().map(letter).sum()
}

fn letter(letter: char) -> i64 {
    match letter.is_ascii() {
        true => LETTER * 11 / 20,
        false => LETTER,
    }
}

/// Words in lines no wider than `most`, the lines about equally long.
pub(crate) fn wrap(words: &str, most: i64) -> Vec<String> {
    let count = (width(words) + most - 1) / most;
    let mut narrowest = match count {
        0 | 1 => return vec![words.to_owned()],
        count => (width(words) + count - 1) / count,
    };
    loop {
        let lines = fill(words, narrowest.min(most));
        if lines.len() as i64 <= count || narrowest >= most {
            return lines;
        }
        narrowest += LETTER / 2;
    }
}

fn fill(words: &str, most: i64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for character in words.chars() {
        used += letter(character);
        // A closing mark does not begin a line.
        let hangs = "）」》”、，。)".contains(character) && used <= most + LETTER;
        if used > most && !hangs {
            lines.push(String::new());
            used = letter(character);
        }
        if let Some(line) = lines.last_mut() {
            line.push(character);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_break_into_even_lines() {
        assert_eq!(wrap("执法巡查次数", 10 * LETTER), ["执法巡查次数"]);
        assert_eq!(
            wrap("永久基本农田保护任务完成率", 8 * LETTER),
            ["永久基本农田保", "护任务完成率"]
        );
        let name = "规划期内经济技术开发区城乡建设优化率（%）".repeat(3);
        assert!(
            wrap(&name, 8 * LETTER)
                .iter()
                .all(|line| width(line) <= 9 * LETTER)
        );
        assert_eq!(wrap(&name, 8 * LETTER).concat(), name);
    }
}
