//! How an indicator is set and proven: the columns of the core indicator table of 财预〔2021〕101号.

/// What stands behind an indicator, in words. Each part may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grounds {
    /// 解释: what the indicator says.
    pub explanation: Option<String>,
    /// 公式: how the value comes about, with numerator and denominator for a rate.
    pub formula: Option<String>,
    /// 评分说明: for what points are given and taken.
    pub standard: Option<String>,
    /// 目标依据: where the target comes from.
    pub target: Option<String>,
    /// 取值方式: how the actual is obtained, such as 直接证明法.
    pub method: Option<String>,
    /// 数据来源: who holds the data, such as 部门业务记录.
    pub data: Option<String>,
    /// 佐证要求: which evidence is to be kept.
    pub proof: Option<String>,
    /// 中期指标值: what is aimed at over all the years of the project, as `≥930人`.
    pub long_term: Option<String>,
    /// 出处: where the indicator was taken from, such as `natural-resources/NR-01@1.0`.
    pub origin: Option<String>,
}

impl Grounds {
    /// Each part by its key in the book, in the order they are written.
    pub fn parts(&self) -> [(&'static str, Option<&String>); 9] {
        [
            ("解释", self.explanation.as_ref()),
            ("公式", self.formula.as_ref()),
            ("评分说明", self.standard.as_ref()),
            ("目标依据", self.target.as_ref()),
            ("取值方式", self.method.as_ref()),
            ("数据来源", self.data.as_ref()),
            ("佐证要求", self.proof.as_ref()),
            ("中期指标值", self.long_term.as_ref()),
            ("出处", self.origin.as_ref()),
        ]
    }
}
