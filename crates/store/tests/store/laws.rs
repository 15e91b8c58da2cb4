//! The laws of changes, which hold in a folder and an archive, on books in a database.

use std::cell::Cell;

use folder::{Archive, Shelf};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use store::Database;

use crate::books::{cases, content, note, same, tempdir, turn_into};
use crate::cluster::on_each;

#[test]
fn a_book_in_a_database_becomes_what_it_is_told() {
    on_each(|place| {
        let database = Database::init(place).unwrap();
        let number = Cell::new(0);
        let contents = prop::collection::vec(content(), 1..4);
        let law = |contents: Vec<entry::Content>| {
            number.set(number.get() + 1);
            let name = format!("账本{}", number.get());
            let mut shelf = Shelf::new(database.new_book(&name).unwrap());
            let dir = tempdir();
            let mut archive = Shelf::new(Archive::open(&dir.path().join("账本.zip")).unwrap());
            for new in &contents {
                turn_into(&mut shelf, new).unwrap();
                turn_into(&mut archive, new).unwrap();
                let now = shelf.content().unwrap();
                prop_assert!(same(&now, new), "{:?}\n{:?}", now, new);
            }
            let log = shelf.log().unwrap();
            prop_assert_eq!(
                &log,
                &archive.log().unwrap(),
                "the same operations give the same digests"
            );
            prop_assert!(shelf.edited_by_hand().unwrap().is_empty());
            for seq in (1..=log.len()).rev() {
                let before = shelf.content_at(seq as u64 - 1).unwrap();
                if shelf.undo(None, &note()).is_ok() {
                    prop_assert!(same(&shelf.content().unwrap(), &before));
                }
            }
            let done = shelf.log().unwrap();
            if !done.is_empty() {
                let again = Shelf::new(database.book(&name).unwrap());
                prop_assert_eq!(again.log().unwrap(), done);
                prop_assert!(same(&again.content().unwrap(), &shelf.content().unwrap()));
                prop_assert!(again.edited_by_hand().unwrap().is_empty());
            }
            Ok(())
        };
        TestRunner::new(cases()).run(&contents, law).unwrap();
        assert_eq!(database.check().unwrap().wrong, [""; 0]);
    });
}
