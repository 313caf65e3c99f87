-- Version 2: when a library was visited, and at which visit each document was there for the first time. What is new is what
-- was first there after the last visit that is over.

-- A visit is over when the reader has left, or a day after it began: one that broke off is not over before.
CREATE TABLE visit (
    id      INTEGER PRIMARY KEY, -- later visits have higher ones
    library INTEGER NOT NULL REFERENCES library,
    began   INTEGER NOT NULL,    -- seconds since 1970, UTC
    ended   INTEGER              -- the same; NULL while it goes on, and for ever when it broke off
) STRICT;

CREATE TABLE seen (
    library     INTEGER NOT NULL REFERENCES library,
    path        TEXT NOT NULL,
    fingerprint INTEGER NOT NULL,
    visit       INTEGER NOT NULL REFERENCES visit,
    told        BLOB, -- a number of eight bytes, the lowest first, for each quotation and person; NULL: never worked out
    PRIMARY KEY (library, path, fingerprint)
) STRICT, WITHOUT ROWID;
