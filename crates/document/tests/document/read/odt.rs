//! Text of OpenDocument.

use document::{Format, Limits, detect, read};
use insta::assert_snapshot;

use crate::read::package::package;
use crate::read::sketch::sketch;

/// A file with this body, these styles beside it and these common ones.
fn odt(body: &str, automatic: &str, common: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{automatic}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles>{common}</office:document-styles>");
    package(&[("content.xml", &content), ("styles.xml", &styles)])
}

fn shown(body: &str, automatic: &str, common: &str) -> String {
    let bytes = odt(body, automatic, common);
    sketch(&read("a.odt", &bytes, &Limits::default()).unwrap())
}

#[test]
fn text_as_it_prints() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>删去9万元</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:p text:style-name=\"P1\">自评报告</text:p>\
        <text:h text:outline-level=\"1\">一、基本情况</text:h>\
        <text:p>资产<text:span text:style-name=\"T1\">4288.85</text:span>万元，\n   负债<text:s text:c=\"2\"/>4187.82<text:tab/>万元<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>含往来款2万元</text:p></text:note-body></text:note>。<text:line-break/>次行<office:annotation><text:p>批注</text:p></office:annotation></text:p>\
        <text:p>图<draw:frame><draw:text-box><text:p>框里3人</text:p></draw:text-box></draw:frame>后</text:p>\
        <text:soft-page-break/><text:section><text:p>第二页</text:p></text:section>\
        <text:p><draw:frame><draw:object/></draw:frame></text:p>";
    let automatic = "<style:style style:name=\"P1\" style:parent-style-name=\"Title\"/>\
        <style:style style:name=\"T1\"><style:text-properties fo:font-weight=\"bold\"/></style:style>";
    let common = "<office:master-styles><style:master-page><style:header><text:p>某局2023年度</text:p></style:header>\
        <style:footer><text:p>第1页</text:p></style:footer></style:master-page></office:master-styles>";
    assert_snapshot!(shown(body, automatic, common));
}

#[test]
fn labels_of_lists() {
    let level = |n: u8, format: &str, prefix: &str, suffix: &str, display: u8| {
        format!(
            "<text:list-level-style-number text:level=\"{n}\" style:num-format=\"{format}\" style:num-prefix=\"{prefix}\" style:num-suffix=\"{suffix}\" text:display-levels=\"{display}\"/>"
        )
    };
    let automatic = format!(
        "<text:list-style style:name=\"L1\">{}{}</text:list-style><text:list-style style:name=\"L2\"><text:list-level-style-bullet text:level=\"1\"/></text:list-style>",
        level(1, "一, 二, 三, ...", "", "、", 1),
        level(2, "1", "", ".", 2)
    );
    let common = "<office:styles><text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/></text:outline-style></office:styles>";
    let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
    let list = |more: &str, inner: &str| {
        format!("<text:list text:style-name=\"L1\"{more}>{inner}</text:list>")
    };
    let nested = format!(
        "<text:p>甲</text:p><text:p>甲续</text:p><text:list>{}{}</text:list>",
        item("<text:p>甲一</text:p>"),
        item("<text:p>甲二</text:p>")
    );
    let body = [
        list("", &(item(&nested) + &item("<text:p>乙</text:p>"))),
        list(
            " text:continue-numbering=\"true\"",
            &item("<text:p>丙</text:p>"),
        ),
        list("", &item("<text:p>重新开始</text:p>")),
        format!(
            "<text:list text:style-name=\"L2\">{}</text:list>",
            item("<text:p>点</text:p>")
        ),
        "<text:h text:outline-level=\"1\">编号的标题</text:h>".to_owned(),
    ];
    assert_snapshot!(shown(&body.concat(), &automatic, common));
}

#[test]
fn tables() {
    let cell = |more: &str, inner: &str| {
        format!("<table:table-cell{more}><text:p>{inner}</text:p></table:table-cell>")
    };
    let covered = "<table:covered-table-cell/>";
    let row = |inner: &str| format!("<table:table-row>{inner}</table:table-row>");
    let head = row(&(cell(" table:number-rows-spanned=\"2\"", "指标")
        + &cell(" table:number-columns-spanned=\"2\"", "金额")
        + covered));
    let second = row(&(covered.to_owned() + &cell("", "预算") + &cell("", "执行")));
    let third = row(&(cell("", "人员")
        + &cell(" table:number-columns-repeated=\"2\"", "440.90")
        + "<table:table-cell table:number-columns-repeated=\"16000\"/>"));
    let inner = format!("<table:table>{}</table:table>", row(&cell("", "内表1")));
    let fourth = row(&format!("<table:table-cell>{inner}</table:table-cell>"));
    let body = format!(
        "<table:table><table:table-header-rows>{head}{second}</table:table-header-rows>{third}{fourth}</table:table>"
    );
    assert_snapshot!(shown(&body, "", ""));
}

#[test]
fn what_is_cut_or_locked_is_told() {
    let broken = package(&[(
        "content.xml",
        "<office:document-content><office:body><office:text><text:p>资产1万元</text:p><text:p>负债",
    )]);
    let document = read("a.odt", &broken, &Limits::default()).unwrap();
    assert_eq!(document.flatten().text, "资产1万元\n负债");
    assert_eq!(document.faults.len(), 1, "{:?}", document.faults);

    let headless = package(&[
        (
            "content.xml",
            "<office:document-content><office:body><office:text><text:p>资产1万元</text:p></office:text></office:body></office:document-content>",
        ),
        (
            "styles.xml",
            "<office:document-styles><office:master-styles><style:master-page>",
        ),
    ]);
    let document = read("a.odt", &headless, &Limits::default()).unwrap();
    assert_eq!(document.flatten().text, "资产1万元");
    assert_eq!(document.faults[0].place, "styles.xml");

    let locked = package(&[
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
        ("content.xml", "x"),
    ]);
    assert!(read("a.odt", &locked, &Limits::default()).is_err());
    assert!(read("a.odt", &package(&[("x", "")]), &Limits::default()).is_err());
    assert_eq!(detect("a.odt", &broken), Some(Format::Odt));
}
