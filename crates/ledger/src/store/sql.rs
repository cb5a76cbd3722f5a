//! How SQL is written here: every statement is a constant in its room's `statements!`, one text for both databases wherever they agree.
//! A test prepares each of them on both.

/// One statement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sql {
    pub lite: &'static str,
    pub pg: &'static str,
}

/// Declares a room's statements, and lists them for the test.
macro_rules! statements {
    ($($(#[doc = $doc:literal])* $name:ident = $lite:expr $(=> $pg:expr)?;)*) => {
        $($(#[doc = $doc])* const $name: $crate::store::sql::Sql = $crate::store::sql::statements!(@one $lite $(, $pg)?);)*
        /// Every statement of this room.
        pub(crate) const STATEMENTS: &[(&str, $crate::store::sql::Sql)] = &[$((stringify!($name), $name)),*];
    };
    (@one $both:expr) => { $crate::store::sql::Sql { lite: $both, pg: $both } };
    (@one $lite:expr, $pg:expr) => { $crate::store::sql::Sql { lite: $lite, pg: $pg } };
}

/// Runs an expression on whichever connection there is.
macro_rules! on {
    ($conn:expr, $sql:expr, $c:ident, $text:ident => $run:expr) => {
        match $conn.ready().await {
            Ok($crate::store::tx::Ready::Lite(lite)) => {
                let ($c, $text) = (&mut **lite, $sql.lite);
                $run
            }
            Ok($crate::store::tx::Ready::Pg(pg)) => {
                let ($c, $text) = (&mut **pg, $sql.pg);
                $run
            }
            Err(error) => Err(error),
        }
    };
}

/// Runs a statement; gives the number of rows that it touched.
macro_rules! run {
    ($conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::sql::on!($conn, $sql, c, text => {
            sqlx::query(text)$(.bind($bind))*.execute(c).await.map(|done| done.rows_affected())
        })
        .map_err($crate::LedgerError::from)
    };
}

/// Gives every row of a query.
macro_rules! all {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::sql::on!($conn, $sql, c, text => { sqlx::query_as::<_, $row>(text)$(.bind($bind))*.fetch_all(c).await })
            .map_err($crate::LedgerError::from)
    };
}

/// Gives the row of a query, if there is one.
macro_rules! maybe {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::sql::on!($conn, $sql, c, text => { sqlx::query_as::<_, $row>(text)$(.bind($bind))*.fetch_optional(c).await })
            .map_err($crate::LedgerError::from)
    };
}

/// Gives the one row of a query.
macro_rules! one {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::store::sql::on!($conn, $sql, c, text => { sqlx::query_as::<_, $row>(text)$(.bind($bind))*.fetch_one(c).await })
            .map_err($crate::LedgerError::from)
    };
}

/// Inserts many rows, a hundred with one statement; gives how many there were room for: `insert_many!(conn, HEAD, TAIL, rows, |row| [row.a, row.b])`.
macro_rules! insert_many {
    ($conn:expr, $head:expr, $tail:expr, $rows:expr, |$row:ident| [$($bind:expr),+ $(,)?]) => {{
        const COLUMNS: usize = [$(stringify!($bind)),+].len();
        let mut done: Result<u64, $crate::LedgerError> = Ok(0);
        for chunk in $rows.chunks(100) {
            let inserted = match $conn.ready().await {
                Ok($crate::store::tx::Ready::Lite(lite)) => {
                    let text = $crate::store::sql::values($head, chunk.len(), COLUMNS, $tail, |_| "?".to_owned());
                    let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
                    for $row in chunk { query = query$(.bind($bind))+; }
                    query.execute(&mut **lite).await.map(|done| done.rows_affected())
                }
                Ok($crate::store::tx::Ready::Pg(pg)) => {
                    let text = $crate::store::sql::values($head, chunk.len(), COLUMNS, $tail, |at| format!("${at}"));
                    let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
                    for $row in chunk { query = query$(.bind($bind))+; }
                    query.execute(&mut **pg).await.map(|done| done.rows_affected())
                }
                Err(error) => Err(error),
            }
            .map_err($crate::LedgerError::from);
            done = done.and_then(|before| Ok(before + inserted?));
            if done.is_err() { break; }
        }
        done
    }};
}

/// Declares a struct that can be read from a row of either database, column by column.
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fmeta:meta])* $fvis:vis $field:ident : $type:ty),* $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$fmeta])* $fvis $field: $type),* }
        $crate::store::sql::row!(@impl $name sqlx::sqlite::SqliteRow; $($field),*);
        $crate::store::sql::row!(@impl $name sqlx::postgres::PgRow; $($field),*);
    };
    (@impl $name:ident $row:ty; $($field:ident),*) => {
        impl<'r> sqlx::FromRow<'r, $row> for $name {
            fn from_row(row: &'r $row) -> sqlx::Result<Self> {
                use sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?),* })
            }
        }
    };
}

pub(crate) use {all, insert_many, maybe, on, one, row, run, statements};

/// `INSERT … VALUES (?,?),(?,?) …`: text made of our own constants and numbers only. `place` writes a parameter by its number; SQLite looks a
/// numbered one up among all of them, so it gets plain ones.
pub(crate) fn values(head: &str, rows: usize, columns: usize, tail: &str, place: fn(usize) -> String) -> String {
    let row = |row: usize| {
        let places: Vec<String> = (1..=columns).map(|column| place(row * columns + column)).collect();
        format!("({})", places.join(","))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("{head} VALUES {} {tail}", rows.join(","))
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn many_rows_are_numbered_through() {
        let numbered = values("INSERT INTO t (a, b)", 2, 2, "ON CONFLICT", |at| format!("${at}"));
        assert_eq!(numbered, "INSERT INTO t (a, b) VALUES ($1,$2),($3,$4) ON CONFLICT");
        assert_eq!(values("INSERT INTO t (a)", 2, 1, "", |_| "?".to_owned()), "INSERT INTO t (a) VALUES (?),(?) ");
    }
}
