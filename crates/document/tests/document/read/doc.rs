//! Word documents of before 2007.

use document::{Format, Limits, ReadError, detect, read};
use insta::assert_snapshot;

use crate::read::binary::{Par, add_table, doc, ole, par, put, streams};
use crate::read::sketch::sketch;

const BOLD: &[u8] = &[0x35, 0x08, 1];
const DELETED: &[u8] = &[0x00, 0x08, 1];
const HIDDEN: &[u8] = &[0x3C, 0x08, 1];
const RAISED: &[u8] = &[0x48, 0x2A, 1];
const IN_TABLE: &[u8] = &[0x16, 0x24, 1];

fn sketched(bytes: &[u8]) -> String {
    sketch(&read("report.doc", bytes, &Limits::default()).unwrap())
}

#[test]
fn text_as_it_prints() {
    let text = par("资产42")
        .run("88", BOLD)
        .run(".85", &[])
        .run("9", DELETED)
        .run("暗", HIDDEN)
        .run("万元", &[])
        .run("2", RAISED)
        .run(
            "\u{2}，占\t\u{13} =6*2 \u{14}12\u{15}%，𠀀\u{b}次行\u{1e}1\r",
            &[],
        );
    assert_snapshot!(sketched(&doc(&[vec![text, par("\r"), par("末段\r")]])));
}

#[test]
fn parts_follow_the_text_and_headers_are_kept_apart() {
    let one = |text: &str| vec![par(text)];
    let parts = [
        one("正文\r"),
        one("\u{2}脚注12\r"),
        vec![par("某局\r"), par("第1页\r"), par("某局\r")],
        one("宏\r"),
        one("批注\r"),
        one("尾注\r"),
        one("文本框\r"),
    ];
    assert_snapshot!(sketched(&doc(&parts)));
}

/// The mark that ends a row whose cells have these edges and flags.
fn row(edges: &[i16], flags: &[u16]) -> Par {
    let mut define = vec![flags.len() as u8];
    define.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for flags in flags {
        define.extend(flags.to_le_bytes());
        define.extend([0; 18]);
    }
    let length = (define.len() as u16 + 1).to_le_bytes();
    par("\u{7}")
        .set(IN_TABLE)
        .set(&[0x17, 0x24, 1, 0x08, 0xD6])
        .set(&length)
        .set(&define)
}

fn cell(text: &str) -> Par {
    par(&format!("{text}\u{7}")).set(IN_TABLE)
}

#[test]
fn tables_with_merged_cells() {
    let (begin, go_on) = (0x60, 0x20);
    let text = vec![
        par("表前\r"),
        cell("项目"),
        cell("金额"),
        row(&[0, 1000, 3000], &[begin, 0]),
        cell(""),
        cell("预算"),
        cell("决算"),
        row(&[5, 1000, 2000, 2995], &[go_on, 0, 0]),
        par("基本\r").set(IN_TABLE),
        cell("支出"),
        cell("1200.50"),
        cell("1180.25"),
        row(&[0, 1000, 2000, 3000], &[0, 0, 0]),
        par("表后\r"),
    ];
    assert_snapshot!(sketched(&doc(&[text])));
}

#[test]
fn headings_by_their_styles() {
    let mut heading = streams(&[vec![par("收支情况\r").set(&[0x40, 0x26, 1]), par("正文\r")]]);
    assert_snapshot!(sketched(&ole(&[
        ("WordDocument", &heading.0),
        ("1Table", &heading.1)
    ])));
    // Saved fast: the text in two pieces, one of them of single bytes.
    let clx = heading.1.len() as u32;
    put(&mut heading.0, 0x9A + 8 * 33, &clx.to_le_bytes());
    put(&mut heading.0, 0x9A + 8 * 33 + 4, &33u32.to_le_bytes());
    heading.1.extend([2, 28, 0, 0, 0]);
    heading
        .1
        .extend([0u32, 5, 8].iter().flat_map(|n| n.to_le_bytes()));
    let narrow = heading.0.len() as u32;
    heading.1.extend([0, 0]);
    heading.1.extend(2048u32.to_le_bytes());
    heading.1.extend([0, 0, 0, 0]);
    heading.1.extend((0x4000_0000 | (2 * narrow)).to_le_bytes());
    heading.1.extend([0, 0]);
    heading.0.extend(b"\xD4\xAA5");
    assert_snapshot!(sketched(&ole(&[
        ("WordDocument", &heading.0),
        ("1Table", &heading.1)
    ])));
}

#[test]
fn styles_and_the_labels_of_lists() {
    let of_style = |number: u8| {
        let mut paragraph = par("某局\r");
        paragraph.style = number;
        paragraph
    };
    let item = |text: &str| {
        let mut paragraph = par(text).set(&[0x0A, 0x26, 0, 0x0B, 0x46, 1, 0]);
        paragraph.style = 9;
        paragraph
    };
    let paragraphs = vec![
        of_style(0),
        of_style(1),
        item("收入\r"),
        item("\r"),
        item("支出\r"),
    ];
    let (mut main, mut table) = streams(&[paragraphs]);

    let name = |text: &str| -> Vec<u8> {
        let units: Vec<u16> = [text.chars().count() as u16]
            .into_iter()
            .chain(text.encode_utf16())
            .chain([0])
            .collect();
        units.into_iter().flat_map(u16::to_le_bytes).collect()
    };
    let style = |base: u16, text: &str| {
        let kind = (1 | base << 4).to_le_bytes();
        let entry = [&[0, 0], &kind[..], &[0; 6], &name(text), &[2, 0, 0, 0]].concat();
        [&(entry.len() as u16).to_le_bytes()[..], &entry].concat()
    };
    let head = [4, 0, 2, 0, 10, 0];
    let styles = [&head[..], &style(0xFFF, "Title"), &style(0, "单位名称")].concat();
    add_table(&mut main, &mut table, 1, &styles);

    let mut list = vec![1, 0, 7, 0, 0, 0];
    list.extend([0; 22]);
    list.extend([1, 0]);
    add_table(&mut main, &mut table, 73, &list);
    let mut level = vec![3, 0, 0, 0, 0x25];
    level.resize(28, 0);
    level.extend([3, 0, b'(', 0, 0, 0, b')', 0]);
    table.extend(level);
    let mut instance = vec![1, 0, 0, 0, 7, 0, 0, 0];
    instance.extend([0; 12]);
    add_table(&mut main, &mut table, 74, &instance);
    assert_snapshot!(sketched(&ole(&[
        ("WordDocument", &main),
        ("1Table", &table)
    ])));
}

#[test]
fn files_that_only_look_like_it() {
    let error = |name: &str, bytes: &[u8]| read(name, bytes, &Limits::default()).unwrap_err();
    let sound = doc(&[vec![par("正文\r")]]);
    assert_eq!(detect("a", &sound), Some(Format::Doc));
    assert_eq!(detect("a.wps", &sound), Some(Format::Doc));
    assert!(matches!(
        error("a.doc", &sound[..700]),
        ReadError::Damaged { .. }
    ));
    assert!(matches!(
        error("a.doc", &ole(&[("Workbook", &[])])),
        ReadError::Damaged { .. }
    ));
    let (mut main, table) = streams(&[vec![par("正文\r")]]);
    main[0x0B] |= 1;
    let sealed = ole(&[("WordDocument", &main), ("1Table", &table)]);
    assert!(matches!(error("a.doc", &sealed), ReadError::Encrypted));
    main[2] = 0x68;
    let older = ole(&[("WordDocument", &main), ("1Table", &table)]);
    assert!(matches!(error("a.doc", &older), ReadError::Legacy));
    assert_eq!(
        detect("a.doc", "<html><body>网页</body></html>".as_bytes()),
        Some(Format::Html)
    );
}
