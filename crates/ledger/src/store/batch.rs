//! Statements that are written down first and sent together: everything that one command changes reaches the database in one piece, so that a
//! server is asked once and SQLite's writer is woken once.
//!
//! On PostgreSQL they become parts of one `WITH`, which sees one state of the database: no statement of a batch may need what another of the same
//! batch has written, and no row is touched twice.

use std::fmt::Write as _;

use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;

use super::sql::Sql;
use super::tx::{Conn, Ready};
use crate::LedgerError;

/// How many parameters go into one piece, as a rule. PostgreSQL takes 65,535; SQLite 32,766, but it looks each of them up among all of its
/// statement's.
const MOST: usize = 4_000;

/// Values to be bound, in the order of their numbers.
pub(crate) enum Args {
    Lite(SqliteArguments),
    Pg(Box<PgArguments>),
}

/// What goes to the database in one piece.
pub(crate) struct Piece {
    pub text: String,
    pub args: Args,
    bound: usize,
    statements: usize,
}

/// Statements that have not been sent yet.
pub(crate) struct Batch {
    /// Whether they are written for PostgreSQL.
    server: bool,
    pieces: Vec<Piece>,
}

impl Batch {
    pub(crate) fn new(server: bool) -> Self {
        Self { server, pieces: Vec::new() }
    }

    /// Writes a statement down. Gives the list for its values, which follow in the order of their numbers.
    pub(crate) fn add(&mut self, sql: Sql, values: usize) -> &mut Args {
        self.add_text(if self.server { sql.pg } else { sql.lite }, values)
    }

    /// Writes down an insert of so many rows.
    pub(crate) fn add_rows(&mut self, head: &str, tail: &str, rows: usize, columns: usize) -> &mut Args {
        let row =
            |row: usize| (1..=columns).map(move |column| format!("${}", row * columns + column)).collect::<Vec<_>>().join(",");
        let rows_text = (0..rows).map(|nth| format!("({})", row(nth))).collect::<Vec<_>>().join(",");
        self.add_text(&format!("{head} VALUES {rows_text} {tail}"), rows * columns)
    }

    fn add_text(&mut self, sql: &str, values: usize) -> &mut Args {
        if self.pieces.last().is_none_or(|piece| piece.bound + values > MOST) {
            let args = if self.server { Args::Pg(Box::default()) } else { Args::Lite(SqliteArguments::default()) };
            self.pieces.push(Piece { text: String::with_capacity(1024), args, bound: 0, statements: 0 });
        }
        let at = self.pieces.len() - 1;
        let piece = &mut self.pieces[at];
        if self.server {
            let _ = write!(piece.text, "{} w{} AS (", if piece.statements == 0 { "WITH" } else { "," }, piece.statements);
        }
        numbered_from(&mut piece.text, sql, piece.bound);
        piece.text.push_str(if self.server { ")" } else { ";" });
        piece.statements += 1;
        piece.bound += values;
        &mut piece.args
    }

    /// Takes everything out that is to be sent.
    pub(crate) fn take(&mut self) -> Vec<Piece> {
        let mut pieces = std::mem::take(&mut self.pieces);
        if self.server {
            pieces.iter_mut().for_each(|piece| piece.text.push_str(" SELECT 1"));
        }
        pieces
    }
}

/// Writes a statement with its parameters numbered on from those before it.
fn numbered_from(text: &mut String, sql: &str, before: usize) {
    let mut parts = sql.split('$');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let number: usize = part[..digits].parse().unwrap_or_default();
        let _ = write!(text, "${}{}", number + before, &part[digits..]);
    }
}

/// Sends pieces inside a transaction that is open already.
pub(crate) async fn send(conn: &mut Conn, pieces: Vec<Piece>) -> Result<(), LedgerError> {
    for Piece { text, args, .. } in pieces {
        let text = sqlx::AssertSqlSafe(text);
        match (conn.ready().await?, args) {
            (Ready::Lite(lite), Args::Lite(args)) => sqlx::query_with(text, args).execute(&mut **lite).await.map(|_| ()),
            (Ready::Pg(pg), Args::Pg(args)) => sqlx::query_with(text, *args).execute(&mut **pg).await.map(|_| ()),
            _ => Err(sqlx::Error::Protocol("a batch for another database".to_owned())),
        }
        .map_err(overtaken)?;
    }
    Ok(())
}

/// Where the end of a file's chain has moved meanwhile, its new end comes out as no number, which the database does not take.
pub(crate) fn overtaken(error: sqlx::Error) -> LedgerError {
    let moved = matches!(&error, sqlx::Error::Database(said) if said.kind() == sqlx::error::ErrorKind::NotNullViolation);
    if moved { LedgerError::Busy } else { error.into() }
}

/// Writes a statement down in a transaction's batch: `later!(tx, SQL, value, value)`.
macro_rules! later {
    ($tx:expr, $sql:expr $(, $bind:expr)+ $(,)?) => {{
        const VALUES: usize = [$(stringify!($bind)),+].len();
        $crate::store::batch::bind!($tx.later.add($sql, VALUES), $($bind),+)
    }};
}

/// Writes down the insert of many rows: `later_many!(tx, HEAD, TAIL, rows, |row| [row.a, row.b])`.
macro_rules! later_many {
    ($tx:expr, $head:expr, $tail:expr, $rows:expr, |$row:ident| [$($bind:expr),+ $(,)?]) => {{
        const COLUMNS: usize = [$(stringify!($bind)),+].len();
        let mut done: Result<(), $crate::LedgerError> = Ok(());
        for chunk in $rows.chunks(100) {
            let args = $tx.later.add_rows($head, $tail, chunk.len(), COLUMNS);
            for $row in chunk {
                done = done.and($crate::store::batch::bind!(&mut *args, $($bind),+));
            }
        }
        done
    }};
}

macro_rules! bind {
    ($args:expr, $($bind:expr),+) => {
        match $args {
            $crate::store::batch::Args::Lite(args) => $crate::store::batch::bind!(@all args, $($bind),+),
            $crate::store::batch::Args::Pg(args) => $crate::store::batch::bind!(@all args, $($bind),+),
        }
    };
    (@all $args:ident, $($bind:expr),+) => {{
        #[allow(unused_imports, reason = "one of the two databases brings it along")]
        use sqlx::Arguments as _;
        let bound: Result<(), sqlx::error::BoxDynError> = Ok(());
        bound$(.and_then(|()| $args.add($bind)))+.map_err(|error| $crate::LedgerError::Database(sqlx::Error::Encode(error)))
    }};
}

pub(crate) use {bind, later, later_many};

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Sql = Sql { lite: "UPDATE t SET a = $2 WHERE b = $1", pg: "UPDATE t SET a = $2 WHERE b = $1" };

    fn text(server: bool) -> String {
        let mut batch = Batch::new(server);
        batch.add(ONE, 2);
        batch.add_rows("INSERT INTO u (a, b)", "ON CONFLICT DO NOTHING", 2, 2);
        batch.take().remove(0).text
    }

    #[test]
    fn statements_sent_together_keep_their_own_values() {
        assert_eq!(
            text(false),
            "UPDATE t SET a = $2 WHERE b = $1;INSERT INTO u (a, b) VALUES ($3,$4),($5,$6) ON CONFLICT DO NOTHING;"
        );
        assert_eq!(
            text(true),
            "WITH w0 AS (UPDATE t SET a = $2 WHERE b = $1), w1 AS (INSERT INTO u (a, b) VALUES ($3,$4),($5,$6) ON CONFLICT DO NOTHING) SELECT 1"
        );
    }

    #[test]
    fn what_is_too_long_for_one_piece_goes_in_several() {
        let mut batch = Batch::new(false);
        for _ in 0..3 {
            batch.add_rows("INSERT INTO u (a)", "", MOST / 2, 1);
        }
        let pieces = batch.take();
        assert_eq!(pieces.len(), 2);
        assert!(pieces[1].text.starts_with("INSERT INTO u (a) VALUES ($1)"));
        assert!(batch.take().is_empty());
    }
}
