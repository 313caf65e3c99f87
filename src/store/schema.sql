-- What onrecord keeps of its readers, in one file for all libraries. PRAGMA user_version tells which of these it is: 1.
-- Whoever changes the tables adds a step to MIGRATIONS in database.rs, and raises the version.
--
-- Everything that two readers may change at once is a row of its own, so that neither undoes the other's change.

-- A library is known by the full paths that were opened, one a line; 'bundled' is the one that the program brings along.
CREATE TABLE library (
    id    INTEGER PRIMARY KEY,
    paths TEXT NOT NULL UNIQUE
) STRICT;

-- What belongs to the library as a whole, as JSON: 'session' (where the reader is), 'way' (the way back and forward),
-- 'typed' (what was searched for). Of two readers the one who moved last decides.
CREATE TABLE part (
    library INTEGER NOT NULL REFERENCES library,
    name    TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (library, name)
) STRICT, WITHOUT ROWID;

-- What is known about a document: its path within the library and the fingerprint of its text name it.
CREATE TABLE document (
    library     INTEGER NOT NULL REFERENCES library,
    path        TEXT NOT NULL,
    fingerprint INTEGER NOT NULL,
    read        INTEGER,          -- 1 read, 0 unread, NULL: never said
    byte        INTEGER,          -- the byte of the text at the first row when it was left; NULL: never left
    above       INTEGER,          -- how many rows above that line were shown too
    words       TEXT,             -- the words at that byte
    changed     INTEGER NOT NULL, -- a number that grows with every change
    PRIMARY KEY (library, path, fingerprint)
) STRICT, WITHOUT ROWID;

-- A bookmark: a byte of a document's text, and the quotation that begins at a byte (-1: none is meant).
CREATE TABLE bookmark (
    library     INTEGER NOT NULL REFERENCES library,
    path        TEXT NOT NULL,
    fingerprint INTEGER NOT NULL,
    byte        INTEGER NOT NULL,
    quote       INTEGER NOT NULL,
    words       TEXT NOT NULL,    -- the words at the byte
    PRIMARY KEY (library, path, fingerprint, byte, quote)
) STRICT, WITHOUT ROWID;
