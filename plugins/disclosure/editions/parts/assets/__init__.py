"""What pages load besides: style sheets that are written as one, scripts that bear data."""
