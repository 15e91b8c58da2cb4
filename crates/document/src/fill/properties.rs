//! Properties given to a document that is there (docProps/custom.xml).

use crate::annotate::AnnotateError;
use crate::annotate::docx::comments::with_child;
use crate::annotate::docx::package::{Package, unfit};
use crate::write::{custom_properties, custom_property};

const CUSTOM: &str = "docProps/custom.xml";
const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "_rels/.rels";

/// The document with properties of these names and values; others that it has stay.
///
/// # Errors
/// A container whose build does not allow it.
pub fn with_properties(
    bytes: &[u8],
    properties: &[(String, String)],
) -> Result<Vec<u8>, AnnotateError> {
    let mut package = Package::of(bytes)?;
    let broken = || unfit("自定义属性的 XML 有误");
    if let Some(present) = package.part(CUSTOM)? {
        let kept = without(&present, properties);
        let first = next_number(&kept);
        let added: String = (first..)
            .zip(properties)
            .map(|(id, (name, value))| custom_property(id, name, value))
            .collect();
        let text = with_child(&kept, |_| added.clone()).ok_or_else(broken)?;
        package.replace(CUSTOM, text);
        return package.finish();
    }
    package.replace(CUSTOM, custom_properties(properties));
    for (part, child) in [
        (
            TYPES,
            r#"Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>"#,
        ),
        (
            RELATIONS,
            r#"Relationship Id="rIdKaocheng" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>"#,
        ),
    ] {
        let text = package.part(part)?.ok_or_else(broken)?;
        let text = with_child(&text, |prefix| format!("<{prefix}{child}")).ok_or_else(broken)?;
        package.replace(part, text);
    }
    package.finish()
}

/// The part without the properties of these names.
fn without(part: &str, properties: &[(String, String)]) -> String {
    let mut out = String::with_capacity(part.len());
    let mut rest = part;
    while let Some(start) = rest.find("<property ") {
        let end = rest[start..]
            .find("</property>")
            .map_or(rest.len(), |at| start + at + "</property>".len());
        let one = &rest[start..end];
        out.push_str(&rest[..start]);
        let named = |(name, _): &(String, String)| one.contains(&format!("name=\"{name}\""));
        if !properties.iter().any(named) {
            out.push_str(one);
        }
        rest = &rest[end..];
    }
    out + rest
}

/// The first number that no property has; 0 and 1 are reserved.
fn next_number(part: &str) -> u32 {
    let numbers = part.split("pid=\"").skip(1).filter_map(|rest| {
        let (number, _) = rest.split_once('"')?;
        number.parse::<u32>().ok()
    });
    numbers
        .max()
        .map_or(2, |last| last.saturating_add(1).max(2))
}
