//! Which column of a sheet is which column of a ledger.

use std::collections::BTreeMap;

use book::{Column, ColumnType};

use crate::heads::{DEEPEST, Head, in_row, in_two_rows, one_line, plain};
use crate::sheet::Sheet;

/// Where the columns of a ledger are in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The place of the row with the heads of the columns.
    pub header: usize,
    /// Of each column of the ledger, where it is; `None` for one that may be left out.
    pub columns: Vec<Option<Source>>,
    /// Heads of the sheet that no column of the ledger takes.
    pub unused: Vec<String>,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its place.
    pub place: usize,
    /// Its head as it stands.
    pub head: String,
    /// The unit the head names, such as 平方米 in 面积（㎡）.
    pub unit: Option<String>,
}

/// The columns of a sheet cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", told(.missing, .heads))]
pub struct MappingError {
    /// Columns of the ledger that were not found.
    pub missing: Vec<String>,
    /// The heads of the row that fits best.
    pub heads: Vec<String>,
}

/// How alike two names must be to be taken for each other: one of four characters may differ.
const ALIKE: f64 = 0.75;

fn told(missing: &[String], heads: &[String]) -> String {
    let example = missing.first().map_or("列", String::as_str);
    if heads.is_empty() {
        return format!("找不到表头：没有一行写着“{}”等列名", missing.join("”“"));
    }
    format!(
        "表里找不到这些列：{}。表头是：{}。用 --map 指明，例如 --map {example}={}",
        missing.join("、"),
        heads.join("、"),
        heads[0]
    )
}

impl Mapping {
    /// Finds the heads of the columns and which column each is: by what was said (`named`, from column to head), by
    /// name, by name without its unit, or by a name nearly the same that no other column has.
    ///
    /// # Errors
    /// When a column that must be filled is not found.
    pub fn find(
        sheet: &Sheet,
        columns: &[Column],
        named: &BTreeMap<String, String>,
    ) -> Result<Self, MappingError> {
        let rows = sheet.rows.iter().take(DEEPEST).enumerate();
        let single = rows.map(|(place, row)| (place, in_row(row)));
        let pairs = sheet.rows.windows(2).take(DEEPEST).enumerate();
        let double =
            pairs.filter_map(|(place, pair)| Some((place + 1, in_two_rows(&pair[0], &pair[1])?)));
        // Of those that fit as well the last is taken: one row.
        let candidates: Vec<(usize, Vec<Head>)> = double.chain(single).collect();
        let best = candidates
            .iter()
            .map(|(place, heads)| Self::of_heads(*place, heads, columns, named))
            .max_by_key(|mapping| {
                let found = mapping.columns.iter().flatten().count();
                (found, std::cmp::Reverse(mapping.header))
            });
        let Some(best) = best.filter(|best| best.columns.iter().any(Option::is_some)) else {
            return Err(MappingError {
                missing: columns.iter().filter(|one| needed(one)).map(name).collect(),
                heads: Vec::new(),
            });
        };
        let missing: Vec<String> = columns
            .iter()
            .zip(&best.columns)
            .filter(|(column, source)| source.is_none() && needed(column))
            .map(|(column, _)| column.name.clone())
            .collect();
        if missing.is_empty() {
            return Ok(best);
        }
        let heads = sheet.rows[best.header].iter();
        Err(MappingError {
            missing,
            heads: heads
                .filter(|(_, cell)| !cell.is_blank())
                .map(|(_, cell)| one_line(&cell.text()))
                .collect(),
        })
    }

    fn of_heads(
        place: usize,
        heads: &[Head],
        columns: &[Column],
        named: &BTreeMap<String, String>,
    ) -> Self {
        let mut taken = vec![None; columns.len()];
        for (column, source) in columns.iter().zip(&mut taken) {
            *source = match named.get(&column.name) {
                Some(head) => heads.iter().position(|one| one.is_called(head)),
                None => heads.iter().position(|one| one.name == plain(&column.name)),
            };
        }
        for (at, column) in columns.iter().enumerate() {
            if taken[at].is_none() && !named.contains_key(&column.name) {
                taken[at] = nearly(heads, &column.name, &taken);
            }
        }
        let unused = (0..heads.len()).filter(|at| !taken.contains(&Some(*at)));
        Self {
            header: place,
            unused: unused.map(|at| heads[at].shown.clone()).collect(),
            columns: taken
                .iter()
                .map(|taken| {
                    let head = &heads[(*taken)?];
                    Some(Source {
                        place: head.place,
                        head: head.shown.clone(),
                        unit: head.unit.clone(),
                    })
                })
                .collect(),
        }
    }

    /// From each column found to its head, as [`find`](Self::find) takes it.
    pub fn named(&self, columns: &[Column]) -> BTreeMap<String, String> {
        let found = columns.iter().zip(&self.columns);
        found
            .filter_map(|(column, source)| {
                Some((column.name.clone(), source.as_ref()?.head.clone()))
            })
            .collect()
    }
}

/// Whether a sheet must have the column: one that may be empty, and the day of entry, may be left out.
fn needed(column: &Column) -> bool {
    !column.optional && column.kind != ColumnType::Entered
}

fn name(column: &Column) -> String {
    column.name.clone()
}

/// The only head not taken whose name is nearly that of the column.
fn nearly(heads: &[Head], column: &str, taken: &[Option<usize>]) -> Option<usize> {
    let wanted = plain(column);
    let alike = |head: &Head| {
        let contains = head.name.chars().count() >= 2
            && (head.name.contains(&wanted) || wanted.contains(&head.name));
        contains || strsim::normalized_levenshtein(&head.name, &wanted) >= ALIKE
    };
    let mut free = (0..heads.len())
        .filter(|at| !taken.contains(&Some(*at)))
        .filter(|at| alike(&heads[*at]));
    match (free.next(), free.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Raw;

    fn columns(header: &[&str]) -> Vec<Column> {
        header.iter().map(|cell| cell.parse().unwrap()).collect()
    }

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cell = |text: &&str| match *text {
            "" => Raw::Empty,
            text => Raw::Text(text.to_owned()),
        };
        Sheet {
            name: "Sheet1".to_owned(),
            rows: rows
                .iter()
                .map(|row| row.iter().map(cell).collect())
                .collect(),
        }
    }

    fn found(mapping: &Mapping) -> Vec<Option<usize>> {
        let places = mapping.columns.iter();
        places
            .map(|one| one.as_ref().map(|one| one.place))
            .collect()
    }

    #[test]
    fn heads_stand_below_titles_and_carry_units() {
        let sheet = sheet(&[
            &["2022年供地台账"],
            &["填报单位：某局", "", "单位：平方米"],
            &[
                "序号",
                "宗地 编号",
                "*供应方式",
                "面积（平方米）",
                "价款(元)",
            ],
        ]);
        let columns = columns(&[
            "宗地:文本*",
            "方式:枚举(出让|划拨)",
            "面积:亩",
            "价款:万元",
            "登记日期:登记",
        ]);
        let mapping = Mapping::find(&sheet, &columns, &BTreeMap::new()).unwrap();
        assert_eq!(mapping.header, 2);
        assert_eq!(found(&mapping), [Some(1), Some(2), Some(3), Some(4), None]);
        assert_eq!(
            mapping.columns[2].as_ref().unwrap().unit.as_deref(),
            Some("平方米")
        );
        assert_eq!(mapping.unused, ["序号"]);
    }

    #[test]
    fn two_heads_alike_are_not_guessed_between() {
        let sheet = sheet(&[&["编号", "计划面积", "实际面积"]]);
        let columns = columns(&["编号:文本*", "面积:亩"]);
        let error = Mapping::find(&sheet, &columns, &BTreeMap::new()).unwrap_err();
        assert_eq!(error.missing, ["面积"]);
        assert!(error.to_string().contains("--map 面积=编号"), "{error}");
        let named = [("面积".to_owned(), "实际面积".to_owned())].into();
        let mapping = Mapping::find(&sheet, &columns, &named).unwrap();
        assert_eq!(found(&mapping), [Some(0), Some(2)]);
        let named = [("面积".to_owned(), "b".to_owned())].into();
        assert_eq!(
            found(&Mapping::find(&sheet, &columns, &named).unwrap())[1],
            Some(1)
        );
    }
}
