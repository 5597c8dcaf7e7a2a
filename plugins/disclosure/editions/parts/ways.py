"""The way from a page to others of its edition, as links write it.

Enters: paths below the root of an edition, as ``urls`` names them.  Leaves: relative ways, so that pages
also open from a disk.
"""

from __future__ import annotations


def root_of(path: str) -> str:
    """The way from a page back to the root of its edition: "" or "../" repeated."""
    return "../" * path.count("/")


def straight(page: str, path: str) -> str:
    """A page whose links, written from the root, do not leave the folder of the root that it lies in.

    Quotes are escaped in words: what looks like the beginning of a link is one.
    """
    folder, root = path.partition("/")[0], root_of(path)
    return page.replace(f'href="{root}{folder}/', f'href="{root[3:]}') if root else page
