//! Who the unit is, and who evaluated it.

use crate::Date;

/// The unit (单位) or department (部门) whose year the book keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// 名称, in full.
    pub name: String,
    /// 简称
    pub short_name: Option<String>,
    /// 上级, the superior unit.
    pub superior: Option<String>,
    /// 级别
    pub rank: Rank,
    /// 职责, one each.
    pub duties: Vec<String>,
    /// 机构: how the unit is organised.
    pub organisation: Option<String>,
}

impl Profile {
    /// 简称 where there is one, else 名称.
    pub fn shortest(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

/// Whether a budget is a department's or a unit's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// 部门
    Department,
    /// 单位
    Unit,
}

impl Rank {
    /// Both ranks.
    pub const ALL: [Self; 2] = [Self::Department, Self::Unit];

    /// The word in the book: `部门`, `单位`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Department => "部门",
            Self::Unit => "单位",
        }
    }
}

/// How the self-evaluation was made (自评工作开展情况).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelfEvaluation {
    /// 依据: the notices it follows.
    pub basis: Vec<String>,
    /// 组织: how it was organised.
    pub organisation: Option<String>,
    /// 填报人
    pub author: Option<String>,
    /// 联系电话
    pub telephone: Option<String>,
    /// 填报日期
    pub date: Option<Date>,
}

/// Staff of one kind (人员类别).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// 类别, such as 行政人员.
    pub kind: String,
    /// 编制: approved posts.
    pub posts: Option<u32>,
    /// 实有: people there.
    pub present: u32,
    /// 在职: people serving on the payroll.
    pub serving: u32,
    /// 退休
    pub retired: u32,
}
