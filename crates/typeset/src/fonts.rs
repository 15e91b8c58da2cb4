//! The typefaces at hand: the bundled one, and the proper ones of official documents where they are installed.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use document::layout::Face;
use resvg::usvg::fontdb;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::known::{KNOWN, Place, Role, is_known};

const REGULAR: &[u8] = include_bytes!("../fonts/KaochengSerif-Regular.otf");
const BOLD: &[u8] = include_bytes!("../fonts/KaochengSerif-Bold.otf");

/// How deep the folders of fonts may be nested.
const DEPTH: usize = 6;

/// The typefaces to print with. Making one reads font files; keep it for all documents.
#[derive(Debug, Clone)]
pub struct Fonts {
    faces: Vec<Font>,
    roles: Vec<Role>,
    book: LazyHash<FontBook>,
    database: OnceLock<Arc<fontdb::Database>>,
}

impl Fonts {
    /// The bundled typeface alone: the same pages on every machine.
    pub fn bundled() -> Self {
        let mut fonts = Collected::default();
        fonts.add_bundled();
        fonts.finish()
    }

    /// The proper typefaces of official documents as far as the folders hold them, and the bundled one.
    ///
    /// Files are known by their names; all others are passed over unopened, as is a folder that cannot be read.
    pub fn with_folders(folders: &[PathBuf]) -> Self {
        let mut files = HashMap::new();
        for folder in folders {
            find(folder, DEPTH, &mut files);
        }
        let mut fonts = Collected::default();
        fonts.add_bundled();
        for known in KNOWN {
            if !fonts.roles.contains(&known.role)
                && fonts.add_file(known.role, known.regular, &files)
                && let Some(bold) = known.bold
            {
                fonts.add_file(known.role, bold, &files);
            }
        }
        fonts.finish()
    }

    /// Whether some typeface plays this part.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the typeface of this part has but one weight.
    pub(crate) fn is_single(&self, role: Role) -> bool {
        self.roles.iter().filter(|&&other| other == role).count() == 1
    }

    /// Whether some typeface has the character.
    pub(crate) fn covers(&self, character: char) -> bool {
        self.faces
            .iter()
            .any(|face| face.info().coverage.contains(character as u32))
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn face(&self, index: usize) -> Option<&Font> {
        self.faces.get(index)
    }

    /// The typefaces as the reader of SVG wants them.
    pub(crate) fn database(&self) -> Arc<fontdb::Database> {
        Arc::clone(self.database.get_or_init(|| Arc::new(self.load_database())))
    }

    /// The family name of the typeface for drawings: 黑体, or the bundled one.
    pub(crate) fn drawing_family(&self) -> &str {
        let hei = Role::Chinese(Face::Hei);
        self.roles
            .iter()
            .position(|&role| role == hei)
            .map_or(self.faces[0].info().family.as_str(), |index| {
                self.faces[index].info().family.as_str()
            })
    }

    fn load_database(&self) -> fontdb::Database {
        let mut database = fontdb::Database::new();
        for face in &self.faces {
            let data = Arc::new(face.data().clone());
            database.load_font_source(fontdb::Source::Binary(data));
        }
        let family = self.drawing_family();
        database.set_serif_family(family);
        database.set_sans_serif_family(family);
        database.set_monospace_family(family);
        database
    }
}

#[derive(Default)]
struct Collected {
    faces: Vec<Font>,
    roles: Vec<Role>,
}

impl Collected {
    fn add_bundled(&mut self) {
        for data in [REGULAR, BOLD] {
            self.add(Role::Bundled, Bytes::new(data), 0);
        }
    }

    fn add_file(&mut self, role: Role, place: Place, files: &HashMap<String, PathBuf>) -> bool {
        files
            .get(place.file)
            .and_then(|path| fs::read(path).ok())
            .is_some_and(|data| self.add(role, Bytes::new(data), place.index))
    }

    fn add(&mut self, role: Role, data: Bytes, index: u32) -> bool {
        let face = Font::new(data, index);
        let found = face.is_some();
        if let Some(face) = face {
            self.faces.push(face);
            self.roles.push(role);
        }
        found
    }

    fn finish(self) -> Fonts {
        let infos = self.faces.iter().zip(&self.roles).map(|(face, role)| {
            let mut info = face.info().clone();
            info.family = role.name().to_owned();
            info
        });
        Fonts {
            book: LazyHash::new(FontBook::from_infos(infos)),
            faces: self.faces,
            roles: self.roles,
            database: OnceLock::new(),
        }
    }
}

fn find(folder: &Path, depth: usize, files: &mut HashMap<String, PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        if is_known(&name) {
            files.entry(name).or_insert(path);
        } else if depth > 0 && path.is_dir() {
            find(&path, depth - 1, files);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_typeface_covers_names_and_signs() {
        let fonts = Fonts::bundled();
        for character in "考成镕喆翀赟囧㎡℃％〔〕①Ⅱ—…“”≥×".chars() {
            assert!(fonts.covers(character), "{character}");
        }
        assert!(!fonts.covers('𠮷'));
    }

    #[test]
    fn known_file_in_a_nested_folder_plays_its_part() {
        let root = std::env::temp_dir().join(format!("typeset-fonts-{}", std::process::id()));
        let folder = root.join("truetype").join("win");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("SimFang.TTF"), REGULAR).expect("a font");
        fs::write(folder.join("simhei.ttf"), b"no font").expect("a file");
        let fonts = Fonts::with_folders(std::slice::from_ref(&root));
        fs::remove_dir_all(&root).expect("removed");
        let fang_song = Role::Chinese(Face::FangSong);
        assert!(fonts.has(fang_song) && fonts.is_single(fang_song));
        assert!(!fonts.has(Role::Chinese(Face::Hei)));
    }

    #[test]
    fn folder_that_cannot_be_read_is_passed_over() {
        let fonts = Fonts::with_folders(&[PathBuf::from("/nowhere/at/all")]);
        assert!(fonts.has(Role::Bundled) && !fonts.has(Role::Latin));
    }
}
