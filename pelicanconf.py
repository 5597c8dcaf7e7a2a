"""Settings of plain ``pelican`` in this checkout; all that is not a folder comes from the package."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "plugins"))  # for the next two lines only
import disclosure.app.host.pelican_adapter  # noqa: E402,F401  Pelican skips a plugin it cannot import; this stops it
from disclosure.app.host.pelican_settings import *  # noqa: E402,F403  settings are taken over whole, as Pelican does

PATH = str(HERE / "content")  # notices; their county is the folder that holds content/
OUTPUT_PATH = str(HERE / "output" / "preview")  # plain `pelican` only; `disclosure build` stages
THEME = str(HERE / "theme")  # pages of all editions
PLUGIN_PATHS = [str(HERE / "plugins")]  # the plugin is not installed, it stands beside us
DELETE_OUTPUT_DIRECTORY = True  # plain `pelican` previews: nothing withdrawn may linger
