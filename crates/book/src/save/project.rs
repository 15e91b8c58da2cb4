//! `projects/NAME.toml` from a project.

use super::book::{adjustment, each, goal, indicator, notes, objective};
use super::toml::Writer;
use crate::Project;

/// The text of a project's file.
pub(crate) fn write(project: &Project) -> String {
    let mut out = Writer::default();
    out.optional_text("编码", project.code.as_ref());
    if let Some(nature) = project.nature {
        out.text("属性", nature.word());
    }
    if let Some(span) = project.span {
        out.text("项目期", &span.to_string());
    }
    out.optional_text("主管部门", project.department.as_ref());
    out.optional_text("实施单位", project.executor.as_ref());
    out.optional_text("评分方案", project.scheme.as_ref());
    out.list("预算", &project.lines);
    out.optional_text("中期目标", project.long_term.as_ref());
    out.optional("中期财政拨款", project.long_term_fiscal);
    out.optional("中期其他资金", project.long_term_other);
    if let Some(whole) = &project.objective {
        objective(&mut out, whole);
    }
    each(&mut out, &project.goals, goal);
    each(&mut out, &project.indicators, indicator);
    each(&mut out, &project.adjustments, adjustment);
    each(&mut out, &project.notes, notes);
    out.into_string()
}
