//! The final accounts of a department (部门决算): its tables and the narrative that explains them.

mod guests;
mod narrative;
mod tables;
mod tree;

use crate::draft::Draft;
use crate::world::World;

/// Writes final accounts.
pub(crate) fn account(draft: &mut Draft, world: &World) {
    draft.heading(0, format!("{}{}年度部门决算", world.name, world.year));
    draft.heading(1, "第一部分 部门概况");
    super::noise::opening(draft, world);
    draft.heading(1, format!("第二部分 {}年度部门决算表", world.year));
    let printed = tables::tables(draft, world);
    draft.heading(1, format!("第三部分 {}年度部门决算情况说明", world.year));
    narrative::narrative(draft, world, &printed);
    if draft.dice.chance(50) {
        draft.heading(1, "第四部分 其他情况");
        super::procurement::procurement(draft, world);
        super::noise::noise(draft, world);
    }
}
