//! «Somebody here says that they are known»: passed on by whoever stands at the front desk, seen by those on call.

pub mod handlers;
