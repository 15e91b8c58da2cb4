//! Findings as they are written: the array with one object a file that `kaocheng check --format json` prints.

use std::collections::BTreeSet;

use serde::Deserialize;

/// The findings on one file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Audited {
    /// The file, as it was named.
    #[serde(default)]
    pub file: String,
    /// What is wrong in it.
    #[serde(default)]
    pub findings: Vec<Finding>,
}

/// What is wrong, as far as it can be checked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Finding {
    /// The rule.
    pub code: String,
    /// One sentence.
    pub message: String,
    /// The line of its main place.
    #[serde(default)]
    pub line: Option<u32>,
    /// The page of its main place.
    #[serde(default)]
    pub page: Option<u32>,
    /// What tells it from others when the document is edited.
    #[serde(default)]
    pub fingerprint: Option<String>,
    /// The places it is about.
    pub figures: Vec<Quote>,
    /// The places in other files it is about.
    #[serde(default)]
    pub elsewhere: Vec<Quote>,
    /// Corrections, each of which would mend it.
    #[serde(default)]
    pub proposals: Vec<Proposal>,
    /// Why it is proven; `None` where words are judged.
    #[serde(default)]
    pub proof: Option<Proof>,
}

/// A place and what is printed there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Quote {
    /// What is printed.
    pub text: String,
    /// The number as a plain decimal; `None` for words.
    #[serde(default)]
    pub value: Option<String>,
    /// Its unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// Byte offset in the extracted text.
    pub start: usize,
    /// Byte offset past the end.
    pub end: usize,
    /// The file it stands in; `None` for the file that was audited.
    #[serde(default)]
    pub file: Option<String>,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Proposal {
    /// Which figure to change: its index in [`Finding::figures`].
    pub figure: usize,
    /// What is printed now.
    pub from: String,
    /// What to print instead.
    pub to: String,
}

/// The figures and the claims that are broken.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Proof {
    /// The figures; the first are those of [`Finding::figures`].
    pub figures: Vec<Figure>,
    /// The claims.
    pub claims: Vec<Claim>,
}

/// A number and what it states.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Figure {
    /// Where it stands.
    #[serde(flatten)]
    pub quote: Quote,
    /// The word that widens it; empty where it has none.
    #[serde(default)]
    pub approximation: String,
    /// How exactly it is meant.
    pub precision: Precision,
}

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Rounded or cut off at its last place.
    Rounded,
    /// As it stands.
    Exact,
    /// A weight or score, kept to two places.
    Score,
}

/// A claim that is broken under each of its readings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Claim {
    /// The rule that read it.
    pub rule: String,
    /// What it can mean.
    pub readings: Vec<Statement>,
}

/// One reading; figures are indices in [`Proof::figures`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the equations")]
pub enum Statement {
    /// The signed figures add up to nothing.
    Sum { terms: Vec<Term> },
    /// The parts do not exceed the whole.
    Within {
        whole: usize,
        parts: Vec<usize>,
        #[serde(default)]
        as_printed: bool,
    },
    /// 100 × part = percent × whole.
    Ratio {
        part: usize,
        whole: usize,
        percent: usize,
    },
    /// 100 × change = percent × (now − change).
    Change {
        now: usize,
        change: Term,
        percent: Term,
    },
    /// 100 × change = percent × before.
    ChangeOf {
        before: usize,
        change: Term,
        percent: Term,
    },
    /// 100 × (now − before) = percent × before.
    Growth {
        before: usize,
        now: usize,
        percent: Term,
    },
    /// number × price = amount × divisor.
    Product {
        number: usize,
        price: usize,
        amount: usize,
        divisor: i64,
    },
    /// A word says how the left stands to the right; `word` is where it stands in the extracted text.
    Order {
        left: usize,
        right: usize,
        said: Order,
        word: [usize; 2],
    },
    /// A sum of products of figures and a constant, a plain decimal, is what is asked of it.
    Polynomial {
        products: Vec<Factors>,
        constant: String,
        asked: Asked,
    },
    /// The number says how many names stand before it.
    Count {
        number: usize,
        names: Vec<[usize; 2]>,
    },
}

/// A product of figures.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Factors {
    /// What it is taken times.
    pub coefficient: i64,
    /// The figures.
    pub figures: Vec<usize>,
}

/// What is asked of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// It is zero.
    Zero,
    /// It is not above zero.
    NotAbove,
    /// It is not below zero.
    NotBelow,
}

/// How one figure is said to stand to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// 小于.
    Less,
    /// 等于, 持平.
    Equal,
    /// 大于.
    Greater,
}

impl Order {
    /// What a word says.
    pub(crate) fn told(word: &str) -> Option<Self> {
        match word {
            "小于" | "低于" | "控制在" => Some(Order::Less),
            "等于" | "持平" | "无变化" | "没有变化" => Some(Order::Equal),
            "大于" | "高于" | "优于" | "超过" | "超出" | "突破" | "突破了" | "超出了"
            | "超过了" => Some(Order::Greater),
            // 未突破, 没有超过, 未完成目标: what would be more did not come about.
            denied if denied.starts_with(['未', '没']) => Some(Order::Less),
            done if done.starts_with('超') && done.ends_with("完成") => Some(Order::Greater),
            // 由43.5%提高到43.1%.
            moved => Self::moved(moved.strip_suffix(['到', '至', '为'])?),
        }
    }
}

impl Order {
    /// How what was reached stands to what was there before, by the verb.
    fn moved(verb: &str) -> Option<Self> {
        const RISE: [&str; 10] = [
            "增加", "增长", "增", "提高", "上升", "升", "提升", "上调", "扩大", "攀升",
        ];
        const FALL: [&str; 12] = [
            "减少", "下降", "降低", "降", "减", "下调", "压减", "压缩", "缩短", "缩减", "精简",
            "回落",
        ];
        let rises = RISE.contains(&verb).then_some(Order::Greater);
        rises.or_else(|| FALL.contains(&verb).then_some(Order::Less))
    }
}

/// A figure with a sign, +1 or −1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Term {
    /// The sign.
    pub sign: i8,
    /// The figure.
    pub figure: usize,
}

impl Audited {
    /// The other files its findings are about, each once.
    pub fn others(&self) -> BTreeSet<&str> {
        let quotes = self.findings.iter().flat_map(|finding| {
            let proven = finding.proof.iter().flat_map(|proof| &proof.figures);
            finding
                .elsewhere
                .iter()
                .chain(proven.map(|figure| &figure.quote))
        });
        quotes.filter_map(|quote| quote.file.as_deref()).collect()
    }
}

/// The text is not a list of findings.
#[derive(Debug, thiserror::Error)]
#[error("不是审核意见：第{}行第{}列读不懂（{source}）。请用 kaocheng check --format json 写出的文件", source.line(), source.column())]
pub struct ParseError {
    /// What the JSON reader says.
    source: serde_json::Error,
}

/// Reads findings: an array of files, or one file.
pub fn parse(json: &str) -> Result<Vec<Audited>, ParseError> {
    let read = if json
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('[')
    {
        serde_json::from_str(json.trim_start_matches('\u{feff}'))
    } else {
        serde_json::from_str(json.trim_start_matches('\u{feff}')).map(|file| vec![file])
    };
    read.map_err(|source| ParseError { source })
}
