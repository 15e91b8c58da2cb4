//! # 上年数、年初数与上年文件一致 (X03)
//!
//! **查什么** 用 `--against` 给出上年的报告或决算后，本年文件里的上年数应等于上年文件自己的数，年初数应等于上年的年末数；“比上年增加”推算出的上年数也一样。
//!
//! **为什么** 年初数就是上年年末数，对不上，说明有一年的数改过而没有说明。
//!
//! **例** 2024年报告：资产总计年初数1200万元；2023年决算：资产总计年末数1180万元。 → 两数不同。
//!
//! **怎样改** 以上年批复的决算为准；上年数做过追溯调整的，写明调整。
//!
//! **宽严** 名称相同、年度对得上才比；由增减额推算的只作提醒。
//!
//! **依据** 《政府会计制度》：年初数根据上年年末数填列。
//!
//! **状态** 新。

use super::across_same::finding;
use crate::across::{Pair, agreements};
use crate::finding::Finding;

/// The code of this rule.
pub(crate) const CODE: &str = "X03";

pub(crate) fn compare(pair: &Pair<'_>, findings: &mut Vec<Finding>) {
    let found = agreements(pair).into_iter();
    findings.extend(
        found
            .filter(|one| one.prior)
            .map(|one| finding(pair, CODE, &one)),
    );
}
