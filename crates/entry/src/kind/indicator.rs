//! Indicators (绩效指标) and named figures.

use super::{Field, Kind, Shape};

/// An indicator.
pub const INDICATOR: Kind = Kind {
    name: "指标",
    keys: &[&["编号"]],
    inner: &[],
    fields: &[
        Field::must("编号", Shape::Line, "指标的编号，全账本不重复"),
        Field::must("一级", Shape::Line, "一级指标"),
        Field::must("二级", Shape::Line, "二级指标"),
        Field::must("三级", Shape::Line, "指标的名称"),
        Field::must(
            "方向",
            Shape::Choice(&["≥", ">", "=", "≤", "<", "区间", "定性", "是否", "时点"]),
            "目标的方向",
        ),
        Field::must("目标", Shape::Aim, "目标值"),
        Field::may("单位", Shape::Line, "计量单位"),
        Field::may("累计", Shape::YesNo, "完成值是否逐月累计"),
        Field::may("进度目标", Shape::Lines, "各期末应达到的值，如 2022-Q1=6"),
        Field::must("分值", Shape::Number(""), "分值"),
        Field::may("评分", Shape::Group, "评分方法；不写由方案决定"),
        Field::may("完成值", Shape::Aim, "完成值；与统计二选一"),
        Field::may("统计", Shape::Measure, "由台账统计完成值"),
        Field::may("评定比例", Shape::Number("%"), "定性指标在档内评定的比例"),
        Field::may("佐证", Shape::Lines, "evidence 文件夹里的佐证"),
        Field::may("完成情况", Shape::Words, "完成情况的文字"),
        Field::may("偏差原因", Shape::Words, "没有完成的原因"),
        Field::may("改进措施", Shape::Words, "改进措施"),
        Field::may("超额原因", Shape::Words, "超过目标三成以上的原因"),
        Field::may("目标偏低", Shape::YesNo, "超额是否因为目标定低了"),
        Field::may("上年完成值", Shape::Number(""), "上年完成值"),
        Field::plain("解释", Shape::Words, "指标解释"),
        Field::plain("公式", Shape::Words, "计算公式"),
        Field::plain("评分说明", Shape::Words, "评分标准").printed("评（扣）分标准"),
        Field::plain("目标依据", Shape::Words, "目标值的依据").printed("指标值设定依据"),
        Field::plain("取值方式", Shape::Line, "取值方式"),
        Field::plain("数据来源", Shape::Line, "数据来源").printed("数据来源"),
        Field::plain("佐证要求", Shape::Words, "应留存的佐证"),
        Field::plain("中期指标值", Shape::Line, "项目各年合计要达到的值"),
        Field::plain("出处", Shape::Line, "取自哪个指标包"),
        Field::plain("责任科室", Shape::Line, "负责这个指标的科室").printed("责任科室"),
    ],
};

pub(super) const FACT: Kind = Kind {
    name: "数据",
    keys: &[&["名称"]],
    inner: &[],
    fields: &[
        Field::must("名称", Shape::Line, "文中引用它的名称"),
        Field::may("单位", Shape::Line, "计量单位"),
        Field::may("小数", Shape::Count, "印出来的小数位数"),
        Field::may("数值", Shape::Number(""), "手工填的数；与统计二选一"),
        Field::may("统计", Shape::Measure, "由台账统计"),
        Field::may("来源", Shape::Words, "手工填的数的来源"),
        Field::may("说明", Shape::Words, "说明"),
    ],
};
