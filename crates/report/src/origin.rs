//! Where figures come from, in the words of a document's provenance.

use book::{Explanation, Measured};
use document::Provenance;

/// What a reader calls the files of the book itself.
pub(crate) const BOOK: &str = "账本";

/// Typed into the book; the source is what the book says of it.
pub(crate) fn typed(name: &str, source: Option<&str>) -> Provenance {
    Provenance {
        fact: name.to_owned(),
        formula: String::new(),
        sources: std::iter::once(BOOK)
            .chain(source)
            .map(str::to_owned)
            .collect(),
        typed: true,
    }
}

/// Computed from other entries of the book.
pub(crate) fn computed(name: &str, formula: String) -> Provenance {
    Provenance {
        fact: name.to_owned(),
        formula,
        sources: vec![BOOK.to_owned()],
        typed: false,
    }
}

/// Computed from ledgers.
pub(crate) fn measured(name: &str, measured: &Measured) -> Provenance {
    let inputs: Vec<_> = measured
        .inputs
        .iter()
        .map(|(input, value)| format!("{input} {value}"))
        .collect();
    let formula = match inputs.is_empty() {
        true => measured.formula.clone(),
        false => format!("{}（{}）", measured.formula, inputs.join("，")),
    };
    Provenance {
        fact: name.to_owned(),
        formula,
        sources: sources(measured),
        typed: false,
    }
}

/// Given by a scoring rule.
pub(crate) fn scored(
    name: &str,
    explanation: &Explanation,
    measured: Option<&Measured>,
) -> Provenance {
    Provenance {
        fact: name.to_owned(),
        formula: explanation.to_string(),
        sources: measured.map_or_else(|| vec![BOOK.to_owned()], sources),
        typed: false,
    }
}

fn sources(measured: &Measured) -> Vec<String> {
    let source = |source: &book::Source| match &source.column {
        Some(column) => format!("{} “{column}”列 {}", source.file(), source.rows),
        None => format!("{} {}", source.file(), source.rows),
    };
    measured.sources.iter().map(source).collect()
}
