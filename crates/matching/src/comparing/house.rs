//! Which house a record is in.

use crate::records::Record;
use crate::records::interner::mixed;

/// One number for the house, by property number, or by number and street with town or postcode; 0 where too little is known.
pub(crate) fn house_key(record: &Record) -> u64 {
    if record.uprn != 0 {
        return mixed(record.uprn);
    }
    if record.street == 0 || record.town | record.postcode == 0 {
        return 0;
    }
    let town = if record.town == 0 { u64::from(record.postcode) | 1 << 40 } else { u64::from(record.town) };
    mixed(mixed((u64::from(record.street) << 32) | u64::from(record.house)) ^ mixed((u64::from(record.flat) << 44) ^ town))
}
