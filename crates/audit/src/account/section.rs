//! Which table a section of the narrative (决算情况说明) speaks of.

use document::PieceKind;

use super::form::{Form, of_title};
use crate::reading::Reading;
use crate::strip::compact;

/// Headings are no longer than this, in characters.
const LONGEST_HEADING: usize = 45;

/// For each paragraph, the form its section speaks of.
pub(super) fn sections(reading: &Reading<'_>) -> Vec<Option<Form>> {
    let mut current = None;
    (0..reading.paragraphs.len())
        .map(|paragraph| {
            if matches!(reading.paragraphs[paragraph].kind, PieceKind::Cell { .. }) {
                return None;
            }
            if let Some(form) = opened(reading, paragraph) {
                current = form;
            }
            current
        })
        .collect()
}

/// What a heading of the first level opens; `None` where the paragraph is no such heading.
fn opened(reading: &Reading<'_>, paragraph: usize) -> Option<Option<Form>> {
    let kind = reading.paragraphs[paragraph].kind;
    let text = compact(reading.text_of(paragraph).trim());
    let short = text.chars().count() <= LONGEST_HEADING && !text.contains(['。', '；']);
    let heading = short
        && (matches!(kind, PieceKind::Heading(_)) || is_numbered(&text) || text.starts_with('第'));
    if !heading || text.starts_with(['（', '(']) {
        return None;
    }
    let told = ["说明", "情况", "分析"]
        .iter()
        .any(|word| text.contains(word));
    Some(
        of_title(&format!("{text}表"))
            .filter(|_| told)
            .map(|form| narrowed(&text, form)),
    )
}

/// 一、收入支出决算总体情况说明 speaks of the overview; a title would say 总表.
fn narrowed(text: &str, form: Form) -> Form {
    let both = text.contains("收入支出") || text.contains("收支");
    match form {
        Form::Income | Form::Expense if both && text.contains("财政拨款") => {
            Form::Appropriation
        }
        Form::PublicExpense if both => Form::Appropriation,
        Form::Income | Form::Expense if both => Form::Overview,
        form => form,
    }
}

fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    rest.len() < text.len() && rest.starts_with(['、', '.', '．'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_open_sections() {
        let form = |text: &str| of_title(&format!("{text}表")).map(|form| narrowed(text, form));
        assert_eq!(form("一、收入支出决算总体情况说明"), Some(Form::Overview));
        assert_eq!(form("二、收入决算情况说明"), Some(Form::Income));
        assert_eq!(form("三、支出决算情况说明"), Some(Form::Expense));
        assert_eq!(
            form("四、财政拨款收入支出决算总体情况说明"),
            Some(Form::Appropriation)
        );
        assert_eq!(
            form("五、一般公共预算财政拨款支出决算情况说明"),
            Some(Form::PublicExpense)
        );
        assert_eq!(
            form("六、一般公共预算财政拨款基本支出决算情况说明"),
            Some(Form::BasicExpense)
        );
        assert_eq!(
            form("七、财政拨款“三公”经费支出决算情况说明"),
            Some(Form::ThreePublic)
        );
        assert_eq!(form("十、预算绩效管理情况"), None);
    }
}
