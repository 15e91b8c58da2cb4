//! # 文字里的各部分得分 (D04)
//!
//! **查什么** 一句话里写明总得分和各部分得分的，各部分之和应等于总得分。
//!
//! **为什么** 总分、各部分得分常从不同的稿子抄来。
//!
//! **例** 自评得分92.4分，其中：预算执行得分9.4分、产出得分47.5分、效益得分26.5分、满意度得分8分。 → 合计91.4分。
//!
//! **怎样改** 以自评表为准改。
//!
//! **宽严** 各部分包括产出、效益（效果）和满意度，或投入、过程、产出、效果，才当作列全了；没有列全的只核是否超过总得分。
//!
//! **依据** 财预〔2020〕10号：各项得分之和为总分。
//!
//! **状态** 新。

use quantity::Dimension;

use crate::claim::{FigureId, Form, Relation, Told};
use crate::context::{Context, REACH};
use crate::figure::{Figure, Role};

/// The code of this rule.
pub(crate) const CODE: &str = "D04";

/// Ends of the names of a total.
const TOTALS: [&str; 8] = [
    "自评得分",
    "评价得分",
    "综合得分",
    "综合评分",
    "总得分",
    "总分",
    "平均得分",
    "自评分",
];

/// Parts that are told one after another.
pub(super) const LEAST: usize = 3;

/// The parts a score is divided into, whole sets of them.
const FRAMES: [&[&str]; 3] = [
    &["产出", "效益", "满意度"],
    &["产出", "效果", "满意度"],
    &["投入", "过程", "产出", "效"],
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for (whole, figure) in context.in_role(|role| role == Role::Amount) {
        let label = context
            .label(whole)
            .trim_end_matches(['为', '是', '：', '达']);
        let total = is_score(figure) && TOTALS.iter().any(|end| label.ends_with(end));
        if !total || context.papers.has(whole) {
            continue;
        }
        relations.extend(divided(context, whole));
    }
}

fn is_score(figure: &Figure) -> bool {
    figure.quantity.unit.dimension() == Dimension::Score
}

/// Whether a figure is the score of a part; 满分 beside it is none.
pub(super) fn is_part(context: &Context<'_>, id: FigureId) -> bool {
    let label = context.label(id).trim_end_matches(['为', '是', '：']);
    is_score(&context.figures[id]) && label.ends_with("得分")
}

/// The parts that follow a total in its sentence.
fn divided(context: &Context<'_>, whole: FigureId) -> Option<Relation> {
    let sentence = context.figures[whole].sentence;
    let (mut parts, mut names) = (Vec::new(), String::new());
    for (id, figure) in context
        .figures
        .iter()
        .enumerate()
        .skip(whole + 1)
        .take(REACH)
    {
        crate::work::look(1);
        if figure.sentence != sentence {
            break;
        }
        let label = context.label(id);
        let part = is_part(context, id);
        if !part && parts.is_empty() {
            return None;
        }
        if !part || label.contains("平均") {
            break;
        }
        parts.push(id);
        names.push_str(label);
    }
    let complete = FRAMES
        .iter()
        .any(|frame| frame.iter().all(|name| names.contains(name)));
    let form = if complete {
        Form::total(whole, parts.iter().copied())
    } else {
        Form::within(whole, parts.iter().copied())
    };
    (parts.len() >= LEAST).then(|| Relation::stated(CODE, vec![form]).saying(differing))
}

fn differing(form: &Form, told: &Told<'_>) -> Option<String> {
    let whole = *form.figures().first()?;
    let over = if form.adds_up() {
        "不等于"
    } else {
        "大于"
    };
    Some(format!("各部分得分之和{over}{}", told.printed(whole)))
}
