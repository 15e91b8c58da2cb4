//! What was typed after `check`, `verify` and `rule`.

use std::path::PathBuf;

use audit::Severity;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use review::{FORMS, Form, Work, form};

use super::Told;

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Check {
    /// 要审的文件、目录或通配写法（如 '**/*.docx'），- 为标准输入
    #[arg(required = true, value_name = "文件", help_heading = "参数")]
    pub(crate) files: Vec<PathBuf>,
    /// 写成哪些文件，用逗号分开：html 标出问题的全文，xlsx 审核意见表，docx、pdf 在原件上加批注
    #[arg(
        long,
        value_name = "格式",
        value_delimiter = ',',
        value_parser = forms(true),
        hide_possible_values = true
    )]
    pub(crate) to: Vec<&'static Form>,
    /// 答复的形式：text 给人看，json、jsonl、sarif 给程序用
    #[arg(
        long,
        value_name = "格式",
        default_value = "text",
        conflicts_with = "to",
        value_parser = forms(false),
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) format: &'static Form,
    /// 写到哪个文件或目录；不写则答复写到屏幕，--to 的文件写在原件旁边，名为“原名.审核.…”
    #[arg(long, value_name = "路径")]
    pub(crate) out: Option<PathBuf>,
    /// 另在浏览器里打开标出问题的全文，写在临时目录
    #[arg(long)]
    pub(crate) open: bool,
    /// 覆盖已有的输出
    #[arg(long)]
    pub(crate) force: bool,
    /// 只看不低于哪一级的意见：error 错误、warning 提醒、hint 提示
    #[arg(long, value_name = "级别", hide_possible_values = true)]
    pub(crate) severity: Option<Least>,
    /// 只看哪些规则的意见，如 A01,B07
    #[arg(long, value_name = "规则", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// 不看哪些规则的意见
    #[arg(long, value_name = "规则", value_delimiter = ',')]
    pub(crate) skip: Vec<String>,
    /// 对照哪份文件：上年的报告、部门决算、绩效目标表、账本目录，可以写几次
    #[arg(long, value_name = "文件")]
    pub(crate) against: Vec<PathBuf>,
    /// 只报新的意见：不再报这份意见（check --format json 写出的）里已有的
    #[arg(long, value_name = "意见")]
    pub(crate) baseline: Option<PathBuf>,
    /// 用哪份设置，不写则用文件所在目录或其上级目录里的 kaocheng.toml
    #[arg(long, value_name = "设置")]
    pub(crate) config: Option<PathBuf>,
    /// 逐个列出有矛盾的、印证了的、未印证的数
    #[arg(long)]
    pub(crate) coverage: bool,
    /// 同时审几个文件，不写则用全部处理器
    #[arg(long, value_name = "个数", value_parser = jobs)]
    pub(crate) jobs: Option<u16>,
    /// 标准输入（-）里内容的文件名，由扩展名定格式
    #[arg(long, value_name = "名称")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Verify {
    /// 审核意见：check --format json 写出的文件
    #[arg(value_name = "意见", help_heading = "参数")]
    pub(crate) findings: PathBuf,
    /// 意见所说的文件
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Rule {
    /// 规则编号，如 B03
    #[arg(value_name = "编号", help_heading = "参数")]
    pub(crate) code: Option<String>,
}

impl Check {
    /// The forms findings are laid out in.
    pub(crate) fn forms(&self) -> &[&'static Form] {
        match self.to.is_empty() {
            true => std::slice::from_ref(&self.format),
            false => &self.to,
        }
    }
}

/// The forms findings can be laid out in, by name: files, or answers that may go to a terminal.
fn forms(files: bool) -> impl TypedValueParser<Value = &'static Form> {
    let forms = FORMS.iter();
    let forms = forms.filter(move |form| matches!(form.work, Work::Stream(_)) != files);
    let names = PossibleValuesParser::new(forms.map(|form| form.name));
    names.try_map(|name| form(&name).ok_or("没有这种格式"))
}

pub(super) fn jobs(typed: &str) -> Result<u16, &'static str> {
    let jobs = typed.parse().ok().filter(|jobs| (1..=256).contains(jobs));
    jobs.ok_or("可以写 1 到 256")
}

/// The least severity of findings that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Least {
    Error,
    Warning,
    Hint,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Self {
        match least {
            Least::Error => Severity::Error,
            Least::Warning => Severity::Warning,
            Least::Hint => Severity::Hint,
        }
    }
}
