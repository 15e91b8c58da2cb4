//! The rows of a sheet of indicators (绩效自评表、目标表) that is laid out with a row an indicator: what each column says.

use crate::claim::FigureId;
use crate::finding::Place;
use crate::place::place_at;
use crate::reading::Reading;
use crate::strip::compact;
use crate::table::Sheet;

/// An indicator as a row prints it.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// What it is aimed at; `None` where the sheet has no such column.
    pub(crate) target: Option<&'a str>,
    /// What came of it.
    pub(crate) actual: Option<&'a str>,
    /// Its points.
    pub(crate) weight: Option<FigureId>,
    /// The points it got.
    pub(crate) score: Option<FigureId>,
    /// Why it fell short.
    pub(crate) reason: Option<&'a str>,
    /// The piece its name stands in.
    piece: usize,
}

impl Row<'_> {
    /// Where its name stands.
    pub(crate) fn place(&self, reading: &Reading<'_>) -> Option<Place> {
        let next = reading
            .paragraphs
            .partition_point(|p| p.piece <= self.piece);
        let paragraph = reading.paragraphs.get(next.checked_sub(1)?)?;
        Some(place_at(reading, paragraph.start, paragraph.end))
    }
}

/// The indicators of a sheet; none where it names no indicators.
pub(crate) fn rows<'a>(sheet: &Sheet<'a>) -> Vec<Row<'a>> {
    let Some(name) = sheet.column(&["三级指标", "指标名称", "指标内容"], &[]) else {
        return Vec::new();
    };
    let target = sheet.column(
        &[
            "指标值",
            "目标值",
            "年度指标",
            "计划指标",
            "预期指标",
            "绩效目标",
        ],
        &["实际", "完成", "三级", "名称"],
    );
    let actual = sheet.column(
        &["实际完成", "完成值", "实际值", "完成情况"],
        &["率", "原因"],
    );
    let weight = sheet.column(&["分值", "权重", "满分", "标准分"], &["得分"]);
    let score = sheet.column(&["得分"], &["审核", "复核"]);
    let reason = sheet.column(&["偏差原因", "偏差分析", "原因分析", "扣分原因"], &[]);
    let text =
        |row: usize, column: Option<usize>| column.map(|column| sheet.text(row, column).trim());
    (sheet.body..sheet.grid.rows)
        .filter_map(|row| {
            let label = sheet.text(row, name).trim();
            let whole = matches!(&*compact(label), "" | "合计" | "总计" | "总分" | "三级指标");
            let figure = |column: Option<usize>| sheet.figure(row, column?);
            (!whole && !sheet.is_total(row)).then_some(Row {
                name: label,
                target: text(row, target),
                actual: text(row, actual),
                weight: figure(weight),
                score: figure(score),
                reason: text(row, reason),
                piece: sheet.grid.at(row, name)?,
            })
        })
        .collect()
}

/// Whether a cell says nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    matches!(
        text.trim(),
        "" | "无" | "—" | "-" | "－" | "/" | "——" | "\\"
    )
}
