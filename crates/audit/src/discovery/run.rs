//! Runs (数列): the figures of one kind in a paragraph, in order, ready for exact sums in machine integers.

use std::collections::HashMap;

use document::PieceKind;
use foldhash::fast::RandomState;
use quantity::{Approximation, Dimension};

use crate::claim::FigureId;
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};
use crate::window;

/// More places than any printed amount has, in the base of its dimension.
const FINEST: u8 = 8;

/// The figures of one kind in a paragraph.
#[derive(Debug)]
pub(crate) struct Run {
    /// Them, in order; at least three.
    pub(crate) members: Vec<Member>,
    /// Whether all of them stand equally deep in brackets.
    pub(crate) level: bool,
}

/// A figure of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member {
    pub(crate) id: FigureId,
    /// Its value, in units of the finest place of the run.
    pub(crate) value: i128,
    /// One unit of its last printed place; 0 where it is exact.
    pub(crate) ulp: i128,
    /// The place it is printed to, exact or not.
    pub(crate) place: i128,
    pub(crate) sentence: usize,
    pub(crate) depth: u8,
    pub(crate) bracket: u16,
    pub(crate) role: Role,
    pub(crate) own: Tags,
    /// Whether it tells what was planned, where its neighbours may tell what was done.
    pub(crate) planned: bool,
    /// What the words since the member before mean.
    pub(crate) gap: Tags,
    /// The strongest delimiter since the member before.
    pub(crate) separator: Separator,
    /// Whether a colon follows the member before at once.
    pub(crate) colon: bool,
    /// Whether words that announce a list and a colon follow it: 安排如下：, 分别用于：.
    pub(crate) announced: bool,
    /// Whether 加上 before it adds it to a thing that has no figure: 收入加上转移性收入100万元.
    pub(crate) added_to_name: bool,
    /// Whether the list goes on with things counted by another word: 医院3个，其他机构4所.
    pub(crate) goes_on: bool,
    /// Whether it is named among the parts of another member: 其中….
    pub(crate) nested: bool,
    /// Whether it begins to divide a whole by another trait: 按学历分，从来源看.
    pub(crate) divides: Option<&'static str>,
    /// Whether it is called that of the whole year: 全年支出1276.40万元.
    pub(crate) of_year: bool,
    /// Whether 构成 or 组成 follows: 由A 10万元、B 5万元构成.
    pub(crate) makes_up: bool,
}

impl Member {
    /// Whether it tells by how much something rose or fell.
    pub(crate) fn is_change(&self) -> bool {
        matches!(self.role, Role::Delta(_))
    }

    /// Whether it goes on in the clause of the member before or the next one.
    pub(crate) fn is_joined(&self) -> bool {
        self.separator <= Separator::Comma
    }

    /// Whether it tells of another year, of a change or of one of many.
    pub(crate) fn is_aside(&self) -> bool {
        self.role == Role::Base
            || self.own.any(
                Tags::PRIOR | Tags::COMPARED | Tags::EACH_ONE | Tags::MEAN | Tags::UP | Tags::DOWN,
            )
    }
}

/// All runs of a document, paragraph by paragraph.
pub(crate) fn runs(context: &Context<'_>, mut each: impl FnMut(&Run)) {
    let figures = context.figures;
    let mut start = 0;
    while start < figures.len() {
        let mut paragraph = figures[start].paragraph;
        let here = figures[start..].iter();
        let here = here.take_while(|figure| {
            let goes_on =
                || figure.paragraph == paragraph + 1 && is_continued(context, figure.paragraph);
            let near = figure.paragraph == paragraph || goes_on();
            paragraph = figure.paragraph;
            near
        });
        let end = start + here.count();
        if end - start >= 3 {
            for ids in kinds(figures, start, end) {
                if let Some(run) = Run::new(&context.reading.text, figures, &ids) {
                    each(&run);
                }
            }
        }
        start = end;
    }
}

/// Whether a paragraph tells of the parts of what the one before ended with: …4288万元。⏎其中，….
fn is_continued(context: &Context<'_>, paragraph: usize) -> bool {
    let prose =
        |paragraph: usize| context.reading.paragraphs[paragraph].kind == PieceKind::Paragraph;
    let words = context.reading.text_of(paragraph).trim_start();
    words.starts_with("其中") && prose(paragraph) && prose(paragraph - 1)
}

/// The figures of a paragraph that can be added, by kind; kinds with fewer than three are left out.
fn kinds(figures: &[Figure], start: usize, end: usize) -> Vec<Vec<FigureId>> {
    let mut kinds: Vec<Vec<FigureId>> = Vec::new();
    let mut known: HashMap<_, usize, RandomState> = HashMap::default();
    for id in start..end {
        let figure = &figures[id];
        let unit = figure.quantity.unit;
        let counts = !matches!(
            unit.dimension(),
            Dimension::Percent
                | Dimension::PercentagePoint
                | Dimension::Price
                | Dimension::Time
                | Dimension::Score
                | Dimension::Multiple
                | Dimension::Temperature
        ) && !matches!(
            figure.role,
            Role::Code | Role::Damaged | Role::Price | Role::Proportion
        ) && figure.quantity.approximation == Approximation::Exact;
        if !counts {
            continue;
        }
        let kind = *known.entry(unit).or_insert_with(|| {
            let same = kinds
                .iter()
                .position(|kind: &Vec<FigureId>| figures[kind[0]].same_kind(figure));
            same.unwrap_or_else(|| {
                kinds.push(Vec::new());
                kinds.len() - 1
            })
        });
        kinds[kind].push(id);
    }
    kinds.retain(|kind| kind.len() >= 3);
    kinds
}

impl Run {
    fn new(text: &str, figures: &[Figure], ids: &[FigureId]) -> Option<Run> {
        let bases: Vec<(FigureId, quantity::Decimal)> = ids
            .iter()
            .filter_map(|id| Some((*id, figures[*id].quantity.in_base()?)))
            .filter(|(_, value)| value.scale() <= FINEST)
            .collect();
        let scale = bases.iter().map(|(_, value)| value.scale()).max()?;
        let mut members: Vec<Member> = Vec::with_capacity(bases.len());
        let (mut nested, mut mainly) = (false, false);
        for (id, base) in bases {
            let figure = &figures[id];
            let Some(value) = base
                .mantissa()
                .checked_mul(10_i128.pow((scale - base.scale()).into()))
            else {
                continue;
            };
            let place = place(figure, scale)?;
            let since = members.last().map_or(id, |last: &Member| last.id + 1);
            let between = &figures[since..=id];
            let gap = between
                .iter()
                .fold(Tags::NONE, |all, figure| all | figure.gap);
            let last = since.checked_sub(1).map(|last| figures[last].end);
            let words = last.map_or("", |end| &text[end..figure.start]);
            // 资产100万元中，流动资产80万元…
            // Or again by its name: 公务用车费48.6万元，公务用车费中购置18万元….
            let named = members.last().map_or("", |last| {
                let label = figures[last.id].label;
                &text[label.0..label.1]
            });
            let within = words.starts_with("中，") || is_within(words, named);
            let gap = if within { gap | Tags::AMONG } else { gap };
            let separator = between
                .iter()
                .map(|figure| figure.separator)
                .max()
                .unwrap_or(Separator::None);
            let reset = separator >= Separator::Semicolon
                || gap.any(Tags::PLUS | Tags::BESIDES | Tags::TOTAL);
            // 主要…：A；B；C: what is said to be the main part goes on to the stop.
            let ends = if mainly {
                separator == Separator::Stop || gap.any(Tags::PLUS)
            } else {
                reset
            };
            mainly = (mainly && !ends) || gap.any(Tags::MAINLY);
            nested = (nested && !ends) || gap.any(Tags::AMONG | Tags::INCLUDE | Tags::MAINLY);
            members.push(Member {
                id,
                value,
                ulp: if figure.quantity.is_exact() { 0 } else { place },
                place,
                sentence: figure.sentence,
                depth: figure.depth,
                bracket: figure.bracket,
                role: figure.role,
                own: figure.own,
                planned: figure.lead.any(Tags::PLAN),
                gap,
                separator,
                colon: words.starts_with(['：', ':']),
                announced: announces(words),
                added_to_name: gap.any(Tags::PLUS)
                    && adds_to_name(
                        &text[figures[id.saturating_sub(1)].end.min(figure.start)..figure.start],
                    ),
                goes_on: goes_on(figures, id),
                nested,
                divides: divides(words_before(text, figures, id)),
                of_year: text[figure.label.0..figure.label.1]
                    .trim_start_matches(['，', ' '])
                    .starts_with("全年"),
                makes_up: text[figure.end..].starts_with(['构', '组'])
                    && text[figure.end..].chars().nth(1) == Some('成'),
            });
        }
        let depth = members.first()?.depth;
        let level = members.iter().all(|member| member.depth == depth);
        (members.len() >= 3).then_some(Run { members, level })
    }
}

/// The text between the figure before and a figure, as far as it stands near.
fn words_before<'t>(text: &'t str, figures: &[Figure], id: FigureId) -> &'t str {
    let end = id.checked_sub(1).map_or(0, |last| figures[last].end);
    window::nearest_end(&text[end.min(figures[id].start)..figures[id].start])
}

/// Whether words announce a list: 安排如下：, ，分别用于：.
fn announces(words: &str) -> bool {
    /// So many characters announce one.
    const LONGEST: usize = 12;
    let words = words.trim_start_matches(['，', ',', ' ']);
    let head = words.split(['：', ':']).next().unwrap_or_default();
    head.len() < words.len()
        && !head.contains(['，', '。', '；', '、', ',', '（', '('])
        && ["如下", "用于", "分为", "分别", "构成"]
            .iter()
            .any(|word| head.contains(word))
        && head.chars().count() <= LONGEST
}

/// Whether words say by what a whole is divided: 按学历分：, 从来源看，, 分产业看.
fn divides(words: &str) -> Option<&'static str> {
    /// So many characters name a trait.
    const LONGEST: usize = 8;
    let words = words.trim_end_matches(|c: char| !matches!(c, '，' | '：' | ':' | ','));
    let at_once = words.ends_with(['：', ':']);
    let words = words.strip_suffix(['，', '：', ':', ','])?;
    let clause = words
        .rsplit(['，', '；', '。', '、', '：', ';', ',', ':', '\n'])
        .next()
        .unwrap_or(words);
    let clause = clause.trim();
    let by = clause.starts_with('按') && clause.ends_with(['分', '划', '看', '类']);
    let seen = clause.starts_with(['从', '分']) && clause.ends_with(['分', '看']);
    let named = (by || seen) && (3..=LONGEST + 2).contains(&clause.chars().count());
    named.then_some(if at_once && by { "按分" } else { "分看" })
}

/// Whether words begin with a name and 中: of what is called so parts follow.
fn is_within(words: &str, name: &str) -> bool {
    /// Shorter names, in bytes, are too common: three characters of Chinese.
    const LEAST: usize = 9;
    let name = name.trim_start_matches(['，', '。', '；', ' ']).trim_end();
    let words = words.trim_start_matches(['，', '。', '；', ' ', '\n']);
    let rest = words.strip_prefix(name).filter(|_| name.len() >= LEAST);
    rest.is_some_and(|rest| rest.starts_with('中'))
}

/// Whether 加上 stands behind a name and not behind a delimiter.
fn adds_to_name(words: &str) -> bool {
    let before = words
        .find("加上")
        .or_else(|| words.find('加'))
        .map(|at| words[..at].trim_end());
    before
        .and_then(|before| before.chars().next_back())
        .is_some_and(char::is_alphabetic)
}

/// Whether the next figure of the sentence counts things that may belong to the same list by another word.
fn goes_on(figures: &[Figure], id: FigureId) -> bool {
    const ALIKE: [&str; 6] = ["个", "家", "所", "处", "座", "间"];
    let word = |figure: &Figure| {
        figure
            .quantity
            .unit
            .classifier()
            .filter(|word| ALIKE.contains(word))
    };
    let (one, next) = (&figures[id], figures.get(id + 1));
    next.is_some_and(|next| {
        next.sentence == one.sentence
            && !next.same_kind(one)
            && word(next).is_some()
            && word(one).is_some()
    })
}

/// The last printed place of a figure, in units of the finest place of its run.
fn place(figure: &Figure, scale: u8) -> Option<i128> {
    let ulp = figure.quantity.ulp_in_base()?;
    let up = 10_i128.checked_pow(scale.checked_sub(ulp.scale())?.into())?;
    ulp.mantissa().checked_mul(up)
}
