-- What people did and wrote. Lines of `op` and `event` are only ever added.
CREATE TABLE book (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    head TEXT NOT NULL
);
CREATE TABLE blob (
    hash TEXT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    packed BIGINT NOT NULL,
    body BYTES NOT NULL
);
CREATE TABLE file (
    book BIGINT NOT NULL REFERENCES book (id),
    path TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES blob (hash),
    PRIMARY KEY (book, path)
);
CREATE TABLE kept (
    book BIGINT NOT NULL REFERENCES book (id),
    path TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES blob (hash),
    PRIMARY KEY (book, path)
);
CREATE TABLE known (
    book BIGINT NOT NULL REFERENCES book (id),
    path TEXT NOT NULL,
    size BIGINT NOT NULL,
    stamp BIGINT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (book, path)
);
CREATE TABLE op (
    book BIGINT NOT NULL REFERENCES book (id),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (book, seq)
);
CREATE TABLE event (
    day TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (day, seq)
);
CREATE TABLE checkpoint (
    number BIGINT NOT NULL PRIMARY KEY,
    root TEXT NOT NULL REFERENCES blob (hash)
);
-- Reckoned from the files; thrown away and made anew by a reindex.
CREATE TABLE unit (
    book BIGINT NOT NULL PRIMARY KEY REFERENCES book (id),
    name TEXT NOT NULL,
    year TEXT NOT NULL
);
CREATE TABLE indicator (
    book BIGINT NOT NULL REFERENCES book (id),
    path TEXT NOT NULL,
    place TEXT NOT NULL,
    content TEXT NOT NULL,
    target TEXT NOT NULL,
    points TEXT NOT NULL,
    PRIMARY KEY (book, path, place)
);
