//! A column as its header cell: `方式:枚举(出让|划拨)?`.

use std::fmt;
use std::str::FromStr;

use super::{Column, ColumnType};

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.optional { "?" } else { "" };
        write!(f, "{}:{}{mark}", self.name, self.kind)
    }
}

impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("文本"),
            Self::Date => f.write_str("日期"),
            Self::Integer => f.write_str("整数"),
            Self::Number => f.write_str("数值"),
            Self::Quantity(unit) => unit.fmt(f),
            Self::YesNo => f.write_str("是否"),
            Self::Choice(words) => write!(f, "枚举({})", words.join("|")),
        }
    }
}

impl FromStr for Column {
    type Err = String;

    /// Reads a header cell; the error says what is wrong.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (name, kind) = text
            .split_once([':', '：'])
            .ok_or_else(|| format!("列“{text}”没有写类型"))?;
        let kind = kind.trim();
        let (kind, optional) = match kind.strip_suffix(['?', '？']) {
            Some(kind) => (kind.trim_end(), true),
            None => (kind, false),
        };
        Ok(Self {
            name: name.trim().to_owned(),
            kind: column_type(kind)
                .ok_or_else(|| format!("列“{}”的类型“{kind}”不认识", name.trim()))?,
            optional,
        })
    }
}

fn column_type(text: &str) -> Option<ColumnType> {
    Some(match text {
        "文本" => ColumnType::Text,
        "日期" => ColumnType::Date,
        "整数" => ColumnType::Integer,
        "数值" => ColumnType::Number,
        "是否" => ColumnType::YesNo,
        _ => match text.strip_prefix("枚举") {
            Some(words) => ColumnType::Choice(choices(words)?),
            None => ColumnType::Quantity(text.parse().ok()?),
        },
    })
}

fn choices(text: &str) -> Option<Vec<String>> {
    let words = text
        .trim()
        .strip_prefix(['(', '（'])?
        .strip_suffix([')', '）'])?;
    Some(
        words
            .split(['|', '｜'])
            .map(|word| word.trim().to_owned())
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        for header in [
            "宗地:文本",
            "面积:亩?",
            "方式:枚举(出让|划拨)",
            "单价:万元/亩",
            "率:%",
        ] {
            assert_eq!(header.parse::<Column>().unwrap().to_string(), header);
        }
    }

    #[test]
    fn takes_full_width_marks() {
        let column: Column = "方式：枚举（出让｜划拨）？".parse().unwrap();
        assert_eq!(column.to_string(), "方式:枚举(出让|划拨)?");
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |text: &str| text.parse::<Column>().unwrap_err();
        assert_eq!(error("面积"), "列“面积”没有写类型");
        assert_eq!(error("面积:斗"), "列“面积”的类型“斗”不认识");
    }
}
