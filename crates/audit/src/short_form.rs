//! How names are shortened when they are said again.

/// Whether a noun names the same thing as a label in fewer words: its characters, less 总额 and the like, stand in the
/// label in the same order.
pub(crate) fn is_short_form(noun: &str, label: &str) -> bool {
    let core = |word: &str| -> Vec<char> {
        let mut word = word.to_owned();
        for filler in [
            "总额", "总数", "总量", "总计", "合计", "全年", "全部", "年度", "本年", "当年", "财政",
            "金额",
        ] {
            word = word.replace(filler, "");
        }
        word.chars()
            .filter(|c| !c.is_ascii_digit() && !"总本年“”\"《》".contains(*c))
            .collect()
    };
    let noun = core(noun);
    let mut label = core(label).into_iter();
    noun.len() >= 2
        && noun
            .iter()
            .all(|wanted| label.by_ref().any(|c| c == *wanted))
}

#[cfg(test)]
mod tests {
    use super::is_short_form;

    #[test]
    fn a_noun_may_leave_words_out_but_not_change_their_order() {
        assert!(is_short_form("政府采购支出总额", "当年政府采购支出总额"));
        assert!(is_short_form("三公总预算", "2023年度三公经费预算安排"));
        assert!(!is_short_form("国内生产总值", "当年政府采购支出总额"));
    }
}
