/* Search over all counties.  Scripts are loaded as they are needed, so that it works from a disk too:
   what they hold is written by editions/province/search_data.py. */
var found = (function () {
  "use strict";
  var MOST = 50, WAIT = 200;
  var known = [], there = {}, size = 1;
  var pairs = {}, blocks = {}, loading = {};
  var words, told, hits, turn = 0;

  function load(path, then) {
    if (loading[path] === true) { then(); return; }
    if (loading[path]) { loading[path].push(then); return; }
    loading[path] = [then];
    var script = document.createElement("script");
    script.src = path;
    script.onload = function () {
      var waiting = loading[path];
      loading[path] = true;
      waiting.forEach(function (one) { one(); });
    };
    script.onerror = function () {
      delete loading[path];
      told.textContent = "有一份数据没有取到，请再试一次。";
    };
    document.head.appendChild(script);
  }

  function loadAll(paths, then) {
    var left = paths.length;
    if (!left) { then(); }
    paths.forEach(function (path) { load(path, function () { left -= 1; if (!left) { then(); } }); });
  }

  function letters(text) { return text.toLowerCase().replace(/\s+/g, ""); }

  function pairsIn(term) {
    var signs = Array.from(term);
    return signs.slice(1).map(function (sign, at) { return signs[at] + sign; });
  }

  function shardOf(pair) {
    var signs = Array.from(pair);
    return (signs[0].codePointAt(0) * 31 + signs[1].codePointAt(0)) % 256;
  }

  /* gaps between rising numbers, in letters; the last letter of each is a capital */
  function numbersIn(gaps) {
    var numbers = [], at = 0, gap = 0;
    for (var place = 0; place < gaps.length; place += 1) {
      var code = gaps.charCodeAt(place), last = code < 97;
      gap = gap * 26 + code - (last ? 65 : 97);
      if (last) { at += gap; numbers.push(at); gap = 0; }
    }
    return numbers;
  }

  function inAll(lists) {
    lists.sort(function (one, other) { return one.length - other.length; });
    return lists.reduce(function (left, list) {
      var held = {};
      list.forEach(function (number) { held[number] = true; });
      return left.filter(function (number) { return held[number]; });
    });
  }

  function hitsIn(county, wanted) {
    var held = pairs[county[0]] || {};
    var lists = wanted.map(function (pair) { return numbersIn(held[pair] || ""); });
    return inAll(lists).map(function (number) {
      return { county: county, block: Math.floor(number / size), place: number % size };
    });
  }

  function blockOf(hit) { return "search/entries/" + hit.county[0] + "/" + hit.block + ".js"; }

  function made(name, parts) {
    var element = document.createElement(name);
    parts.forEach(function (part) { element.appendChild(part); });
    return element;
  }

  function show(hit, terms) {
    var entry = blocks[hit.county[0]][hit.block][hit.place], name = letters(entry[0]);
    if (!terms.every(function (term) { return name.indexOf(term) >= 0; })) { return; }
    var link = made("a", [document.createTextNode(entry[0])]);
    link.href = hit.county[2] + entry[2];
    var note = made("p", [made("span", [document.createTextNode(hit.county[1] + "　" + entry[1])])]);
    hits.appendChild(made("li", [link, note]));
  }

  function search() {
    var mine = turn += 1;
    var terms = words.value.split(/\s+/).map(letters).filter(Boolean), wanted = [];
    terms.forEach(function (term) { wanted = wanted.concat(pairsIn(term)); });
    hits.textContent = "";
    told.textContent = terms.length && !wanted.length ? "请至少写相连的两个字。" : "";
    if (!wanted.length) { return; }
    var shards = wanted.map(shardOf).filter(function (shard) { return there[shard]; });
    loadAll(shards.map(function (shard) { return "search/shards/" + shard + ".js"; }), function () {
      if (mine !== turn) { return; }
      var all = [];
      known.forEach(function (county) { all = all.concat(hitsIn(county, wanted)); });
      var first = all.slice(0, MOST);
      loadAll(first.map(blockOf), function () {
        if (mine !== turn) { return; }
        first.forEach(function (hit) { show(hit, terms); });
        var more = "约有 " + all.length + " 个，先列出 " + MOST + " 个；写得再具体些，就少一些。";
        var number = hits.children.length;
        told.textContent = all.length > MOST ? more : number ? "找到 " + number + " 个。" : "没有找到。";
      });
    });
  }

  function begin() {
    var timer;
    words = document.getElementById("words");
    told = document.getElementById("told");
    hits = document.getElementById("hits");
    words.disabled = false;
    words.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(search, WAIT);
    });
    search();
  }

  return {
    counties: function (all, shards, block) {
      known = all;
      shards.forEach(function (shard) { there[shard] = true; });
      size = block;
      begin();
    },
    shard: function (code, held) {
      pairs[code] = pairs[code] || {};
      Object.keys(held).forEach(function (pair) { pairs[code][pair] = held[pair]; });
    },
    block: function (code, number, entries) {
      blocks[code] = blocks[code] || {};
      blocks[code][number] = entries;
    }
  };
}());
