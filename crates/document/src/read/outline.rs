//! The levels of headings, where a format marks none or counts from another end.

use crate::model::Block;

/// Makes headings of the paragraphs numbered as such, in a document that marks no heading but its title.
pub(super) fn infer_headings(blocks: &mut [Block]) {
    if blocks
        .iter()
        .any(|block| matches!(block, Block::Heading { level: 1.., .. }))
    {
        return;
    }
    for block in blocks {
        if let Block::Paragraph(text) = block
            && let Some(level) = heading_level(&text.content)
        {
            *block = Block::Heading {
                level,
                text: std::mem::take(text),
            };
        }
    }
}

/// Turns heading ranks from 1, as web pages and Markdown have them, into levels: a single rank 1 is the title, level 0.
pub(super) fn levels_from_ranks(blocks: &mut [Block]) {
    let top = blocks
        .iter()
        .filter(|block| matches!(block, Block::Heading { level: 1, .. }))
        .count();
    if top > 1 {
        return;
    }
    for block in blocks {
        if let Block::Heading { level, .. } = block {
            *level = level.saturating_sub(1);
        }
    }
}

/// The level of a line that can only be a heading: short, no sentence, and numbered as GB/T 9704 prescribes: 一、 then （一）.
pub(super) fn heading_level(line: &str) -> Option<u8> {
    const LONGEST: usize = 40 * "字".len();
    let line = line.trim();
    if line.len() > LONGEST || line.contains(['。', '；', '，', ',', '：', ':', ';', '\t']) {
        return None;
    }
    if let Some(text) = line.strip_prefix(['（', '(']) {
        return titled(after_numeral(text)?.strip_prefix(['）', ')'])?).then_some(2);
    }
    if let Some(text) = line.strip_prefix('第') {
        let rest = after_numeral(text)?;
        let rest = rest
            .strip_prefix("部分")
            .or_else(|| rest.strip_prefix('章'))?;
        return rest.starts_with([' ', '\u{3000}']).then_some(1);
    }
    titled(after_numeral(line)?.strip_prefix('、')?).then_some(1)
}

fn after_numeral(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c| "一二三四五六七八九十百".contains(c));
    (rest.len() < text.len()).then_some(rest)
}

/// Whether words follow the number, and no figure that would make it a statement.
fn titled(rest: &str) -> bool {
    !rest.trim().is_empty() && !rest.contains(['%', '％', '元', '、'])
}

#[cfg(test)]
mod tests {
    use super::heading_level;

    #[test]
    fn only_numbered_titles_are_headings() {
        for (line, level) in [
            ("一、部门基本情况", Some(1)),
            ("　　十二、其他需要说明的问题", Some(1)),
            ("（三）2022年预算执行情况", Some(2)),
            ("(二) 绩效目标", Some(2)),
            ("第一部分 部门概况", Some(1)),
            ("第一部分的收入高于第二部分", None),
            ("一、完成巡查30次，整改率100%", None),
            ("一、资产4288.85万元", None),
            ("一是加强管理", None),
            ("（一）", None),
            ("1.总体目标", None),
            ("三公经费", None),
        ] {
            assert_eq!(heading_level(line), level, "{line}");
        }
    }
}
