"""What says where and how records are shown: screens, and the portal around the site."""
