//! What was typed after `survey`.

use std::path::PathBuf;

use clap::Args;

use super::{Known, Told};

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Survey {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) told: Told,
}
