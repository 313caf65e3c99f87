//! A connection to the server, and whether its tables are ours.

use postgres::{Client, GenericClient, Transaction};

use super::address::Address;
use super::error::Failure;

/// The number of the tables in `schema.sql`.
pub(super) const VERSION: &str = "1";

/// How often a transaction is tried that loses against another.
const TRIES: usize = 8;

/// Connects to a server; what is in the database is not looked at.
pub(super) fn connect(address: &Address) -> Result<Client, Failure> {
    address.encryption.connect(&address.config)
}

/// Connects to a library that is there.
pub(super) fn open(address: &Address) -> Result<Client, Failure> {
    let mut client = connect(address)?;
    match version(&mut client)? {
        Some(number) if number == VERSION => Ok(client),
        Some(number) => Err(Failure::Version(number)),
        None => Err(Failure::Missing),
    }
}

/// Connects to a library, and makes its tables if there are none.
pub(super) fn open_or_make(address: &Address) -> Result<Client, Failure> {
    let missing = match open(address) {
        Err(Failure::Missing) => connect(address)?,
        other => return other,
    };
    let made = make(missing);
    // Somebody else may have been faster.
    open(address).map_err(|failure| made.err().unwrap_or(failure))
}

fn make(mut client: Client) -> Result<(), Failure> {
    let mut transaction = client.transaction()?;
    transaction.batch_execute(include_str!("schema.sql"))?;
    Ok(transaction.commit()?)
}

/// The number of the tables; none where there are none.
fn version(client: &mut Client) -> Result<Option<String>, Failure> {
    let there = "SELECT 1 FROM information_schema.tables WHERE table_schema = 'onrecord' AND table_name = 'fact'";
    if client.query_opt(there, &[])?.is_none() {
        // Without rights the tables are not even listed.
        let exists = "SELECT 1 FROM information_schema.schemata WHERE schema_name = 'onrecord'";
        if client.query_opt(exists, &[])?.is_none() {
            return Ok(None);
        }
    }
    Ok(Some(fact(client, "tables")?.unwrap_or_default()))
}

/// What was in force when the rest was written.
pub(super) fn fact(
    client: &mut impl GenericClient,
    name: &str,
) -> Result<Option<String>, postgres::Error> {
    let query = "SELECT value FROM onrecord.fact WHERE name = $1";
    let row = client.query_opt(query, &[&name])?;
    row.map(|row| row.try_get(0)).transpose()
}

pub(super) fn set_fact(
    client: &mut impl GenericClient,
    name: &str,
    value: &str,
) -> Result<(), postgres::Error> {
    let query = "INSERT INTO onrecord.fact (name, value) VALUES ($1, $2) \
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    client.execute(query, &[&name, &value])?;
    Ok(())
}

/// How often files have come or changed. Within a transaction others who push wait until it ends.
pub(super) fn generation(transaction: &mut Transaction) -> Result<i64, postgres::Error> {
    let query = "SELECT value FROM onrecord.fact WHERE name = 'generation' FOR UPDATE";
    let value: String = transaction.query_one(query, &[])?.try_get(0)?;
    Ok(value.parse().unwrap_or(0))
}

/// Does the work in one transaction, and once more from the beginning where it loses against another: servers that are many
/// machines ask for that.
pub(super) fn in_transaction<R>(
    client: &mut Client,
    mut work: impl FnMut(&mut Transaction) -> Result<R, postgres::Error>,
) -> Result<R, Failure> {
    for _ in 1..TRIES {
        match attempt(client, &mut work) {
            Err(error) if is_conflict(&error) => {}
            other => return Ok(other?),
        }
    }
    Ok(attempt(client, &mut work)?)
}

fn attempt<R>(
    client: &mut Client,
    work: &mut impl FnMut(&mut Transaction) -> Result<R, postgres::Error>,
) -> Result<R, postgres::Error> {
    let mut transaction = client.transaction()?;
    let result = work(&mut transaction)?;
    transaction.commit()?;
    Ok(result)
}

fn is_conflict(error: &postgres::Error) -> bool {
    error
        .code()
        .is_some_and(|code| code.code().starts_with("40"))
}
