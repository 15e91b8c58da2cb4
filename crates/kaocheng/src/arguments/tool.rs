//! What was typed after `help` and `completions`.

use clap::Args;
use clap_complete::Shell;

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Help {
    /// 哪一篇手册，或哪个命令；不写则列出全部手册
    #[arg(value_name = "题目", help_heading = "参数")]
    pub(crate) topic: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Completions {
    /// 哪种 shell：bash、zsh、fish、powershell、elvish
    #[arg(
        value_name = "shell",
        help_heading = "参数",
        hide_possible_values = true
    )]
    pub(crate) shell: Shell,
}
