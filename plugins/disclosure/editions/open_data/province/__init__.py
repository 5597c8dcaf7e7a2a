"""The index of many counties: a directory, statistics and a search, made of what each publishes."""
