//! What was typed after `book`: a whole book out to a workbook and back.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Told;

#[derive(Debug, Args)]
pub(crate) struct Workbook {
    #[command(subcommand)]
    pub(crate) action: WorkbookAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum WorkbookAction {
    /// 导出：把账本写成一个 Excel 工作簿，在里面填写、修改
    #[command(
        override_usage = "kaocheng book export [选项] [账本]",
        after_help = "示例：\n  kaocheng book export 账本2025 --out 账本.xlsx\n  kaocheng book export --empty --out 账本.xlsx        空的工作簿，填好用 kaocheng new --from 建账本\n\n单位、人员、资产负债、预算、目标任务、指标、项目、问题、监控和成段文字都在里面，台账和佐证不在。"
    )]
    Export(WorkbookExport),
    /// 导入：把改过的工作簿并回账本，只改变了的格子，有一格不对就都不改
    #[command(
        override_usage = "kaocheng book import [选项] [账本] <文件>",
        after_help = "示例：\n  kaocheng book import 账本2025 账本.xlsx --dry-run\n  kaocheng book import 账本2025 账本.xlsx --why 按批复调整\n\n没有改过的格子保持账本现在的样子；少了的工作表和列不改动账本。删去的行逐条列出，\n一次删去 5 条以上，或把一类删光，要加 --allow-removal。导入是一次操作，可以用 kaocheng undo 撤销。\n退出码：0 导入了或没有变化，1 导入了但账本还有错，2 工作簿里有错，或账本、文件读不了，什么也没有改。"
    )]
    Import(WorkbookImport),
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct WorkbookExport {
    /// 账本目录，不写则为所在的账本
    #[arg(
        value_name = "账本",
        help_heading = "参数",
        required_unless_present = "empty",
        conflicts_with = "empty"
    )]
    pub(crate) book: Option<PathBuf>,
    /// 写到哪个文件或目录，不写则写到当前目录，名为“账本.xlsx”
    #[arg(
        long,
        value_name = "路径",
        default_value = ".",
        hide_default_value = true
    )]
    pub(crate) out: PathBuf,
    /// 不要账本，只要空的工作簿
    #[arg(long)]
    pub(crate) empty: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct WorkbookImport {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 改过的工作簿
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(crate) file: PathBuf,
    /// 只看会改什么，不写
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// 工作簿里删去的很多，确实都要从账本里删去
    #[arg(long)]
    pub(crate) allow_removal: bool,
    /// 为什么改，记入日志
    #[arg(long, value_name = "原因")]
    pub(crate) why: Option<String>,
    #[command(flatten)]
    pub(crate) told: Told,
}
