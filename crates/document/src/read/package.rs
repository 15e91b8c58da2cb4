//! Containers of documents: zip archives whose parts are unpacked within a limit.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::model::Fault;
use crate::read::encoding::decode;
use crate::read::error::ReadError;
use crate::read::limits::Limits;

/// More entries than any document has; each costs memory before a byte is unpacked.
const MAX_ENTRIES: usize = 20_000;

/// An open container.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
    limit: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, ReadError> {
        let entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02")
            .take(MAX_ENTRIES + 1)
            .count();
        if entries > MAX_ENTRIES {
            return Err(ReadError::Damaged {
                reason: format!("压缩包内超过 {MAX_ENTRIES} 个文件"),
            });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged {
            reason: "压缩包的目录缺失或有误".to_owned(),
        })?;
        Ok(Self {
            archive,
            left: limits.max_unpacked,
            limit: limits.max_unpacked,
        })
    }

    /// A part as text; `None` where there is no such part.
    ///
    /// # Errors
    /// As [`Package::bytes`].
    pub(super) fn part(
        &mut self,
        name: &str,
        faults: &mut Vec<Fault>,
    ) -> Result<Option<String>, ReadError> {
        let bytes = self.bytes(name, faults)?;
        Ok(bytes.map(|bytes| characters(bytes, name, faults)))
    }

    /// A part; `None` where there is no such part. What can be unpacked of a damaged part is given, with a fault.
    ///
    /// # Errors
    /// A part that unpacks past the limit, however small it claims to be.
    pub(super) fn bytes(
        &mut self,
        name: &str,
        faults: &mut Vec<Fault>,
    ) -> Result<Option<Vec<u8>>, ReadError> {
        let mut fault = |message: String| {
            faults.push(Fault {
                message,
                place: name.to_owned(),
            })
        };
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::Encrypted);
            }
            Err(_) => {
                fault("无法解压，这一部分没有读取，请用 Word 或 WPS 打开后另存一份再试".to_owned());
                return Ok(None);
            }
        };
        let mut bytes = Vec::new();
        let unpacked = entry.take(self.left + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left {
            return Err(ReadError::Unpacked {
                part: name.to_owned(),
                limit: self.limit,
            });
        }
        self.left -= bytes.len() as u64;
        if unpacked.is_err() {
            fault("压缩数据损坏，只读取了损坏处之前的内容，请与原文件核对".to_owned());
        }
        Ok(Some(bytes))
    }
}

/// The characters of a part: XML is UTF-8 or UTF-16.
fn characters(bytes: Vec<u8>, name: &str, faults: &mut Vec<Fault>) -> String {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return text,
        Err(error) => error.into_bytes(),
    };
    match decode(&bytes, None) {
        Ok(decoded) => {
            let places = decoded.faults.into_iter();
            faults.extend(places.map(|fault| Fault {
                place: format!("{name} {}", fault.place),
                ..fault
            }));
            decoded.text.into_owned()
        }
        Err(_) => {
            faults.push(Fault {
                message: "不是文字，这一部分没有读取".to_owned(),
                place: name.to_owned(),
            });
            String::new()
        }
    }
}
