//! What was typed after `rollup`.

use std::path::PathBuf;

use clap::Args;

use super::{Folders, Known, Output, Told};

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Rollup {
    /// 部门的账本目录，book.toml 里写有“下属”
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    #[command(flatten)]
    pub(crate) known: Known,
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
