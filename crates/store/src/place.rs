//! Where a database is.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::Failure;

/// The file of the database in its data folder.
pub const FILE: &str = "office.db";

/// Where a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// SQLite, in a folder of this machine.
    Folder(PathBuf),
    /// PostgreSQL, by its URL.
    Server(String),
}

impl Place {
    /// What people typed: a folder, or `postgres://…`.
    pub fn of(typed: &str) -> Self {
        match typed.starts_with("postgres://") || typed.starts_with("postgresql://") {
            true => Self::Server(typed.to_owned()),
            false => Self::Folder(typed.into()),
        }
    }
}

/// For people: without the password.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Server(url) => match (url.split_once("://"), url.rsplit_once('@')) {
                (Some((scheme, _)), Some((_, host))) => write!(f, "{scheme}://{host}"),
                _ => f.write_str(url),
            },
        }
    }
}

/// Refuses a folder that another machine shares: SQLite's locks do not hold there, and the database would be spoilt.
pub(crate) fn refuse_network(folder: &Path) -> Result<(), Failure> {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    match shared_by(&mounts, &folder) {
        Some(system) => Err(Failure::Network { folder, system }),
        None => Ok(()),
    }
}

/// The network file system that a folder is on, by the table of what is mounted.
fn shared_by(mounts: &str, folder: &Path) -> Option<String> {
    const SHARED: [&str; 11] = [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "ceph",
        "glusterfs",
        "fuse.sshfs",
        "fuse.glusterfs",
    ];
    let mounted = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        // A space in the name of a folder is written as its octal number there.
        let at = words.next()?.replace("\\040", " ");
        folder.starts_with(&at).then_some((at.len(), words.next()?))
    });
    // The one mounted last covers those before it.
    let (_, system) = mounted.max_by_key(|(length, _)| *length)?;
    SHARED.contains(&system).then(|| system.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_drive_is_known_by_the_mounts() {
        let mounts = "/dev/vda / ext4 rw 0 0\n市局:/卷 /mnt/共享\\040盘 nfs4 rw 0 0\n/dev/vdb /mnt/共享\\040盘/本机 ext4 rw 0 0\n";
        let at = |folder: &str| shared_by(mounts, Path::new(folder));
        assert_eq!(at("/srv/考成"), None);
        assert_eq!(at("/mnt/共享 盘/考成").as_deref(), Some("nfs4"));
        assert_eq!(at("/mnt/共享 盘/本机/考成"), None);
    }

    #[test]
    fn a_password_is_not_shown() {
        let place = Place::of("postgres://kc:secret@db.local/office");
        assert_eq!(place.to_string(), "postgres://db.local/office");
        assert_eq!(Place::of("数据").to_string(), "数据");
    }
}
