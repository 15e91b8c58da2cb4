//! A pack, with what it inherits.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::codes::CodeList;
use crate::indicator::Model;
use crate::ledger::LedgerForm;
use crate::lint::Words;
use crate::propose::UseRule;
use crate::trial::{LintTrial, MeasureTrial, calendar};
use crate::version::Version;

/// A pack of indicators, ledger definitions, code lists and rules.
#[derive(Clone, Debug)]
pub struct Pack {
    pub(crate) name: String,
    pub(crate) head: Head,
    pub(crate) base: Option<Base>,
    pub(crate) indicators: Vec<Model>,
    pub(crate) ledgers: Vec<LedgerForm>,
    pub(crate) codes: Vec<CodeList>,
    pub(crate) words: Words,
    pub(crate) uses: Vec<UseRule>,
    pub(crate) measure_trials: Vec<MeasureTrial>,
    pub(crate) lint_trials: Vec<LintTrial>,
}

/// What `pack.toml` says about the pack itself.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) title: String,
    pub(crate) version: Version,
    pub(crate) note: String,
    pub(crate) basis: Vec<String>,
    pub(crate) scope: Vec<String>,
}

/// The pack another stands on: `common@1`, any version with that first number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Its name.
    pub name: String,
    /// The first number of its version.
    pub major: u16,
}

impl Pack {
    /// The folder's name, by which books call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// 名称
    pub fn title(&self) -> &str {
        &self.head.title
    }

    /// 版本
    pub const fn version(&self) -> Version {
        self.head.version
    }

    /// 说明
    pub fn note(&self) -> &str {
        &self.head.note
    }

    /// 依据: the regulations it follows.
    pub fn basis(&self) -> &[String] {
        &self.head.basis
    }

    /// 适用: for whom it is made.
    pub fn scope(&self) -> &[String] {
        &self.head.scope
    }

    /// 继承: the pack it stands on.
    pub const fn base(&self) -> Option<&Base> {
        self.base.as_ref()
    }

    /// The indicators: its own and overriding ones first, then inherited ones.
    pub fn indicators(&self) -> &[Model] {
        &self.indicators
    }

    /// The indicator of that id.
    pub fn indicator(&self, id: &str) -> Option<&Model> {
        self.indicators.iter().find(|model| model.id == id)
    }

    /// The ledger definitions: its own first, then inherited ones.
    pub fn ledgers(&self) -> &[LedgerForm] {
        &self.ledgers
    }

    /// The ledger definition of that name.
    pub fn ledger(&self, name: &str) -> Option<&LedgerForm> {
        self.ledgers.iter().find(|form| form.name == name)
    }

    /// The ledgers that an indicator's measure looks at, and those that these refer to.
    pub fn needed(&self, model: &Model) -> Vec<&LedgerForm> {
        let mut needed: Vec<&LedgerForm> = Vec::new();
        let mut ledgers = BTreeMap::new();
        while let Some(measure) = &model.measure
            && let Err(error) = measure.over(&ledgers, calendar(), &model.unit)
            && error.absent
            && let Some(form) = self.ledger(&error.word)
            && let Ok(definition) = form.definition()
        {
            needed.push(form);
            if ledgers
                .insert(form.name.clone(), definition.ledger())
                .is_some()
            {
                break;
            }
        }
        self.with_referred(needed)
    }

    /// Ledgers, and those that their columns refer to, near or far.
    pub fn with_referred<'a>(&'a self, mut forms: Vec<&'a LedgerForm>) -> Vec<&'a LedgerForm> {
        let mut at = 0;
        while let Some(form) = forms.get(at) {
            for name in form.references() {
                if let Some(other) = self.ledger(name)
                    && !forms.contains(&other)
                {
                    forms.push(other);
                }
            }
            at += 1;
        }
        forms
    }

    /// The code lists.
    pub fn codes(&self) -> &[CodeList] {
        &self.codes
    }

    /// The words the lint goes by.
    pub const fn words(&self) -> &Words {
        &self.words
    }

    /// The rules that turn results into a proposal, in the order they are tried.
    pub fn uses(&self) -> &[UseRule] {
        &self.uses
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.name, self.major)
    }
}

impl FromStr for Base {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text
            .split_once('@')
            .filter(|(name, _)| !name.is_empty())
            .and_then(|(name, major)| Some((name.to_owned(), major.parse().ok()?)));
        match parts {
            Some((name, major)) => Ok(Self { name, major }),
            None => Err(format!("“{text}”应当是指标包的名称、@ 和版本的第一个数")),
        }
    }
}
