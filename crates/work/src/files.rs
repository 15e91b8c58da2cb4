//! Files and folders: writing that leaves nothing half-written.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use book::Digests;
use entry::{Blob, Bytes};
use folder::{Folder, OWN};

use crate::Failure;

/// A file in the making under a temporary name beside its place: it is there whole or not at all.
pub struct Draft {
    file: NamedTempFile,
}

impl Draft {
    /// Begins the file that is to stand at a path, with the folders it needs.
    pub fn beside(path: &Path) -> Result<Self, Failure> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(Failure::file("无法建立目录", folder))?;
        let file = NamedTempFile::new_in(folder).map_err(Failure::file("无法写入", path))?;
        Ok(Self { file })
    }

    /// Puts the file in its place.
    pub fn keep(self, path: &Path) -> Result<(), Failure> {
        let failed = || Failure::file("无法写入", path);
        self.file.as_file().sync_all().map_err(failed())?;
        readable_by_all(self.file.path()).map_err(failed())?;
        self.file
            .persist(path)
            .map_err(|error| failed()(error.error))?;
        Ok(())
    }
}

impl io::Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Reads a file whole. A pipe, a device and what is larger than any document are refused before a byte of them is read.
pub fn read(what: &'static str, path: &Path) -> Result<Vec<u8>, Failure> {
    let metadata = fs::metadata(path).map_err(Failure::file(what, path))?;
    let most = document::Limits::default().max_input;
    let refused = match (metadata.is_file(), metadata.is_dir()) {
        (true, _) if metadata.len() > most => "太大，请检查是不是选错了文件",
        (true, _) | (_, true) => return fs::read(path).map_err(Failure::file(what, path)),
        (false, false) => "是管道或设备，不是文件，请先存成文件",
    };
    Err(Failure::Said(format!(
        "{what}“{}”：{refused}。",
        path.display()
    )))
}

/// Writes a file whole or not at all.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut draft = Draft::beside(path)?;
    draft
        .write_all(bytes)
        .map_err(Failure::file("无法写入", path))?;
    draft.keep(path)
}

/// Writes what is read elsewhere, whole or not at all.
pub fn copy(from: &dyn Bytes, path: &Path) -> Result<(), Failure> {
    let mut draft = Draft::beside(path)?;
    let copied = from
        .open()
        .and_then(|mut from| io::copy(&mut from, &mut draft));
    copied.map_err(Failure::file("无法写入", path))?;
    draft.keep(path)
}

/// Makes a folder that must be new or empty: it is made beside its place under another name, so that it is there whole or
/// not at all, also where the program is ended in between.
pub fn make_whole<T>(
    folder: &Path,
    make: impl FnOnce(&Path) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let failed = || Failure::file("无法建立目录", folder);
    let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken || folder.is_file() {
        return Err(Failure::Said(format!(
            "“{}”已经有内容，没有改动它。请换一个目录名。",
            folder.display()
        )));
    }
    let whole = std::path::absolute(folder).map_err(failed())?;
    let parent = whole.parent().unwrap_or(&whole);
    fs::create_dir_all(parent).map_err(failed())?;
    let name = whole.file_name().unwrap_or_default().to_string_lossy();
    let draft = tempfile::Builder::new()
        .prefix(&format!(".{name}."))
        .suffix(".writing")
        .tempdir_in(parent)
        .map_err(failed())?;
    let inside = draft.path().join("账本");
    fs::create_dir(&inside).map_err(failed())?;
    let made = make(&inside)?;
    match fs::remove_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed()(error)),
        _ => {}
    }
    fs::rename(&inside, &whole).map_err(failed())?;
    Ok(made)
}

/// Makes a folder, which must be new or empty, of files by their paths inside it.
pub fn make_of(folder: &Path, files: Vec<(String, Blob)>) -> Result<(), Failure> {
    make_whole(folder, |draft| {
        let mut files = files.iter();
        files.try_for_each(|(path, file)| copy(file.as_ref(), &draft.join(path)))
    })
}

/// What a published file took the place of.
#[derive(Debug, PartialEq, Eq)]
pub enum Replaced {
    /// Nothing, or what the program itself had written there.
    Own,
    /// What somebody had written or changed, which now stands here.
    Kept(PathBuf),
}

impl Replaced {
    /// What the user should know of it.
    pub fn remark(&self) -> String {
        match self {
            Replaced::Own => String::new(),
            Replaced::Kept(path) => format!(
                "\n  提醒：原来的文件写出后被人改过，没有覆盖，已改名为 {}；Word 稿可用 kaocheng drift 收回其中的修改",
                path.display()
            ),
        }
    }
}

/// Writes a file for people, who may have changed the one that stands there: that is kept under another name.
pub fn publish(path: &Path, bytes: &[u8]) -> Result<Replaced, Failure> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Failure::file("无法建立目录", folder))?;
    let _hold = Folder::hold(folder, || ()).map_err(Failure::file("无法写入", folder))?;
    let record = folder.join(OWN).join("written");
    let mut known = written(&record);
    let name = path.file_name().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    let mut replaced = Replaced::Own;
    let (new, _) =
        Digests::copy(bytes, io::sink(), &mut |_| ()).map_err(Failure::file("无法读取", path))?;
    if path.exists() {
        let (now, _) = Digests::of(&path.to_path_buf(), &mut |_| ())
            .map_err(Failure::file("无法读取", path))?;
        if now != new && known.get(&name) != Some(&now.sm3) {
            let kept = spare(path);
            fs::rename(path, &kept).map_err(Failure::file("无法改名", path))?;
            replaced = Replaced::Kept(kept);
        }
    }
    write(path, bytes)?;
    known.insert(name, new.sm3);
    let lines: String = known
        .iter()
        .map(|(name, digest)| format!("{digest}  {name}\n"))
        .collect();
    write(&record, lines.as_bytes())?;
    Ok(replaced)
}

/// What the program wrote into a folder last: SM3 by name.
fn written(record: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(record).unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once("  "));
    pairs
        .map(|(digest, name)| (name.to_owned(), digest.to_owned()))
        .collect()
}

/// A free name beside a file: 自评报告（改动稿2）.docx.
fn spare(path: &Path) -> PathBuf {
    let part =
        |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    let name = |number: usize| path.with_file_name(format!("{stem}（改动稿{number}）.{ending}"));
    (1..)
        .map(name)
        .find(|name| !name.exists())
        .unwrap_or_default()
}

/// A temporary file is private; a report is not.
#[cfg(unix)]
fn readable_by_all(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_path: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_never_ends_is_not_read() {
        assert!(read("读不了", Path::new("/dev/zero")).is_err());
    }

    #[test]
    fn a_file_that_somebody_changed_is_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("自评报告.docx");
        let aside = |number: usize| {
            folder
                .path()
                .join(format!("自评报告（改动稿{number}）.docx"))
        };
        assert_eq!(publish(&path, b"1").unwrap(), Replaced::Own);
        assert_eq!(publish(&path, b"2").unwrap(), Replaced::Own);
        fs::write(&path, "改过").unwrap();
        assert_eq!(publish(&path, b"3").unwrap(), Replaced::Kept(aside(1)));
        assert_eq!(fs::read(aside(1)).unwrap(), "改过".as_bytes());
        assert_eq!(fs::read(&path).unwrap(), b"3");
        fs::remove_dir_all(folder.path().join(OWN)).unwrap();
        assert_eq!(publish(&path, b"3").unwrap(), Replaced::Own);
        fs::remove_dir_all(folder.path().join(OWN)).unwrap();
        assert_eq!(publish(&path, b"4").unwrap(), Replaced::Kept(aside(2)));
    }
}
