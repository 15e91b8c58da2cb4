//! The tables, by numbered steps that only go forward.

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};

use crate::Failure;
use crate::engine::Engine;

/// One step: what both engines are told, and what each is told beside it. `BYTES` stands for what an engine calls them.
struct Step {
    both: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

const STEPS: [Step; 1] = [Step {
    both: include_str!("migrations/0001.sql"),
    sqlite: include_str!("migrations/0001.sqlite.sql"),
    postgres: include_str!("migrations/0001.postgres.sql"),
}];

/// The version of the tables that this program knows.
const KNOWN: i64 = STEPS.len() as i64;

/// The version of the tables; 0 where there are none.
pub(crate) async fn version(conn: &mut AnyConnection, engine: Engine) -> Result<i64, Failure> {
    let there = match engine {
        Engine::Sqlite => {
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
        }
        Engine::Postgres => {
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'migration'"
        }
    };
    let there: i64 = sqlx::query(there).fetch_one(&mut *conn).await?.try_get(0)?;
    if there == 0 {
        return Ok(0);
    }
    let row = sqlx::query("SELECT COALESCE(MAX(number), 0) FROM migration");
    Ok(row.fetch_one(conn).await?.try_get(0)?)
}

/// Takes the steps that were not taken yet, each wholly or not at all.
pub(crate) async fn migrate(conn: &mut AnyConnection, engine: Engine) -> Result<(), Failure> {
    let found = version(conn, engine).await?;
    if found > KNOWN {
        return Err(Failure::Newer {
            found,
            known: KNOWN,
        });
    }
    for (step, number) in STEPS.iter().zip(1..).skip(found.try_into().unwrap_or(0)) {
        let (bytes, own) = match engine {
            Engine::Sqlite => ("BLOB", step.sqlite),
            Engine::Postgres => ("BYTEA", step.postgres),
        };
        let mut transaction = conn.begin_with(engine.begin()).await?;
        if number == 1 {
            let table = "CREATE TABLE migration (number BIGINT NOT NULL PRIMARY KEY)";
            sqlx::query(table).execute(&mut *transaction).await?;
        }
        for sql in [step.both.replace("BYTES", bytes), own.to_owned()] {
            sqlx::raw_sql(AssertSqlSafe(sql))
                .execute(&mut *transaction)
                .await?;
        }
        sqlx::query("INSERT INTO migration (number) VALUES ($1)")
            .bind(number)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
    }
    Ok(())
}
