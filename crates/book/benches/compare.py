"""The thousand indicators of `measures.rs` in SQLite and DuckDB.

`cargo bench -p book --bench measures -- --keep FOLDER ROWS`, then `python3 compare.py FOLDER ROWS ENGINE [few]`,
ENGINE being `sqlite` or `duckdb`; `few` leaves the thousand clauses out. Each engine reads the same CSV file into a table, then computes the
same figures, in two ways: one SELECT with a thousand FILTER clauses (in parts of 500 where the engine
limits the columns of a result), and the few GROUP BY queries somebody would write who knows all thousand beforehand.
"""

import csv
import os
import resource
import sys
import time

FOLDER, ROWS, ENGINE = sys.argv[1:4]
FEW = sys.argv[4:] == ["few"]
CSV = f"{FOLDER}/{ROWS}/ledgers/业务.csv"
SUMS = open(f"{FOLDER}/sums.sql", encoding="utf-8").read().splitlines()
LATE = "(done IS NOT NULL OR due<='2022-12-31')"
GROUPED = [
    "SELECT town, kind, count(*), sum(area), sum(money), avg(money),"
    f" avg(CASE WHEN done<=due THEN 1.0 ELSE 0.0 END) FILTER (WHERE {LATE}) FROM t GROUP BY town, kind",
    "SELECT town, substr(CAST(done AS TEXT),1,7), count(*) FROM t GROUP BY 1, 2",
    "SELECT town, (CAST(substr(CAST(entered AS TEXT),6,2) AS INTEGER)+2)/3, sum(money) FROM t GROUP BY 1, 2",
    "SELECT town, state, count(*) FROM t GROUP BY town, state",
    f"SELECT town, avg(CASE WHEN done<=due THEN 1.0 ELSE 0.0 END) FILTER (WHERE {LATE}), max(money), min(area),"
    " count(*) FILTER (WHERE money>50000), sum(area) FILTER (WHERE area>=500) FROM t GROUP BY town",
]


def timed(what, work):
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    print(
        f"{ENGINE} {ROWS} {what}: {time.perf_counter() - wall:.2f} s"
        f" ({time.process_time() - processor:.2f} s of processor)",
        flush=True,
    )
    return result


def sqlite():
    import sqlite3

    path = f"{FOLDER}/compare.{os.getpid()}.sqlite"
    db = sqlite3.connect(path)
    db.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "CREATE TABLE t(id TEXT, town TEXT, kind TEXT, state TEXT, area REAL, money REAL,"
        " entered TEXT, due TEXT, done TEXT)"
    )

    def load():
        with open(CSV, encoding="utf-8") as file:
            rows = csv.reader(file)
            next(rows)
            rows = ((*row[:8], row[8] or None) for row in rows)
            db.executemany("INSERT INTO t VALUES(?,?,?,?,?,?,?,?,?)", rows)
        db.commit()

    timed("load", load)
    run(lambda query: db.execute(query).fetchall(), 500)
    os.remove(path)


def duckdb():
    import duckdb

    path = f"{FOLDER}/compare.{os.getpid()}.duckdb"
    db = duckdb.connect(path)
    db.execute("SET threads=2")
    columns = (
        "{'id':'VARCHAR','town':'VARCHAR','kind':'VARCHAR','state':'VARCHAR','area':'DECIMAL(18,2)',"
        "'money':'DECIMAL(18,2)','entered':'DATE','due':'DATE','done':'DATE'}"
    )
    read = f"read_csv('{CSV}', header=true, columns={columns})"
    timed("load", lambda: db.execute(f"CREATE TABLE t AS SELECT * FROM {read}"))
    run(lambda query: db.execute(query).fetchall(), 1000)
    db.close()
    os.remove(path)


def run(query, most):
    def at_once():
        for start in range(0, len(SUMS), most):
            query(f"SELECT {','.join(SUMS[start:start + most])} FROM t")

    if not FEW:
        timed(f"{len(SUMS)} FILTER clauses", at_once)
    timed(f"{len(GROUPED)} GROUP BY queries", lambda: [query(text) for text in GROUPED])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{ENGINE} {ROWS} peak {peak} MB", flush=True)


{"sqlite": sqlite, "duckdb": duckdb}[ENGINE]()
