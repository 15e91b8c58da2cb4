//! Every form in which reports print numbers, and what only looks like one.

use quantity::{Approximation, Found, Notation, Unit, parse_cell, scan};

/// `number|unit|approximation` of every number in a text.
fn read(text: &str) -> Vec<String> {
    scan(text).map(|found| show(&found)).collect()
}

fn show(found: &Found) -> String {
    let quantity = found.quantity;
    let mut line = format!("{}|{}", quantity.value, quantity.unit);
    if quantity.approximation != Approximation::Exact {
        line += &format!("|{:?}", quantity.approximation);
    }
    if found.damaged {
        line += "|damaged";
    }
    line
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn reads_arabic_numbers_with_units() {
    check("资产4288.85万元，负债", &["4288.85|万元"]);
    check("资产4,288.85万元", &["4288.85|万元"]);
    check("４２８８．８５万元", &["4288.85|万元"]);
    check("1.201万亩、14.63亿元", &["1.201|万亩", "14.63|亿元"]);
    check("98.19%和98.19％，3‰", &["98.19|%", "98.19|%", "3|‰"]);
    check(
        "上升5个百分点，回落1.2百分点",
        &["5|个百分点", "1.2|个百分点"],
    );
    check("2995.39 万元", &["2995.39|万元"]);
    check(
        "3500㎡，2m²，5km²，12公顷",
        &["3500|平方米", "2|平方米", "5|平方公里", "12|公顷"],
    );
    check("用电3.2万千瓦时，5千克", &["3.2|万千瓦时", "5|公斤"]);
    check(
        "惠及1.2万人次、300户、12宗",
        &["1.2|万人次", "300|户", "12|宗"],
    );
    check("历时3个月15天8小时", &["3|个月", "15|天", "8|小时"]);
    check("得5分，增长2.5倍", &["5|分", "2.5|倍"]);
    check("22个图斑，5个项目", &["22|个", "5|个"]);
    check("2022年12月31日", &["2022|年", "12|月", "31|日"]);
    check("5亿", &["5|亿"]);
}

#[test]
fn reads_numbers_set_in_two_steps_or_widely() {
    check("1亿2000万元", &["12000|万元"]);
    check("-3万5千亩", &["-35|千亩"]);
    check("1万5000.50元", &["15000.50|元"]);
    check("3万5人", &["3|万|damaged", "5|人"]);
    check("2946.25 万 元", &["2946.25|万元"]);
    check("5万 人员", &["5|万"]);
    check("3328萬元", &["3328|万元"]);
}

#[test]
fn reads_prices() {
    check(
        "每亩3.5万元/亩，80元/人·月",
        &["3.5|万元/亩", "80|元/人·月"],
    );
    check("12元/平方米、1200元/人", &["12|元/平方米", "1200|元/人"]);
    check("4次/年，3个/项", &["4|次/年", "3|个"]);
    check("500元/人/月", &["500|元/人·月"]);
}

#[test]
fn joins_groups_of_exactly_three_digits() {
    check("1,234,567.89元", &["1234567.89|元"]);
    check("1,234,56", &["1|", "234|", "56|"]);
    check("1234,567", &["1234|", "567|"]);
    check("12,34", &["12|", "34|"]);
    check("1，234元", &["1|", "234|元"]);
    check("100、200", &["100|", "200|"]);
    check("1, 537.4万元", &["1537.4|万元"]);
    check("5, 100, 200", &["5|", "100|", "200|"]);
    check("1, 12", &["1|", "12|"]);
    assert!(scan("1,234").next().unwrap().grouped);
    assert!(!scan("1234").next().unwrap().grouped);
}

#[test]
fn tells_a_minus_from_a_hyphen() {
    check("增速为负3.2%，同比-0.5%", &["-3.2|%", "-0.5|%"]);
    check("为企业减负3亿元，误差正负2天", &["3|亿元", "2|天"]);
    check("9月11日-18日", &["9|月", "11|日", "18|日"]);
    check("增长率-12.3%", &["-12.3|%"]);
    check("增减 −12.3，－４．５", &["-12.3|", "-4.5|"]);
    check("2008-2020", &["2008|", "2020|"]);
    check("2008年-2020年", &["2008|年", "2020|年"]);
    check("5%-10%", &["5|%", "10|%"]);
    check("12.3 -4.5", &["12.3|", "-4.5|"]);
    check("100-20-30", &["100|", "20|", "30|"]);
}

#[test]
fn marks_damaged_numbers() {
    check(",867.48", &["867.48||damaged"]);
    check("| ,867.48 |", &["867.48||damaged"]);
    check("其中,867.48万元", &["867.48|万元"]);
    assert!(scan("2477·1万元").next().unwrap().damaged);
    assert!(scan("1.2.3").next().unwrap().damaged);
    assert!(scan("12..5").next().unwrap().damaged);
    assert!(scan("JQ603地块").next().unwrap().damaged);
    assert!(scan("﹟49").next().unwrap().damaged);
    assert!(scan("COVID-19疫情").next().unwrap().damaged);
    assert!(scan("5G基站").next().unwrap().damaged);
    assert!(scan(&"1".repeat(25)).next().unwrap().damaged);
    assert!(!scan(&"1".repeat(24)).next().unwrap().damaged);
    assert!(scan("JQ1-JQ6").all(|found| found.damaged));
    assert!(!scan("1.工作任务").next().unwrap().damaged);
}

#[test]
fn reads_approximating_words() {
    check("约0.43亿元", &["0.43|亿元|About"]);
    check("约为5万元，大约 20人", &["5|万元|About", "20|人|About"]);
    check("约人民币3亿元", &["3|亿元|About"]);
    check("近98%，接近100人", &["98|%|Near", "100|人|Near"]);
    check(
        "超5%、超过5%、逾30家",
        &["5|%|Over", "5|%|Over", "30|家|Over"],
    );
    check("不少于30次，不低于95%", &["30|次|AtLeast", "95|%|AtLeast"]);
    check(
        "至少3名，≥95%，>=8分",
        &["3|名|AtLeast", "95|%|AtLeast", "8|分|AtLeast"],
    );
    check("不超过10%，≤3天", &["10|%|AtMost", "3|天|AtMost"]);
    check(
        "不足5万元，＜5%，>3%",
        &["5|万元|Under", "5|%|Under", "3|%|Over"],
    );
    check("3500余万元，20多人", &["3500|万元|Odd", "20|人|Odd"]);
    check("3.49万余人，2万多亩", &["3.49|万人|Odd", "2|万亩|Odd"]);
    check("3年多，20余。", &["3|年|Odd", "20||Odd"]);
    check("30次以上，12次左右", &["30|次|Over", "12|次|About"]);
    check("3年以内，50以下", &["3|年|AtMost", "50||Under"]);
}

#[test]
fn is_not_misled_by_words_that_look_approximate() {
    check("节约5万元", &["5|万元"]);
    check("预约3次", &["3|次"]);
    check("附近3公里", &["3|公里"]);
    check("近3年", &["3|年"]);
    check("减少20%，达到95%", &["20|%", "95|%"]);
    check("余额5万元", &["5|万元"]);
    check("5万余额", &["5|万"]);
    check("以上合计5万元", &["5|万元"]);
    check("21人多次参加", &["21|人"]);
    check("2022多规合一", &["2022|"]);
    check("> 12", &["12|"]);
}

#[test]
fn reads_no_unit_into_other_words() {
    check("2022支出", &["2022|"]);
    check("301人员经费", &["301|"]);
    check("2022个人所得税", &["2022|"]);
    check("3分局", &["3|"]);
    check("5人民币", &["5|"]);
    check("10本年收入", &["10|"]);
    check("500万元老旧小区改造", &["500|万元"]);
    check("90分为良好", &["90|分"]);
    check("12月31日前", &["12|月", "31|日"]);
    check("5次日常巡查", &["5|次"]);
}

#[test]
fn reads_chinese_quantities() {
    check("共二十一人", &["21|人"]);
    check("三千五百亩", &["3500|亩"]);
    check("十余次", &["10|次|Odd"]);
    check("两家，三人，四级，九宗", &["2|家", "3|人", "4|级", "9|宗"]);
    check("一百二十万元", &["120|万元"]);
    check("百分之九十", &["90|%"]);
    check("百分之九十五点五以上", &["95.5|%|Over"]);
    check("三点五万元", &["3.5|万元"]);
    check("百余人，万余亩", &["100|人|Odd", "1|万亩|Odd"]);
    check("三个百分点、六个月", &["3|个百分点", "6|个月"]);
    check("约三百人", &["300|人|About"]);
    let found = scan("共二十一人").next().unwrap();
    assert_eq!(found.notation, Notation::Chinese);
    assert_eq!((found.start, found.digits_end, found.end), (3, 12, 15));
}

#[test]
fn leaves_other_chinese_numerals_alone() {
    for text in [
        "一是",
        "第一",
        "统一",
        "一些",
        "十分重要",
        "千方百计",
        "万一",
        "三公经费",
        "一体化",
        "一方面",
        "一个",
        "一次",
        "一项",
        "一批",
        "一系列",
        "一定",
        "一季度",
        "三季度",
        "二〇二二年",
        "三分之二",
        "第三条",
        "十四五规划",
        "几十人",
        "数百家",
        "百家",
        "二次供水",
        "三级指标",
        "五位一体",
        "二期工程",
        "七一",
        "一、二、三、",
        "（一）",
        "万元",
        "亿元",
    ] {
        check(text, &[]);
    }
}

#[test]
fn reports_ranges_in_bytes() {
    let text = "约-1,234.50余万元";
    let found = scan(text).next().unwrap();
    assert_eq!(&text[found.start..found.end], "-1,234.50余万元");
    assert_eq!(&text[found.start..found.digits_end], "-1,234.50");
    assert_eq!(found.notation, Notation::Arabic);
    assert_eq!(scan("１2").next().unwrap().notation, Notation::FullWidth);
}

#[test]
fn reads_cells() {
    let cell = |text: &str| parse_cell(text).map(|quantity| quantity.to_string());
    assert_eq!(cell(" 4,288.85 ").as_deref(), Some("4288.85"));
    assert_eq!(cell("(12.30)").as_deref(), Some("-12.30"));
    assert_eq!(cell("(-12.30)").as_deref(), Some("-12.30"));
    assert_eq!(cell("（1,200）").as_deref(), Some("-1200"));
    assert_eq!(cell("-12.3%").as_deref(), Some("-12.3%"));
    assert_eq!(cell("约20万元").as_deref(), Some("约20万元"));
    assert_eq!(cell("≥95%").as_deref(), Some("不少于95%"));
    assert_eq!(cell("20人以上").as_deref(), Some("超过20人"));
    assert_eq!(cell("二十一人").as_deref(), Some("21人"));
    for text in [
        "",
        " ",
        "-",
        "—",
        "——",
        "（3）",
        "3、4",
        "2022年预算",
        "JQ603",
        "1.2.3",
        "无",
    ] {
        assert_eq!(cell(text), None, "{text}");
    }
}

#[test]
fn knows_every_unit_it_prints() {
    for text in [
        "万元",
        "个百分点",
        "元/人·月",
        "万人次",
        "平方公里",
        "千瓦时",
        "‰",
        "",
    ] {
        assert_eq!(text.parse::<Unit>().unwrap().symbol(), text);
    }
}
