//! Cues (提示词): the words between figures that tell what a figure is and how it bears on its neighbours.

use std::ops::{BitOr, BitOrAssign};

/// A set of meanings; a cue carries one or several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tags(u64);

impl Tags {
    /// No meaning.
    pub const NONE: Tags = Tags(0);
    /// Introduces some of the parts: 其中.
    pub const AMONG: Tags = Tags(1);
    /// Introduces what something includes: 包括, 含.
    pub const INCLUDE: Tags = Tags(1 << 1);
    /// Introduces all of the parts: 分别为, 依次为.
    pub const EACH: Tags = Tags(1 << 2);
    /// Introduces examples: 主要是, 主要用于.
    pub const MAINLY: Tags = Tags(1 << 3);
    /// Says that the whole is made up of what follows: 由.
    pub const BY: Tags = Tags(1 << 4);
    /// A grand total: 总计, 合计, 共.
    pub const TOTAL: Tags = Tags(1 << 5);
    /// Rises: 增加.
    pub const UP: Tags = Tags(1 << 6);
    /// Falls: 减少.
    pub const DOWN: Tags = Tags(1 << 7);
    /// Compared with: 比, 较.
    pub const COMPARED: Tags = Tags(1 << 8);
    /// The year or period before: 上年, 去年.
    pub const PRIOR: Tags = Tags(1 << 9);
    /// This year or period: 本年, 今年.
    pub const CURRENT: Tags = Tags(1 << 10);
    /// What was planned: 预算, 计划, 任务.
    pub const PLAN: Tags = Tags(1 << 11);
    /// What was done: 执行, 完成, 决算.
    pub const DONE: Tags = Tags(1 << 12);
    /// A part of a whole: 占.
    pub const SHARE: Tags = Tags(1 << 13);
    /// A rate: 率.
    pub const RATE: Tags = Tags(1 << 14);
    /// Ends a list of parts: 另, 此外, 加上.
    pub const BESIDES: Tags = Tags(1 << 15);
    /// What is left: 剩余, 结转.
    pub const LEFT: Tags = Tags(1 << 16);
    /// The value something rises or falls to: 增加到, 降至.
    pub const TO: Tags = Tags(1 << 17);
    /// The value something starts from: 由, 从.
    pub const FROM: Tags = Tags(1 << 18);
    /// No change: 持平.
    pub const FLAT: Tags = Tags(1 << 19);
    /// Compound or mean growth, a rate of its own kind: 年均.
    pub const MEAN: Tags = Tags(1 << 20);
    /// A price for each: 每, 标准, 人均.
    pub const EACH_ONE: Tags = Tags(1 << 21);
    /// A weight of an indicator: 分值, 权重.
    pub const WEIGHT: Tags = Tags(1 << 22);
    /// A score won: 得分.
    pub const SCORE: Tags = Tags(1 << 23);
    /// On another footing than the figures beside it: 同口径, 剔除.
    pub const ADJUSTED: Tags = Tags(1 << 24);
    /// A list that is not closed: 等.
    pub const ETC: Tags = Tags(1 << 25);
    /// People who have left the payroll: 退休.
    pub const RETIRED: Tags = Tags(1 << 26);
    /// The staff establishment: 编制.
    pub const POSTS: Tags = Tags(1 << 27);
    /// Assets: 资产.
    pub const ASSETS: Tags = Tags(1 << 28);
    /// Liabilities: 负债.
    pub const DEBTS: Tags = Tags(1 << 29);
    /// Net assets: 净资产.
    pub const NET: Tags = Tags(1 << 30);
    /// Goes beyond: 超额.
    pub const BEYOND: Tags = Tags(1 << 31);
    /// Money or things coming in: 收入.
    pub const INCOME: Tags = Tags(1 << 32);
    /// Money going out: 支出.
    pub const EXPENSE: Tags = Tags(1 << 33);
    /// The first budget of the year: 年初预算.
    pub const INITIAL: Tags = Tags(1 << 34);
    /// Adds what stands before: 加.
    pub const PLUS: Tags = Tags(1 << 35);
    /// A running total over months: 累计.
    pub const CUMULATIVE: Tags = Tags(1 << 36);
    /// Current or non-current assets, a part of the assets: 流动资产.
    pub const ASSET_PART: Tags = Tags(1 << 37);

    /// Whether any meaning of `other` is in this set.
    pub const fn any(self, other: Tags) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no meaning is in this set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn and(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }
}

impl BitOr for Tags {
    type Output = Tags;
    fn bitor(self, other: Tags) -> Tags {
        self.and(other)
    }
}

impl BitOrAssign for Tags {
    fn bitor_assign(&mut self, other: Tags) {
        self.0 |= other.0;
    }
}

/// A cue found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cue {
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset past its last character.
    pub end: usize,
    /// What it means.
    pub tags: Tags,
}

const DONE_EXPENSE: Tags = Tags::DONE.and(Tags::EXPENSE);
const PRIOR_DONE: Tags = Tags::PRIOR.and(Tags::DONE);
const PLAN_INITIAL: Tags = Tags::PLAN.and(Tags::INITIAL);

/// The words and what they mean. Words that only look like a cue stand here with no meaning, so that the shorter cue
/// inside them is not found.
pub(crate) const TABLE: &[(&str, Tags)] = &[
    ("其中", Tags::AMONG),
    ("包括", Tags::INCLUDE),
    ("包含", Tags::INCLUDE),
    ("含", Tags::INCLUDE),
    ("分别为", Tags::EACH),
    ("分别是", Tags::EACH),
    ("分别", Tags::EACH),
    ("依次为", Tags::EACH),
    ("依次是", Tags::EACH),
    ("主要用于", Tags::MAINLY),
    ("主要是", Tags::MAINLY),
    ("主要为", Tags::MAINLY),
    ("主要包括", Tags::MAINLY),
    ("主要有", Tags::MAINLY),
    ("主要领导", Tags::NONE),
    ("主要", Tags::MAINLY),
    ("由于", Tags::NONE),
    ("理由", Tags::NONE),
    ("由", Tags::BY.and(Tags::FROM)),
    ("从", Tags::FROM),
    ("总计", Tags::TOTAL),
    ("合计", Tags::TOTAL),
    ("共计", Tags::TOTAL),
    ("总额", Tags::TOTAL),
    ("总数", Tags::TOTAL),
    ("总量", Tags::TOTAL),
    ("总面积", Tags::TOTAL),
    ("总金额", Tags::TOTAL),
    ("总收入", Tags::TOTAL.and(Tags::INCOME)),
    ("总支出", Tags::TOTAL.and(Tags::EXPENSE)),
    ("公共", Tags::NONE),
    ("共同", Tags::NONE),
    ("共享", Tags::NONE),
    ("共", Tags::TOTAL),
    ("增加到", Tags::TO),
    ("增加至", Tags::TO),
    ("增加为", Tags::TO),
    ("增长到", Tags::TO),
    ("增长至", Tags::TO),
    ("增长为", Tags::TO),
    ("增至", Tags::TO),
    ("增到", Tags::TO),
    ("提高到", Tags::TO),
    ("提高至", Tags::TO),
    ("上升到", Tags::TO),
    ("上升至", Tags::TO),
    ("升至", Tags::TO),
    ("减少到", Tags::TO),
    ("减少至", Tags::TO),
    ("下降到", Tags::TO),
    ("下降至", Tags::TO),
    ("降低到", Tags::TO),
    ("降低至", Tags::TO),
    ("降到", Tags::TO),
    ("降至", Tags::TO),
    ("减至", Tags::TO),
    ("调整为", Tags::TO),
    ("增加", Tags::UP),
    ("增长", Tags::UP),
    ("增收", Tags::UP),
    ("增支", Tags::UP),
    ("增幅", Tags::UP),
    ("增速", Tags::UP),
    ("净增", Tags::UP),
    ("新增", Tags::NONE),
    ("多支", Tags::UP),
    ("多收", Tags::UP),
    ("上升", Tags::UP),
    ("上涨", Tags::UP),
    ("提高", Tags::UP),
    ("提升", Tags::UP),
    ("减少", Tags::DOWN),
    ("减收", Tags::DOWN),
    ("减支", Tags::DOWN),
    ("少支", Tags::DOWN),
    ("少收", Tags::DOWN),
    ("下降", Tags::DOWN),
    ("降低", Tags::DOWN),
    ("降幅", Tags::DOWN),
    ("减幅", Tags::DOWN),
    ("压减", Tags::DOWN),
    ("缩减", Tags::DOWN),
    ("比重", Tags::SHARE),
    ("占比", Tags::SHARE),
    ("占地", Tags::NONE),
    ("占用", Tags::NONE),
    ("占补", Tags::NONE),
    ("占", Tags::SHARE),
    ("相当于", Tags::SHARE),
    ("可比", Tags::NONE),
    ("对比", Tags::NONE),
    ("比例", Tags::NONE),
    ("环比", Tags::COMPARED.and(Tags::PRIOR)),
    ("同比", Tags::COMPARED.and(Tags::PRIOR)),
    ("比", Tags::COMPARED),
    ("较好", Tags::NONE),
    ("较高", Tags::NONE),
    ("较大", Tags::NONE),
    ("较多", Tags::NONE),
    ("较低", Tags::NONE),
    ("较少", Tags::NONE),
    ("比较", Tags::NONE),
    ("较", Tags::COMPARED),
    ("相比", Tags::COMPARED),
    ("对照", Tags::NONE),
    ("上年决算", PRIOR_DONE),
    ("上年同期", Tags::PRIOR),
    ("上年同月", Tags::PRIOR),
    ("上年", Tags::PRIOR),
    ("上年末", Tags::PRIOR),
    ("上年结转", Tags::NONE),
    ("上年结余", Tags::NONE),
    ("上年度", Tags::PRIOR),
    ("上一年", Tags::PRIOR),
    ("去年", Tags::PRIOR),
    ("去年同期", Tags::PRIOR),
    ("上期", Tags::PRIOR),
    ("同期", Tags::PRIOR),
    ("年初结转", Tags::NONE),
    ("本年", Tags::CURRENT),
    ("今年", Tags::CURRENT),
    ("本期", Tags::CURRENT),
    ("当年", Tags::CURRENT),
    ("年初预算", PLAN_INITIAL),
    ("年初安排", PLAN_INITIAL),
    ("预算", Tags::PLAN),
    ("一般公共预算", Tags::NONE),
    ("公共预算", Tags::NONE),
    ("预算执行", Tags::DONE),
    ("预算支出", Tags::NONE),
    ("预算收入", Tags::NONE),
    ("政府性基金预算", Tags::NONE),
    ("决算支出", DONE_EXPENSE),
    ("计划", Tags::PLAN),
    ("任务", Tags::PLAN),
    ("目标", Tags::PLAN),
    ("下达", Tags::PLAN),
    ("安排", Tags::PLAN),
    ("核定", Tags::PLAN),
    ("应", Tags::PLAN),
    ("适应", Tags::NONE),
    ("应急", Tags::NONE),
    ("应用", Tags::NONE),
    ("对应", Tags::NONE),
    ("响应", Tags::NONE),
    ("反应", Tags::NONE),
    ("供应", Tags::NONE),
    ("相应", Tags::NONE),
    ("发现", Tags::PLAN),
    ("排查", Tags::PLAN),
    ("编制数", Tags::PLAN.and(Tags::POSTS)),
    ("编制", Tags::POSTS),
    ("执行", Tags::DONE),
    ("完成", Tags::DONE),
    ("未完成", Tags::LEFT),
    ("实际", Tags::DONE),
    ("决算", Tags::DONE),
    ("支出", DONE_EXPENSE),
    ("使用", Tags::DONE),
    ("支付", Tags::DONE),
    ("处置", Tags::DONE),
    ("消化", Tags::DONE),
    ("整改", Tags::DONE),
    ("发放", Tags::DONE),
    ("到位", Tags::DONE),
    ("办结", Tags::DONE),
    ("验收", Tags::DONE),
    ("回收", Tags::DONE),
    ("有效", Tags::DONE),
    ("实有", Tags::DONE),
    ("在职", Tags::DONE),
    ("已", Tags::DONE),
    ("收入", Tags::INCOME),
    ("率", Tags::RATE),
    ("税率", Tags::NONE),
    ("利率", Tags::NONE),
    ("频率", Tags::NONE),
    ("效率", Tags::NONE),
    ("另", Tags::BESIDES),
    ("另外", Tags::BESIDES),
    ("此外", Tags::BESIDES),
    ("同时", Tags::BESIDES),
    ("以上", Tags::TOTAL),
    ("加上", Tags::PLUS),
    ("，加", Tags::PLUS),
    ("；加", Tags::PLUS),
    ("剩余", Tags::LEFT),
    ("结余", Tags::LEFT),
    ("结转", Tags::LEFT),
    ("尚有", Tags::LEFT),
    ("尚余", Tags::LEFT),
    ("未整改", Tags::LEFT),
    ("持平", Tags::FLAT),
    ("年均", Tags::MEAN),
    ("平均", Tags::MEAN),
    ("月均", Tags::MEAN.and(Tags::EACH_ONE)),
    ("人均", Tags::EACH_ONE),
    ("生均", Tags::EACH_ONE),
    ("亩均", Tags::EACH_ONE),
    ("次均", Tags::EACH_ONE),
    ("户均", Tags::EACH_ONE),
    ("每", Tags::EACH_ONE),
    ("每年", Tags::NONE),
    ("每月", Tags::NONE),
    ("标准", Tags::EACH_ONE),
    ("标准化", Tags::NONE),
    ("标准地", Tags::NONE),
    ("分值", Tags::WEIGHT),
    ("权重", Tags::WEIGHT),
    ("满分", Tags::WEIGHT),
    ("指标分数", Tags::WEIGHT),
    ("标准分", Tags::WEIGHT),
    ("得分", Tags::SCORE),
    ("实得", Tags::SCORE),
    ("自评分", Tags::SCORE),
    ("评分", Tags::NONE),
    ("同口径", Tags::ADJUSTED),
    ("同口徑", Tags::ADJUSTED),
    ("可比口径", Tags::ADJUSTED),
    ("剔除", Tags::ADJUSTED),
    ("扣除", Tags::ADJUSTED),
    ("等", Tags::ETC),
    ("等于", Tags::NONE),
    ("等级", Tags::NONE),
    ("优等", Tags::NONE),
    ("退休", Tags::RETIRED),
    ("离休", Tags::RETIRED),
    ("遗属", Tags::RETIRED),
    ("净资产", Tags::NET),
    ("负债", Tags::DEBTS),
    ("资产负债率", Tags::RATE),
    ("资产", Tags::ASSETS),
    ("总资产", Tags::ASSETS),
    ("流动资产", Tags::ASSET_PART),
    ("非流动资产", Tags::ASSET_PART),
    ("固定资产", Tags::ASSET_PART),
    ("无形资产", Tags::ASSET_PART),
    ("国有资产", Tags::NONE),
    ("流动负债", Tags::NONE),
    ("超额", Tags::BEYOND),
    ("超过", Tags::BEYOND),
    ("超", Tags::BEYOND),
    ("累计", Tags::CUMULATIVE),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cue_stands_twice() {
        let mut words: Vec<_> = TABLE.iter().map(|row| row.0).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), TABLE.len());
    }
}
