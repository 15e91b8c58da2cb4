//! The press: documents as pages, charts as pictures. It alone knows the typesetter, which a build can leave out
//! (`--no-default-features`); all else builds and works without it.

use std::path::PathBuf;

use document::{Document, Picture, Png};
use work::print::Printed;

use crate::error::Failure;

/// Sets documents in the typefaces of these folders, of the system, and the bundled one; loaded when first needed.
pub(crate) struct Press {
    #[cfg_attr(
        not(feature = "typeset"),
        allow(dead_code, reason = "the typesetter's")
    )]
    folders: Vec<PathBuf>,
    #[cfg(feature = "typeset")]
    fonts: std::sync::OnceLock<typeset::Fonts>,
}

#[cfg(feature = "typeset")]
mod printing {
    use super::{Document, Failure, Picture, Png, Press, Printed};
    use typeset::Fonts;
    use work::print;

    /// Dots for each millimetre of a chart in a Word document: fine enough for print.
    const PIXELS_PER_MM: f32 = 8.0;

    impl print::Press for Press {
        fn sets(&self) -> bool {
            true
        }

        /// The remark says where it does not do for an archive.
        fn pdf(&self, document: &Document) -> Result<Printed, Failure> {
            let pdf = typeset::pdf(document, self.fonts()).map_err(|error| said(&error))?;
            let mut remark = pages(pdf.pages, &pdf.fonts_used, &pdf.missing);
            if pdf.archival.is_err() {
                let why = match (document.date.is_some(), pdf.missing.is_empty()) {
                    (false, _) => "没有日期，在“自评”里写上“填报日期”即可",
                    (true, false) => "有的字没有字体，换掉这些字，或装上有它们的字体",
                    (true, true) => "里面有归档不许用的内容，可以照常打印和报送",
                };
                remark.push_str(&format!(
                    "\n  提醒：这份 PDF 不合归档格式 PDF/A-2a（{why}）"
                ));
            }
            Ok(Printed {
                bytes: pdf.bytes,
                remark,
            })
        }

        fn ofd(&self, document: &Document) -> Result<Printed, Failure> {
            let ofd = typeset::ofd(document, self.fonts()).map_err(|error| said(&error))?;
            let remark = pages(ofd.pages, &ofd.fonts_used, &ofd.missing);
            Ok(Printed {
                bytes: ofd.bytes,
                remark,
            })
        }

        fn png(&self, picture: &Picture) -> Result<Png, Failure> {
            let drawn = typeset::png(picture, self.fonts(), PIXELS_PER_MM);
            drawn.map(Png).map_err(|error| said(&error))
        }
    }

    impl Press {
        fn fonts(&self) -> &Fonts {
            self.fonts.get_or_init(|| {
                let mut folders = self.folders.clone();
                folders.extend(super::font_folders());
                Fonts::with_folders(&folders)
            })
        }
    }

    fn said(error: &dyn std::fmt::Display) -> Failure {
        Failure::Said(error.to_string())
    }

    /// How many pages were printed, in what, and what could not be printed.
    fn pages(count: usize, fonts: &[String], missing: &[char]) -> String {
        let mut remark = format!("（{count}页，字体：{}）", fonts.join("、"));
        if !missing.is_empty() {
            let missing: String = missing.iter().collect();
            remark.push_str(&format!("\n  提醒：这些字没有字体可用，印成了空框：{missing}。请安装中文字体，或用 --fonts 指定目录"));
        }
        remark
    }
}

#[cfg(not(feature = "typeset"))]
mod printing {
    use super::{Document, Failure, Picture, Png, Press, Printed};

    impl work::print::Press for Press {
        fn sets(&self) -> bool {
            false
        }

        fn pdf(&self, _: &Document) -> Result<Printed, Failure> {
            Err(absent("PDF"))
        }

        fn ofd(&self, _: &Document) -> Result<Printed, Failure> {
            Err(absent("OFD"))
        }

        fn png(&self, _: &Picture) -> Result<Png, Failure> {
            Err(absent("Word 里的图"))
        }
    }

    fn absent(what: &str) -> Failure {
        Failure::Said(format!(
            "这个程序编译时没有带排版，写不了{what}；请用带排版的程序（cargo build --release），或用 --to md、html、xlsx 写别的格式。"
        ))
    }
}

impl Press {
    /// With more folders of typefaces, the first to be looked in.
    pub(crate) fn new(folders: &[PathBuf]) -> Self {
        Self {
            folders: folders.to_vec(),
            #[cfg(feature = "typeset")]
            fonts: std::sync::OnceLock::new(),
        }
    }
}

/// Folders in which systems keep fonts.
#[cfg(feature = "typeset")]
fn font_folders() -> Vec<PathBuf> {
    let home = std::env::home_dir();
    let of_user = [".fonts", ".local/share/fonts", "Library/Fonts"];
    let of_user = home
        .iter()
        .flat_map(|home| of_user.iter().map(|folder| home.join(folder)));
    let of_system = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
        "C:\\Windows\\Fonts",
    ];
    of_system
        .iter()
        .map(PathBuf::from)
        .chain(of_user)
        .filter(|folder| folder.is_dir())
        .collect()
}
