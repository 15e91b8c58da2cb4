//! A manual in Markdown for the terminal: headings and what is typed stand out, tables are aligned, marks are taken away.

use std::io::{self, Write};

use super::table;

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[36m";
const PLAIN: &str = "\x1b[0m";

/// Writes a manual.
pub(crate) fn write(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut lines = text.lines().peekable();
    let mut code = false;
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("```") {
            code = !code;
        } else if code {
            writeln!(out, "    {DIM}{line}{PLAIN}")?;
        } else if let Some(heading) = heading(line) {
            writeln!(out, "{BOLD}{}{PLAIN}", plain(heading))?;
        } else if line.starts_with('|') {
            let mut rows = vec![cells(line)];
            while let Some(next) = lines.next_if(|next| next.starts_with('|')) {
                rows.push(cells(next));
            }
            tabulate(out, rows)?;
        } else {
            writeln!(out, "{}", plain(line))?;
        }
    }
    Ok(())
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let depth = line.len() - text.len();
    text.strip_prefix(' ').filter(|_| (1..=6).contains(&depth))
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|');
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let inner = inner.replace("\\|", "\u{0}");
    let cells = inner.split('|');
    cells
        .map(|cell| plain(cell.trim()).replace('\u{0}', "|"))
        .collect()
}

/// The second row of a table in Markdown only says that the first is its head; a head without a word is none.
fn tabulate(out: &mut impl Write, mut rows: Vec<Vec<String>>) -> io::Result<()> {
    let is_rule = |row: &Vec<String>| {
        row.iter()
            .all(|cell| cell.chars().all(|one| "-: ".contains(one)))
    };
    if rows.get(1).is_some_and(is_rule) {
        rows.remove(1);
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        row.resize(columns, String::new());
    }
    match rows
        .first()
        .is_some_and(|head| head.iter().all(String::is_empty))
    {
        true => table::body(out, &rows[1..], &[]),
        false => table::write(out, &rows, &[]),
    }
}

/// A line without its marks: links say their text, pictures what they show.
fn plain(line: &str) -> String {
    let mut told = String::new();
    let mut rest = line;
    while let Some(start) = rest.find('[') {
        let (before, link) = rest.split_at(start);
        let picture = before.strip_suffix('!');
        let parts = link[1..]
            .split_once("](")
            .and_then(|(text, more)| Some((text, more.split_once(')')?.1)));
        match parts {
            Some((text, after)) => {
                match picture {
                    Some(before) => told.extend([before, "（图：", text, "）"]),
                    None => told.extend([before, text]),
                }
                rest = after;
            }
            None => {
                told.push_str(&rest[..=start]);
                rest = &rest[start + 1..];
            }
        }
    }
    told.push_str(rest);
    told.replace("**", "").replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_away_and_tables_aligned() {
        let manual = "# 台账\n\n见 [`book`](book.md) 和 **报告**，[[\"指标\"]] 不是链接。\n\n![首页](a.png)\n\n\
            | 写法 | 意思 |\n|---|---|\n| `计数(a \\| b)` | 个数 |\n\n```sh\nkaocheng **demo**\n```\n";
        let mut out = Vec::new();
        write(&mut out, manual).unwrap();
        let told = String::from_utf8(out).unwrap();
        let expected = "\x1b[1m台账\x1b[0m\n\n见 book 和 报告，[[\"指标\"]] 不是链接。\n\n（图：首页）\n\n\
            写法         意思\n──────────────────\n计数(a | b)  个数\n\n    \x1b[36mkaocheng **demo**\x1b[0m\n";
        assert_eq!(told, expected);
    }
}
