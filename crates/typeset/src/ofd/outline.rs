//! The outline of an OFD file (大纲): its headings, each leading to its place.

use document::{Block, Document};
use typst::foundations::NativeElement as _;
use typst::introspection::Introspector as _;
use typst::model::HeadingElem;
use typst_layout::PagedDocument;

use super::page::escaped;

/// A heading with its place.
pub(super) struct Entry {
    level: u8,
    words: String,
    /// The page, from 0.
    pub(super) page: usize,
    /// From the left and from the top of the page, in millimetres.
    at: (f64, f64),
}

/// The headings of a document in their order, where they were laid out.
pub(super) fn entries(document: &Document, paged: &PagedDocument) -> Vec<Entry> {
    let introspector = paged.introspector();
    let laid_out = introspector.query(&HeadingElem::ELEM.select());
    let headings = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, text } => Some((*level, text)),
        _ => None,
    });
    let entries = headings.zip(&laid_out).filter_map(|((level, text), laid)| {
        let place = introspector.position(laid.location()?)?;
        Some(Entry {
            level,
            words: text.content.clone(),
            page: place.page.get() - 1,
            at: (place.point.x.to_mm(), place.point.y.to_mm()),
        })
    });
    entries.collect()
}

/// The outline as XML, headings below those of a higher level; nothing where there are none. `identifier` gives that of a
/// page.
pub(super) fn xml(entries: &[Entry], identifier: &dyn Fn(usize) -> usize) -> String {
    match entries {
        [] => String::new(),
        entries => format!(
            "<ofd:Outlines>{}</ofd:Outlines>",
            nested(entries, identifier)
        ),
    }
}

fn nested(entries: &[Entry], identifier: &dyn Fn(usize) -> usize) -> String {
    let mut out = String::new();
    let mut rest = entries;
    while let Some((first, after)) = rest.split_first() {
        let below = after
            .iter()
            .take_while(|entry| entry.level > first.level)
            .count();
        let (below, next) = after.split_at(below);
        let (left, top) = first.at;
        out += &format!(
            r#"<ofd:OutlineElem Title="{}" Count="{}"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="XYZ" PageID="{}" Left="{left:.3}" Top="{top:.3}"/></ofd:Goto></ofd:Action></ofd:Actions>{}</ofd:OutlineElem>"#,
            escaped(&first.words),
            leaves(below),
            identifier(first.page),
            nested(below, identifier)
        );
        rest = next;
    }
    out
}

/// How many of the headings have none below them.
fn leaves(entries: &[Entry]) -> usize {
    let levels = entries.iter().map(|entry| entry.level);
    let next = levels.clone().skip(1).map(Some).chain([None]);
    let ends = levels.zip(next);
    ends.filter(|(level, next)| next.is_none_or(|next| next <= *level))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(level: u8, words: &str, page: usize) -> Entry {
        Entry {
            level,
            words: words.to_owned(),
            page,
            at: (10.0, 20.0),
        }
    }

    #[test]
    fn headings_nest_by_their_level() {
        let entries = [
            entry(0, "报告", 0),
            entry(1, "一、概况", 0),
            entry(2, "（一）职责", 0),
            entry(1, "二、绩效", 1),
            entry(0, "附件", 2),
        ];
        let xml = xml(&entries, &|page| 100 + page);
        let shape: String = xml
            .split('<')
            .filter_map(|tag| match tag {
                tag if tag.starts_with("ofd:OutlineElem") => {
                    tag.split('"').nth(1).map(|title| format!("[{title}"))
                }
                "/ofd:OutlineElem>" => Some("]".to_owned()),
                _ => None,
            })
            .collect();
        assert_eq!(shape, "[报告[一、概况[（一）职责]][二、绩效]][附件]");
        assert!(xml.contains(r#"Title="二、绩效" Count="0"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="XYZ" PageID="101""#));
        assert!(xml.contains(r#"Title="报告" Count="2""#), "{xml}");
        assert_eq!(super::xml(&[], &|page| page), "");
    }
}
