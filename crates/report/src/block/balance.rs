//! The asset table (资产负债情况表).

use book::Side;
use document::Align::{Center, Left, Right};

use super::cells::Filler;
use super::place;
use crate::compose::Composer;

pub(crate) fn render(composer: &mut Composer<'_>) {
    let Some(sheet) = &composer.names.book.balance else {
        return;
    };
    let heads = ["项目", "金额（万元）", "占比", "说明"];
    let mut table = Filler::new(composer, &heads, &[5, 4, 3, 8]);
    for (name, side) in [
        ("资产", &sheet.assets),
        ("负债", &sheet.liabilities),
        ("净资产", &sheet.net),
    ] {
        fill(&mut table, name, side);
    }
    table.finish("资产负债情况");
}

fn fill(table: &mut Filler<'_, '_>, name: &str, side: &Side) {
    let place = place("资产负债");
    for item in &side.items {
        let path = format!("{name}.{}", item.name);
        table.words(
            [
                (&item.name, Left),
                (&format!("{{{{ {path} | 数 }}}}"), Right),
                (&format!("{{{{ {path}.占比 }}}}"), Right),
                (item.note.as_deref().unwrap_or_default(), Left),
            ],
            &place,
        );
    }
    table.words(
        [
            (&format!("**{name}总计**"), Center),
            (&format!("{{{{ {name}.总额 | 数 }}}}"), Right),
            ("", Right),
            ("", Left),
        ],
        &place,
    );
}
