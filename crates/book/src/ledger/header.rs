//! A column as its header cell: `方式:枚举(出让|划拨)?`.

use std::fmt;
use std::str::FromStr;

use super::{Column, ColumnType};
use crate::names::is_word;

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = if self.key { "*" } else { "" };
        let optional = if self.optional { "?" } else { "" };
        write!(f, "{}:{}{key}{optional}", self.name, self.kind)
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
            Self::Entered => f.write_str("登记"),
            Self::Place => f.write_str("地点"),
            Self::Attachment => f.write_str("附件"),
            Self::Reference { ledger, column } => write!(f, "引用({ledger}.{column})"),
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
        let (kind, key, optional) = marks(kind.trim());
        Ok(Self {
            name: name.trim().to_owned(),
            kind: column_type(kind)
                .ok_or_else(|| format!("列“{}”的类型“{kind}”不认识", name.trim()))?,
            key,
            optional,
        })
    }
}

/// The type without its marks, whether it is a key (`*`), and whether its cells may be empty (`?`).
fn marks(mut kind: &str) -> (&str, bool, bool) {
    let (mut key, mut optional) = (false, false);
    loop {
        if let Some(rest) = kind.strip_suffix(['?', '？']) {
            optional = true;
            kind = rest.trim_end();
        } else if let Some(rest) = kind.strip_suffix(['*', '＊']) {
            key = true;
            kind = rest.trim_end();
        } else {
            return (kind, key, optional);
        }
    }
}

fn column_type(text: &str) -> Option<ColumnType> {
    Some(match text {
        "文本" => ColumnType::Text,
        "日期" => ColumnType::Date,
        "整数" => ColumnType::Integer,
        "数值" => ColumnType::Number,
        "是否" => ColumnType::YesNo,
        "登记" => ColumnType::Entered,
        "地点" => ColumnType::Place,
        "附件" => ColumnType::Attachment,
        _ => {
            if let Some(words) = text.strip_prefix("枚举") {
                ColumnType::Choice(choices(words)?)
            } else if let Some(target) = text.strip_prefix("引用") {
                reference(target)?
            } else {
                ColumnType::Quantity(text.parse().ok()?)
            }
        }
    })
}

fn bracketed(text: &str) -> Option<&str> {
    text.trim()
        .strip_prefix(['(', '（'])?
        .strip_suffix([')', '）'])
}

fn reference(text: &str) -> Option<ColumnType> {
    let (ledger, column) = bracketed(text)?.split_once(['.', '．'])?;
    let (ledger, column) = (ledger.trim(), column.trim());
    (is_word(ledger) && is_word(column)).then(|| ColumnType::Reference {
        ledger: ledger.to_owned(),
        column: column.to_owned(),
    })
}

fn choices(text: &str) -> Option<Vec<String>> {
    let words = bracketed(text)?;
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
            "编号:文本*",
            "登记日期:登记",
            "位置:地点?",
            "照片:附件?",
            "宗地:引用(供地.宗地)*",
        ] {
            assert_eq!(header.parse::<Column>().unwrap().to_string(), header);
        }
    }

    #[test]
    fn takes_full_width_marks() {
        let column: Column = "方式：枚举（出让｜划拨）？".parse().unwrap();
        assert_eq!(column.to_string(), "方式:枚举(出让|划拨)?");
        let column: Column = "编号：文本＊".parse().unwrap();
        assert_eq!(column.to_string(), "编号:文本*");
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |text: &str| text.parse::<Column>().unwrap_err();
        assert_eq!(error("面积"), "列“面积”没有写类型");
        assert_eq!(error("面积:斗"), "列“面积”的类型“斗”不认识");
    }
}
