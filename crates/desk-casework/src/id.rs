//! Identifiers. Each is its own type, so that none can stand where another belongs.

use serde::{Deserialize, Serialize};

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub [u8; $bytes]);

        impl From<[u8; $bytes]> for $name {
            fn from(bytes: [u8; $bytes]) -> Self {
                Self(bytes)
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }
    };
}

identifier!(
    /// The address of a conversation, derived from a person's words (PROTOCOL.md §1.2).
    ConversationId,
    16
);
identifier!(
    /// One message of a person; all its sheets carry it (PROTOCOL.md §1.3).
    MessageId,
    8
);
identifier!(
    /// One reply of the team.
    ReplyId,
    16
);
identifier!(
    /// One note of the team.
    NoteId,
    16
);
identifier!(
    /// One operation; the same operation is never applied twice.
    OperationId,
    16
);
identifier!(
    /// One device of one member. A desk without a team is a team of one device.
    DeviceId,
    16
);
