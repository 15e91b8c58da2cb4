//! Contents, each kept once by its SM3, and smaller where that is worth it.

use std::io::{Read as _, Write as _};

use entry::Digest;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sqlx::{AnyConnection, Row as _};

use crate::Failure;

/// The most bytes of one file.
pub const LARGEST: u64 = 256 << 20;

/// A content as it is kept.
#[derive(Debug)]
pub(crate) struct Packed {
    size: u64,
    is_packed: bool,
    body: Vec<u8>,
}

impl Packed {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let size = bytes.len() as u64;
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
        // Into memory: it cannot fail but for want of that.
        let packed = packer.write_all(bytes).and_then(|()| packer.finish());
        match packed {
            Ok(body) if body.len() < bytes.len() => Self {
                size,
                is_packed: true,
                body,
            },
            _ => Self {
                size,
                is_packed: false,
                body: bytes.to_vec(),
            },
        }
    }

    pub(crate) async fn write(
        &self,
        conn: &mut AnyConnection,
        hash: &Digest,
    ) -> Result<(), Failure> {
        sqlx::query("INSERT INTO blob (hash, size, packed, body) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING")
            .bind(hash.as_str())
            .bind(self.size.cast_signed())
            .bind(i64::from(self.is_packed))
            .bind(&self.body)
            .execute(conn)
            .await?;
        Ok(())
    }

    /// The content, which is what its digest says.
    fn unpacked(self, hash: &Digest) -> Result<Vec<u8>, Failure> {
        let wrong = || Failure::Wrong(format!("内容{}与它的校验值不符", hash.short()));
        let bytes = match self.is_packed {
            false => self.body,
            true => {
                let mut bytes = Vec::new();
                let unpacker = DeflateDecoder::new(self.body.as_slice());
                let read = unpacker.take(self.size + 1).read_to_end(&mut bytes);
                read.map_err(|_| wrong())?;
                bytes
            }
        };
        match Digest::of(&bytes) == *hash {
            true => Ok(bytes),
            false => Err(wrong()),
        }
    }
}

/// What is kept under a digest; none where there is nothing.
pub(crate) async fn read(
    conn: &mut AnyConnection,
    hash: &Digest,
) -> Result<Option<Vec<u8>>, Failure> {
    let row = sqlx::query("SELECT size, packed, body FROM blob WHERE hash = $1")
        .bind(hash.as_str())
        .fetch_optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let packed = Packed {
        size: row.try_get::<i64, _>(0)?.cast_unsigned(),
        is_packed: row.try_get::<i64, _>(1)? != 0,
        body: row.try_get(2)?,
    };
    packed.unpacked(hash).map(Some)
}
