//! The kinds of remarks: the one table of their codes. A code stays with its kind and is not given again.

use super::Severity::{self, Error, Hint, Warning};

/// A kind of remark.
#[derive(Debug, PartialEq, Eq)]
pub struct RemarkKind {
    /// The stable code: a letter for what it is about, and a number.
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What is the matter, in a few words.
    pub title: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// The field of the entry that is to be filled in or changed, where it is one.
    pub field: Option<&'static str>,
}

macro_rules! kinds {
    ($($name:ident = $code:literal $severity:ident $title:literal $remedy:literal $(at $field:literal)?;)+) => {
        $(pub(crate) const $name: &RemarkKind = &RemarkKind {
            code: $code,
            severity: $severity,
            title: $title,
            remedy: $remedy,
            field: kinds!(@field $($field)?),
        };)+

        impl RemarkKind {
            /// Every kind, in the order of the table.
            pub const ALL: &'static [&'static Self] = &[$($name),+];
        }
    };
    (@field) => { None };
    (@field $field:literal) => { Some($field) };
}

kinds! {
    // 指标
    UNSCORED = "Z01" Error "不能计分" "按所说的填上完成值，或改正统计、目标、评分";
    NOT_YET_COUNTED = "Z02" Hint "到那一天还没有数据" "不必改；有了数据再看" at "统计";
    EXCESS_UNEXPLAINED = "Z03" Error "远超目标而没有说明" "写明“超额原因”" at "超额原因";
    EXACTLY_THE_BOUND = "Z04" Warning "正好等于不含本数的目标" "核对方向，或改成“≥”“≤”" at "方向";
    EVIDENCE_CHANGED = "Z05" Error "佐证与登记的不同" "换回原件，或核对后重新登记" at "佐证";
    EVIDENCE_MISSING = "Z06" Error "没有所写的佐证文件" "把文件放进 evidence 文件夹，或改文件名" at "佐证";
    LOSS_UNEXPLAINED = "Z07" Warning "失分没有说明" "写明“偏差原因”和“改进措施”" at "偏差原因";
    UNPROVEN = "Z08" Warning "手工完成值没有佐证" "附“佐证”，或改用“统计”" at "佐证";
    NO_WEIGHT = "Z09" Warning "分值是 0" "给它分值，或删去这个指标" at "分值";
    NO_UNIT = "Z10" Warning "没有计量单位" "写明“单位”" at "单位";
    OUTSIDE_THE_FRAME = "Z11" Warning "一级指标不在方案里" "改成方案里的一级指标" at "一级";
    WEIGHT_OF_LEVEL = "Z12" Warning "一级指标分值与方案不合" "调整这一类指标的分值";
    NO_INDICATORS = "Z13" Error "没有一个指标" "补上指标";
    // 总分
    NOT_OF_HUNDRED = "S01" Warning "分值合计不是 100" "补齐或调整指标分值";
    NEAR_A_GRADE = "S02" Warning "总分紧挨等级分界" "逐项复核得分";
    // 预算
    OVERSPENT_IN_ALL = "Y01" Error "全年执行数超过全年预算数" "核对预算调整是否漏记";
    SPENT_WITHOUT_BUDGET = "Y02" Error "没有预算却有执行数" "补记预算";
    COMPLETION_UNSAID = "Y03" Hint "没有写是否全部完成" "年度任务都完成的，写上“全部完成”＝是" at "全部完成";
    OVERSPENT = "Y04" Warning "执行数超过全年预算" "核对执行数和预算调整" at "执行数";
    UNSPENT_UNEXPLAINED = "Y05" Warning "结余没有说明" "写明“结余说明”" at "结余说明";
    CARRIED_OVERSPENT = "Y06" Error "结转执行多于结转或执行数" "核对“结转执行”" at "结转执行";
    CARRIED_UNSAID = "Y07" Warning "没有写结转执行" "写明“结转执行”" at "结转执行";
    ADJUSTMENT_BROKEN = "Y08" Error "调整前后不相接" "核对各次调整的数和现在的数" at "调整后";
    TRANSFER_TOO_LARGE = "Y09" Error "内部往来多于预算或执行数" "核对往来的金额和这一项预算";
    // 单位
    BALANCE_GAP = "W01" Error "资产不等于负债加净资产" "核对资产负债各项";
    OVER_ESTABLISHMENT = "W02" Warning "实有人数超过编制" "核对编制和实有人数" at "编制";
    MORE_SERVING_THAN_PRESENT = "W03" Warning "在职人数多于实有人数" "核对在职和实有人数" at "在职";
    SOURCE_UNSAID = "W04" Warning "手工数据没有来源" "写明“来源”" at "来源";
    PROBLEM_INCOMPLETE = "W05" Warning "问题没有写全" "补上措施、责任人、期限";
    // 台账
    ATTACHMENT_MISSING = "T01" Warning "附件不在 evidence 文件夹里" "放进去，或另加一行更正";
    CANNOT_LOOK_BACK = "T02" Warning "台账不能回看" "在表头加一列“登记日期:登记”";
    ENTERED_LATE = "T03" Warning "登记晚于业务日期" "要按业务日期计入，加 --by-date";
    TOO_LONG_TO_CHECK = "T04" Hint "台账太长，没有全部核对" "不必改";
    // 满意度调查
    SENT_UNSAID = "Q01" Warning "没有写发放数" "写明“发放数”" at "发放数";
    MORE_RETURNED_THAN_SENT = "Q02" Error "回收多于发放" "核对发放数和回收数";
    MORE_VALID_THAN_RETURNED = "Q03" Error "有效多于回收" "核对回收数和有效数";
    MORE_SENT_THAN_PEOPLE = "Q04" Warning "发放多于总体规模" "核对发放数和总体规模";
    NONE_VALID = "Q05" Error "没有一份有效问卷" "核对有效的口径";
    FEW_VALID = "Q06" Warning "有效问卷太少" "增加样本，或在报告里说明";
    ALL_SATISFIED = "Q07" Warning "结果是 100" "核对对象怎样抽取、是否具名";
    METHOD_UNSAID = "Q08" Warning "没有写怎样调查" "写明服务对象、抽样方式、调查方式";
    DAYS_UNSAID = "Q09" Warning "没有写调查日期" "写明“开始”和“结束”";
    ENDS_BEFORE_BEGIN = "Q10" Error "结束早于开始" "核对开始和结束的日期";
    OUTSIDE_THE_YEAR = "Q11" Warning "调查不在年度内" "核对日期，或说明";
    AIM_UNSAID = "Q12" Warning "没有目标" "写“目标”，或写明它是哪个“指标”的调查";
    UNDECIDED = "Q13" Hint "目标在置信区间之内" "不必改；要断定，增加样本";
    IMPOSSIBLE_RESULT = "Q14" Error "份数得不出这个结果" "核对份数或结果";
    UNLIKE_THE_INDICATOR = "Q15" Error "与指标的完成值不同" "核对指标的“完成值”";
    COUNTED_OTHERWISE = "Q16" Warning "与指标的统计不同" "核对有效问卷或满意的口径";
    NO_RECORDS = "Q17" Warning "没有原始记录" "附上问卷、名册或通话记录" at "原始记录";
    RECORDS_FAIL = "Q18" Error "原始记录缺失或已改" "换回原件，或核对后重新登记" at "原始记录";
    // 整改
    SAME_NUMBER = "R01" Error "编号相同" "各用各的编号" at "编号";
    CARRIED_TWICE = "R02" Warning "与上年结转的是同一个问题" "并作一条，或说明为什么又发生";
    KNOWN_LAST_YEAR = "R03" Warning "上年已有同样的问题" "标明“上年结转”，或说明为什么又发生" at "上年结转";
    DONE_BEFORE_FOUND = "R04" Error "完成早于发现" "核对两个日期" at "完成日期";
    CLOSED_BEFORE_DONE = "R05" Error "销号早于完成" "核对两个日期" at "完成日期";
    DONE_BY_DATE_ONLY = "R06" Error "有完成日期而没有完成" "核对状态和完成日期" at "状态";
    CLOSED_WHILE_OPEN = "R07" Error "已经销号而没有完成" "核对状态和销号" at "状态";
    PROOF_FAILS = "R08" Error "整改佐证缺失或已改" "换回原件，或核对后重新登记" at "佐证";
    DONE_WITHOUT_DATE = "R09" Warning "已完成而没有日期" "写明“完成日期”" at "完成日期";
    DONE_WITHOUT_PROOF = "R10" Warning "已完成而没有佐证" "附上“佐证”" at "佐证";
    DONE_LATE = "R11" Hint "晚于期限完成" "不必改";
    OVERDUE = "R12" Warning "逾期" "办结，或写明原因";
    DUE_SOON = "R13" Hint "快到期" "按期办结";
    LEFT_UNEXPLAINED = "R14" Warning "没有整改到位的原因" "写明“未完成原因”" at "未完成原因";
    // 项目
    NOT_EVALUATED = "P01" Warning "项目支出没有自评" "补上项目文件，或在某个项目的“预算”里写上它";
    ALL_FULL = "P02" Hint "项目全部满分" "逐项复核目标是否偏低、完成值是否属实";
    YEAR_OUTSIDE_THE_SPAN = "P03" Warning "项目期不含账本的年度" "核对“项目期”" at "项目期";
    LONG_TERM_UNSAID = "P04" Warning "没有写中期目标" "写明“中期目标”" at "中期目标";
    // 部门
    PARTY_OUTSIDE = "N01" Hint "往来对方不在汇总范围" "不必改";
    PARTY_MISNAMED = "N02" Warning "往来对方像是写错了" "核对对方的名称";
    ONE_SIDED = "N03" Error "往来只有一边记" "两边核对，补上“内部往来”";
    SIDES_DIFFER = "N04" Error "往来两边对不上" "两边核对";
    UNDECLARED = "N05" Warning "像是内部拨款而没有登记" "在单位的账本里补上“内部往来”";
    UNIT_AT_FAULT = "N06" Warning "单位的账本有错误" "先改好单位的账本再汇总";
    SHEET_NOT_POOLED = "N07" Warning "资产负债不能汇总" "按所说的改正单位的账本";
    LEDGERS_DIFFER = "N08" Warning "各单位的台账不一样" "改成同样的列再汇总";
    // 监控
    RED_UNEXPLAINED = "J01" Error "红灯没有写明原因和措施" "在“监控”里写明";
    ACTUAL_UNSAID = "J02" Warning "没有本期的完成值" "在“监控”里填上，或改用统计";
    LIKELIHOOD_DIFFERS = "J03" Warning "可能性与推算不同" "写明原因说明";
    SPENDING_UNDATED = "J04" Warning "执行数没有日期" "改用台账统计，或在期末照账面录入后再看";
    FUNDS_AND_AIMS_APART = "J05" Warning "资金与目标进度不一致" "核对项目进度和付款";
}
