//! The score summary (得分汇总表).

use book::Level;
use document::Align::{Center, Left};

use super::cells::Filler;
use super::place;
use crate::compose::Composer;

pub(crate) fn render(composer: &mut Composer<'_>) {
    let card = composer.names.card;
    let mut rows = Vec::new();
    if card.execution.is_some() {
        rows.push("预算执行率");
    }
    let firsts = card
        .subtotals
        .iter()
        .filter(|sum| sum.level == Level::First);
    rows.extend(firsts.map(|sum| sum.level1.as_str()));
    let mut table = Filler::new(composer, &["评价内容", "分值", "得分"], &[6, 3, 3]);
    let place = place("指标");
    for name in rows {
        table.words(
            [
                (name, Left),
                (&format!("{{{{ 分值.{name} | 数 }}}}"), Center),
                (&format!("{{{{ 得分.{name} | 数 }}}}"), Center),
            ],
            &place,
        );
    }
    table.words(
        [
            ("**合计**", Center),
            ("{{ 分值.合计 | 数 }}", Center),
            ("{{ 得分.总分 | 数 }}", Center),
        ],
        &place,
    );
    table.finish("自评得分汇总");
}
