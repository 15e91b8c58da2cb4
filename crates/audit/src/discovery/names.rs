//! The names of parts: 一般债务余额 beside 专项债务余额 is 一般 beside 专项, and those two are all there is.

use std::collections::HashMap;

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

/// What sets the parts of a whole apart from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    /// Each part's own name, in order of the alphabet, without what all share; `None` where a part has none.
    pub(crate) key: Option<String>,
    /// How the names close the list.
    pub(crate) closing: &'static str,
}

/// The labels of figures without what says nothing of them, each found once.
#[derive(Default)]
pub(crate) struct Cores(HashMap<FigureId, Vec<char>, RandomState>);

impl Cores {
    fn of(&mut self, context: &Context<'_>, parts: &[FigureId]) -> Vec<&[char]> {
        for part in parts {
            let core = || core(context.label(*part));
            self.0.entry(*part).or_insert_with(core);
        }
        parts.iter().map(|part| self.0[part].as_slice()).collect()
    }
}

impl Names {
    pub(crate) fn of(context: &Context<'_>, parts: &[FigureId], cores: &mut Cores) -> Names {
        let mut cores = cores.of(context, parts);
        let last = parts.last().map_or("", |part| context.label(*part));
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
        Names { key, closing }
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
