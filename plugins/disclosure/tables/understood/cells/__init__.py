"""What the words of one cell mean: values by the kind of a field, lists, ticks, steps of a flow."""
