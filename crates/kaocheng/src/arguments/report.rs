//! What was typed after `report`, `form` and `drift`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use work::print::Format;

use super::{Folders, Known, Told};

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct StandardForm {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 哪张表：目标、自评，或 汇总（各项目自评的汇总表）
    #[arg(long, value_name = "表", hide_possible_values = true)]
    pub(crate) kind: FormKind,
    /// 只写这个项目的表（projects 目录里的项目）
    #[arg(long, value_name = "项目", conflicts_with = "projects")]
    pub(crate) project: Option<String>,
    /// 每个项目写一份
    #[arg(long)]
    pub(crate) projects: bool,
    /// 写成什么，用逗号分开：xlsx、docx、pdf、ofd、html、md
    #[arg(
        long,
        value_name = "格式",
        value_delimiter = ',',
        default_value = "xlsx,docx",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) to: Vec<Output>,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) folders: Folders,
}

/// A standard form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormKind {
    #[value(name = "目标")]
    Target,
    #[value(name = "自评")]
    Evaluation,
    #[value(name = "汇总")]
    Summary,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Report {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 写哪些格式，用逗号分开：docx、pdf、ofd、html、md、xlsx；不写则除 ofd 以外的全部
    #[arg(
        long,
        value_name = "格式",
        value_delimiter = ',',
        default_value = "docx,pdf,html,md,xlsx",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) to: Vec<Output>,
    #[command(flatten)]
    pub(crate) folders: Folders,
    #[command(flatten)]
    pub(crate) known: Known,
    /// 定稿：有错误则一个文件也不写；不加则写成征求意见稿
    #[arg(long = "final")]
    pub(crate) finished: bool,
    /// 报告模板：自带模板的名称，Markdown 文件，或写有 {{ 名称 }} 的 Word 文件（.docx）
    #[arg(
        long,
        value_name = "模板",
        default_value = report::Template::USUAL,
        hide_default_value = true
    )]
    pub(crate) template: String,
    /// 评分方案：自带方案的名称，或 TOML 文件；不写则用账本里写明的
    #[arg(long, value_name = "方案")]
    pub(crate) scheme: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Drift {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 改过的报告（.docx）
    #[arg(value_name = "报告", help_heading = "参数")]
    pub(crate) file: PathBuf,
    /// 把改过的话写回账本；录入的数写明名称才写回
    #[arg(long, value_name = "数的名称", num_args = 0..)]
    pub(crate) accept: Option<Vec<String>>,
    /// 报告模板：生成时用的那一份；自带的可以不写
    #[arg(long, value_name = "模板")]
    pub(crate) template: Option<String>,
    /// 评分方案：生成时用的那一份；自带的和账本里的可以不写
    #[arg(long, value_name = "方案")]
    pub(crate) scheme: Option<String>,
    #[command(flatten)]
    pub(crate) told: Told,
}

/// What a report can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    Docx,
    Pdf,
    Ofd,
    Html,
    Md,
    Xlsx,
}

impl From<Output> for Format {
    fn from(output: Output) -> Self {
        match output {
            Output::Docx => Self::Docx,
            Output::Pdf => Self::Pdf,
            Output::Ofd => Self::Ofd,
            Output::Html => Self::Html,
            Output::Md => Self::Md,
            Output::Xlsx => Self::Xlsx,
        }
    }
}
