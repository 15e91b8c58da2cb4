//! The tables of a department: its units with their budgets, and what passes between them.

use document::Align::{Center, Left, Right};

use super::cells::Filler;
use super::place;
use crate::compose::Composer;

/// The units (下属单位预算执行和自评情况), their sum, what counts twice, and the department.
pub(crate) fn units(composer: &mut Composer<'_>) {
    let Some(statement) = composer.names.book.consolidation() else {
        return;
    };
    let heads = [
        "单位",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "执行率",
        "自评得分",
        "等级",
    ];
    let mut table = Filler::new(composer, &heads, &[8, 6, 6, 6, 5, 5, 4]);
    let place = place("下属");
    for unit in &statement.units {
        let path = format!("下属.单位.{}", unit.name);
        let (score, grade) = match &unit.score {
            Some((_, grade)) => (
                format!("{{{{ {path}.得分 | 数 }}}}"),
                grade.as_deref().unwrap_or_default(),
            ),
            None => (String::new(), ""),
        };
        let name = (unit.name.as_str(), Left);
        let [initial, full, executed, rate] = amounts(&path);
        table.words(
            [
                name,
                (&initial, Right),
                (&full, Right),
                (&executed, Right),
                (&rate, Right),
                (&score, Center),
                (grade, Center),
            ],
            &place,
        );
    }
    let mut rows = vec![("各单位合计", "下属.合计")];
    if statement.settled().next().is_some() {
        rows.push(("减：部门内部往来", "下属.抵销"));
        rows.push(("**部门汇总**", "预算"));
    }
    for (name, path) in rows {
        let [initial, full, executed, rate] = amounts(path);
        let rate = if path == "下属.抵销" { "" } else { &rate };
        table.words(
            [
                (name, Center),
                (&initial, Right),
                (&full, Right),
                (&executed, Right),
                (rate, Right),
                ("", Right),
                ("", Center),
            ],
            &place,
        );
    }
    table.finish("下属单位预算执行和自评情况　单位：万元");
}

fn amounts(path: &str) -> [String; 4] {
    let number = |part: &str| format!("{{{{ {path}.{part} | 数 }}}}");
    [
        number("年初预算"),
        number("全年预算"),
        number("执行数"),
        format!("{{{{ {path}.执行率 }}}}"),
    ]
}

/// What passes between the units and counts once (部门内部往来抵销).
pub(crate) fn eliminations(composer: &mut Composer<'_>) {
    let Some(statement) = composer.names.book.consolidation() else {
        return;
    };
    let heads = ["事项", "拨出单位", "收到单位", "预算数", "拨付数"];
    let mut table = Filler::new(composer, &heads, &[9, 7, 7, 5, 5]);
    let place = place("内部往来");
    for (at, one) in statement.settled().enumerate() {
        let number = |part: &str| format!("{{{{ 往来.{}.{part} | 数 }}}}", at + 1);
        table.words(
            [
                (&one.matter, Left),
                (&one.giver, Left),
                (&one.taker, Left),
                (&number("预算"), Right),
                (&number("金额"), Right),
            ],
            &place,
        );
    }
    table.words(
        [
            ("**合计**", Center),
            ("", Left),
            ("", Left),
            ("{{ 下属.抵销.全年预算 | 数 }}", Right),
            ("{{ 下属.抵销.执行数 | 数 }}", Right),
        ],
        &place,
    );
    table.finish("部门内部往来抵销　单位：万元");
}
