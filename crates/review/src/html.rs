//! The document with its findings in place and a list beside it: one HTML file that needs nothing else.

mod list;
mod marks;
mod paper;
mod policy;

use std::fmt::Write as _;

use audit::{Coverage, Severity, State};

use crate::known::{known_counts, known_meaning, known_word};
use crate::{Read, Reviewed, summary};
pub use policy::{inline, page_policy};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// The states of a figure in the order in which they are told: the name of the class, the word, what it means.
const STATES: &[(State, &str, &str, &str)] = &[
    (
        State::Contradicted,
        "contradicted",
        "矛盾",
        "与别的数对不上",
    ),
    (State::Proven, "proven", "印证", "所在的关系式成立"),
    (
        State::Unrelated,
        "unrelated",
        "未印证",
        "没有成立的关系式可以印证它，不作担保",
    ),
    (
        State::Unread,
        "unread",
        "读不出",
        "印得不完整，读不出是多少",
    ),
];

/// Writes the page of a file. It takes no resource from outside, runs no script but its own, and prints with the list
/// after the document.
pub(crate) fn page(reviewed: &Reviewed) -> String {
    page_under(reviewed, "")
}

/// Writes the page of a file with a bar of tools above it, which is HTML and put in as it is. In a `nav` of the class `tools`
/// links look like buttons, one of the class `primary` like the one that matters.
pub fn page_under(reviewed: &Reviewed, tools: &str) -> String {
    let mut out = String::with_capacity(64 << 10);
    out.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    let name = escaped(file_name(&reviewed.file));
    let _ = write!(
        out,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <title>{name} · 审核意见</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{tools}",
        page_policy()
    );
    match &reviewed.reading {
        Err(error) => {
            head(&name, &summary(reviewed), &mut out);
            let _ = writeln!(out, "<p class=\"fault\">{}</p>\n</header>", escaped(error));
        }
        Ok(read) => body(reviewed, read, &name, &mut out),
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn head(name: &str, said: &str, out: &mut String) {
    let _ = writeln!(
        out,
        "<header>\n<p class=\"kicker\">考成 · 审核意见</p>\n<h1>{name}</h1>\n<p class=\"said\">{}</p>",
        escaped(said)
    );
}

fn body(reviewed: &Reviewed, read: &Read, name: &str, out: &mut String) {
    let ledger = read.audit.coverage();
    head(name, &summary(reviewed), out);
    bar(&ledger, out);
    if !read.faults.is_empty() {
        out.push_str("<div class=\"fault\"><p>没有读全，下面这些没有审：</p><ul>\n");
        for fault in &read.faults {
            let (place, message) = (escaped(&fault.place), escaped(&fault.message));
            let _ = writeln!(out, "<li>{place}：{message}</li>");
        }
        out.push_str("</ul></div>\n");
    }
    out.push_str("<a class=\"down\" href=\"#list\">看审核意见</a>\n</header>\n<div class=\"desk\">\n<main class=\"paper\">\n");
    paper::write(read, &ledger, out);
    out.push_str("</main>\n<aside id=\"list\" aria-label=\"审核意见\">\n");
    list::write(&reviewed.file, read, out);
    out.push_str("</aside>\n</div>\n<script>");
    out.push_str(SCRIPT);
    out.push_str("</script>\n");
}

/// What became of the figures, as a bar and in words.
fn bar(ledger: &Coverage, out: &mut String) {
    let all = ledger.figures.len();
    if all == 0 {
        return;
    }
    let present = || {
        let counted = STATES.iter().map(|state| (state, ledger.count(state.0)));
        counted.filter(|(_, count)| *count > 0)
    };
    let _ = write!(
        out,
        "<svg class=\"bar\" viewBox=\"0 0 {all} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    );
    let mut from = 0;
    for ((_, class, ..), count) in present() {
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{from}\" width=\"{count}\" height=\"1\"/>"
        );
        from += count;
    }
    let _ = write!(out, "</svg>\n<p class=\"legend\">{all}个数：");
    for ((_, class, word, meaning), count) in present() {
        let _ = write!(
            out,
            "<span title=\"{meaning}\"><i class=\"{class}\"></i><span class=\"fig {class}\">{word}</span> {count}</span>"
        );
    }
    let proven = known_counts(ledger).map(|(known, count)| {
        let (word, meaning) = (known_word(known), known_meaning(known));
        format!("<span title=\"{meaning}\">{word} {count}</span>")
    });
    let proven: Vec<String> = proven.collect();
    if !proven.is_empty() {
        let _ = write!(out, "<span>印证所凭：{}</span>", proven.join("，"));
    }
    out.push_str(
        "<label class=\"switch\"><input type=\"checkbox\" value=\"lines\" checked> 标出每个数的核验情况</label></p>\n",
    );
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn file_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// Text as HTML: markup escaped, characters that may not stand in it left out, line ends as breaks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    out
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            character if character.is_control() => {}
            character => out.push(character),
        }
    }
}
