//! Who the unit is, who evaluated, who works there, what it owns.

use super::{Field, Kind, Shape};

pub(super) const UNIT: Kind = Kind {
    name: "单位",
    keys: &[],
    inner: &[],
    fields: &[
        Field::must("名称", Shape::Line, "单位全称"),
        Field::may("简称", Shape::Line, "文中的简称"),
        Field::may("上级", Shape::Line, "主管部门"),
        Field::must("级别", Shape::Choice(&["部门", "单位"]), "部门或单位"),
        Field::may("职责", Shape::Lines, "主要职责，一项一条"),
        Field::may("机构", Shape::Words, "机构设置"),
    ],
};

pub(super) const EVALUATION: Kind = Kind {
    name: "自评",
    keys: &[],
    inner: &[],
    fields: &[
        Field::may("依据", Shape::Lines, "开展自评所依据的文件"),
        Field::may("组织", Shape::Words, "自评的组织实施"),
        Field::may("填报人", Shape::Line, "填报人"),
        Field::may("联系电话", Shape::Line, "联系电话"),
        Field::may("填报日期", Shape::Date, "填报日期"),
    ],
};

pub(super) const STAFF: Kind = Kind {
    name: "人员",
    keys: &[&["类别"]],
    inner: &[],
    fields: &[
        Field::must("类别", Shape::Line, "人员类别，如行政人员"),
        Field::may("编制", Shape::Count, "编制数"),
        Field::may("实有", Shape::Count, "实有人数，与在职不同时填"),
        Field::must("在职", Shape::Count, "在职人数"),
        Field::may("退休", Shape::Count, "退休人数"),
    ],
};

const fn side(name: &'static str) -> Kind {
    Kind {
        name,
        keys: &[&["名称"]],
        inner: &[],
        fields: ITEM,
    }
}

const ITEM: &[Field] = &[
    Field::must("名称", Shape::Line, "项目的名称"),
    Field::must("金额", Shape::Number("万元"), "期末金额"),
    Field::may("说明", Shape::Words, "主要是什么"),
];

const ASSETS: Kind = side("资产");
const LIABILITIES: Kind = side("负债");
const NET: Kind = side("净资产");

pub(super) const BALANCE: Kind = Kind {
    name: "资产负债",
    keys: &[],
    inner: &[&ASSETS, &LIABILITIES, &NET],
    fields: &[Field::must("日期", Shape::Date, "哪一天的资产负债")],
};

pub(super) const RESULT_USE: Kind = Kind {
    name: "结果应用",
    keys: &[],
    inner: &[],
    fields: &[Field::may("应用", Shape::Lines, "自评结果怎样应用")],
};

pub(super) const PUBLICATION: Kind = Kind {
    name: "公开",
    keys: &[],
    inner: &[],
    fields: &[
        Field::may("方式", Shape::Line, "在哪里公开"),
        Field::may("网址", Shape::Line, "公开的网址"),
        Field::may("日期", Shape::Date, "公开的日期"),
    ],
};
