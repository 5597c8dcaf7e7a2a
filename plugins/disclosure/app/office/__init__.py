"""What an office does with files of its own: begins a county, takes tables in, gives them out."""
