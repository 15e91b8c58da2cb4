//! What was typed after `new`, `draft` and `next-year`: the commands that make a book.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct New {
    /// 新账本的目录，须不存在或为空
    #[arg(value_name = "目录", help_heading = "参数")]
    pub(crate) folder: PathBuf,
    /// 单位全称，不写则在终端上问
    #[arg(long, value_name = "名称")]
    pub(crate) unit: Option<String>,
    /// 用填好的工作簿建账本；工作簿里没有填的单位、年度用 --unit、--year 的
    #[arg(long, value_name = "工作簿", conflicts_with = "members")]
    pub(crate) from: Option<PathBuf>,
    /// 照另一本账建：级别、指标、统计、台账的表头照搬，完成值、佐证、台账的行不带
    #[arg(long, value_name = "账本", conflicts_with_all = ["members", "from"])]
    pub(crate) like: Option<PathBuf>,
    /// 由去年的或别人的一份报告建账本，每一项写明在原文哪里
    #[arg(long, value_name = "报告", conflicts_with_all = ["members", "from", "like", "unit", "year"])]
    pub(crate) draft: Option<PathBuf>,
    /// 建部门的账本：下属单位的账本目录，用逗号分开
    #[arg(long, value_name = "账本", value_delimiter = ',')]
    pub(crate) members: Vec<PathBuf>,
    /// 年度，不写则为上一年
    #[arg(long, value_name = "年度", value_parser = year)]
    pub(crate) year: Option<u16>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Draft {
    /// 报告：docx、pdf、html、xlsx、txt 等能审的都可以
    #[arg(value_name = "报告", help_heading = "参数")]
    pub(crate) file: PathBuf,
    /// 新账本的目录，须不存在或为空
    #[arg(long, value_name = "目录")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct NextYear {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 结转到哪一年，不写则为账本的下一年
    #[arg(long, alias = "to", value_name = "年度", value_parser = year)]
    pub(crate) year: Option<u16>,
    /// 新账本的目录，须不存在或为空
    #[arg(long, value_name = "目录")]
    pub(crate) out: PathBuf,
}

/// A year that a book may be for.
pub(crate) fn year(typed: &str) -> Result<u16, &'static str> {
    let year = typed
        .parse()
        .ok()
        .filter(|year| (2000..2100).contains(year));
    year.ok_or("可以写 2000 到 2099")
}
