//! `demo`: the whole job on the shipped example, with no argument and no network.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use include_dir::{Dir, include_dir};
use report::{State, Template};
use review::{Detail, Standing};

use crate::Outcome;
use crate::arguments::{Demo, Output};
use crate::command::check::reviewed;
use crate::command::report::{Written, write_all};
use crate::error::Failure;
use crate::press::Press;
use crate::shelf;
use work::Layout;
use work::files;
use work::print::Ready;
use work::score::{Scored, score};

pub(crate) static BOOK: Dir<'_> =
    include_dir!("$CARGO_MANIFEST_DIR/../../examples/nanchang-jingkai-2022");
pub(crate) static PUBLISHED: &str =
    include_str!("../../../../examples/nanchang-jingkai-2022-published/report.md");

const ALL: &[Output] = &[
    Output::Docx,
    Output::Pdf,
    Output::Html,
    Output::Md,
    Output::Xlsx,
];

/// The formats in which the demo's own report is read back and audited.
const READ_BACK: &[&str] = &["自评报告.docx", "自评报告.html", "自评报告.md"];

pub(crate) fn run(arguments: &Demo) -> Result<Outcome, Failure> {
    let out = &arguments.out;
    let taken = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if taken && !arguments.force {
        return Err(Failure::Said(format!(
            "“{}”已经有内容，没有改动它。加 --force 覆盖，或用 --out 换一个目录。",
            out.display()
        )));
    }
    let mut say = anstream::stdout().lock();
    let folder = out.join("账本");
    unpack(&BOOK, &folder)?;
    writeln!(say, "一、账本  {}", folder.display())?;
    let Scored { book, card } = score(shelf::load(&folder)?, None, None)?;
    writeln!(
        say,
        "    {}{}年度：{}项指标，{}本台账\n",
        book.profile.name,
        book.year,
        book.indicators.len(),
        book.ledgers.len()
    )?;
    let grade = card
        .grade
        .as_ref()
        .map_or("未定", |grade| grade.name.as_str());
    writeln!(
        say,
        "二、评分  {}：总分{}分（满分{}分），等级：{grade}",
        card.scheme, card.total, card.full
    )?;
    for lost in card.indicators.iter().filter(|item| !item.lost().is_zero()) {
        writeln!(
            say,
            "    失{}分  {}：{}",
            lost.lost(),
            lost.name,
            lost.explanation.arithmetic
        )?;
    }
    let template = Template::shipped(Template::USUAL)
        .ok_or_else(|| Failure::Said("缺少自带的报告模板".to_owned()))?;
    let composed = report::composed(&book, &card, &template).map_err(Failure::faults(&folder))?;
    let edition = Layout::named(Template::USUAL)?.edition(&card, State::Final, None);
    let ready = Ready {
        book: &book,
        card: &card,
        composed: &composed,
        edition: &edition,
        word: None,
    };
    let written = write_all(&folder, &ready, ALL, out, &Press::new(&[]))?;
    writeln!(say, "\n三、报告")?;
    for Written { path, remark } in &written {
        writeln!(say, "    {}{remark}", path.display())?;
    }
    writeln!(say, "\n四、自审  报告写完先审自己")?;
    let mut clean = true;
    for name in READ_BACK {
        let reviewed = reviewed(&out.join(name));
        clean &= reviewed.standing() == Standing::Clean;
        writeln!(say, "    {name}：{}", review::summary(&reviewed))?;
    }
    let published = out.join("已公开的报告.md");
    files::write(&published, PUBLISHED.as_bytes())?;
    writeln!(
        say,
        "\n五、审核  同一单位已公开的数字（{}）\n",
        published.display()
    )?;
    let detail = Detail {
        colours: true,
        ..Detail::default()
    };
    review::text(detail).file(&mut say, &reviewed(&published))?;
    writeln!(
        say,
        "\n全部文件在 {}。打开 自评报告.html，点任何一个数，看它从哪里来。",
        out.display()
    )?;
    Ok(if clean {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

pub(crate) fn unpack(dir: &Dir<'_>, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to).map_err(Failure::file("无法建立目录", to))?;
    for file in dir.files() {
        let name = file.path().file_name().unwrap_or_default();
        files::write(&to.join(name), file.contents())?;
    }
    for inner in dir.dirs() {
        unpack(
            inner,
            &to.join(inner.path().file_name().unwrap_or_default()),
        )?;
    }
    Ok(())
}
