//! Which paragraphs are headings: by their numbers, and by how they are set.

use super::flow::{Face, Part};
use crate::read::outline::heading_level;

/// For each part, the level of the heading it is.
pub(super) fn levels(parts: &[Part]) -> Vec<Option<u8>> {
    let body = body_size(parts);
    let contents = contents(parts);
    let mut levels: Vec<Option<u8>> = parts
        .iter()
        .enumerate()
        .map(|(index, part)| match part {
            Part::Paragraph(text, face) if !contents.contains(&index) => {
                level(&text.content, face, body)
            }
            _ => None,
        })
        .collect();
    title(parts, body, &mut levels);
    levels
}

fn level(text: &str, face: &Face, body: f32) -> Option<u8> {
    heading_level(text).or_else(|| {
        let stands_out = face.bold || face.size > 1.15 * body;
        let words = text.strip_prefix('第')?;
        let number = words.find("部分").or_else(|| words.find('章'))?;
        let short = text.len() <= 60 * "字".len() && !text.contains(['。', '；', '，']);
        (stands_out && short && (1..=9).contains(&number)).then_some(1)
    })
}

/// Marks the large words that the document begins with as its title.
fn title(parts: &[Part], body: f32, levels: &mut [Option<u8>]) {
    for (part, level) in parts.iter().zip(levels) {
        match part {
            Part::Paragraph(_, face)
                if face.size > 1.3 * body && face.lines <= 3 && level.is_none() =>
            {
                *level = Some(0);
            }
            _ => return,
        }
    }
}

/// The size most of the text is set in.
fn body_size(parts: &[Part]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for part in parts {
        if let Part::Paragraph(text, face) = part {
            match sizes
                .iter_mut()
                .find(|(size, _)| (size - face.size).abs() < 0.5)
            {
                Some((_, weight)) => *weight += text.content.len(),
                None => sizes.push((face.size, text.content.len())),
            }
        }
    }
    sizes
        .into_iter()
        .max_by_key(|(_, weight)| *weight)
        .map_or(0.0, |(size, _)| size)
}

/// The table of contents: from 目录 to where its first entry stands again.
fn contents(parts: &[Part]) -> std::ops::Range<usize> {
    let says = |part: &Part| match part {
        Part::Paragraph(text, _) => text
            .content
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>(),
        Part::Table(_) => String::new(),
    };
    let Some(start) = parts.iter().position(|part| says(part) == "目录") else {
        return 0..0;
    };
    let Some(first) = parts
        .get(start + 1)
        .map(says)
        .filter(|entry| !entry.is_empty())
    else {
        return 0..0;
    };
    let entry = first.trim_end_matches(|c: char| c.is_ascii_digit() || ".…·—-".contains(c));
    parts[start + 2..]
        .iter()
        .position(|part| says(part) == entry)
        .map_or(0..0, |again| start..start + 2 + again)
}
