//! Pictures as PNG, for formats that cannot hold SVG.

use document::Picture;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use crate::error::TypesetError;
use crate::fonts::Fonts;

/// The greatest width and height of a picture in pixels.
const LIMIT: u32 = 10_000;

/// Draws a picture as the bytes of a PNG file, as large as its place on the page at so many pixels to the millimetre.
///
/// # Errors
///
/// [`TypesetError::Picture`] when it is not valid SVG, [`TypesetError::Pixels`] when it would be empty or larger than
/// 10,000 pixels either way.
pub fn png(picture: &Picture, fonts: &Fonts, pixels_per_mm: f32) -> Result<Vec<u8>, TypesetError> {
    let broken = |reason: String| TypesetError::Picture {
        alternative: picture.alternative.clone(),
        reason,
    };
    let mut pixmap = canvas(picture, pixels_per_mm)?;
    let options = usvg::Options {
        font_family: fonts.drawing_family().to_owned(),
        fontdb: fonts.database(),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(&picture.svg, &options).map_err(|e| broken(e.to_string()))?;
    let (width, height) = (pixmap.width() as f32, pixmap.height() as f32);
    let scale = (width / tree.size().width()).min(height / tree.size().height());
    let left = (width - tree.size().width() * scale) / 2.0;
    let top = (height - tree.size().height() * scale) / 2.0;
    let place = Transform::from_scale(scale, scale).post_translate(left, top);
    resvg::render(&tree, place, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| broken(e.to_string()))
}

fn canvas(picture: &Picture, pixels_per_mm: f32) -> Result<Pixmap, TypesetError> {
    let pixels = |mm: u32| (mm as f32 * pixels_per_mm).round() as u32;
    let (width, height) = (pixels(picture.size_mm.0), pixels(picture.size_mm.1));
    Some((width, height))
        .filter(|&(width, height)| width <= LIMIT && height <= LIMIT)
        .and_then(|(width, height)| Pixmap::new(width, height))
        .ok_or_else(|| TypesetError::Pixels {
            alternative: picture.alternative.clone(),
            width,
            height,
            limit: LIMIT,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(svg: &str, size_mm: (u32, u32)) -> Picture {
        Picture {
            svg: svg.to_owned(),
            size_mm,
            alternative: "一图".to_owned(),
            caption: None,
        }
    }

    #[test]
    fn text_is_drawn_with_the_bundled_typeface() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
            <text x="2" y="16" font-size="16" font-family="sans-serif">预算</text></svg>"#;
        let drawn = png(&picture(svg, (40, 20)), &Fonts::bundled(), 2.0).expect("drawn");
        let pixmap = Pixmap::decode_png(&drawn).expect("a PNG");
        assert_eq!((pixmap.width(), pixmap.height()), (80, 40));
        let inked = pixmap.pixels().iter().filter(|p| p.alpha() > 128).count();
        assert!(inked > 100, "{inked} pixels of ink");
    }

    #[test]
    fn broken_drawing_and_monstrous_size_are_refused() {
        let fonts = Fonts::bundled();
        let broken = png(&picture("<svg", (10, 10)), &fonts, 2.0);
        assert!(matches!(broken, Err(TypesetError::Picture { .. })));
        let monstrous = png(&picture("<svg/>", (100_000, 10)), &fonts, 8.0);
        assert!(matches!(monstrous, Err(TypesetError::Pixels { .. })));
    }
}
