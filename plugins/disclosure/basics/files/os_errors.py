"""What the system says when a file cannot be read or written, in Chinese.

Enters: an exception.  Leaves: a phrase that names the file, where there is one.
"""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许这样做",
    errno.EEXIST: "已经有了",
    errno.EINVAL: "这不是普通的文件",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超过了给这个用户的磁盘限额",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.EBUSY: "正在被使用",
    errno.EFBIG: "文件太大",
    errno.ENOTEMPTY: "文件夹里还有东西",
    errno.EADDRINUSE: "已被别的程序占用",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
    errno.ESTALE: "网络盘断开了",
    errno.ENODEV: "没有这个设备",
    errno.ENXIO: "没有这个设备",
    errno.ETXTBSY: "正在被使用",
    errno.EXDEV: "不在同一个磁盘上",
    errno.ENOMEM: "内存不够",
    errno.ETIMEDOUT: "等得太久",
}


def reason(error: OSError) -> str:
    """Why the system refused, without the file's name; by its number where we have no words."""
    return _WORDS.get(error.errno or 0, f"系统错误 {error.errno}")


def said(error: Exception) -> str:
    """What an exception says to people: our own words, or those for the system's number."""
    if not isinstance(error, OSError) or error.errno is None:
        return str(error)
    return f"{error.filename}：{reason(error)}" if error.filename else reason(error)
