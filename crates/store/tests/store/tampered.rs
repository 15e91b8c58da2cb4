//! What somebody does to the database behind the program's back.

use entry::Files as _;
use folder::{New, Shelf, Store as _};
use sqlx::{ConnectOptions as _, Executor as _, Row as _};
use store::{Database, FILE, Failure, Place};

use crate::books::note;
use crate::cluster::on_each;

/// Says something to the database itself, and hears what it answers, a row a line.
fn sql(place: &Place, statement: &str) -> Result<Vec<String>, sqlx::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let statement = sqlx::AssertSqlSafe(statement.to_owned());
    macro_rules! ask {
        ($options:expr) => {{
            let mut conn = $options.connect().await?;
            let rows = conn.fetch_all(sqlx::raw_sql(statement)).await?;
            let line = |cells: Vec<String>| cells.join(" ");
            let rows = rows.iter().map(|row| {
                line(
                    (0..row.len())
                        .map(|cell| row.get::<String, _>(cell))
                        .collect(),
                )
            });
            Ok(rows.collect())
        }};
    }
    runtime.block_on(async {
        match place {
            Place::Folder(folder) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new();
                ask!(options.filename(folder.join(FILE)))
            }
            Place::Server(url) => {
                let options: sqlx::postgres::PgConnectOptions = url.parse()?;
                ask!(options)
            }
        }
    })
}

/// A database with one book of some operations.
fn filled(place: &Place) -> Database {
    let database = Database::init(place).unwrap();
    let mut shelf = Shelf::new(database.new_book("甲").unwrap());
    for year in 2021..2025 {
        let text =
            format!("年度 = {year}\n[单位]\n名称 = \"甲局\"\n[[指标]]\n编号 = \"Z01\"\n分值 = 5\n");
        let file = [("book.toml".to_owned(), New::Bytes(text.into_bytes()))];
        shelf.write(&file, &note()).unwrap();
    }
    database
}

#[test]
fn the_log_is_only_ever_added_to() {
    on_each(|place| {
        let database = filled(place);
        database.checkpoint("2026-03-01T09:00:00+08:00").unwrap();
        for statement in [
            "UPDATE op SET line = '' WHERE seq = 1",
            "DELETE FROM op",
            "DELETE FROM checkpoint",
        ] {
            let refused = sql(place, statement).unwrap_err().to_string();
            assert!(refused.contains("日志只添不改"), "{refused}");
        }
        assert_eq!(database.check().unwrap().wrong, [""; 0]);
    });
}

#[test]
fn a_chain_rewritten_consistently_fails_against_the_checkpoint_of_yesterday() {
    on_each(|place| {
        let database = filled(place);
        let yesterday = database.checkpoint("2026-03-01T09:00:00+08:00").unwrap();
        assert_eq!(database.verify(&yesterday).unwrap(), [""; 0]);
        // The owner of the database makes another history of the same length, in which somebody else did it all.
        let log = database.book("甲").unwrap().log().unwrap();
        let mut parent = entry::beginning();
        let mut statements = match place {
            Place::Folder(_) => "DROP TRIGGER op_kept; DROP TRIGGER op_stays;".to_owned(),
            Place::Server(_) => "DROP TRIGGER op_kept ON op;".to_owned(),
        };
        for operation in entry::chain(&log).unwrap() {
            let mut other = operation.clone();
            other.by = "李四".to_owned();
            other.parent = parent;
            let line = other.line();
            parent = entry::Digest::of(line.as_bytes());
            let line = line.replace('\'', "''");
            let seq = other.seq;
            statements +=
                &format!("UPDATE op SET line = '{line}', hash = '{parent}' WHERE seq = {seq};");
        }
        statements += &format!("UPDATE book SET head = '{parent}';");
        sql(place, &statements).unwrap();
        let log = database.book("甲").unwrap().log().unwrap();
        assert!(entry::chain(&log).is_ok(), "by itself it holds together");
        let told = "“甲”第4次操作与2026-03-01T09:00:00+08:00的检查点不符：此前的日志被改写过";
        assert_eq!(database.verify(&yesterday).unwrap(), [told]);
        assert_eq!(yesterday.proves("甲", &log).unwrap_err().to_string(), told);
        assert_eq!(database.check().unwrap().wrong, [told]);
    });
}

#[test]
fn a_content_that_is_not_what_its_digest_says_is_told() {
    on_each(|place| {
        let database = filled(place);
        let spoil = match place {
            Place::Folder(_) => "UPDATE blob SET body = x'00'",
            Place::Server(_) => "UPDATE blob SET body = '\\x00'",
        };
        sql(place, spoil).unwrap();
        let wrong = database.check().unwrap().wrong;
        assert!(wrong[0].contains("与它的校验值不符"), "{wrong:?}");
        assert!(database.book("甲").unwrap().read("book.toml").is_err());
    });
}

#[test]
fn the_index_can_be_thrown_away_and_made_anew() {
    on_each(|place| {
        let database = filled(place);
        let kept = database.list().unwrap();
        assert_eq!(
            (kept[0].unit.as_str(), kept[0].year.as_str()),
            ("甲局", "2024")
        );
        assert_eq!((kept[0].indicators, kept[0].operations), (1, 4));
        sql(
            place,
            "UPDATE unit SET name = '乙局'; DELETE FROM indicator;",
        )
        .unwrap();
        let wrong = database.check().unwrap().wrong;
        assert_eq!(
            wrong,
            ["甲：索引与账本不一致：用 kaocheng store reindex 重建"]
        );
        assert_eq!(database.reindex().unwrap(), 1);
        assert_eq!(database.list().unwrap(), kept);
        assert_eq!(database.check().unwrap().wrong, [""; 0]);
    });
}

#[test]
fn a_database_of_a_newer_program_is_left_alone() {
    on_each(|place| {
        drop(filled(place));
        sql(place, "INSERT INTO migration (number) VALUES (99)").unwrap();
        let refused = Database::open(place).unwrap_err();
        assert!(matches!(
            refused,
            Failure::Newer {
                found: 99,
                known: 1
            }
        ));
    });
}

#[test]
fn both_engines_have_the_same_tables() {
    let seen = std::cell::RefCell::new(Vec::new());
    on_each(|place| {
        drop(filled(place));
        let columns = match place {
            Place::Folder(_) => {
                "SELECT m.name, c.name, c.type, CAST(c.\"notnull\" AS TEXT), CAST(c.pk AS TEXT) FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2"
            }
            Place::Server(_) => {
                "SELECT c.table_name::text, c.column_name::text, c.data_type::text, (CASE c.is_nullable WHEN 'NO' THEN '1' ELSE '0' END)::text, COALESCE((SELECT k.ordinal_position::text FROM information_schema.key_column_usage k JOIN information_schema.table_constraints t USING (constraint_name) WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name AND k.column_name = c.column_name), '0') FROM information_schema.columns c WHERE c.table_schema = 'public' ORDER BY 1, 2"
            }
        };
        let mut columns = sql(place, columns).unwrap();
        for column in &mut columns {
            *column = column.to_lowercase().replace("bytea", "blob");
        }
        columns.sort();
        assert!(columns.len() > 30, "{columns:?}");
        seen.borrow_mut().push(columns);
    });
    for pair in seen.into_inner().windows(2) {
        assert_eq!(pair[0], pair[1]);
    }
}
