"""What ``disclosure import`` does around the tables: reads in bounds, shows, asks, puts in place."""
