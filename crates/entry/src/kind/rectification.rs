//! Problems and their rectification (整改).

use super::{Field, Kind, Shape};

const CLOSURE: Kind = Kind {
    name: "销号",
    keys: &[],
    inner: &[],
    fields: &[
        Field::must("人", Shape::Line, "谁销的号"),
        Field::must("日期", Shape::Date, "销号的日期"),
    ],
};

pub(super) const PROBLEM: Kind = Kind {
    name: "问题",
    keys: &[&["编号"], &["问题"]],
    inner: &[&CLOSURE],
    fields: &[
        Field::may("编号", Shape::Line, "问题的编号"),
        Field::may("来源", Shape::Line, "谁发现的，如审计、巡察"),
        Field::may("发现日期", Shape::Date, "发现的日期"),
        Field::must("问题", Shape::Words, "问题"),
        Field::may("类别", Shape::Line, "问题的类别"),
        Field::may("指标", Shape::Lines, "涉及的指标"),
        Field::may("涉及金额", Shape::Number("万元"), "涉及金额"),
        Field::may("原因", Shape::Words, "原因"),
        Field::may("措施", Shape::Words, "整改措施"),
        Field::may("责任单位", Shape::Line, "责任单位"),
        Field::may("责任人", Shape::Line, "责任人"),
        Field::may("期限", Shape::Date, "整改期限"),
        Field::may(
            "状态",
            Shape::Choice(&["未整改", "整改中", "已完成", "无法整改"]),
            "整改状态",
        ),
        Field::may("完成日期", Shape::Date, "完成的日期"),
        Field::may("未完成原因", Shape::Words, "没有完成的原因"),
        Field::may("佐证", Shape::Lines, "evidence 文件夹里的佐证"),
        Field::may("上年结转", Shape::YesNo, "是否上年结转来的"),
    ],
};

const COLUMNS: Kind = Kind {
    name: "列",
    keys: &[],
    inner: &[],
    fields: &[
        Field::may("编号", Shape::Line, "编号是哪一列"),
        Field::may("问题", Shape::Line, "问题是哪一列"),
        Field::may("类别", Shape::Line, "类别是哪一列"),
        Field::may("发现日期", Shape::Line, "发现日期是哪一列"),
        Field::may("涉及金额", Shape::Line, "涉及金额是哪一列"),
        Field::may("原因", Shape::Line, "原因是哪一列"),
        Field::may("措施", Shape::Line, "措施是哪一列"),
        Field::may("责任单位", Shape::Line, "责任单位是哪一列"),
        Field::may("责任人", Shape::Line, "责任人是哪一列"),
        Field::may("期限", Shape::Line, "期限是哪一列"),
        Field::must("状态", Shape::Line, "状态是哪一列"),
        Field::may("完成日期", Shape::Line, "完成日期是哪一列"),
        Field::may("未完成原因", Shape::Line, "未完成原因是哪一列"),
        Field::may("佐证", Shape::Line, "佐证是哪一列"),
        Field::may("上年结转", Shape::Line, "上年结转是哪一列"),
    ],
};

const STATES: Kind = Kind {
    name: "状态",
    keys: &[],
    inner: &[],
    fields: &[
        Field::may("未整改", Shape::Lines, "台账里哪些词是未整改"),
        Field::may("整改中", Shape::Lines, "台账里哪些词是整改中"),
        Field::may("已完成", Shape::Lines, "台账里哪些词是已完成"),
        Field::may("无法整改", Shape::Lines, "台账里哪些词是无法整改"),
    ],
};

pub(super) const LEDGER: Kind = Kind {
    name: "整改台账",
    keys: &[&["台账"]],
    inner: &[&COLUMNS, &STATES],
    fields: &[
        Field::must("台账", Shape::Line, "哪本台账"),
        Field::must("来源", Shape::Line, "谁发现的，如审计、巡察"),
        Field::may("发现日期", Shape::Date, "发现的日期"),
        Field::may("佐证", Shape::Lines, "全部整改完成的佐证"),
    ],
};
