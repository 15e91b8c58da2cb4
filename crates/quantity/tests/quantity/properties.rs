//! Laws that hold for every number, interval and text.

#![expect(clippy::unwrap_used, reason = "a helper of a test may fail it")]

use num_traits::Zero;
use proptest::prelude::*;
use quantity::{
    Approximation, Decimal, End, Interval, Quantity, Rational, Unit, convert, parse_cell, scan,
};

const MULTIPLIERS: [&str; 13] = [
    "", "十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿",
];

const BASES: [&str; 44] = [
    "",
    "元",
    "亩",
    "平方米",
    "公顷",
    "平方公里",
    "米",
    "公里",
    "公斤",
    "吨",
    "立方米",
    "千瓦",
    "千瓦时",
    "%",
    "‰",
    "个百分点",
    "倍",
    "分",
    "年",
    "个季度",
    "个月",
    "月",
    "天",
    "日",
    "小时",
    "分钟",
    "个工作日",
    "个",
    "人",
    "人次",
    "名",
    "宗",
    "件",
    "项",
    "户",
    "家",
    "次",
    "元/亩",
    "元/人",
    "元/人·月",
    "元/平方米",
    "次/年",
    "公斤/亩",
    "元/公里",
];

fn units() -> impl Strategy<Value = Unit> {
    (
        prop::sample::select(&MULTIPLIERS[..]),
        prop::sample::select(&BASES[..]),
    )
        .prop_map(|(multiplier, base)| format!("{multiplier}{base}").parse().unwrap())
}

/// Decimals that a text can hold without being taken for damaged.
fn decimals() -> impl Strategy<Value = Decimal> {
    let limit = 10_i128.pow(24);
    (1 - limit..limit, 0..=24_u8).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

fn short_decimals() -> impl Strategy<Value = Decimal> {
    (-100_000..100_000_i128, 0..=4_u8).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

fn approximations() -> impl Strategy<Value = Approximation> {
    use Approximation::{About, AtLeast, AtMost, Exact, Near, Odd, Over, Under};
    prop::sample::select(&[Exact, About, Near, Over, Odd, AtLeast, AtMost, Under][..])
}

fn quantities() -> impl Strategy<Value = Quantity> {
    (decimals(), units(), approximations()).prop_map(|(value, unit, approximation)| Quantity {
        value,
        unit,
        approximation,
    })
}

fn rationals() -> impl Strategy<Value = Rational> {
    (-12..=12_i64, 1..=4_i64).prop_map(|(a, b)| Rational::new(a.into(), b.into()))
}

fn lengths() -> impl Strategy<Value = Rational> {
    (0..=6_i64, 1..=3_i64).prop_map(|(a, b)| Rational::new(a.into(), b.into()))
}

/// An end so far from a value; a distance of zero must include it.
fn end(value: Rational, distance: &Rational, kind: u8) -> End {
    match kind {
        0 => End::Unbounded,
        1 if !distance.is_zero() => End::Open(value),
        _ => End::Closed(value),
    }
}

/// An interval and a value in it.
fn intervals() -> impl Strategy<Value = (Interval, Rational)> {
    (rationals(), lengths(), lengths(), 0..3_u8, 0..3_u8).prop_map(
        |(value, below, above, lo, hi)| {
            let lo = end(&value - &below, &below, lo);
            let hi = end(&value + &above, &above, hi);
            (Interval::new(lo, hi).unwrap(), value)
        },
    )
}

fn confusing_texts() -> impl Strategy<Value = String> {
    let pieces = [
        "1",
        "23",
        "456",
        "7890",
        "０",
        "９",
        ",",
        ", ",
        "，",
        ".",
        "．",
        "·",
        "-",
        "−",
        "－",
        "(",
        ")",
        "（",
        "）",
        " ",
        "\n",
        "万",
        "亿",
        "元",
        "千",
        "百",
        "十",
        "一",
        "二",
        "两",
        "三",
        "零",
        "〇",
        "点",
        "分之",
        "分",
        "个",
        "月",
        "年",
        "人",
        "次",
        "/",
        "余",
        "多",
        "约",
        "近",
        "以上",
        "左右",
        "%",
        "％",
        "‰",
        "百分点",
        "JQ",
        "m",
        "²",
        "㎡",
        "支出",
        "第",
        "不少于",
        "≥",
        ">",
        "=",
        "é",
        "😀",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24)
        .prop_map(|pieces| pieces.concat())
}

fn check_ranges(text: &str) {
    let mut last = 0;
    for found in scan(text) {
        assert!(last <= found.start, "{text:?}: {found:?}");
        assert!(found.start < found.digits_end, "{text:?}: {found:?}");
        assert!(found.digits_end <= found.end, "{text:?}: {found:?}");
        assert!(text.get(found.start..found.digits_end).is_some());
        assert!(text.get(found.digits_end..found.end).is_some());
        last = found.end;
    }
}

proptest! {
    #[test]
    fn a_printed_decimal_reads_back(value in decimals()) {
        let text = value.to_string();
        let read: Decimal = text.parse().unwrap();
        prop_assert_eq!((read.mantissa(), read.scale()), (value.mantissa(), value.scale()));
        prop_assert_eq!(read.to_string(), text);
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), value);
    }

    #[test]
    fn a_printed_quantity_reads_back(quantity in quantities()) {
        let text = quantity.to_string();
        prop_assert_eq!(parse_cell(&text), Some(quantity), "{}", text);
        let read = parse_cell(&text).unwrap();
        prop_assert_eq!(read.value.scale(), quantity.value.scale());
        let sentence = format!("合计{text}，其中");
        let found: Vec<_> = scan(&sentence).collect();
        prop_assert_eq!(found.len(), 1, "{}", sentence);
        prop_assert_eq!(found[0].quantity, quantity, "{}", sentence);
    }

    #[test]
    fn a_grouped_decimal_reads_back(value in decimals()) {
        let read = parse_cell(&value.grouped()).unwrap();
        prop_assert_eq!(read.value, value);
        prop_assert_eq!(read.value.scale(), value.scale());
    }

    #[test]
    fn decimals_compare_and_compute_like_rationals(a in short_decimals(), b in short_decimals()) {
        let (x, y) = (a.to_rational(), b.to_rational());
        prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        prop_assert_eq!(a.checked_add(b).unwrap().to_rational(), &x + &y);
        prop_assert_eq!(a.checked_sub(b).unwrap().to_rational(), &x - &y);
        prop_assert_eq!(a.checked_mul(b).unwrap().to_rational(), &x * &y);
        prop_assert_eq!(a.normalized(), a);
        prop_assert_eq!(Decimal::round(&x, a.scale()), a);
        prop_assert_eq!(Decimal::truncate(&x, a.scale()), a);
    }

    #[test]
    fn a_conversion_round_trips(value in decimals(), from in units(), to in units()) {
        if let Some(converted) = convert(value, from, to) {
            let factor = to.factor().to_rational() / from.factor().to_rational();
            prop_assert_eq!(converted * factor, value.to_rational());
        }
        prop_assert_eq!(convert(value, from, from), Some(value.to_rational()));
        prop_assert_eq!(from.same_kind(to), to.same_kind(from));
    }

    #[test]
    fn operations_contain_every_point_result(
        (a, x) in intervals(),
        (b, y) in intervals(),
        factor in rationals(),
    ) {
        prop_assert!(a.contains(&x) && b.contains(&y));
        prop_assert!(a.add(&b).contains(&(&x + &y)));
        prop_assert!(a.sub(&b).contains(&(&x - &y)));
        prop_assert!(a.neg().contains(&-&x));
        prop_assert!(a.scale(&factor).contains(&(&x * &factor)));
        prop_assert!(a.mul(&b).contains(&(&x * &y)));
        prop_assert!(a.hull(&b).contains(&x) && a.hull(&b).contains(&y));
        if let Some(quotients) = a.ratio(&b) && !y.is_zero() {
            prop_assert!(quotients.contains(&(&x / &y)), "{:?} / {:?} = {:?}", a, b, quotients);
        }
        let both = a.contains(&y) && b.contains(&y);
        match a.intersection(&b) {
            Some(common) => {
                prop_assert!(a.intersects(&b));
                prop_assert_eq!(common.contains(&y), both);
            }
            None => prop_assert!(!a.intersects(&b) && !both),
        }
    }

    #[test]
    fn a_closed_end_of_a_product_or_sum_is_attained((a, _) in intervals(), (b, _) in intervals()) {
        // A product attains an end at ends of the factors, or is zero throughout an edge.
        let attains = |end: &End, sums: bool| {
            let End::Closed(value) = end else { return true };
            let corner = [a.lo(), a.hi()].into_iter().any(|p| {
                [b.lo(), b.hi()].into_iter().any(|q| match (p, q) {
                    (End::Closed(p), End::Closed(q)) => {
                        *value == if sums { p + q } else { p * q }
                    }
                    _ => false,
                })
            });
            let zero = Rational::zero();
            corner || !sums && value.is_zero() && (a.contains(&zero) || b.contains(&zero))
        };
        prop_assert!(attains(a.add(&b).lo(), true) && attains(a.add(&b).hi(), true));
        prop_assert!(attains(a.mul(&b).lo(), false) && attains(a.mul(&b).hi(), false));
    }

    #[test]
    fn the_interval_holds_what_prints_like_the_number(
        value in short_decimals(),
        unit in units(),
        offset in -25..=25_i64,
    ) {
        let quantity = Quantity::new(value, unit);
        prop_assume!(!quantity.is_exact());
        let ulp = quantity.ulp().to_rational();
        let near = value.to_rational() + ulp * Rational::new(offset.into(), 20.into());
        let in_base = &near * unit.factor().to_rational();
        let rounds = Decimal::round(&near, value.scale()) == value;
        let cut = Decimal::truncate(&near, value.scale()) == value;
        prop_assert_eq!(quantity.interval().contains(&in_base), rounds);
        prop_assert_eq!(quantity.wide().contains(&in_base), rounds || cut);
    }

    #[test]
    fn scanning_never_panics_and_rises(text in "\\PC*") {
        check_ranges(&text);
        let _ = parse_cell(&text);
    }

    #[test]
    fn scanning_survives_confusing_texts(text in confusing_texts()) {
        check_ranges(&text);
        let _ = parse_cell(&text);
    }
}
