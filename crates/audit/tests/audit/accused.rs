//! Whom a finding accuses, and what it proposes.

use audit::{Finding, check};
use document::{Block, Document, Text};
use quantity::{Dimension, Quantity};

fn findings(text: &str) -> Vec<Finding> {
    let paragraphs = text.lines().map(|line| Block::Paragraph(Text::plain(line)));
    check(&Document {
        blocks: paragraphs.collect(),
        ..Document::default()
    })
    .findings
}

#[test]
fn one_figure_is_accused_where_one_is_likeliest() {
    let found = findings("全年支出共计441.90万元，其中：基本支出310.25万元，项目支出130.66万元。");
    let message = &found[0].message;
    assert!(message.contains("441.90万元改为440.91万元"), "{message}");
}

#[test]
fn the_relation_is_accused_where_several_are_as_likely() {
    let found =
        findings("全年支出共计4519.75万元，其中：基本支出3102.50万元，项目支出1317.25万元。");
    let message = &found[0].message;
    assert!(message.contains("不能断定"), "{message}");
    assert!(!message.contains("改为"), "{message}");
    assert!(found[0].proposals.len() > 1);
}

#[test]
fn the_relation_is_accused_where_shares_miss_the_whole() {
    let found = findings("非常满意、满意、一般、不满意占比分别为60%、25%、10%、15%。");
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message,
        "列全的各项占比之和为110%，不是100%；哪个数有误不能断定，60%、25%、15%中改一个即可相符。"
    );
}

/// What is proposed for people and things is never a part of one.
#[test]
fn people_and_things_stay_whole() {
    const TEXTS: &[&str] = &[
        "现有公务用车8辆，其中：执法用车3辆，应急用车2辆，其他用车30辆。",
        "全局在编人员120人，其中：行政人员45人，事业人员57人，工勤人员8人。",
        "发现问题43个，已整改39个，整改率97.7%。",
        "共发放补助12人，合计36万元，人均3.5万元。",
        "全年办理案件3件，比上年增加1件，增长33.3%；办结2件，办结率86.7%。",
        "土地供应3284宗，其中出让957宗、划拨2347宗。",
        "全年培训25人，每人1000元，共计2500元。",
        "收到案件40件，办结30件，办结率7.5%。",
        "满意、基本满意、不满意分别为97份、20份、9份，有效问卷共计120份。",
    ];
    let mut proposed = 0;
    for text in TEXTS {
        for finding in findings(text) {
            for proposal in &finding.proposals {
                let to: Quantity = proposal.to.parse().expect("a proposal is a quantity");
                if to.unit.dimension() == Dimension::Count {
                    proposed += 1;
                    let whole = u32::from(to.value.scale()) <= to.unit.multiplier_exponent();
                    assert!(whole, "{} → {}: {text}", proposal.from, proposal.to);
                }
            }
        }
    }
    assert!(proposed > 4, "only {proposed} proposals for counts");
}
