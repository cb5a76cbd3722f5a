//! What is said at the door.

/// One answer for every sign-in that fails, whatever the reason.
pub const NO_ENTRY: &str =
    "The name and password do not match, or this account may not sign in now. Try again, or ask your manager";
/// A wrong, old or used code.
pub const NO_CODE: &str = "That code is wrong, or was used already. Wait for the next one and type its six digits";
/// Too many attempts.
pub const WAIT: &str = "There were too many attempts. Wait a few minutes, then try again";
/// The name field.
pub const NAME: &str = "Sign-in name";
/// The code field.
pub const CODE: &str = "Six-digit code";
