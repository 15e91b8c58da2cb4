//! The names of parts: 一般债务余额 beside 专项债务余额 is 一般 beside 专项, and those two are all there is.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use crate::claim::FigureId;
use crate::context::Context;
use crate::window;
use crate::words::Words;

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
const REST: &[&str] = &[
    "其他",
    "其它",
    "其余",
    "另外",
    "剩余",
    "余下",
    "及以下",
    "及以上",
];

/// A class that law or plain sense closes.
struct Class {
    /// Words of what it divides; none where it divides anything.
    whole: Vec<&'static str>,
    /// How many members it has.
    size: usize,
}

/// The classes, and where in them a word stands.
struct Closed {
    classes: Vec<Class>,
    words: Words<usize>,
    /// For each word the classes it belongs to, each with the member it names.
    places: Vec<Vec<Member>>,
}

/// A member of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    class: usize,
    place: usize,
}

static CLOSED: LazyLock<Closed> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/closed.txt").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    let mut classes = Vec::new();
    let mut known: BTreeMap<&str, Vec<Member>> = BTreeMap::new();
    for (class, (whole, members)) in rows.filter_map(|line| line.split_once(':')).enumerate() {
        let whole = whole.split('|').filter(|word| !word.is_empty()).collect();
        let members: Vec<&str> = members.split_whitespace().collect();
        for (place, words) in members.iter().enumerate() {
            for word in words.split('|') {
                known.entry(word).or_default().push(Member { class, place });
            }
        }
        let size = members.len();
        classes.push(Class { whole, size });
    }
    Closed {
        classes,
        words: Words::new(known.keys().copied().zip(0..)),
        places: known.into_values().collect(),
    }
});

impl Closed {
    /// The members that words name, of each class the one that comes first in it.
    fn named_by(&self, words: &str) -> Vec<Member> {
        let mut members: Vec<Member> = Vec::new();
        self.words
            .every(words, |word| members.extend(&self.places[word]));
        members.sort_unstable();
        members.dedup_by_key(|member| member.class);
        members
    }
}

impl Class {
    /// Whether words name what it divides.
    fn divides(&self, whole: &str) -> bool {
        self.whole.is_empty() || self.whole.iter().any(|word| whole.contains(word))
    }
}

/// Whether parts name the members of a closed class, each once and all of them, and the whole what it divides.
fn closes(whole: &str, parts: &[&Core]) -> Option<&'static str> {
    let (first, others) = parts.split_first()?;
    let is_named = |member: &&Member| {
        let Member { class, place } = **member;
        let mut places = vec![place];
        let fits = |part: &&Core| {
            let other = part.members.iter().find(|other| other.class == class);
            other.is_some_and(|other| {
                let new = !places.contains(&other.place);
                places.push(other.place);
                new
            })
        };
        CLOSED.classes[class].size == parts.len() && others.iter().all(fits)
    };
    let mut named = first.members.iter().filter(is_named).peekable();
    named.peek()?;
    let divides = named.any(|member| CLOSED.classes[member.class].divides(whole));
    Some(if divides { "全闭" } else { "闭" })
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
    /// Whether the names stand in a row before the parts.
    pub(crate) row: bool,
}

/// What tells in a label.
struct Core {
    /// It without figures, cues and words of doing.
    own: Vec<char>,
    /// The members of closed classes it names.
    members: Vec<Member>,
}

impl Core {
    fn of(label: &str) -> Core {
        Core {
            own: core(label),
            members: CLOSED.named_by(label),
        }
    }
}

/// What tells in the labels of figures, each looked at once.
#[derive(Default)]
pub(crate) struct Cores(HashMap<FigureId, Core, RandomState>);

impl Cores {
    fn find(&mut self, context: &Context<'_>, id: FigureId) {
        let entry = self.0.entry(id);
        entry.or_insert_with(|| Core::of(context.label(id)));
    }
}

impl Names {
    pub(crate) fn of(
        context: &Context<'_>,
        whole: FigureId,
        parts: &[FigureId],
        cores: &mut Cores,
    ) -> Names {
        let row = row_of_names(context, parts);
        let labels: Vec<&str> = match &row {
            Some(names) => names.clone(),
            None => parts.iter().map(|part| context.label(*part)).collect(),
        };
        cores.find(context, whole);
        let in_row: Vec<Core> = row.iter().flatten().map(|name| Core::of(name)).collect();
        if row.is_none() {
            for part in parts {
                cores.find(context, *part);
            }
        }
        let kin = kin(&cores.0[&whole].own, &labels);
        let named_parts: Vec<&Core> = match &row {
            Some(_) => in_row.iter().collect(),
            None => parts.iter().map(|part| &cores.0[part]).collect(),
        };
        let mut cores: Vec<&[char]> = named_parts.iter().map(|core| &*core.own).collect();
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
        } else if let Some(closed) = closes(context.label(whole), &named_parts) {
            closed
        } else if REST.iter().any(|word| last.contains(word)) {
            "余"
        } else if contrary {
            "非"
        } else if row.is_some() {
            "各名"
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
        Names {
            key,
            closing,
            kin,
            row: row.is_some(),
        }
    }
}

/// The names of parts that stand in a row before them: 在职人员、退休人员分别为549人、54人; or a word for all of them: 四个季度分别.
fn row_of_names<'t>(context: &'t Context<'_>, parts: &[FigureId]) -> Option<Vec<&'t str>> {
    const QUARTERS: [&str; 4] = ["一季度", "二季度", "三季度", "四季度"];
    let first = context.figures[*parts.first()?].start;
    // 四个季度 is a figure, too.
    let words = window::nearest_end(context.sentence_to(first));
    let (row, behind) = words
        .rsplit_once("分别")
        .or_else(|| words.rsplit_once("依次"))?;
    if behind.contains(|c: char| c.is_ascii_digit() || "，；、".contains(c)) {
        return None;
    }
    let row = row.rsplit(['，', '；', '：', '）', ',', ';', ':', '—']);
    let row = row.into_iter().next()?.trim();
    let row = row.strip_prefix("其中").unwrap_or(row);
    if row.contains(|c: char| c.is_ascii_digit()) && !row.contains('年') {
        return None;
    }
    if parts.len() == QUARTERS.len() && row.contains("季度") && !row.contains('、') {
        return Some(QUARTERS.to_vec());
    }
    let mut names: Vec<&str> = row.split('、').collect();
    let last = names.pop()?;
    let pair = ["以及", "和", "及", "与"]
        .into_iter()
        .find_map(|word| last.split_once(word))
        .filter(|_| names.len() + 2 == parts.len());
    match pair {
        Some((one, other)) => names.extend([one, other]),
        None => names.push(last),
    }
    let named = names.len() == parts.len() && names.iter().all(|name| !name.trim().is_empty());
    (named && names.len() > 1).then_some(names)
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
            words = words.strip_prefix(head).map_or(words, str::trim_start);
        }
        for tail in TAILS {
            words = words.strip_suffix(tail).map_or(words, str::trim_end);
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
