//! Projects that are evaluated by themselves (项目支出绩效自评), each in a file of its own.

use super::{Field, Kind, Shape, goal, indicator, year};

/// A project; it is called after its file.
pub const PROJECT: Kind = Kind {
    name: "项目",
    keys: &[&["文件"]],
    inner: &[
        &goal::OBJECTIVE,
        &goal::GOAL,
        &indicator::INDICATOR,
        &year::ADJUSTMENT,
        &year::NOTES,
    ],
    fields: &[
        Field::may("编码", Shape::Line, "项目编码"),
        Field::may(
            "属性",
            Shape::Choice(&["新增", "延续", "一次性"]),
            "项目属性",
        ),
        Field::may("项目期", Shape::Line, "起止年份，如 2021-2023"),
        Field::may("主管部门", Shape::Line, "主管部门"),
        Field::may("实施单位", Shape::Line, "实施单位"),
        Field::may("评分方案", Shape::Line, "项目自己的评分方案"),
        Field::may("预算", Shape::Lines, "由 book.toml 的哪几项预算开支"),
        Field::may("中期目标", Shape::Words, "中期目标"),
        Field::may("中期财政拨款", Shape::Number("万元"), "中期财政拨款"),
        Field::may("中期其他资金", Shape::Number("万元"), "中期其他资金"),
    ],
};
