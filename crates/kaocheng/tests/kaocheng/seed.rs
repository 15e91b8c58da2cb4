//! The real report this project began from, where it lies beside the project: what is proven in it is found, what holds
//! is not reported.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Scratch, source};
use serde_json::Value;

#[test]
fn the_real_report_is_audited_as_its_truth_demands() {
    let folder = source("../shared/seed");
    let (report, truth) = (folder.join("report.txt"), folder.join("truth.json"));
    let Ok(truth) = fs::read_to_string(truth) else {
        return;
    };
    let truth: Vec<Value> = serde_json::from_str(&truth).unwrap();
    let files = Scratch::new()
        .run(&["check", report.to_str().unwrap(), "--format", "json"])
        .json();
    let findings = files[0]["findings"].as_array().unwrap();
    let on_line = |line: u64| {
        findings
            .iter()
            .filter(move |finding| finding["line"].as_u64() == Some(line))
    };
    let mut expected: BTreeMap<u64, usize> = BTreeMap::new();
    let mut missed: Vec<&str> = Vec::new();
    for entry in &truth {
        let line = entry["line"].as_u64().unwrap();
        match entry["expect"].as_str().unwrap() {
            "error" => {
                if !on_line(line).any(|finding| finding["severity"] == "error") {
                    missed.push(entry["id"].as_str().unwrap());
                }
                *expected.entry(line).or_default() += 1;
            }
            "warning" | "error or warning" => {
                if !on_line(line).any(|finding| finding["severity"] != "hint") {
                    missed.push(entry["id"].as_str().unwrap());
                }
                *expected.entry(line).or_default() += 1;
            }
            other => assert!(other.starts_with("never"), "{other}"),
        }
    }
    assert_eq!(missed, [""; 0]);
    for finding in findings
        .iter()
        .filter(|finding| finding["severity"] != "hint")
    {
        let line = finding["line"].as_u64().unwrap();
        assert!(
            expected.contains_key(&line),
            "nothing is wrong on line {line}: {finding:#}"
        );
    }
    let mended = findings
        .iter()
        .find(|finding| finding["line"] == 40)
        .unwrap();
    assert!(
        mended["proposal"]
            .as_str()
            .unwrap()
            .starts_with("25.73万元 → 62.93万元")
    );
    assert!(mended["proposals"][0]["confirmed_by"].as_u64().unwrap() >= 2);
}
