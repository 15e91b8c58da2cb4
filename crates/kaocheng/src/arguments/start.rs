//! What was typed after `new`, `draft` and `roll`: the commands that make a book.

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
    /// 新账本的目录
    #[arg(long, value_name = "目录")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Roll {
    /// 账本目录
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 结转到哪一年
    #[arg(long, value_name = "年度", value_parser = year)]
    pub(crate) to: u16,
    /// 新账本的目录
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
