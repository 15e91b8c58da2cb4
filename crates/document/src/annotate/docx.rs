//! Comments in a Word document, anchored at the words they are about.

mod anchor;
pub(crate) mod comments;
pub(crate) mod package;
pub(crate) mod runs;
mod splice;

use self::anchor::Texts;
use self::comments::Comments;
use self::package::Package;
use self::runs::Runs;
use self::splice::Splice;
use super::{AnnotateError, Annotated, Note, Unplaced};
use crate::read::{Limits, trace_docx};

/// Puts notes into a Word document as comments by `author`, dated `date` (`2022-12-31T09:00:00Z`).
///
/// The main part is changed by the anchors of the comments and by runs split at them; the parts of the comments are added
/// or added to; every other entry of the container is copied as it is. What is said of a footnote is anchored at its
/// reference, and what is said of a text box at the run that holds the box: Word has no comments inside them.
///
/// # Errors
/// A file that is no readable Word document, or whose XML is not in UTF-8.
pub fn docx(
    bytes: &[u8],
    notes: &[Note],
    author: &str,
    date: Option<&str>,
) -> Result<Annotated, AnnotateError> {
    let traced = trace_docx(bytes, &Limits::default())?;
    let main = &traced.main;
    let mut package = Package::open(bytes, main)?;
    let runs = Runs::read(&main.text)?;
    let texts = Texts::of(&traced);
    let mut comments = Comments::open(&mut package, main, &runs)?;
    let mut splice = Splice::new(&main.text, &runs);
    let mut unplaced = Vec::new();
    for (index, note) in notes.iter().enumerate() {
        let anchored =
            texts
                .span(note)
                .and_then(|span| match splice.anchor(&span, comments.next()) {
                    true => Ok(()),
                    false => Err("这一处不在任何文字段中，不能加批注"),
                });
        match anchored {
            Ok(()) => comments.add(note, author, date),
            Err(reason) => unplaced.push(Unplaced {
                note: index,
                reason,
            }),
        }
    }
    if unplaced.len() < notes.len() {
        package.replace(&main.name, splice.finish());
        comments.put(&mut package)?;
    }
    Ok(Annotated {
        bytes: package.finish()?,
        unplaced,
    })
}
