use document::{Limits, ReadError, read};
use insta::assert_snapshot;

use crate::read::package::{body, docx, p, package};
use crate::read::sketch::sketch;

fn sketched(bytes: &[u8]) -> String {
    sketch(&read("report.docx", bytes, &Limits::default()).unwrap())
}

#[test]
fn a_number_stays_whole_over_runs() {
    let runs = "<w:p><w:r><w:t>资产</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>4,28</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b w:val='1'/></w:rPr>\
        <w:t>8.85</w:t></w:r><w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>万元，&lt;A&amp;B&#62;&#x3000;占</w:t><w:tab/><w:t xml:space='preserve'> 5%</w:t><w:noBreakHyphen/>\
        <w:sym w:font='Symbol' w:char='F0B3'/><w:br/><w:t>次行</w:t></w:r></w:p>";
    assert_snapshot!(sketched(&docx(runs)));
}

#[test]
fn tracked_changes_read_as_accepted() {
    let changed = "<w:p><w:r><w:t>整改率</w:t></w:r><w:del><w:r><w:delText>100%</w:delText></w:r></w:del><w:ins><w:r><w:t>90.70%</w:t></w:r></w:ins></w:p>\
        <w:ins><w:p><w:r><w:t>新段</w:t></w:r></w:p></w:ins><w:moveFrom><w:p><w:r><w:t>移走</w:t></w:r></w:p></w:moveFrom>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert_snapshot!(sketched(&docx(changed)));
}

#[test]
fn a_paragraph_whose_end_is_deleted_runs_into_the_next() {
    let endless = |text: &str| {
        format!(
            "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let inner = endless("资产42")
        + &endless("88")
        + &p(".85万元")
        + &endless("表前")
        + "<w:tbl><w:tr><w:tc>"
        + &endless("单元格")
        + "</w:tc></w:tr></w:tbl>"
        + &p("末段");
    assert_snapshot!(sketched(&docx(&inner)));
}

#[test]
fn fields_show_their_results_and_hidden_text_nothing() {
    let fields = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> = SUM(ABOVE) </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>432.91</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>万元</w:t></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>3</w:t></w:r></w:fldSimple>\
        <w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>\
        <w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p><w:p><w:r><w:t>域未结束也要读</w:t></w:r></w:p>";
    assert_snapshot!(sketched(&docx(fields)));
}

#[test]
fn text_boxes_are_read_once_and_follow_their_paragraph() {
    let boxed = "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='mc'><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>\
        <w:p><w:r><w:t>框内12.5万元</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>\
        <w:p><w:r><w:t>框内12.5万元</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>";
    assert_snapshot!(sketched(&docx(boxed)));
}

#[test]
fn merged_cells_and_nested_tables() {
    let cell = |properties: &str, inner: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
    };
    let row = |properties: &str, cells: &[String]| {
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>",
            cells.concat()
        )
    };
    let nested = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/>",
        cell("", &p("内一")),
        cell("", &p("内二"))
    );
    let table = [
        "<w:tbl><w:tblGrid><w:gridCol w:w='100'/><w:gridCol w:w='200'/><w:gridCol w:w='300'/></w:tblGrid>".to_owned(),
        row("<w:tblHeader/>", &[cell("<w:vMerge w:val='restart'/>", &p("指标")), cell("<w:gridSpan w:val='2'/>", &p("金额"))]),
        row("<w:tblHeader/>", &[cell("<w:vMerge/>", "<w:p/>"), cell("", &p("预算")), cell("", &p("执行"))]),
        row("", &[cell("", &(p("人员") + &p("经费"))), cell("", &p("440.90")), cell("", &(p("432.91") + &nested))]),
        row("<w:gridBefore w:val='1'/>", &[cell("<w:hMerge w:val='restart'/>", &p("合")), cell("<w:hMerge/>", &p("计"))]),
        "</w:tbl>".to_owned(),
    ];
    assert_snapshot!(sketched(&docx(&table.concat())));
}

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
    <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="1"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
        <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%4"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"#;

const STYLES: &str = r#"<w:styles xmlns:w="w">
    <w:style w:type="paragraph" w:styleId="a"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>
    <w:style w:type="paragraph" w:styleId="x"><w:name w:val="单位标题"/><w:basedOn w:val="2"/></w:style>
    <w:style w:type="paragraph" w:styleId="y"><w:name w:val="正文缩进"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
</w:styles>"#;

#[test]
fn list_labels_and_heading_styles() {
    let style = |id: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{id}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let item = |list: u8, level: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let inner = [
        style("a", "自评报告"),
        style("1", "基本情况"),
        item(1, 1, "职责"),
        item(1, 2, "2022年完成30次"),
        item(1, 2, "第二"),
        item(1, 1, "机构"),
        item(1, 2, "重新起头"),
        item(2, 2, "另起五"),
        item(2, 2, "接着六"),
        style("1", "评价结论"),
        item(1, 3, "两级"),
        item(3, 0, "圆点"),
        style("x", "继承的标题"),
        style("y", "正文"),
        "<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>大纲三级</w:t></w:r></w:p>"
            .to_owned(),
    ];
    let body = body(&inner.concat());
    let parts = [
        ("word/document.xml", body.as_str()),
        ("word/numbering.xml", NUMBERING),
        ("word/styles.xml", STYLES),
    ];
    assert_snapshot!(sketched(&package(&parts)));
}

#[test]
fn pages_are_those_word_left() {
    let explicit = p("一页") + "<w:p><w:r><w:br w:type='page'/></w:r></w:p>" + &p("二页");
    assert_snapshot!(sketched(&docx(&explicit)));
    let rendered = p("一页")
        + "<w:p><w:r><w:br w:type=\"page\"/><w:lastRenderedPageBreak/><w:t>二页</w:t></w:r></w:p>";
    assert_snapshot!(sketched(&docx(&rendered)));
}

#[test]
fn figures_set_high_or_low_stay_apart_from_those_on_the_line() {
    let run = |set: &str, text: &str| format!("<w:r><w:rPr>{set}</w:rPr><w:t>{text}</w:t></w:r>");
    let (high, low) = (
        "<w:vertAlign w:val='superscript'/>",
        "<w:vertAlign w:val='subscript'/>",
    );
    let inner = [
        "<w:p>".to_owned(),
        run("", "100万元"),
        run(high, "12"),
        run("", "，面积30m"),
        run(high, "2"),
        run("", "，CO"),
        run(low, "2"),
        run("", "1\u{AD}0\u{200B}0吨"),
        "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>".to_owned(),
    ];
    assert_snapshot!(sketched(&docx(&inner.concat())));
}

#[test]
fn headers_and_footers_are_kept_apart_and_read_once() {
    let relations = r#"<Relationships><Relationship Id="a" Type="x/header" Target="header1.xml"/><Relationship Id="b" Type="x/header" Target="/word/header2.xml"/>
        <Relationship Id="c" Type="x/footer" Target="footer1.xml"/></Relationships>"#;
    let header = "<w:hdr xmlns:w='w'><w:p><w:r><w:t>某局2022年度部门决算</w:t></w:r></w:p></w:hdr>";
    let footer = "<w:ftr xmlns:w='w'><w:p><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:t>页</w:t></w:r></w:p></w:ftr>";
    assert_snapshot!(sketched(&package(&[
        ("word/document.xml", &body(&p("正文"))),
        ("word/_rels/document.xml.rels", relations),
        ("word/header1.xml", header),
        ("word/header2.xml", header),
        ("word/footer1.xml", footer),
    ])));
}

#[test]
fn what_cannot_be_read_is_told() {
    let picture = "<w:p><w:r><w:drawing><a:blip r:embed='x'/></w:drawing></w:r></w:p>";
    assert_snapshot!(sketched(&docx(&(p("附件") + picture + picture))));
    let objects = p("以下是各项指标完成情况的说明，共有三个部分，请参阅。")
        + "<w:altChunk r:id='x'/><w:p><w:r><w:object><v:shape><v:imagedata r:id='x'/></v:shape><o:OLEObject ProgID='Excel.Sheet.12'/></w:object></w:r></w:p>\
        <w:p><w:r><w:drawing><dgm:relIds r:dm='x'/></w:drawing></w:r></w:p>";
    assert_snapshot!(sketched(&docx(&objects)));
}

#[test]
fn notes_stand_at_the_end() {
    let body = body(&format!(
        "<w:p><w:r><w:t>资产</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>{}",
        p("末段")
    ));
    let notes = "<w:footnotes xmlns:w='w'><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t>年末数</w:t></w:r></w:p></w:footnote></w:footnotes>";
    assert_snapshot!(sketched(&package(&[
        ("word/document.xml", &body),
        ("word/footnotes.xml", notes)
    ])));
}

#[test]
fn the_main_part_is_where_the_package_says() {
    let body = body(&p("正文"));
    let relations = r#"<Relationships><Relationship Id="a" Type="http://x/other" Target="y"/><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    assert_snapshot!(sketched(&package(&[
        ("_rels/.rels", relations),
        ("word/document2.xml", &body)
    ])));
}

#[test]
fn what_stands_before_a_flaw_is_read() {
    let body = body(
        &(p("前一段")
            + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>单元格</w:t></w:r></w:p></w:tc></w:tr><w:p></w:wrong>"
            + &p("后一段")),
    );
    assert_snapshot!(sketched(&package(&[("word/document.xml", &body)])));
}

#[test]
fn a_written_document_reads_back() {
    let bytes = docx(&(p("一、基本情况") + &p("资产4288.85万元。")));
    let document = read("a.docx", &bytes, &Limits::default()).unwrap();
    let again = read(
        "b.docx",
        &document::docx(&document, &[]).unwrap(),
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(document.flatten().text, again.flatten().text);
}

#[test]
fn damaged_and_foreign_containers_are_told_apart() {
    let whole = docx(&p("正文"));
    let error = |name: &str, bytes: &[u8]| read(name, bytes, &Limits::default()).unwrap_err();
    assert!(matches!(
        error("a.docx", &whole[..whole.len() / 2]),
        ReadError::Damaged { .. }
    ));
    assert!(matches!(error("a.docx", b""), ReadError::Empty));
    assert!(matches!(
        error("a.docx", "其实是文字".as_bytes()),
        ReadError::Damaged { .. }
    ));
    assert!(matches!(
        error("a.docx", &package(&[("word/other.xml", "")])),
        ReadError::Damaged { .. }
    ));
    assert!(matches!(
        error("a.xlsx", &package(&[("xl/workbook.xml", "")])),
        ReadError::Damaged { .. }
    ));
    assert!(matches!(
        error("a.pptx", &package(&[("ppt/presentation.xml", "")])),
        ReadError::Unsupported { .. }
    ));
    let open = [
        b"PK\x03\x04".as_slice(),
        &[0; 26],
        b"mimetypeapplication/vnd.oasis.opendocument.presentation",
    ]
    .concat();
    for foreign in [open.as_slice(), b"{\\rtf1 text}"] {
        assert!(error("a.doc", foreign).is_convertible());
    }
    let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    assert!(matches!(error("a.docx", &old), ReadError::Legacy));
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(error("a.docx", &old), ReadError::Encrypted));
}
