"""Pages that belong to no county: the theme's templates, as the host has them, for a province.

Enters: a template, and what it shows.  Leaves: the bytes of a page.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import TemplateError
from pelican import Pelican
from pelican.settings import read_settings

from ...release import StagedRelease
from . import pelican_settings
from .pelican_adapter import BuildFailed, DisclosureGenerator, overrides


class LoosePages:
    """Renders, with ``site`` as the name of the site in every frame."""

    def __init__(self, site: str) -> None:
        with TemporaryDirectory() as place:
            folders = overrides(Path(place), StagedRelease(Path(place)))
            host = Pelican(read_settings(str(pelican_settings.__file__), override=folders))
            of_pelican = (host.settings, host.path, host.theme, host.output_path)
            self._environment = DisclosureGenerator(host.settings.copy(), *of_pelican).env
        self.site = site
        self.theme = Path(host.theme)

    def page(self, template: str, path: str, page: object) -> bytes:
        """Raises ``BuildFailed``."""
        try:
            found = self._environment.get_template(template)
            text: str = found.render(page=page, site=self.site, root="../" * path.count("/"))
        except (TemplateError, AttributeError, LookupError) as error:
            raise BuildFailed(f"模板 {template} 渲染 {path} 时出错：{error}") from error
        return text.encode()
