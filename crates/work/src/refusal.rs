//! Why a sheet or a workbook is not taken in: everything that is wrong, at its cells.

use exchange::CellFault;
use serde_json::{Value, json};

use crate::told::told_as_value;

/// Cells that are wrong; nothing was taken in.
#[derive(Debug)]
pub struct Refusal(pub Vec<CellFault>);

told_as_value!(Refusal);

impl Refusal {
    pub(crate) fn value(&self) -> Value {
        let faults: Vec<Value> = self.0.iter().map(fault).collect();
        json!({ "imported": false, "faults": faults })
    }
}

fn fault(fault: &CellFault) -> Value {
    json!({
        "place": fault.place.to_string(),
        "sheet": fault.place.sheet,
        "row": fault.place.row,
        "column": fault.column,
        "value": fault.value,
        "problem": fault.problem,
        "remedy": fault.remedy,
    })
}
