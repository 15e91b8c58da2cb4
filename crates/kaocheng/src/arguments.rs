//! What was typed.

mod check;
mod evidence;
mod fields;
mod history;
mod ledger;
mod library;
mod measure;
mod monitor;
mod rectify;
mod report;
mod rollup;
mod serve;
pub(crate) mod start;
#[cfg(feature = "store")]
mod store;
mod survey;
mod tool;
mod workbook;

use std::path::PathBuf;

use book::Date;
use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use check::{Check, Rule, Verify};
pub(crate) use evidence::{Action, Add as AddEvidence, Evidence};
pub(crate) use fields::{Fields, FieldsFormat};
pub(crate) use history::{Diff, Log, Set, Undo};
pub(crate) use ledger::{Export, Import, Ledger, LedgerAction, LedgerNew, List, Listing, Show};
pub(crate) use library::{
    Lint, Pack, PackAdd, PackCommand, PackLedger, PackList, PackShow, Propose,
};
pub(crate) use measure::MeasureOf;
pub(crate) use monitor::Monitor;
pub(crate) use rectify::Rectify;
pub(crate) use report::{Drift, FormKind, Output, Report, StandardForm};
pub(crate) use rollup::Rollup;
pub(crate) use serve::Serve;
pub(crate) use start::{Draft, New, NextYear};
#[cfg(feature = "store")]
pub(crate) use store::{
    Asked, Check as StoreCheck, Get as StoreGet, Put as StorePut, Store, StoreAction,
    Transfer as StoreTransfer, Written,
};
pub(crate) use survey::Survey;
pub(crate) use tool::{Completions, Help};
pub(crate) use workbook::{Workbook, WorkbookAction, WorkbookExport, WorkbookImport};

/// 考成：预算绩效管理——编一本账、写一份报告、审任何一份报告
#[derive(Debug, Parser)]
#[command(
    name = "kaocheng",
    version,
    next_help_heading = "选项",
    disable_help_flag = true,
    disable_version_flag = true,
    arg_required_else_help = true,
    override_usage = "kaocheng [选项] <命令>",
    after_help = "示例：\n  kaocheng demo                         看一遍全过程\n  kaocheng check 自评报告.docx          审一份报告\n  kaocheng new 我的账本 --unit 某某局    新建账本\n  kaocheng report 我的账本 --to docx,pdf 由账本生成报告\n\n写“账本”的地方都可以不写：站在账本的目录里（或它的子目录里），就是这一本。\n--out 写到哪里：已有的目录、以 / 结尾的、没有扩展名的是目录，其余是文件。\n退出码：0 没有发现，1 有发现，2 有什么读不了、收不下，事情没有做成。\n\n“kaocheng 命令 --help”查看各命令的说明，“kaocheng help”列出手册。"
)]
pub(crate) struct Arguments {
    /// 做什么
    #[command(subcommand)]
    pub(crate) command: Command,
    /// 先到这个目录，再做事：所有路径都从那里算起
    #[arg(short = 'C', value_name = "目录", global = true)]
    pub(crate) directory: Option<PathBuf>,
    /// 少说：没有问题的、写好了什么、下一步做什么都不说
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// 是否用颜色：auto 自动、always 总是、never 从不
    #[arg(
        long,
        value_name = "何时",
        default_value = "auto",
        global = true,
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) color: Color,
    /// 显示说明
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// The commands as the help groups them.
pub(crate) const GROUPS: &[(&str, &[&str])] = &[
    (
        "做账",
        &[
            "new",
            "book",
            "ledger",
            "pack",
            "set",
            "fields",
            "log",
            "undo",
            "diff",
            "next-year",
        ],
    ),
    ("统计评分", &["measure", "score", "survey", "lint", "watch"]),
    ("监控整改", &["monitor", "evidence", "rectify"]),
    (
        "报告报表",
        &["report", "drift", "form", "rollup", "propose"],
    ),
    ("审核", &["check", "verify", "rule", "serve"]),
    #[cfg(feature = "store")]
    ("数据库", &["store"]),
    ("帮助和工具", &["demo", "help", "completions"]),
];

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 审核报告：找出相互矛盾的数和说法，写明算式、位置和改法
    #[command(
        override_usage = "kaocheng check [选项] <文件>...",
        after_help = "示例：\n  kaocheng check 自评报告.docx 说明.txt\n  kaocheng check 自评报告.docx --to html,docx\n  kaocheng check 自评报告.docx --open\n  kaocheng check 决算公开.pdf --to pdf\n  kaocheng check 报告目录 --to xlsx --out 审核意见表.xlsx\n  kaocheng check '报告/**/*.pdf' --to html --out 审核意见\n\n目录则读其中所有能读的文件。已有的输出不覆盖，除非加 --force。\n退出码：0 没有发现，1 有发现（提示不算），2 有文件读不了或没有读全。"
    )]
    Check(Check),
    /// 复核意见：用另一套算法逐条核对审核意见是否站得住
    #[command(
        override_usage = "kaocheng verify [选项] <意见> <文件>",
        after_help = "示例：\n  kaocheng check 自评报告.docx --format json > 意见.json\n  kaocheng verify 意见.json 自评报告.docx\n\n核对三件事：引用的数在不在原处，算式按任何一种读法能不能成立，改法能不能使它成立。\n退出码：0 没有被推翻的，1 有被推翻的，2 意见或文件读不了。"
    )]
    Verify(Verify),
    /// 查看审核规则：不写编号则列出全部
    #[command(
        override_usage = "kaocheng rule [编号]",
        after_help = "示例：\n  kaocheng rule\n  kaocheng rule B03"
    )]
    Rule(Rule),
    /// 新建账本：写一个可以直接改的样本，或由填好的工作簿、另一本账、一份报告建
    #[command(
        override_usage = "kaocheng new [选项] <目录>",
        after_help = "示例：\n  kaocheng new 账本2025 --unit 某某县自然资源局 --year 2025\n  kaocheng new 账本2025 --from 账本.xlsx            空的工作簿由 kaocheng book export --empty 写出\n  kaocheng new 账本2025 --like 邻县账本2025 --unit 某某局    指标、台账照邻县的\n  kaocheng new 账本2024 --draft 去年的自评报告.docx\n  kaocheng new 教育局2025 --unit 某某县教育局 --members 局本级2025,一中2025,实验小学2025\n\n由报告建的，数照原文抄，不改不补；说法不一的、没有归入的列在新账本的 未归入.md，每一项的位置列在 来源.csv。"
    )]
    New(New),
    /// 转账本：与 new --draft 相同
    #[command(
        hide = true,
        override_usage = "kaocheng draft [选项] --out <目录> <报告>"
    )]
    Draft(Draft),
    /// 结转：由今年的账本建明年的账本，带上该带的，清空该清的，列出要看的
    #[command(
        alias = "roll",
        override_usage = "kaocheng next-year [选项] --out <目录> [账本]",
        after_help = "示例：\n  kaocheng next-year 账本2025 --out 账本2026\n  kaocheng next-year 账本2025 --year 2027 --out 账本2027\n\n不改原来的账本。要填要看的列在新账本的 待办.md。部门由下属单位汇总见 kaocheng rollup。"
    )]
    NextYear(NextYear),
    /// 评分：按评分方案给账本打分，写明每一分的来历
    #[command(
        override_usage = "kaocheng score [选项] [账本]",
        after_help = "示例：\n  kaocheng score 账本2025\n  kaocheng score 账本2025 --scheme caizheng-2021-101 --explain"
    )]
    Score(Score),
    /// 指标库：查看、核对指标包，把库里的指标和台账加进账本
    #[command(
        override_usage = "kaocheng pack <命令>",
        after_help = "示例：\n  kaocheng pack list\n  kaocheng pack show natural-resources NR-01\n  kaocheng pack add 账本2025 natural-resources/NR-01 --target 30 --weight 5\n  kaocheng pack ledger 账本2025 natural-resources/执法巡查\n  kaocheng pack check 我的指标包"
    )]
    Pack(Pack),
    /// 账本：把账本导出成一个 Excel 工作簿来填写，再导回来，不用写 TOML
    #[command(
        override_usage = "kaocheng book <命令>",
        after_help = "示例：\n  kaocheng book export 账本2025 --out 账本.xlsx\n  kaocheng book import 账本2025 账本.xlsx --dry-run\n  kaocheng book import 账本2025 账本.xlsx\n  kaocheng book export --empty --out 账本.xlsx"
    )]
    Book(Workbook),
    /// 台账：新建、导入、导出、查看账本的台账
    #[command(
        override_usage = "kaocheng ledger <命令>",
        after_help = "示例：\n  kaocheng ledger list 账本2025\n  kaocheng ledger new 账本2025 体检 --from 体检台账.xlsx\n  kaocheng ledger import 账本2025 供地 供地台账.xlsx --dry-run\n  kaocheng ledger import 账本2025 供地 供地台账.xlsx\n  kaocheng ledger export 账本2025 供地 --out 供地.xlsx\n  kaocheng ledger show 账本2025 供地 --as-of 2025-06-30"
    )]
    Ledger(Ledger),
    /// 指标体检：找出账本里量不了、放错类、方向反、重复、分值不合的指标
    #[command(
        override_usage = "kaocheng lint [选项] [账本]",
        after_help = "示例：\n  kaocheng lint 账本2025\n  kaocheng lint 账本2025 --format json\n\n退出码：0 没有错误和提醒（提示不算），1 有，2 账本读不了。"
    )]
    Lint(Lint),
    /// 结果应用：按规则对下年预算逐项提建议，写明用了哪条规则、哪些数，不改任何东西
    #[command(
        override_usage = "kaocheng propose [选项] [账本]",
        after_help = "示例：\n  kaocheng propose 账本2025\n  kaocheng propose 账本2025 --format json\n\n规则在指标包的 rules/result-use.toml 里，可以另编一个包改写。"
    )]
    Propose(Propose),
    /// 报表：单位和项目的绩效目标申报表、自评表，写成 Excel、Word、PDF（监控表、整改台账见 monitor、rectify）
    #[command(
        override_usage = "kaocheng form [选项] --kind <表> [账本]",
        after_help = "示例：\n  kaocheng form 账本2025 --kind 目标 --to xlsx,docx --out 报送\n  kaocheng form 账本2025 --kind 自评 --to docx,pdf --out 报送\n  kaocheng form 账本2025 --kind 自评 --projects --out 报送     每个项目一份\n  kaocheng form 账本2025 --kind 汇总 --out 报送                各项目自评汇总\n\n目标申报表印的是年初批复的目标和预算，年中调整以前的。"
    )]
    Form(StandardForm),
    /// 监控：某一期的目标进度和预算执行，亮灯、预计全年、查缺补漏，写出监控表
    #[command(
        override_usage = "kaocheng monitor [选项] --period <期间> [账本]...",
        after_help = "示例：\n  kaocheng monitor 账本2025 --period 2025-Q3\n  kaocheng monitor 账本2025 --period 2025-Q3 --to docx,xlsx,pdf --out 报送\n  kaocheng monitor 全市账本 --period 2025-07              目录下的每本账，汇总成一张表\n  kaocheng monitor 账本2025 --period 2025 --history       历次预计与年末实际对照\n  kaocheng monitor 账本2025 --period 2025-Q3 --project 学生资助  只看一个项目\n\n期间写 2025-07（月）、2025-Q3（季）、2025-H1（半年）或 2025（全年）。按期末当天账本已经登记的内容计算。\n退出码：0 没有错误，1 有红灯没有写明原因和措施，2 有账本读不了。"
    )]
    Monitor(Monitor),
    /// 统计：由台账算一个数，写明算法、用到的数和出自哪些行
    #[command(
        override_usage = "kaocheng measure [选项] [账本] <统计>...",
        after_help = "示例：\n  kaocheng measure 账本2025 --ready 供地     现成的：行数、各列的合计和平均、各类的占比\n  kaocheng measure 账本2025 '计数(供地 | 方式 = 出让)' --unit 宗\n  kaocheng measure 账本2025 '按时率(规划编制.实际完成 ≤ 计划完成)' --as-of 2025-06-30\n  kaocheng measure 账本2025 '差(求和(供地.面积 | 签订日期 在 本年), 求和(供地.面积 | 签订日期 在 上年))'\n\n可用 计数、求和、平均、最大、最小、去重、占比、按时率、满意度，以及 ÷ ＋ −。\n台账大得装不进内存时逐行读，行数再多也能算。\n退出码：0 算出来了，1 有算不出来的，2 账本读不了。"
    )]
    Measure(MeasureOf),
    /// 生成报告：由账本生成自评报告和自评表
    #[command(
        override_usage = "kaocheng report [选项] [账本]",
        after_help = "示例：\n  kaocheng report 账本2025 --to docx,pdf,xlsx --out 报送\n  kaocheng report 账本2025 --as-of 2025-06-30 --out 半年\n  kaocheng report 账本2025 --final --out 定稿\n\n自评报告写 docx、pdf、ofd、html、md，自评表写 xlsx。报告写出以前先审自己，\n有错误的不能定稿；可以放行的写进账本目录的 kaocheng.toml（免报）。\n退出码：0 没有错误，1 有错误，2 账本或模板读不了。"
    )]
    Report(Report),
    /// 佐证：列出账本的佐证，核对有没有缺失、改动、未登记、无用和重复
    #[command(
        override_usage = "kaocheng evidence [选项] [账本]\n      kaocheng evidence add [选项] --by <姓名> [账本] <文件>...",
        after_help = "示例：\n  kaocheng evidence 账本2025\n  kaocheng evidence add 账本2025 巡查记录.pdf --by 张三 --proves Z01\n\n校验值（SM3、SHA-256）记在账本的 evidence/登记.csv，只添不改。\n退出码：0 没有问题，1 有问题（提示不算），2 账本读不了。"
    )]
    Evidence(Evidence),
    /// 对账：列出改过的 Word 报告里与账本不一致的数和话
    #[command(
        override_usage = "kaocheng drift [选项] [账本] <报告>",
        after_help = "示例：\n  kaocheng drift 账本2025 领导改过的.docx\n  kaocheng drift 账本2025 领导改过的.docx --accept              把改过的话写回账本\n  kaocheng drift 账本2025 领导改过的.docx --accept 三公经费支出  这个录入的数也写回\n\n先认报告里的隐藏标记，标记丢了的按文字对照。算出来的数不能改，会写明要更正哪本台账。\n退出码：0 一致，1 有不一致，2 账本或报告读不了。"
    )]
    Drift(Drift),
    /// 满意度调查：由答卷算出回收、有效、满意率、满意度指数和置信区间
    #[command(
        override_usage = "kaocheng survey [选项] [账本]",
        after_help = "示例：\n  kaocheng survey 账本2025\n\n退出码：0 没有错误，1 有错误（例如写的百分比以这些份数不可能出现），2 账本读不了。"
    )]
    Survey(Survey),
    /// 守着账本：存盘就重新评分、重新自审，列出变了什么
    #[command(
        override_usage = "kaocheng watch [选项] [账本]",
        after_help = "示例：\n  kaocheng watch 账本2025\n\n按 Ctrl-C 结束。"
    )]
    Watch(Watch),
    /// 整改：各来源的问题整改到什么程度，哪些逾期、快到期、没有佐证
    #[command(
        override_usage = "kaocheng rectify [选项] [账本]",
        after_help = "示例：\n  kaocheng rectify 账本2025 --as-of 2025-12-31\n  kaocheng rectify 账本2025 --last 账本2024\n  kaocheng rectify 账本2025 --to xlsx,docx,pdf --out 报送\n\n退出码：0 没有问题，1 有问题（提示不算），2 账本读不了。"
    )]
    Rectify(Rectify),
    /// 部门汇总：把下属单位的账本汇成部门的数，内部往来只算一次，逐笔列出
    #[command(
        override_usage = "kaocheng rollup [选项] [账本]",
        after_help = "示例：\n  kaocheng rollup 教育局2025\n  kaocheng rollup 教育局2025 --to xlsx,docx --out 报送\n\n部门的账本在 book.toml 里用“下属”写明各单位账本的文件夹，评分、监控、报告等命令照常用在部门的账本上。\n退出码：0 没有错误，1 有错误（例如两边的往来对不上），2 账本读不了。"
    )]
    Rollup(Rollup),
    /// 改账本：按位置改一项，改完账本仍须读得通，记入日志
    #[command(
        override_usage = "kaocheng set [选项] [账本] <位置> <值>...",
        after_help = "示例：\n  kaocheng set 账本2025 指标Z01.目标 36 --why '按批复调整'\n  kaocheng set 账本2025 预算人员经费.年初预算 268.50\n  kaocheng set 账本2025 项目学生资助/指标P03.佐证 名单.pdf 签收表.pdf\n  kaocheng set 账本2025 指标Z01.偏差原因 --clear\n\n只改这一处，文件里的批注和排列都不动。署名取环境变量 KAOCHENG_USER，没有则为登录名。\n退出码：0 改好了，1 改了但账本还有错，2 没有改。"
    )]
    Set(Set),
    /// 日志：谁在什么时候改了账本的什么，为什么
    #[command(
        override_usage = "kaocheng log [选项] [账本]",
        after_help = "示例：\n  kaocheng log 账本2025\n  kaocheng log 账本2025 --field 指标Z01.目标\n  kaocheng log 账本2025 --verify\n  kaocheng log 账本2025 --verify --checkpoint 检查点.txt\n\n日志在账本的 .kaocheng 目录里，每次操作由 SM3 与前一次相接。手工改的，下次用命令改动账本时作为一次“手工编辑”记入。\n退出码：0 正常，1 日志被改过，2 读不了。"
    )]
    Log(Log),
    /// 撤销：把一次操作改回去；撤销也是一次操作，可以再撤销
    #[command(
        override_usage = "kaocheng undo [选项] [账本] [第几次]",
        after_help = "示例：\n  kaocheng undo 账本2025\n  kaocheng undo 账本2025 12 --why '导错了表'\n\n后来又被改过的地方不会撤销，会写明是谁改的。"
    )]
    Undo(Undo),
    /// 对比：两本账，或一本账的两天，逐项有什么不同
    #[command(
        override_usage = "kaocheng diff [选项] [账本] <账本或日期>",
        after_help = "示例：\n  kaocheng diff 账本2025 账本2025改\n  kaocheng diff 账本2025 2026-03-01\n\n退出码：0 没有不同，1 有不同，2 读不了。"
    )]
    Diff(Diff),
    /// 填写说明：账本里有哪些项，各写什么，哪些必填
    #[command(
        override_usage = "kaocheng fields [选项] [种类]",
        after_help = "示例：\n  kaocheng fields 指标\n  kaocheng fields --format schema > 账本.schema.json"
    )]
    Fields(Fields),
    /// 数据库：把账本放进 SQLite 或 PostgreSQL，备份、恢复、核对、写检查点
    #[cfg(feature = "store")]
    #[command(
        override_usage = "kaocheng store <命令>",
        after_help = "示例：\n  kaocheng store create 数据\n  kaocheng store put 数据 账本2025\n  kaocheng store list 数据\n  kaocheng store get 数据 账本2025 --out 取出的账本\n  kaocheng store backup 数据 --out 备份.db\n  kaocheng store check 数据\n\n数据库写一个本机的目录（SQLite），或 postgres:// 开头的网址。"
    )]
    Store(Store),
    /// 网页：在浏览器里审报告、填账本，不联网
    #[command(
        override_usage = "kaocheng serve [选项]",
        after_help = "示例：\n  kaocheng serve --open                               审报告，拖进去就审，不存盘\n  kaocheng serve --data 我的账本 --open               填账本，只给本机用\n  kaocheng serve --demo --open                        看示例账本\n  kaocheng serve --address 0.0.0.0 --port 80          给别的机器用\n  kaocheng serve --proxy 127.0.0.1                    前面有同一台机器上的代理\n\n程序用 POST /api/check。按 Ctrl-C 结束。"
    )]
    Serve(Serve),
    /// 演示：用自带的例子走一遍全过程，不需要任何参数和网络
    #[command(override_usage = "kaocheng demo [选项]")]
    Demo(Demo),
    /// 手册：列出、查看中文手册，不联网
    #[command(
        override_usage = "kaocheng help [题目]",
        after_help = "示例：\n  kaocheng help\n  kaocheng help workbook\n  kaocheng help 用 Excel 填账本\n\n在终端上用 PAGER 指定的程序分页，没有则用 less。"
    )]
    Help(Help),
    /// 补全：写出 shell 的补全脚本
    #[command(
        override_usage = "kaocheng completions <shell>",
        after_help = "示例：\n  kaocheng completions bash > ~/.local/share/bash-completion/completions/kaocheng\n  kaocheng completions zsh > ~/.zfunc/_kaocheng\n  kaocheng completions fish > ~/.config/fish/completions/kaocheng.fish"
    )]
    Completions(Completions),
    /// 写出 man 手册页
    #[command(hide = true, override_usage = "kaocheng man > kaocheng.1")]
    Man,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Score {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 评分方案：自带方案的名称，或 TOML 文件；不写则用账本里写明的
    #[arg(long, value_name = "方案")]
    pub(crate) scheme: Option<String>,
    /// 只评这个项目（projects 目录里的项目支出自评）
    #[arg(long, value_name = "项目", conflicts_with = "projects")]
    pub(crate) project: Option<String>,
    /// 所有项目各评各的，汇总成一张表
    #[arg(long)]
    pub(crate) projects: bool,
    /// 逐项写明评分的规则、数据和算式
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Watch {
    /// 账本目录，不写则为所在的账本
    #[arg(value_name = "账本", help_heading = "参数")]
    pub(crate) book: PathBuf,
    /// 评分方案：自带方案的名称，或 TOML 文件；不写则用账本里写明的
    #[arg(long, value_name = "方案")]
    pub(crate) scheme: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Demo {
    /// 写到哪个目录，不写则为 kaocheng-demo
    #[arg(
        long,
        value_name = "目录",
        default_value = "./kaocheng-demo",
        hide_default_value = true
    )]
    pub(crate) out: PathBuf,
    /// 目录里已经有东西也写，覆盖同名的
    #[arg(long)]
    pub(crate) force: bool,
}

/// As of when a book is read.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Known {
    /// 按哪一天结束时账本所记的看，如 2025-06-30；不写则按现在
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) as_of: Option<Date>,
}

/// How a command tells what it found.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Told {
    /// 答复的形式：text 给人看，json 给程序用
    #[arg(
        long,
        value_name = "格式",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) format: Format,
}

/// Where a command that typesets writes, and where it finds fonts.
#[derive(Debug, Args)]
pub(crate) struct Folders {
    /// 写到哪个目录，只写一个文件时也可以是文件；不写则为当前目录
    #[arg(
        long,
        value_name = "路径",
        default_value = ".",
        hide_default_value = true
    )]
    pub(crate) out: PathBuf,
    /// 另到这些目录里找字体
    #[arg(long, value_name = "目录")]
    pub(crate) fonts: Vec<PathBuf>,
}

/// For whom something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

fn date(typed: &str) -> Result<Date, &'static str> {
    typed.parse().map_err(|_| "写成 2025-06-30 这样的日期")
}
