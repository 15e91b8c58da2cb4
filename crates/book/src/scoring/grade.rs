//! Grades (等级) by half-open bands.

use num_traits::Signed;
use quantity::Decimal;

use crate::load::kind::{NAME, NUMBER};
use crate::load::toml::Table;
use crate::number::sum;

/// A grade and the total from which it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// 名称, such as 优.
    pub name: String,
    /// 下限, included.
    pub from: Decimal,
}

impl Grade {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let name = table.required("名称", &NAME);
        let from = table.required("下限", &NUMBER);
        Some(Self {
            name: name?,
            from: from?,
        })
    }
}

/// The grade of a total; `grades` fall from the best.
pub(crate) fn grade(total: Decimal, grades: &[Grade]) -> Option<&Grade> {
    grades.iter().find(|grade| total >= grade.from)
}

/// The boundary that a total is nearer to than `near`.
pub(crate) fn boundary(total: Decimal, grades: &[Grade], near: Decimal) -> Option<Decimal> {
    grades
        .iter()
        .map(|grade| grade.from)
        .filter(|from| !from.is_zero())
        .find(|from| {
            let distance = sum([total, -*from]).to_rational().abs();
            distance < near.to_rational()
        })
}
