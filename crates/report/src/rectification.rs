//! The rectification ledger (整改台账) as a form.

use book::rectification::{Item, Tally};
use book::{Book, Faults, Rectification, Scorecard};
use document::{Align, Entry, Sheet};
use quantity::{Decimal, Rational};

use crate::block::place;
use crate::compose::Composer;

/// The columns of the form: head, width, alignment, what it says.
type Column = (&'static str, u16, Align, fn(&Line<'_>) -> String);

const COLUMNS: [Column; 16] = [
    ("序号", 6, Align::Center, |line| line.number.to_string()),
    ("整改来源", 11, Align::Center, |line| {
        line.item.source().to_owned()
    }),
    ("编号", 13, Align::Left, |line| {
        line.item.name().to_owned()
    }),
    ("问题描述", 36, Align::Left, |line| {
        line.words[0].clone()
    }),
    ("问题类别", 14, Align::Left, |line| {
        text(line.follow().category.as_ref())
    }),
    ("涉及指标", 22, Align::Left, |line| {
        line.indicators.clone()
    }),
    ("涉及金额（万元）", 12, Align::Right, |line| {
        text(line.follow().amount.as_ref())
    }),
    ("发现日期", 12, Align::Center, |line| {
        text(line.follow().found.as_ref())
    }),
    ("原因", 26, Align::Left, |line| line.words[1].clone()),
    ("整改措施", 30, Align::Left, |line| {
        line.words[2].clone()
    }),
    ("责任单位", 14, Align::Left, |line| {
        text(line.follow().unit.as_ref())
    }),
    ("责任人", 12, Align::Left, |line| {
        text(line.item.problem.owner.as_ref())
    }),
    ("整改时限", 12, Align::Center, |line| {
        text(line.item.problem.deadline.as_ref())
    }),
    ("整改状态", 12, Align::Center, |line| line.state()),
    ("完成日期", 12, Align::Center, |line| {
        text(line.follow().done.as_ref())
    }),
    ("佐证附件", 24, Align::Left, |line| {
        line.follow().evidence.join("\n")
    }),
];

/// A problem ready to be set.
struct Line<'a> {
    number: usize,
    item: &'a Item,
    /// The problem, its cause and its measure, with their figures.
    words: [String; 3],
    indicators: String,
}

impl Line<'_> {
    fn follow(&self) -> &book::FollowUp {
        &self.item.problem.follow_up
    }

    fn state(&self) -> String {
        let word = self.item.stage().word();
        match self.item.overdue {
            Some(days) => format!("{word}\n逾期{days}天"),
            None => word.to_owned(),
        }
    }
}

fn text(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// The rectification ledger as a form, with the tallies of each source above it.
///
/// # Errors
/// Every name that the book's words use and the book does not have.
pub fn rectification_form(
    book: &Book,
    card: &Scorecard,
    rectification: &Rectification,
) -> Result<Sheet, Faults> {
    let mut composer = Composer::new(book, card);
    let items = rectification.items.iter().enumerate();
    let lines: Vec<_> = items
        .map(|(at, item)| line(at + 1, item, book, &mut composer))
        .collect();
    let faults = composer.into_faults();
    match faults.is_empty() {
        true => Ok(sheet(book, rectification, &lines)),
        false => Err(Faults(faults)),
    }
}

fn line<'a>(number: usize, item: &'a Item, book: &Book, composer: &mut Composer<'_>) -> Line<'a> {
    let problem = &item.problem;
    // Words of book.toml may name figures; those of a ledger are what they are.
    let mut said = |words: &str| match item.is_listed() {
        true => words.to_owned(),
        false => composer.phrase(words, &place(&item.place)).content,
    };
    let mut optional = |words: &Option<String>| words.as_deref().map(&mut said).unwrap_or_default();
    let (cause, measure) = (optional(&problem.cause), optional(&problem.remedy));
    let left = optional(&problem.follow_up.left);
    let reasons: Vec<_> = [cause, left]
        .into_iter()
        .filter(|one| !one.is_empty())
        .collect();
    let names = problem
        .indicators
        .iter()
        .map(|id| match book.indicator(id) {
            Some(indicator) => format!("{id} {}", indicator.name),
            None => id.clone(),
        });
    Line {
        number,
        words: [said(&problem.text), reasons.join("\n"), measure],
        indicators: names.collect::<Vec<_>>().join("\n"),
        item,
    }
}

fn title(book: &Book) -> String {
    format!("{}{}年度绩效问题整改台账", book.profile.name, book.year)
}

/// 截至…，共…个，已完成…个，整改率…。
fn summary(rectification: &Rectification) -> String {
    let day = rectification
        .as_of
        .map(|day| format!("截至{}，", day.chinese()));
    let tally = rectification.tally();
    let overdue = match tally.overdue {
        0 => String::new(),
        overdue => format!("，逾期{overdue}个"),
    };
    let sources = rectification.by_source();
    let by_source = match sources.len() {
        0 | 1 => String::new(),
        _ => {
            let told = sources
                .iter()
                .map(|(source, tally)| format!("{source}{}", counted(tally)));
            format!("其中：{}。", told.collect::<Vec<_>>().join("；"))
        }
    };
    format!(
        "{}共{}{overdue}。{by_source}",
        day.unwrap_or_default(),
        counted(&tally)
    )
}

fn counted(tally: &Tally) -> String {
    let hundred = Rational::from_integer(100.into());
    let rate = tally
        .rate()
        .map(|rate| Decimal::round(&(rate * hundred), 2));
    let rate = rate.map(|rate| format!("，整改率{rate}%"));
    format!(
        "{}个，已完成{}个，未完成{}个{}",
        tally.found,
        tally.done,
        tally.left(),
        rate.unwrap_or_default()
    )
}

fn sheet(book: &Book, rectification: &Rectification, lines: &[Line<'_>]) -> Sheet {
    let heads = COLUMNS.iter().map(|(head, ..)| Entry {
        align: Align::Center,
        strong: true,
        ..Entry::text(*head)
    });
    let mut rows = vec![heads.collect()];
    for line in lines {
        let cells = COLUMNS.iter().map(|(_, _, align, say)| Entry {
            align: *align,
            ..Entry::text(say(line))
        });
        rows.push(cells.collect());
    }
    Sheet {
        name: "整改台账".to_owned(),
        title: Some(title(book)),
        note: Some(summary(rectification)),
        rows,
        header: 0..1,
        frozen: true,
        filtered: true,
        widths: COLUMNS.iter().map(|(_, width, ..)| *width).collect(),
        landscape: true,
        ..Sheet::default()
    }
}
