//! The self-evaluations of the projects (项目支出绩效自评汇总).

use document::Align::{self, Center, Left, Right};

use super::cells::Filler;
use super::place_in;
use crate::compose::Composer;
use crate::template::Place;

const HEADS: [&str; 6] = ["项目", "全年预算数", "全年执行数", "执行率", "得分", "等级"];

/// One row a project, then the sum.
pub(crate) fn render(composer: &mut Composer<'_>) {
    let book = composer.names.book;
    let mut table = Filler::new(composer, &HEADS, &[10, 6, 6, 6, 5, 4]);
    for name in book.project_names() {
        let path = format!("项目.{name}");
        let place = place_in(&book.project_file(&name), "项目");
        let score = format!("{{{{ {path}.得分 | 数 }}}}");
        let grade = format!("{{{{ {path}.等级 }}}}");
        row(&mut table, (&name, Left), &path, [&score, &grade], &place);
    }
    let place = place_in("book.toml", "预算");
    row(&mut table, ("**合计**", Center), "项目", ["", ""], &place);
    table.finish("项目支出绩效自评汇总　单位：万元");
}

fn row(
    table: &mut Filler<'_, '_>,
    (name, align): (&str, Align),
    path: &str,
    [score, grade]: [&str; 2],
    place: &Place,
) {
    table.words(
        [
            (name, align),
            (&format!("{{{{ {path}.全年预算 | 数 }}}}"), Right),
            (&format!("{{{{ {path}.执行数 | 数 }}}}"), Right),
            (&format!("{{{{ {path}.执行率 }}}}"), Right),
            (score, Center),
            (grade, Center),
        ],
        place,
    );
}
