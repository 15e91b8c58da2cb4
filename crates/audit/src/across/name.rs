//! What a figure is called, taken apart: the thing, the period, and whether it was budgeted or spent.

use crate::year;

/// What of a thing a figure tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Aspect {
    /// What came about in the year: 决算数, 执行数, or nothing said.
    Outcome,
    /// 年初预算数.
    FirstBudget,
    /// 全年预算数, 调整预算数.
    FinalBudget,
    /// 预算数, without saying which.
    Budget,
    /// What there was at the end of the year.
    Closing,
}

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// The thing, without period and aspect.
    pub(crate) thing: String,
    pub(crate) aspect: Aspect,
    /// The year it tells of.
    pub(crate) year: Option<u16>,
    /// Whether it is told of the year before that of the document.
    pub(crate) prior: bool,
}

/// Words for the year before, the longer ones first.
const PRIOR: [&str; 5] = ["上年度", "上一年", "上年", "去年", "同期"];

/// Words for the year of the document.
const CURRENT: [&str; 6] = ["本年度", "全年度", "本年", "全年", "当年", "今年"];

/// Words for the beginning and for the end of a year.
const OPENING: [&str; 6] = ["年初余额", "期初余额", "年初数", "期初数", "上年末", "年初"];
const CLOSING: [&str; 6] = ["年末余额", "期末余额", "年末数", "期末数", "年末", "年底"];

/// Words for what was budgeted and for what came about.
const ASPECTS: [(&str, Aspect); 12] = [
    ("年初预算数", Aspect::FirstBudget),
    ("年初预算", Aspect::FirstBudget),
    ("全年预算数", Aspect::FinalBudget),
    ("调整预算数", Aspect::FinalBudget),
    ("全年预算", Aspect::FinalBudget),
    ("调整预算", Aspect::FinalBudget),
    ("预算数", Aspect::Budget),
    ("决算数", Aspect::Outcome),
    ("执行数", Aspect::Outcome),
    ("决算", Aspect::Outcome),
    ("金额", Aspect::Outcome),
    ("实际", Aspect::Outcome),
];

/// Takes a name apart that stands in a document of a year.
pub(crate) fn name(words: &str, document: Option<u16>) -> Name {
    let mut thing = words.to_owned();
    let mut aspect = Aspect::Outcome;
    for (word, told) in ASPECTS {
        if take(&mut thing, word) {
            aspect = told;
            break;
        }
    }
    let (mut year, mut prior) = (document, false);
    let opening = take_any(&mut thing, &OPENING);
    let closing = !opening && take_any(&mut thing, &CLOSING);
    if let Some(named) = named_year(&mut thing) {
        (year, prior) = (Some(named), document.is_some_and(|own| named < own));
    } else if take_any(&mut thing, &PRIOR) {
        (year, prior) = (document.map(|year| year - 1), true);
    }
    if aspect == Aspect::Outcome && opening {
        (aspect, year, prior) = (Aspect::Closing, year.map(|year| year - 1), true);
    } else if aspect == Aspect::Outcome && closing {
        aspect = Aspect::Closing;
    }
    for word in CURRENT {
        if let Some(rest) = thing.strip_prefix(word) {
            thing = rest.to_owned();
        }
    }
    thing.retain(|c| !"“”\"·的".contains(c));
    Name {
        thing,
        aspect,
        year,
        prior,
    }
}

/// Takes the first of several words that is there out of a name, and says whether one was.
fn take_any(name: &mut String, words: &[&str]) -> bool {
    words.iter().any(|word| take(name, word))
}

/// Takes a word out of a name, and says whether it was there.
fn take(name: &mut String, word: &str) -> bool {
    let Some(at) = name.find(word) else {
        return false;
    };
    name.replace_range(at..at + word.len(), "");
    true
}

/// Takes a name up to the year it names last: 某局2024年度支出 is 支出 of 2024. The 年 may be gone with 年末.
fn named_year(name: &mut String) -> Option<u16> {
    let last = name.rfind(|c: char| c.is_ascii_digit())? + 1;
    let year = year::before(name, last)?;
    let rest = name[last..].strip_prefix('年').unwrap_or(&name[last..]);
    *name = rest.trim_start_matches('度').to_owned();
    Some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> (String, Aspect, Option<u16>, bool) {
        let name = name(words, Some(2024));
        (name.thing, name.aspect, name.year, name.prior)
    }

    #[test]
    fn a_name_is_taken_apart() {
        let told_of =
            |thing: &str, aspect, year, prior| (thing.to_owned(), aspect, Some(year), prior);
        assert_eq!(
            told("某局2024年度收入支出总计"),
            told_of("收入支出总计", Aspect::Outcome, 2024, false)
        );
        assert_eq!(
            told("上年“三公”经费支出决算"),
            told_of("三公经费支出", Aspect::Outcome, 2023, true)
        );
        assert_eq!(
            told("资产总计期初余额"),
            told_of("资产总计", Aspect::Closing, 2023, true)
        );
        assert_eq!(
            told("资产总计年末数"),
            told_of("资产总计", Aspect::Closing, 2024, false)
        );
        assert_eq!(
            told("2024年末资产总计"),
            told_of("资产总计", Aspect::Closing, 2024, false)
        );
        assert_eq!(
            told("2024年初资产总计"),
            told_of("资产总计", Aspect::Closing, 2023, true)
        );
        assert_eq!(
            told("公务接待费年初预算数"),
            told_of("公务接待费", Aspect::FirstBudget, 2024, false)
        );
        assert_eq!(
            told("2023年政府采购支出总额"),
            told_of("政府采购支出总额", Aspect::Outcome, 2023, true)
        );
    }
}
