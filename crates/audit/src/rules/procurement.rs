//! # 政府采购口径 (C11)
//!
//! **查什么** 政府采购说明里，预留给中小企业的项目由中小企业中标的金额，加上其他项目由中小企业中标的金额，不超过采购总额；面向小微企业的，不超过面向中小企业的。
//!
//! **为什么** 几个空填了同一个数，是没有看懂口径。
//!
//! **例** 采购总额21.07万元，预留项目中标21.07万元，其他项目中标又是21.07万元。
//!
//! **怎样改** 按采购台账分口径填写，没有的填0。
//!
//! **宽严** 只按决算公开通行的句式认；同一段、同一单位的数才比；按区间判断，四舍五入的尾差不报。
//!
//! **依据** 《政府采购促进中小企业发展管理办法》（财库〔2020〕46号）；财预〔2016〕143号。
//!
//! **状态** 新。

use crate::claim::{FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::figure::Role;

/// The code of this rule.
pub(crate) const CODE: &str = "C11";

/// What the figures of the paragraphs on procurement are.
#[derive(Debug, Default)]
struct Procurement {
    /// 采购总额.
    total: Option<FigureId>,
    /// 面向中小企业预留项目的预算.
    reserved: Option<FigureId>,
    /// 面向小微企业预留项目的预算.
    reserved_small: Option<FigureId>,
    /// 预留项目由中小企业中标.
    awarded: Option<FigureId>,
    /// 预留项目由小微企业中标.
    awarded_small: Option<FigureId>,
    /// 其他项目由中小企业中标.
    others: Option<FigureId>,
    /// 授予中小企业合同.
    granted: Option<FigureId>,
    /// 其中授予小微企业合同.
    granted_small: Option<FigureId>,
}

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    if !context.account.is_present() {
        return;
    }
    let told = read(context);
    let within = |whole: Option<FigureId>, parts: &[Option<FigureId>]| {
        let whole = whole?;
        let parts: Vec<FigureId> = parts.iter().copied().collect::<Option<_>>()?;
        let alike = parts
            .iter()
            .all(|part| context.figures[*part].same_kind(&context.figures[whole]));
        alike
            .then(|| Relation::stated(CODE, vec![Form::within(whole, parts)]).saying(more_than_all))
    };
    let claims = [
        within(told.total, &[told.awarded, told.others]),
        within(told.reserved, &[told.reserved_small]),
        within(told.awarded, &[told.awarded_small]),
        within(told.total, &[told.granted]),
        within(told.granted, &[told.granted_small]),
    ];
    relations.extend(claims.into_iter().flatten());
}

fn more_than_all(form: &Form, told: &Told<'_>) -> Option<String> {
    let figures = form.figures();
    let (whole, parts) = figures.split_first()?;
    let parts: Vec<&str> = parts.iter().map(|part| told.printed(*part)).collect();
    Some(format!(
        "政府采购的部分{}大于其总额{}",
        parts.join("与"),
        told.printed(*whole)
    ))
}

/// Reads the form of words most offices keep to; the first figure of each kind counts.
fn read(context: &Context<'_>) -> Procurement {
    let mut told = Procurement::default();
    // Whose project the clause in force speaks of.
    let mut topic = "";
    let amounts = context.in_role(|role| role == Role::Amount);
    for (id, figure) in amounts.filter(|(_, figure)| figure.depth == 0) {
        if !context.reading.text_of(figure.paragraph).contains("采购") {
            continue;
        }
        let label = context.clause_to(figure.start);
        let sentence = context.sentence_to(figure.start);
        let said = |words: &[&str]| words.iter().all(|word| label.contains(word));
        let turns = ["其他政府采购项目", "面向小微企业预留", "面向中小企业预留"];
        let last = turns
            .iter()
            .filter_map(|turn| Some((sentence.rfind(turn)?, *turn)));
        if let Some((_, turn)) = last.max_by_key(|(at, _)| *at) {
            topic = turn;
        }
        let awarded = sentence.contains("中标") || sentence.contains("成交");
        let slot = if said(&["授予小微"]) {
            &mut told.granted_small
        } else if said(&["授予中小"]) {
            &mut told.granted
        } else if said(&["预留", "预算"]) && label.contains("小微") {
            &mut told.reserved_small
        } else if said(&["预留", "预算"]) {
            &mut told.reserved
        } else if awarded && said(&["采购金额"]) {
            match topic {
                "其他政府采购项目" => &mut told.others,
                "面向小微企业预留" => &mut told.awarded_small,
                _ => &mut told.awarded,
            }
        } else if is_total(label) {
            &mut told.total
        } else {
            continue;
        };
        slot.get_or_insert(id);
    }
    told
}

fn is_total(label: &str) -> bool {
    let whole = ["政府采购金额", "政府采购支出总额", "政府采购总额"];
    let kind = ["货物", "工程", "服务", "预算", "预留", "中标"];
    whole.iter().any(|word| label.contains(word)) && !kind.iter().any(|word| label.contains(word))
}
