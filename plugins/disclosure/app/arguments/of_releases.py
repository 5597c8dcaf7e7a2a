"""The words of the commands that look at releases, not at a county.

Enters: the parsers of all commands.  Leaves: more of them.
"""

from __future__ import annotations

from pathlib import Path

from .options import Subparsers, day, key, later, output, signed


def add_commands(subparsers: Subparsers) -> None:
    """Commands that look at releases, not at a county."""
    rollback = subparsers.add_parser("rollback", help="退回上一版网站")
    output(rollback)
    rollback.set_defaults(run=later("releases.release_commands", "rollback"))
    text = "说出旧版和更新包里还有哪些不该公开而撤下的；--remove 删去"
    gone = subparsers.add_parser("forget", help=text, description=text)
    output(gone)
    gone.add_argument("--bundles", metavar="文件夹", type=Path, help="publish --kiosk 写的文件夹，也看")
    gone.add_argument("--remove", action="store_true", help="删去，不能恢复；不写就只说")
    gone.set_defaults(run=later("releases.forgetting", "forget"))
    verify = subparsers.add_parser("verify", help="逐字节核对发布出去的网站与清单，说出每个不同的文件")
    verify.add_argument(
        "tree", metavar="文件夹", type=Path, help="输出文件夹、一版网站，或拷出去的一部分"
    )
    verify.add_argument("--manifest", metavar="文件", type=Path, help="清单不在文件夹里时，它在哪里")
    verify.add_argument(
        "--part", metavar="部分", default="", help="文件夹只是其中一部分时写明，例如 public、led/square"
    )
    verify.add_argument("--public-key", metavar="文件", type=Path, help="公钥文件：同时核对清单的签名")
    verify.set_defaults(run=later("releases.release_commands", "verify"))
    diff = subparsers.add_parser("diff", help="两版网站之间新增、改动、撤下了什么")
    diff.add_argument("old", metavar="旧", type=Path, help="输出文件夹，或其中 releases/ 下的一版")
    diff.add_argument("new", metavar="新", type=Path, help="同上")
    diff.add_argument("--files", action="store_true", help="再列出每个文件")
    diff.set_defaults(run=later("releases.release_commands", "diff"))
    text = "把公布的数据放进一个 SQLite 数据库，用 SQL 查，或用 Datasette 浏览"
    sqlite = subparsers.add_parser("sqlite", help=text, description=text)
    sqlite.add_argument(
        "site", metavar="网站", type=Path, help="输出文件夹，或拷出去的 public、下载的网站"
    )
    sqlite.add_argument("database", metavar="数据库", type=Path, help="写到哪个文件，如 数据.db")
    sqlite.set_defaults(run=later("releases.database", "database"))
    text = "把公布的文章装成一个 ZIP，供门户的内容管理系统导入：一个栏目一个文件夹"
    package = subparsers.add_parser("cms", help=text, description=text)
    package.add_argument("site", metavar="网站", type=Path, help="输出文件夹，或拷出去的 public")
    package.add_argument("package", metavar="包", type=Path, help="写到哪个文件，如 文章.zip")
    package.set_defaults(run=later("releases.portals.cms_package", "cms_package"))
    _of_provinces(subparsers)
    _of_touch_screens(subparsers)
    _of_screens(subparsers)
    keygen = subparsers.add_parser("keygen", help="生成签名用的钥匙（Ed25519，公钥与 minisign 通用）")
    keygen.add_argument("file", metavar="文件", type=Path, help="私钥写到哪里；公钥写在旁边，加 .pub")
    keygen.set_defaults(run=later("releases.keys", "keygen"))


def _of_touch_screens(subparsers: Subparsers) -> None:
    text = (
        "把现在的网站做成触摸屏的更新包，签名，放进 U 盘；或者做成网站服务器用的一份，连同压缩好的文件"
    )
    made = subparsers.add_parser("publish", help=text, description=text)
    output(made)
    target = made.add_mutually_exclusive_group(required=True)
    target.add_argument("--kiosk", metavar="文件夹", type=Path, help="更新包写到哪里，如 U 盘上的文件夹")
    target.add_argument("--web", metavar="文件夹", type=Path, help="网站服务器用的一份写到哪里")
    made.add_argument(
        "--sequence", metavar="号", type=int, default=1, help="换了输出文件夹以后，从几号起"
    )
    made.add_argument(
        "--last", metavar="几版", type=int, choices=range(51), default=10,
        help="相对于最近做过更新包的几版，各写一个只有改动的（默认 10，最多 50）",
    )  # fmt: skip
    signed(made)
    made.set_defaults(run=later("releases.portals", "publish"))
    text = "在触摸屏上运行：核对更新包，换上；不对就不换，原来的内容不动"
    taken = subparsers.add_parser("kiosk-update", help=text, description=text)
    taken.add_argument("bundles", metavar="更新包", type=Path, help="publish --kiosk 写的文件夹")
    taken.add_argument(
        "screen", metavar="触摸屏", type=Path, help="触摸屏的文件夹，浏览器打开其中的 index.html"
    )
    taken.add_argument("--public-key", metavar="文件", type=Path, required=True, help="公钥文件")
    taken.add_argument("--county", metavar="区划代码", required=True, help="只收这个县的更新")
    taken.add_argument(
        "--stale", metavar="天", type=int, default=30, help="数据旧了几天就提醒（默认 30）"
    )
    taken.add_argument(
        "--today", metavar="日期", type=day, help="今天是哪天（默认照这台机器的钟，北京时间）"
    )
    taken.set_defaults(run=later("releases.kiosk_updates", "kiosk_update"))


def _of_provinces(subparsers: Subparsers) -> None:
    text = "把各县发布的网站编成一个目录：各县、统计、查找"
    province = subparsers.add_parser("province", help=text, description=text)
    province.add_argument("folder", metavar="各县", type=Path, help="文件夹，里面每个县一个输出文件夹")
    output(province)
    province.add_argument("--name", metavar="名称", default="各县", help="省（市）的名称，写在标题里")
    province.add_argument("--allow-withdrawal", action="store_true", help="撤下一个县是有意的")
    signed(province)
    province.set_defaults(run=later("releases.province", "province"))


def _of_screens(subparsers: Subparsers) -> None:
    text = "写出每块显示屏签了名的节目，交给播放的机器"
    feed = subparsers.add_parser("led-feed", help=text, description=text)
    feed.add_argument("target", metavar="节目", type=Path, help="写到哪个文件夹，每块屏一个")
    output(feed)
    feed.add_argument("--as-of", metavar="日期", type=day, help="今天是哪天（默认照这台机器）")
    feed.add_argument(
        "--days",
        metavar="天",
        type=int,
        choices=range(1, 61),
        default=7,
        help="播几天，连同今天（默认 7）",
    )
    key(feed)
    feed.set_defaults(run=later("releases.screen_feeds", "led_feed"))
    text = "一块显示屏的节目能不能播：别的屏的、过期的、以前的、改动过的都不播"
    verify = subparsers.add_parser("led-verify", help=text, description=text)
    verify.add_argument("feed", metavar="节目", type=Path, help="这块屏的节目文件夹")
    verify.add_argument("--screen", metavar="代码", required=True, help="这块屏的代码")
    verify.add_argument("--public-key", metavar="文件", type=Path, required=True, help="本县的公钥文件")
    verify.add_argument("--as-of", metavar="日期", type=day, help="今天是哪天（默认照这台机器）")
    verify.set_defaults(run=later("releases.screen_feeds", "led_verify"))
