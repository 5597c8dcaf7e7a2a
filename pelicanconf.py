"""Settings of the host.  Facts about the county live in catalogues/county.yaml, not here."""

import sys
from pathlib import Path

from jinja2 import StrictUndefined

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "plugins"))  # for the next line only
import disclosure.app.pelican_adapter  # noqa: E402,F401  Pelican skips a plugin it cannot import; this stops it

PATH = str(HERE / "content")  # notices; their county is the folder that holds content/
OUTPUT_PATH = str(HERE / "output" / "preview")  # plain `pelican` only; `disclosure build` stages
THEME = str(HERE / "theme")  # pages of all editions
PLUGIN_PATHS = [str(HERE / "plugins")]  # the plugin is not installed, it stands beside us
PLUGINS = ["disclosure"]  # everything that is published comes from this plugin

SITENAME = "亮权"  # unused by our templates; Pelican warns without it
SITEURL = ""  # pages link relatively; feeds take the address from county.yaml
TIMEZONE = "Asia/Shanghai"  # no output depends on it; Pelican wants one
DEFAULT_LANG = "zh"  # likewise

ARTICLE_PATHS = []  # notices are read strictly by the plugin: Pelican would drop broken ones
PAGE_PATHS = []  # likewise
STATIC_PATHS = []  # nothing is copied that was not looked at
THEME_STATIC_PATHS = []  # the plugin writes the theme's files into each edition
DIRECT_TEMPLATES = []  # no archives, tags or categories: the pages are the plugin's
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None  # feeds are the plugin's
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None  # no page names an author

DELETE_OUTPUT_DIRECTORY = True  # plain `pelican` previews: nothing withdrawn may linger
JINJA_ENVIRONMENT = {
    "autoescape": True,  # every text may be hostile
    "undefined": StrictUndefined,  # a template that names what is not there fails the build
    "trim_blocks": True,  # clean output
    "lstrip_blocks": True,
}
