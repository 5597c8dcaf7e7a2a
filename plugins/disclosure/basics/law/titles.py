"""Titles of norms that more than one room cites."""

from __future__ import annotations

VETO = "国办秘函〔2019〕19号单项否决指标“伪造发稿日期”"
