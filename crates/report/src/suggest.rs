//! The names that a wrong name most likely means.

/// How many names are offered.
const MOST: usize = 3;

/// A remedy that offers the nearest names.
pub(crate) fn remedy<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    let mut near: Vec<_> = candidates
        .into_iter()
        .map(|candidate| (likeness(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.4)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let near: Vec<_> = near
        .iter()
        .take(MOST)
        .map(|(_, candidate)| format!("“{candidate}”"))
        .collect();
    match near.is_empty() {
        true => "核对名称；可用的名称见模板说明，也可以在账本的“数据”里加一项".to_owned(),
        false => format!("是不是{}？", near.join("、")),
    }
}

/// Between 0 and 1; a name that contains the other is near.
fn likeness(name: &str, candidate: &str) -> f64 {
    let distance = strsim::normalized_damerau_levenshtein(name, candidate);
    match candidate.contains(name) || name.contains(candidate) {
        true => distance.max(0.6),
        false => distance,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_come_first() {
        let names = ["预算.执行率", "预算.执行数", "资产.总额"];
        assert_eq!(
            remedy("预算.执行律", names),
            "是不是“预算.执行数”、“预算.执行率”？"
        );
        assert!(remedy("天气", names).contains("核对名称"));
    }
}
