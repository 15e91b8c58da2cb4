//! The tree of pages, held against the pages that were found in it.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjectIdentifier};

/// What is wrong with the tree of pages, in words, if anything.
pub(super) fn flaw(pdf: &Pdf) -> Option<String> {
    let found = pdf.pages().len();
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let top = root.and_then(|root| root.get::<Dict<'_>>("Pages"));
    let Some(top) = top.filter(|top| top.get::<Array<'_>>("Kids").is_some()) else {
        return Some(format!(
            "页面目录已损坏，只找回{found}页，可能不全，次序也可能有误"
        ));
    };
    let stated = top.get::<u32>("Count").map(|count| count as usize);
    match stated {
        Some(stated) if stated != found => Some(format!(
            "页面目录有误：应有{stated}页，读到{found}页，其余没有读取"
        )),
        _ if broken(pdf, top) => Some(format!(
            "页面目录有误：有的页面缺失或重复，读到{found}页，其余没有读取"
        )),
        _ => None,
    }
}

/// Whether a branch of the tree leads nowhere, or to where it was before.
fn broken(pdf: &Pdf, top: Dict<'_>) -> bool {
    let mut seen: HashSet<ObjectIdentifier> = top.obj_id().into_iter().collect();
    let mut open = vec![top];
    while let Some(node) = open.pop() {
        let Some(kids) = node.get::<Array<'_>>("Kids") else {
            return true;
        };
        for kid in kids.raw_iter() {
            let kid = match kid {
                MaybeRef::Ref(id) if !seen.insert(id.into()) => return true,
                MaybeRef::Ref(id) => pdf.xref().get::<Dict<'_>>(id.into()),
                MaybeRef::NotRef(object) => object.into_dict(),
            };
            let Some(kid) = kid else {
                return true;
            };
            if kid
                .get::<Name<'_>>("Type")
                .is_some_and(|kind| &*kind == b"Pages")
            {
                open.push(kid);
            }
        }
    }
    false
}
