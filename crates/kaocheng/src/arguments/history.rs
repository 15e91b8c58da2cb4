//! What was typed after `set`, `log`, `undo` and `diff`: the commands that change a book by its addresses and look back.

use std::path::PathBuf;

use clap::Args;
use entry::Path;

use super::Told;

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Set {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 改哪一项：指标Z01.目标、预算人员经费.年初预算、单位.名称
    #[arg(value_name = "位置", help_heading = "参数")]
    pub(crate) at: Path,
    /// 改成什么；成列的项写几个
    #[arg(
        value_name = "值",
        help_heading = "参数",
        required_unless_present = "clear",
        conflicts_with = "clear",
        allow_negative_numbers = true
    )]
    pub(crate) values: Vec<String>,
    /// 删去这一项
    #[arg(long)]
    pub(crate) clear: bool,
    /// 为什么改，记入日志
    #[arg(long, value_name = "原因")]
    pub(crate) why: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Log {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 只看改过这一项（或这一条）的：指标Z01.目标、指标Z01
    #[arg(long, value_name = "位置")]
    pub(crate) field: Option<Path>,
    /// 最多列几次
    #[arg(short = 'n', long, value_name = "次数")]
    pub(crate) limit: Option<usize>,
    /// 核对日志有没有被改过，账本是不是日志最后所记的样子
    #[arg(long, conflicts_with_all = ["field", "limit"])]
    pub(crate) verify: bool,
    /// 再与数据库写出的检查点核对：那时的记录有没有被改写过
    #[arg(long, value_name = "文件", requires = "verify")]
    pub(crate) checkpoint: Option<PathBuf>,
    /// 账本在检查点里的名称，不写则用目录的名称
    #[arg(long, value_name = "名称", requires = "checkpoint")]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Undo {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 撤销第几次操作，不写则为最近一次没有撤销过的
    #[arg(value_name = "第几次", help_heading = "参数")]
    pub(crate) seq: Option<u64>,
    /// 为什么撤销，记入日志
    #[arg(long, value_name = "原因")]
    pub(crate) why: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Diff {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 与哪一本账比，或与它自己哪一天（2026-03-01）日终的样子比
    #[arg(value_name = "账本或日期", help_heading = "参数")]
    pub(crate) with: String,
    #[command(flatten)]
    pub(crate) told: Told,
}
