//! What the year is for.

use super::{Field, Kind, Shape};

pub(super) const OBJECTIVE: Kind = Kind {
    name: "总体目标",
    keys: &[],
    inner: &[],
    fields: &[
        Field::must("内容", Shape::Words, "年度总体目标"),
        Field::may("完成情况", Shape::Words, "总体目标完成情况"),
        Field::may("全部完成", Shape::YesNo, "是否全部完成"),
    ],
};

pub(super) const GOAL: Kind = Kind {
    name: "目标",
    keys: &[&["编号"]],
    inner: &[],
    fields: &[
        Field::must("编号", Shape::Line, "目标的编号"),
        Field::must("内容", Shape::Words, "目标的内容"),
        Field::may("完成情况", Shape::Words, "完成情况"),
    ],
};

pub(super) const TASK: Kind = Kind {
    name: "任务",
    keys: &[&["名称"]],
    inner: &[],
    fields: &[
        Field::must("名称", Shape::Line, "任务的名称"),
        Field::may("内容", Shape::Words, "任务的内容"),
        Field::may("完成情况", Shape::Words, "完成情况"),
        Field::may("预算", Shape::Number("万元"), "任务的预算"),
        Field::may("执行", Shape::Number("万元"), "任务的执行数"),
        Field::may("指标", Shape::Lines, "说明它的指标"),
    ],
};
