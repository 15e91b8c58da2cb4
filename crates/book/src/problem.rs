//! Problems and their mending, use of the result, publication.

use entry::{EntryId, kind};

use crate::{Date, FollowUp};

/// A problem found and what is done about it (存在问题及改进措施).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// 问题
    pub text: String,
    /// 指标: ids of the indicators concerned.
    pub indicators: Vec<String>,
    /// 原因
    pub cause: Option<String>,
    /// 措施
    pub remedy: Option<String>,
    /// 责任人
    pub owner: Option<String>,
    /// 期限
    pub deadline: Option<Date>,
    /// Where it came from and what became of it.
    pub follow_up: FollowUp,
}

impl Problem {
    /// Where it is written in `book.toml`.
    pub(crate) fn address(&self) -> EntryId {
        let words = self.follow_up.id.as_deref().unwrap_or(&self.text);
        EntryId::default().inside("问题", &kind::spoken(words), 1)
    }
}

/// What the result is used for (结果应用).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultUse {
    /// 应用, one each.
    pub uses: Vec<String>,
}

/// Where and when the result is published (公开).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// 方式, such as 门户网站.
    pub channel: Option<String>,
    /// 网址
    pub url: Option<String>,
    /// 日期
    pub date: Option<Date>,
}
