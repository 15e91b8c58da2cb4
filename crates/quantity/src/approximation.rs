//! Words that say how a printed number is meant: 约, 近, 超过, 余, 以上.

/// How closely a printed number is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Approximation {
    /// The number as printed, no word.
    #[default]
    Exact,
    /// 约, 大约, 左右, 上下
    About,
    /// 近, 将近, 接近: a little less
    Near,
    /// 超, 超过, 逾, 以上: more, by any amount
    Over,
    /// 余, 多: more, but not by a whole unit of the last digit that is not zero
    Odd,
    /// 不少于, 不低于, 至少, ≥
    AtLeast,
    /// 不超过, 不高于, 至多, 以内, ≤
    AtMost,
    /// 不足, 不到, 以下: less, by any amount
    Under,
}

/// The word that ends `head`, the text before a number, and where it starts.
pub(crate) fn before(head: &str) -> Option<(Approximation, usize)> {
    use Approximation::{AtLeast, AtMost, Near, Over, Under};
    let head = head.strip_suffix(' ').unwrap_or(head);
    let head = match head.strip_suffix("人民币") {
        Some(rest) => rest.strip_suffix(' ').unwrap_or(rest),
        None => head,
    };
    let last = head.chars().next_back()?;
    let stem = &head[..head.len() - last.len_utf8()];
    let words: &[(&str, Approximation)] = match last {
        '约' => return about(stem),
        '为' | '占' | '有' | '达' | '需' => return about(stem.strip_suffix('约')?),
        '近' if ends_in(stem, "附最邻临靠亲远新相走") => &[],
        '近' => &[("将", Near), ("接", Near), ("", Near)],
        '超' | '逾' => &[("", Over)],
        '过' => &[("不超", AtMost), ("超", Over)],
        '于' => &[
            ("不少", AtLeast),
            ("不低", AtLeast),
            ("不小", AtLeast),
            ("不高", AtMost),
            ("不多", AtMost),
            ("不大", AtMost),
            ("高", Over),
            ("多", Over),
            ("大", Over),
            ("低", Under),
            ("少", Under),
            ("小", Under),
        ],
        '少' => &[("至", AtLeast), ("最", AtLeast)],
        '多' => &[("至", AtMost), ("最", AtMost)],
        '足' | '到' => &[("不", Under)],
        '满' => &[("不", Under), ("未", Under)],
        '≥' | '≧' | '⩾' => &[("", AtLeast)],
        '≤' | '≦' | '⩽' => &[("", AtMost)],
        '=' => &[(">", AtLeast), ("<", AtMost)],
        // A quotation mark of Markdown or the head of an arrow is no comparison.
        '>' if stem.is_empty() || stem.ends_with(['\n', '-', '=']) => &[],
        '>' | '＞' => &[("", Over)],
        '<' | '＜' => &[("", Under)],
        _ => &[],
    };
    words
        .iter()
        .find(|(word, _)| stem.ends_with(word))
        .map(|&(word, meaning)| (meaning, stem.len() - word.len()))
}

/// 约 after `stem`, unless it ends another word such as 节约 or 预约.
fn about(stem: &str) -> Option<(Approximation, usize)> {
    let stem = stem.strip_suffix('大').unwrap_or(stem);
    (!ends_in(stem, "节预合契制条公违签履集简特")).then_some((Approximation::About, stem.len()))
}

fn ends_in(text: &str, any: &str) -> bool {
    text.chars().next_back().is_some_and(|c| any.contains(c))
}

/// The word that starts `tail`, the text after a number and its unit, and its length in bytes.
pub(crate) fn after(tail: &str) -> Option<(Approximation, usize)> {
    use Approximation::{About, AtLeast, AtMost, Over, Under};
    // Each of these words starts with one of 左 (E5), 上 及 以 之 (E4, E5).
    if !matches!(tail.as_bytes().first(), Some(0xE4 | 0xE5)) {
        return None;
    }
    const WORDS: [(&str, Approximation); 8] = [
        ("左右", About),
        ("上下", About),
        ("以上", Over),
        ("及以上", AtLeast),
        ("及以下", AtMost),
        ("以内", AtMost),
        ("之内", AtMost),
        ("以下", Under),
    ];
    let &(word, meaning) = WORDS.iter().find(|(word, _)| tail.starts_with(word))?;
    let rest = &tail[word.len()..];
    let other_word = word == "上下" && rest.starts_with(['级', '游', '班', '联', '文']);
    (!other_word).then_some((meaning, word.len()))
}

/// The length of 余 or 多 at the start of `tail`, or 0.
pub(crate) fn odd(tail: &str) -> usize {
    let other_word = |rest: &str, words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    if let Some(rest) = tail.strip_prefix('余') {
        if other_word(rest, &["额", "款", "下", "地", "热"]) {
            return 0;
        }
    } else if let Some(rest) = tail.strip_prefix('多') {
        if other_word(rest, &["元化", "种", "方", "样", "规"]) {
            return 0;
        }
    } else {
        return 0;
    }
    '余'.len_utf8()
}
