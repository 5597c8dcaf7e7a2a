"""The only module, with ``publish`` and ``dot``, that touches the world outside the program.

Enters: paths.  Leaves: the files of a county as bytes, and files written.  Reading refuses what
could carry foreign content into the site (symbolic links, devices) and names every file that it
cannot read; nothing is skipped in silence but editors' own droppings.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..basics.files.os_errors import reason
from ..basics.law.library import LawText, is_law
from ..basics.paths.filenames import fault, twins
from ..basics.problem import Code, Place, Problem
from ..county.read import SourceFile
from ..schema.common import Placed

NO_FOLDER = Code(
    "D01", "不是县的文件夹", "请在含有 catalogues/ 的文件夹里运行，或把它的路径写在命令后面"
)
SYMLINK = Code("D02", "符号链接", "链接可能把外面的内容带进网站：请换成文件本身")
NOT_A_FILE = Code("D03", "不是普通文件", "请移走它")
UNREADABLE = Code("D04", "读不了", "请检查文件的读取权限")
NO_LAWS = Code(
    "D05", "法规库不能用", "请改正“法规库”或 --laws 写的文件夹；文件应叫“法规名称(2019-04-23).md”"
)
BAD_NAME = Code("D06", "文件名不能用", "请换一个名字：换一台电脑就打不开、拷不走")
SAME_NAME = Code("D07", "两个文件名只差大小写或写法", "请改其中一个：Windows 和 macOS 会让它们互相覆盖")


SOURCES = ("catalogues", "content")
SCHEMAS = "catalogues/schemas"


def read_county(folder: Path) -> tuple[list[SourceFile], list[Problem]]:
    """Every source file of a county, by path, and what could not be read."""
    if absent := no_county(folder):
        return [], [absent]
    files: list[SourceFile] = []
    problems: list[Problem] = []
    unread: list[OSError] = []
    for name in _walk(folder, unread):
        found = _read(f"{folder}/{name}", name)
        if isinstance(found, SourceFile):
            files.append(found)
        else:
            problems.append(found)
    problems += [_unreadable(error, folder) for error in unread if not _is_absent(error, folder)]
    return files, [*problems, *_misnamed([file.path for file in files])]


def no_county(folder: Path) -> Problem | None:
    """What is to be said of a folder that is no county's."""
    if (folder / "catalogues").is_dir():
        return None
    return Problem(Place("catalogues"), NO_FOLDER, f"“{folder.name or folder}”里没有 catalogues 文件夹")


def _is_absent(error: OSError, folder: Path) -> bool:
    """A county without notices has no ``content/``; every other folder must be there."""
    return error.errno == errno.ENOENT and Path(error.filename) == folder / "content"


def _unreadable(error: OSError, folder: Path) -> Problem:
    name = Path(error.filename).relative_to(folder).as_posix()
    return Problem(Place(_shown(name)), UNREADABLE, f"这个文件夹打不开：{reason(error)}")


def _misnamed(names: list[str]) -> Iterator[Problem]:
    """Names that another machine would refuse, or take for one another."""
    for name in names:
        if fault(name):
            yield Problem(Place(name), BAD_NAME, f"文件名{fault(name)}")
    for name, twin in twins(names):
        yield Problem(Place(name), SAME_NAME, f"与 {twin} 只差大小写或写法")


def read_laws(
    county: Path, asked: Path | None, configured: Placed | None
) -> tuple[list[LawText], list[Problem]]:
    """The texts of the law library asked for on the command line, or else configured.

    All of them are read, not only those cited: which title was repealed stands in other texts.
    A configured folder is found from the county's folder.
    """
    folder = asked or (county / configured.text if configured else None)
    if folder is None:
        return [], []
    texts: list[LawText] = []
    problems: list[Problem] = []
    try:
        below = files_below(folder)
    except OSError as error:
        place = configured.place if configured and not asked else Place(_shown(error.filename))
        return [], [Problem(place, NO_LAWS, f"打不开：{reason(error)}")]
    for name, path in below.items():
        if is_law(name):
            try:
                texts.append(LawText(name, path.read_text("utf-8-sig")))
            except (OSError, UnicodeDecodeError):
                problems.append(Problem(Place(name), NO_LAWS, "这个文件读不了，或者不是 UTF-8"))
    if not texts:
        place = configured.place if configured and not asked else Place(str(asked))
        problems.append(Problem(place, NO_LAWS, f"“{asked or configured}”里没有一部法规"))
    return texts, problems


def files_below(folder: Path) -> dict[str, Path]:
    """Regular files below a folder, by relative path with ``/``, sorted.  Raises ``OSError``."""
    return {name: folder / name for name in names_below(folder)}


def names_below(folder: Path) -> list[str]:
    """Their names alone."""
    return sorted(_names_below(str(folder), ""))


def _names_below(folder: str, prefix: str) -> Iterator[str]:
    """Walking on without a folder that cannot be opened would leave it out in silence."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _names_below(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield f"{prefix}{entry.name}"


def refuse_among_sources(county: Path, out: Path) -> None:
    """Nothing is written among the sources of a county.

    Raises:
        ValueError: ``out`` lies there.
    """
    if any(out.resolve().is_relative_to((county / source).resolve()) for source in SOURCES):
        raise ValueError(f"没有生成：{out} 在县的源文件里面。请把 --output 写到别处。")


def _walk(folder: Path, unread: list[OSError]) -> Iterator[str]:
    """Names of all that lies in the folders of sources, below the county's, with ``/``."""
    for source in SOURCES:
        if (folder / source).is_symlink():
            yield source
            continue
        for parent, folders, names in os.walk(f"{folder}/{source}", onerror=unread.append):
            here = Path(parent).relative_to(folder).as_posix()
            folders[:] = sorted(f for f in folders if not _ignored(f"{here}/{f}", f))
            yield from (f"{here}/{f}" for f in folders if (folder / here / f).is_symlink())
            yield from (f"{here}/{n}" for n in sorted(names) if not _ignored(f"{here}/{n}", n))


def _ignored(path: str, name: str) -> bool:
    """Hidden files, office lock files, and the generated schemas."""
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini") or path == SCHEMAS


def _shown(name: str) -> str:
    """A name that can be printed: one that is not UTF-8 by its bytes."""
    parts = (os.fsencode(part) for part in name.split("/"))
    return "/".join(
        part.decode("utf-8" if _is_utf8(part) else "ascii", "backslashreplace") for part in parts
    )


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read(path: str, name: str) -> SourceFile | Problem:
    if name != _shown(name):
        guessed = os.fsencode(name.rpartition("/")[2]).decode("gbk", "replace")
        return Problem(Place(_shown(name)), BAD_NAME, f"文件名不是 UTF-8，多半是 GBK 的“{guessed}”")
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            return Problem(Place(name), SYMLINK, f"这是指向“{os.readlink(path)}”的链接")  # noqa: PTH115  the text, not the target
        if not stat.S_ISREG(mode):
            return Problem(Place(name), NOT_A_FILE, "这不是普通文件")
        with open(path, "rb") as file:  # noqa: PTH123  thousands of times a command
            return SourceFile(name, file.read())
    except OSError as error:
        return Problem(Place(name), UNREADABLE, f"读取失败：{reason(error)}")
