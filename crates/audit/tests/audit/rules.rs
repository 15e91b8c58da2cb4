//! Runs the fixture beside each rule: texts it must fire on, and texts the whole audit must stay silent on.
//!
//! What holds for all rules is asserted here once: a finding's places are places of the text, and writing its first
//! proposal into the text mends it.
use std::fs;
use std::path::PathBuf;

use audit::{Audit, Finding, Profile, RULES, Severity, against, check_with};

use crate::lines::document;

struct Case {
    text: String,
    expected: Vec<(Severity, String)>,
}

struct Fixture {
    code: String,
    profile: Profile,
    firing: Vec<Case>,
    silent: Vec<Case>,
}

fn fixtures() -> Vec<Fixture> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let markdown = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "md"));
    markdown
        .map(|path| fixture(&fs::read_to_string(path).unwrap()))
        .collect()
}

fn fixture(source: &str) -> Fixture {
    let title = source.lines().next().unwrap();
    let code = title.split(['(', ')']).nth(1).unwrap().to_owned();
    let (firing, silent) = source.split_once("## 不报").unwrap();
    Fixture {
        code,
        profile: profile(source),
        firing: cases(firing),
        silent: cases(silent),
    }
}

/// The profile a fixture is audited with: a block of TOML at its head.
fn profile(source: &str) -> Profile {
    let block = source
        .split_once("```toml\n")
        .and_then(|(_, rest)| rest.split_once("```"));
    block.map_or_else(Profile::default, |(toml, _)| {
        Profile::parse("kaocheng.toml", toml).unwrap()
    })
}

fn cases(section: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut open = false;
    for line in section.lines() {
        if let Some(text) = line.strip_prefix("> ") {
            if !open {
                cases.push(Case {
                    text: String::new(),
                    expected: Vec::new(),
                });
                open = true;
            }
            let case = cases.last_mut().unwrap();
            case.text.push_str(text);
            case.text.push('\n');
            continue;
        }
        open = false;
        if let Some(expected) = line.strip_prefix("- ") {
            let (severity, figure) = expected.split_once(' ').unwrap();
            let severity = match severity {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                "hint" => Severity::Hint,
                other => panic!("no severity is called {other}"),
            };
            cases
                .last_mut()
                .unwrap()
                .expected
                .push((severity, figure.to_owned()));
        }
    }
    cases
}

/// The audit of a text; what stands behind a line of equal signs is another document it is held against.
fn audited(text: &str, profile: &Profile) -> Audit {
    let (this, other) = match text.split_once("==== 对照\n") {
        Some((this, other)) => (this, Some(other)),
        None => (text, None),
    };
    let this = document(this);
    let mut audit = check_with(&this, profile);
    if let Some(other) = other {
        audit
            .findings
            .extend(against(&this, &document(other), "对照.docx", profile).findings);
    }
    assert!(audit.faults.is_empty(), "{:?}: {text}", audit.faults);
    audit
}

#[test]
fn every_rule_has_a_fixture() {
    let fixtures = fixtures();
    for rule in RULES {
        let fixture = fixtures.iter().find(|fixture| fixture.code == rule.code);
        let fixture = fixture.unwrap_or_else(|| panic!("{} has no fixture", rule.code));
        assert!(
            !fixture.firing.is_empty() && fixture.silent.len() >= 3,
            "{} has too few cases",
            rule.code
        );
    }
    assert_eq!(fixtures.len(), RULES.len());
}

#[test]
fn rules_fire_where_they_must() {
    let mut failures = String::new();
    for fixture in fixtures() {
        for case in &fixture.firing {
            let audit = audited(&case.text, &fixture.profile);
            let own = |finding: &&Finding| finding.code == fixture.code;
            assert!(
                !case.expected.is_empty(),
                "{}: nothing expected of {}",
                fixture.code,
                case.text
            );
            for (severity, figure) in &case.expected {
                let found = audit.findings.iter().filter(own).any(|finding| {
                    finding.severity == *severity
                        && finding.figures.iter().any(|place| place.text == *figure)
                });
                if !found {
                    let (code, text) = (&fixture.code, &case.text);
                    let said = told(&audit.findings);
                    failures += &format!("{code} no {severity:?} on {figure}: {text}{said}\n");
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn rules_stay_silent_where_they_must() {
    let mut failures = String::new();
    for fixture in fixtures() {
        for case in &fixture.silent {
            let findings = audited(&case.text, &fixture.profile).findings;
            let mut own = findings.iter().filter(|finding| {
                finding.code == fixture.code || finding.severity == Severity::Error
            });
            if own.next().is_some() {
                let (code, text) = (&fixture.code, &case.text);
                failures += &format!("{code} not silent: {text}{}\n", told(&findings));
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Findings, a line each.
fn told(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let Finding {
            code,
            severity,
            message,
            ..
        } = finding;
        format!("  {code} {severity:?} {message}\n")
    };
    findings.iter().map(line).collect()
}

#[test]
fn places_are_places_of_the_text() {
    for fixture in fixtures() {
        for case in &fixture.firing {
            let audit = audited(&case.text, &fixture.profile);
            for place in audit.findings.iter().flat_map(|finding| &finding.figures) {
                assert_eq!(audit.flat.text[place.start..place.end], place.text);
            }
        }
    }
}

#[test]
fn the_first_proposal_mends_what_it_is_about() {
    for fixture in fixtures() {
        for case in fixture
            .firing
            .iter()
            .filter(|case| !case.text.starts_with('|'))
        {
            let audit = audited(&case.text, &fixture.profile);
            for finding in &audit.findings {
                let Some(proposal) = finding.proposals.first() else {
                    continue;
                };
                let place = &finding.figures[proposal.figure];
                let mut mended = audit.flat.text.clone();
                mended.replace_range(place.start..place.end, &proposal.to);
                let left = audited(&mended, &fixture.profile).findings;
                assert!(
                    left.len() < audit.findings.len(),
                    "{}: writing {} for {} mends nothing in:\n{mended}\n{left:#?}",
                    finding.code,
                    proposal.to,
                    proposal.from
                );
            }
        }
    }
}
