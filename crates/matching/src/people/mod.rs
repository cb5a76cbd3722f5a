//! The people of a case file, of whom a few words are known and nothing can be trained: what agrees, by its kind.

mod details;
mod names;
mod places;
mod same;
mod staff;

pub use details::Details;
pub use names::Name;
pub use places::Place;
pub use same::same_person;
pub use staff::{Side, Simple, Staff, StaffMatcher};

/// What agrees, as a reviewer reads it. Names the kind of detail and never the detail.
pub mod agreed {
    /// Two words of a name.
    pub const NAME: &str = "name";
    /// The day of birth.
    pub const BORN: &str = "date of birth";
    /// A house, by postcode and number.
    pub const ADDRESS: &str = "address";
    /// A telephone number.
    pub const TELEPHONE: &str = "telephone";
    /// An e-mail address.
    pub const EMAIL: &str = "e-mail";
    /// The registration of a vehicle.
    pub const VEHICLE: &str = "vehicle";
    /// Somebody whom the member of staff has named as close to them.
    pub const CLOSE: &str = "somebody close to them";
}
