//! The list of findings beside the document, and the pages of the rules they come from.

use std::fmt::Write as _;

use audit::{Finding, RULES, Rule, Severity};

use super::{class, escaped};
use crate::filter::rule_name;
use crate::place::elsewhere;
use crate::{Read, location};

/// Writes the list.
pub(super) fn write(file: &str, read: &Read, out: &mut String) {
    let findings = &read.audit.findings;
    if findings.is_empty() {
        let said = match read.faults.is_empty() {
            true => "没有发现矛盾。未印证的数无从核对，不作担保。",
            false if read.audit.flat.text.trim().is_empty() => "什么也没有读到，没有审。",
            false => "读到的部分没有发现矛盾；没有读到的部分没有审。",
        };
        let _ = writeln!(out, "<p class=\"none\">{said}</p>");
        return;
    }
    filters(findings, out);
    out.push_str(KEYS);
    out.push_str("<ol class=\"list\">\n");
    for (index, finding) in findings.iter().enumerate() {
        card(file, read, index, finding, out);
    }
    out.push_str("</ol>\n<section class=\"rules\">\n<h2>规则说明</h2>\n");
    let used = |rule: &&Rule| findings.iter().any(|finding| finding.code == rule.code);
    for rule in RULES.iter().filter(used) {
        explained(rule, out);
    }
    out.push_str("</section>\n");
}

/// The keys, and the switch that turns them off: whoever dictates would press them without wanting to.
const KEYS: &str = "<details class=\"keys\"><summary>快捷键 <kbd>?</kbd></summary>\n\
    <p><kbd>j</kbd> 下一处　<kbd>k</kbd> 上一处　<kbd>Esc</kbd> 取消</p>\n\
    <p><kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> 看或不看错误、提醒、提示</p>\n\
    <p><label><input type=\"checkbox\" value=\"keys\" checked> 使用快捷键</label></p></details>\n";

/// How many findings of each severity, each a switch that hides them.
fn filters(findings: &[Finding], out: &mut String) {
    out.push_str("<p class=\"counts\">\n");
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let count = findings.iter().filter(|one| one.severity == severity);
        let (class, word, count) = (class(severity), severity.word(), count.count());
        let _ = writeln!(
            out,
            "<label class=\"{class}\"><input type=\"checkbox\" value=\"{class}\" checked> {word} <b>{count}</b></label>"
        );
    }
    out.push_str("</p>\n");
}

fn card(file: &str, read: &Read, index: usize, finding: &Finding, out: &mut String) {
    let number = index + 1;
    let (class, word, code) = (
        class(finding.severity),
        finding.severity.word(),
        finding.code,
    );
    let place = escaped(&location(file, &read.audit.flat, finding.figures[0].start));
    let _ = writeln!(
        out,
        "<li class=\"card {class}\" id=\"c{number}\" data-f=\"{number}\">\n\
         <p class=\"top\"><a class=\"no {class}\" href=\"#p{number}\">{number}</a><span class=\"word\">{word}</span>\
         <a class=\"rule\" href=\"#rule-{code}\">{code} {}</a><span class=\"where\">{place}</span></p>\n\
         <p class=\"message\">{}</p>",
        rule_name(code),
        escaped(&finding.message)
    );
    if !finding.arithmetic.is_empty() {
        let arithmetic = escaped(&finding.arithmetic).replace('；', "<br>");
        let _ = writeln!(out, "<p class=\"line\"><b>算式</b>{arithmetic}</p>");
    }
    remedy(finding, out);
    let others = elsewhere(file, &read.audit.flat, finding);
    if !others.is_empty() {
        out.push_str("<p class=\"line\"><b>另见</b><span>");
        for (index, place) in others {
            let (place, printed) = (escaped(&place), escaped(&finding.figures[index].text));
            let _ = write!(
                out,
                "<a class=\"see\" href=\"#q{number}-{index}\">{place} {printed}</a>"
            );
        }
        out.push_str("</span></p>\n");
    }
    out.push_str("</li>\n");
}

fn remedy(finding: &Finding, out: &mut String) {
    if finding.proposals.is_empty() {
        if !finding.proposal.is_empty() {
            let words = escaped(&finding.proposal);
            let _ = writeln!(out, "<p class=\"line\"><b>建议</b>{words}</p>");
        }
        return;
    }
    out.push_str("<div class=\"line\"><b>建议</b><ul>");
    for (index, proposal) in finding.proposals.iter().enumerate() {
        let or = if index > 0 { "或 " } else { "" };
        let (from, to) = (escaped(&proposal.from), escaped(&proposal.to));
        let reason = escaped(&proposal.reason);
        let _ = write!(
            out,
            "<li>{or}<del>{from}</del> → <ins>{to}</ins><span class=\"why\">{reason}</span></li>"
        );
    }
    out.push_str("</ul></div>\n");
}

/// A rule's page, folded away.
fn explained(rule: &Rule, out: &mut String) {
    let (code, name) = (rule.code, rule.name());
    let _ = writeln!(
        out,
        "<details id=\"rule-{code}\"><summary>{code} {name}</summary>"
    );
    let page = rule.page();
    let parts = page.split("\n\n").skip(1).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        let (title, text) = part
            .strip_prefix("**")
            .and_then(|part| part.split_once("**"))
            .unwrap_or(("", part));
        let (title, text) = (escaped(title), escaped(&text.replace('\n', "")));
        let _ = writeln!(out, "<p><b>{title}</b>{text}</p>");
    }
    out.push_str("</details>\n");
}
