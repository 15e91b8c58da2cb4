//! # 满意率除不出来 (B16)
//!
//! **查什么** 一句话里写明有效问卷份数和满意率的，这个百分比应当能由整数份除出来。
//!
//! **为什么** 120份问卷里满意的只能是整数份，满意率只能是0%、0.83%、1.67%……；除不出来的，不是份数错就是百分比错。
//!
//! **例** 收回有效问卷30份，满意率92.5%。 → 27份是90%，28份是93.3%，得不出92.5%。
//!
//! **怎样改** 按问卷原始记录重算；按几道题平均或按分数加权得出的，写明算法，改称满意度指数。
//!
//! **宽严** 四舍五入与截尾都算对；“满意率”作提醒；“满意度”可能是按100、80、60、30、0分加权的指数，两种算法都得不出的才作提示；一句里有几个满意率、几种份数，或写明平均、综合、加权、指数、目标的不查；约数不查。
//!
//! **依据** 财预〔2020〕10号：满意度按调查结果计算；GRIM检验（2017）。
//!
//! **状态** 新。

use quantity::{Approximation, Decimal, Rational, proportion};

use crate::claim::FigureId;
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::Figure;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_of;
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "B16";

/// Words for a share of satisfied answers.
const RATE: &str = "满意率";

/// Words for a share, or for a mean of points.
const DEGREE: &str = "满意度";

/// Words that tell of another way to compute, or of no result.
const OTHERWISE: &[&str] = &[
    "不满意",
    "平均",
    "综合",
    "加权",
    "指数",
    "得分",
    "目标",
    "力争",
    "不低于",
    "以上",
    "≥",
    "提高",
    "提升",
    "上升",
    "下降",
    "基本",
    "非常",
    "总体",
];

/// Units in which valid answers are counted.
const ANSWERS: &[&str] = &["份", "人", "户", "家", "名"];

/// What an answer is worth in an index divides by this, on the scale 100, 80, 60, 30, 0.
const INDEX_STEP: i64 = 10;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for id in 0..context.figures.len() {
        findings.extend(check(context, id));
    }
}

fn check(context: &Context<'_>, id: FigureId) -> Option<Finding> {
    let severity = claim(context, id)?;
    let rate = &context.figures[id];
    let answers = answers(context, id)?;
    let count = u64::try_from(context.figures[answers].quantity.value.mantissa()).ok()?;
    let printed = rate.quantity.value;
    let hundred = Rational::from_integer(100.into());
    let index = Rational::from_integer(INDEX_STEP.into());
    let occurs = |step: &Rational| proportion::can_occur(printed, step, count);
    if occurs(&hundred) || (severity == Severity::Hint && occurs(&index)) {
        return None;
    }
    Some(finding(context, id, answers, count, severity))
}

/// How grave it is when the percentage cannot occur; `None` where it states no share of answers.
fn claim(context: &Context<'_>, id: FigureId) -> Option<Severity> {
    let figure = &context.figures[id];
    let plain = figure.is_percent()
        && figure.quantity.approximation == Approximation::Exact
        && !figure.quantity.value.is_negative()
        && figure.quantity.value <= Decimal::HUNDRED
        && !figure.own.any(Tags::PLAN | Tags::PRIOR)
        && !context.in_cell(figure.start);
    if !plain {
        return None;
    }
    let words = context.sentence_before(id);
    let clause = words.rsplit(['，', '；', '：', '、']).next()?;
    let severity = match (clause.contains(RATE), clause.contains(DEGREE)) {
        (true, _) => Severity::Warning,
        (_, true) => Severity::Hint,
        _ => return None,
    };
    let otherwise = OTHERWISE.iter().any(|word| clause.contains(word));
    (!otherwise).then_some(severity)
}

/// The number of valid answers in the sentence, when it tells of one only, and of one satisfaction.
fn answers(context: &Context<'_>, rate: FigureId) -> Option<FigureId> {
    let sentence = context.figures[rate].sentence;
    let alike = |id: &FigureId| context.figures[*id].sentence == sentence;
    let after = (rate + 1..context.figures.len()).take_while(alike);
    let before = context.before_in_sentence(rate).map(|(id, _)| id);
    let satisfied = |id: FigureId| {
        context.figures[id].is_percent() && context.sentence_before(id).contains("满意")
    };
    let mut only = None;
    // The nearest first: beside another satisfaction nothing further off need be looked at.
    for id in after.chain(before) {
        work::look(1);
        if satisfied(id) {
            return None;
        }
        if is_valid_count(context, id) && (id > rate || only.replace(id).is_some()) {
            return None;
        }
    }
    only
}

fn is_valid_count(context: &Context<'_>, id: FigureId) -> bool {
    let figure: &Figure = &context.figures[id];
    let quantity = figure.quantity;
    quantity.value.scale() == 0
        && quantity.value.mantissa() > 0
        && quantity.approximation == Approximation::Exact
        && context.label(id).contains("有效")
        && ANSWERS.contains(&quantity.unit.symbol().as_str())
}

fn finding(
    context: &Context<'_>,
    rate: FigureId,
    answers: FigureId,
    count: u64,
    severity: Severity,
) -> Finding {
    let printed = context.figures[rate].quantity.value;
    let whole = Rational::from_integer(count.into());
    let hundred = Rational::from_integer(100.into());
    let below = (printed.to_rational() * &whole / &hundred).floor();
    let share = |hits: &Rational| {
        let share = Decimal::round(&(hits * &hundred / &whole), printed.scale().max(1));
        format!("{hits}÷{count}＝{share}%")
    };
    let above = &below + Rational::from_integer(1.into());
    let [rate, answers] = [rate, answers].map(|id| &context.figures[id]);
    let told = rate.printed(context.reading);
    Finding {
        code: CODE,
        severity,
        kind: Kind::Share,
        message: format!(
            "{}里满意的只能是整数，得不出{told}。",
            answers.printed(context.reading)
        ),
        figures: vec![
            place_of(context.reading, rate),
            place_of(context.reading, answers),
        ],
        arithmetic: format!("{}，{}", share(&below), share(&above)),
        proposal: "按问卷原始记录核对份数和百分比；按平均分或加权得出的，写明算法".to_owned(),
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: None,
    }
}
