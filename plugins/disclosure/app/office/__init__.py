"""What an office does with files of its own: begins a county, takes tables in, gives them out."""

import os

# openpyxl takes lxml where it happens to be, and then writes other bytes
os.environ["OPENPYXL_LXML"] = "False"
