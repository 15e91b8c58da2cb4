//! What must hold of measures over any ledger.

use book::{Book, Measure};
use num_traits::Zero;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use quantity::Rational;

use crate::book_with;

/// A ledger of amounts in groups, some of them empty.
fn book() -> impl Strategy<Value = Book> {
    let row = (0_usize..3, of(-99_999_i64..99_999), 0_usize..3, 1_u8..13);
    vec(row, 1..20).prop_map(|rows| {
        let mut text = "组:枚举(甲|乙|丙),数:亩?,日期:日期\n".to_owned();
        for (group, amount, places, month) in rows {
            let amount = amount.map_or_else(String::new, |amount| {
                quantity::Decimal::new(amount.into(), u8::try_from(places).unwrap()).to_string()
            });
            text += &format!(
                "{},{amount},2022-{month:02}-01\n",
                ["甲", "乙", "丙"][group]
            );
        }
        book_with("", &[("ledgers/台.csv", &text)])
    })
}

fn condition() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "组 = 甲",
        "组 ≠ 甲",
        "数 ≥ 0",
        "数 < 0 或 组 = 乙",
        "日期 在 上半年",
        "数 非空 且 (组 = 丙 或 日期 在 四季度)",
    ])
}

fn value(book: &Book, text: &str, unit: &str) -> Option<Rational> {
    let measure: Measure = text.parse().unwrap();
    book.measure(&measure, unit)
        .map(|measured| measured.value)
        .ok()
}

fn count(book: &Book, condition: &str) -> Rational {
    value(book, &format!("计数(台 | {condition})"), "行").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_sum_is_the_mean_times_the_number(book in book(), on in condition()) {
        let sum = value(&book, &format!("求和(台.数 | {on})"), "亩").unwrap();
        let filled = count(&book, &format!("({on}) 且 数 非空"));
        match value(&book, &format!("平均(台.数 | {on})"), "亩") {
            Some(mean) => prop_assert_eq!(sum, mean * filled),
            None => prop_assert!(filled.is_zero() && sum.is_zero()),
        }
    }

    #[test]
    fn the_mean_lies_between_the_extremes(book in book(), on in condition()) {
        let of = |function: &str| value(&book, &format!("{function}(台.数 | {on})"), "亩");
        if let (Some(least), Some(mean), Some(greatest)) = (of("最小"), of("平均"), of("最大")) {
            prop_assert!(least <= mean && mean <= greatest);
        } else {
            prop_assert_eq!(of("最小"), of("最大"));
        }
    }

    #[test]
    fn different_values_are_no_more_than_rows(book in book(), on in condition()) {
        let different = value(&book, &format!("去重(台.数 | {on})"), "个").unwrap();
        let filled = count(&book, &format!("({on}) 且 数 非空"));
        prop_assert!(different <= filled);
    }

    #[test]
    fn a_difference_turns_its_sign(book in book(), a in condition(), b in condition()) {
        let difference = |a: &str, b: &str| {
            value(&book, &format!("差(求和(台.数 | {a}), 求和(台.数 | {b}))"), "亩").unwrap()
        };
        prop_assert_eq!(difference(a, b), -difference(b, a));
    }

    #[test]
    fn either_and_both_make_the_two(book in book(), a in condition(), b in condition()) {
        let either = count(&book, &format!("{a} 或 {b}"));
        let both = count(&book, &format!("({a}) 且 ({b})"));
        prop_assert_eq!(either + both, count(&book, a) + count(&book, b));
    }

    #[test]
    fn quarters_make_the_year(book in book(), on in condition()) {
        let quarters = ["一季度", "二季度", "三季度", "四季度"];
        let parts = quarters.map(|quarter| count(&book, &format!("({on}) 且 日期 在 {quarter}")));
        let whole = count(&book, &format!("({on}) 且 日期 在 本年"));
        prop_assert_eq!(parts.into_iter().sum::<Rational>(), whole);
    }
}
