"""Commands on releases, and the keys that they are signed with."""
