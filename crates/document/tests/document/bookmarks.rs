//! Hidden bookmarks are found again around the words they were put around.

use document::{
    Block, Bookmarks, Document, Limits, Mark, MarkKind, PieceMarks, Provenance, Text, bookmarks,
    docx_marked,
};

#[test]
fn bookmarks_and_properties_come_back() {
    let mut text = Text::plain("全年巡查31次，发现线索4条。");
    for words in ["31次", "4条"] {
        let start = text.content.find(words).expect("it is there");
        text.marks.push(Mark {
            range: start..start + words.len(),
            kind: MarkKind::Figure(0),
        });
    }
    let document = Document {
        blocks: vec![
            Block::Paragraph(Text::plain("前言。")),
            Block::Paragraph(text),
        ],
        provenance: vec![Provenance::default()],
        ..Document::default()
    };
    let marks = Bookmarks {
        pieces: vec![
            PieceMarks::default(),
            PieceMarks {
                block: Some("_kcp1".to_owned()),
                figures: vec!["_kcf1".to_owned(), "_kcf2".to_owned()],
            },
        ],
        properties: vec![("状态".to_owned(), "定稿 & 公开".to_owned())],
    };
    let bytes = docx_marked(&document, &[], &marks).expect("it is written");
    let read = bookmarks(&bytes, "_kc", &Limits::default()).expect("it is read");
    assert_eq!(read.properties, marks.properties);
    let texts: Vec<_> = read.document.texts().collect();
    let mut found: Vec<_> = read
        .bookmarks
        .iter()
        .map(|mark| {
            let words = &texts[mark.piece].content[mark.range.clone()];
            (mark.name.as_str(), mark.piece, words)
        })
        .collect();
    found.sort_unstable();
    let expected = [
        ("_kcf1", 1, "31次"),
        ("_kcf2", 1, "4条"),
        ("_kcp1", 1, "全年巡查31次，发现线索4条。"),
    ];
    assert_eq!(found, expected);
}
