//! Monitoring: budget from ledgers, plans, lights, forecasts, adjustments.

use book::{Book, Light, Likelihood, Monitored, Monitoring, Period, Severity, score};

use crate::{book_with, decimal};

const PATROLS: &str = "编号:文本*,闭环:是否,登记日期:登记
X1,是,2022-01-15
X2,是,2022-02-15
X3,否,2022-03-15
X4,是,2022-04-15
X5,是,2022-05-15
X6,是,2022-06-15
X3,是,2022-06-20
";

const PAYMENTS: &str = "凭证:文本*,项目:文本,金额:元,登记日期:登记
P1,执法巡查,200000,2022-02-20
P2,执法巡查,100000.50,2022-05-20
P3,执法巡查,400000,2022-09-20
";

const LINES: &str = r#"
[[预算]]
名称 = "执法巡查"
类别 = "项目支出"
资金来源 = "一般公共预算拨款"
年初预算 = 100
调整 = -20
执行统计 = "求和(付款.金额 | 项目 = 执法巡查)"

[[指标]]
编号 = "Z01"
一级 = "产出指标"
二级 = "数量指标"
三级 = "巡查次数"
方向 = "≥"
目标 = 12
单位 = "次"
分值 = 20
统计 = "计数(巡查)"

[[指标]]
编号 = "Z02"
一级 = "产出指标"
二级 = "质量指标"
三级 = "闭环率"
方向 = "≥"
目标 = 95
单位 = "%"
分值 = 20
统计 = "占比(巡查 | 闭环 = 是)"

[[指标]]
编号 = "Z03"
一级 = "效益指标"
二级 = "社会效益指标"
三级 = "机制建设"
方向 = "定性"
目标 = "建成巡查机制"
分值 = 20
完成值 = "达成"

[[指标]]
编号 = "Z04"
一级 = "产出指标"
二级 = "时效指标"
三级 = "方案印发"
方向 = "时点"
目标 = 2022-05-31
分值 = 10

[[指标]]
编号 = "Z05"
一级 = "产出指标"
二级 = "成本指标"
三级 = "投诉次数"
方向 = "≤"
目标 = 2
单位 = "次"
分值 = 10
完成值 = 1

[[调整]]
日期 = 2022-08-10
批准 = "某财预〔2022〕9号"
原因 = "压减一般性支出"
预算 = "执法巡查"
调整前 = 100
调整后 = 80

[[调整]]
日期 = 2022-08-10
批准 = "某财预〔2022〕9号"
原因 = "任务随预算压减"
指标 = "Z01"
调整前 = 18
调整后 = 12

[[监控]]
期间 = "2022-Q2"

[[监控.指标]]
编号 = "Z01"
原因类别 = "人员保障"
原因说明 = "两人借调"
措施 = "三季度补足"

[[监控.指标]]
编号 = "Z03"
完成值 = "部分达成"
"#;

fn book() -> Book {
    let files = [
        ("ledgers/巡查.csv", PATROLS),
        ("ledgers/付款.csv", PAYMENTS),
    ];
    book_with(LINES, &files)
}

fn monitored(book: &Book, period: &str) -> Monitoring {
    let period: Period = period.parse().unwrap();
    book.monitor(period, &book.scoring_scheme().unwrap())
        .unwrap()
}

fn one<'a>(monitoring: &'a Monitoring, id: &str) -> &'a Monitored {
    let mut all = monitoring.indicators.iter();
    all.find(|one| one.indicator == id).unwrap()
}

#[test]
fn what_was_executed_comes_from_the_ledger_as_it_was() {
    let book = book();
    assert_eq!(book.totals().executed, decimal("70.00005"));
    let june = book.as_of("2022-06-30".parse().unwrap());
    assert_eq!(june.totals().executed, decimal("30.00005"));
    assert_eq!(june.totals().full_year(), decimal("100"), "not yet cut");
    let half = monitored(&book, "2022-H1");
    assert_eq!(half.funds.light, Light::Yellow);
    assert_eq!(half.funds.reason, "执行率 30%，时序进度 50%");
}

#[test]
fn an_adjustment_counts_from_its_day() {
    let book = book();
    assert_eq!(one(&monitored(&book, "2022-Q2"), "Z01").target, "≥18次");
    assert_eq!(one(&monitored(&book, "2022-Q3"), "Z01").target, "≥12次");
    let scheme = book.scoring_scheme().unwrap();
    let before = score(&book.before_adjustments(None), &scheme);
    let after = score(&book, &scheme);
    assert!(before.total < after.total);
    assert_eq!(before.indicators[0].points, decimal("6.67"));
    assert_eq!(after.indicators[0].points, decimal("10"));
}

#[test]
fn an_adjustment_that_leads_elsewhere_is_an_error() {
    let book = book_with(
        &LINES.replace("调整后 = 12", "调整后 = 13"),
        &[
            ("ledgers/巡查.csv", PATROLS),
            ("ledgers/付款.csv", PAYMENTS),
        ],
    );
    let remarks = book.check(&book.scoring_scheme().unwrap());
    let errors: Vec<_> = remarks
        .iter()
        .filter(|remark| remark.severity == Severity::Error)
        .collect();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].message.contains("调整后是 13"), "{errors:?}");
}

#[test]
fn what_grows_is_held_against_the_time_that_has_passed() {
    let second = monitored(&book(), "2022-Q2");
    let patrols = one(&second, "Z01");
    assert_eq!(patrols.light, Light::Yellow);
    assert_eq!(patrols.reason, "完成 6次，应完成 9次，为进度的 66.67%");
    let forecast = patrols.forecast.as_ref().unwrap();
    assert_eq!(forecast.expected.to_string(), "12");
    assert_eq!(patrols.likelihood, Some(Likelihood::Impossible), "12 of 18");
    let first = monitored(&book(), "2022-01");
    assert_eq!(one(&first, "Z01").light, Light::Yellow);
    assert_eq!(one(&first, "Z01").likelihood, Some(Likelihood::Possible));
}

#[test]
fn a_rate_is_held_against_its_target_and_a_correction_counts_when_it_came() {
    let book = book();
    let april = monitored(&book, "2022-04");
    assert_eq!(one(&april, "Z02").actual.as_deref(), Some("75.00%"));
    assert_eq!(one(&april, "Z02").light, Light::Red);
    assert!(april.remarks.iter().any(|remark| {
        remark.severity == Severity::Error && remark.message.contains("原因类别、原因说明和措施")
    }));
    let june = monitored(&book, "2022-06");
    assert_eq!(one(&june, "Z02").actual.as_deref(), Some("100.00%"));
    assert_eq!(one(&june, "Z02").light, Light::Green);
}

#[test]
fn milestones_come_before_even_progress() {
    let lines = LINES.replace(
        "统计 = \"计数(巡查)\"",
        "统计 = \"计数(巡查)\"\n进度目标 = [\"2022-Q2=6\", \"2022-Q3=10\"]",
    );
    let files = [
        ("ledgers/巡查.csv", PATROLS),
        ("ledgers/付款.csv", PAYMENTS),
    ];
    let book = book_with(&lines, &files);
    assert_eq!(one(&monitored(&book, "2022-Q1"), "Z01").light, Light::Off);
    assert_eq!(one(&monitored(&book, "2022-Q2"), "Z01").light, Light::Green);
    assert_eq!(
        one(&monitored(&book, "2022-Q3"), "Z01").light,
        Light::Yellow
    );
}

#[test]
fn what_no_ledger_computes_is_as_noted_for_the_period() {
    let book = book();
    let second = monitored(&book, "2022-Q2");
    assert_eq!(one(&second, "Z03").light, Light::Yellow);
    let third = monitored(&book, "2022-Q3");
    assert_eq!(one(&third, "Z03").light, Light::Off);
    assert!(
        third
            .remarks
            .iter()
            .any(|remark| remark.message == "本期没有填完成值")
    );
    let year = monitored(&book, "2022");
    assert_eq!(
        one(&year, "Z03").light,
        Light::Green,
        "the book's own value"
    );
    assert_eq!(one(&year, "Z05").light, Light::Green);
}

#[test]
fn a_day_that_passed_without_being_met_is_red_and_not_before() {
    let book = book();
    assert_eq!(one(&monitored(&book, "2022-Q1"), "Z04").light, Light::Off);
    let june = monitored(&book, "2022-06");
    assert_eq!(one(&june, "Z04").light, Light::Red);
    assert_eq!(one(&june, "Z04").likelihood, Some(Likelihood::Impossible));
}

#[test]
fn goals_far_ahead_of_the_money_are_worth_a_word() {
    let gap = |payments: &str, period: &str| {
        let files = [
            ("ledgers/巡查.csv", PATROLS),
            ("ledgers/付款.csv", payments),
        ];
        let book = book_with(LINES, &files);
        let mut remarks = monitored(&book, period).remarks.into_iter();
        let gap = remarks.find(|remark| remark.subject == "双监控");
        gap.map_or_else(String::new, |remark| remark.message)
    };
    let none = PAYMENTS.lines().next().unwrap();
    assert!(gap(none, "2022-H1").starts_with("资金支出慢于目标进度 33.33 "));
    assert_eq!(
        gap(PAYMENTS, "2022-H1"),
        "",
        "33.33% of the goal and 30% of the money"
    );
    assert!(gap(PAYMENTS, "2022").starts_with("目标进度慢于资金支出 37.5 "));
}

#[test]
fn another_year_is_refused() {
    let book = book();
    let scheme = book.scoring_scheme().unwrap();
    let error = book
        .monitor("2023-Q1".parse().unwrap(), &scheme)
        .unwrap_err();
    assert!(error.to_string().contains("2022年"));
}

/// One indicator counted by a ledger with so many rows entered in January, and its light at the end of June.
fn light_of(indicator: &str, rows: usize, period: &str) -> Light {
    let mut ledger = "编号:文本*,闭环:是否,登记日期:登记\n".to_owned();
    for row in 0..rows {
        let done = if row % 10 < 7 { "是" } else { "否" };
        ledger.push_str(&format!("X{row},{done},2022-01-15\n"));
    }
    let lines = format!(
        "[[指标]]\n编号 = \"Z01\"\n一级 = \"产出指标\"\n二级 = \"数量指标\"\n三级 = \"巡查\"\n分值 = 10\n{indicator}\n"
    );
    let book = book_with(&lines, &[("ledgers/巡查.csv", &ledger)]);
    one(&monitored(&book, period), "Z01").light
}

#[test]
fn each_light_of_what_grows_comes_on_at_its_line_and_not_before() {
    let counted = "方向 = \"≥\"\n目标 = 200\n单位 = \"次\"\n统计 = \"计数(巡查)\"";
    for (rows, light) in [
        (59, Light::Red),
        (60, Light::Yellow),
        (79, Light::Yellow),
        (80, Light::Green),
        (119, Light::Green),
        (120, Light::Blue),
    ] {
        assert_eq!(light_of(counted, rows, "2022-H1"), light, "{rows} of 100");
    }
    for (rows, light) in [(199, Light::Yellow), (200, Light::Green), (119, Light::Red)] {
        assert_eq!(light_of(counted, rows, "2022"), light, "{rows} of 200");
    }
}

#[test]
fn each_light_of_a_rate_or_a_limit_looks_at_the_target_itself() {
    let rate = |target: u8| {
        format!("方向 = \"≥\"\n目标 = {target}\n单位 = \"%\"\n统计 = \"占比(巡查 | 闭环 = 是)\"")
    };
    for (target, light) in [
        (70, Light::Green),
        (71, Light::Yellow),
        (87, Light::Yellow),
        (88, Light::Red),
    ] {
        assert_eq!(
            light_of(&rate(target), 100, "2022-H1"),
            light,
            "70 of {target}%"
        );
    }
    let limit = "方向 = \"≤\"\n目标 = 5\n单位 = \"次\"\n统计 = \"计数(巡查)\"";
    assert_eq!(light_of(limit, 5, "2022-01"), Light::Green);
    assert_eq!(light_of(limit, 6, "2022-01"), Light::Red);
}

#[test]
fn what_grows_towards_an_interval_is_due_at_its_lower_end_and_ends_at_its_upper() {
    let interval = "方向 = \"区间\"\n目标 = [100, 160]\n单位 = \"次\"\n统计 = \"计数(巡查)\"";
    for (rows, light) in [
        (29, Light::Red),
        (30, Light::Yellow),
        (40, Light::Green),
        (160, Light::Green),
        (161, Light::Red),
    ] {
        assert_eq!(light_of(interval, rows, "2022-H1"), light, "{rows} of 50");
    }
    for (rows, light) in [
        (59, Light::Red),
        (99, Light::Yellow),
        (100, Light::Green),
        (160, Light::Green),
        (161, Light::Red),
    ] {
        assert_eq!(
            light_of(interval, rows, "2022"),
            light,
            "{rows} of the year"
        );
    }
    let level = format!("{interval}\n累计 = \"否\"");
    assert_eq!(light_of(&level, 99, "2022-H1"), Light::Red);
    assert_eq!(light_of(&level, 100, "2022-H1"), Light::Green);
}

#[test]
fn each_light_of_a_band_and_of_a_yes_or_no() {
    let noted = |indicator: &str, value: &str, period: &str| {
        let lines = format!(
            "[[指标]]\n编号 = \"Z01\"\n一级 = \"效益指标\"\n二级 = \"社会效益指标\"\n三级 = \"机制\"\n分值 = 10\n{indicator}\n[[监控]]\n期间 = \"{period}\"\n[[监控.指标]]\n编号 = \"Z01\"\n完成值 = \"{value}\"\n"
        );
        one(&monitored(&book_with(&lines, &[]), period), "Z01").light
    };
    let band = "方向 = \"定性\"\n目标 = \"建成机制\"";
    assert_eq!(noted(band, "达成", "2022-H1"), Light::Green);
    assert_eq!(noted(band, "部分达成", "2022-H1"), Light::Yellow);
    assert_eq!(noted(band, "未达成", "2022-H1"), Light::Red);
    let yes = "方向 = \"是否\"\n目标 = \"是\"";
    assert_eq!(noted(yes, "是", "2022-H1"), Light::Green);
    assert_eq!(noted(yes, "否", "2022-H1"), Light::Off, "there is time");
    assert_eq!(noted(yes, "否", "2022"), Light::Red);
}

#[test]
fn each_light_of_the_money() {
    let spent = |executed: &str, period: &str| {
        let lines = "[[预算]]\n名称 = \"甲\"\n类别 = \"项目支出\"\n资金来源 = \"财政拨款\"\n年初预算 = 200\n执行统计 = \"求和(付款.金额)\"\n";
        let ledger = format!("金额:万元,登记日期:登记\n{executed},2022-01-10\n");
        let book = book_with(lines, &[("ledgers/付款.csv", &ledger)]);
        monitored(&book, period).funds.light
    };
    for (executed, light) in [
        ("59.99", Light::Red),
        ("60", Light::Yellow),
        ("79.99", Light::Yellow),
        ("80", Light::Green),
        ("200", Light::Green),
        ("200.01", Light::Red),
    ] {
        assert_eq!(spent(executed, "2022-H1"), light, "{executed} of 100 due");
    }
}

#[test]
fn lines_of_the_book_come_before_those_of_the_scheme() {
    let scheme = |lines: &str| {
        let shipped = include_str!("../../schemes/caizheng-2020-10.toml");
        let text = format!("{shipped}\n[\"监控\"]\n{lines}\n");
        book::Scheme::parse("本局", &text).unwrap()
    };
    let lights = |lines: &str, scheme: &book::Scheme| {
        let thresholds = format!("[\"监控阈值\"]\n{lines}\n{LINES}");
        let files = [
            ("ledgers/巡查.csv", PATROLS),
            ("ledgers/付款.csv", PAYMENTS),
        ];
        let monitoring = book_with(&thresholds, &files)
            .monitor("2022-H1".parse().unwrap(), scheme)
            .unwrap();
        (one(&monitoring, "Z01").light, monitoring.funds.light)
    };
    // Six patrols of nine that are due, 67%; 30 of 50 that time asks for, 60%.
    assert_eq!(lights("", &scheme("")), (Light::Yellow, Light::Yellow));
    let strict = scheme("\"红线\" = 70\n\"资金红线\" = 70");
    assert_eq!(lights("", &strict), (Light::Red, Light::Red));
    let milder = "\"红线\" = 65";
    assert_eq!(lights(milder, &strict), (Light::Yellow, Light::Red));
}

#[test]
fn a_red_light_is_incomplete_until_both_cause_and_measure_are_given() {
    let book = book();
    assert!(monitored(&book, "2022-04").is_incomplete());
    let told = LINES.replace("期间 = \"2022-Q2\"", "期间 = \"2022-04\"");
    let told = told.replace(
        "编号 = \"Z03\"\n完成值",
        "编号 = \"Z02\"\n原因类别 = \"制度保障\"\n原因说明 = \"移送慢\"\n措施 = \"月度会商\"\n\n[[监控.指标]]\n编号 = \"Z03\"\n完成值",
    );
    let files = [
        ("ledgers/巡查.csv", PATROLS),
        ("ledgers/付款.csv", PAYMENTS),
    ];
    assert!(!monitored(&book_with(&told, &files), "2022-04").is_incomplete());
    let half = told.replace("措施 = \"月度会商\"\n", "");
    assert!(monitored(&book_with(&half, &files), "2022-04").is_incomplete());
}

#[test]
fn what_was_forecast_is_held_against_what_came() {
    let lines = LINES
        .replace("期间 = \"2022-Q2\"", "期间 = \"2022-Q1\"")
        .replace("目标 = 12", "目标 = 12\n进度目标 = [\"2022-Q1=1\"]");
    let rows = "编号:文本*,闭环:是否,登记日期:登记
X1,是,2022-01-15
X2,是,2022-03-15
X3,是,2022-09-15
";
    let files = [("ledgers/巡查.csv", rows), ("ledgers/付款.csv", PAYMENTS)];
    let book = book_with(&lines, &files);
    let scheme = book.scoring_scheme().unwrap();
    let of = |day: &str| {
        let history = book.history(&scheme, day.parse().unwrap());
        history.into_iter().find(|one| one.indicator == "Z01")
    };
    assert!(of("2022-02-01").unwrap().forecasts.is_empty());
    let running = of("2022-07-01").unwrap();
    assert_eq!(running.came, None);
    assert_eq!(running.forecasts.len(), 1);
    assert_eq!(running.forecasts[0].held, None);
    let over = of("2023-01-01").unwrap();
    assert_eq!(over.came.unwrap().to_string(), "3");
    assert_eq!(over.light, Some(Light::Red));
    let first = &over.forecasts[0];
    assert_eq!(first.period.to_string(), "2022-Q1");
    assert_eq!(first.forecast.as_ref().unwrap().expected.to_string(), "8");
    assert_eq!(first.error.as_ref().unwrap().to_string(), "5");
    assert_eq!(first.held, Some(false), "8 ± 9 × 4⁄9 is 4 to 12");
}

#[test]
fn a_unit_cost_is_not_expected_to_double_by_the_end_of_the_year() {
    let examined = "编号:文本*,费用:元,登记日期:登记
T1,120,2022-02-15
T2,140,2022-05-15
T3,130,2022-06-15
";
    let costs = |actual: &str| {
        let lines = format!(
            "[[指标]]\n编号 = \"Z01\"\n一级 = \"成本指标\"\n二级 = \"经济成本指标\"\n三级 = \"人均体检成本\"\n\
             方向 = \"≤\"\n目标 = 150\n单位 = \"元\"\n分值 = 20\n{actual}\n"
        );
        let book = book_with(&lines, &[("ledgers/体检.csv", examined)]);
        let half = monitored(&book, "2022-Q2");
        let one = one(&half, "Z01");
        let forecast = one.forecast.clone().unwrap();
        (
            one.actual.clone().unwrap(),
            forecast.expected.to_string(),
            one.light,
        )
    };
    let cost = costs("统计 = \"求和(体检.费用) ÷ 计数(体检)\"");
    assert_eq!(cost, ("130元".to_owned(), "130".to_owned(), Light::Green));
    // What is counted goes on growing.
    assert_eq!(costs("统计 = \"求和(体检.费用)\"").1, "780");
    assert_eq!(costs("统计 = \"求和(体检.费用) ÷ 10\"").1, "78");
}

#[test]
fn money_without_a_day_lights_no_lamp_before_the_year_ends() {
    let typed = LINES.replace(
        "执行统计 = \"求和(付款.金额 | 项目 = 执法巡查)\"",
        "执行数 = 70",
    );
    let book = book_with(
        &typed,
        &[
            ("ledgers/巡查.csv", PATROLS),
            ("ledgers/付款.csv", PAYMENTS),
        ],
    );
    let half = monitored(&book, "2022-Q2");
    assert_eq!(
        (half.lines[0].light, half.funds.light),
        (Light::Off, Light::Off)
    );
    assert_eq!(half.funds.expected(), decimal("70"));
    let undated = |monitoring: &Monitoring| {
        let mut remarks = monitoring.remarks.iter();
        remarks.any(|remark| remark.message.contains("没有日期"))
    };
    assert!(undated(&half));
    let year = monitored(&book, "2022");
    assert!(year.funds.light != Light::Off && !undated(&year));
}

#[test]
fn rows_that_were_entered_later_are_told_and_count_by_their_own_day_where_that_is_asked() {
    let late = "编号:文本*,日期:日期,闭环:是否,登记日期:登记
X1,2022-01-15,是,2022-01-15
X2,2022-03-15,是,2023-01-06
X3,2022-09-15,是,2023-01-06
";
    let book = book_with(
        LINES,
        &[("ledgers/巡查.csv", late), ("ledgers/付款.csv", PAYMENTS)],
    );
    let half = monitored(&book, "2022-Q2");
    assert_eq!(one(&half, "Z01").actual.as_deref(), Some("1次"));
    let told = |monitoring: &Monitoring| {
        let mut remarks = monitoring.remarks.iter();
        let late = remarks.find(|remark| remark.message.contains("--by-date"));
        late.map(|remark| (remark.subject.clone(), remark.message.contains("有1行")))
    };
    assert_eq!(told(&half), Some(("台账 巡查".to_owned(), true)));
    let dated = monitored(&book.by_business_date(), "2022-Q2");
    assert_eq!(one(&dated, "Z01").actual.as_deref(), Some("2次"));
    assert_eq!(told(&dated), None);
}
