//! What was typed after `serve`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Serve {
    /// 端口，不写则为 8686
    #[arg(
        long,
        value_name = "端口",
        default_value_t = 8686,
        value_parser = port,
        hide_default_value = true
    )]
    pub(crate) port: u16,
    /// 在哪个地址上开，不写则只有本机能用；写 0.0.0.0 则别的机器也能用
    #[arg(
        long,
        value_name = "地址",
        default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST),
        value_parser = address,
        hide_default_value = true
    )]
    pub(crate) address: IpAddr,
    /// 账本的目录，或者里面有几本账的目录：在浏览器里填报，只给本机用
    #[arg(long, value_name = "目录", conflicts_with = "demo")]
    pub(crate) data: Option<PathBuf>,
    /// 打开自带的示例账本；改的是一份副本，结束时删去
    #[arg(long)]
    pub(crate) demo: bool,
    /// 用浏览器打开首页
    #[arg(long)]
    pub(crate) open: bool,
    /// 不开放不登录的审校
    #[arg(long)]
    pub(crate) no_public: bool,
    /// 别的机器来的，一个地址一小时最多审几份，不写则为 10，写 0 则不限
    #[arg(
        long,
        value_name = "份数",
        default_value_t = 10,
        value_parser = count,
        hide_default_value = true
    )]
    pub(crate) per_hour: usize,
    /// 前面的代理服务器的地址，可以写几次：由它转来的请求，按它在 X-Forwarded-For 里写的地址计数
    #[arg(long, value_name = "地址", value_parser = address)]
    pub(crate) proxy: Vec<IpAddr>,
}

fn port(typed: &str) -> Result<u16, &'static str> {
    typed
        .parse()
        .map_err(|_| "可以写 0 到 65535，0 为任意一个空着的")
}

fn address(typed: &str) -> Result<IpAddr, &'static str> {
    typed.parse().map_err(|_| "写成 127.0.0.1 这样的地址")
}

fn count(typed: &str) -> Result<usize, &'static str> {
    typed.parse().map_err(|_| "写一个整数")
}
