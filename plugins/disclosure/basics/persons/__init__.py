"""Personal numbers: found in whatever carries them, never printed whole."""
