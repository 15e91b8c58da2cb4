//! One book to all formats, in a running program and from a cold start.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use book::{Book, score};
use divan::Bencher;
use document::{Block, Png};
use report::{Template, compose, score_sheet};
use typeset::Fonts;

fn main() {
    divan::main();
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nanchang-jingkai-2022")
}

/// Load, score, compose, and write docx, pdf, html, md and xlsx in memory.
#[divan::bench(sample_count = 20)]
fn book_to_all_formats_warm(bencher: Bencher<'_, '_>) {
    let fonts = Fonts::bundled();
    bencher.bench(|| all_formats(&fonts));
}

fn all_formats(fonts: &Fonts) -> usize {
    let book = Book::read(&folder::Plain::new(example())).expect("the example loads");
    let card = score(
        &book,
        &book.scoring_scheme().expect("the example names its scheme"),
    );
    let template = Template::shipped("bumen-zhengti").expect("the template is shipped");
    let document = compose(&book, &card, &template).expect("the example composes");
    let pictures = document.blocks.iter().filter_map(|block| match block {
        Block::Picture(picture) => Some(Png(
            typeset::png(picture, fonts, 8.0).expect("the charts are sound")
        )),
        _ => None,
    });
    let pictures: Vec<Png> = pictures.collect();
    let docx = document::docx(&document, &pictures).expect("docx").len();
    let pdf = typeset::pdf(&document, fonts).expect("pdf").bytes.len();
    let sheets = score_sheet(&book, &card).expect("the example has a score sheet");
    let xlsx = document::xlsx(&sheets).expect("xlsx").len();
    docx + pdf + xlsx + document::html(&document).len() + document::markdown(&document).len()
}

/// The program from start to end, files written.
#[divan::bench(sample_count = 20)]
fn book_to_all_formats_cold(bencher: Bencher<'_, '_>) {
    let out = std::env::temp_dir().join("kaocheng-bench-report");
    bencher.bench(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kaocheng"));
        command
            .arg("report")
            .arg(example())
            .arg("--out")
            .arg(&out)
            .stdout(Stdio::null());
        command.status().expect("the program starts")
    });
}
