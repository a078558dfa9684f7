//! The encrypted store of operations and views on a staff member's computer.
