//! Findings as a SARIF 2.1.0 log (OASIS, 2020), which code hosts and review tools show beside the file.

use std::io::{self, Write};

use audit::{Finding, Place, RULES, Rule, Severity, fingerprint};
use document::{Format, PieceKind, named};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::place::has_lines;
use crate::{Detail, Read, Reviewed, Stream, Totals, location};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stands in a path of a URI as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_')
    .remove(b'~');

/// Starts the log.
pub(crate) fn stream(_: Detail) -> Box<dyn Stream> {
    Box::new(Log::default())
}

#[derive(Default)]
struct Log {
    begun: bool,
    results: bool,
    /// What the run has to tell beside its results: what could not be read.
    notifications: Vec<Value>,
}

impl Log {
    /// Writes all that stands before the results.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let driver = json!({
            "name": "kaocheng",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": "zh-CN",
            "rules": RULES.iter().map(described).collect::<Vec<_>>(),
        });
        write!(
            out,
            r#"{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"tool":{{"driver":{driver}}},"language":"zh-CN","columnKind":"unicodeCodePoints","results":["#
        )
    }

    fn tell(&mut self, file: &str, id: &str, level: &str, text: String) {
        self.notifications.push(json!({
            "descriptor": { "id": id },
            "level": level,
            "message": { "text": text },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(file) } } }],
        }));
    }
}

impl Stream for Log {
    fn file(&mut self, out: &mut dyn Write, reviewed: &Reviewed) -> io::Result<()> {
        self.begin(out)?;
        let file = &reviewed.file;
        let read = match &reviewed.reading {
            Err(error) => {
                self.tell(file, "unread", "error", error.clone());
                return Ok(());
            }
            Ok(read) => read,
        };
        for finding in &read.audit.findings {
            out.write_all(if self.results { b",\n" } else { b"\n" })?;
            self.results = true;
            serde_json::to_writer(&mut *out, &result(file, read, finding))?;
        }
        for fault in &read.faults {
            let told = format!("{}：{}", fault.place, fault.message);
            self.tell(file, "fault", "warning", told);
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
        self.begin(out)?;
        let invocation = json!({
            "executionSuccessful": totals.unread + totals.partial == 0,
            "toolExecutionNotifications": self.notifications,
        });
        writeln!(out, r#"],"invocations":[{invocation}]}}]}}"#)
    }
}

fn described(rule: &Rule) -> Value {
    let page = rule.page();
    let plain = page.replace("**", "");
    let plain = plain.trim_start_matches("# ");
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.name() },
        "help": { "text": plain, "markdown": page },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn result(file: &str, read: &Read, finding: &Finding) -> Value {
    let index = RULES.iter().position(|rule| rule.code == finding.code);
    let others = finding.figures.iter().enumerate().skip(1);
    let related: Vec<Value> = others
        .map(|(id, place)| {
            let mut other = placed(file, read, place);
            other["id"] = json!(id);
            other["message"] = json!({ "text": place.text });
            other
        })
        .collect();
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": sentence(finding) },
        "locations": [placed(file, read, &finding.figures[0])],
        "partialFingerprints": { "kaocheng/v1": fingerprint(&read.audit.flat, finding) },
        "properties": { "kind": finding.kind },
    });
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    let fixes = fixes(file, read, finding);
    if !fixes.is_empty() {
        result["fixes"] = Value::Array(fixes);
    }
    result
}

/// The finding with its arithmetic and its remedy, a line each.
fn sentence(finding: &Finding) -> String {
    let mut said = finding.message.clone();
    for (name, what) in [("算式", &finding.arithmetic), ("建议", &finding.proposal)] {
        if !what.is_empty() {
            said.push_str(&format!("\n{name}：{what}"));
        }
    }
    said
}

fn placed(file: &str, read: &Read, place: &Place) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
    if let Some(region) = region(file, read, place) {
        physical["region"] = region;
    }
    let mut placed = json!({ "physicalLocation": physical });
    let name = location(file, &read.audit.flat, place.start);
    if !name.is_empty() {
        let flat = &read.audit.flat;
        let piece = flat
            .piece_at(place.start)
            .map(|piece| flat.pieces[piece].kind);
        let kind = match piece {
            Some(PieceKind::Cell { .. }) => "cell",
            _ => "paragraph",
        };
        placed["logicalLocations"] = json!([{ "name": name, "kind": kind }]);
    }
    placed
}

/// The lines and columns of a place; `None` in a format that has none.
fn region(file: &str, read: &Read, place: &Place) -> Option<Value> {
    let line = place.line.filter(|_| has_lines(file))?;
    if !has_columns(file) {
        return Some(json!({ "startLine": line }));
    }
    let printed = read.audit.flat.text.get(place.start..place.end)?;
    let (breaks, last) = printed
        .rsplit_once('\n')
        .map_or((0, printed), |(before, last)| {
            (before.matches('\n').count() as u32 + 1, last)
        });
    let from = if breaks == 0 { place.column } else { 1 };
    Some(json!({
        "startLine": line,
        "startColumn": place.column,
        "endLine": line + breaks,
        "endColumn": from + last.chars().count() as u32,
        "snippet": { "text": printed },
    }))
}

/// Whether columns in a piece are columns in the file: in Markdown and web pages marks stand between.
fn has_columns(file: &str) -> bool {
    !matches!(named(file), Some(Format::Markdown | Format::Html))
}

/// What to write instead, where the file is one that can be changed by lines and columns.
fn fixes(file: &str, read: &Read, finding: &Finding) -> Vec<Value> {
    if !has_columns(file) {
        return Vec::new();
    }
    let proposals = finding.proposals.iter().filter_map(|proposal| {
        let place = finding.figures.get(proposal.figure)?;
        let mut deleted = region(file, read, place)?;
        deleted.as_object_mut()?.remove("snippet");
        Some(json!({
            "description": { "text": format!("{} → {}（{}）", proposal.from, proposal.to, proposal.reason) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(file) },
                "replacements": [{ "deletedRegion": deleted, "insertedContent": { "text": proposal.to } }],
            }],
        }))
    });
    proposals.collect()
}

/// A path as a URI reference; one from the root gets a scheme, for `/a` alone names no file.
fn uri(file: &str) -> String {
    let path = file.replace('\\', "/");
    let encoded = utf8_percent_encode(&path, PATH);
    match path.as_bytes() {
        [b'/', ..] => format!("file://{encoded}"),
        [drive, b':', ..] => format!(
            "file:///{}:{}",
            char::from(*drive),
            &encoded.to_string()[4..]
        ),
        _ => encoded.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(
            uri("报告/一 稿.txt"),
            "%E6%8A%A5%E5%91%8A/%E4%B8%80%20%E7%A8%BF.txt"
        );
        assert_eq!(uri("/tmp/a.md"), "file:///tmp/a.md");
        assert_eq!(uri("C:\\a.md"), "file:///C:/a.md");
    }
}
