//! What was typed after `rollup`.

use std::path::PathBuf;

use book::Date;
use clap::Args;

use super::{Folders, Output, Told, date};

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Rollup {
    /// 部门的账本目录，book.toml 里写有“下属”
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 按哪一天结束时各单位账本所记的汇总，如 2025-06-30；不写则按现在
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) told: Told,
    /// 另写成部门汇总表：xlsx、docx、pdf、ofd、html、md，用逗号分开
    #[arg(
        long,
        value_name = "格式",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    pub(crate) to: Vec<Output>,
    #[command(flatten)]
    pub(crate) folders: Folders,
}
