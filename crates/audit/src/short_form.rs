//! How names are shortened when they are said again.

use std::borrow::Cow;

use crate::work;

/// Words that add nothing to a name.
const FILLERS: [&str; 12] = [
    "总额", "总数", "总量", "总计", "合计", "全年", "全部", "年度", "本年", "当年", "财政", "金额",
];

/// A name as far as it tells things apart: its characters, less 总额 and the like.
#[derive(Debug, Clone)]
pub(crate) struct Name(Vec<char>);

impl Name {
    /// What tells in some words.
    pub(crate) fn of(words: &str) -> Self {
        work::look(words.len());
        let mut words = Cow::Borrowed(words);
        for filler in FILLERS {
            if words.contains(filler) {
                words = Cow::Owned(words.replace(filler, ""));
            }
        }
        let telling = |c: &char| !c.is_ascii_digit() && !"总本年“”\"《》".contains(*c);
        Name(words.chars().filter(telling).collect())
    }

    /// Whether it names the same thing as another in fewer words: its characters stand in the other in the same order.
    pub(crate) fn shortens(&self, other: &Name) -> bool {
        let mut rest = other.0.iter();
        let found = self.0.iter().all(|wanted| rest.any(|c| c == wanted));
        work::look(1 + other.0.len() - rest.len());
        self.0.len() >= 2 && found
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    fn is_short_form(noun: &str, label: &str) -> bool {
        Name::of(noun).shortens(&Name::of(label))
    }

    #[test]
    fn a_noun_may_leave_words_out_but_not_change_their_order() {
        assert!(is_short_form("政府采购支出总额", "当年政府采购支出总额"));
        assert!(is_short_form("三公总预算", "2023年度三公经费预算安排"));
        assert!(!is_short_form("国内生产总值", "当年政府采购支出总额"));
    }
}
