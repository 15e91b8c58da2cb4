//! Radicals of dictionaries, which have code points of their own and look like the characters they stand for. A program that
//! prints from a browser cannot tell which of the two a glyph was, and writes 执⾏率 (U+2F8F) for 执行率 (U+884C).

/// The first of the Kangxi radicals.
const KANGXI: char = '\u{2F00}';

/// What the Kangxi radicals look like, from the first on.
const UNIFIED: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Other radicals that are whole characters, mostly simplified, with what they look like.
const OTHERS: &str = "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";

/// The character that a radical stands for; any other as it is.
pub(super) fn unified(character: char) -> char {
    let found = match character {
        '\u{2F00}'..='\u{2FD5}' => UNIFIED.chars().nth(character as usize - KANGXI as usize),
        '\u{2E80}'..='\u{2EFF}' => {
            let mut others = OTHERS.chars();
            others
                .find(|other| *other == character)
                .and_then(|_| others.next())
        }
        _ => None,
    };
    found.unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_read_as_characters() {
        let read = |text: &str| text.chars().map(unified).collect::<String>();
        assert_eq!(read("执⾏率，⼈⺠、⻓⻔、⼀⿕"), "执行率，人民、长门、一龠");
        assert_eq!(read("执行率⺮"), "执行率⺮");
    }

    #[test]
    fn every_kangxi_radical_has_a_character() {
        assert_eq!(UNIFIED.chars().count(), 0x2FD6 - 0x2F00);
        assert_eq!(OTHERS.chars().count() % 2, 0);
    }
}
