//! Automatic numbering: [MS-DOC] 2.9.192 (PlfLst), 2.9.191 (PlfLfo), 2.9.150 (LVL).

use std::collections::HashMap;

use super::bytes::{u16_at, u32_at};
use super::fib::Fib;
use crate::read::docx::{Form, Instance, LEVELS, Level, List, Numbering};

const LISTS: usize = 73;
const INSTANCES: usize = 74;
const LIST_LENGTH: usize = 28;
const INSTANCE_LENGTH: usize = 16;
const LEVEL_LENGTH: usize = 28;

/// Reads the lists of a document.
pub(super) fn read(fib: &Fib<'_>, tables: &[u8]) -> Numbering {
    let lists = lists(fib, tables).unwrap_or_default();
    Numbering::new(lists, instances(fib.table(tables, INSTANCES)))
}

fn lists(fib: &Fib<'_>, tables: &[u8]) -> Option<HashMap<u32, List>> {
    let (start, length) = fib.place(LISTS)?;
    let table = fib.table(tables, LISTS);
    let count = usize::from(u16_at(table, 0)?).min(table.len() / LIST_LENGTH);
    // The levels stand behind the table.
    let mut rest = tables.get(start.checked_add(length)?..)?;
    let mut lists = HashMap::new();
    for index in 0..count {
        let at = 2 + LIST_LENGTH * index;
        let simple = table.get(at + 26).is_some_and(|flags| flags & 1 != 0);
        let mut list = List::default();
        for number in 0..if simple { 1 } else { LEVELS } {
            let Some((level, length)) = level(rest) else {
                return Some(lists);
            };
            list.levels.insert(number, level);
            rest = &rest[length..];
        }
        lists.insert(u32_at(table, at)?, list);
    }
    Some(lists)
}

/// Reads the instances, which paragraphs count from 1, and what in them differs from their lists.
fn instances(table: &[u8]) -> HashMap<u32, Instance> {
    let count = u32_at(table, 0).unwrap_or(0) as usize;
    let count = count.min(table.len() / INSTANCE_LENGTH);
    let mut instances = HashMap::new();
    let mut rest = table.get(4 + INSTANCE_LENGTH * count..).unwrap_or_default();
    for index in 0..count {
        let at = 4 + INSTANCE_LENGTH * index;
        let mut instance = Instance {
            list: u32_at(table, at).unwrap_or(0),
            ..Instance::default()
        };
        let differences = table.get(at + 12).copied().unwrap_or(0);
        rest = rest.get(4..).unwrap_or_default();
        for _ in 0..differences {
            rest = difference(rest, &mut instance).unwrap_or_default();
        }
        instances.insert(index as u32 + 1, instance);
    }
    instances
}

/// Reads how a level differs, and gives what follows.
fn difference<'t>(bytes: &'t [u8], instance: &mut Instance) -> Option<&'t [u8]> {
    let (start, flags) = (u32_at(bytes, 0)?, u32_at(bytes, 4)?);
    let number = (flags & 0xF) as usize;
    let mut rest = &bytes[8..];
    if flags & 0x20 != 0 {
        let (level, length) = level(rest)?;
        instance.levels.insert(number, level);
        rest = &rest[length..];
    } else if flags & 0x10 != 0 {
        instance.starts.insert(number, start);
    }
    Some(rest)
}

/// Reads a level, and tells its length.
fn level(bytes: &[u8]) -> Option<(Level, usize)> {
    let flags = *bytes.get(5)?;
    let lists = usize::from(*bytes.get(24)?) + usize::from(*bytes.get(25)?);
    let at = LEVEL_LENGTH + lists;
    let count = usize::from(u16_at(bytes, at)?);
    let past = at + 2 + 2 * count;
    bytes.get(..past)?;
    let units = (0..count).filter_map(|index| u16_at(bytes, at + 2 + 2 * index));
    let pattern = char::decode_utf16(units).map(|sign| match sign {
        // The number of a level.
        Ok(sign @ '\0'..='\u{8}') => format!("%{}", u32::from(sign) + 1),
        Ok(sign) => sign.to_string(),
        Err(_) => String::new(),
    });
    let level = Level {
        start: u32_at(bytes, 0)?,
        form: Form::coded(bytes[4]),
        pattern: pattern.collect(),
        legal: flags & 0x04 != 0,
        restart: (flags & 0x08 != 0).then_some(usize::from(bytes[26])),
        style: None,
    };
    Some((level, past))
}
