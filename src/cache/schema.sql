-- What onrecord has worked out about one library, so that it need not do so again. A copy of what the articles say, never an
-- original: the file may be deleted at any time, and is made anew. PRAGMA user_version tells which of these tables it holds; a
-- file with another number is replaced. Any SQLite tool opens it, also while the reader runs:
--
--     sqlite3 -readonly ~/.cache/onrecord/story-….db
--     datasette ~/.cache/onrecord/story-….db
--
-- Times are nanoseconds since 1970, days are written 2026-03-09, offsets are bytes of content.text in UTF-8. Hashes are the
-- first 16 bytes of SHA-256.

-- What was in force when the rest was written, as text:
--   'library'     the full paths that were opened, one a line
--   'engine'      the versions of the program, the engine and the library; what others found is no longer good
--   'generation'  how often files have come, gone or changed
--   'analysed'    the generation whose findings are all here
--   'told'        the generation, and hashes of the reader's corrections and of the order of the documents, that entity,
--                 quotation, statement and 'gathered' in whole tell
--   'remembered'  the generation and a hash of the corrections that 'ledger' in whole tells
--   'listed'      the generation and a hash of the corrected dates, outlets and titles that 'list' in whole tells
CREATE TABLE fact (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A file of the library. One whose size and time of change are as they were is not read again; one whose bytes are as they
-- were is not imported again.
CREATE TABLE file (
    id      INTEGER PRIMARY KEY,
    path    TEXT NOT NULL UNIQUE,     -- the full path
    size    INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    hash    BLOB NOT NULL,            -- of its bytes
    passed  INTEGER NOT NULL,         -- 1: it is no text, and was passed over
    skipped INTEGER NOT NULL,         -- how many files in it are no text
    trouble TEXT NOT NULL             -- JSON: what in it could not be read, as [[place, reason], …]
) STRICT;

-- A text with its parts. Two files with the same text share it.
CREATE TABLE content (
    id       INTEGER PRIMARY KEY,
    hash     BLOB NOT NULL UNIQUE,    -- of the text and its blocks
    text     TEXT NOT NULL,
    blocks   TEXT NOT NULL,           -- JSON: the parts of the text: [{"kind": "Paragraph", "span": {"start", "end"}}, …]
    orphaned INTEGER                  -- since when no document has this text, in seconds since 1970; it goes after a day
) STRICT;

-- What was found in a text.
CREATE TABLE finding (
    content  INTEGER PRIMARY KEY REFERENCES content ON DELETE CASCADE,
    findings TEXT NOT NULL,           -- JSON: quotations, entities, citations, notes
    asked    TEXT NOT NULL,           -- JSON: what the analysis asked of the other documents
    answers  INTEGER NOT NULL         -- a number for what they answered: with other answers, the findings are not good
) STRICT;

-- The full names and roles in a text, which the analysis of every other text may ask for.
CREATE TABLE survey (
    content  INTEGER PRIMARY KEY REFERENCES content ON DELETE CASCADE,
    people   TEXT NOT NULL            -- JSON
) STRICT;

-- An article of a file, as the file states it.
CREATE TABLE document (
    id          INTEGER PRIMARY KEY,
    file        INTEGER NOT NULL REFERENCES file,
    place       TEXT NOT NULL,        -- where in the file it stands: '#3'; '' for one that is the whole file
    content     INTEGER NOT NULL REFERENCES content,
    title       TEXT,
    opening     TEXT NOT NULL,        -- the opening words
    date        TEXT,                 -- the day that it states
    date_basis  TEXT,                 -- where that stands: header, metadata, filename
    outlet      TEXT,
    byline      TEXT,
    published   TEXT,                 -- the time of publication, as RFC 3339 writes it; a day where no time is stated
    updated     TEXT,
    address     TEXT,
    fingerprint INTEGER NOT NULL,     -- of the text: 64-bit FNV-1a, as a signed number
    length      INTEGER NOT NULL      -- of the text, in bytes
) STRICT;
CREATE INDEX document_of_file ON document (file);
CREATE INDEX document_of_content ON document (content);

-- A person or organization of the library. The tables from here on tell what the reader shows, with the reader's corrections;
-- they are written when everything has been analysed.
CREATE TABLE entity (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,         -- person, organization
    role       TEXT,
    aliases    TEXT NOT NULL,         -- JSON: other forms of the name, those of most documents first
    mentions   INTEGER NOT NULL,
    quotations INTEGER NOT NULL
) STRICT;
CREATE INDEX entity_by_name ON entity (name);

-- That a document names an entity.
CREATE TABLE appearance (
    entity     INTEGER NOT NULL REFERENCES entity,
    document   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    mentions   INTEGER NOT NULL,
    quotations INTEGER NOT NULL,
    PRIMARY KEY (entity, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearance_in_document ON appearance (document);

-- One utterance, as one or more documents report it.
CREATE TABLE statement (
    id       INTEGER PRIMARY KEY,
    speaker  INTEGER REFERENCES entity,  -- whom most reports name; NULL: nobody
    reports  INTEGER NOT NULL,           -- how many quotations report it
    differs  INTEGER NOT NULL            -- 1: their wordings tell different things
) STRICT;

-- What a document reports somebody to have said.
CREATE TABLE quotation (
    document   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    "start"    INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    words      TEXT NOT NULL,            -- with their quotation marks
    kind       TEXT NOT NULL,            -- direct, mixed, indirect
    speaker    INTEGER REFERENCES entity,
    said_by    TEXT,                     -- the speaker's name, or the words for one who has none; NULL: unknown
    confidence REAL NOT NULL,            -- how likely the speaker is right, from 0 to 1
    statement  INTEGER REFERENCES statement,
    PRIMARY KEY (document, "start", "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX quotation_of_speaker ON quotation (speaker);
CREATE INDEX quotation_of_statement ON quotation (statement);

-- The program's own form of what it has worked out about all documents together, in the bytes of postcard
-- (https://postcard.jamesmunns.com), documents by their number in library order: 'gathered', its statements, origins and
-- copies; 'ledger', the names in each of them, with the numbers of those that the reader has corrected; 'list', what the files
-- state about each.
-- For other tools the tables above tell the same.
CREATE TABLE whole (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- The words of all texts: SELECT rowid FROM words WHERE words MATCH 'harbour AND strik*' gives content.id.
CREATE VIRTUAL TABLE words USING fts5 (text, content = 'content', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
CREATE TRIGGER content_goes AFTER DELETE ON content BEGIN
    INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- Every document with what is known of it, for people and tools that read this file.
CREATE VIEW article AS
    SELECT document.id, file.path || document.place AS path, title, date, date_basis, outlet, byline, address, text
    FROM document JOIN file ON file.id = document.file JOIN content ON content.id = document.content;
