//! What was typed after `fields`.

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Fields {
    /// 哪一种：指标、预算、单位……；不写则列出全部
    #[arg(value_name = "种类", help_heading = "参数")]
    pub(crate) kind: Option<String>,
    /// 输出格式：text 给人看，schema 是 JSON Schema，编辑器和程序用
    #[arg(
        long,
        value_name = "格式",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) format: FieldsFormat,
}

/// How the table of fields is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FieldsFormat {
    Text,
    Schema,
}
