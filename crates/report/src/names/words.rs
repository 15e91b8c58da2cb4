//! Words of the book by name.

use book::{Book, Date, Scorecard};

type Words = fn(&Book, &Scorecard) -> Option<String>;

/// A name gives `None` when the book does not say it.
const WORDS: [(&str, Words); 18] = [
    ("年度", |book, _| Some(book.year.to_string())),
    ("单位.名称", |book, _| Some(book.profile.name.clone())),
    ("单位.简称", |book, _| {
        let profile = &book.profile;
        Some(profile.short_name.as_ref().unwrap_or(&profile.name).clone())
    }),
    ("单位.上级", |book, _| book.profile.superior.clone()),
    ("单位.级别", |book, _| {
        Some(book.profile.rank.word().to_owned())
    }),
    ("单位.机构", |book, _| book.profile.organisation.clone()),
    ("自评.依据", |book, _| {
        let basis = &book.evaluation.basis;
        (!basis.is_empty()).then(|| basis.join("、"))
    }),
    ("自评.组织", |book, _| {
        book.evaluation.organisation.clone()
    }),
    ("自评.填报人", |book, _| book.evaluation.author.clone()),
    ("自评.联系电话", |book, _| {
        book.evaluation.telephone.clone()
    }),
    ("自评.填报日期", |book, _| {
        book.evaluation.date.map(Date::chinese)
    }),
    ("资产负债.日期", |book, _| {
        book.balance.as_ref().map(|sheet| sheet.date.chinese())
    }),
    ("总体目标.内容", |book, _| {
        Some(book.objective.as_ref()?.text.clone())
    }),
    ("总体目标.完成情况", |book, _| {
        book.objective.as_ref()?.outcome.clone()
    }),
    ("公开.方式", |book, _| book.publication.channel.clone()),
    ("公开.网址", |book, _| book.publication.url.clone()),
    ("公开.日期", |book, _| {
        book.publication.date.map(Date::chinese)
    }),
    ("得分.等级", |_, card| {
        Some(card.grade.as_ref()?.name.clone())
    }),
];

pub(crate) fn find(name: &str) -> Option<Words> {
    WORDS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, words)| *words)
}

pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(name, _)| *name)
}
