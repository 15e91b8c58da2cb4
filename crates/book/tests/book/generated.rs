//! Saving and loading generated books.

use std::fs;

use book::rectification::Field;
use book::scoring::{Basis, Deadline, Deduct, Exactness, Ratio, Remainder, Step, Steps};
use book::survey::{Answer, Headline, Question, Responses, Validity};
use book::{
    Actual, BalanceSheet, Book, BudgetLine, Cause, Cell, Cells, Change, Closure, Column,
    ColumnType, Comparison, Condition, Count, Date, Definition, Digests, Entry, Evidence, Fact,
    Filter, FollowUp, Goal, Indicator, IndicatorBasis, IndicatorNote, Item, Ledger, Likelihood,
    Measure, Method, MethodName, Milestone, Nature, Objective, Period, PeriodNotes, Problem,
    Profile, Project, Publication, Rank, RectificationLedger, Register, ResultUse, Rule,
    SelfEvaluation, Share, Side, Span, Spending, Staff, Stage, Sum, Survey, Target, TargetChange,
    Task, Threshold, Totals, Value,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use quantity::Decimal;

use crate::book_with;

/// Text with all that TOML and CSV must escape.
fn text() -> impl Strategy<Value = String> {
    "[一二甲aB1 \"'\\\\\n\t，。#=\\[\\]{}|,（）“”]{0,12}[一甲a\"'\\\\]"
}

fn name() -> impl Strategy<Value = String> {
    "[一二甲aB1\"'\\\\（）“”#=]{1,8}"
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_i128..1_000_000_000, 0_u8..7)
        .prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

fn positive() -> impl Strategy<Value = Decimal> {
    decimal().prop_map(Decimal::abs)
}

fn date() -> impl Strategy<Value = Date> {
    (1990_u16..2100, 1_u8..13, 1_u8..29)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn column_type() -> impl Strategy<Value = ColumnType> {
    prop_oneof![
        Just(ColumnType::Text),
        Just(ColumnType::Place),
        Just(ColumnType::Attachment),
        Just(ColumnType::Date),
        Just(ColumnType::Integer),
        Just(ColumnType::Number),
        Just(ColumnType::YesNo),
        prop::sample::select(vec!["亩", "万元", "%", "次", "万元/亩"])
            .prop_map(|unit| ColumnType::Quantity(unit.parse().unwrap())),
        Just(ColumnType::Choice(vec![
            "出让".to_owned(),
            "划拨".to_owned()
        ])),
    ]
}

fn cell(kind: &ColumnType) -> BoxedStrategy<Cell> {
    match kind {
        ColumnType::Text
        | ColumnType::Place
        | ColumnType::Attachment
        | ColumnType::Reference { .. } => text()
            .prop_map(|text| Cell::Text(text.trim().to_owned()))
            .boxed(),
        ColumnType::Date | ColumnType::Entered => date().prop_map(Cell::Date).boxed(),
        ColumnType::Integer => (-999_i64..999).prop_map(|n| Cell::Number(n.into())).boxed(),
        ColumnType::Number | ColumnType::Quantity(_) => decimal().prop_map(Cell::Number).boxed(),
        ColumnType::YesNo => any::<bool>().prop_map(Cell::YesNo).boxed(),
        ColumnType::Choice(words) => prop::sample::select(words.clone())
            .prop_map(Cell::Text)
            .boxed(),
    }
}

fn column((kind, optional): (ColumnType, bool)) -> Column {
    Column {
        name: String::new(),
        kind,
        key: false,
        optional,
    }
}

fn rows(mut columns: Vec<Column>) -> impl Strategy<Value = Ledger> {
    for (at, column) in columns.iter_mut().enumerate() {
        column.name = format!("列{at}");
    }
    let cells: Vec<_> = columns
        .iter()
        .map(|column| match column.optional {
            true => prop_oneof![Just(Cell::Empty), cell(&column.kind)].boxed(),
            false => cell(&column.kind),
        })
        .collect();
    vec(cells, 0..6).prop_map(move |rows| {
        let mut ledger = Ledger::new(columns.clone()).unwrap();
        for row in rows {
            // A row of empty cells is refused.
            let _ = ledger.push(row);
        }
        ledger
    })
}

/// A ledger, in which some columns may be the key, and one may say when rows were entered.
fn ledger() -> impl Strategy<Value = Ledger> {
    let columns = vec((column_type(), any::<bool>(), any::<bool>()), 1..6);
    (columns, any::<bool>()).prop_flat_map(|(columns, dated)| {
        let columns = columns.into_iter().map(|(kind, optional, key)| Column {
            key: key && !optional,
            ..column((kind, optional))
        });
        let entered = dated.then(|| column((ColumnType::Entered, false)));
        rows(columns.chain(entered).collect())
    })
}

/// A definition that wants what the ledger is.
fn definition(ledger: &Ledger) -> Definition {
    let columns: Vec<String> = ledger
        .columns()
        .iter()
        .map(|column| format!("\"{column}\""))
        .collect();
    let text = format!("\"说明\" = \"定义\"\n\"列\" = [{}]\n", columns.join(", "));
    Definition::read("definitions/其他.toml", &text).unwrap()
}

/// A measure over a ledger with a text column `列0` and a column of areas `列1`.
fn measure() -> impl Strategy<Value = (Measure, &'static str)> {
    let column = || "列0".to_owned();
    let condition = prop_oneof![
        (prop::sample::select(Comparison::ALL[..2].to_vec()), text()).prop_map(
            move |(comparison, value)| {
                Condition::Compare("列0".to_owned(), comparison, value.trim().to_owned())
            }
        ),
        vec(text(), 1..3).prop_map(move |values| {
            let values = values.iter().map(|value| value.trim().to_owned());
            Condition::In("列0".to_owned(), values.collect())
        }),
        (decimal(), decimal()).prop_map(|(a, b)| {
            Condition::Between("列1".to_owned(), a.to_string(), b.to_string())
        }),
        Just(Condition::Filled(column())),
        Just(Condition::Empty(column())),
    ];
    let filter = vec(condition, 1..3).prop_map(Filter);
    let ledger = || "供地".to_owned();
    (filter, 0_u8..3).prop_map(move |(filter, kind)| match kind {
        0 => (
            Measure::Count(Count {
                ledger: ledger(),
                filter,
            }),
            "宗",
        ),
        1 => {
            let column = "列1".to_owned();
            (
                Measure::Sum(Sum(Cells {
                    ledger: ledger(),
                    column,
                    filter,
                })),
                "亩",
            )
        }
        _ => {
            let base = Filter::default();
            (
                Measure::Share(Share {
                    ledger: ledger(),
                    condition: filter,
                    base,
                }),
                "%",
            )
        }
    })
}

fn rule() -> impl Strategy<Value = Option<Rule>> {
    let percent = (0_i128..100).prop_map(|percent| Decimal::new(percent, 0));
    let steps = |percent| Steps {
        basis: Basis::Value,
        steps: vec![
            Step {
                from: Decimal::new(9, 0),
                percent: Decimal::HUNDRED,
            },
            Step {
                from: Decimal::new(5, 1),
                percent,
            },
        ],
    };
    prop_oneof![
        Just(None),
        Just(Some(Rule::Named(MethodName::Threshold))),
        (of(positive()), any::<bool>()).prop_map(|(pass, strict)| {
            let exactness = if strict {
                Exactness::TwoSided
            } else {
                Exactness::Reached
            };
            Some(Rule::Given(Method::Ratio(Ratio { pass, exactness })))
        }),
        percent.prop_map(move |percent| Some(Rule::Given(Method::Steps(steps(percent))))),
        positive().prop_map(|points| Some(Rule::Given(Method::Deduct(Deduct {
            each: Decimal::new(25, 1),
            points,
            remainder: Remainder::AsWhole,
        })))),
    ]
}

fn aim() -> impl Strategy<Value = (Target, String, Option<Rule>, Actual)> {
    let unit = || "亩".to_owned();
    prop_oneof![
        (decimal(), rule(), of(decimal())).prop_map(move |(goal, rule, actual)| {
            let actual = actual.map_or(Actual::Blank, Actual::Number);
            (Target::AtLeast(goal), unit(), rule, actual)
        }),
        (decimal(), measure()).prop_map(|(goal, (measure, unit))| {
            (
                Target::AtMost(goal),
                unit.to_owned(),
                None,
                Actual::Measure(measure),
            )
        }),
        (decimal(), decimal()).prop_map(move |(a, b)| {
            (
                Target::Between(a.min(b), a.max(b)),
                unit(),
                None,
                Actual::Number(a),
            )
        }),
        text().prop_map(|text| {
            (
                Target::State(text),
                String::new(),
                None,
                Actual::Band("部分达成".to_owned()),
            )
        }),
        any::<(bool, bool)>().prop_map(|(wanted, yes)| {
            (
                Target::YesNo(wanted),
                String::new(),
                None,
                Actual::YesNo(yes),
            )
        }),
        (date(), date(), positive()).prop_map(|(by, done, points)| {
            let late = Some((Decimal::ONE, points));
            let rule = Some(Rule::Given(Method::Deadline(Deadline { late })));
            (Target::By(by), String::new(), rule, Actual::Date(done))
        }),
    ]
}

/// Some of the plain fields of the table, whichever it has.
fn basis() -> impl Strategy<Value = IndicatorBasis> {
    let keys: Vec<&'static str> = IndicatorBasis::fields().map(|field| field.key).collect();
    let said = prop::collection::vec(of(name()), keys.len());
    said.prop_map(move |said| {
        let mut basis = IndicatorBasis::default();
        for (key, text) in keys.iter().zip(said) {
            basis.set(key, text);
        }
        basis
    })
}

prop_compose! {
    fn indicator()(
        names in (name(), name(), name()),
        aim in aim(),
        weight in positive(),
        texts in (of(text()), of(text()), of(text()), of(text())),
        basis in basis(),
        last_year in of(decimal()),
        target_too_low: bool,
        cumulative in of(any::<bool>()),
        milestones in vec((1_u8..13, decimal()), 0..3),
    ) -> Indicator {
        let (target, unit, rule, actual) = aim;
        let rated = matches!(target, Target::State(_));
        Indicator {
            id: String::new(),
            level1: names.0,
            level2: names.1,
            name: names.2,
            target,
            unit,
            cumulative,
            milestones: milestones.into_iter().map(milestone).collect(),
            weight,
            rule,
            actual,
            rating: rated.then_some(Decimal::new(655, 1)),
            evidence: Vec::new(),
            outcome: texts.0,
            deviation: texts.1,
            improvement: texts.2,
            excess_reason: texts.3,
            target_too_low,
            last_year,
            basis,
        }
    }
}

fn milestone((month, value): (u8, Decimal)) -> Milestone {
    Milestone {
        period: Period::month(2022, month).unwrap(),
        value,
    }
}

prop_compose! {
    fn adjustment()(date in date(), texts in (text(), text()), values in (decimal(), decimal())) -> TargetChange {
        TargetChange {
            date,
            approval: texts.0,
            reason: texts.1,
            change: Change::Target {
                indicator: "Z0".to_owned(),
                before: values.0,
                after: values.1,
            },
        }
    }
}

prop_compose! {
    fn notes()(
        quarter in 1_u8..5,
        date in of(date()),
        texts in (of(text()), of(text()), of(text())),
        likelihood in of(prop::sample::select(Likelihood::ALL.to_vec())),
        causes in prop::sample::subsequence(Cause::ALL.to_vec(), 0..3),
    ) -> PeriodNotes {
        PeriodNotes {
            period: format!("2022-Q{quarter}").parse().unwrap(),
            date,
            summary: texts.0,
            indicators: vec![IndicatorNote {
                indicator: "Z0".to_owned(),
                actual: Actual::Blank,
                causes,
                explanation: texts.1,
                remedy: texts.2,
                likelihood,
            }],
        }
    }
}

prop_compose! {
    fn fact()(
        value in prop_oneof![
            decimal().prop_map(|value| (Value::Typed(value), "万元")),
            measure().prop_map(|(measure, unit)| (Value::Measure(measure), unit)),
        ],
        places in of(0_u8..7),
        texts in (of(text()), of(text())),
    ) -> Fact {
        let (value, unit) = value;
        Fact {
            name: String::new(),
            unit: unit.to_owned(),
            places,
            value,
            source: texts.0,
            note: texts.1,
        }
    }
}

prop_compose! {
    fn line()(
        names in (name(), name()),
        amounts in (decimal(), decimal(), decimal(), decimal()),
        basic: bool,
        told in of(decimal()),
        unspent_reason in of(text()),
    ) -> BudgetLine {
        let (initial, adjustment, carried, executed) = amounts;
        BudgetLine {
            name: names.0,
            spending: Spending::ALL[usize::from(basic)],
            source: names.1,
            amounts: Totals { initial, adjustment, carried, executed },
            execution: None,
            carried_executed: told,
            unspent_reason,
            indicators: Vec::new(),
        }
    }
}

fn side() -> impl Strategy<Value = Side> {
    let item = (name(), decimal(), of(text()));
    let item = item.prop_map(|(name, amount, note)| Item { name, amount, note });
    vec(item, 0..3).prop_map(|items| Side { items })
}

fn balance() -> impl Strategy<Value = BalanceSheet> {
    (date(), side(), side(), side()).prop_map(|(date, assets, liabilities, net)| BalanceSheet {
        date,
        assets,
        liabilities,
        net,
    })
}

fn staff() -> impl Strategy<Value = Staff> {
    (name(), of(0_u32..99), 0_u32..99, 0_u32..99, 0_u32..99).prop_map(
        |(kind, posts, present, serving, retired)| Staff {
            kind,
            posts,
            present,
            serving,
            retired,
        },
    )
}

fn people() -> impl Strategy<Value = (Profile, SelfEvaluation)> {
    let profile = (
        name(),
        of(name()),
        of(name()),
        vec(text(), 0..3),
        of(text()),
    );
    let evaluation = (
        vec(text(), 0..3),
        of(text()),
        of(name()),
        of(name()),
        of(date()),
    );
    (profile, evaluation).prop_map(|(profile, evaluation)| {
        let (name, short_name, superior, duties, organisation) = profile;
        let profile = Profile {
            name,
            short_name,
            superior,
            rank: Rank::Department,
            duties,
            organisation,
        };
        let (basis, organisation, author, telephone, date) = evaluation;
        let evaluation = SelfEvaluation {
            basis,
            organisation,
            author,
            telephone,
            date,
        };
        (profile, evaluation)
    })
}

type Ends = (
    Vec<Goal>,
    Vec<Task>,
    Vec<Problem>,
    ResultUse,
    Publication,
    Option<Objective>,
);

fn ends() -> impl Strategy<Value = Ends> {
    let goals = vec((text(), of(text())), 0..3);
    let tasks = vec((of(text()), of(text()), of(decimal()), of(decimal())), 0..3);
    let problems = vec(
        (text(), of(text()), of(text()), of(name()), of(date())),
        0..3,
    );
    let last = (vec(text(), 0..3), of(name()), of(name()), of(date()));
    let objective = of((text(), of(text()), of(any::<bool>())));
    (goals, tasks, problems, last, objective).prop_map(
        |(goals, tasks, problems, last, objective)| {
            let goals = goals
                .into_iter()
                .enumerate()
                .map(|(at, (text, outcome))| Goal {
                    id: format!("M{at}"),
                    text,
                    outcome,
                });
            let tasks = tasks.into_iter().enumerate();
            let tasks = tasks.map(|(at, (text, outcome, budget, executed))| Task {
                name: format!("任务{at}"),
                text,
                outcome,
                budget,
                executed,
                indicators: Vec::new(),
            });
            let problems = problems.into_iter();
            let problems = problems.map(|(text, cause, remedy, owner, deadline)| Problem {
                text,
                indicators: Vec::new(),
                cause,
                remedy,
                owner,
                deadline,
                follow_up: FollowUp::default(),
            });
            let (uses, channel, url, date) = last;
            let objective = objective.map(|(text, outcome, all_done)| Objective {
                text,
                outcome,
                all_done,
            });
            (
                goals.collect(),
                tasks.collect(),
                problems.collect(),
                ResultUse { uses },
                Publication { channel, url, date },
                objective,
            )
        },
    )
}

fn register() -> impl Strategy<Value = Register> {
    let entry = (
        name(),
        any::<u64>(),
        "[0-9a-f]{64}",
        date(),
        of(name()),
        any::<bool>(),
    );
    let entry = entry.prop_map(|(file, size, hash, date, note, withdrawn)| Entry {
        file,
        size: size >> 16,
        digests: Digests {
            sm3: hash.clone(),
            sha256: hash,
        },
        by: "张三".to_owned(),
        date,
        proves: vec!["Z0".parse().unwrap(), "供地：D 01".parse().unwrap()],
        note,
        withdrawn,
    });
    vec(entry, 0..4).prop_map(|entries| {
        let mut register = Register::default();
        for entry in entries {
            register.push(entry);
        }
        register
    })
}

fn responses() -> impl Strategy<Value = Responses> {
    let question = (of(text()), any::<bool>()).prop_map(|(text, main)| Question {
        column: "列0".to_owned(),
        text,
        main,
    });
    let validity = (of(positive()), any::<(bool, bool)>(), of(0_u64..9)).prop_map(
        |(answered, (id, date), straight)| Validity {
            marked: date.then(|| "列1".to_owned()),
            answered,
            id: id.then(|| "列0".to_owned()),
            date: date.then(|| "列1".to_owned()),
            straight,
        },
    );
    prop_oneof![
        (any::<u32>(), any::<u32>(), of(decimal())).prop_map(|(returned, valid, stated)| {
            Responses::Typed {
                returned: returned.into(),
                valid: valid.into(),
                stated,
            }
        }),
        (vec(question, 1..4), validity).prop_map(|(mut questions, validity)| {
            let mut mains = questions.iter_mut().filter(|question| question.main);
            mains.next();
            mains.for_each(|question| question.main = false);
            Responses::Ledger {
                ledger: "供地".to_owned(),
                questions,
                validity,
            }
        }),
    ]
}

prop_compose! {
    fn survey()(
        texts in (of(text()), of(text()), of(text())),
        numbers in (of(any::<u32>()), of(any::<u32>()), of(decimal())),
        dates in (of(date()), of(date())),
        index: bool,
        scale in of(vec((decimal(), any::<bool>()), 1..4)),
        responses in responses(),
        evidence in vec(name(), 0..3),
    ) -> Survey {
        let scale = scale.map(|scale| {
            let answers = scale.into_iter().enumerate();
            let answer = |(at, (points, satisfied))| Answer {
                word: format!("答“{at}\""),
                points,
                satisfied,
            };
            answers.map(answer).collect()
        });
        Survey {
            name: String::new(),
            audience: texts.0,
            population: numbers.0.map(u64::from),
            sampling: texts.1,
            mode: texts.2,
            from: dates.0,
            to: dates.1,
            sent: numbers.1.map(u64::from),
            headline: Headline::ALL[usize::from(index)],
            target: numbers.2,
            indicator: None,
            scale: scale.unwrap_or_else(Survey::usual_scale),
            responses,
            evidence,
        }
    }
}

prop_compose! {
    fn follow_up()(
        names in (of(name()), of(name()), of(name()), of(name()), of(text())),
        days in (of(date()), of(date()), of(date())),
        amount in of(decimal()),
        stage in 0_usize..4,
        evidence in vec(name(), 0..3),
        carried: bool,
    ) -> FollowUp {
        let closure = days.2.zip(names.0.clone());
        FollowUp {
            id: names.0,
            source: names.1,
            found: days.0,
            category: names.2,
            amount,
            unit: names.3,
            stage: Stage::ALL[stage],
            done: days.1,
            left: names.4,
            evidence,
            closure: closure.map(|(date, by)| Closure { by, date }),
            carried,
        }
    }
}

/// A list of problems in the ledger `整改`, whose column `列0` is a text and `列2` the stage.
fn rectification_ledger((named, found, words): (bool, Option<Date>, bool)) -> RectificationLedger {
    let column = |field| (field, "列0".to_owned());
    let named = named.then(|| [Field::Text, Field::Owner].map(column));
    let stage = [(Field::Stage, "列2".to_owned())];
    let columns = named.into_iter().flatten().chain(stage);
    let words = words.then(|| ("改好".to_owned(), Stage::Done));
    RectificationLedger {
        ledger: "整改".to_owned(),
        source: "督察".to_owned(),
        found,
        evidence: Vec::new(),
        columns: columns.collect(),
        words: words.into_iter().collect(),
    }
}

/// A line of project spending.
fn paying(name: &str) -> BudgetLine {
    BudgetLine {
        name: name.to_owned(),
        spending: Spending::Project,
        source: "单位资金".to_owned(),
        amounts: Totals::default(),
        execution: None,
        carried_executed: None,
        unspent_reason: None,
        indicators: Vec::new(),
    }
}

prop_compose! {
    /// A project that its own line, or two lines, pay for.
    fn project()(
        texts in (of(name()), of(name()), of(name()), of(text())),
        kind in of(0_usize..3),
        span in of((2000_u16..2022, 2022_u16..2030)),
        own: bool,
        two: bool,
        long_term in (of(decimal()), of(decimal())),
        (goals, objective) in ends().prop_map(|ends| (ends.0, ends.5)),
        mut indicators in vec(indicator().boxed(), 0..3),
    ) -> Project {
        for (at, indicator) in indicators.iter_mut().enumerate() {
            indicator.id = format!("P{at}");
        }
        let lines = if two { vec!["巡查", "租车"] } else { Vec::new() };
        Project {
            code: texts.0,
            nature: kind.map(|at| Nature::ALL[at]),
            span: span.map(|(first, last)| Span { first, last }),
            department: texts.1,
            executor: texts.2,
            scheme: own.then(|| "caizheng-2020-10".to_owned()),
            lines: lines.into_iter().map(str::to_owned).collect(),
            long_term: texts.3,
            long_term_fiscal: long_term.0,
            long_term_other: long_term.1,
            objective,
            goals,
            indicators,
            adjustments: Vec::new(),
            notes: Vec::new(),
        }
    }
}

prop_compose! {
    fn book()(
        people in people(),
        staff in vec(staff(), 0..3),
        balance in of(balance()),
        mut budget in vec(line(), 0..3),
        ends in ends(),
        mut indicators in vec(indicator(), 0..5),
        mut project in of(project().boxed()),
        mut facts in vec(fact(), 0..4),
        other in ledger(),
        land in rows([
            (ColumnType::Text, true),
            (ColumnType::Quantity(quantity::Unit::MU), false),
        ].map(column).to_vec()),
        faults in rows([
            (ColumnType::Text, true),
            (ColumnType::Integer, false),
            (ColumnType::Choice(vec!["已整改".to_owned(), "未整改".to_owned()]), true),
        ].map(column).to_vec()),
        piece in text(),
        register in register(),
        mut surveys in vec(survey(), 0..3),
        within in (vec(adjustment(), 0..2), vec(notes(), 0..2)),
        follow_ups in vec(follow_up(), 3),
        list in of((any::<bool>(), of(date()), any::<bool>())),
        lines in vec(of(positive()), Threshold::ALL.len()),
    ) -> Book {
        for (at, survey) in surveys.iter_mut().enumerate() {
            survey.name = format!("调查{at}");
        }
        let mut evidence = Evidence::default();
        evidence.set_register(register);
        for (at, indicator) in indicators.iter_mut().enumerate() {
            indicator.id = format!("Z{at}");
        }
        for (at, fact) in facts.iter_mut().enumerate() {
            fact.name = format!("数{at}");
        }
        let (goals, mut tasks, mut problems, result_use, publication, objective) = ends;
        let ids: Vec<_> = indicators.iter().map(|indicator| indicator.id.clone()).collect();
        for task in &mut tasks {
            task.indicators.clone_from(&ids);
        }
        for line in &mut budget {
            line.indicators.clone_from(&ids);
        }
        for (problem, follow_up) in problems.iter_mut().zip(follow_ups) {
            problem.follow_up = follow_up;
            problem.indicators = ids.iter().take(1).cloned().collect();
        }
        if let Some(project) = &mut project {
            budget.push(paying("巡查"));
            if !project.lines.is_empty() {
                budget.push(paying("租车"));
            }
            for (problem, one) in problems.iter_mut().zip(&project.indicators) {
                problem.indicators.push(one.id.clone());
            }
        }
        let (profile, evaluation) = people;
        let numbered = indicators.first().is_some_and(|one| one.target.number().is_some());
        let (mut adjustments, mut notes) = within;
        adjustments.retain(|_| numbered);
        notes.retain(|_| !ids.is_empty());
        Book {
            year: 2022,
            scheme: "caizheng-2020-10".to_owned(),
            packs: vec!["natural-resources".to_owned()],
            profile,
            evaluation,
            staff,
            balance,
            budget,
            objective,
            goals,
            tasks,
            indicators,
            projects: project.map(|project| ("巡查".to_owned(), project)).into_iter().collect(),
            facts,
            surveys,
            adjustments,
            notes,
            thresholds: Threshold::ALL
                .into_iter()
                .zip(lines)
                .filter_map(|(line, percent)| Some((line, percent?)))
                .collect(),
            problems,
            rectification_ledgers: list.into_iter().map(rectification_ledger).collect(),
            result_use,
            publication,
            definitions: [("其他".to_owned(), definition(&other))].into(),
            ledgers: [
                ("供地".to_owned(), land),
                ("其他".to_owned(), other),
                ("整改".to_owned(), faults),
            ]
            .into(),
            texts: [("概 况".to_owned(), piece)].into(),
            evidence,
            ..book_with("", &[])
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn loading_gives_what_was_saved_and_saving_is_stable(book in book()) {
        let dir = tempfile::tempdir().unwrap();
        crate::save(&book, dir.path()).unwrap();
        let loaded = crate::load(dir.path())
            .unwrap_or_else(|faults| panic!("{faults}\n{}", fs::read_to_string(dir.path().join("book.toml")).unwrap()));
        prop_assert_eq!(&loaded, &book);
        let again = tempfile::tempdir().unwrap();
        crate::save(&loaded, again.path()).unwrap();
        let project = book.projects.keys().map(|name| format!("projects/{name}.toml"));
        let always = ["book.toml", "ledgers/供地.csv", "ledgers/其他.csv", "text/概 况.md"];
        for name in always.map(str::to_owned).into_iter().chain(project) {
            prop_assert_eq!(
                fs::read(dir.path().join(&name)).unwrap(),
                fs::read(again.path().join(&name)).unwrap()
            );
        }
    }

    #[test]
    fn a_measure_is_read_as_it_is_printed((measure, _) in measure()) {
        prop_assert_eq!(measure.to_string().parse::<Measure>().unwrap(), measure);
    }

    #[test]
    fn any_bytes_give_a_book_or_faults(toml in any::<Vec<u8>>(), csv in any::<Vec<u8>>()) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("ledgers")).unwrap();
        fs::write(dir.path().join("book.toml"), toml).unwrap();
        fs::write(dir.path().join("ledgers/甲.csv"), csv).unwrap();
        prop_assert!(crate::load(dir.path()).is_err());
    }
}
