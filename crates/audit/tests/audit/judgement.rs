//! What rounding and truncation explain is never an error; what they cannot explain always is.

use audit::{Audit, Severity, check};
use document::{Block, Document, Text};
use proptest::prelude::*;
use quantity::{Decimal, Rational};

fn audited(text: &str) -> Audit {
    check(&Document {
        blocks: vec![Block::Paragraph(Text::plain(text))],
        ..Document::default()
    })
}

fn errors(text: &str) -> usize {
    audited(text)
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count()
}

/// An amount in 元 printed in 万元 with two decimals.
fn in_wan(yuan: i64, truncated: bool) -> Decimal {
    let value = Rational::new(yuan.into(), 10_000.into());
    if truncated {
        Decimal::truncate(&value, 2)
    } else {
        Decimal::round(&value, 2)
    }
}

fn percent(part: i64, whole: i64, places: u8, truncated: bool) -> Decimal {
    let value = Rational::new((i128::from(part) * 100).into(), whole.into());
    if truncated {
        Decimal::truncate(&value, places)
    } else {
        Decimal::round(&value, places)
    }
}

fn list(total: Decimal, parts: &[Decimal]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| format!("项目{}{part}万元", letter(at)))
        .collect();
    format!("全年支出合计{total}万元，分别为{}。", parts.join("、"))
}

/// A number with one digit, counted from the left, turned into another.
fn with_wrong_digit(number: Decimal, place: usize, step: u8) -> Decimal {
    let mut digits = number.mantissa().to_string().into_bytes();
    digits[place] = b'0' + (digits[place] - b'0' + step) % 10;
    let digits = String::from_utf8(digits).expect("digits are text");
    Decimal::new(digits.parse().expect("digits are a number"), number.scale())
}

fn letter(at: usize) -> char {
    ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'][at]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_of_rounded_parts_are_no_errors(
        parts in prop::collection::vec(1_i64..9_000_000_000, 2..8),
        truncated in any::<bool>(),
    ) {
        let printed: Vec<Decimal> = parts.iter().map(|part| in_wan(*part, truncated)).collect();
        let text = list(in_wan(parts.iter().sum(), truncated), &printed);
        prop_assert_eq!(errors(&text), 0, "{}", text);
    }

    #[test]
    fn sums_with_a_wrong_digit_are_errors(
        parts in prop::collection::vec(1_000_000_000_i64..9_000_000_000, 2..5),
        place in 1_usize..5,
        step in 1_u8..10,
    ) {
        let printed: Vec<Decimal> = parts.iter().map(|part| in_wan(*part, false)).collect();
        let total = in_wan(parts.iter().sum(), false);
        let text = list(with_wrong_digit(total, place, step), &printed);
        prop_assert_eq!(errors(&text), 1, "{}", text);
    }

    #[test]
    fn rates_of_rounded_figures_are_no_errors(
        plan in 1_000_i64..9_000_000_000,
        share in 0_i64..1_300,
        places in 0_u8..4,
        truncated in any::<bool>(),
    ) {
        let done = plan / 1000 * share;
        let rate = percent(done, plan, places, truncated);
        let text = format!("全年预算数{}万元，执行数{}万元，执行率{rate}%。", in_wan(plan, truncated), in_wan(done, truncated));
        prop_assert_eq!(errors(&text), 0, "{}", text);
    }

    #[test]
    fn rates_with_a_wrong_digit_are_errors(
        plan in 100_000_000_i64..9_000_000_000,
        share in 100_i64..1_000,
        place in 1_usize..4,
        step in 1_u8..10,
    ) {
        let done = plan / 1000 * share;
        let rate = percent(done, plan, 2, false);
        let wrong = with_wrong_digit(rate, place, step);
        // A last digit that is off by one may have been cut off.
        prop_assume!((wrong.mantissa() - rate.mantissa()).abs() > 2);
        let text = format!("全年预算数{}万元，执行数{}万元，执行率{wrong}%。", in_wan(plan, false), in_wan(done, false));
        prop_assert_eq!(errors(&text), 1, "{}", text);
    }

    #[test]
    fn changes_of_rounded_figures_are_no_errors(before in 1_i64..9_000_000_000, now in 1_i64..9_000_000_000, places in 0_u8..3) {
        let (word, direction, change) = if now < before { ("减少", "下降", before - now) } else { ("增加", "增长", now - before) };
        let rate = percent(change, before, places, false);
        let text = format!("支出{}万元，比上年{word}{}万元，{direction}{rate}%。", in_wan(now, false), in_wan(change, false));
        prop_assert_eq!(errors(&text), 0, "{}", text);
    }

    #[test]
    fn any_text_is_audited_without_a_panic(text in "[0-9.,，。；：、（）%％万亿元亩人个年月日占率增加减少其中分别为合计共比上预算执行约余 -]{0,80}") {
        let audit = audited(&text);
        for place in audit.findings.iter().flat_map(|finding| &finding.figures) {
            prop_assert_eq!(&audit.flat.text[place.start..place.end], &place.text);
        }
    }
}
