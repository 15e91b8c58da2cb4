//! The budget, and what passes between units.

use super::{Field, Kind, Shape};

const MONEY: Shape = Shape::Number("万元");

pub(super) const LINE: Kind = Kind {
    name: "预算",
    keys: &[&["名称"]],
    inner: &[],
    fields: &[
        Field::must("名称", Shape::Line, "预算项目的名称"),
        Field::must("类别", Shape::Choice(&["基本支出", "项目支出"]), "支出类别"),
        Field::must("资金来源", Shape::Line, "资金来源，如一般公共预算拨款"),
        Field::must("年初预算", MONEY, "年初预算数"),
        Field::may("调整", MONEY, "年中调整，压减为负"),
        Field::may("上年结转", MONEY, "上年结转"),
        Field::may("全年预算", MONEY, "全年预算数；写了就与上面三项之和核对"),
        Field::may("执行数", MONEY, "全年执行数；与执行统计二选一"),
        Field::may("执行统计", Shape::Measure, "由台账统计执行数"),
        Field::may("结转执行", MONEY, "执行数中用上年结转的部分"),
        Field::may("结余说明", Shape::Words, "为什么有结余"),
        Field::may("指标", Shape::Lines, "说明这笔钱效果的指标"),
    ],
};

pub(super) const TRANSFER: Kind = Kind {
    name: "内部往来",
    keys: &[&["事项", "方向", "对方"]],
    inner: &[],
    fields: &[
        Field::must("事项", Shape::Line, "往来的事项"),
        Field::must(
            "方向",
            Shape::Choice(&["拨出", "收到", "应收", "应付"]),
            "往来的方向",
        ),
        Field::must("对方", Shape::Line, "对方单位"),
        Field::must("科目", Shape::Line, "记在哪一项预算，或资产负债的哪一项"),
        Field::may("年初预算", MONEY, "年初预算数"),
        Field::may("调整", MONEY, "年中调整"),
        Field::may("上年结转", MONEY, "上年结转"),
        Field::may("金额", MONEY, "发生的金额；与统计二选一"),
        Field::may("统计", Shape::Measure, "由台账统计金额"),
    ],
};
