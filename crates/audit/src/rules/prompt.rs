//! # 填表提示未删 (I23)
//!
//! **查什么** 模板里教人怎样填的话留在正文里：“从……等方面归纳反映”“请根据实际情况填写”“没有此项的，仍保留该表格式，并作下述说明”“（如持平作持平表述）”“（不涉及的不列）”。
//!
//! **为什么** 公开的文件里不应有模板的话，留着说明没有通读。
//!
//! **例** 履职完成情况：从数量、质量等方面归纳反映年度任务完成情况。
//!
//! **怎样改** 删去提示，写本单位的内容。
//!
//! **宽严** 同一份文件只报一次，列出各处；规定、办法里教人填写的不报，“归纳反映问题12条”之类说的是工作，不报。
//!
//! **依据** 财预〔2016〕143号：公开内容应真实、完整。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Sort, at_once};

/// The code of this rule.
pub(crate) const CODE: &str = "I23";

/// More places than this and the file is the form itself.
const FORM: usize = 8;

/// What is reported, not filled in: 归纳反映问题12条.
const REPORTED: &[&str] = &["问题", "意见", "诉求", "了", "的", "在"];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let places: Vec<(usize, usize)> = context
        .phrases_of(Sort::Prompt)
        .filter(|phrase| {
            let rest = context.around(phrase.end).1;
            !ruled(context.around(phrase.start).0)
                && !REPORTED.iter().any(|word| rest.starts_with(word))
        })
        .map(|phrase| (phrase.start, phrase.end))
        .collect();
    // An account is published: each place of it is told; what a report keeps of its form is a matter of style.
    if context.account.is_present() && places.len() <= FORM {
        let mut last = None;
        let places = places.iter().filter(|(start, _)| {
            let paragraph = context.reading.paragraph_at(*start);
            last.replace(paragraph) != Some(paragraph)
        });
        for place in places {
            findings.extend(told(
                context,
                std::slice::from_ref(place),
                Severity::Warning,
            ));
        }
        return;
    }
    findings.extend(told(context, &places, Severity::Hint));
}

fn told(context: &Context<'_>, places: &[(usize, usize)], severity: Severity) -> Option<Finding> {
    at_once(
        context.reading,
        (CODE, Kind::Form, severity),
        places,
        |place| format!("“{}”是模板教人怎样填的话，没有删去。", place.text),
        "删去提示，写本单位的内容",
    )
}

/// Whether it is a rule that tells others how to fill in: 各单位应…, 第三条….
fn ruled(before: &str) -> bool {
    let before = before.trim_start();
    before.starts_with('第') || before.contains("各单位") || before.contains("应当")
}
