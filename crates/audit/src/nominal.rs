//! Nominal numbers (编号): numbers that name, order or date something and state no quantity.

use document::PieceKind;
use quantity::{Dimension, Found, Notation, Unit};

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// It states a quantity.
    Quantity,
    /// It is a part of a proportion of three or more: 9.4:35.2:55.4.
    Proportion,
    /// It is a name, an ordinal, a date or a time.
    Nominal,
}

/// The numbers of a paragraph that state something.
pub(crate) fn senses(
    text: &str,
    kind: PieceKind,
    found: &[Found],
) -> impl Iterator<Item = (Found, Sense)> {
    let cell = matches!(kind, PieceKind::Cell { .. });
    (0..found.len()).filter_map(move |index| {
        let sense = Numeral::new(text, cell, found, index).sense();
        (sense != Sense::Nominal).then_some((found[index], sense))
    })
}

/// A number with what stands around it.
struct Numeral<'t> {
    text: &'t str,
    cell: bool,
    found: &'t [Found],
    index: usize,
    number: Found,
    /// The text up to its digits.
    before: &'t str,
    /// The text behind its digits.
    after: &'t str,
}

impl<'t> Numeral<'t> {
    fn new(text: &'t str, cell: bool, found: &'t [Found], index: usize) -> Self {
        let number = found[index];
        Numeral {
            text,
            cell,
            found,
            index,
            number,
            before: &text[..number.start],
            after: &text[number.digits_end..],
        }
    }

    fn sense(&self) -> Sense {
        match self.chain() {
            [_] | [] => {}
            [_, _] => return Sense::Nominal,
            chain if is_time(self.text, chain) => return Sense::Nominal,
            _ => return Sense::Proportion,
        }
        let nominal = self.is_date()
            || self.is_numbering()
            || self.is_reference()
            || self.is_range()
            || self.is_of_a_name()
            || self.is_foremost()
            || self.is_fraction()
            || self.bare().is_some_and(|value| {
                self.is_year(value) || self.is_code(value) || self.is_captioned(value)
            })
            || self.is_dotted_date()
            || self.is_page_number()
            || self.is_slogan();
        if nominal {
            Sense::Nominal
        } else {
            Sense::Quantity
        }
    }

    /// Its value, where it is whole, stands in digits alone and has no unit.
    fn bare(&self) -> Option<i128> {
        let number = &self.number;
        let plain = number.quantity.unit == Unit::NONE
            && number.end == number.digits_end
            && number.quantity.value.scale() == 0
            && !number.grouped
            && number.notation != Notation::Chinese;
        plain.then(|| number.quantity.value.mantissa())
    }

    fn printed(&self) -> &'t str {
        &self.text[self.number.start..self.number.digits_end]
    }

    /// The words between two neighbouring numbers.
    fn between(&self, left: usize) -> Option<&'t str> {
        let right = self.found.get(left + 1)?;
        Some(&self.text[self.found[left].end..right.start])
    }

    /// The words between it and the number before, and between it and the number behind.
    fn beside(&self) -> [Option<&'t str>; 2] {
        let before = self.index.checked_sub(1);
        [
            before.and_then(|left| self.between(left)),
            self.between(self.index),
        ]
    }

    /// The bare numbers joined by colons that it is one of: two of a time, a ratio or the score of a match, more of a
    /// proportion. 指标1：95% is no chain.
    fn chain(&self) -> &'t [Found] {
        let joined = |left: usize| {
            matches!(self.between(left), Some(":" | "：" | "∶" | "︰"))
                && self.found[left..=left + 1].iter().all(is_unitless)
        };
        let mut first = self.index;
        while first > 0 && self.index - first < LONGEST_CHAIN && joined(first - 1) {
            first -= 1;
        }
        let mut last = self.index;
        while last - self.index < LONGEST_CHAIN && joined(last) {
            last += 1;
        }
        &self.found[first..=last]
    }

    fn is_date(&self) -> bool {
        let after = self.after.trim_start();
        let Some(next) = after.chars().next() else {
            return false;
        };
        let whole = self.number.quantity.value.scale() == 0;
        let calendar = matches!(next, '年' | '月' | '日' | '时' | '点' | '分' | '号');
        if !whole || !calendar {
            return after.starts_with("个百分点") && self.before.ends_with('一');
        }
        let value = self.number.quantity.value.mantissa();
        match next {
            '年' => (1900..2100).contains(&value) || (self.before.ends_with('年') && value < 100),
            '月' => (1..=12).contains(&value),
            '日' => (1..=31).contains(&value.abs()),
            '时' => value < 24 || value == 24 && !self.is_in_bracket(),
            '点' => value <= 24 && self.before.ends_with(['日', '午', '晨', '晚', '天', '间']),
            '分' => value < 60 && self.before.ends_with(['时', '点']),
            _ => true,
        }
    }

    fn is_in_bracket(&self) -> bool {
        self.before.ends_with(['（', '('])
    }

    fn is_numbering(&self) -> bool {
        let next = self.after.chars().next();
        if self.is_in_bracket() && matches!(next, Some('）' | ')')) {
            let head = self.before.trim_end_matches(['（', '(']);
            let small = self.bare().is_some_and(|value| (1..100).contains(&value));
            // 抽检批次（25） between tabs is a box with a weight.
            let behind = self.after.trim_start_matches(['）', ')']);
            let boxed = self.cell || behind.starts_with('\t') && !head.ends_with('\t');
            return head.trim_start().is_empty() || small && !boxed;
        }
        let at_start = self.before.ends_with(['\n', '。', '；', '：']) || self.is_first();
        at_start
            && (matches!(next, Some('、' | '．' | '）' | ')'))
                || self.after.starts_with(". ")
                || is_dotted(self.after)
                || self.is_section())
    }

    /// Whether nothing but blanks stands before it.
    fn is_first(&self) -> bool {
        // A paragraph is not indented further; a longer run of blanks must not be read for each number.
        const INDENT: usize = 64;
        self.before.len() <= INDENT && self.before.trim_start().is_empty()
    }

    /// `3.2 主要措施`
    fn is_section(&self) -> bool {
        let value = self.number.quantity.value;
        let short = value.scale() == 1 && value.mantissa() < 1000;
        let words = self.after.trim_start().chars().next();
        !self.cell
            && short
            && self.number.quantity.unit == Unit::NONE
            && self.is_first()
            && self.after.starts_with(char::is_whitespace)
            && words.is_some_and(char::is_alphabetic)
    }

    fn is_reference(&self) -> bool {
        let ordinal = self.before.ends_with('第')
            || self.after.starts_with(['号', '#', '﹟', '＃'])
            || self.before.ends_with(['№', '＃']);
        ordinal
            || self.before.ends_with(['〔', '【', '[', '［'])
            || self.after.starts_with(['〕', '】', ']', '］'])
    }

    /// `2008-2020`, `1—10月`, `90%～100%`; between tabs a dash is a box left blank.
    fn is_range(&self) -> bool {
        let joins = |words: &str| {
            let dash = words.trim();
            // —14— 99.91% is the number of a page and a figure behind it.
            let even = words.starts_with(' ') == words.ends_with(' ');
            // Most words between two numbers are longer than any dash.
            even && dash.len() <= 6
                && !words.contains('\t')
                && (DASHES.contains(&dash) || matches!(dash, "至" | "到"))
        };
        self.beside().into_iter().flatten().any(joins)
    }

    /// G20, PM2.5, 5G, 3D, 长鹰-8.
    fn is_of_a_name(&self) -> bool {
        let unit = self.number.quantity.unit.dimension();
        // GDP8000亿元 has a name before it.
        if self.number.notation == Notation::Chinese
            || matches!(unit, Dimension::Money | Dimension::Percent)
        {
            return false;
        }
        let last = self.before.chars().next_back();
        if last.is_some_and(|c| c.is_ascii_alphabetic() || c == '_') {
            return true;
        }
        if let Some(head) = self.before.strip_suffix('-')
            && head.ends_with(|c: char| c.is_ascii_alphabetic() || c == '号')
        {
            return true;
        }
        let letter = self.after.chars().next().filter(char::is_ascii_alphabetic);
        let alone = !self
            .after
            .chars()
            .nth(1)
            .is_some_and(|c| c.is_ascii_alphanumeric());
        if letter.is_some() && alone && self.printed().len() <= 2 {
            return true;
        }
        let hyphen = self.printed().starts_with(['-', '－']);
        hyphen && self.bare().is_some() && last.is_some_and(is_han)
    }

    /// 前3位, 前40米: the first ones of something. 目前, 此前 and 提前 are other words.
    fn is_foremost(&self) -> bool {
        let Some(head) = self.before.strip_suffix('前') else {
            return false;
        };
        !head.ends_with(|c: char| "目此之日提当以年月天先空从眼午节会战赛生事学".contains(c))
    }

    /// 1/3, 95/100, 12/31, 2019/2020, 2.95/10万; 922/1645亿元 are two amounts.
    fn is_fraction(&self) -> bool {
        let joins = |left: usize| {
            matches!(self.between(left), Some("/" | "／"))
                && is_unitless(&self.found[left])
                && (is_unitless(&self.found[left + 1])
                    || self.text[self.found[left + 1].digits_end..]
                        .starts_with(['年', '月', '日', '万']))
        };
        self.index > 0 && joins(self.index - 1) || joins(self.index)
    }

    /// 2023 in running text: 1995、1996、1997年, 2023香港美食博览. A count of that size is told by the word before it.
    fn is_year(&self, value: i128) -> bool {
        let counted = || {
            self.before
                .ends_with(['为', '达', '共', '计', '数', '量', '额', '有', '至', '到'])
        };
        let year = |number: &Found| {
            let after = &self.text[number.digits_end..];
            after.starts_with('年') && (1900..2100).contains(&number.quantity.value.mantissa())
        };
        let lists =
            |words: Option<&str>| matches!(words, Some("、" | "和" | "与" | "及" | "，" | ","));
        let listed = || {
            let rest = self.found[self.index + 1..]
                .iter()
                .take(LONGEST_CHAIN)
                .enumerate();
            rest.take_while(|(step, _)| lists(self.between(self.index + step)))
                .any(|(_, number)| year(number))
        };
        let named = || self.after.starts_with(['届', '级', '版', '款', '财', '学']);
        (1900..2100).contains(&value) && (named() || listed())
            || (1949..2050).contains(&value) && !self.cell && !counted()
    }

    /// 0791, 360702, 13800138000: digits nobody counts with.
    fn is_code(&self, value: i128) -> bool {
        let digits = self.printed();
        let padded = digits.len() > 1 && digits.starts_with('0');
        let mobile = digits.len() == 11 && digits.starts_with('1') && !self.cell;
        let identity = digits.len() >= 15;
        let head = self
            .before
            .trim_end_matches(['：', ':', ' ', '为', '是', '（', '(']);
        let named = value >= 100 && CODES.iter().any(|word| head.ends_with(word));
        padded || mobile || identity || named
    }

    /// 图1, 表3-2, 专栏1, 附件2.
    fn is_captioned(&self, value: i128) -> bool {
        let head = self.before.trim_end_matches([' ', '\u{3000}']);
        // 目标1：, 任务2、.
        let listed = || {
            let marked = self.after.starts_with(['：', ':', '、']);
            marked && LISTED.iter().any(|word| head.ends_with(word))
        };
        (0..1000).contains(&value) && (CAPTIONS.iter().any(|word| head.ends_with(word)) || listed())
    }

    /// 2024.12.31, 2024.12, 1.2.3: the scanner takes the first and the last for damaged numbers.
    fn is_dotted_date(&self) -> bool {
        let printed = self.printed();
        if self.cell || self.number.quantity.unit != Unit::NONE || !printed.contains('.') {
            return false;
        }
        let parts: Option<Vec<u32>> = printed.split('.').map(|part| part.parse().ok()).collect();
        let year = |year: u32| (1949..2100).contains(&year);
        match parts.as_deref() {
            Some([first, month]) => {
                year(*first) && (1..=12).contains(month) && !self.after.starts_with(is_han)
            }
            Some([first, rest @ ..]) if rest.len() >= 2 => {
                (year(*first) || *first < 100) && rest.iter().all(|part| *part < 100)
            }
            _ => false,
        }
    }

    /// The number of a page between dashes, or a paragraph that is nothing else: 12, - 12 -, 3 / 10, 第3页 共10页.
    fn is_page_number(&self) -> bool {
        // Wider furniture holds more than the number of a page.
        const WIDEST: usize = 24;
        if self.cell || self.printed().len() > 4 {
            return false;
        }
        let dash = |c: char| matches!(c, '-' | '—' | '–' | '－');
        let between = self.before.trim_end_matches(' ').ends_with(dash)
            && self.after.trim_start_matches(' ').starts_with(dash);
        let furniture =
            |c: char| c.is_ascii_digit() || c.is_whitespace() || dash(c) || "·/第共页".contains(c);
        between && self.bare().is_some()
            || self.text.len() <= WIDEST && self.text.chars().all(furniture)
    }

    /// 两个维护, 四个全面: a policy by its number.
    fn is_slogan(&self) -> bool {
        let behind = self.after;
        self.number.notation == Notation::Chinese
            && SLOGANS.iter().any(|word| behind.starts_with(word))
    }
}

/// The dashes of ranges, and those around the number of a page.
const DASHES: &[&str] = &[
    "-", "–", "—", "——", "~", "～", "－", "−", "―", "‐", "‑", "─",
];

/// More members than any proportion or list of years has.
const LONGEST_CHAIN: usize = 8;

/// Words before a number that identifies something.
const CODES: &[&str] = &[
    "编号",
    "标识码",
    "备案号",
    "ICP备",
    "网安备",
    "编码",
    "代码",
    "证号",
    "账号",
    "帐号",
    "号码",
    "电话",
    "传真",
    "邮编",
    "邮政编码",
    "热线",
];

/// What stands before a number that only numbers what it is followed by.
const LISTED: [&str; 4] = ["目标", "任务", "问题", "措施"];

/// Words before the number of a table, a picture or an annex.
const CAPTIONS: &[&str] = &["图", "表", "专栏", "附件", "附录"];

/// What follows the number in the names of policies.
const SLOGANS: &[&str] = &[
    "次产业",
    "个意识",
    "个自信",
    "个维护",
    "个确立",
    "个全面",
    "个代表",
    "个毫不动摇",
    "个统筹",
    "个务必",
    "个坚持",
];

/// 09:31:02; 20:30:50 are shares of a hundred.
fn is_time(text: &str, chain: &[Found]) -> bool {
    let parts: Option<Vec<u32>> = chain
        .iter()
        .map(|part| text[part.start..part.digits_end].parse().ok())
        .collect();
    let two = |part: &Found| part.digits_end - part.start == 2;
    match parts.as_deref() {
        Some([hour, minute, second]) => {
            *hour < 24
                && *minute < 60
                && *second < 60
                && chain[1..].iter().all(two)
                && hour + minute + second != 100
        }
        _ => false,
    }
}

fn is_unitless(number: &Found) -> bool {
    number.quantity.unit == Unit::NONE
        && number.end == number.digits_end
        && number.notation != Notation::Chinese
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// `1.加强…`: a dot that is followed by a word.
fn is_dotted(after: &str) -> bool {
    after
        .strip_prefix('.')
        .and_then(|rest| rest.chars().next())
        .is_some_and(|c| !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use quantity::scan;

    /// The numbers of a paragraph that state something, as printed.
    fn read(text: &str) -> Vec<(&str, Sense)> {
        let found: Vec<_> = scan(text).collect();
        senses(text, PieceKind::Paragraph, &found)
            .map(|(number, sense)| (&text[number.start..number.end], sense))
            .collect()
    }

    fn quantities(text: &str) -> Vec<&str> {
        let all = read(text).into_iter();
        all.filter(|(_, sense)| *sense == Sense::Quantity)
            .map(|(printed, _)| printed)
            .collect()
    }

    #[test]
    fn times_and_dates_are_no_quantities() {
        for text in [
            "窗口于09:30开放",
            "2026-07-26 09:31:02",
            "截至9月8日23：59",
            "上午8时30分到场",
            "0—24时",
            "2月18日20点",
            "9月11日-18日",
            "2018-2020年",
            "2019/2020学年",
            "1995、1996、1997年",
            "1996和1997年",
            "签订日期2024.12.31",
            "2023.07—2024.06",
            "12/31前完成",
        ] {
            assert_eq!(quantities(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn names_and_numbering_are_no_quantities() {
        for text in [
            "G20峰会",
            "PM2.5浓度",
            "5G网络",
            "长鹰-8无人机",
            "参加2023香港美食博览",
            "2026届毕业生",
            "科目编码：2080505",
            "区号0791",
            "联系电话：83985555",
            "如图1所示",
            "表3-2",
            "专栏 2",
            "(1)加强管理",
            "管理不严。（2）核算不细",
            "3.2 主要措施",
            "居全省第3位",
            "前40米是一场混战",
            "版本1.2.3",
            "- 12 -",
            "第3页 共10页",
            "占全国的1/3",
            "增强四个意识",
            "比分3:1",
            "98#汽油",
            "备案号：某ICP备12345678号-1",
            "—14—以上",
        ] {
            let left = quantities(text);
            assert!(left.is_empty(), "{text}: {left:?}");
        }
    }

    #[test]
    fn three_shares_are_a_proportion() {
        let found = read("三次产业结构为9.4:35.2:55.4。");
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|(_, sense)| *sense == Sense::Proportion));
    }

    #[test]
    fn what_looks_alike_is_a_quantity() {
        for (text, expected) in [
            ("指标1：95%", vec!["1", "95%"]),
            ("用地面积2010亩", vec!["2010亩"]),
            ("登记户数2015", vec!["2015"]),
            ("目前300人在岗", vec!["300人"]),
            ("提前3天完工", vec!["3天"]),
            ("分别达到922/1645亿元", vec!["922", "1645亿元"]),
            ("净利润-150万元", vec!["-150万元"]),
            ("发表3篇，报表12张", vec!["3篇", "12张"]),
            ("—14— 99.91%", vec!["99.91%"]),
            ("聚焦IDC三条主线", vec!["三条"]),
            ("得分8分，扣分2分", vec!["8分", "2分"]),
            ("完成0.5公里", vec!["0.5公里"]),
            ("支出2012.12万元", vec!["2012.12万元"]),
        ] {
            assert_eq!(quantities(text), expected, "{text}");
        }
    }
}
