//! What happens within the year: adjustments (调整) and monitoring (监控).

use super::{Field, Kind, Shape};

pub(super) const ADJUSTMENT: Kind = Kind {
    name: "调整",
    keys: &[&["日期", "指标"], &["日期", "预算"]],
    inner: &[],
    fields: &[
        Field::must("日期", Shape::Date, "批准的日期"),
        Field::must("批准", Shape::Words, "批准的文件"),
        Field::must("原因", Shape::Words, "调整的原因"),
        Field::may("指标", Shape::Line, "调整目标的指标；与预算二选一"),
        Field::may("预算", Shape::Line, "调整金额的预算；与指标二选一"),
        Field::must("调整前", Shape::Number(""), "调整前的值"),
        Field::must("调整后", Shape::Number(""), "调整后的值"),
    ],
};

const NOTE: Kind = Kind {
    name: "指标",
    keys: &[&["编号"]],
    inner: &[],
    fields: &[
        Field::must("编号", Shape::Line, "指标的编号"),
        Field::may("完成值", Shape::Aim, "本期的完成值；有统计的不填"),
        Field::may(
            "原因类别",
            Shape::Choices(&["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他"]),
            "偏差的原因类别",
        ),
        Field::may("原因说明", Shape::Words, "偏差的原因"),
        Field::may("措施", Shape::Words, "措施"),
        Field::may(
            "可能性",
            Shape::Choice(&["确定能", "有可能", "完全不可能"]),
            "全年完成的可能性",
        ),
    ],
};

pub(super) const NOTES: Kind = Kind {
    name: "监控",
    keys: &[&["期间"]],
    inner: &[&NOTE],
    fields: &[
        Field::must("期间", Shape::Line, "如 2022-07、2022-Q3、2022-H1、2022"),
        Field::may("填报日期", Shape::Date, "填报日期"),
        Field::may("说明", Shape::Words, "本期的说明"),
    ],
};

pub(super) const THRESHOLDS: Kind = Kind {
    name: "监控阈值",
    keys: &[],
    inner: &[],
    fields: &[
        Field::may("红线", Shape::Number("%"), "低于应完成的百分之几亮红灯"),
        Field::may("黄线", Shape::Number("%"), "低于应完成的百分之几亮黄灯"),
        Field::may("蓝线", Shape::Number("%"), "高于应完成的百分之几亮蓝灯"),
        Field::may(
            "资金红线",
            Shape::Number("%"),
            "预算执行低于时序的百分之几亮红灯",
        ),
        Field::may(
            "资金黄线",
            Shape::Number("%"),
            "预算执行低于时序的百分之几亮黄灯",
        ),
        Field::may("差距", Shape::Number("%"), "目标进度与预算执行差多少要说明"),
    ],
};
