//! What is wrong in a file, where, and what to do.

use std::fmt;

/// One thing that is wrong in one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file: relative to its folder, with `/` between folders.
    pub file: String,
    /// The line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// The column in characters, from 1; 0 when the whole line is meant.
    pub column: usize,
    /// What is wrong, in Chinese.
    pub problem: String,
    /// What to do, in Chinese.
    pub remedy: String,
    /// How many faults it stands for: itself, and those like it that are not listed.
    pub count: usize,
    /// What is written there, where somebody found that out: 指标Z01.目标.
    pub at: Option<String>,
}

/// Everything that is wrong, by file and line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Fault {
    /// A fault of a whole file.
    pub fn of_file(
        file: impl Into<String>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            file: file.into(),
            line: 0,
            column: 0,
            problem: problem.into(),
            remedy: remedy.into(),
            count: 1,
            at: None,
        }
    }
}

impl Faults {
    /// How many faults there are, listed or not.
    pub fn count(&self) -> usize {
        self.0.iter().map(|fault| fault.count).sum()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        if let Some(at) = &self.at {
            write!(f, "（{at}）")?;
        }
        write!(f, "：{}。改法：{}", self.problem, self.remedy)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.0 {
            writeln!(f, "{fault}")?;
        }
        write!(f, "共{}处错误", self.count())
    }
}

impl std::error::Error for Faults {}
