//! The reviewed file itself with the findings as notes at their places, everything else in it untouched.

use document::annotate::{AnnotateError, Annotated, Note};
use document::{Format, PieceKind, detect};

use audit::{Finding, Severity};

use crate::filter::rule_name;
use crate::place::elsewhere;
use crate::{Read, Reviewed};

/// Who signs the notes.
pub(crate) const AUTHOR: &str = "考成";

/// How notes are put into files of a format.
#[derive(Debug, Clone, Copy)]
pub struct Copy {
    /// The format of the files that can be taken.
    pub format: Format,
    /// Puts notes into a file, dated as `2022-12-31T09:00:00Z` where the format dates notes.
    pub annotate: Annotate,
}

/// Puts notes of a date into the bytes of a file.
pub type Annotate = fn(&[u8], &[Note], &str) -> Result<Annotated, AnnotateError>;

/// Why there is no copy with notes.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The file is of another format.
    #[error(
        "不是 {0} 文件，不能在原件上加批注。请改用 html（标出问题的全文）或 xlsx（审核意见表）"
    )]
    Format(&'static str),
    /// The file cannot be annotated.
    #[error(transparent)]
    Annotate(#[from] AnnotateError),
}

impl Copy {
    /// Puts what was found in a file into a copy of it.
    ///
    /// # Errors
    /// A file of another format, or one that allows no notes.
    pub fn make(
        &self,
        reviewed: &Reviewed,
        original: &[u8],
        date: &str,
    ) -> Result<Annotated, CopyError> {
        if detect(&reviewed.file, original) != Some(self.format) {
            return Err(CopyError::Format(match self.format {
                Format::Pdf => "pdf",
                _ => "docx",
            }));
        }
        let notes = match &reviewed.reading {
            Ok(read) => notes(&reviewed.file, read),
            Err(_) => Vec::new(),
        };
        Ok((self.annotate)(original, &notes, date)?)
    }
}

/// A note for each finding, at its main place.
fn notes(file: &str, read: &Read) -> Vec<Note> {
    let flat = &read.audit.flat;
    let note = |finding: &Finding| {
        let place = &finding.figures[0];
        let piece = flat.pieces.get(flat.piece_at(place.start)?)?;
        let range = place.start..place.end.min(piece.end);
        Some(Note {
            origin: piece.origin,
            quote: flat.text.get(range.clone())?.to_owned(),
            range: range.start - piece.start..range.end - piece.start,
            message: message(file, read, finding),
            severity: finding.severity,
        })
    };
    let findings = read.audit.findings.iter().filter_map(note);
    unread(read).into_iter().chain(findings).collect()
}

/// A note at the beginning that says what was not read, so that no silence is taken for approval.
fn unread(read: &Read) -> Option<Note> {
    let flat = &read.audit.flat;
    let is_marked = |piece: &&document::Piece| {
        piece.kind != PieceKind::Margin && !flat.text[piece.start..piece.end].trim().is_empty()
    };
    let piece = flat.pieces.iter().find(is_marked)?;
    let faults = read.faults.iter();
    let lines = faults.map(|fault| format!("{}：{}", fault.place, fault.message));
    let lines: Vec<String> = lines.collect();
    let text = &flat.text[piece.start..piece.end];
    (!lines.is_empty()).then(|| Note {
        origin: piece.origin,
        quote: text.to_owned(),
        range: 0..text.len(),
        message: format!("文件没有读全，下面这些没有审。\n{}", lines.join("\n")),
        severity: Severity::Warning,
    })
}

/// What a note says, a line each: the finding, its arithmetic, its remedies, other places it is about, its rule.
fn message(file: &str, read: &Read, finding: &Finding) -> String {
    let mut lines = vec![finding.message.clone()];
    if !finding.arithmetic.is_empty() {
        lines.push(format!("算式：{}", finding.arithmetic));
    }
    if finding.proposals.is_empty() && !finding.proposal.is_empty() {
        lines.push(format!("建议：{}", finding.proposal));
    }
    for (index, proposal) in finding.proposals.iter().enumerate() {
        let word = if index == 0 { "建议：" } else { "或：" };
        let (from, to, reason) = (&proposal.from, &proposal.to, &proposal.reason);
        lines.push(format!("{word}{from} → {to}（{reason}）"));
    }
    for (index, place) in elsewhere(file, &read.audit.flat, finding) {
        let printed = &finding.figures[index].text;
        lines.push(format!("另见：{place}“{printed}”"));
    }
    lines.push(format!(
        "规则：{} {}",
        finding.code,
        rule_name(finding.code)
    ));
    lines.join("\n")
}
