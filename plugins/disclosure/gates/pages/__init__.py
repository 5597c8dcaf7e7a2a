"""Gates that look at the tags of pages: where they lead, what they load, what they say of themselves."""
