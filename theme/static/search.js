/* Finds pages by what a visitor types: characters, pinyin in full or by initials, codes, telephones, other
   names, and any of these with one mistake.  ES5; what it looks through is loaded as scripts, so that it
   works from a disk (editions/finding/search_files.py writes them).  Nothing is stored and nothing sent. */
(function () {
  "use strict";
  var MOST = 120, LONGEST = 24, ENOUGH = 600;
  var kinds = [], names = [], files = {}, texts = null;

  function each(list, action) { Array.prototype.forEach.call(list, action); }

  /* the files of a number, when both are there */
  function join(number, part, told) {
    var file = files[number] = files[number] || {};
    file[part] = told;
    if (file.names && file.pages) {
      file.names.forEach(function (row, at) { add(row, file.pages[at], file.units); });
      texts = null;
      delete files[number];
    }
  }

  function add(row, pages, units) {
    var words = [], read = row[1];
    row[2].forEach(function (part, at) { if (at % 2) { read += " " + part; } else { words.push(part); } });
    names.push({
      name: row[0], low: row[0].toLowerCase(), read: " " + read, at: names.length,
      words: words.length ? "\t" + words.join("\t").toLowerCase() + "\t" : "",
      pages: pages.map(function (page) {
        var keys = page[3] && " " + page[3].toLowerCase().replace(/-/g, "") + " ";
        var told = [page[2], units[page[4]]].filter(Boolean).join(" · ");
        return { kind: page[0], href: page[1], told: told, own: page[2], keys: keys };
      })
    });
  }

  window.disclosureSearch = {
    kinds: function (told) { kinds = told; },
    names: function (number, rows) { join(number, "names", rows); },
    units: function (number, told) { join(number, "units", told); },
    pages: function (number, rows) { join(number, "pages", rows); }
  };

  /* a kind of text of all names, one a line: looked through as a whole, which is quick */
  function Lines(told) {
    var at = 0;
    this.starts = [];
    this.text = names.map(told, this).join("\n");
    each(this.text.split("\n"), function (line) { this.starts.push(at); at += line.length + 1; }.bind(this));
  }

  /* the name whose line holds a place of the text */
  Lines.prototype.line = function (place) {
    var low = 0, high = this.starts.length - 1, middle;
    while (low < high) {
      middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= place) { low = middle; } else { high = middle - 1; }
    }
    return low;
  };

  /* the names in whose lines a word or a pattern stands, noted in a table */
  Lines.prototype.gather = function (wanted, into, most) {
    var place = -1, line, next = 0, pattern = typeof wanted === "string" ? null : new RegExp(wanted.source, "g");
    for (;;) {
      if (pattern) {
        pattern.lastIndex = next;
        line = pattern.exec(this.text);
        place = line ? line.index : -1;
      } else { place = this.text.indexOf(wanted, next); }
      if (place < 0) { return; }
      line = this.line(place);
      if (!into[line]) { into[line] = true; into.count += 1; }
      if (into.count >= most || line + 1 === this.starts.length) { return; }
      next = this.starts[line + 1];
    }
  };

  function ready() {
    texts = texts || {
      names: new Lines(function (of) { return "\t" + of.low + of.words; }),
      read: new Lines(function (of) { return of.read; }),
      keys: new Lines(function (of) { return of.pages.map(function (page) { return page.keys; }).join(""); }),
      told: new Lines(function (of) {
        return of.pages.map(function (page) { return page.own; }).join("\t").toLowerCase();
      })
    };
    return texts;
  }

  /* the names that may answer to a term; where there are too many, those that begin with it */
  function candidates(term, most) {
    var into = { count: 0 }, one = term.text.length === 1;
    ready();
    texts.names.gather("\t" + term.text, into, most);
    if (term.letters) { texts.read.gather(term.spelled[1], into, most); }
    if (!one || !term.letters) { texts.names.gather(term.text, into, most); }
    if (!one && term.letters) { texts.read.gather(term.spelled[0], into, most); }
    if (!one) { texts.keys.gather(/^\d{4}/.test(term.key) ? term.key : " " + term.key, into, most); }
    if (!one && !term.letters) { texts.told.gather(term.text, into, most); }
    return into;
  }

  function listed(into) {
    return Object.keys(into).filter(function (key) { return key !== "count"; }).map(function (key) {
      return names[Number(key)];
    });
  }

  function terms(typed) {
    var plain = typed.replace(/[\uff01-\uff5e]/g, function (wide) {
      return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
    });
    return plain.toLowerCase().split(/\s+/).filter(Boolean).map(function (term) {
      var text = term.slice(0, LONGEST), letters = /^[a-z]+$/.test(text);
      return { text: text, letters: letters, key: text.replace(/-/g, ""), spelled: letters && spelled(text) };
    });
  }

  /* db, dibao, dib: each letter goes on with a syllable or begins the next one */
  function spelled(letters) {
    var pattern = letters.charAt(0).toUpperCase();
    each(letters.slice(1), function (letter) {
      pattern += "(?:" + letter + "|[a-z]*" + letter.toUpperCase() + ")";
    });
    return [new RegExp(pattern), new RegExp(" " + pattern), new RegExp(" " + pattern + "[a-z]*(?![A-Za-z])")];
  }

  function byName(of, term) {
    return term.letters && byReading(of, term.spelled) || byText(of, term.text);
  }

  function byText(of, text) {
    var at = of.low.indexOf(text);
    if (at === 0) { return of.low === text ? 100 : 80; }
    if (of.words && of.words.indexOf("\t" + text + "\t") >= 0) { return 95; }
    if (at > 0) { return 60; }
    if (!of.words) { return 0; }
    return of.words.indexOf("\t" + text) >= 0 ? 70 : of.words.indexOf(text) >= 0 ? 55 : 0;
  }

  /* within a name, from its beginning, the whole of it */
  function byReading(of, spelled) {
    if (!spelled[0].test(of.read)) { return 0; }
    return !spelled[1].test(of.read) ? 45 : spelled[2].test(of.read) ? 85 : 65;
  }

  function byPage(page, term) {
    var at = page.keys ? page.keys.indexOf(" " + term.key) : -1;
    if (at >= 0 && term.key.length > 1) {
      return page.keys.charAt(at + term.key.length + 1) === " " ? 100 : 65;
    }
    if (/\d{4}/.test(term.key) && page.keys && page.keys.indexOf(term.key) >= 0) { return 40; }
    return !term.letters && page.own.toLowerCase().indexOf(term.text) >= 0 ? 20 : 0;
  }

  /* the pages of a name that answer to every term; of many that answer alike, those that tell of all */
  function fitting(of, wanted, found) {
    var score = 0, open = [];
    wanted.forEach(function (term) {
      var fits = byName(of, term);
      score += fits;
      if (!fits) { open.push(term); }
    });
    each(open.length ? of.pages : of.pages.slice(0, of.pages.length > 3 ? 1 : 3), function (page) {
      var own = score, all = open.every(function (term) {
        var fits = byPage(page, term);
        own += fits;
        return fits;
      });
      if (!open.length && wanted.length === 1) { own = Math.max(own, byPage(page, wanted[0])); }
      if (all) { found.push({ score: own, of: of, page: page }); }
    });
  }

  function escaped(text) { return text.replace(/[^\w\u3400-\u9fff]/g, "\\$&"); }

  /* one character wrong, left out, too many, or two changed about */
  function slips(text) {
    var ways = [], at;
    function part(from, to) { return escaped(text.slice(from, to)); }
    for (at = 0; at < text.length; at += 1) {
      ways.push(part(0, at) + "[^\\n ]" + part(at + 1), part(0, at) + part(at + 1));
      if (at) { ways.push(part(0, at) + "[^\\n ]" + part(at)); }
      if (at) { ways.push(part(0, at - 1) + part(at, at + 1) + part(at - 1, at) + part(at + 1)); }
    }
    return new RegExp(ways.join("|"));
  }

  /* without any hit: the characters in their order with others between, then with one mistake */
  function nearly(term, found) {
    var text = term.text, half = Math.floor(text.length / 2), wrong = slips(text), into = { count: 0 };
    if (text.length < (term.letters ? 4 : 2)) { return; }
    if (!term.letters) {
      texts.names.gather(new RegExp(text.split("").map(escaped).join("[^\\n\\t]*?")), into, ENOUGH);
      listed(into).forEach(function (of) { found.push({ score: 30, of: of, page: of.pages[0] }); });
    }
    if (found.length || text.length < 3) { return; }
    [text.slice(0, half), text.slice(half)].forEach(function (part) {
      if (term.letters) { texts.read.gather(spelled(part)[0], into, ENOUGH); }
      else { texts.names.gather(part, into, ENOUGH); }
    });
    listed(into).forEach(function (of) {
      var told = term.letters ? of.read.replace(/[a-z]/g, "") + "\t" + of.read : of.low + of.words;
      if (wrong.test(told.toLowerCase())) { found.push({ score: 10, of: of, page: of.pages[0] }); }
    });
  }

  /* still without any: what shares most pairs of characters with what was typed, the rarest first */
  function alike(text, found) {
    var shared = {}, rare = {}, most = 0;
    text.split("").slice(1).forEach(function (sign, at) {
      var into = { count: 0 };
      texts.names.gather(text.charAt(at) + sign, into, Infinity);
      listed(into).forEach(function (of) {
        shared[of.at] = (shared[of.at] || 0) + 1;
        rare[of.at] = (rare[of.at] || 0) + 1 / into.count;
        most = Math.max(most, shared[of.at]);
      });
    });
    Object.keys(shared).forEach(function (at) {
      var of = names[Number(at)];
      if (shared[at] === most) { found.push({ score: rare[at], of: of, page: of.pages[0] }); }
    });
  }

  function better(one, other) {
    return other.score - one.score || one.page.kind - other.page.kind ||
      one.of.name.length - other.of.name.length || one.of.at - other.of.at;
  }

  /* what fits best stands first, and with it the others of its kind */
  function find(typed) {
    var wanted = terms(typed), found = [], order = [], fewest;
    if (!wanted.length) { return []; }
    fewest = wanted.map(function (term) { return candidates(term, wanted.length > 1 ? Infinity : ENOUGH); })
      .sort(function (one, other) { return one.count - other.count; })[0];
    listed(fewest).forEach(function (of) { fitting(of, wanted, found); });
    if (!found.length && wanted.length === 1) { nearly(wanted[0], found); }
    if (!found.length && wanted.length === 1 && !wanted[0].letters) { alike(wanted[0].text, found); }
    found = found.sort(better).slice(0, MOST);
    found.forEach(function (hit) { if (order.indexOf(hit.page.kind) < 0) { order.push(hit.page.kind); } });
    found.sort(function (one, other) {
      return order.indexOf(one.page.kind) - order.indexOf(other.page.kind) || better(one, other);
    });
    return found.map(function (hit) {
      return { kind: kinds[hit.page.kind], name: hit.of.name, href: hit.page.href, told: hit.page.told };
    });
  }

  function make(tag, name, words, parent) {
    var element = document.createElement(tag);
    element.className = name;
    if (words) { element.textContent = words; }
    return parent.appendChild(element);
  }

  /* ?q= or #q= */
  function asked() {
    var given = /[?#&]q=([^&#]*)/.exec(window.location.search + window.location.hash);
    try { return given ? decodeURIComponent(given[1].replace(/\+/g, " ")).slice(0, LONGEST) : ""; }
    catch (malformed) { return ""; }
  }

  function start(finder) {
    var root = finder.getAttribute("data-root"), wanted = finder.getAttribute("data-finder").split(" ");
    var most = Number(finder.getAttribute("data-most")), shared = finder.hasAttribute("data-shared");
    var box = finder.querySelector(".finder-box"), list = finder.querySelector(".finder-results");
    var said = finder.querySelector(".finder-said"), turn = finder.querySelectorAll("[data-turn]");
    var bar = document.querySelector(".touchbar"), rows = most;
    var left = wanted.length, lost = false, found = [], first = 0;

    function load() {
      wanted.splice(0).forEach(function (path) {
        var script = document.createElement("script");
        script.src = root + path;
        script.onload = function () { left -= 1; if (!left) { ready(); look(); } };
        script.onerror = function () { lost = true; look(); };
        document.head.appendChild(script);
      });
    }

    /* a touch screen is not scrolled: as many rows as there is room for above its keys */
    function edge() { return (document.querySelector(".steer") || bar).getBoundingClientRect().top; }

    function show() {
      var kind = "";
      list.textContent = "";
      found.slice(first, first + most).forEach(function (hit) {
        var row = make("li", "finder-row", "", list), link = make("a", "finder-link", "", row);
        make("span", "finder-kind", hit.kind === kind ? "" : hit.kind, link);
        make("b", "finder-name", hit.name, link);
        make("span", "finder-told", hit.told, link);
        link.href = root + hit.href;
        kind = hit.kind;
      });
      while (bar && list.children.length > 1 && finder.getBoundingClientRect().bottom > edge()) {
        list.removeChild(list.lastChild);
        most = list.children.length;
      }
      each(turn, function (key) {
        var back = Number(key.getAttribute("data-turn")) < 0;
        key.hidden = back ? !first : first + most >= found.length;
      });
    }

    function told(typed) {
      if (!typed) { return ""; }
      if (lost) { return "有一份索引没有取到，结果不全，请刷新再试"; }
      if (found.length) { return "找到 " + found.length + (found.length < MOST ? " 条" : " 条以上，多打几个字更准"); }
      return left ? "正在找…" : "没有找到，请换个说法，或者只打前几个字的声母";
    }

    function look() {
      var typed = box.value.trim();
      found = find(typed);
      first = 0;
      most = rows;
      finder.parentNode.classList.toggle("finding", Boolean(typed));
      said.textContent = told(typed);
      show();
    }

    /* the address says what was looked for, so that it can be sent to somebody */
    function typed() {
      load();
      look();
      if (shared) { window.history.replaceState(null, "", "?q=" + encodeURIComponent(box.value.trim())); }
    }

    function press(key) {
      if (key === "back") { box.value = box.value.slice(0, -1); }
      else if (key === "clear") { box.value = ""; }
      else if (box.value.length < LONGEST) { box.value += key; }
      typed();
    }

    finder.hidden = false;
    box.value = shared ? asked() : "";
    box.addEventListener("focus", load);
    box.addEventListener("input", typed);
    finder.addEventListener("submit", function (event) { event.preventDefault(); });
    finder.addEventListener("click", function (event) {
      var key = event.target.getAttribute("data-key"), to = event.target.getAttribute("data-turn");
      if (key) { press(key); }
      if (to) { first = Math.max(0, first + most * Number(to)); show(); }
    });
    window.addEventListener("hashchange", function () { if (shared) { box.value = asked(); look(); } });
    window.addEventListener("load", function () { window.setTimeout(load, 0); });
    look();
  }

  each(document.querySelectorAll("[data-finder]"), start);
}());
