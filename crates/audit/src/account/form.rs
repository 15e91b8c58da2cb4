//! The forms of a department's account, told by their titles.

use document::PieceKind;

use crate::reading::Reading;
use crate::strip::compact;
use crate::table::Sheet;

/// How many pieces before a table its title may stand.
const REACH: usize = 6;

/// A table of the account of a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// 收入支出决算总表.
    Overview,
    /// 收入决算表.
    Income,
    /// 支出决算表.
    Expense,
    /// 财政拨款收入支出决算总表.
    Appropriation,
    /// 一般公共预算财政拨款支出决算表.
    PublicExpense,
    /// 一般公共预算财政拨款基本支出决算表.
    BasicExpense,
    /// 财政拨款“三公”经费支出决算表.
    ThreePublic,
    /// 政府性基金预算财政拨款收入支出决算表.
    Fund,
    /// 国有资本经营预算财政拨款收入支出决算表.
    StateCapital,
}

/// Words of a title, each set with the form it tells; the first set that is found whole decides.
const TITLES: &[(&[&str], Form)] = &[
    (&["三公", "经费", "表"], Form::ThreePublic),
    (&["政府性基金", "表"], Form::Fund),
    (&["国有资本经营", "表"], Form::StateCapital),
    (&["一般公共预算", "基本支出", "表"], Form::BasicExpense),
    (&["财政拨款收", "支", "总表"], Form::Appropriation),
    (&["一般公共预算", "支出", "表"], Form::PublicExpense),
    (&["收入支出", "总表"], Form::Overview),
    (&["收支", "总表"], Form::Overview),
    (&["收入决算", "表"], Form::Income),
    (&["收入预算", "表"], Form::Income),
    (&["收入总", "表"], Form::Income),
    (&["支出决算", "表"], Form::Expense),
    (&["支出预算", "表"], Form::Expense),
    (&["支出总", "表"], Form::Expense),
];

/// The form a title tells.
pub(super) fn of_title(title: &str) -> Option<Form> {
    let title = compact(title);
    let has = |words: &&[&str]| words.iter().all(|word| title.contains(word));
    TITLES
        .iter()
        .find(|(words, _)| has(words))
        .map(|(_, form)| *form)
}

/// The form a table is, by the words before it or over its whole width.
pub(super) fn of_table(reading: &Reading<'_>, sheet: &Sheet<'_>) -> Option<Form> {
    let first = sheet.first_piece()?;
    let pieces = &reading.flat.pieces;
    let before = (first.saturating_sub(REACH)..first)
        .rev()
        .take_while(|piece| !matches!(pieces[*piece].kind, PieceKind::Cell { .. }));
    let inside = sheet
        .grid
        .cells
        .iter()
        .take(sheet.grid.columns * 2)
        .flatten()
        .copied();
    let mut titles = inside
        .chain(before)
        .map(|piece| reading.flat.text_of(piece));
    titles.find_map(|title| of_title(title).filter(|_| is_title(title)))
}

/// A title is short and no sentence.
fn is_title(text: &str) -> bool {
    text.chars().count() <= 50 && !text.contains(['。', '；', '，'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_forms() {
        let forms = [
            ("收入支出决算总表", Form::Overview),
            ("部门收支总表", Form::Overview),
            ("二、收入决算表", Form::Income),
            ("支出决算表", Form::Expense),
            ("财政拨款收入支出决算总表", Form::Appropriation),
            ("财政拨款收支总表", Form::Appropriation),
            ("一般公共预算财政拨款支出决算表", Form::PublicExpense),
            ("一般公共预算财政拨款基本支出决算明细表", Form::BasicExpense),
            ("财政拨款“三公”经费支出决算表", Form::ThreePublic),
            ("政府性基金预算财政拨款收入支出决算表", Form::Fund),
        ];
        for (title, form) in forms {
            assert_eq!(of_title(title), Some(form), "{title}");
        }
        assert_eq!(of_title("资产负债简表"), None);
    }
}
