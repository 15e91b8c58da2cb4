//! Findings that are not told: those somebody lets stand, and those that are known from before.

use audit::{Baseline, Finding, Suppression, fingerprint, sift};
use settings::Day;

use crate::Read;

/// What was found and is not told.
#[derive(Debug, Clone, Default)]
pub struct Aside {
    /// What somebody lets stand.
    pub suppressed: Vec<Suppressed>,
    /// How many findings are known from before.
    pub known: usize,
}

/// A finding that somebody lets stand.
#[derive(Debug, Clone)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Why it may stand.
    pub reason: String,
    /// Who says so; empty when not told.
    pub by: String,
}

impl Read {
    /// Sets aside what suppressions let stand on a day in a file of this name, and says for each whether it was used.
    pub fn suppress(&mut self, suppressions: &[Suppression], file: &str, today: Day) -> Vec<bool> {
        let mut used = vec![false; suppressions.len()];
        if suppressions.is_empty() {
            return used;
        }
        let findings = std::mem::take(&mut self.audit.findings);
        let sifted = sift(findings, suppressions, &self.audit.flat, file, today);
        self.audit.findings = sifted.kept;
        for (finding, index) in sifted.suppressed {
            used[index] = true;
            let Suppression { reason, by, .. } = &suppressions[index];
            self.aside.suppressed.push(Suppressed {
                finding,
                reason: reason.clone(),
                by: by.clone(),
            });
        }
        used
    }

    /// Sets aside what is known from before.
    pub fn forget(&mut self, baseline: &mut Baseline) {
        let before = self.audit.findings.len();
        let flat = &self.audit.flat;
        let findings = &mut self.audit.findings;
        findings.retain(|finding| !baseline.take(&fingerprint(flat, finding)));
        self.aside.known += before - self.audit.findings.len();
    }
}

impl Aside {
    /// How much was set aside, as the end of a sentence; empty where nothing was.
    pub(crate) fn told(suppressed: usize, known: usize) -> String {
        let mut told = String::new();
        if suppressed > 0 {
            told.push_str(&format!("；免报{suppressed}处"));
        }
        if known > 0 {
            told.push_str(&format!("；原已知道的{known}处没有再报"));
        }
        told
    }
}
