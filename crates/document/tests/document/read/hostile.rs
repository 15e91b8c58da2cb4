//! Files made to exhaust or to crash a reader.

use document::{Limits, ReadError, read};
use proptest::prelude::*;

use crate::read::binary::{looped, ole, par, put, streams};
use crate::read::ofd::ofd;
use crate::read::package::{body, docx, p, package};

#[test]
fn a_zip_bomb_is_stopped_while_it_unpacks() {
    let bomb = package(&[("word/document.xml", &body(&" ".repeat(5 << 20)))]);
    assert!(bomb.len() < 1 << 14);
    let limits = Limits {
        max_unpacked: 4 << 20,
        ..Limits::default()
    };
    let error = read("a.docx", &bomb, &limits).unwrap_err();
    assert!(matches!(error, ReadError::Unpacked { .. }), "{error}");
}

#[test]
fn entities_are_not_expanded() {
    let xml = format!(
        "<!DOCTYPE x [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;\">]>{}",
        "甲".repeat(100),
        body(&p("&b;&b;&lt;")).trim_start_matches(r#"<?xml version="1.0" encoding="UTF-8"?>"#)
    );
    let document = read(
        "a.docx",
        &package(&[("word/document.xml", &xml)]),
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(document.flatten().text, "&b;&b;<");
}

#[test]
fn depth_is_bounded() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(50_000);
    let document = read("a.docx", &docx(&(p("前") + &deep)), &Limits::default()).unwrap();
    assert_eq!(
        (document.flatten().text.trim(), document.faults.len()),
        ("前", 1)
    );

    for open in ["<div>", "<b><div>", "<table><td>"] {
        let page = format!("<p>前</p>{}后", open.repeat(100_000));
        let document = read("a.html", page.as_bytes(), &Limits::default()).unwrap();
        assert!(document.flatten().text.starts_with('前'));
        assert_eq!(document.faults.len(), 1, "{open}");
    }
    let quoted = ">".repeat(100_000) + " 文";
    assert!(read("a.md", quoted.as_bytes(), &Limits::default()).is_ok());
}

#[test]
fn spans_and_pieces_are_bounded() {
    let limits = Limits {
        max_pieces: 1000,
        ..Limits::default()
    };
    let page = format!(
        "<table>{}</table>",
        "<tr><td colspan=1000 rowspan=65534>1<td>2".repeat(100)
    );
    let flat = read("a.html", page.as_bytes(), &limits).unwrap().flatten();
    assert!(flat.tables.iter().all(|grid| grid.cells.len() <= 1100));

    let row = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='900'/><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc/></w:tr>".repeat(100);
    let document = read("a.docx", &docx(&format!("<w:tbl>{row}</w:tbl>")), &limits).unwrap();
    assert!(
        document
            .flatten()
            .tables
            .iter()
            .all(|grid| grid.cells.len() <= 1100)
    );
    assert_eq!(document.faults.len(), 1);

    let document = read("a.txt", "行\n".repeat(2000).as_bytes(), &limits).unwrap();
    assert_eq!((document.blocks.len(), document.faults.len()), (1000, 1));
}

#[test]
fn a_page_that_multiplies_itself_is_cut_short() {
    let fonts: String = (0..200).map(|n| format!("<p><font color={n}>")).collect();
    let page = fonts + &"<p>".repeat(1_000_000);
    let document = read("a.html", page.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(document.faults.len(), 1);
}

#[test]
fn pieces_that_say_the_same_text_again_and_again_are_bounded() {
    let (mut main, mut table) = streams(&[vec![par(&("字".repeat(1000) + "\r"))]]);
    let count = 100_000u32;
    put(&mut main, 0x4C, &(count * 1000).to_le_bytes());
    put(
        &mut main,
        0x9A + 8 * 33,
        &(table.len() as u32).to_le_bytes(),
    );
    let length = 4 + 12 * count;
    put(&mut main, 0x9A + 8 * 33 + 4, &(length + 5).to_le_bytes());
    table.push(2);
    table.extend(length.to_le_bytes());
    table.extend((0..=count).flat_map(|index| (index * 1000).to_le_bytes()));
    for _ in 0..count {
        table.extend([0, 0]);
        table.extend(2048u32.to_le_bytes());
        table.extend([0, 0]);
    }
    let bomb = ole(&[("WordDocument", &main), ("1Table", &table)]);
    let limits = Limits {
        max_unpacked: 4 << 20,
        ..Limits::default()
    };
    let document = read("a.doc", &bomb, &limits).unwrap();
    assert!(document.flatten().text.len() < 8 << 20);
}

/// A workbook of one sheet with some cells.
fn workbook(cells: &str, strings: &str, styles: &str) -> Vec<u8> {
    package(&[
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="表" r:id="r1" xmlns:r="x"/></sheets></workbook>"#,
        ),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
        (
            "xl/worksheets/sheet1.xml",
            &format!(r#"<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>"#),
        ),
    ])
}

#[test]
fn cells_that_name_one_string_again_and_again_are_bounded() {
    let limits = Limits {
        max_unpacked: 1 << 20,
        max_text: 1 << 20,
        ..Limits::default()
    };
    let string = "字".repeat(1 << 17);
    let strings = format!("<sst><si><t>{string}</t></si></sst>");
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(200);
    let document = read(
        "a.xlsx",
        &workbook(&cells, &strings, "<styleSheet/>"),
        &limits,
    )
    .unwrap();
    assert!(document.flatten().text.len() < 2 << 20);
    let told = &document.faults[0].message;
    assert!(told.contains("文字超过 1 MB"), "{told}");
}

#[test]
fn a_format_shows_no_places_without_end() {
    let code = "0".repeat(1 << 20);
    let styles = format!(
        r#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="0.{code}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>"#
    );
    let cells = r#"<c s="0"><v>1</v></c>"#.repeat(20);
    let workbook = workbook(&cells, "<sst/>", &styles);
    let document = read("a.xlsx", &workbook, &Limits::default()).unwrap();
    assert!(document.flatten().text.len() < 20 * 300);
}

#[test]
fn chains_of_sectors_that_bite_their_tails_end() {
    let (main, table) = streams(&[vec![par(&("字".repeat(9000) + "\r"))]]);
    let sound = ole(&[("WordDocument", &main), ("1Table", &table)]);
    for looped in looped(&sound) {
        let _ = read("a.doc", &looped, &Limits::default());
    }
}

#[test]
fn pages_without_number_are_bounded() {
    let root = "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>";
    let document = format!(
        "<Document>{}</Document>",
        "<Page ID='1' BaseLoc='p.xml'/>".repeat(200_000)
    );
    let bomb = package(&[
        ("OFD.xml", root),
        ("d.xml", &document),
        ("p.xml", "<Page/>"),
    ]);
    let document = read("a.ofd", &bomb, &Limits::default()).unwrap();
    assert_eq!(document.faults.len(), 1);
}

#[test]
fn tables_that_name_one_page_again_and_again_are_bounded() {
    let (mut main, mut table) = streams(&[vec![par("正文\r")]]);
    let page = (main.len() / 512 - 1) as u32;
    for number in [12, 13] {
        let count = 1_000_000u32;
        put(
            &mut main,
            0x9A + 8 * number,
            &(table.len() as u32).to_le_bytes(),
        );
        put(
            &mut main,
            0x9A + 8 * number + 4,
            &(4 + 8 * count).to_le_bytes(),
        );
        table.extend((0..=count).flat_map(|_| 0u32.to_le_bytes()));
        table.extend((0..count).flat_map(|_| page.to_le_bytes()));
    }
    let bomb = ole(&[("WordDocument", &main), ("1Table", &table)]);
    assert!(read("a.doc", &bomb, &Limits::default()).is_ok());
}

/// Pieces of WordprocessingML, well-formed or not.
fn fragments() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "</w:r>",
        "<w:t>",
        "</w:t>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>",
        "<w:tcPr><w:vMerge/></w:tcPr>",
        "<w:tcPr><w:gridSpan w:val='3'/></w:tcPr>",
        "<w:tcPr><w:hMerge/></w:tcPr>",
        "<w:trPr><w:gridBefore w:val='2'/></w:trPr>",
        "<w:trPr><w:del/></w:trPr>",
        "<w:ins>",
        "</w:ins>",
        "<w:pPr><w:numPr><w:ilvl w:val='8'/><w:numId w:val='1'/></w:numPr></w:pPr>",
        "<w:fldChar w:fldCharType='begin'/>",
        "<w:fldChar w:fldCharType='end'/>",
        "<w:rPr><w:b/></w:rPr>",
        "<w:br/>",
        "<w:br w:type=\"page\"/>",
        "<w:sym w:char='F0zz'/>",
        "&amp;",
        "&#x110000;",
        "&",
        "<",
        "12.5万元",
        "  ",
        "<mc:AlternateContent><mc:Choice>",
        "</mc:Choice></mc:AlternateContent>",
        "<w:txbxContent>",
        "</w:txbxContent>",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn consistent(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let limits = Limits {
        max_pieces: 5000,
        max_unpacked: 1 << 20,
        ..Limits::default()
    };
    if let Ok(document) = read(name, bytes, &limits) {
        let flat = document.flatten();
        for piece in &flat.pieces {
            prop_assert!(flat.text.get(piece.start..piece.end).is_some());
        }
        for mark in document.blocks.iter().flat_map(|block| match block {
            document::Block::Paragraph(text) => text.marks.as_slice(),
            _ => &[],
        }) {
            prop_assert!(!mark.range.is_empty());
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.docx", "a"])) {
        consistent(name, &bytes)?;
    }

    #[test]
    fn any_text(text in "[ -~一-龥\n\r\t*#|>`<&;1-9.]{0,200}", name in prop::sample::select(vec!["a.txt", "a.md", "a.html"])) {
        consistent(name, text.as_bytes())?;
    }

    #[test]
    fn any_word_markup(inner in fragments()) {
        consistent("a.docx", &docx(&inner))?;
    }

    #[test]
    fn any_web_markup(pieces in prop::collection::vec(prop::sample::select(vec![
        "<table>", "</table>", "<tr>", "<td colspan=3>", "<th rowspan=0>", "<caption>", "<p>", "</p>", "<b>", "</b>", "<h1>", "</h1>", "<a>",
        "<pre>", "<select><option>", "<template>", "<svg><title>", "<math><mi>", "<form>", "<frameset>", "</body>", "<br>", "文 字\n", "12", "<title>", "<li>",
    ]), 0..60)) {
        consistent("a.html", pieces.concat().as_bytes())?;
    }

    #[test]
    fn a_damaged_binary_document(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let (mut main, mut table) = streams(&[vec![par("资产12\r"), par("甲\u{7}").set(&[0x16, 0x24, 1])], vec![par("注\r")]]);
        let whole = ole(&[("WordDocument", &main), ("1Table", &table)]);
        let mut damaged = whole.clone();
        // What the head and the tables hold is nearly all of a small file.
        for (at, byte) in &changes {
            let at = at.index(damaged.len());
            damaged[at] = *byte;
            let at = at % (main.len() + table.len());
            *main.iter_mut().chain(&mut table).nth(at).unwrap() = *byte;
        }
        consistent("a.doc", &damaged)?;
        consistent("a.doc", &ole(&[("WordDocument", &main), ("1Table", &table)]))?;
        consistent("a.doc", &whole[..whole.len() - changes.len()])?;
    }

    #[test]
    fn any_fixed_layout(pieces in prop::collection::vec(prop::sample::select(vec![
        "<ofd:TextObject Boundary='20 20 100 5' Size='5'>", "</ofd:TextObject>", "<ofd:TextObject Boundary='1e9 NaN' Size='-3' CTM='0 1 inf 0 0 1'>",
        "<ofd:TextCode X='0' Y='4' DeltaX='g 9999999999 1 5'>12.5万元</ofd:TextCode>", "<ofd:TextCode X='0' Y='1e300'>甲", "</ofd:TextCode>",
        "<ofd:PathObject Boundary='0 0 210 297'>", "</ofd:PathObject>", "<ofd:AbbreviatedData>M 0 0 L 100 0 L 100 50 C", "</ofd:AbbreviatedData>",
        "<ofd:AbbreviatedData>C L 1 B 1 2 3</ofd:AbbreviatedData>", "<ofd:Template TemplateID='t'/>", "<ofd:ImageObject/>", "<ofd:PhysicalBox>0 0 1 1e9</ofd:PhysicalBox>", "<", "&",
    ]), 0..40)) {
        consistent("a.ofd", &ofd(&[&pieces.concat(), "<ofd:PageBlock>"]))?;
    }

    #[test]
    fn a_damaged_container(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..8)) {
        let mut whole = docx(&p("正文"));
        let at = at.index(whole.len());
        for (place, byte) in whole[at..].iter_mut().zip(bytes) {
            *place = byte;
        }
        consistent("a.docx", &whole)?;
    }
}
