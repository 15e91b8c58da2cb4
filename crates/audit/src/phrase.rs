//! Phrases (用语) that rules of wording look for, all found in one pass over the text.

use std::cmp::Ordering;
use std::sync::LazyLock;

use document::PieceKind;

use crate::context::Context;
use crate::finding::{Finding, Kind, Place, Severity};
use crate::place::place_at;
use crate::reading::Reading;
use crate::window;
use crate::words::Words;

/// Which rule a phrase is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// 截止.
    Deadline,
    /// The bracket before the year of a document number.
    DocumentNumber,
    /// The same sign or word twice.
    Doubled,
    /// A sign of percent that follows no digit.
    Percent,
    /// Both directions of a change, of which one is to be chosen.
    Unpicked,
    /// A unit that may follow no number.
    Unit,
    /// What a form tells the one who fills it in.
    Prompt,
    /// 一是, 二是, …, and the number.
    Item(u8),
    /// 满意度.
    Satisfaction,
    /// The last days of a month.
    LateDay,
    /// What comes beside the groups named: 此外还.
    Beside,
    /// A time told from where the writer stands: 今年以来.
    Relative,
    /// What an office calls itself: 我局.
    Own,
    /// A document that is counted by 份 or 本: 许可证.
    Certificate,
    /// That an indicator was missed, the most telling words first.
    Missed(u8),
    /// A period of the year, and its months, a bit each, from January on.
    Period(u16),
    /// 翻番, and how many times the value before the new one is.
    Doubling(i64),
    /// 超额完成: what was done stands so to what was planned.
    Against(Ordering),
    /// 未突破 before a limit: what is told stands so to it.
    Limit(Ordering),
    /// 持平.
    Flat,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrase {
    /// Byte offset of its first character in [`Reading::text`].
    pub(crate) start: usize,
    /// Byte offset past its last character.
    pub(crate) end: usize,
    /// Which rule it is for.
    pub(crate) sort: Sort,
}

const PHRASES: &[(Sort, &[&str])] = &[
    (Sort::Deadline, &["截止"]),
    (
        Sort::DocumentNumber,
        &["〔", "【20", "［20", "[20", "（20", "(20"],
    ),
    (
        Sort::Doubled,
        &[
            "。。",
            "，，",
            "、、",
            "；；",
            "：：",
            "，。",
            "。，",
            "、，",
            "，、",
            "；。",
            "。；",
            "、。",
            "的的",
            "万元元",
            "万元万元",
            "当年年",
        ],
    ),
    (Sort::Percent, &["为%", "为％", "%%", "％％", "%％", "％%"]),
    (
        Sort::Unpicked,
        &[
            "增加（减少）",
            "减少（增加）",
            "增长（下降）",
            "下降（增长）",
            "增长（减少）",
            "减少（增长）",
            "增加(减少)",
            "减少(增加)",
            "增长(下降)",
            "下降(增长)",
            "增加/减少",
            "增长/下降",
        ],
    ),
    (
        Sort::Unit,
        &[
            " 万元",
            "\u{3000}万元",
            "\u{a0}万元",
            "增加万元",
            "减少万元",
            " %",
            " ％",
            "增长%",
            "下降%",
            "占%",
        ],
    ),
    (
        Sort::Prompt,
        &[
            "归纳反映",
            "成本等方面反映",
            "效益等方面反映",
            "时效等方面反映",
            "满意度等方面反映",
            "此处填写",
            "请在此填写",
            "请在此处填写",
            "请根据实际",
            "请按实际",
            "请逐项说明",
            "请详细说明",
            "请简要说明",
            "根据实际情况填写",
            "按实际情况填写",
            "仍保留该表格式",
            "仍保留此表格式",
            "在本表下方作下述说明",
            "作下述说明",
            "如持平作持平",
            "如持平则作持平",
            "不涉及的不列",
            "没有的不列",
            "无此项的不列",
            "按上述格式依次说明",
            "持平的不用说明变动原因",
            "由主管部门根据",
            "本部分内容为“机构设置”",
            "列明公务接待批次",
            "列明公务用车购置数量",
            "如无此项",
            "若无此项",
            "如无则填",
            "此表为空表的",
            "（此处",
            "（请填",
            "（根据单位实际",
            "（根据部门实际",
            "（按实际",
            "填写说明：",
            "填报说明：",
            "示例：",
            "（自行添加",
            "（自行删",
            "（可根据",
            "（单位可根据",
            "××××××",
            "XXXXXX",
        ],
    ),
    (Sort::Item(1), &["一是"]),
    (Sort::Item(2), &["二是"]),
    (Sort::Item(3), &["三是"]),
    (Sort::Item(4), &["四是"]),
    (Sort::Item(5), &["五是"]),
    (Sort::Item(6), &["六是"]),
    (Sort::Item(7), &["七是"]),
    (Sort::Item(8), &["八是"]),
    (Sort::Item(9), &["九是"]),
    (Sort::Item(10), &["十是"]),
    (Sort::Satisfaction, &["满意度"]),
    (Sort::LateDay, &["月3", "月29"]),
    (Sort::Period(0xFFF), &["全年"]),
    (Sort::Period(0x03F), &["上半年"]),
    (Sort::Period(0xFC0), &["下半年"]),
    (Sort::Period(0x1FF), &["前三季度", "前三个季度"]),
    (Sort::Period(0x007), &["一季度", "第一季度", "首季度"]),
    (Sort::Period(0x038), &["二季度", "第二季度"]),
    (Sort::Period(0x1C0), &["三季度", "第三季度"]),
    (Sort::Period(0xE00), &["四季度", "第四季度"]),
    (Sort::Doubling(2), &["翻番", "翻一番", "翻了一番"]),
    (Sort::Doubling(4), &["翻两番", "翻了两番"]),
    (
        Sort::Against(Ordering::Greater),
        &["超额完成", "超目标完成", "超计划完成", "超任务完成"],
    ),
    (
        Sort::Against(Ordering::Less),
        &[
            "未完成年度",
            "未完成全年",
            "未完成目标",
            "未完成计划",
            "未完成任务",
            "未达到年度",
            "未达到目标",
            "未达目标",
        ],
    ),
    (
        Sort::Limit(Ordering::Less),
        &[
            "未突破",
            "没有突破",
            "未超出",
            "没有超出",
            "未超过",
            "没有超过",
            "控制在",
        ],
    ),
    (
        Sort::Limit(Ordering::Greater),
        &["突破了", "超出了", "超过了"],
    ),
    (Sort::Flat, &["持平", "无变化", "没有变化"]),
    (
        Sort::Relative,
        &[
            "今年以来",
            "去年底",
            "去年年底",
            "今年初",
            "今年年初",
            "截至目前",
            "到目前为止",
        ],
    ),
    (
        Sort::Own,
        &[
            "我局",
            "我委",
            "我办",
            "我单位",
            "我部门",
            "我中心",
            "我院",
            "我校",
            "我厅",
            "我会",
            "我部",
            "本局",
            "本委",
            "本办",
            "本中心",
            "本院",
            "本校",
            "本厅",
        ],
    ),
    (
        Sort::Certificate,
        &[
            "许可证",
            "合格证",
            "不动产权证",
            "房产证",
            "营业执照",
            "资格证",
            "登记证",
            "准予证",
        ],
    ),
    (Sort::Missed(0), &["绩效指标未达"]),
    (Sort::Missed(1), &["指标未达"]),
    (Sort::Missed(2), &["指标未完成"]),
    (Sort::Missed(3), &["指标没有达到"]),
    (Sort::Beside, &["此外还", "同时还", "还覆盖", "还惠及"]),
];

static WORDS: LazyLock<Words<Sort>> = LazyLock::new(|| {
    let rows = PHRASES.iter();
    Words::new(rows.flat_map(|(sort, words)| words.iter().map(|word| (*word, *sort))))
});

/// The phrases of a text in order, none overlapping another.
pub(crate) fn phrases(text: &str) -> Vec<Phrase> {
    let found = WORDS.find(text).map(|found| Phrase {
        start: found.start,
        end: found.end,
        sort: found.meaning,
    });
    found.collect()
}

impl Context<'_> {
    /// The phrases of a sort.
    pub(crate) fn phrases_of(&self, sort: Sort) -> impl Iterator<Item = &Phrase> {
        self.phrases
            .iter()
            .filter(move |phrase| phrase.sort == sort)
    }

    /// The text of the paragraph before an offset, and from it, as far as it stands near.
    pub(crate) fn around(&self, offset: usize) -> (&str, &str) {
        let paragraph = self.reading.paragraphs[self.reading.paragraph_at(offset)];
        let text = &self.reading.text;
        (
            window::nearest_end(&text[paragraph.start..offset]),
            window::nearest_start(&text[offset..paragraph.end.max(offset)]),
        )
    }

    /// Whether an offset lies in a cell of a table.
    pub(crate) fn in_cell(&self, offset: usize) -> bool {
        let paragraph = self.reading.paragraph_at(offset);
        matches!(
            self.reading.paragraphs[paragraph].kind,
            PieceKind::Cell { .. }
        )
    }
}

/// One finding for all places where something is written amiss; none where there is no such place.
pub(crate) fn at_once(
    reading: &Reading<'_>,
    rule: (&'static str, Kind, Severity),
    ranges: &[(usize, usize)],
    message: impl FnOnce(&Place) -> String,
    proposal: &str,
) -> Option<Finding> {
    let places: Vec<Place> = ranges
        .iter()
        .map(|(start, end)| place_at(reading, *start, *end))
        .collect();
    let mut message = message(places.first()?);
    if places.len() > 1 {
        message.push_str(&format!("全文共{}处。", places.len()));
    }
    Some(Finding::of_words(rule, message, places, proposal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let text = "增加万元，截止2月30日，三是";
        let found: Vec<_> = phrases(text)
            .iter()
            .map(|phrase| (phrase.sort, &text[phrase.start..phrase.end]))
            .collect();
        assert_eq!(
            found,
            [
                (Sort::Unit, "增加万元"),
                (Sort::Deadline, "截止"),
                (Sort::LateDay, "月3"),
                (Sort::Item(3), "三是"),
            ]
        );
    }
}
