//! What the label of a line of money says it is: the whole, or a part by source, by level or by kind of expense.

use super::head;

/// What a line of money is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// 年度资金总额.
    Total,
    /// A part by the source of the money.
    Source,
    /// A part of a part: the money of one level of government.
    Level,
    /// A part by the kind of expense.
    Expense,
    /// A part of 基本支出.
    Basic,
    /// None of these: it is related to no other line.
    Alone,
}

/// What a label says a line is.
pub(super) fn line(label: &str) -> Line {
    const SOURCES: [&str; 26] = [
        "拨款",
        "财政资金",
        "财政性资金",
        "结转",
        "结余",
        "其他",
        "自筹",
        "自有",
        "单位资金",
        "财政专户",
        "事业收入",
        "经营收入",
        "上级补助",
        "补助收入",
        "补助资金",
        "专项资金",
        "债券",
        "债务",
        "社会资金",
        "贷款",
        "一般公共预算",
        "政府性基金",
        "国有资本",
        "捐赠",
        "地方资金",
        "附属单位",
    ];
    const LEVELS: [&str; 12] = [
        "中央",
        "省级",
        "市级",
        "县级",
        "区级",
        "本级",
        "省财政",
        "市财政",
        "县财政",
        "区财政",
        "市县",
        "地方",
    ];
    let (bare, among) = bare(label);
    let has = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    if is_total(bare) {
        Line::Total
    } else if has(&["人员经费", "公用经费"]) {
        Line::Basic
    } else if has(&[
        "基本支出",
        "项目支出",
        "经营支出",
        "上缴上级",
        "对附属单位补助支出",
    ]) {
        Line::Expense
    } else if has(&LEVELS) && !has(&["上级补助"]) {
        Line::Level
    } else if has(&SOURCES) || among {
        Line::Source
    } else {
        Line::Alone
    }
}

/// Whether a label names what is left beside others: 其他, 其他支出.
pub(super) fn is_rest(label: &str) -> bool {
    let (bare, _) = bare(label);
    ["其他", "其它"].iter().any(|word| bare.starts_with(word))
}

/// Whether a label names the whole of the money.
pub(super) fn is_total(label: &str) -> bool {
    const WHOLE: [&str; 5] = ["资金总额", "预算总额", "资金合计", "资金总计", "资金总量"];
    let whole = WHOLE.iter().any(|word| label.contains(word));
    whole && label.chars().count() <= 12
        || matches!(
            label,
            "合计"
                | "总金额"
                | "总投入"
                | "项目总投入"
                | "本年投入"
                | "收入合计"
                | "收入总计"
                | "支出合计"
                | "支出总计"
                | "支出总额"
                | "整体支出总额"
                | "部门整体支出总额"
                | "总计"
                | "小计"
                | "总额"
                | "部门预算总额"
                | "金额合计"
                | "年度金额"
                | "年度资金"
                | "年度总额"
                | "中期金额"
                | "实施期金额"
                | "实施期总额"
        )
}

/// A label without 其中, numbering and what stands in brackets, and whether it begins with 其中 or 按….
pub(super) fn bare(label: &str) -> (&str, bool) {
    let unnumbered = label.strip_prefix(['（', '(']);
    let unnumbered = unnumbered.and_then(|rest| rest.split_once(['）', ')']));
    let mut label = head::bare(unnumbered.map_or(label, |split| split.1));
    let mut among = false;
    if let Some((before, rest)) = label.split_once(['：', ':'])
        && (before.starts_with("其中") || before.starts_with('按'))
    {
        (label, among) = (rest, true);
    }
    if let Some(rest) = label.strip_prefix("其中") {
        (label, among) = (rest, true);
    }
    let numbered = |c: char| c.is_ascii_digit() || "、.．①②③④⑤⑥⑦⑧⑨一二三四五六七八九".contains(c);
    let rest = label.trim_start_matches(numbered);
    let rest = if label.starts_with("一般") || rest.is_empty() {
        label
    } else {
        rest
    };
    (rest, among)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_lines() {
        for (label, expected) in [
            ("年度资金总额", Line::Total),
            ("年度资金总额：", Line::Total),
            ("年度财政资金总额", Line::Total),
            ("其中：当年财政拨款", Line::Source),
            ("上年结转资金", Line::Source),
            ("其他资金", Line::Source),
            ("1.一般公共预算拨款", Line::Source),
            ("中央财政资金", Line::Level),
            ("其中：基本支出", Line::Expense),
            ("按来源：上级专项资金", Line::Source),
            ("实施单位", Line::Alone),
        ] {
            assert_eq!(line(label), expected, "{label}");
        }
    }
}
