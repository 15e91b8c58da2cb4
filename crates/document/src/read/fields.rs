//! Fields: instructions, which are not shown, and their results, which are.

/// The open fields from the outermost, and whether the result of each has begun.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<bool>);

/// More fields than Word nests; further ones are taken for text.
const MAX_FIELDS: usize = 32;

impl Fields {
    pub(super) fn begin(&mut self) {
        if self.0.len() < MAX_FIELDS {
            self.0.push(false);
        }
    }

    /// Goes on to the result of the innermost field.
    pub(super) fn separate(&mut self) {
        if let Some(result) = self.0.last_mut() {
            *result = true;
        }
    }

    pub(super) fn end(&mut self) {
        self.0.pop();
    }

    /// Closes the fields whose instructions have no end: what follows is text.
    pub(super) fn end_paragraph(&mut self) {
        self.0.retain(|result| *result);
    }

    /// Whether what is read belongs to an instruction.
    pub(super) fn hide(&self) -> bool {
        self.0.contains(&false)
    }
}
