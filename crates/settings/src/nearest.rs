//! The nearest of several names.

/// The candidate that `name` most likely means, when one is close enough.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::normalized_damerau_levenshtein(name, candidate),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.4)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A remedy that names the nearest candidate, or lists them all.
pub fn suggestion<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> String {
    if let Some(candidate) = nearest(name, candidates.clone()) {
        return format!("是不是“{candidate}”？");
    }
    let all: Vec<_> = candidates.into_iter().collect();
    match all.as_slice() {
        [] => "现在还没有可以选用的".to_owned(),
        all => format!("可用的有：{}", all.join("、")),
    }
}
