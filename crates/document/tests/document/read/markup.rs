use document::{Limits, read};
use encoding_rs::GBK;
use insta::assert_snapshot;

use crate::read::sketch::sketch;

fn markdown(source: &str) -> String {
    sketch(&read("a.md", source.as_bytes(), &Limits::default()).unwrap())
}

fn html(source: &str) -> String {
    sketch(&read("a.html", source.as_bytes(), &Limits::default()).unwrap())
}

#[test]
fn markdown_blocks_and_their_lines() {
    let source = "# 自评报告\n\n## 一、基本情况\n\n资产**4288.85**万元，\n负债*4187.82*万元，\nrate `97.64`%。  \n次行\n\n1. 第一项\n2. 第二项\n   - 小项\n3) 换号\n\n> 引文\n\n![图 1 执行率](a.png)\n\n```\n代码 1\n代码 2\n```\n\n注[^1]\n\n[^1]: 脚注\n";
    assert_snapshot!(markdown(source));
}

#[test]
fn markdown_tables_and_html() {
    let source = "| 指标 | 金额 |\n| --- | ---: |\n| 人员 | 4\\|0<br>元 |\n| 合计 | **432.91** |\n\n<table><tr><th>甲</th><th>乙</th></tr>\n<tr><td colspan=2>1&nbsp;234</td></tr></table>\n\n甲<span>1</span>2万元&lt;\n\n### 三\n";
    assert_snapshot!(markdown(source));
}

#[test]
fn html_as_a_browser_shows_it() {
    let source = "<!DOCTYPE html><html><head><title> 自评
        报告 </title><style>p{}</style></head><body><h1>自评报告</h1><script>var a=1;</script><noscript>无</noscript>
        <h2>一、基本情况</h2><p>资产<b>4&#44;288.85</b>万元，
        负债&#x34;187.82&nbsp;万元<br>次行   two
        words<span hidden>暗</span><span style='display: none'>暗</span><del>旧</del></p>游离<div>内<p>段<p>落</div>尾
        <ul><li>甲<li>乙</ul><pre>a  b\nc</pre><svg><text>图</text></svg><o:p>微软</o:p></body></html>";
    assert_snapshot!(html(source));
}

#[test]
fn html_tables() {
    let source = "<table><caption>表 1</caption><thead><tr><td rowspan=2>指标<td colspan=2>金额<tr><td>预算<td>执行</thead>
        <tr><td>人员<p>经费</p><td align=right>440.90<td rowspan=0>432.91<tr style='display:none'><td>暗<tr><td colspan=9999>合计</table>
        <table><tr><td><p>版面</p><table><tr><th>甲<th>乙<tr><td>1<td>2</table></td><td>右栏</td></tr></table>
        <table><tr><td>单格</table>";
    assert_snapshot!(html(source));
}

#[test]
fn html_in_its_declared_encoding() {
    let (bytes, ..) = GBK.encode("<html><meta charset=\"gb2312\"><p>资产4288.85万元</p></html>");
    let document = read("a.htm", &bytes, &Limits::default()).unwrap();
    assert_eq!(document.flatten().text, "资产4288.85万元");
    assert!(document.faults.is_empty());
}
