//! What a template can put in by name as a whole: tables, lists, the analysis, charts.

mod analysis;
mod balance;
mod budget;
mod cells;
mod closing;
mod department;
mod evidence;
mod indicators;
mod lists;
mod projects;
mod summary;

use book::Book;
use document::Block;

use crate::chart;
use crate::compose::Composer;
use crate::template::Place;

pub(crate) use analysis::{deviation, target};

/// The beginning of the name of a narrative piece.
pub(crate) const PIECE: &str = "正文.";

type Render = fn(&mut Composer<'_>);

const BLOCKS: [(&str, Render); 21] = [
    ("表.资产负债", balance::render),
    ("表.预算执行", budget::by_line),
    ("表.资金来源", budget::by_source),
    ("表.下属单位", department::units),
    ("表.内部往来", department::eliminations),
    ("表.得分汇总", summary::render),
    ("表.指标完成", indicators::render),
    ("表.项目自评", projects::render),
    ("列表.职责", lists::duties),
    ("列表.目标", lists::goals),
    ("列表.任务", lists::tasks),
    ("列表.问题", lists::problems),
    ("列表.措施", lists::measures),
    ("列表.应用", lists::uses),
    ("分析.指标", analysis::render),
    ("图.预算执行", chart::execution::render),
    ("图.指标得分", chart::points::render),
    ("分页", |composer| {
        composer.push(Block::NewPage { landscape: false })
    }),
    ("表.佐证材料", evidence::render),
    ("附件说明", closing::annexes),
    ("落款", closing::signature),
];

pub(crate) fn find(name: &str) -> Option<Render> {
    BLOCKS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, render)| *render)
}

pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    BLOCKS.iter().map(|(name, _)| *name)
}

type Test = fn(&Book) -> bool;

/// What `{{ 若 … }}` can ask of a book, beside the names.
const TESTS: [(&str, Test); 14] = [
    ("下属", Book::is_department),
    ("内部往来", |book| {
        let statement = book.consolidation();
        statement.is_some_and(|statement| statement.settled().next().is_some())
    }),
    ("佐证", |book| {
        !book.evidence.register().standing().is_empty()
    }),
    ("满意度调查", |book| {
        book.surveys
            .iter()
            .any(|survey| survey.result(book).is_some())
    }),
    ("资产负债", |book| book.balance.is_some()),
    ("人员", |book| !book.staff.is_empty()),
    ("预算", |book| !book.budget.is_empty()),
    ("职责", |book| !book.profile.duties.is_empty()),
    ("目标", |book| !book.goals.is_empty()),
    ("任务", |book| !book.tasks.is_empty()),
    ("项目", Book::has_projects),
    ("问题", |book| !book.problems.is_empty()),
    ("结果应用", |book| !book.result_use.uses.is_empty()),
    ("多种资金来源", |book| {
        book.budget
            .iter()
            .any(|line| line.source != book.budget[0].source)
    }),
];

pub(crate) fn test(name: &str) -> Option<Test> {
    TESTS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, test)| *test)
}

/// The place of words that stand in the book's own file, by what they are about.
pub(crate) fn place(subject: impl AsRef<str>) -> Place {
    place_in("book.toml", subject.as_ref())
}

/// The place of words that stand in a file of the book, by what they are about.
pub(crate) fn place_in(file: &str, subject: &str) -> Place {
    Place {
        file: format!("{file}（{subject}）"),
        ..Place::default()
    }
}
