// The same page as hugo/layouts/page.html.
const { readFileSync } = require("node:fs");

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const safe = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);
const each = (items, draw) => (items || []).map(draw).join("");
const NAME = "梯田县权力公开网";
const [TOP, FOOT] = ["top", "foot"].map((part) => readFileSync(`${__dirname}/${part}.html`, "utf8"));

const section = (s, i) => `<section class="panel" id="s${i}"><h2>${safe(s.title)}</h2>
${each(s.lines, (line) => `<p>${safe(line)}</p>`)}${s.rows ? `<table><tbody>${each(s.rows, (row) => `<tr>${each(row, (cell) => `<td>${safe(cell)}</td>`)}</tr>`)}</tbody></table>` : ""}${s.links ? `<ul class="list">${each(s.links, ([to, name]) => `<li><a href="${to}">${safe(name)}</a></li>`)}</ul>` : ""}</section>
`;

module.exports.render = (page) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(page.title)} - ${NAME}</title><meta name="description" content="${safe(page.title)}"><link rel="canonical" href="https://www.titian.example/quanli/${page.permalink}"><link rel="stylesheet" href="../static/site.css"><link rel="icon" href="../static/icon.svg"></head>
<body><a class="skip" href="#main">跳到正文</a>
${TOP}
<main id="main"><nav class="crumbs"><a href="../index.html">首页</a> &gt; <a href="../units/${page.above}.html">${safe(page.above_name)}</a> &gt; <span>${safe(page.title)}</span></nav>
<article class="article"><h1 class="title">${safe(page.title)}</h1>
<dl class="facts">${each(page.facts, ([name, value]) => `<div class="fact"><dt>${safe(name)}</dt><dd>${safe(value)}</dd></div>`)}</dl>
<nav class="contents" aria-label="本页内容"><ul>${each(page.sections, (s, i) => `<li><a href="#s${i}">${safe(s.title)}</a></li>`)}</ul></nav>
${each(page.sections, section)}</article></main>
${FOOT}
</body></html>`;
