//! What a check of a finding comes to.

/// What a check of a finding comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is proven again.
    Confirmed,
    /// It is wrong or its proof does not carry; all reasons.
    Refuted(Vec<Reason>),
    /// It judges words: the text says what is quoted, and more cannot be checked.
    NotCheckable,
}

/// Why a finding is refuted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are what the sentences name")]
pub enum Reason {
    /// It names no place.
    #[error("没有写明任何位置")]
    NothingQuoted,
    /// It quotes a file whose text was not given.
    #[error("引用了“{file}”，但没有读到这个文件")]
    UnknownFile { file: String },
    /// The text does not reach so far.
    #[error("“{text}”的位置（第{start}至{end}字节）不在正文里，文件可能已经改过")]
    OutsideText {
        text: String,
        start: usize,
        end: usize,
    },
    /// The text says something else there.
    #[error("意见引用“{text}”，正文在该处是“{printed}”，文件可能已经改过")]
    OtherText { text: String, printed: String },
    /// What is quoted is no number.
    #[error("“{text}”不是一个数")]
    NoNumber { text: String },
    /// The number is not what it is said to be.
    #[error("“{text}”应读作{read}，意见写作{stated}")]
    OtherNumber {
        text: String,
        read: String,
        stated: String,
    },
    /// The unit is nowhere in the text.
    #[error("“{text}”的单位“{unit}”在正文里找不到")]
    NoUnit { text: String, unit: String },
    /// The number is not meant as exactly as said.
    #[error("“{text}”的精确程度与所写不同")]
    OtherPrecision { text: String },
    /// A place of the finding and the figure of its proof are not the same.
    #[error("第{}处引用与证明里的数不同", place + 1)]
    OtherFigure { place: usize },
    /// The proof has no claim, or a claim no reading.
    #[error("证明里没有算式")]
    NoClaim,
    /// A claim is about a figure the proof lacks.
    #[error("算式用到第{}个数，证明里没有", figure + 1)]
    MissingFigure { figure: usize },
    /// No claim is about a figure of the proof.
    #[error("证明里的“{text}”没有一个算式用到")]
    UnusedFigure { text: String },
    /// A reading is no equation of the kind it is said to be.
    #[error("规则{rule}的第{}种读法写得不完整", reading + 1)]
    Malformed { rule: String, reading: usize },
    /// A reading of a claim can hold.
    #[error("规则{rule}的第{}种读法可以成立，不矛盾", reading + 1)]
    CanHold { rule: String, reading: usize },
    /// A figure has no bound, so that nothing is proven.
    #[error("规则{rule}的第{}种读法里有数没有上限或下限，不能断定", reading + 1)]
    Unbounded { rule: String, reading: usize },
    /// The names counted do not stand in a row before the number.
    #[error("所数的名目在正文里不是连续列出的")]
    NoList,
    /// The word at its place does not say what the claim says.
    #[error("“{word}”不是算式所说的意思")]
    OtherWord { word: String },
    /// A correction is no number.
    #[error("改法“{to}”不是一个数")]
    NoCorrection { to: String },
    /// A correction changes nothing that is printed.
    #[error("改法要改的“{from}”不是第{}处引用", figure + 1)]
    OtherCorrection { from: String, figure: usize },
    /// A claim is broken still after a correction.
    #[error("把“{from}”改为“{to}”后，规则{rule}的算式仍不成立")]
    NotMended {
        from: String,
        to: String,
        rule: String,
    },
}

impl Outcome {
    pub(crate) fn without_proof(reasons: Vec<Reason>) -> Self {
        if reasons.is_empty() {
            Outcome::NotCheckable
        } else {
            Outcome::Refuted(reasons)
        }
    }

    pub(crate) fn with_proof(reasons: Vec<Reason>) -> Self {
        if reasons.is_empty() {
            Outcome::Confirmed
        } else {
            Outcome::Refuted(reasons)
        }
    }
}
