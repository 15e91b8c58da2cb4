//! Whoever changes one digit of the example's report is caught where its figure takes part in a relation.

use crate::support::source;
use audit::{Audit, Severity, Verdict, check};
use book::{Book, score};
use document::{Document, Limits};
use report::{Template, compose};

/// Of a hundred changes to figures in relations, at least so many are caught. The others are what rounding still explains,
/// what stays within a bound (a score below its weight), and figures that only another reading of the words relates.
const CAUGHT: usize = 74;

fn read(markdown: &str) -> Document {
    document::read("report.md", markdown.as_bytes(), &Limits::default()).unwrap()
}

/// The example's report, as a user would get it in Markdown.
fn example() -> String {
    let book = Book::read(&folder::Plain::new(source(
        "examples/nanchang-jingkai-2022",
    )))
    .unwrap();
    let card = score(&book, &book.scoring_scheme().unwrap());
    let template = Template::shipped("bumen-zhengti").unwrap();
    document::markdown(&compose(&book, &card, &template).unwrap())
}

/// The digit raised by three, or lowered where that would pass nine: enough to leave what rounding explains.
fn changed(digit: u8) -> u8 {
    if digit <= b'6' { digit + 3 } else { digit - 3 }
}

/// The text with the digit at this place changed.
fn with_change(text: &str, at: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] = changed(bytes[at]);
    String::from_utf8(bytes).unwrap()
}

/// For each figure, whether it takes part in a relation that holds.
fn related(audit: &Audit) -> Vec<bool> {
    let mut related = vec![false; audit.figures.len()];
    let held = audit.relations.iter().zip(&audit.verdicts);
    let held = held.filter(|(_, verdict)| matches!(verdict, Verdict::Holds | Verdict::Rounding));
    for equation in held.flat_map(|(relation, _)| &relation.readings) {
        for id in equation.figures() {
            related[id] = true;
        }
    }
    related
}

/// The place in the Markdown, at or after `from`, of what the audit saw at `place`.
fn in_markdown(markdown: &str, clean: &str, place: usize, from: usize) -> usize {
    let digit = clean.as_bytes()[place];
    let wanted = with_change(clean, place);
    (from..markdown.len())
        .filter(|at| markdown.as_bytes()[*at] == digit)
        .find(|at| read(&with_change(markdown, *at)).flatten().text == wanted)
        .unwrap()
}

/// Whether an error or a warning points at the place.
fn points_at(audit: &Audit, place: usize) -> bool {
    let findings = audit.findings.iter();
    let grave = findings.filter(|finding| finding.severity >= Severity::Warning);
    grave
        .flat_map(|finding| &finding.figures)
        .any(|figure| (figure.start..figure.end).contains(&place))
}

#[test]
fn a_changed_digit_is_found_where_its_figure_takes_part_in_a_relation() {
    let markdown = example();
    let clean = check(&read(&markdown));
    assert!(clean.findings.is_empty(), "{:#?}", clean.findings);
    let text = &clean.flat.text;
    let related = related(&clean);
    let (mut from, mut all, mut tried, mut caught) = (0, 0, 0, 0);
    let mut missed = Vec::new();
    for (figure, related) in clean.figures.iter().zip(&related) {
        let printed = &text[figure.start..figure.end];
        let digits = (figure.start..figure.end).filter(|at| text.as_bytes()[*at].is_ascii_digit());
        for place in digits {
            all += 1;
            if !related {
                continue;
            }
            tried += 1;
            from = in_markdown(&markdown, text, place, from);
            if points_at(&check(&read(&with_change(&markdown, from))), place) {
                caught += 1;
            } else {
                missed.push(format!("{printed}[{}]", place - figure.start));
            }
            from += 1;
        }
    }
    println!(
        "{} figures, {} in relations; of the {all} digits of all figures {tried} are of those, and of {tried} changes {caught} are caught ({}% of them, {}% of all digits)\nmissed: {}",
        related.len(),
        related.iter().filter(|related| **related).count(),
        caught * 100 / tried,
        caught * 100 / all,
        missed.join(" ")
    );
    assert!(caught * 100 >= tried * CAUGHT, "{caught} of {tried}");
}
