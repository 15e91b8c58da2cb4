//! Ledgers to CSV.

use super::Ledger;

/// The bytes of the CSV file: UTF-8 with a byte-order mark, by which spreadsheets know it.
pub(crate) fn write(ledger: &Ledger) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    let mut writer = csv::Writer::from_writer(&mut bytes);
    writer.write_record(ledger.columns().iter().map(ToString::to_string))?;
    for row in ledger.rows() {
        writer.write_record(row.iter().map(ToString::to_string))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}
