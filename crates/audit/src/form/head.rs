//! What the words in a box say of the column below or the box beside it.

use std::sync::LazyLock;

/// A kind of box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Head {
    /// 一级指标, 二级指标: a class of indicators.
    Class(u8),
    /// 三级指标: the name of an indicator.
    Name,
    /// 绩效指标: the name of an indicator, or what is written beside the whole of them.
    Indicators,
    /// 年度指标值.
    Target,
    /// ≥ or ≤ in a column of its own.
    Sign,
    /// The unit in a column of its own.
    Unit,
    /// 实际完成值.
    Actual,
    /// 分值.
    Weight,
    /// 得分.
    Score,
    /// The score of those who check.
    Checked,
    /// Points taken off.
    Deduction,
    /// How points are given.
    Method,
    /// 偏差原因.
    Reason,
    /// 完成率 of an indicator.
    Done,
    /// 年初预算数.
    Initial,
    /// 预算调整数.
    Adjustment,
    /// 全年预算数.
    Annual,
    /// 全年执行数.
    Executed,
    /// 执行率.
    Rate,
    /// 自评等级.
    Grade,
    /// What is expected of the whole year: 全年预计执行数, 全年预计完成值.
    Forecast,
    /// The part of its weight an indicator earns: 得分系数.
    Coefficient,
    /// The year before, a source: nothing that is related to the rest.
    Other,
}

/// Heads are short; a longer text is no head.
const LONGEST: usize = 28;

/// The kinds by their names in the table of words.
const KINDS: [(&str, Head); 25] = [
    ("一级", Head::Class(1)),
    ("二级", Head::Class(2)),
    ("名称", Head::Name),
    ("指标", Head::Indicators),
    ("目标", Head::Target),
    ("符号", Head::Sign),
    ("单位", Head::Unit),
    ("实际", Head::Actual),
    ("分值", Head::Weight),
    ("得分", Head::Score),
    ("复核", Head::Checked),
    ("扣分", Head::Deduction),
    ("办法", Head::Method),
    ("偏差", Head::Reason),
    ("完成率", Head::Done),
    ("年初", Head::Initial),
    ("调整", Head::Adjustment),
    ("全年", Head::Annual),
    ("执行", Head::Executed),
    ("执行率", Head::Rate),
    ("等级", Head::Grade),
    ("预计", Head::Forecast),
    ("系数", Head::Coefficient),
    ("别的", Head::Other),
    ("", Head::Other),
];

struct Line {
    head: Head,
    words: Vec<&'static str>,
    without: Vec<&'static str>,
}

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/boxes.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(line)
        .collect()
});

fn line(line: &'static str) -> Option<Line> {
    let (kind, words) = line.split_once(": ")?;
    let (words, without) = words.split_once('／').unwrap_or((words, ""));
    let head = KINDS.iter().find(|(name, _)| *name == kind)?.1;
    Some(Line {
        head,
        words: words.split_whitespace().collect(),
        without: without.split_whitespace().collect(),
    })
}

/// The kind of box that words without spaces tell.
pub(super) fn head(text: &str) -> Option<Head> {
    if text.len() < "分值".len() || text.chars().count() > LONGEST {
        return None;
    }
    // 全年（执行）数.
    let open: String = text.chars().filter(|c| !"（）()".contains(*c)).collect();
    let has = |words: &[&str]| {
        let mut words = words.iter();
        words.any(|word| text.contains(word) || open.contains(word))
    };
    LINES
        .iter()
        .find(|line| has(&line.words) && !has(&line.without))
        .map(|line| line.head)
}

/// Whether words name the total of a form: 总分, 合计, 自评总分（100分）.
pub(super) fn is_total(text: &str) -> bool {
    const TOTALS: [&str; 22] = [
        "总分",
        "总得分",
        "总分值",
        "合计",
        "总计",
        "共计",
        "自评总分",
        "自评得分",
        "自评总得分",
        "得分合计",
        "合计得分",
        "综合得分",
        "综合评分",
        "评价总分",
        "评价得分",
        "评分合计",
        "分值合计",
        "总评分",
        "自评分",
        "自评总分值",
        "最终得分",
        "自评合计",
    ];
    TOTALS.contains(&bare(text))
}

/// Whether words name a sum of some of the indicators.
pub(super) fn is_subtotal(text: &str) -> bool {
    let text = bare(text);
    let of_indicators = text.contains("指标") && text.ends_with(['计', '分']);
    text.ends_with("小计") || of_indicators
}

/// The words without what stands in brackets behind them, and without a colon.
pub(super) fn bare(text: &str) -> &str {
    let text = text.split(['（', '(', '【']).next().unwrap_or(text);
    text.trim_end_matches(['：', ':'])
}

/// Whether words end what is listed above them.
pub(super) fn ends(text: &str) -> bool {
    const ENDS: [&str; 14] = [
        "填报人",
        "填表人",
        "填报日期",
        "联系电话",
        "联系人",
        "审核人",
        "负责人",
        "备注",
        "说明",
        "注",
        "自评结论",
        "评价结论",
        "其他需要说明的问题",
        "总体评价",
    ];
    ENDS.contains(&bare(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_boxes() {
        for (words, kind) in [
            ("一级指标", Head::Class(1)),
            ("三级指标", Head::Name),
            ("年度指标值", Head::Target),
            ("年度指标值（A）", Head::Target),
            ("全年实际完成值", Head::Actual),
            ("1—7月执行情况", Head::Actual),
            ("年度计划完成值", Head::Actual),
            ("分值", Head::Weight),
            ("得分（10分*执行率）", Head::Score),
            ("偏差原因分析及改进措施", Head::Reason),
            ("扣分原因", Head::Reason),
            ("评（扣）分标准", Head::Method),
            ("年初预算数", Head::Initial),
            ("全年预算数（A）", Head::Annual),
            ("全年执行数（B）", Head::Executed),
            ("执行率（B/A）", Head::Rate),
            ("调整后预算数", Head::Annual),
            ("预算调整数", Head::Adjustment),
            ("全年预计执行数", Head::Forecast),
            ("预计结余", Head::Other),
            ("得分系数（%）", Head::Coefficient),
            ("指标值设定依据", Head::Other),
            ("扣分", Head::Deduction),
            ("财政评分", Head::Checked),
            ("全年（执行）数", Head::Executed),
            ("全年(支出)数", Head::Executed),
            ("自评等级", Head::Grade),
        ] {
            assert_eq!(head(words), Some(kind), "{words}");
        }
        assert_eq!(head("项目名称"), None);
        assert!(is_subtotal("指标得分合计") && !is_subtotal("合计") && !is_subtotal("满意度指标"));
        assert_eq!(head("全年预计执行率"), Some(Head::Other));
        assert!(is_total("总分（100分）") && !is_total("总分说明"));
    }
}
