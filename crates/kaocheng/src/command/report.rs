//! `report`: makes the report and the score sheet from a book.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use document::Picture;

use crate::Outcome;
use crate::arguments::{Output, Report};
use crate::command::check::{profile_for, today};
use crate::error::Failure;
use crate::out::Out;
use crate::press::Press;
use crate::render::born;
use crate::{say, shelf};
use work::print::{Format, Press as _, Ready, print};
use work::report::{Request, report as make};
use work::{Layout, Obstacle, files};

/// A file that was written.
pub(crate) struct Written {
    pub(crate) path: PathBuf,
    /// What the user should know of it: pages, fonts.
    pub(crate) remark: String,
}

pub(crate) fn run(arguments: &Report) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let layout = Layout::named(&arguments.template)?;
    let formats = formats(&arguments.to, &layout)?;
    let press = Press::new(&arguments.folders.fonts);
    let draw = &mut |picture: &Picture| press.png(picture).map_err(|error| error.to_string());
    let request = Request {
        layout: &layout,
        scheme: arguments.scheme.as_deref(),
        as_of: arguments.known.as_of,
        finished: arguments.finished,
        profile: &profile_for(folder)?,
        today: today(),
    };
    let book = shelf::load(folder)?;
    if let Some(day) = arguments.known.as_of {
        shelf::remind(&book, day);
    }
    let made = make(folder, book, &request, draw)?;
    let card = &made.scored.card;
    let outcome = match made.is_sound() {
        true => Outcome::Clean,
        false => Outcome::Findings,
    };
    let mut out = anstream::stdout().lock();
    born::write(&mut out, &made.audit, card)?;
    for file in &made.unused {
        writeln!(
            out,
            "提示 {file} 没有印进报告：模板没有用到这一段。改法：文件改用模板里的名称（见 kaocheng report --help），或删去"
        )?;
    }
    for name in &made.audit.unbound {
        writeln!(
            out,
            "提醒 自定义的关系“{name}”在报告里没有对上数，等于没有查。改法：核对它的名称或文字；可以没有的，写上“可缺”和理由"
        )?;
    }
    if arguments.finished && !made.is_ready() {
        for Obstacle { problem, remedy } in &made.obstacles {
            writeln!(out, "定稿以前要处理：{problem}。改法：{remedy}")?;
        }
        let why = match outcome {
            Outcome::Clean => format!("还有{}处没有处理", made.obstacles.len()),
            _ => "有错误".to_owned(),
        };
        writeln!(
            out,
            "状态：{why}，不能定稿，没有写出任何文件。改正后再试；确认无误的写进账本目录的 kaocheng.toml（免报）；\
             不加 --final 可以先写成征求意见稿。"
        )?;
        return Ok(Outcome::Findings);
    }
    let out_folder = &arguments.folders.out;
    let written = write_all(folder, &made.ready(), &formats, out_folder, &press)?;
    writeln!(
        out,
        "状态：{}{}",
        arguments
            .known
            .as_of
            .map_or_else(String::new, |day| format!("数据截至{}，", day.chinese())),
        match (arguments.finished, outcome) {
            (true, _) => "定稿。".to_owned(),
            (false, Outcome::Clean) if made.obstacles.is_empty() => {
                "征求意见稿。自审没有错误，加 --final 定稿。".to_owned()
            }
            (false, Outcome::Clean) => format!(
                "征求意见稿。自审没有错误；定稿以前还有{}处要处理，加 --final 逐处列出。",
                made.obstacles.len()
            ),
            (false, _) => "征求意见稿。有错误，改正以前不能定稿。".to_owned(),
        }
    )?;
    for file in &written {
        say::wrote(&file.path, &file.remark)?;
    }
    Ok(outcome)
}

/// The formats asked for; a user's Word template gives a Word document only, and the score sheet beside it.
fn formats(asked: &[Output], layout: &Layout) -> Result<Vec<Output>, Failure> {
    let word = |format: &Output| matches!(format, Output::Docx | Output::Xlsx);
    if !layout.is_word() {
        return Ok(asked.to_vec());
    }
    if asked == DEFAULT || asked.iter().all(word) {
        return Ok(asked.iter().copied().filter(word).collect());
    }
    let name = &layout.pattern.name;
    Err(Failure::Said(format!(
        "Word 模板“{name}”只能写成 docx（自评表写 xlsx）；要 PDF，请用 Word 打开写好的 docx 另存。"
    )))
}

/// The formats when none are asked for.
const DEFAULT: [Output; 5] = [
    Output::Docx,
    Output::Pdf,
    Output::Html,
    Output::Md,
    Output::Xlsx,
];

/// Writes the report in each format; everything is made before the first file is written.
pub(crate) fn write_all(
    folder: &Path,
    ready: &Ready<'_>,
    formats: &[Output],
    out: &Path,
    press: &Press,
) -> Result<Vec<Written>, Failure> {
    let mut names = Vec::new();
    let mut made = Vec::new();
    for format in formats.iter().map(|output| Format::from(*output)) {
        names.push(format.file().to_owned());
        made.push(print(folder, ready, format, press)?);
    }
    let mut written = Vec::new();
    for (path, mut printed) in Out::of(out).files(&names)?.into_iter().zip(made) {
        let told = files::publish(&path, &printed.bytes)?.remark();
        printed.remark.push_str(&told);
        written.push(Written {
            path,
            remark: printed.remark,
        });
    }
    Ok(written)
}
