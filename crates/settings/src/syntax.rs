//! What a TOML file that cannot be parsed gets wrong, told to somebody who does not know TOML.

use std::ops::Range;

/// What is wrong at a place that cannot be parsed, and what to write there. `message` is the parser's.
pub(crate) fn explain(message: &str, whole: &str, span: Range<usize>) -> (String, String) {
    let text = whole.get(span.clone()).unwrap_or_default();
    let line = line_at(whole, span.start);
    if let Some(mark) = text.chars().find(|c| "“”‘’＝，［］｛｝＃".contains(*c)) {
        return (
            format!("这里用了中文标点“{mark}”"),
            "换成英文标点：\" = , [ ] { } #".to_owned(),
        );
    }
    if let Some((key, number)) = grouped(line) {
        return (
            "数里夹了逗号或空格".to_owned(),
            format!("写成 {key} = {number}"),
        );
    }
    let has = |part: &str| message.contains(part);
    let (problem, remedy) = match () {
        () if has("duplicate key") => {
            let key = text.trim_matches('"');
            return (format!("“{key}”写了两次"), "只留一处".to_owned());
        }
        () if has("string values must be quoted") => {
            return (
                format!("文字“{text}”没有加引号"),
                format!("写成 \"{text}\""),
            );
        }
        () if has("leading zero") || has("redundant") => (
            "数的前面多写了 0 或正负号",
            "去掉数前面多写的 0 和正负号；编号、电话加英文引号",
        ),
        () if has("`_`") || has("radix") => ("数里有不是数字的字", "只写数字和小数点"),
        () if has("string") || has("quote") || has("escape") || has("unicode") => (
            "引号没有成对，或引号里有反斜杠 \\",
            "在文字的两头各写一个英文引号 \"，反斜杠写成 \\\\",
        ),
        () if has("date") || has("time") => (
            "没有这个日期，或日期的写法不对",
            "按 年-月-日 写，年四位，月和日各两位，不加引号",
        ),
        () if has("array") || has("unclosed table") || has("table open") => (
            "方括号没有成对，或列表里多了、少了逗号",
            "列表写成 [甲, 乙]，小节写成 [\"名称\"]，有多个的小节写成 [[\"名称\"]]",
        ),
        () if has("inline table") => ("花括号没有成对", "写成 { \"键\" = 值, \"键\" = 值 }"),
        () if has("no value") || has("missing value") || has("invalid value") => (
            "等号后面没有值，或值的写法不对",
            "在等号后面写上值，没有就删去这一行",
        ),
        () if has("assignment") || has("extra `=`") || has("invalid key-value") => {
            ("等号多了或少了", "一行只写一项，中间一个等号：\"键\" = 值")
        }
        () if has("recurs") => ("括号一层套一层，太深了", "拆开写"),
        () => (
            "这一行读不懂",
            "一行只写一项：\"键\" = 值；文字加英文引号，说明写在 # 后面",
        ),
    };
    let told = match line.is_empty() {
        true => problem.to_owned(),
        false => format!("{problem}（{}）", shortened(line)),
    };
    (told, remedy.to_owned())
}

/// The line a byte stands in, without the blanks around it.
fn line_at(whole: &str, at: usize) -> &str {
    let head = whole.get(..at).unwrap_or(whole);
    let start = head.rfind('\n').map_or(0, |end| end + 1);
    let rest = &whole[start..];
    rest.split('\n').next().unwrap_or_default().trim()
}

fn shortened(line: &str) -> String {
    const MOST: usize = 30;
    let mut short: String = line.chars().take(MOST).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

/// The key and the number of a line that groups the digits of its number: `执行数 = 1,200.50`.
fn grouped(line: &str) -> Option<(&str, String)> {
    let (key, value) = line.split_once('=')?;
    let value = value.split('#').next().unwrap_or_default().trim();
    let digits = value.strip_prefix('-').unwrap_or(value);
    let is_grouped = digits.contains([',', ' '])
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '.'))
        && digits.matches('.').count() <= 1;
    is_grouped.then(|| (key.trim(), value.replace([',', ' '], "")))
}

#[cfg(test)]
mod tests {
    use crate::{Kind, Log, Source, TEXT, nothing, read};

    const DIGITS: Kind<String> = Kind {
        wanted: "数",
        repaired: nothing,
        read: |value| {
            value
                .as_digits()
                .map(str::to_owned)
                .ok_or_else(|| "应当是一个数".to_owned())
        },
    };

    /// What is told of a file.
    fn told(text: &str) -> String {
        let log = Log::default();
        let source = Source {
            file: "book.toml",
            text,
            log: &log,
        };
        let _ = read(&source, |table| {
            table.optional("执行数", &DIGITS);
            table.optional("名称", &TEXT);
            Some(())
        });
        log.into_faults().to_string()
    }

    #[test]
    fn a_number_with_commas_is_given_back_without_them() {
        let told = told("\"执行数\" = 1,200.50 # 万元\n");
        assert!(told.contains("写成 \"执行数\" = 1200.50"), "{told}");
    }

    #[test]
    fn no_word_of_the_parser_reaches_the_reader() {
        let wrong = [
            "\"执行数\" = 1 2\n\"名称\" \"甲\"\n",
            "\"名称\" = \"甲\n",
            "\"名称\" = \"\\q\"\n",
            "\"名称\" = 'a\n",
            "\"执行数\" = \n",
            "\"执行数\" = 01\n",
            "\"执行数\" = 1__0\n",
            "\"执行数\" = --1\n",
            "\"执行数\" == 1\n",
            "\"执行数\" 1\n",
            "\"执行数\" = [1, 2\n",
            "\"执行数\" = [1 2]\n",
            "\"执行数\" = { 甲 = 1\n",
            "[\"名称\"\n",
            "[[\"名称\"]\n",
            "= 1\n",
            "]\n",
            "\"执行数\" = 2022-13-41\n",
            "\"执行数\" = 1万元\n",
            "\"执行数\" = 1\r2\n",
            "甲乙\n",
            "\"执行数\" = 1 \"名称\" = \"甲\"\n",
        ];
        for text in wrong {
            let told = told(text);
            let foreign: Vec<_> = told
                .replace("book.toml", "")
                .replace(text.trim(), "")
                .split(|c: char| !c.is_ascii_alphabetic())
                .filter(|word| word.len() > 1)
                .map(str::to_owned)
                .collect();
            assert!(foreign.is_empty(), "{text:?}: {told}");
            assert!(told.contains("book.toml:"), "{text:?}: {told}");
        }
    }
}
