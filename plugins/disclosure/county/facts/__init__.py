"""Facts that follow from the linked county, each derived in one place."""
