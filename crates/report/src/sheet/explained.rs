//! How each point came about: rule, inputs, arithmetic, sources.

use book::{Book, Explanation, Measured, Scorecard};
use document::{Entry, Sheet};

use super::entries::{centred, head, points, wide};
use crate::origin;

const HEADS: [&str; 7] = [
    "编号",
    "指标",
    "评分规则",
    "依据",
    "算式",
    "得分",
    "数据来源",
];

pub(crate) fn sheet(book: &Book, card: &Scorecard) -> Sheet {
    let mut rows = vec![HEADS.into_iter().map(head).collect()];
    if let Some(execution) = &card.execution {
        rows.push(row("", "预算执行率", &execution.explanation, None));
    }
    for scored in &card.indicators {
        rows.push(row(
            &scored.id,
            &scored.name,
            &scored.explanation,
            scored.measured.as_ref(),
        ));
    }
    rows.push(vec![
        wide(head("总分"), 5),
        points(card.total),
        Entry::text(format!("分值合计{}", card.full)),
    ]);
    Sheet {
        name: "得分说明".to_owned(),
        title: Some("得分说明".to_owned()),
        note: Some(format!(
            "{}　{}年度　　评分方案：{}",
            book.profile.name, book.year, card.scheme
        )),
        rows,
        header: 0..1,
        frozen: true,
        widths: vec![7, 22, 26, 30, 24, 8, 36],
        landscape: true,
        ..Sheet::default()
    }
}

fn row(id: &str, name: &str, why: &Explanation, measured: Option<&Measured>) -> Vec<Entry> {
    let inputs: Vec<_> = why
        .inputs
        .iter()
        .map(|(input, value)| format!("{input} {value}"))
        .collect();
    let sources = measured.map_or_else(
        || origin::BOOK.to_owned(),
        |measured| {
            let from = origin::measured(name, measured);
            format!("{}\n{}", from.formula, from.sources.join("\n"))
        },
    );
    vec![
        centred(id),
        Entry::text(name),
        Entry::text(&why.rule),
        Entry::text(inputs.join("\n")),
        Entry::text(&why.arithmetic),
        points(why.points),
        Entry::text(sources),
    ]
}
