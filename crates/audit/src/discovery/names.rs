//! The names of parts: 一般债务余额 beside 专项债务余额 is 一般 beside 专项, and those two are all there is.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use crate::claim::FigureId;
use crate::context::Context;

/// Words that say what is done with an amount, not what it is.
const TAILS: &[&str] = &[
    "达到", "完成", "实现", "安排", "为", "约", "共", "是", "有", "了", "数", "额", "分别", "计",
    "达", "合", "的", "占", "拟", "预计",
];

/// Words before a name that are no part of it.
const HEADS: &[&str] = &[
    "其中", "加上", "包括", "和", "及", "与", "全市", "全省", "全县", "全区", "全年", "全国",
    "共有", "含",
];

/// Words by which a last part says that it is all the rest.
const REST: &[&str] = &["其他", "其它", "其余", "另外", "剩余", "余下"];

/// A class that law or plain sense closes.
struct Class {
    /// Words of what it divides; none where it divides anything.
    whole: Vec<&'static str>,
    /// Its members, each by the words it is known by.
    members: Vec<Vec<&'static str>>,
}

static CLOSED: LazyLock<Vec<Class>> = LazyLock::new(|| {
    let words = |words: &'static str| words.split('|').filter(|word| !word.is_empty()).collect();
    let lines = include_str!("../lexicon/closed.txt").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    let classes = rows.filter_map(|line| line.split_once(':'));
    let class = |(whole, members): (&'static str, &'static str)| Class {
        whole: words(whole),
        members: members.split_whitespace().map(words).collect(),
    };
    classes.map(class).collect()
});

impl Class {
    /// Whether labels name its members, each once and all of them.
    fn is_named_by(&self, labels: &[&str]) -> bool {
        if labels.len() != self.members.len() {
            return false;
        }
        let named = |label: &str, words: &Vec<&str>| words.iter().any(|word| label.contains(word));
        let member = |label: &str| self.members.iter().position(|words| named(label, words));
        let mut found: Vec<Option<usize>> = labels.iter().map(|label| member(label)).collect();
        found.sort_unstable();
        found.dedup();
        found.len() == labels.len() && found[0].is_some()
    }

    /// Whether words name what it divides.
    fn divides(&self, whole: &str) -> bool {
        self.whole.is_empty() || self.whole.iter().any(|word| whole.contains(word))
    }
}

/// Whether labels name the members of a closed class, and the whole what it divides.
fn closes(whole: &str, labels: &[&str]) -> Option<&'static str> {
    let mut named = CLOSED
        .iter()
        .filter(|class| class.is_named_by(labels))
        .peekable();
    named.peek()?;
    Some(if named.any(|class| class.divides(whole)) {
        "全闭"
    } else {
        "闭"
    })
}

/// What sets the parts of a whole apart from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    /// Each part's own name, in order of the alphabet, without what all share; `None` where a part has none.
    pub(crate) key: Option<String>,
    /// How the names close the list.
    pub(crate) closing: &'static str,
    /// Whether the parts are called what the whole is.
    pub(crate) kin: &'static str,
}

/// The labels of figures without what says nothing of them, each found once.
#[derive(Default)]
pub(crate) struct Cores(HashMap<FigureId, Vec<char>, RandomState>);

impl Cores {
    fn of_one(&mut self, context: &Context<'_>, id: FigureId) -> &[char] {
        self.0.entry(id).or_insert_with(|| core(context.label(id)))
    }

    fn of(&mut self, context: &Context<'_>, parts: &[FigureId]) -> Vec<&[char]> {
        for part in parts {
            self.of_one(context, *part);
        }
        parts.iter().map(|part| self.0[part].as_slice()).collect()
    }
}

impl Names {
    pub(crate) fn of(
        context: &Context<'_>,
        whole: FigureId,
        parts: &[FigureId],
        cores: &mut Cores,
    ) -> Names {
        let labels: Vec<&str> = parts.iter().map(|part| context.label(*part)).collect();
        let kin = kin(cores.of_one(context, whole), &labels);
        let mut cores = cores.of(context, parts);
        let last = labels.last().copied().unwrap_or_default();
        let open = parts
            .last()
            .is_some_and(|part| context.after(*part).starts_with('等'));
        let distinct = |cores: &[&[char]]| {
            let mut sorted = cores.to_vec();
            sorted.sort_unstable();
            sorted.windows(2).all(|pair| pair[0] != pair[1])
                && cores.iter().all(|core| !core.is_empty())
        };
        let named = distinct(&cores);
        let alike = named && strip_shared(&mut cores) >= 2;
        let contrary = match &cores[..] {
            [one, other] => one.first() == Some(&'非') || other.first() == Some(&'非'),
            _ => false,
        };
        let closing = if open {
            "等"
        } else if let Some(closed) = closes(context.label(whole), &labels) {
            closed
        } else if REST.iter().any(|word| last.contains(word)) {
            "余"
        } else if contrary {
            "非"
        } else if alike {
            "同尾"
        } else if named {
            "名"
        } else {
            "空"
        };
        let key = named.then(|| {
            let mut names: Vec<String> = cores
                .iter()
                .map(|core| core.iter().take(4).collect())
                .collect();
            names.sort();
            names.join("|")
        });
        Names { key, closing, kin }
    }
}

/// Whether parts are called what the whole is called, by the last two characters of its name.
fn kin(whole: &[char], parts: &[&str]) -> &'static str {
    let total = |c: &char| matches!(c, '总' | '计' | '量' | '值');
    let whole = &whole[..whole.len() - whole.iter().rev().take_while(|c| total(c)).count()];
    let Some(noun) = whole.len().checked_sub(2).map(|from| &whole[from..]) else {
        return "无名";
    };
    let noun: String = noun.iter().collect();
    match parts.iter().filter(|part| part.contains(&noun)).count() {
        0 => "异物",
        all if all == parts.len() => "同物",
        _ => "半同",
    }
}

/// A label without figures, cues and words of doing.
fn core(label: &str) -> Vec<char> {
    let mut words = label.trim();
    loop {
        let before = words;
        for head in HEADS {
            words = words.strip_prefix(head).unwrap_or(words).trim_start();
        }
        for tail in TAILS {
            words = words.strip_suffix(tail).unwrap_or(words).trim_end();
        }
        if words == before {
            break;
        }
    }
    words
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
        .collect()
}

/// Takes off what all names end or begin with, as long as something is left of each; how much all ended with.
fn strip_shared(cores: &mut [&[char]]) -> usize {
    let shared = |cores: &[&[char]], at: fn(&[char]) -> Option<&char>| {
        let first = at(cores[0]);
        first.is_some() && cores.iter().all(|core| core.len() > 1 && at(core) == first)
    };
    let mut ended = 0;
    while shared(cores, |core| core.last()) {
        for core in cores.iter_mut() {
            *core = &core[..core.len() - 1];
        }
        ended += 1;
    }
    while shared(cores, |core| core.first()) {
        for core in cores.iter_mut() {
            *core = &core[1..];
        }
    }
    ended
}
