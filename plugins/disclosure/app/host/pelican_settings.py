"""Settings of the host, wherever the program lies: a checkout's ``pelicanconf.py`` takes them over.

Enters: nothing.  Leaves: what Pelican calls its settings.  Facts about the county live in
catalogues/county.yaml, not here; folders are given by whoever runs Pelican.
"""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined

PLUGINS = ["disclosure"]  # everything that is published comes from this plugin

SITENAME = "亮权"  # unused by our templates; Pelican warns without it
SITEURL = ""  # pages link relatively; feeds take the address from county.yaml
TIMEZONE = "Asia/Shanghai"  # no output depends on it; Pelican wants one
DEFAULT_LANG = "zh"  # likewise

ARTICLE_PATHS: list[str] = []  # notices are read strictly by the plugin: Pelican would drop broken ones
PAGE_PATHS: list[str] = []  # likewise
STATIC_PATHS: list[str] = []  # nothing is copied that was not looked at
THEME_STATIC_PATHS: list[str] = []  # the plugin writes the theme's files into each edition
DIRECT_TEMPLATES: list[str] = []  # no archives, tags or categories: the pages are the plugin's
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None  # feeds are the plugin's
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None  # no page names an author

JINJA_ENVIRONMENT: dict[str, Any] = {
    "autoescape": True,  # every text may be hostile
    "undefined": StrictUndefined,  # a template that names what is not there fails the build
    "trim_blocks": True,  # clean output
    "lstrip_blocks": True,
    "auto_reload": False,  # a build is short: no template changes under it
}
