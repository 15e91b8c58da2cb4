//! OFD files: pages of placed texts and lines.

use document::{Format, Limits, ReadError, detect, read};
use insta::assert_snapshot;

use crate::read::package::package;
use crate::read::sketch::sketch;

const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#;

/// A file of pages with these contents, upon one template.
pub(crate) fn ofd(pages: &[&str]) -> Vec<u8> {
    let listed: String = (0..pages.len())
        .map(|page| format!(r#"<ofd:Page ID="{page}" BaseLoc="Pages/{page}.xml"/>"#))
        .collect();
    let document = format!(
        r#"<ofd:Document xmlns:ofd="o"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>
        <ofd:TemplatePage ID="t" BaseLoc="./Tpls/t.xml"/></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"#
    );
    let template = page(&text(20.0, 10.0, 3.0, "某市财政局文件"));
    let contents: Vec<(String, String)> = pages
        .iter()
        .enumerate()
        .map(|(number, content)| (format!("Doc_0/Pages/{number}.xml"), page(content)))
        .collect();
    let mut parts = vec![
        ("OFD.xml", ROOT),
        ("Doc_0/Document.xml", &document),
        ("Doc_0/Tpls/t.xml", &template),
    ];
    parts.extend(
        contents
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_str())),
    );
    package(&parts)
}

fn page(content: &str) -> String {
    format!(
        r#"<ofd:Page xmlns:ofd="o"><ofd:Template TemplateID="t"/><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"#
    )
}

/// A text at a place, its characters set at their usual distance.
fn text(x: f64, y: f64, size: f64, characters: &str) -> String {
    let steps: Vec<String> = characters
        .chars()
        .map(|c| (if c.is_ascii() { size / 2.0 } else { size }).to_string())
        .collect();
    format!(
        r#"<ofd:TextObject Boundary="{x} {y} 170 {size}" Size="{size}"><ofd:TextCode X="0" Y="{size}" DeltaX="{}">{characters}</ofd:TextCode></ofd:TextObject>"#,
        steps[1..].join(" ")
    )
}

fn line(from: (f64, f64), to: (f64, f64)) -> String {
    format!(
        r#"<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>M {} {} L {} {}</ofd:AbbreviatedData></ofd:PathObject>"#,
        from.0, from.1, to.0, to.1
    )
}

fn sketched(bytes: &[u8]) -> String {
    sketch(&read("report.ofd", bytes, &Limits::default()).unwrap())
}

#[test]
fn lines_and_steps_and_transforms() {
    let first = [
        text(28.0, 40.0, 5.0, "　　2022年收入总计4288.85万元，其中财政拨款"),
        text(20.0, 48.0, 5.0, "收入4000.00万元。"),
        r#"<ofd:TextObject Boundary="20 60 100 10" CTM="2 0 0 2 0 0" Size="2"><ofd:TextCode X="0" Y="2" DeltaX="g 2 2 1 1">支出总1&amp;2</ofd:TextCode></ofd:TextObject>"#.to_owned(),
        r#"<ofd:PageBlock><ofd:TextObject Boundary="20 80 100 10" Size="4"><ofd:TextCode X="0" Y="4">没有步长12</ofd:TextCode></ofd:TextObject></ofd:PageBlock>"#.to_owned(),
        r#"<ofd:TextObject Visible="false" Boundary="20 90 100 10" Size="4"><ofd:TextCode X="0" Y="4">暗</ofd:TextCode></ofd:TextObject>"#.to_owned(),
    ];
    assert_snapshot!(sketched(&ofd(&[&first.concat()])));
}

#[test]
fn tables_are_found_by_their_lines() {
    let (left, middle, right) = (20.0, 80.0, 140.0);
    let rows = [100.0, 110.0, 120.0];
    let mut content = String::new();
    for y in rows {
        content += &line((left, y), (right, y));
    }
    for x in [left, middle, right] {
        content += &line((x, rows[0]), (x, rows[2]));
    }
    for (x, y, words) in [
        (left, rows[0], "项目"),
        (middle, rows[0], "决算数"),
        (left, rows[1], "基本支出"),
        (middle, rows[1], "1180.25"),
    ] {
        content += &text(x + 2.0, y + 2.0, 4.0, words);
    }
    assert_snapshot!(sketched(&ofd(&[&content])));
}

#[test]
fn pictures_and_missing_parts_are_told() {
    let scan = r#"<ofd:ImageObject Boundary="0 0 210 297" ResourceID="1"/>"#;
    let template = r#"<ofd:Page xmlns:ofd="o"/>"#;
    let page = format!(
        r#"<ofd:Page xmlns:ofd="o"><ofd:Content><ofd:Layer>{scan}</ofd:Layer></ofd:Content></ofd:Page>"#
    );
    let document = r#"<ofd:Document xmlns:ofd="o"><ofd:Pages><ofd:Page ID="1" BaseLoc="1.xml"/><ofd:Page ID="2" BaseLoc="/2.xml"/></ofd:Pages></ofd:Document>"#;
    let parts = [
        ("OFD.xml", ROOT),
        ("Doc_0/Document.xml", document),
        ("Doc_0/1.xml", &page),
        ("unused.xml", template),
    ];
    assert_snapshot!(sketched(&package(&parts)));
}

#[test]
fn files_that_only_look_like_it() {
    assert_eq!(detect("a", &ofd(&[])), Some(Format::Ofd));
    let error =
        |parts: &[(&str, &str)]| read("a.ofd", &package(parts), &Limits::default()).unwrap_err();
    assert!(matches!(
        error(&[("OFD.xml", "<OFD/>")]),
        ReadError::Damaged { .. }
    ));
    let sealed = ROOT.replace("</ofd:DocBody>", "</ofd:DocBody><ofd:Encryptions/>");
    assert!(matches!(
        error(&[("OFD.xml", &sealed)]),
        ReadError::Encrypted
    ));
}
