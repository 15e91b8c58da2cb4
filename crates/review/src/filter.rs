//! Which findings are wanted.

use audit::{Audit, RULES, Severity, rule};

/// Which findings are wanted; the default wants all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    least: Option<Severity>,
    only: Vec<&'static str>,
    skipped: Vec<&'static str>,
}

/// A rule was named that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有编号为“{0}”的规则。“kaocheng rule”列出全部规则")]
pub struct UnknownRule(pub String);

impl Filter {
    /// Wants findings of at least this severity.
    #[must_use]
    pub fn at_least(mut self, severity: Severity) -> Self {
        self.least = Some(severity);
        self
    }

    /// Wants findings of these rules and of no other; of all rules where none is named.
    ///
    /// # Errors
    /// The first code that no rule has.
    pub fn only<'c>(
        mut self,
        codes: impl IntoIterator<Item = &'c str>,
    ) -> Result<Self, UnknownRule> {
        self.only = known(codes)?;
        Ok(self)
    }

    /// Wants no findings of these rules.
    ///
    /// # Errors
    /// The first code that no rule has.
    pub fn without<'c>(
        mut self,
        codes: impl IntoIterator<Item = &'c str>,
    ) -> Result<Self, UnknownRule> {
        self.skipped = known(codes)?;
        Ok(self)
    }

    /// Takes out of an audit what is not wanted. Figures and relations stay: they were read and judged all the same.
    pub fn apply(&self, audit: &mut Audit) {
        audit.findings.retain(|finding| {
            self.least.is_none_or(|least| finding.severity >= least)
                && (self.only.is_empty() || self.only.contains(&finding.code))
                && !self.skipped.contains(&finding.code)
        });
    }
}

/// The codes as the rule book writes them.
fn known<'c>(codes: impl IntoIterator<Item = &'c str>) -> Result<Vec<&'static str>, UnknownRule> {
    codes
        .into_iter()
        .map(|code| match rule(code.trim()) {
            Some(rule) => Ok(rule.code),
            None => Err(UnknownRule(code.trim().to_owned())),
        })
        .collect()
}

/// The name of a rule in the rule book.
pub(crate) fn rule_name(code: &str) -> &'static str {
    RULES
        .iter()
        .find(|rule| rule.code == code)
        .map_or("", |rule| rule.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::reviewed;

    fn codes(filter: &Filter) -> Vec<&'static str> {
        let mut audit = reviewed().reading.unwrap().audit;
        filter.apply(&mut audit);
        audit.findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn only_what_is_wanted_stays() {
        let all = Filter::default();
        assert_eq!(codes(&all), ["B03", "F01"]);
        assert_eq!(codes(&all.clone().at_least(Severity::Error)), ["B03"]);
        assert_eq!(codes(&all.clone().only(["f01"]).unwrap()), ["F01"]);
        assert_eq!(codes(&all.clone().without([" B03 "]).unwrap()), ["F01"]);
        assert_eq!(
            all.only(["Z99"]).unwrap_err(),
            UnknownRule("Z99".to_owned())
        );
    }
}
