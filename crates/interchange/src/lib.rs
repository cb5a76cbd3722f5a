//! What goes to others in the form that they ask for. Plain values in, bytes out; it knows no case file, no key and no database.
//!
//! [`hclic`] is the national return of homelessness cases. A record holds codes, days and numbers and nothing else: there is no field into which
//! a name, an address or a sentence could be put.

pub mod hclic;
