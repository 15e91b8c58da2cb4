//! Arguments of the commands on the indicator library.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Known, Told};

#[derive(Debug, Args)]
pub(crate) struct Pack {
    #[command(subcommand)]
    pub(crate) command: PackCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PackCommand {
    /// 列出有哪些指标包
    #[command(override_usage = "kaocheng pack list [选项]")]
    List(PackList),
    /// 查看一个指标包，或其中一个指标、台账
    #[command(override_usage = "kaocheng pack show [选项] <指标包> [编号或台账]")]
    Show(PackShow),
    /// 核对指标包：编号、统计、台账、代码表和自带的测试
    #[command(override_usage = "kaocheng pack check [选项] <指标包或目录>")]
    Check(PackCheck),
    /// 把库里的一个指标连同所用的台账加进账本
    #[command(override_usage = "kaocheng pack add [选项] [账本] <指标包/编号>")]
    Add(PackAdd),
    /// 按库里的定义在账本里建一个空台账
    #[command(override_usage = "kaocheng pack ledger [选项] [账本] <指标包/台账>")]
    Ledger(PackLedger),
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct PackList {
    /// 另到这个目录里找指标包
    #[arg(long, value_name = "目录")]
    pub(crate) from: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct PackShow {
    /// 指标包的名称
    #[arg(value_name = "指标包", help_heading = "参数")]
    pub(crate) pack: String,
    /// 指标的编号或台账的名称
    #[arg(value_name = "编号或台账", help_heading = "参数")]
    pub(crate) item: Option<String>,
    /// 连同继承来的指标和台账一起列出
    #[arg(long)]
    pub(crate) all: bool,
    /// 另到这个目录里找指标包
    #[arg(long, value_name = "目录")]
    pub(crate) from: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct PackCheck {
    /// 指标包的名称，或它所在的目录
    #[arg(value_name = "指标包或目录", help_heading = "参数")]
    pub(crate) pack: String,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct PackAdd {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 指标包的名称和指标的编号，如 natural-resources/NR-01
    #[arg(value_name = "指标包/编号", help_heading = "参数")]
    pub(crate) item: String,
    /// 目标：数、日期、是否或文字；不写则用库里的建议目标
    #[arg(long, value_name = "目标", allow_hyphen_values = true)]
    pub(crate) target: Option<String>,
    /// 分值，不写则为 0，以后在 book.toml 里改
    #[arg(long, value_name = "分值")]
    pub(crate) weight: Option<String>,
    /// 加到这个项目（projects 目录里的项目，还没有就新建），不写则加到单位
    #[arg(long, value_name = "项目")]
    pub(crate) project: Option<String>,
    /// 在账本里的编号，不写则用库里的
    #[arg(long, value_name = "编号")]
    pub(crate) id: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct PackLedger {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 指标包的名称和台账的名称，如 natural-resources/执法巡查
    #[arg(value_name = "指标包/台账", help_heading = "参数")]
    pub(crate) item: String,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Lint {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 评分方案：自带方案的名称，或 TOML 文件；不写则用账本里写明的
    #[arg(long, value_name = "方案")]
    pub(crate) scheme: Option<String>,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Propose {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 评分方案：自带方案的名称，或 TOML 文件；不写则用账本里写明的
    #[arg(long, value_name = "方案")]
    pub(crate) scheme: Option<String>,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) told: Told,
}
