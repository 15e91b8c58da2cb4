//! Comments in Word documents.

use std::io::{Cursor, Read};

use document::annotate::{AnnotateError, Annotated, Note, Severity, docx};
use document::{Flat, Limits, read};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::read::package::{body, docx as bare, p, package, package_bytes};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="r"><Relationship Id="rIdComments1" Type="x/styles" Target="styles.xml"/></Relationships>"#;

fn word(inner: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let body = body(inner);
    let mut parts = vec![
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", body.as_str()),
        ("word/media/a.bin", "a picture"),
    ];
    parts.extend(more);
    package(&parts)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut entry = archive.by_name(name).unwrap();
    entry.read_to_string(&mut text).unwrap();
    text
}

fn flat(bytes: &[u8]) -> Flat {
    let document = read("a.docx", bytes, &Limits::default()).unwrap();
    document.flatten()
}

/// A note on each place where a quote stands in a document.
fn notes(bytes: &[u8], quotes: &[&str]) -> Vec<Note> {
    let flat = flat(bytes);
    let mut notes = Vec::new();
    for quote in quotes {
        for (piece, place) in flat.pieces.iter().enumerate() {
            for (start, _) in flat.text_of(piece).match_indices(quote) {
                notes.push(Note {
                    origin: place.origin,
                    range: start..start + quote.len(),
                    quote: (*quote).to_owned(),
                    message: format!("与“{quote}”不符"),
                    severity: Severity::Error,
                });
            }
        }
    }
    notes
}

fn annotated(bytes: &[u8], notes: &[Note]) -> Annotated {
    let annotated = docx(bytes, notes, "考成", Some("2022-12-31T09:00:00Z")).unwrap();
    kept(bytes, &annotated.bytes);
    annotated
}

/// The body of a document with comments on all places of some quotes, drawn as `[0:` and `:0]`.
fn commented(inner: &str, quotes: &[&str]) -> String {
    commented_in(&word(inner, &[]), quotes)
}

fn commented_in(bytes: &[u8], quotes: &[&str]) -> String {
    let annotated = annotated(bytes, &notes(bytes, quotes));
    assert_eq!(annotated.unplaced, []);
    let mut text = part(&annotated.bytes, "word/document.xml");
    for id in 0..10 {
        let start = format!("<w:commentRangeStart w:id=\"{id}\"/>");
        let end = format!(
            "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
        );
        text = text
            .replace(&start, &format!("[{id}:"))
            .replace(&end, &format!(":{id}]"));
    }
    let text = text.split_once("<w:body>").unwrap().1;
    text.split_once("<w:sectPr/>").unwrap().0.to_owned()
}

/// Checks that all but the comments is as it was: every other entry by its bytes, the text by its characters.
fn kept(before: &[u8], after: &[u8]) {
    const CHANGED: [&str; 4] = [
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    ];
    let entries = |bytes: &[u8]| -> Vec<(String, Vec<u8>)> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let entries = (0..archive.len()).map(|index| {
            let mut entry = archive.by_index_raw(index).unwrap();
            let mut raw = Vec::new();
            entry.read_to_end(&mut raw).unwrap();
            let name = entry.name().unwrap().into_owned();
            if CHANGED.contains(&name.as_str()) {
                raw.clear();
            }
            (name, raw)
        });
        entries.collect()
    };
    let before_entries = entries(before);
    assert_eq!(
        entries(after)[..before_entries.len()],
        before_entries[..],
        "other entries"
    );
    assert_eq!(
        atoms(&part(after, "word/document.xml")),
        atoms(&part(before, "word/document.xml"))
    );
    assert_eq!(flat(after).text, flat(before).text);
}

/// A body as a list of what it is made of, without comments and without saying where runs are split: the tags outside of
/// runs, and each character and other child of a run with the properties of the run.
fn atoms(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().allow_dangling_amp = true;
    let mut atoms: Vec<String> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut run: Option<(usize, String)> = None;
    let mut begun = String::new();
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().unwrap();
        let raw = &xml[start..reader.buffer_position() as usize];
        let mut say = |run: &Option<(usize, String)>, text: &str| {
            atoms.push(match run {
                Some((_, set)) => format!("{set} {text}"),
                None => text.to_owned(),
            });
        };
        match event {
            Event::Eof => return atoms,
            Event::Empty(element) if element.name().into_inner().starts_with("w:comment") => {}
            Event::Start(element) => {
                let name = element.name().into_inner().to_owned();
                let plain = raw.replace(" xml:space=\"preserve\"", "");
                if name == "w:r" && run.is_none() {
                    run = Some((path.len(), plain));
                } else if !begun.is_empty() || sets_run(&run, &name, path.len()) {
                    begun.push_str(raw);
                } else if name != "w:t" {
                    say(&run, &plain);
                }
                path.push(name);
            }
            Event::End(_) => {
                let name = path.pop().unwrap();
                if !begun.is_empty() {
                    begun.push_str(raw);
                    if name == "w:rPr" {
                        let set = std::mem::take(&mut begun);
                        run.as_mut().unwrap().1.push_str(&set);
                    }
                } else if run.as_ref().is_some_and(|(depth, _)| *depth == path.len()) {
                    run = None;
                } else if name != "w:t" {
                    say(&run, raw);
                }
            }
            Event::Text(_) => raw.chars().for_each(|c| say(&run, &c.to_string())),
            _ if !begun.is_empty() => begun.push_str(raw),
            _ => say(&run, raw),
        }
    }
}

/// What stands between the anchors of a comment.
fn anchored(xml: &str, id: u32) -> String {
    let start = format!("<w:commentRangeStart w:id=\"{id}\"/>");
    let end = format!("<w:commentRangeEnd w:id=\"{id}\"/>");
    let (_, rest) = xml.split_once(&start).unwrap();
    let (inner, _) = rest.split_once(&end).unwrap();
    let mut reader = Reader::from_str(inner);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return text,
            Event::Start(element) if element.name().into_inner() == "w:delText" => {
                while !matches!(reader.read_event().unwrap(), Event::End(_)) {}
            }
            Event::Text(shown) => text.push_str(&shown),
            Event::GeneralRef(entity) => text.push_str(match &*entity {
                "amp" => "&",
                _ => "<",
            }),
            Event::Empty(element) if element.name().into_inner() == "w:tab" => text.push('\t'),
            _ => {}
        }
    }
}

fn sets_run(run: &Option<(usize, String)>, name: &str, depth: usize) -> bool {
    name == "w:rPr" && run.as_ref().is_some_and(|(at, _)| at + 1 == depth)
}

#[test]
fn a_figure_in_the_middle_of_a_run() {
    let run =
        "<w:p><w:r w:rsidR='1'><w:rPr><w:b/></w:rPr><w:t>资产 4288.85 万元。</w:t></w:r></w:p>";
    insta::assert_snapshot!(commented(run, &["4288.85"]), @r#"<w:p><w:r w:rsidR='1'><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">资产 </w:t></w:r>[0:<w:r w:rsidR='1'><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">4288.85</w:t></w:r>:0]<w:r w:rsidR='1'><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> 万元。</w:t></w:r></w:p>"#);
}

#[test]
fn a_figure_over_several_runs() {
    let runs = "<w:p><w:r><w:t>资产42</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>88</w:t></w:r>\
        <w:r><w:t>.85万</w:t><w:tab/><w:t>元</w:t></w:r></w:p>";
    insta::assert_snapshot!(commented(runs, &["4288.85", "万\t元"]), @"<w:p><w:r><w:t>资产</w:t></w:r>[0:<w:r><w:t>42</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>88</w:t></w:r><w:r><w:t>.85</w:t></w:r>:0][1:<w:r><w:t>万</w:t><w:tab/><w:t>元</w:t></w:r>:1]</w:p>");
}

#[test]
fn several_notes_on_one_figure_and_overlapping_ones() {
    let run = "<w:p><w:r><w:t>占97.64%以上</w:t></w:r></w:p>";
    insta::assert_snapshot!(commented(run, &["97.64%", "97.64%", "64%以", "占97"]), @"<w:p>[3:<w:r><w:t>占</w:t></w:r>[0:[1:<w:r><w:t>97</w:t></w:r>:3]<w:r><w:t>.</w:t></w:r>[2:<w:r><w:t>64%</w:t></w:r>:0]:1]<w:r><w:t>以</w:t></w:r>:2]<w:r><w:t>上</w:t></w:r></w:p>");
}

#[test]
fn what_is_not_written_as_it_is_shown() {
    let run = "<w:p><w:r><w:t>A&amp;B&#x4E00;1</w:t><w:sym w:font='Symbol' w:char='F0B3'/><w:noBreakHyphen/><w:t><![CDATA[5<6]]></w:t></w:r></w:p>";
    insta::assert_snapshot!(commented(run, &["B一", "≥", "<"]), @"<w:p><w:r><w:t>A&amp;</w:t></w:r>[0:<w:r><w:t>B&#x4E00;</w:t></w:r>:0]<w:r><w:t>1</w:t></w:r>[1:<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>:1]<w:r><w:noBreakHyphen/></w:r>[2:<w:r><w:t><![CDATA[5<6]]></w:t></w:r>:2]</w:p>");
}

#[test]
fn the_label_of_a_list_item_stands_in_no_run() {
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>完成30次</w:t></w:r></w:p>";
    let bytes = word(item, &[("word/numbering.xml", numbering)]);
    assert_eq!(flat(&bytes).text, "1、完成30次");
    insta::assert_snapshot!(commented_in(&bytes, &["30", "1、", "1、完成"]), @"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>[1:[2:<w:r><w:t>完成</w:t></w:r>:2][0:<w:r><w:t>30</w:t></w:r>:0]<w:r><w:t>次</w:t></w:r>:1]</w:p>");
}

#[test]
fn cells_and_their_paragraphs() {
    let table = "<w:tbl><w:tr><w:tc><w:p/><w:p><w:r><w:t>人员</w:t></w:r></w:p><w:p><w:r><w:t>经费</w:t></w:r></w:p></w:tc>\
        <w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>440.90</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p/></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>440.90</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    insta::assert_snapshot!(commented(table, &["员\n经", "440.90"]), @"<w:tbl><w:tr><w:tc><w:p/><w:p><w:r><w:t>人</w:t></w:r>[0:<w:r><w:t>员</w:t></w:r></w:p><w:p><w:r><w:t>经</w:t></w:r>:0]<w:r><w:t>费</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p>[1:<w:r><w:t>440.90</w:t></w:r>:1]</w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>[2:<w:r><w:t>440.90</w:t></w:r>:2]</w:p></w:tc></w:tr></w:tbl>");
}

#[test]
fn lines_broken_by_the_author_are_told_apart() {
    let lines = "<w:p><w:r><w:t>一季度12</w:t><w:br/><w:t>一季度12</w:t></w:r></w:p>";
    insta::assert_snapshot!(commented(lines, &["12"]), @"<w:p><w:r><w:t>一季度</w:t></w:r>[0:<w:r><w:t>12</w:t></w:r>:0]<w:r><w:br/><w:t>一季度</w:t></w:r>[1:<w:r><w:t>12</w:t></w:r>:1]</w:p>");
}

#[test]
fn anchors_stand_beside_runs_in_links_changes_and_fields() {
    let inner = "<w:p><w:hyperlink r:id='1'><w:r><w:t>见12</w:t></w:r></w:hyperlink><w:del><w:r><w:delText>12</w:delText></w:r></w:del>\
        <w:ins w:id='3'><w:r><w:t>12次</w:t></w:r></w:ins><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>=6*2</w:instrText>\
        <w:fldChar w:fldCharType='separate'/><w:t>12</w:t><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>12</w:t></w:r></w:fldSimple></w:p>";
    insta::assert_snapshot!(commented(inner, &["12"]), @"<w:p><w:hyperlink r:id='1'><w:r><w:t>见</w:t></w:r>[0:<w:r><w:t>12</w:t></w:r>:0]</w:hyperlink><w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins w:id='3'>[1:<w:r><w:t>12</w:t></w:r>:1]<w:r><w:t>次</w:t></w:r></w:ins><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>=6*2</w:instrText><w:fldChar w:fldCharType='separate'/></w:r>[2:<w:r><w:t>12</w:t></w:r>:2]<w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='PAGE'>[3:<w:r><w:t>12</w:t></w:r>:3]</w:fldSimple></w:p>");
}

#[test]
fn a_text_box_is_commented_at_its_run_and_a_formula_as_a_whole() {
    let boxed = "<w:p><w:r><w:t>前</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>框内12.5万元</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>\
        <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框内12.5万元</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent><w:t>后</w:t></w:r></w:p>\
        <w:p><m:oMath><m:f><m:num><m:r><m:t>12.5</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath></w:p>";
    insta::assert_snapshot!(commented(boxed, &["12.5"]), @"<w:p><w:r><w:t>前</w:t></w:r>[0:<w:r><w:rPr><w:i/></w:rPr><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>框内12.5万元</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框内12.5万元</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>:0]<w:r><w:rPr><w:i/></w:rPr><w:t>后</w:t></w:r></w:p><w:p>[1:<m:oMath><m:f><m:num><m:r><m:t>12.5</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>:1]</w:p>");
}

#[test]
fn a_note_is_commented_at_its_reference() {
    let notes = "<w:footnotes xmlns:w='w'><w:footnote w:id='2'><w:p><w:r><w:t>年末数12.5</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let inner = "<w:p><w:r><w:t>资产</w:t><w:footnoteReference w:id='2'/></w:r></w:p>";
    let bytes = word(inner, &[("word/footnotes.xml", notes)]);
    insta::assert_snapshot!(commented_in(&bytes, &["12.5"]), @"<w:p><w:r><w:t>资产</w:t></w:r>[0:<w:r><w:footnoteReference w:id='2'/></w:r>:0]</w:p>");
}

#[test]
fn comments_are_declared_in_the_container() {
    let bytes = word(
        "<w:p><w:r><w:t>12</w:t></w:r></w:p>",
        &[("word/_rels/document.xml.rels", RELATIONS)],
    );
    let mut notes = notes(&bytes, &["12"]);
    notes[0].message = "差 <3>\n第二段\u{1}".to_owned();
    let annotated = annotated(&bytes, &notes).bytes;
    let parts = [
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    ];
    insta::assert_snapshot!(parts.map(|name| part(&annotated, name)).join("\n\n"), @r#"
<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="w"><w:comment w:id="0" w:author="考成" w:date="2022-12-31T09:00:00Z" w:initials="考成"><w:p><w:r><w:t xml:space="preserve">【错误】差 &lt;3&gt;</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">第二段</w:t></w:r></w:p></w:comment></w:comments>

<Relationships xmlns="r"><Relationship Id="rIdComments1" Type="x/styles" Target="styles.xml"/><Relationship Id="rIdComments2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="/word/comments.xml"/></Relationships>

<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>
"#);
    assert_eq!(part(&annotated, "word/media/a.bin"), "a picture");
}

#[test]
fn comments_a_document_has_are_kept() {
    let relations = r#"<Relationships xmlns="r"><Relationship Id="a" Type="x/comments" Target="comments.xml"/></Relationships>"#;
    let comments = r#"<w:comments xmlns:w="w"><w:comment w:id="7" w:author="甲"><w:p/></w:comment></w:comments>"#;
    let inner = r#"<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>资产12</w:t></w:r><w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>"#;
    let bytes = word(
        inner,
        &[
            ("word/comments.xml", comments),
            ("word/_rels/document.xml.rels", relations),
        ],
    );
    let once = docx(&bytes, &notes(&bytes, &["12"]), "乙", None)
        .unwrap()
        .bytes;
    let twice = docx(&once, &notes(&once, &["资产"]), "丙", None)
        .unwrap()
        .bytes;
    insta::assert_snapshot!(part(&twice, "word/document.xml"), @r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body><w:p><w:commentRangeStart w:id="7"/><w:commentRangeStart w:id="9"/><w:r><w:t>资产</w:t></w:r><w:commentRangeEnd w:id="9"/><w:r><w:commentReference w:id="9"/></w:r><w:commentRangeStart w:id="8"/><w:r><w:t>12</w:t></w:r><w:commentRangeEnd w:id="8"/><w:r><w:commentReference w:id="8"/></w:r><w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p><w:sectPr/></w:body></w:document>"#);
    insta::assert_snapshot!(part(&twice, "word/comments.xml"), @r#"<w:comments xmlns:w="w"><w:comment w:id="7" w:author="甲"><w:p/></w:comment><w:comment w:id="8" w:author="乙" w:initials="乙"><w:p><w:r><w:t xml:space="preserve">【错误】与“12”不符</w:t></w:r></w:p></w:comment><w:comment w:id="9" w:author="丙" w:initials="丙"><w:p><w:r><w:t xml:space="preserve">【错误】与“资产”不符</w:t></w:r></w:p></w:comment></w:comments>"#);
    assert_eq!(part(&twice, "word/_rels/document.xml.rels"), relations);
}

#[test]
fn a_document_without_prefixes_in_the_strict_variant() {
    let xml = r#"<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body><p><r><t>资产12</t></r></p></body></document>"#;
    let bytes = package(&[("[Content_Types].xml", TYPES), ("word/document.xml", xml)]);
    let annotated = docx(&bytes, &notes(&bytes, &["12"]), "甲", None).unwrap();
    let parts = [
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
    ];
    insta::assert_snapshot!(parts.map(|name| part(&annotated.bytes, name)).join("\n\n"), @r#"
<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body><p><r><t>资产</t></r><w:commentRangeStart xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" w:id="0"/><r><t>12</t></r><w:commentRangeEnd xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" w:id="0"/><w:r xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:commentReference w:id="0"/></w:r></p></body></document>

<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:comment w:id="0" w:author="甲" w:initials="甲"><w:p><w:r><w:t xml:space="preserve">【错误】与“12”不符</w:t></w:r></w:p></w:comment></w:comments>

<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdComments1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/comments" Target="/word/comments.xml"/></Relationships>
"#);
}

#[test]
fn notes_without_a_place_are_given_back() {
    let bytes = word(&p("资产12"), &[]);
    let good = notes(&bytes, &["12"]).remove(0);
    let mut elsewhere = good.clone();
    elsewhere.origin.line = Some(9);
    let mut changed = good.clone();
    changed.quote = "13".to_owned();
    let given = [elsewhere, good, changed];
    let annotated = annotated(&bytes, &given);
    let unplaced: Vec<usize> = annotated.unplaced.iter().map(|note| note.note).collect();
    assert_eq!(unplaced, [0, 2]);
    let untouched = docx(&bytes, &given[..1], "甲", None).unwrap();
    assert_eq!(
        part(&untouched.bytes, "word/document.xml"),
        part(&bytes, "word/document.xml")
    );
}

#[test]
fn a_main_part_in_another_encoding_is_not_changed() {
    assert!(docx(&bare(""), &[], "甲", None).is_ok());
    let latin: String = body("<w:p/>");
    let mut bytes = Vec::new();
    bytes.extend([0xFF, 0xFE]);
    bytes.extend(latin.encode_utf16().flat_map(u16::to_le_bytes));
    let error = docx(
        &package_bytes(&[("word/document.xml", &bytes)]),
        &[],
        "甲",
        None,
    )
    .unwrap_err();
    assert!(matches!(error, AnnotateError::Unfit { .. }), "{error}");
}

/// A run with some children, and with properties or none.
fn run() -> impl Strategy<Value = String> {
    let child = prop_oneof![
        4 => "[0-9. 元年]{1,6}".prop_map(|text| format!("<w:t>{text}</w:t>")),
        1 => Just("<w:t>1&amp;2&lt;</w:t>".to_owned()),
        1 => Just("<w:tab/>".to_owned()),
        1 => Just("<w:br/>".to_owned()),
        1 => Just("<w:t/>".to_owned()),
    ];
    let children = prop::collection::vec(child, 1..4);
    (any::<bool>(), children).prop_map(|(bold, children)| {
        let set = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        format!("<w:r>{set}{}</w:r>", children.concat())
    })
}

/// Paragraphs and tables of such runs.
fn story() -> impl Strategy<Value = String> {
    let wrapped = (run(), 0..5).prop_map(|(run, kind)| match kind {
        0 => format!("<w:ins w:id='1'>{run}</w:ins>"),
        1 => format!("<w:hyperlink>{run}</w:hyperlink>"),
        2 => format!("<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>"),
        3 => run
            .replace("<w:t>", "<w:delText>")
            .replace("</w:t>", "</w:delText>"),
        _ => run,
    });
    let paragraph = prop::collection::vec(wrapped, 0..6)
        .prop_map(|runs| format!("<w:p>{}</w:p>", runs.concat()));
    let block =
        (prop::collection::vec(paragraph, 1..4), any::<bool>()).prop_map(|(paragraphs, table)| {
            if table {
                format!(
                    "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
                    paragraphs.concat()
                )
            } else {
                paragraphs.concat()
            }
        });
    prop::collection::vec(block, 1..4).prop_map(|blocks| blocks.concat())
}

/// Pieces of WordprocessingML, well-formed or not.
fn fragments() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "</w:r>",
        "<w:r/>",
        "<w:t>",
        "</w:t>",
        "<w:t/>",
        "<w:rPr>",
        "</w:rPr>",
        "<w:rPr/>",
        "<w:b/>",
        "12.5万元",
        " ",
        "&amp;",
        "&",
        "<",
        "<![CDATA[3<4]]>",
        "<!-- 5 -->",
        "<w:tab/>",
        "<w:br/>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<m:oMath>",
        "</m:oMath>",
        "<m:r>",
        "</m:r>",
        "<w:drawing>",
        "</w:drawing>",
        "<w:txbxContent>",
        "</w:txbxContent>",
        "<mc:AlternateContent><mc:Choice>",
        "</mc:Choice></mc:AlternateContent>",
        "<w:commentRangeStart w:id='4294967295'/>",
        "<w:footnoteReference w:id='2'/>",
        "<w:ins>",
        "</w:ins>",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_markup(inner in fragments()) {
        let notes_part = "<w:footnotes xmlns:w='w'><w:footnote w:id='2'><w:p><w:r><w:t>12.5</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let bytes = word(&inner, &[("word/footnotes.xml", notes_part)]);
        if let Ok(document) = read("a.docx", &bytes, &Limits::default()) {
            let flat = document.flatten();
            let all = flat.pieces.iter().enumerate().map(|(piece, place)| Note {
                origin: place.origin,
                range: 0..flat.text_of(piece).len(),
                quote: flat.text_of(piece).to_owned(),
                message: String::new(),
                severity: Severity::Hint,
            });
            let annotated = docx(&bytes, &all.collect::<Vec<_>>(), "甲", None).unwrap();
            prop_assert_eq!(read("a.docx", &annotated.bytes, &Limits::default()).unwrap().flatten().text, flat.text);
        }
    }

    #[test]
    fn any_range_of_any_text(inner in story(), places in prop::collection::vec(any::<[prop::sample::Index; 3]>(), 1..8)) {
        let bytes = word(&inner, &[]);
        let flat = flat(&bytes);
        prop_assume!(!flat.pieces.is_empty());
        let mut notes = Vec::new();
        for [piece, from, to] in places {
            let piece = piece.index(flat.pieces.len());
            let text = flat.text_of(piece);
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (from, to) = (bounds[from.index(bounds.len())], bounds[to.index(bounds.len())]);
            let range = from.min(to)..from.max(to);
            if !text[range.clone()].trim().is_empty() {
                notes.push(Note {
                    origin: flat.pieces[piece].origin,
                    quote: text[range.clone()].to_owned(),
                    range,
                    message: "不符".to_owned(),
                    severity: Severity::Warning,
                });
            }
        }
        let annotated = annotated(&bytes, &notes);
        prop_assert_eq!(&annotated.unplaced, &[]);
        let xml = part(&annotated.bytes, "word/document.xml");
        for (id, note) in notes.iter().enumerate() {
            // Line ends, and the white space before them, are no characters of the file.
            let bare = |text: &str| text.replace([' ', '\t', '\n'], "");
            prop_assert_eq!(bare(&anchored(&xml, id as u32)), bare(&note.quote));
        }
    }
}
