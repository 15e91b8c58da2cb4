//! What was typed after `rectify`.

use std::path::PathBuf;

use book::Date;
use clap::Args;

use super::{Folders, Output, Told, date};

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Rectify {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 按哪一天结束时的情况看，如 2025-06-30；不写则为今天
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) as_of: Option<Date>,
    /// 上年的账本：指出上年已有的同样问题
    #[arg(long, value_name = "账本")]
    pub(crate) last: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) told: Told,
    /// 另写成整改台账：xlsx、docx、pdf、ofd、html、md，用逗号分开
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
