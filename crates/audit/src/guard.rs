//! Guarding rules: one that panics costs its own findings and not those of the file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use document::Fault;

/// Lets a rule add to a list. Where it panics, what it has added is taken back and a fault says which rule it was.
pub(crate) fn guarded<T, R: Default>(
    code: &str,
    list: &mut Vec<T>,
    faults: &mut Vec<Fault>,
    rule: impl FnOnce(&mut Vec<T>) -> R,
) -> R {
    let before = list.len();
    catch_unwind(AssertUnwindSafe(|| rule(list))).unwrap_or_else(|_| {
        list.truncate(before);
        faults.push(Fault {
            message: format!("规则{code}运行出错，这份文件没有按它核对；请报告此问题。"),
            place: format!("规则{code}"),
        });
        R::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_panics_costs_its_own_findings() {
        let (mut found, mut faults) = (vec![1], Vec::new());
        guarded("A01", &mut found, &mut faults, |found| found.push(2));
        guarded("A02", &mut found, &mut faults, |found| {
            found.push(3);
            assert!(found.is_empty(), "a fault nobody foresaw");
        });
        guarded("A03", &mut found, &mut faults, |found| found.push(4));
        assert_eq!(found, [1, 2, 4]);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].place, "规则A02");
    }
}
