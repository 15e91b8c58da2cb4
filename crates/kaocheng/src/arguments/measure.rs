//! What was typed after `measure`.

use std::path::PathBuf;

use book::Measure;
use clap::Args;

use super::{Known, Told};

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct MeasureOf {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 统计的写法，可以写几个
    #[arg(required_unless_present = "ready", value_name = "统计", help_heading = "参数", value_parser = measure)]
    pub(crate) measures: Vec<Measure>,
    /// 列出一本台账现成的统计和它们现在的值，照抄到“统计”里即可
    #[arg(long, value_name = "台账", conflicts_with_all = ["measures", "unit"])]
    pub(crate) ready: Option<String>,
    /// 结果用什么单位，不写则用它自己的
    #[arg(long, value_name = "单位")]
    pub(crate) unit: Option<String>,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) told: Told,
}

fn measure(typed: &str) -> Result<Measure, String> {
    typed.parse::<Measure>().map_err(|error| {
        let place = typed.get(..error.at).unwrap_or(typed).chars().count() + 1;
        format!("第 {place} 个字起，{error}")
    })
}
