"""Pages of decisions: the record, what lies ahead, the register, carrying out, figures."""
