//! What stands below the help of the program and of its commands.

pub(super) const EXAMPLES: &str = "\
Examples:
  onrecord                              read the bundled articles
  onrecord story/                       read the articles of a folder
  onrecord quotes story/ --by keller    list what somebody said
  onrecord https://…                    read a page of the web, or those that a feed leads to
  curl -s https://… | onrecord -        read what another program writes
  onrecord ./quotes                     read a folder that is called like a command
  onrecord 'story/#ferry:we-wait-no'    open an article at the words of a link that Y has copied

Without PATH, the library named in the configuration is opened, else the bundled one.

Exit status:
  0      left, or answered
  1      a negative answer: nothing to read, nothing found
  2      wrong use, or the terminal or the output cannot be written to
  101    an error in the program itself
  129    the terminal is gone; 128 and the number of the signal for every signal that ends it";

pub(super) const QUOTES_EXAMPLES: &str = "\
Examples:
  onrecord quotes story/ --by keller --about sanctions
  onrecord quotes story/ --since 2026-03 --format csv > quotes.csv
  onrecord quotes story/ --outlet post --format html > for-the-editor.html

A date with ~ is inferred from the text or the file, not stated. A speaker with ? is doubtful.";

pub(super) const DOCUMENTS_EXAMPLES: &str = "\
Examples:
  onrecord documents story/ --by keller --format bibtex > sources.bib
  onrecord documents story/ --since 2026-03 --format csl-json > sources.json

With --by, --about or --kind, those articles are listed that hold such a quotation.";

pub(super) const SEARCH_EXAMPLES: &str = "\
Queries:
  ferry strike                      both words, anywhere in the article
  '\"night ferry\" OR tunnel'        a phrase, or the other word
  'strike NOT (vote OR ballot)'     one without the others
  'strik*'                          words that begin like this
  'ferry NEAR/5 strike'             at most five words between them; NEAR alone: ten
  'speaker:keller ferry'            a quotation of hers in whose paragraph the word stands
  'about:ferry'                     a quotation in whose paragraph words begin like this
  'outlet:post person:\"anna keller\" org:union'
  'date:2026-03..2026-04-15'        also date:2026-03, date:>=2026-03, date:<2026

Small letters find capitals too, unless the word holds one.

Examples:
  onrecord search 'speaker:keller date:2026-03' story/
  onrecord search '\"night ferry\"' story/ --format csv > passages.csv";

pub(super) const PUSH_EXAMPLES: &str = "\
Examples:
  createdb story && onrecord push story/ --library postgres:///story
  onrecord push story/ --library postgres://anna@db.example/story
  onrecord --library postgres://ben@db.example/story

Only files that are new or changed are brought. A file is known there by its path below PATH, with the
folder's name before it. Files that are gone from the folder stay in the shared library until --prune takes
them off, and it takes off only those that you pushed last under your name: what others brought from a folder
of the same name is theirs. Corrections beside the articles come along.

Whoever pushes first makes the tables, in a schema called onrecord, and gives others their rights:
  GRANT USAGE ON SCHEMA onrecord TO reporters;
  GRANT SELECT ON ALL TABLES IN SCHEMA onrecord TO reporters;
  GRANT INSERT ON onrecord.correction TO reporters;

What the address leaves out comes from where psql takes it: PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD,
PGSSLMODE and its kin, ?service=NAME and ~/.pg_service.conf, and ~/.pgpass for passwords. Over a network the
connection is encrypted where the server offers it; '?sslmode=verify-full&sslrootcert=FILE' makes sure that
it is, and that it is the right server.";

pub(super) const FETCH_EXAMPLES: &str = "\
Examples:
  onrecord fetch https://vellcourier.example/pilots --into story/
  onrecord fetch https://vellcourier.example/feed.xml --into story/

Each article becomes a web archive (WARC) with its address and the time. What has not changed since
it was fetched is not fetched again; what has gets a file of its own.";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  onrecord check draft.md story/
  onrecord check draft.md story/ --format json

A quotation is exact, cut (part of a longer one), altered, joined (two run together), by another
speaker, or not found. The status is 1 unless all are exact or cut, and all by the right speaker.";
