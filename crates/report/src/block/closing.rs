//! How a report ends: what is annexed, who signs, and when.

use document::Block;

use super::place;
use crate::compose::Composer;

/// The list of the annexes (附件说明).
pub(crate) fn annexes(composer: &mut Composer<'_>) {
    composer.push(Block::Annexes(Vec::new()));
}

/// Signature and date (署名、成文日期).
pub(crate) fn signature(composer: &mut Composer<'_>) {
    let place = place("单位");
    let signature = composer.phrase("{{ 单位.名称 }}", &place);
    let dated = composer.names.book.evaluation.date.is_some();
    let date = dated.then(|| composer.phrase("{{ 自评.填报日期 }}", &place));
    composer.push(Block::Closing { signature, date });
}
