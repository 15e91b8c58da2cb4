//! Numbers as list labels spell them.

/// The form of a number in a label, `w:numFmt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Form {
    /// 1 2 3
    Decimal,
    /// 01 02 03
    PaddedDecimal,
    /// １ ２ ３
    WideDecimal,
    /// 一 二 三
    Chinese,
    /// 一〇
    ChineseDigits,
    /// 壹 贰 叁
    ChineseLegal,
    /// 甲 乙 丙
    Stem,
    /// 子 丑 寅
    Branch,
    /// ① ② ③
    Circled,
    /// ⑴ ⑵ ⑶
    Bracketed,
    /// ⒈ ⒉ ⒊
    Stopped,
    /// A B C
    Upper,
    /// a b c
    Lower,
    /// I II III
    UpperRoman,
    /// i ii iii
    LowerRoman,
    /// No number, only the words of the label.
    Absent,
    /// A sign that counts nothing.
    Bullet,
}

impl Form {
    /// The form of a name in the file; forms of other languages are spelled in digits.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "decimalZero" => Self::PaddedDecimal,
            "decimalFullWidth" | "decimalFullWidth2" => Self::WideDecimal,
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand" => Self::Chinese,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
                Self::ChineseDigits
            }
            "chineseLegalSimplified" | "ideographLegalTraditional" => Self::ChineseLegal,
            "ideographTraditional" => Self::Stem,
            "ideographZodiac" => Self::Branch,
            "decimalEnclosedCircle"
            | "decimalEnclosedCircleChinese"
            | "ideographEnclosedCircle" => Self::Circled,
            "decimalEnclosedParen" => Self::Bracketed,
            "decimalEnclosedFullstop" => Self::Stopped,
            "upperLetter" => Self::Upper,
            "lowerLetter" => Self::Lower,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "none" => Self::Absent,
            "bullet" => Self::Bullet,
            _ => Self::Decimal,
        }
    }

    /// The form of a code in a binary file: [MS-OSHARED] 2.2.1.3.
    pub(in crate::read) fn coded(code: u8) -> Self {
        match code {
            0x01 => Self::UpperRoman,
            0x02 => Self::LowerRoman,
            0x03 => Self::Upper,
            0x04 => Self::Lower,
            0x0A | 0x11 | 0x24 => Self::ChineseDigits,
            0x0B | 0x21 | 0x23 | 0x25 | 0x27 => Self::Chinese,
            0x0E => Self::WideDecimal,
            0x12 | 0x1C | 0x1D => Self::Circled,
            0x16 => Self::PaddedDecimal,
            0x17 => Self::Bullet,
            0x1A => Self::Stopped,
            0x1B => Self::Bracketed,
            0x1E => Self::Stem,
            0x1F => Self::Branch,
            0x22 | 0x26 => Self::ChineseLegal,
            0xFF => Self::Absent,
            _ => Self::Decimal,
        }
    }

    /// A number in this form; in digits where the form does not reach so far.
    pub(super) fn spell(self, number: u32) -> String {
        let spelled = match self {
            Self::Absent | Self::Bullet => Some(String::new()),
            Self::Decimal => None,
            Self::PaddedDecimal => Some(format!("{number:02}")),
            Self::WideDecimal => Some(digits(number, "０１２３４５６７８９")),
            Self::Chinese => chinese(number, "零一二三四五六七八九", ["", "十", "百", "千"]),
            Self::ChineseDigits => Some(digits(number, "〇一二三四五六七八九")),
            Self::ChineseLegal => chinese(number, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]),
            Self::Stem => one_of("甲乙丙丁戊己庚辛壬癸", number),
            Self::Branch => one_of("子丑寅卯辰巳午未申酉戌亥", number),
            Self::Circled => one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", number),
            Self::Bracketed => one_of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", number),
            Self::Stopped => one_of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", number),
            Self::Upper => letters(number).map(|text| text.to_uppercase()),
            Self::Lower => letters(number),
            Self::UpperRoman => roman(number).map(|text| text.to_uppercase()),
            Self::LowerRoman => roman(number),
        };
        spelled.unwrap_or_else(|| number.to_string())
    }
}

fn one_of(signs: &str, number: u32) -> Option<String> {
    signs
        .chars()
        .nth(number.checked_sub(1)? as usize)
        .map(String::from)
}

fn digits(number: u32, signs: &str) -> String {
    number
        .to_string()
        .chars()
        .filter_map(|digit| signs.chars().nth(digit.to_digit(10)? as usize))
        .collect()
}

/// 十二, 二十, 一百零五: up to 9999.
fn chinese(number: u32, signs: &str, places: [&str; 4]) -> Option<String> {
    if number > 9999 {
        return None;
    }
    let signs: Vec<char> = signs.chars().collect();
    if number == 0 {
        return Some(signs[0].to_string());
    }
    let mut text = String::new();
    let mut gap = false;
    for (place, unit) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
        let digit = (number / unit % 10) as usize;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push(signs[0]);
        }
        if !(number < 20 && place == 1) {
            text.push(signs[digit]);
        }
        text.push_str(places[place]);
    }
    Some(text)
}

/// a to z, then aa, bb, as Word counts.
fn letters(number: u32) -> Option<String> {
    let index = number.checked_sub(1).filter(|index| *index < 26 * 10)?;
    let letter = char::from_u32(u32::from('a') + index % 26)?;
    Some(letter.to_string().repeat(index as usize / 26 + 1))
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = (1..4000).contains(&number).then_some(number)?;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        text.push_str(&sign.repeat((rest / value) as usize));
        rest %= value;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn numbers_are_spelled_as_printed() {
        for (form, number, spelled) in [
            (Form::Chinese, 1, "一"),
            (Form::Chinese, 10, "十"),
            (Form::Chinese, 12, "十二"),
            (Form::Chinese, 20, "二十"),
            (Form::Chinese, 105, "一百零五"),
            (Form::Chinese, 110, "一百一十"),
            (Form::Chinese, 1010, "一千零一十"),
            (Form::Chinese, 12345, "12345"),
            (Form::ChineseLegal, 21, "贰拾壹"),
            (Form::ChineseDigits, 10, "一〇"),
            (Form::WideDecimal, 12, "１２"),
            (Form::Circled, 20, "⑳"),
            (Form::Circled, 21, "21"),
            (Form::Lower, 28, "bb"),
            (Form::UpperRoman, 1994, "MCMXCIV"),
            (Form::LowerRoman, 0, "0"),
        ] {
            assert_eq!(form.spell(number), spelled, "{form:?} {number}");
        }
    }
}
