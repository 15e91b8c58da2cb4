//! `check`: audits files.

mod inputs;
mod interrupt;
mod open;
mod output;
pub(crate) mod parallel;
mod settings;
mod work;

use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

use document::Limits;
use indicatif::{ProgressBar, ProgressStyle};
use review::{Detail, Filter, Reviewed, Totals};

use crate::arguments::Check;
use crate::error::Failure;
use crate::{Outcome, clock, convert, say};
use inputs::{Gathered, Input};
use open::Pages;
use output::Output;
use settings::Settings;
pub(crate) use settings::{profile_for, today};
use work::{Done, Work};

/// From how many files on a bar shows how far it has come.
const MANY: usize = 20;

pub(crate) fn run(arguments: &Check) -> Result<Outcome, Failure> {
    let filter = filter(arguments)?;
    let gathered = inputs::gather(&arguments.files, arguments.name.as_deref())?;
    let plan = output::plan(arguments, &gathered.inputs)?;
    let date = now();
    let settings = Settings::gather(arguments, &gathered.inputs)?;
    let work = Work {
        settings: &settings,
        filter: &filter,
        each: plan.each(),
        date: &date,
    };
    let detail = Detail {
        quiet: say::is_quiet(),
        coverage: arguments.coverage,
        colours: false,
    };
    let mut output = Output::open(&plan, detail)?;
    let mut pages = arguments.open.then(Pages::new).transpose()?;
    let jobs = arguments.jobs.map_or_else(parallel::cores, usize::from);
    let progress = progress(&gathered.inputs, &output);
    let interrupted = interrupt::watch(gathered.inputs.len());
    work::note_panics();
    let mut totals = Totals::default();
    let mut outcome = gathered.outcome();
    parallel::in_order(
        &gathered.inputs,
        jobs,
        |index, input| work.run(index, input),
        |done: Done| {
            totals.add(&done.reviewed);
            outcome = outcome.max(done.outcome());
            progress.suspend(|| output.take(&done))?;
            if let Some(pages) = &mut pages {
                pages.open(&done.reviewed)?;
            }
            progress.inc(1);
            Ok(!interrupted())
        },
    )?;
    progress.finish_and_clear();
    output.finish(&totals)?;
    tell(&gathered, &totals)?;
    if totals.files > 0 {
        remind(&settings.unbound())?;
    }
    remind(&settings.stale(&gathered.inputs))?;
    Ok(if totals.files < gathered.inputs.len() {
        Outcome::Unreadable
    } else {
        outcome
    })
}

/// Reads and audits a file.
pub(crate) fn reviewed(file: &std::path::Path) -> Reviewed {
    let read = convert::read_file(file, &Limits::default());
    Reviewed::new(file.to_string_lossy(), read)
}

/// The date and time as notes in files have them.
pub(crate) fn now() -> String {
    let now = clock::now();
    let (date, (hour, minute, second)) = (now.date(), now.to_hms());
    format!("{date}T{hour:02}:{minute:02}:{second:02}Z")
}

fn filter(arguments: &Check) -> Result<Filter, Failure> {
    let said = |error: review::UnknownRule| Failure::Said(format!("{error}。"));
    let filter = Filter::default()
        .only(arguments.only.iter().map(String::as_str))
        .map_err(said)?
        .without(arguments.skip.iter().map(String::as_str))
        .map_err(said)?;
    Ok(match arguments.severity {
        Some(least) => filter.at_least(least.into()),
        None => filter,
    })
}

/// A bar on the terminal for more than a few files, unless findings go there too; it stays hidden in the first second.
fn progress(inputs: &[Input], output: &Output) -> ProgressBar {
    let shown_anyway = output.is_on_stdout() && io::stdout().is_terminal();
    if inputs.len() < MANY || say::is_quiet() || shown_anyway {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(inputs.len() as u64);
    let style = ProgressStyle::with_template("审核 {pos}/{len} {bar:30} 剩余{eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_secs(1));
    bar
}

/// Tells what is to be looked after in the settings.
fn remind(of: &[String]) -> io::Result<()> {
    let mut err = anstream::stderr().lock();
    for told in of {
        writeln!(err, "提醒：{told}。")?;
    }
    Ok(())
}

/// Tells what was not audited, so that nobody takes silence for approval.
fn tell(gathered: &Gathered, totals: &Totals) -> io::Result<()> {
    let mut err = anstream::stderr().lock();
    for missed in &gathered.missed {
        writeln!(err, "错误：{}。", review::plain(missed))?;
    }
    if !gathered.passed_over.is_empty() && !say::is_quiet() {
        writeln!(err, "提醒：{}。", gathered.passed_over)?;
    }
    let (done, all) = (totals.files, gathered.inputs.len());
    if done < all {
        writeln!(
            err,
            "已中断：共{all}个文件，审了{done}个，已写出的都是完整的。"
        )?;
    }
    Ok(())
}
