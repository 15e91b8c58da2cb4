//! The staff of a department.

use super::Unit;
use crate::Staff;

/// The staff of all units by kind. Posts are known where all units tell theirs.
pub(super) fn staff(units: &[Unit<'_>]) -> Vec<Staff> {
    let mut all: Vec<Staff> = Vec::new();
    for staff in units.iter().flat_map(|unit| &unit.book.staff) {
        match all.iter_mut().find(|known| known.kind == staff.kind) {
            Some(known) => {
                known.posts = known
                    .posts
                    .zip(staff.posts)
                    .map(|(some, more)| some.saturating_add(more));
                known.present = known.present.saturating_add(staff.present);
                known.serving = known.serving.saturating_add(staff.serving);
                known.retired = known.retired.saturating_add(staff.retired);
            }
            None => all.push(staff.clone()),
        }
    }
    all
}
