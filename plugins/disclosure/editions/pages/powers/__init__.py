"""Pages of powers: the record, its drawings, its differences from a shared flow, 七分权."""
