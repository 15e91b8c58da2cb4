//! The monitoring form in the formats wanted.

use std::path::Path;

use crate::arguments::Monitor;
use crate::command::report::Written;
use crate::error::Failure;
use crate::paper::Paper;
use work::monitor::Watched;

/// Writes the forms of one or many books.
pub(super) struct Forms<'a> {
    arguments: &'a Monitor,
    paper: Paper<'a>,
}

impl<'a> Forms<'a> {
    pub(super) fn new(arguments: &'a Monitor) -> Self {
        let paper = Paper::new(&arguments.to, &arguments.folders);
        Self { arguments, paper }
    }

    /// Writes the form of a book or of its project. `name` goes before the name of the form, where several go to one folder.
    pub(super) fn write(
        &self,
        watched: &Watched,
        folder: &Path,
        name: Option<&str>,
    ) -> Result<Vec<Written>, Failure> {
        if self.arguments.to.is_empty() {
            return Ok(Vec::new());
        }
        let Watched {
            book,
            scheme,
            monitoring,
            ..
        } = watched;
        let sheet =
            report::monitoring_sheet(book, self.arguments.project.as_deref(), scheme, monitoring)
                .map_err(Failure::faults(folder))?;
        let last = monitoring.period.last_day();
        let day = document::Day {
            year: last.year(),
            month: last.month(),
            day: last.day(),
        };
        let before = name.map_or_else(String::new, |name| format!("{name}-"));
        let stem = format!("{before}绩效运行监控表-{}", monitoring.period);
        self.paper.write(&stem, &[sheet], Some(day))
    }
}
