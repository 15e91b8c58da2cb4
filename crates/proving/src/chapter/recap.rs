//! A closing paragraph that repeats figures said before, some in another unit.

use quantity::Unit;

use crate::claim::Sort;
use crate::draft::{Draft, say};
use crate::figure::Form;
use crate::world::World;

/// Says some of the remembered facts again under their own names.
pub(crate) fn recap(draft: &mut Draft, _world: &World) {
    let facts = draft.facts();
    if facts.is_empty() || draft.dice.chance(30) {
        return;
    }
    let count = facts.len().min(3);
    let chosen: Vec<_> = draft
        .dice
        .choose(&facts, count)
        .into_iter()
        .cloned()
        .collect();
    draft.heading(1, "总体结论");
    say!(draft, "[综上|总体看|综上所述]，");
    let mut said = Vec::new();
    for (name, slot) in chosen {
        let form = draft.form(slot);
        let in_yi = Form {
            unit: Unit::YI_YUAN,
            places: 4,
            cut: false,
            trimmed: false,
            ..form
        };
        let again = if form.unit == Unit::WAN_YUAN && draft.dice.chance(15) {
            draft.same_in(slot, in_yi, Sort::Same)
        } else {
            draft.again(slot)
        };
        said.push(format!("{name}{again}"));
    }
    say!(
        draft,
        "{said}[，各项工作有序推进|，完成了年度目标|]。",
        said = said.join("，")
    );
    draft.end();
}
