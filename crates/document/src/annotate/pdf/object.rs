//! Objects of a PDF written out.

use std::fmt::Write;

use hayro_syntax::object::dict::keys::ANNOTS;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object};

/// The dictionary of a page with annotations added to those it has.
pub(super) fn with_annotations(page: &Dict<'_>, annotations: &[u32]) -> Vec<u8> {
    let mut out = b"<<".to_vec();
    for (key, value) in page.entries() {
        if &*key != ANNOTS {
            out.extend(name(&key));
            out.push(b' ');
            out.extend(written(&value));
        }
    }
    out.extend(b"/Annots[");
    let present = page.get::<Array<'_>>(ANNOTS);
    for annotation in present.iter().flat_map(Array::raw_iter) {
        out.extend(written(&annotation));
        out.push(b' ');
    }
    for number in annotations {
        out.extend(format!("{number} 0 R ").into_bytes());
    }
    out.extend(b"]>>");
    out
}

/// An object or a reference to it, as it stands in a file.
pub(super) fn written(value: &MaybeRef<Object<'_>>) -> Vec<u8> {
    match value {
        MaybeRef::Ref(reference) => reference.to_string().into_bytes(),
        MaybeRef::NotRef(Object::Dict(dict)) => enclosed(dict.data(), b"<<", b">>"),
        MaybeRef::NotRef(Object::Array(array)) => [b"[", array.data(), b"]"].concat(),
        MaybeRef::NotRef(Object::Name(value)) => name(value),
        MaybeRef::NotRef(Object::String(value)) => hexadecimal(value.as_bytes()).into_bytes(),
        MaybeRef::NotRef(Object::Number(value)) => value.as_f64().to_string().into_bytes(),
        MaybeRef::NotRef(Object::Boolean(value)) => value.to_string().into_bytes(),
        // A stream cannot stand within an object.
        MaybeRef::NotRef(Object::Null(_) | Object::Stream(_)) => b"null".to_vec(),
    }
}

fn enclosed(data: &[u8], open: &[u8], close: &[u8]) -> Vec<u8> {
    if data.starts_with(open) {
        data.to_vec()
    } else {
        [open, data, close].concat()
    }
}

fn name(name: &[u8]) -> Vec<u8> {
    let mut out = vec![b'/'];
    for byte in name {
        if byte.is_ascii_alphanumeric() || b"_-+.:*@".contains(byte) {
            out.push(*byte);
        } else {
            out.extend(format!("#{byte:02X}").into_bytes());
        }
    }
    out
}

/// Words as a text string, in UTF-16.
pub(super) fn text(words: &str) -> String {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    hexadecimal(&bytes)
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 + 2 * bytes.len());
    out.push('<');
    for byte in bytes {
        let _ = write!(out, "{byte:02X}");
    }
    out.push('>');
    out
}
