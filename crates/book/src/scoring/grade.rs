//! Grades (等级) by half-open bands.

use num_traits::Signed;
use quantity::Decimal;

use crate::load::kind::{NAME, NUMBER};
use crate::number::sum;
use settings::Table;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::Scheme;
    use crate::scoring::example::decimal;

    #[test]
    fn bands_are_half_open() {
        let scheme = Scheme::shipped("caizheng-2020-10").unwrap();
        let name = |total| grade(decimal(total), scheme.grades()).unwrap().name.clone();
        assert_eq!(name("100"), "优");
        assert_eq!(name("90.00"), "优");
        assert_eq!(name("89.99"), "良");
        assert_eq!(name("60"), "中");
        assert_eq!(name("59.99"), "差");
    }

    #[test]
    fn near_a_boundary_is_noticed() {
        let scheme = Scheme::shipped("caizheng-2020-10").unwrap();
        let near = |total| boundary(decimal(total), scheme.grades(), scheme.near());
        assert_eq!(near("89.96"), Some(decimal("90")));
        assert_eq!(near("89.95"), None);
        assert_eq!(near("0.01"), None);
    }
}
