//! Forms in layouts of several places, written in every format: a right one is silent and all its relations hold; each
//! fault is an error at its cell.
use audit::{Audit, Severity, check};
use document::{
    Block, Cell, Document, Entry, Limits, Sheet, Table, Text, docx, html, markdown, read, xlsx,
};

/// Forms as files of boxes: lines of words, then a row a line with bars between its boxes, then lines of words. `<` belongs
/// to the box on its left, `^` to the one above. Below `---` stand faults: a name, and the boxes that are written
/// otherwise, each with its row and column; the box the error must show is that of the first.
macro_rules! forms {
    ($($name:literal)*) => {
        const FORMS: &[(&str, &str)] = &[$(($name, include_str!(concat!("made/forms/", $name, ".txt")))),*];
    };
}

forms! {
    "project_ministry"
    "department_county"
    "project_city"
    "department_pairs"
    "department_brackets"
    "department_filled"
    "department_target"
    "department_target_by_kind"
    "monitor"
    "monitor_by_source"
    "project_in_yuan"
    "project_target"
    "project_ticks"
    "summary"
    "summary_of_funds"
    "target_by_level"
}

/// A form of a file.
struct Layout {
    before: Vec<String>,
    rows: Vec<Vec<String>>,
    after: Vec<String>,
    faults: Vec<Fault>,
}

/// A fault: its name, and what is written into which row and column.
struct Fault {
    name: String,
    changes: Vec<(usize, usize, String)>,
}

fn layout(source: &str) -> Layout {
    let (form, faults) = source.split_once("\n---\n").unwrap();
    let lines: Vec<&str> = form.lines().collect();
    let boxed = |line: &&str| line.contains('|');
    let first = lines.iter().position(boxed).unwrap();
    let past = 1 + lines.iter().rposition(boxed).unwrap();
    let words = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    let row = |line: &&str| line.split('|').map(str::to_owned).collect();
    Layout {
        before: words(&lines[..first]),
        rows: lines[first..past].iter().map(row).collect(),
        after: words(&lines[past..]),
        faults: faults.lines().map(fault).collect(),
    }
}

/// `total off by one: 15,7=98.72 9,2=…`: a change begins at the next row and column.
fn fault(line: &str) -> Fault {
    let (name, rest) = line.split_once(": ").unwrap();
    let mut changes: Vec<(usize, usize, String)> = Vec::new();
    for word in rest.split(' ') {
        let place = word.split_once('=').and_then(|(place, text)| {
            let (row, column) = place.split_once(',')?;
            Some((row.parse().ok()?, column.parse().ok()?, text.to_owned()))
        });
        match (place, changes.last_mut()) {
            (Some(place), _) => changes.push(place),
            (None, Some(last)) => last.2 = format!("{} {word}", last.2),
            (None, None) => panic!("{line}"),
        }
    }
    Fault {
        name: name.to_owned(),
        changes,
    }
}

impl Layout {
    fn changed(&self, changes: &[(usize, usize, String)]) -> Layout {
        let mut rows = self.rows.clone();
        for (row, column, text) in changes {
            rows[*row][*column].clone_from(text);
        }
        Layout {
            before: self.before.clone(),
            rows,
            after: self.after.clone(),
            faults: Vec::new(),
        }
    }
}

const FORMATS: [&str; 5] = ["docx", "xlsx", "html", "md", "txt"];

/// A form that claims less than this was not read.
const LEAST: usize = 2;

/// The boxes with how many columns and rows each takes.
fn boxes(grid: &[Vec<String>]) -> Vec<Vec<(String, usize, usize)>> {
    let across = |row: &[String], from: usize| {
        1 + row[from + 1..]
            .iter()
            .take_while(|text| *text == "<")
            .count()
    };
    let mut rows = Vec::new();
    for (at, row) in grid.iter().enumerate() {
        let mut cells = Vec::new();
        for (column, text) in row.iter().enumerate() {
            if text != "<" && text != "^" {
                let below = grid[at + 1..].iter().take_while(|row| row[column] == "^");
                cells.push((text.clone(), across(row, column), 1 + below.count()));
            }
        }
        rows.push(cells);
    }
    rows
}

/// A form as a file of a format.
fn written(form: &Layout, format: &str) -> Vec<u8> {
    let grid = &form.rows;
    let boxes = boxes(grid);
    let cell = |(text, colspan, rowspan): &(String, usize, usize)| Cell {
        colspan: *colspan,
        rowspan: *rowspan,
        ..Cell::plain(text)
    };
    let table = Table {
        rows: boxes
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect(),
        ..Table::default()
    };
    let words = |lines: &[String]| {
        let lines = lines.iter().map(|line| Block::Paragraph(Text::plain(line)));
        lines.collect::<Vec<Block>>()
    };
    let table = vec![Block::Table(table)];
    let document = Document {
        blocks: [words(&form.before), table, words(&form.after)].concat(),
        ..Document::default()
    };
    let entry = |(text, colspan, rowspan): &(String, usize, usize)| Entry {
        colspan: *colspan,
        rowspan: *rowspan,
        ..Entry::text(text)
    };
    match format {
        "docx" => docx(&document, &[]).unwrap(),
        "html" => html(&document).into_bytes(),
        "md" => markdown(&document).into_bytes(),
        "xlsx" => xlsx(&[Sheet {
            name: "自评表".to_owned(),
            title: Some(form.before.join(" ")),
            rows: boxes
                .iter()
                .map(|row| row.iter().map(entry).collect())
                .collect(),
            widths: vec![12; grid[0].len()],
            ..Sheet::default()
        }])
        .unwrap(),
        _ => {
            let blank =
                |text: &String| if text == "<" || text == "^" { "" } else { text }.to_owned();
            let line = |row: &Vec<String>| row.iter().map(blank).collect::<Vec<_>>().join("\t");
            let lines: Vec<String> = grid.iter().map(line).collect();
            let lines = [&form.before[..], &lines[..], &form.after[..]].concat();
            format!("{}\n", lines.join("\n")).into_bytes()
        }
    }
}

fn audited(form: &Layout, format: &str) -> Audit {
    let bytes = written(form, format);
    check(&read(&format!("form.{format}"), &bytes, &Limits::default()).unwrap())
}

/// What is told, but for matters of style.
fn told(audit: &Audit) -> Vec<&String> {
    let findings = audit.findings.iter();
    let findings = findings.filter(|finding| finding.severity > Severity::Hint);
    findings.map(|finding| &finding.message).collect()
}

#[test]
fn a_right_form_is_silent_and_all_it_claims_holds() {
    let mut failed = String::new();
    for (name, source) in FORMS {
        for format in FORMATS {
            let audit = audited(&layout(source), format);
            let (held, all, told) = (audit.coverage().held, audit.relations.len(), told(&audit));
            if !told.is_empty() || held != all || held < LEAST {
                failed += &format!("{name}.{format}: {held} of {all} hold, {told:?}\n");
            }
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn each_fault_is_an_error_at_its_cell_and_nothing_else_is() {
    let mut missed = String::new();
    for (name, source) in FORMS {
        let form = layout(source);
        for Fault {
            name: fault,
            changes,
        } in &form.faults
        {
            for format in FORMATS {
                let audit = audited(&form.changed(changes), format);
                let errors = audit
                    .findings
                    .iter()
                    .filter(|finding| finding.severity == Severity::Error);
                let shows = |finding: &audit::Finding, text: &str| {
                    finding
                        .figures
                        .iter()
                        .any(|place| text.contains(&place.text))
                };
                let errors: Vec<&audit::Finding> = errors.collect();
                let found = errors.iter().any(|finding| shows(finding, &changes[0].2));
                let strays = errors
                    .iter()
                    .any(|finding| !changes.iter().any(|(_, _, text)| shows(finding, text)));
                if !found || strays {
                    missed += &format!("{name}.{format}: {fault}: {:?}\n", told(&audit));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{missed}");
}

/// The ministry's own form with a total that is off by one.
fn off_by_one() -> Layout {
    let form = layout(FORMS[0].1);
    form.changed(&form.faults[0].changes)
}

#[test]
fn a_finding_names_its_cell() {
    for (format, cell) in [
        ("xlsx", "自评表!"),
        ("docx", "表1第16行第8列"),
        ("html", "表1第16行第8列"),
    ] {
        let audit = audited(&off_by_one(), format);
        let told = audit.findings[0].figures[0].cell.as_deref();
        assert!(
            told.is_some_and(|told| told.starts_with(cell)),
            "{format}: {told:?}"
        );
    }
}

#[test]
fn a_finding_names_its_indicator() {
    let form = layout(FORMS[0].1);
    let fault = &form.faults[1];
    let audit = audited(&form.changed(&fault.changes), "docx");
    let message = &audit.findings[0].message;
    assert!(
        message.starts_with("指标“清淤长度”得分21高于分值20"),
        "{message}"
    );
}

#[test]
fn two_forms_in_one_document_are_two() {
    let forms = [0, 2].map(|form| layout(FORMS[form].1));
    let blocks = forms.map(|form| {
        let document = read("a.docx", &written(&form, "docx"), &Limits::default()).unwrap();
        document.blocks
    });
    let document = Document {
        blocks: blocks.concat(),
        ..Document::default()
    };
    let audit = check(&document);
    assert!(audit.findings.is_empty(), "{:?}", audit.findings);
    assert_eq!(audit.coverage().held, audit.relations.len());
}

#[test]
fn a_head_printed_again_on_the_next_page_begins_no_form() {
    let mut form = layout(FORMS[2].1);
    let head = form.rows[2].clone();
    form.rows.insert(6, head);
    let audit = audited(&form, "md");
    assert!(told(&audit).is_empty(), "{:?}", told(&audit));
    assert_eq!(audit.coverage().held, audit.relations.len());
}
