//! What was typed after `ledger`.

use std::path::PathBuf;

use book::{Column, Date};
use clap::{Args, Subcommand, ValueEnum};

use super::{Known, Told};

#[derive(Debug, Args)]
pub(crate) struct Ledger {
    #[command(subcommand)]
    pub(crate) action: LedgerAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerAction {
    /// 导入：把 xlsx、xls、csv 里的行并进台账，有一行不对就一行也不导
    #[command(
        override_usage = "kaocheng ledger import [选项] [账本] <台账> <文件>",
        after_help = "示例：\n  kaocheng ledger import 账本2025 供地 供地台账.xlsx --dry-run\n  kaocheng ledger import 账本2025 供地 供地台账.xlsx --map 面积=净用地面积,价款=成交价\n\n表头按列名对应，表头写明单位的自动换算；对应关系记在账本里，下次不用再写。\n主键相同、内容不同的行是更正：另加一行，原来的行不动。同一张表再导一次，什么也不变。\n退出码：0 导入了或没有变化，2 表里有错，或账本、文件读不了，什么也没有改。"
    )]
    Import(Import),
    /// 新建：由一张表新建一本台账，推出列、类型、单位、主键和登记日期，连同里面的行一起导入
    #[command(
        override_usage = "kaocheng ledger new [选项] [账本] <台账> --from <文件>",
        after_help = "示例：\n  kaocheng ledger new 账本2025 体检 --from 体检台账.xlsx --dry-run\n  kaocheng ledger new 账本2025 体检 --from 体检台账.xlsx --registered 体检日期\n  kaocheng ledger new 账本2025 体检 --from 体检台账.xlsx --column 结果:文本 --key 体检编号\n\n标题、两行的表头、合并单元格、合计行、带千分位的数、几种写法的日期、√ 和 × 都能读。\n推得不对的列用 --column 写明：文本、日期、整数、数值、是否、枚举(甲|乙)，或单位（元、万元、亩……），后面加 ? 是可以空。\n退出码：0 建好了，2 表里有错，或账本、文件读不了，什么也没有建。"
    )]
    New(LedgerNew),
    /// 导出：写成带下拉选项的 xlsx，可以离线填好再导回来
    #[command(
        override_usage = "kaocheng ledger export [选项] [账本] <台账>",
        after_help = "示例：\n  kaocheng ledger export 账本2025 供地 --out 供地.xlsx\n  kaocheng ledger export 账本2025 供地 --blank --out 供地填报.xlsx"
    )]
    Export(Export),
    /// 列出账本的台账
    #[command(override_usage = "kaocheng ledger list [选项] [账本]")]
    List(List),
    /// 查看一本台账，可以看过去某一天的样子
    #[command(
        override_usage = "kaocheng ledger show [选项] [账本] <台账>",
        after_help = "示例：\n  kaocheng ledger show 账本2025 供地 --where '方式 = 出让'\n  kaocheng ledger show 账本2025 供地 --as-of 2025-06-30 --format csv"
    )]
    Show(Show),
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Import {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 台账的名称
    #[arg(value_name = "台账", help_heading = "参数")]
    pub(crate) ledger: String,
    /// xlsx、xls、et、ods 或 csv 文件
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(crate) file: PathBuf,
    /// 哪张工作表
    #[arg(long, value_name = "名称")]
    pub(crate) sheet: Option<String>,
    /// 列的对应：台账的列=表头，或=列标（如 面积=D），用逗号分开
    #[arg(long, value_name = "列=表头", value_delimiter = ',', value_parser = pair)]
    pub(crate) map: Vec<(String, String)>,
    /// 只看会变什么，不写
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// 登记日期，不写则为今天；新行在表里写明的照表，更正在表里写明更晚的照表
    #[arg(long, value_name = "日期")]
    pub(crate) registered: Option<Date>,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct LedgerNew {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 新台账的名称
    #[arg(value_name = "台账", help_heading = "参数")]
    pub(crate) ledger: String,
    /// xlsx、xls、et、ods 或 csv 文件
    #[arg(long, value_name = "文件")]
    pub(crate) from: PathBuf,
    /// 哪张工作表
    #[arg(long, value_name = "名称")]
    pub(crate) sheet: Option<String>,
    /// 推得不对的列：列:类型，用逗号分开
    #[arg(long, value_name = "列:类型", value_delimiter = ',')]
    pub(crate) column: Vec<Column>,
    /// 主键是哪一列，没有写“无”
    #[arg(long, value_name = "列")]
    pub(crate) key: Option<String>,
    /// 只看建成什么样，不写
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// 登记日期：一个日期，或表里的一列日期（各行按它登记）；不写则为今天
    #[arg(long, value_name = "日期或列")]
    pub(crate) registered: Option<String>,
    #[command(flatten)]
    pub(crate) told: Told,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (column, head) = text
        .split_once(['=', '＝'])
        .ok_or("写成 列=表头，例如 面积=净用地面积")?;
    Ok((column.trim().to_owned(), head.trim().to_owned()))
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Export {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 台账的名称
    #[arg(value_name = "台账", help_heading = "参数")]
    pub(crate) ledger: String,
    /// 写到哪个文件或目录，不写则写到当前目录，名为“台账.xlsx”
    #[arg(
        long,
        value_name = "路径",
        default_value = ".",
        hide_default_value = true
    )]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) known: Known,
    /// 只要空表
    #[arg(long)]
    pub(crate) blank: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct List {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Show {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 台账的名称
    #[arg(value_name = "台账", help_heading = "参数")]
    pub(crate) ledger: String,
    #[command(flatten)]
    pub(crate) known: Known,
    /// 只看符合条件的行，写法与统计的条件相同
    #[arg(long = "where", value_name = "条件")]
    pub(crate) filter: Option<String>,
    /// 答复的形式：text 为对齐的表，csv 给程序用
    #[arg(
        long,
        value_name = "格式",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) format: Listing,
}

/// How the rows of a ledger are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listing {
    Text,
    Csv,
}
