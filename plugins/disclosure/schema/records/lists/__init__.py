"""共同清单: lists of powers that many bodies hold."""
