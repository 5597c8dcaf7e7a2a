"""What programs that come by look for: robots.txt, the site map, security.txt."""
