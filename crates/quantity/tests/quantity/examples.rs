//! Examples of decimals, units, intervals and what a printed number stands for.

#![expect(clippy::unwrap_used, reason = "a helper of a test may fail it")]

use std::collections::HashSet;

use quantity::{
    Approximation, Decimal, Dimension, End, Interval, Quantity, Rational, Unit, convert, parse_cell,
};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn rational(text: &str) -> Rational {
    decimal(text).to_rational()
}

fn unit(text: &str) -> Unit {
    text.parse().unwrap()
}

fn quantity(text: &str) -> Quantity {
    parse_cell(text).unwrap()
}

/// Writes an interval as `[1, 2)`.
fn show(interval: &Interval) -> String {
    let end = |end: &End| end.value().map_or("∞".to_owned(), ToString::to_string);
    let open = if interval.lo().is_closed() { '[' } else { '(' };
    let close = if interval.hi().is_closed() { ']' } else { ')' };
    format!(
        "{open}{}, {}{close}",
        end(interval.lo()),
        end(interval.hi())
    )
}

#[test]
fn decimals_keep_their_places_and_compare_by_value() {
    assert_eq!(decimal("98.10").to_string(), "98.10");
    assert_eq!(decimal("-0.05").to_string(), "-0.05");
    assert_eq!(decimal("1.50"), decimal("1.5"));
    assert_eq!(HashSet::from([decimal("1.50"), decimal("1.5")]).len(), 1);
    assert_eq!(decimal("98.10").normalized().to_string(), "98.1");
    assert!(Decimal::new(i128::MAX, 0) > Decimal::new(i128::MAX, 38));
    assert!(Decimal::new(-i128::MAX, 0) < Decimal::new(1, 38));
    assert_eq!(
        format!("{:>8}|{:<6}|", decimal("1.5"), decimal("-2")),
        "     1.5|-2    |"
    );
    for text in [
        "", "-", ".5", "5.", "1,000", "+1", "1e5", "１", "--1", "1.2.3",
    ] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
    assert!("9".repeat(39).parse::<Decimal>().is_err());
}

#[test]
fn decimals_are_grouped_by_thousands() {
    for (plain, grouped) in [
        ("4288.85", "4,288.85"),
        ("-1234567", "-1,234,567"),
        ("-123.4567", "-123.4567"),
        ("999", "999"),
        ("0.5", "0.5"),
    ] {
        assert_eq!(decimal(plain).grouped(), grouped);
    }
}

#[test]
fn decimals_round_half_away_from_zero() {
    for (value, rounded, cut) in [
        ("2.345", "2.35", "2.34"),
        ("-2.345", "-2.35", "-2.34"),
        ("2.344", "2.34", "2.34"),
        ("7", "7.00", "7.00"),
    ] {
        assert_eq!(Decimal::round(&rational(value), 2).to_string(), rounded);
        assert_eq!(Decimal::truncate(&rational(value), 2).to_string(), cut);
    }
    let huge = rational("1e0".replace("e0", &"0".repeat(30)).as_str());
    let square = &huge * &huge;
    assert_eq!(Decimal::round(&square, 0).mantissa(), i128::MAX);
    assert_eq!(Decimal::round(&-square, 0).mantissa(), -i128::MAX);
}

#[test]
fn units_convert_exactly() {
    let converted = |value: &str, from: &str, to: &str| {
        convert(decimal(value), unit(from), unit(to)).map(|value| value.to_string())
    };
    assert_eq!(converted("1.2", "亿元", "万元").as_deref(), Some("12000"));
    assert_eq!(converted("1", "亩", "平方米").as_deref(), Some("2000/3"));
    assert_eq!(converted("1", "公顷", "亩").as_deref(), Some("15"));
    assert_eq!(converted("1", "平方公里", "亩").as_deref(), Some("1500"));
    assert_eq!(converted("1.201", "万亩", "亩").as_deref(), Some("12010"));
    assert_eq!(converted("3", "‰", "%").as_deref(), Some("3/10"));
    assert_eq!(converted("2", "年", "个月").as_deref(), Some("24"));
    assert_eq!(
        converted("3", "元/平方米", "元/亩").as_deref(),
        Some("2000")
    );
    assert_eq!(
        converted("100", "元/人·月", "元/人·年").as_deref(),
        Some("1200")
    );
    assert_eq!(converted("1", "年", "天"), None);
    assert_eq!(converted("1", "人", "人次"), None);
    assert_eq!(converted("1", "%", "个百分点"), None);
    assert_eq!(converted("1", "元/人", "元"), None);
    assert_eq!(converted("5", "万", "元"), None);
}

#[test]
fn units_know_their_dimension() {
    assert_eq!(unit("万元").dimension(), Dimension::Money);
    assert_eq!(unit("元/亩").dimension(), Dimension::Price);
    assert_eq!(unit("亿").dimension(), Dimension::Number);
    assert_eq!(unit("").dimension(), Dimension::Number);
    assert_eq!(unit("天").dimension(), Dimension::Time);
    assert_eq!(unit("年").dimension(), Dimension::Time);
    assert_eq!(unit("万人次").classifier(), Some("人次"));
    assert_eq!(unit("亩").classifier(), None);
    assert_eq!(unit("万元").multiplier_exponent(), 4);
    assert_eq!(Unit::MU.factor(), Decimal::from(2000));
    assert_eq!(Unit::SQUARE_METRE.factor(), Decimal::from(3));
    assert_eq!(Unit::PERMILLE.factor(), decimal("0.1"));
}

#[test]
fn a_unit_is_the_longest_at_the_start() {
    for (text, symbol, length) in [
        ("万元，", "万元", 6),
        ("人次参加", "人次", 6),
        ("千瓦时", "千瓦时", 9),
        ("平方公里", "平方公里", 12),
        ("百分点", "个百分点", 9),
        ("k㎡", "平方公里", 4),
        ("万", "万", 3),
        ("萬元", "万元", 6),
        ("元/", "元", 3),
    ] {
        assert_eq!(Unit::parse(text), Some((unit(symbol), length)), "{text}");
    }
    for text in ["", "支出", "人员", "百分之", "x", "mall", "，"] {
        assert_eq!(Unit::parse(text), None, "{text}");
    }
}

#[test]
fn a_number_stands_for_what_rounds_to_it() {
    assert_eq!(show(&quantity("98.5%").interval()), "[1969/20, 1971/20)");
    assert_eq!(show(&quantity("98.5%").wide()), "[1969/20, 493/5)");
    assert_eq!(show(&quantity("-12万元").interval()), "(-125000, -115000]");
    assert_eq!(show(&quantity("-12万元").wide()), "(-130000, -115000]");
    assert_eq!(show(&quantity("0.0").interval()), "(-1/20, 1/20)");
    assert_eq!(show(&quantity("0.0").wide()), "(-1/10, 1/10)");
}

#[test]
fn counts_and_zero_are_exact() {
    assert!(quantity("21人").is_exact());
    assert!(quantity("0万元").is_exact());
    assert_eq!(show(&quantity("21人").wide()), "[21, 21]");
    for text in ["21", "2.1人", "21万人", "约21人", "0.0万元", "5分", "21元"] {
        assert!(!quantity(text).is_exact(), "{text}");
    }
}

#[test]
fn words_widen_the_interval() {
    for (text, interval) in [
        ("约3500亩", "[6800000, 7200000]"),
        ("约0.43", "[21/50, 11/25]"),
        ("3500余人", "[3500, 3600)"),
        ("近100人", "[0, 100]"),
        ("超过5元", "[5, ∞)"),
        ("30次以上", "[30, ∞)"),
        ("不少于3户", "[3, ∞)"),
        ("不超过10%", "(∞, 10]"),
        ("不足5元", "(∞, 5)"),
    ] {
        assert_eq!(show(&quantity(text).interval()), interval, "{text}");
        assert_eq!(quantity(text).wide(), quantity(text).interval());
    }
    assert_eq!(quantity("20余人").approximation, Approximation::Odd);
}

#[test]
fn products_get_their_ends_right() {
    let product = |a: Interval, b: Interval| show(&a.mul(&b));
    let closed = |a: &str, b: &str| Interval::closed(rational(a), rational(b)).unwrap();
    let half_open = |a: &str, b: &str| Interval::half_open(rational(a), rational(b)).unwrap();
    let from = |a: &str| Interval::new(End::Closed(rational(a)), End::Unbounded).unwrap();
    let above = |a: &str| Interval::new(End::Open(rational(a)), End::Unbounded).unwrap();
    assert_eq!(product(half_open("1", "2"), half_open("3", "4")), "[3, 8)");
    assert_eq!(
        product(half_open("-2", "1"), half_open("-3", "4")),
        "(-8, 6]"
    );
    assert_eq!(product(closed("0", "1"), from("5")), "[0, ∞)");
    assert_eq!(product(above("0"), above("0")), "(0, ∞)");
    assert_eq!(product(closed("0", "0"), Interval::everything()), "[0, 0]");
    assert_eq!(product(closed("-1", "1"), from("5")), "(∞, ∞)");
    assert_eq!(product(half_open("0", "1"), half_open("2", "3")), "[0, 3)");
}

#[test]
fn ratios_respect_a_zero_denominator() {
    let closed = |a: &str, b: &str| Interval::closed(rational(a), rational(b)).unwrap();
    let ratio = |a: Interval, b: Interval| a.ratio(&b).as_ref().map(show);
    assert_eq!(
        ratio(closed("1", "2"), closed("4", "8")).as_deref(),
        Some("[1/8, 1/2]")
    );
    assert_eq!(
        ratio(closed("1", "2"), closed("-8", "-4")).as_deref(),
        Some("[-1/2, -1/8]")
    );
    assert_eq!(
        ratio(closed("1", "2"), closed("0", "4")).as_deref(),
        Some("[1/4, ∞)")
    );
    assert_eq!(
        ratio(closed("1", "2"), closed("-4", "0")).as_deref(),
        Some("(∞, -1/4]")
    );
    assert_eq!(ratio(closed("1", "2"), closed("-1", "1")), None);
    assert_eq!(ratio(closed("1", "2"), closed("0", "0")), None);
    assert_eq!(ratio(closed("1", "2"), Interval::everything()), None);
}

#[test]
fn text_forms_survive_serialization() {
    let value = quantity("约3500.50万元/亩");
    let json = serde_json::to_string(&value).unwrap();
    assert_eq!(json, "\"约3500.50万元/亩\"");
    assert_eq!(serde_json::from_str::<Quantity>(&json).unwrap(), value);
    assert!(serde_json::from_str::<Quantity>("\"若干\"").is_err());
    assert!(serde_json::from_str::<Unit>("\"支出\"").is_err());
}
