//! Word documents of before 2007 made for tests: an OLE file with a head, pieces of text and pages of properties.

use std::io::{Cursor, Write};

/// A paragraph: its runs, each with a list of changes, and its own list.
pub(crate) struct Par {
    pub(crate) runs: Vec<(String, Vec<u8>)>,
    pub(crate) list: Vec<u8>,
    /// The number of its style.
    pub(crate) style: u8,
}

/// A paragraph of plain text, to which its last character belongs.
pub(crate) fn par(text: &str) -> Par {
    Par {
        runs: vec![(text.to_owned(), Vec::new())],
        list: Vec::new(),
        style: 0,
    }
}

impl Par {
    pub(crate) fn run(mut self, text: &str, changes: &[u8]) -> Self {
        self.runs.push((text.to_owned(), changes.to_vec()));
        self
    }

    pub(crate) fn set(mut self, list: &[u8]) -> Self {
        self.list.extend(list);
        self
    }
}

/// Puts streams into an OLE file.
pub(crate) fn ole(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        let mut stream = file.create_stream(name).unwrap();
        stream.write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A document of these parts, in the order of the format: text, footnotes, headers, macros, comments, endnotes, text boxes.
pub(crate) fn doc(parts: &[Vec<Par>]) -> Vec<u8> {
    let (main, table) = streams(parts);
    ole(&[("WordDocument", &main), ("1Table", &table)])
}

const TEXT: usize = 2048;

pub(crate) fn streams(parts: &[Vec<Par>]) -> (Vec<u8>, Vec<u8>) {
    let mut main = vec![0; TEXT];
    put(&mut main, 0, &0xA5ECu16.to_le_bytes());
    put(&mut main, 2, &0x00C1u16.to_le_bytes());
    put(&mut main, 6, &0x0804u16.to_le_bytes());
    put(&mut main, 0x0A, &0x0200u16.to_le_bytes());
    let (mut runs, mut paragraphs) = (Vec::new(), Vec::new());
    for (index, part) in parts.iter().enumerate() {
        let before = main.len();
        for par in part {
            let start = main.len();
            for (text, changes) in &par.runs {
                let start = main.len();
                main.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
                runs.push((start, main.len(), changes.clone()));
            }
            paragraphs.push((start, main.len(), [&[par.style, 0], &par.list[..]].concat()));
        }
        let count = ((main.len() - before) / 2) as u32;
        put(&mut main, 0x4C + 4 * index, &count.to_le_bytes());
    }
    let count = ((main.len() - TEXT) / 2) as u32;

    let mut table = vec![0; 4];
    let mut clx = vec![2, 16, 0, 0, 0];
    clx.extend(0u32.to_le_bytes());
    clx.extend(count.to_le_bytes());
    clx.extend([0, 0]);
    clx.extend((TEXT as u32).to_le_bytes());
    clx.extend([0, 0]);
    add_table(&mut main, &mut table, 33, &clx);
    let page = |run: &[u8]| [&[run.len() as u8], run].concat();
    add_pages(&mut main, &mut table, 12, 1, &runs, page);
    let page = |list: &[u8]| {
        let mut list = list.to_vec();
        list.resize(list.len().next_multiple_of(2), 0);
        [&[0, (list.len() / 2) as u8][..], &list].concat()
    };
    add_pages(&mut main, &mut table, 13, 13, &paragraphs, page);
    (main, table)
}

pub(crate) fn put(bytes: &mut [u8], at: usize, what: &[u8]) {
    bytes[at..at + what.len()].copy_from_slice(what);
}

/// A compound file with each entry of its chains of sectors led back to itself, or to one of the first two.
pub(crate) fn looped(sound: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let sector = 1usize << sound[30];
    let number = u32::from_le_bytes(sound[76..80].try_into().unwrap()) as usize;
    let chains = (number + 1) * sector;
    (0..sound.len() / sector).flat_map(move |index| {
        [index, 0, 1].map(|next| {
            let mut looped = sound.to_vec();
            put(
                &mut looped,
                chains + 4 * index,
                &(next as u32).to_le_bytes(),
            );
            looped
        })
    })
}

/// Adds a table to its stream, and says in the head where it is.
pub(crate) fn add_table(main: &mut [u8], table: &mut Vec<u8>, number: usize, bytes: &[u8]) {
    let at = 0x9A + 8 * number;
    put(main, at, &(table.len() as u32).to_le_bytes());
    put(main, at + 4, &(bytes.len() as u32).to_le_bytes());
    table.extend(bytes);
}

/// Adds pages of properties, a few runs each, and the table that names them.
fn add_pages(
    main: &mut Vec<u8>,
    table: &mut Vec<u8>,
    number: usize,
    width: usize,
    runs: &[(usize, usize, Vec<u8>)],
    entry: impl Fn(&[u8]) -> Vec<u8>,
) {
    let (mut places, mut numbers) = (Vec::new(), Vec::new());
    for runs in runs.chunks(3) {
        main.resize(main.len().next_multiple_of(512), 0);
        numbers.extend(((main.len() / 512) as u32).to_le_bytes());
        places.extend((runs[0].0 as u32).to_le_bytes());
        let mut page = vec![0; 512];
        page[511] = runs.len() as u8;
        let mut free = 510;
        for (index, (start, end, list)) in runs.iter().enumerate() {
            put(&mut page, 4 * index, &(*start as u32).to_le_bytes());
            put(&mut page, 4 * index + 4, &(*end as u32).to_le_bytes());
            let list = entry(list);
            free = (free - list.len()) & !1;
            put(&mut page, free, &list);
            page[4 * (runs.len() + 1) + width * index] = (free / 2) as u8;
        }
        main.extend(page);
    }
    places.extend((runs.last().unwrap().1 as u32).to_le_bytes());
    places.extend(numbers);
    add_table(main, table, number, &places);
}
