//! Satisfaction surveys (满意度调查).

use super::{Field, Kind, Shape};

const QUESTION: Kind = Kind {
    name: "问卷",
    keys: &[&["题目"]],
    inner: &[],
    fields: &[
        Field::must("题目", Shape::Line, "台账的哪一列"),
        Field::may("内容", Shape::Words, "题目的文字"),
        Field::may("主要", Shape::YesNo, "是否主要题"),
    ],
};

const VALIDITY: Kind = Kind {
    name: "有效",
    keys: &[],
    inner: &[],
    fields: &[
        Field::may("标记", Shape::Line, "标明是否有效的列"),
        Field::may("最少作答", Shape::Number("%"), "至少作答的比例"),
        Field::may("编号", Shape::Line, "答卷编号的列"),
        Field::may("日期", Shape::Line, "答卷日期的列"),
        Field::may("全同", Shape::Count, "这么多题答案全同的作废"),
    ],
};

pub(super) const SURVEY: Kind = Kind {
    name: "满意度调查",
    keys: &[&["名称"]],
    inner: &[&QUESTION, &VALIDITY],
    fields: &[
        Field::must("名称", Shape::Line, "调查的名称"),
        Field::may("服务对象", Shape::Line, "服务对象"),
        Field::may("总体规模", Shape::Count, "服务对象的总数"),
        Field::may("抽样方式", Shape::Line, "抽样方式"),
        Field::may("调查方式", Shape::Line, "调查方式"),
        Field::may("开始", Shape::Date, "开始日期"),
        Field::may("结束", Shape::Date, "结束日期"),
        Field::may("发放数", Shape::Count, "发放的份数"),
        Field::may(
            "采用",
            Shape::Choice(&["满意率", "满意度指数"]),
            "结果用哪一个",
        ),
        Field::may("目标", Shape::Number(""), "目标"),
        Field::may("指标", Shape::Line, "对应的指标"),
        Field::may("原始记录", Shape::Lines, "evidence 文件夹里的原始记录"),
        Field::may("量表", Shape::Group, "答案和分数；不写用通常的五档"),
        Field::may("回收数", Shape::Count, "回收的份数；有台账时不填"),
        Field::may("有效数", Shape::Count, "有效的份数；有台账时不填"),
        Field::may("结果", Shape::Number(""), "手工填的结果；有台账时不填"),
        Field::may("台账", Shape::Line, "答卷的台账"),
    ],
};
