//! Characters of symbol fonts: a file names a place in a font, not a character.

/// The character shown by a place in a symbol font; `�` where it is not known.
pub(super) fn symbol(font: &str, code: u32) -> char {
    // Word puts the places of symbol fonts into a private area.
    let place = if (0xF000..=0xF0FF).contains(&code) {
        code - 0xF000
    } else {
        code
    };
    let font = font.to_ascii_lowercase();
    let known = match font.as_str() {
        "wingdings" => wingdings(place),
        "wingdings 2" => wingdings2(place),
        _ if place == code => char::from_u32(code),
        _ => greek(place),
    };
    known.unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn greek(place: u32) -> Option<char> {
    Some(match place {
        0xA3 => '≤',
        0xA5 => '∞',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBB => '≈',
        0xD6 => '√',
        0xE5 => '∑',
        0x2D => '−',
        0x44 => 'Δ',
        0x20..=0x3F => char::from_u32(place)?,
        _ => return None,
    })
}

fn wingdings(place: u32) -> Option<char> {
    Some(match place {
        0x6C => '●',
        0x6E => '■',
        0x6F | 0xA8 => '□',
        0x75 => '◆',
        0xA1 => '○',
        0xD8 => '➢',
        0xE0 => '→',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

fn wingdings2(place: u32) -> Option<char> {
    Some(match place {
        0x4F => '✗',
        0x50 => '✓',
        0x51 | 0x53 => '☒',
        0x52 => '☑',
        0xA3 => '□',
        _ => return None,
    })
}
