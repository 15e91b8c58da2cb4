//! `report`: makes the report and the score sheet from a book.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use book::Date;
use document::{Block, Bookmarks, Picture, Png};
use report::{Composed, State, Template};
use typeset::Fonts;

use crate::Outcome;
use crate::arguments::{Output, Report};
use crate::command::check::{profile_for, today};
use crate::command::score::scored_as_of;
use crate::error::Failure;
use crate::files;
use crate::render::{born, scorecard};

/// Dots for each millimetre of a chart in a Word document: fine enough for print.
const PIXELS_PER_MM: f32 = 8.0;

/// A file that was written.
pub(crate) struct Written {
    pub(crate) path: PathBuf,
    /// What the user should know of it: pages, fonts.
    pub(crate) remark: String,
}

pub(crate) fn run(arguments: &Report) -> Result<Outcome, Failure> {
    let (book, card) = scored_as_of(
        &arguments.book,
        arguments.scheme.as_deref(),
        arguments.as_of,
    )?;
    let template = template(&arguments.template)?;
    let folder = &arguments.book;
    let composed = report::composed(&book, &card, &template).map_err(Failure::faults(folder))?;
    let audit = report::audit(&composed, &profile_for(folder)?, today());
    let outcome = match audit.is_sound() {
        true => scorecard::outcome(&card),
        false => Outcome::Findings,
    };
    let mut out = anstream::stdout().lock();
    if arguments.as_of.is_some() {
        born::undated(&mut out, &book)?;
    }
    born::write(&mut out, &audit, &card)?;
    if arguments.finished && outcome != Outcome::Clean {
        writeln!(
            out,
            "状态：有错误，不能定稿，没有写出任何文件。改正后再试；确认无误的写进账本目录的 kaocheng.toml（免报）；\
             不加 --final 可以先写成征求意见稿。"
        )?;
        return Ok(outcome);
    }
    let state = match arguments.finished {
        true => State::Final,
        false => State::Draft,
    };
    let written = write_all(
        folder,
        &book,
        &card,
        Edition {
            composed: &composed,
            state,
            as_of: arguments.as_of,
        },
        &arguments.to,
        &arguments.out,
        &arguments.fonts,
    )?;
    writeln!(
        out,
        "状态：{}{}",
        arguments
            .as_of
            .map_or_else(String::new, |day| format!("数据截至{}，", day.chinese())),
        match (arguments.finished, outcome) {
            (true, _) => "定稿。",
            (false, Outcome::Clean) => "征求意见稿。自审没有错误，加 --final 定稿。",
            (false, _) => "征求意见稿。有错误，改正以前不能定稿。",
        }
    )?;
    for file in &written {
        writeln!(out, "已写 {}{}", file.path.display(), file.remark)?;
    }
    Ok(outcome)
}

pub(crate) fn template(named: &str) -> Result<Template, Failure> {
    if let Some(template) = Template::shipped(named) {
        return Ok(template);
    }
    let path = Path::new(named);
    if !path.exists() {
        let shipped = Template::shipped_names().collect::<Vec<_>>().join("、");
        return Err(Failure::Said(format!(
            "没有名为“{named}”的报告模板，也没有这个文件。自带的有：{shipped}。"
        )));
    }
    let source = fs::read_to_string(path).map_err(Failure::file("无法读取模板", path))?;
    Template::parse(named, &source).map_err(Failure::faults(path))
}

/// A report on its way out.
#[derive(Clone, Copy)]
pub(crate) struct Edition<'a> {
    pub(crate) composed: &'a Composed,
    pub(crate) state: State,
    /// The day it looks back from.
    pub(crate) as_of: Option<Date>,
}

impl Edition<'_> {
    fn bookmarks(&self) -> Bookmarks {
        let day = self.as_of.map(|day| day.to_string());
        report::bookmarks(self.composed, self.state, day.as_deref())
    }
}

/// Writes the report in each format; everything is made before the first file is written.
pub(crate) fn write_all(
    folder: &Path,
    book: &book::Book,
    card: &book::Scorecard,
    edition: Edition<'_>,
    formats: &[Output],
    out: &Path,
    fonts: &[PathBuf],
) -> Result<Vec<Written>, Failure> {
    let document = &edition.composed.document;
    let mut press = Press {
        edition,
        folders: fonts,
        fonts: None,
    };
    let mut made = Vec::new();
    for format in formats {
        let (name, bytes, remark) = match format {
            Output::Md => (
                "自评报告.md",
                document::markdown(document).into_bytes(),
                String::new(),
            ),
            Output::Html => (
                "自评报告.html",
                document::html(document).into_bytes(),
                String::new(),
            ),
            Output::Docx => ("自评报告.docx", press.docx()?, String::new()),
            Output::Pdf => {
                let (bytes, remark) = press.pdf()?;
                ("自评报告.pdf", bytes, remark)
            }
            Output::Ofd => {
                let (bytes, remark) = press.ofd()?;
                ("自评报告.ofd", bytes, remark)
            }
            Output::Xlsx => {
                let sheets = report::score_sheet(book, card).map_err(Failure::faults(folder))?;
                let bytes =
                    document::xlsx(&sheets).map_err(|error| Failure::Said(error.to_string()))?;
                ("自评表.xlsx", bytes, String::new())
            }
        };
        made.push((out.join(name), bytes, remark));
    }
    for (path, bytes, _) in &made {
        files::write(path, bytes)?;
    }
    Ok(made
        .into_iter()
        .map(|(path, _, remark)| Written { path, remark })
        .collect())
}

/// What needs fonts; they are loaded when they are first needed.
struct Press<'a> {
    edition: Edition<'a>,
    folders: &'a [PathBuf],
    fonts: Option<Fonts>,
}

impl Press<'_> {
    fn fonts(&mut self) -> &Fonts {
        self.fonts.get_or_insert_with(|| {
            let mut folders = self.folders.to_vec();
            folders.extend(files::font_folders());
            Fonts::with_folders(&folders)
        })
    }

    fn docx(&mut self) -> Result<Vec<u8>, Failure> {
        let document = &self.edition.composed.document;
        let pictures = document.blocks.iter().filter_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        });
        let pictures: Vec<&Picture> = pictures.collect();
        let fonts = self.fonts();
        let drawn = pictures
            .iter()
            .map(|picture| typeset::png(picture, fonts, PIXELS_PER_MM).map(Png));
        let drawn: Vec<Png> = drawn
            .collect::<Result<_, _>>()
            .map_err(|error| Failure::Said(error.to_string()))?;
        let bookmarks = self.edition.bookmarks();
        document::docx_marked(document, &drawn, &bookmarks)
            .map_err(|error| Failure::Said(error.to_string()))
    }

    fn pdf(&mut self) -> Result<(Vec<u8>, String), Failure> {
        let document = &self.edition.composed.document;
        let pdf = typeset::pdf(document, self.fonts())
            .map_err(|error| Failure::Said(error.to_string()))?;
        let mut remark = pages(pdf.pages, &pdf.fonts_used, &pdf.missing);
        if let Err(reason) = &pdf.archival {
            remark.push_str(&format!(
                "\n  提醒：这份 PDF 不合归档格式 PDF/A-2a（{reason}）"
            ));
        }
        Ok((pdf.bytes, remark))
    }
    fn ofd(&mut self) -> Result<(Vec<u8>, String), Failure> {
        let document = &self.edition.composed.document;
        let ofd = typeset::ofd(document, self.fonts())
            .map_err(|error| Failure::Said(error.to_string()))?;
        let remark = pages(ofd.pages, &ofd.fonts_used, &ofd.missing);
        Ok((ofd.bytes, remark))
    }
}

/// How many pages were printed, in what, and what could not be printed.
fn pages(count: usize, fonts: &[String], missing: &[char]) -> String {
    let mut remark = format!("（{count}页，字体：{}）", fonts.join("、"));
    if !missing.is_empty() {
        let missing: String = missing.iter().collect();
        remark.push_str(&format!("\n  提醒：这些字没有字体可用，印成了空框：{missing}。请安装中文字体，或用 --fonts 指定目录"));
    }
    remark
}
