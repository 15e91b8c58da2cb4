//! The year a document is of (年度).

/// The year named most often with 年度, or else with 年.
pub(crate) fn of_document(text: &str) -> Option<u16> {
    most_named(text, "年度").or_else(|| most_named(text, "年"))
}

/// The year named most often before a word.
pub(crate) fn most_named(text: &str, word: &str) -> Option<u16> {
    let mut counts: Vec<(u16, usize)> = Vec::new();
    for (at, _) in text.match_indices(word) {
        let Some(year) = before(text, at) else {
            continue;
        };
        match counts.iter_mut().find(|(other, _)| *other == year) {
            Some((_, count)) => *count += 1,
            None => counts.push((year, 1)),
        }
    }
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(year, _)| year)
}

/// How many paragraphs from the start the title of a report may stand.
const TITLE: usize = 8;

/// The year a report of a whole year looks back on, by its title: 2024年度部门整体支出绩效自评报告.
pub(crate) fn looked_back_on(reading: &crate::reading::Reading<'_>) -> Option<u16> {
    let first = 0..reading.paragraphs.len().min(TITLE);
    let mut titles = first.map(|paragraph| reading.text_of(paragraph));
    titles.find_map(|title| {
        let short = title.len() <= 200 && !title.contains(['。', '；']);
        let report = ["自评", "绩效评价", "绩效报告", "决算"];
        let told = short && report.iter().any(|word| title.contains(word));
        let mut years = title.match_indices('年').filter(|_| told);
        years.find_map(|(at, _)| before(title, at))
    })
}

/// The year whose digits end at an offset.
pub(crate) fn before(text: &str, at: usize) -> Option<u16> {
    let digits = text[..at].trim_end();
    let year = digits.get(digits.len().checked_sub(4)?..)?;
    year.parse().ok().filter(|year| (1990..2100).contains(year))
}
