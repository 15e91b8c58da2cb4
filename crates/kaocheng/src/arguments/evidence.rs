//! What was typed after `evidence`.

use std::path::PathBuf;

use book::{Date, Proof};
use clap::{Args, Subcommand};

use super::{Known, Told};

#[derive(Debug, Args)]
#[command(
    next_help_heading = "选项",
    args_conflicts_with_subcommands = true,
    subcommand_help_heading = "命令"
)]
pub(crate) struct Evidence {
    #[command(subcommand)]
    pub(crate) action: Option<Action>,
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数", required = true)]
    pub(crate) book: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// 登记佐证：把文件放进账本，记下校验值、登记人和证明什么
    #[command(
        override_usage = "kaocheng evidence add [选项] --by <姓名> [账本] <文件>...",
        after_help = "示例：\n  kaocheng evidence add 账本2025 巡查照片/*.jpg --by 张三 --proves Z01 --folder 巡查\n  kaocheng evidence add 账本2025 合同.pdf --by 李四 --proves 供地:D01,Z05 --note 原件在档案室\n\n已在账本 evidence 里的文件就地登记。要么全部登记，要么一个也不动。"
    )]
    Add(Add),
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Add {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 佐证文件
    #[arg(required = true, value_name = "文件", help_heading = "参数")]
    pub(crate) files: Vec<PathBuf>,
    /// 登记人
    #[arg(long, value_name = "姓名")]
    pub(crate) by: String,
    /// 证明什么：指标编号，或“台账:行键”，用逗号分开
    #[arg(long, value_name = "对象", value_delimiter = ',')]
    pub(crate) proves: Vec<Proof>,
    /// 备注
    #[arg(long, value_name = "文字")]
    pub(crate) note: Option<String>,
    /// 放进 evidence 下的哪个目录
    #[arg(
        long,
        value_name = "目录",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) folder: String,
    /// 登记日期，不写则为今天
    #[arg(long, value_name = "日期")]
    pub(crate) date: Option<Date>,
    /// 代替同名的文件；旧的校验值留在登记里
    #[arg(long)]
    pub(crate) replace: bool,
}
