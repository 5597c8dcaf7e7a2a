"""Days of the year as offices count them."""
