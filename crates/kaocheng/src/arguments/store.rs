//! What was typed after `store`: books in a database, put in, taken out, backed up and looked over.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use store::Place;

use super::Told;

#[derive(Debug, Args)]
pub(crate) struct Store {
    #[command(subcommand)]
    pub(crate) action: StoreAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StoreAction {
    /// 建库：在一个目录里建 SQLite 数据库，或在 PostgreSQL 的空库里建表
    #[command(
        override_usage = "kaocheng store create <数据库>",
        after_help = "示例：\n  kaocheng store create 数据\n  kaocheng store create postgres://kaocheng@db.local/office\n\nPostgreSQL 的口令不要写在网址里：写进环境变量 PGPASSWORD 或文件 ~/.pgpass。"
    )]
    Create(Of),
    /// 放入：把账本的目录或 zip 连同操作记录放进数据库
    #[command(
        override_usage = "kaocheng store put [选项] <数据库> <来处>",
        after_help = "示例：\n  kaocheng store put 数据 账本2025\n  kaocheng store put 数据 报来的账本.zip --name 一中2025\n  kaocheng store put 数据 一中2025 --name 教育局2025/一中2025    部门的下属单位\n\n来处的账本还在。手工改过、还没有记进操作记录的，先记为它的一次操作。"
    )]
    Put(Put),
    /// 取出：把一本账连同操作记录写成目录或 zip
    #[command(
        override_usage = "kaocheng store get [选项] --out <路径> <数据库> <名称>",
        after_help = "示例：\n  kaocheng store get 数据 账本2025 --out 取出的账本\n  kaocheng store get 数据 账本2025 --out 账本2025.zip\n\n数据库里的那一本还在。"
    )]
    Get(Get),
    /// 列出数据库里的账本
    #[command(override_usage = "kaocheng store list [选项] <数据库>")]
    List(Asked),
    /// 备份：写成一个新文件，读回来比过才算；SQLite 和 PostgreSQL 的备份是同一种文件
    #[command(
        override_usage = "kaocheng store backup --out <文件> <数据库>",
        after_help = "示例：\n  kaocheng store backup 数据 --out 备份/2026-03-01.db\n\n备份时可以照常使用。"
    )]
    Backup(Written),
    /// 恢复：由备份建一个新的数据库，先核对备份，再与它比过
    #[command(
        override_usage = "kaocheng store restore --from <备份> <数据库>",
        after_help = "示例：\n  kaocheng store restore 新数据 --from 备份/2026-03-01.db\n  kaocheng store restore postgres://kaocheng@db.local/office --from 备份/2026-03-01.db"
    )]
    Restore(Restore),
    /// 重建索引：由账本的文件重新算出列表和统计用的索引
    #[command(override_usage = "kaocheng store reindex <数据库>")]
    Reindex(Of),
    /// 核对：每份内容、每本账的操作记录、事件、索引，以及历次检查点
    #[command(
        override_usage = "kaocheng store check [选项] <数据库>",
        after_help = "示例：\n  kaocheng store check 数据\n  kaocheng store check 数据 --checkpoint 检查点-2026-03-01.txt\n\n退出码：0 没有不对的，1 有，2 数据库打不开。"
    )]
    Check(Check),
    /// 检查点：把所有记录现在到了哪里写成一个文件，交到外面保存，以后据以核对
    #[command(
        override_usage = "kaocheng store checkpoint --out <文件> <数据库>",
        after_help = "示例：\n  kaocheng store checkpoint 数据 --out 检查点-2026-03-01.txt\n  kaocheng store check 数据 --checkpoint 检查点-2026-03-01.txt\n  kaocheng log 账本2025 --verify --checkpoint 检查点-2026-03-01.txt    离线核对取出的一本"
    )]
    Checkpoint(Written),
    /// 转移：把账本连同操作记录从一个数据库抄到另一个
    #[command(
        override_usage = "kaocheng store transfer <从> <到> [名称]...",
        after_help = "示例：\n  kaocheng store transfer 数据 postgres://kaocheng@db.local/office\n  kaocheng store transfer 数据 另一个数据 一中2025 二中2025\n\n不写名称就是全部。从的那一边不变；到的那一边已经有同名的，一本也不抄。"
    )]
    Transfer(Transfer),
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Of {
    /// 数据目录，或 PostgreSQL 的网址
    #[arg(value_name = "数据库", help_heading = "参数", value_parser = place)]
    pub(crate) database: Place,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Asked {
    #[command(flatten)]
    pub(crate) of: Of,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Written {
    #[command(flatten)]
    pub(crate) of: Of,
    /// 写到哪个文件，不能是已有的
    #[arg(long, value_name = "文件")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Put {
    #[command(flatten)]
    pub(crate) of: Of,
    /// 账本的目录，或 zip 文件
    #[arg(value_name = "来处", help_heading = "参数")]
    pub(crate) from: PathBuf,
    /// 在数据库里叫什么，不写则用目录或文件的名称
    #[arg(long, value_name = "名称")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Get {
    #[command(flatten)]
    pub(crate) of: Of,
    /// 账本在数据库里的名称
    #[arg(value_name = "名称", help_heading = "参数")]
    pub(crate) name: String,
    /// 写到哪里：以 .zip 结尾的写成一个文件，其余写成目录；不能是已有的
    #[arg(long, value_name = "路径")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Restore {
    #[command(flatten)]
    pub(crate) of: Of,
    /// 备份的文件
    #[arg(long, value_name = "备份")]
    pub(crate) from: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// 再与保存在外面的检查点核对
    #[arg(long, value_name = "文件")]
    pub(crate) checkpoint: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Transfer {
    /// 从哪个数据库
    #[arg(value_name = "从", help_heading = "参数", value_parser = place)]
    pub(crate) from: Place,
    /// 到哪个数据库
    #[arg(value_name = "到", help_heading = "参数", value_parser = place)]
    pub(crate) to: Place,
    /// 哪些账本
    #[arg(value_name = "名称", help_heading = "参数")]
    pub(crate) names: Vec<String>,
}

fn place(typed: &str) -> Result<Place, std::convert::Infallible> {
    Ok(Place::of(typed))
}
