//! What was typed after `monitor`.

use std::path::PathBuf;

use clap::Args;

use super::check::jobs;
use super::{Folders, Output, Told};

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Monitor {
    /// 账本目录；几本账或装着许多账本的目录，汇总成一张表
    #[arg(required = true, value_name = "账本", help_heading = "参数")]
    pub(crate) books: Vec<PathBuf>,
    /// 期间：2025-07、2025-Q3、2025-H1 或 2025
    #[arg(long, value_name = "期间", value_parser = period)]
    pub(crate) period: book::Period,
    /// 只看这个项目（projects 目录里的项目），只能用于一本账
    #[arg(long, value_name = "项目")]
    pub(crate) project: Option<String>,
    /// 写出监控表的哪些格式，用逗号分开：docx、xlsx、pdf、ofd、html、md；不写则不写出
    #[arg(
        long,
        value_name = "格式",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    pub(crate) to: Vec<Output>,
    #[command(flatten)]
    pub(crate) folders: Folders,
    /// 台账按业务日期计入，不按登记日期：补登的也算进当时
    #[arg(long)]
    pub(crate) by_date: bool,
    /// 历次预计与年末实际对照
    #[arg(long)]
    pub(crate) history: bool,
    /// 评分方案：自带方案的名称，或 TOML 文件；不写则用账本里写明的
    #[arg(long, value_name = "方案")]
    pub(crate) scheme: Option<String>,
    #[command(flatten)]
    pub(crate) told: Told,
    /// 同时算几本账，不写则用全部处理器
    #[arg(long, value_name = "个数", value_parser = jobs)]
    pub(crate) jobs: Option<u16>,
}

fn period(text: &str) -> Result<book::Period, String> {
    text.parse()
        .map_err(|error: book::ParsePeriodError| error.to_string())
}
