/* The page of a touch screen, part by part: the answer first, a key for each of its parts, and what does not
   fit is turned (pages.js).  What is shown stands in the address.  ES5, no request. */
(function () {
  "use strict";
  var ROOMS = ".split, .split-main, .split-side, .wide, .columns, .column, .search", NEAR = 8;
  var pages = window.disclosurePages, hide = pages.hide, root = document.documentElement;

  function each(list, action) { Array.prototype.forEach.call(list, action); }

  function make(tag, name, words, parent) {
    var element = document.createElement(tag);
    element.className = name;
    element.textContent = words;
    if (tag === "button") { element.type = "button"; }
    return parent.appendChild(element);
  }

  function words(element) { return element ? element.textContent.replace(/\s+/g, " ").trim() : ""; }

  function titleOf(block) {
    if (/^(P|UL|OL|DL|NAV|H1)$/.test(block.tagName)) { return ""; }
    return words(block.querySelector("h2, caption, .drawing-title"));
  }

  function short(title) { return title.split(/[：（，]/)[0]; }

  function gather(main) {
    var found = { head: [], rooms: [], gone: [], parts: [] }, titled = 0;
    var lead = { name: "", blocks: [] }, filters = { name: "筛选", blocks: [] };
    var about = { name: "关于本页", blocks: [] }, now = lead;

    function into(block) {
      var title = titleOf(block);
      if (title) {
        titled += 1;
        if (titled > 1) { now = found.parts[found.parts.push({ name: "", blocks: [] }) - 1]; }
        if (!now.blocks.length) { now.name = short(title); }
      }
      now.blocks.push(block);
    }

    /* keys take the place of a list of what the page holds; ways to other pages stay */
    function contents(block) {
      var others = 0;
      each(block.querySelectorAll("li"), function (item) {
        if (item.querySelector("a[href^='#']")) { item.classList.add("keyed"); } else { others += 1; }
      });
      if (others) { into(block); } else { found.gone.push(block); }
    }

    function add(block) {
      if (block.matches(ROOMS)) { found.rooms.push(block); each(block.children, add); }
      else if (block.matches("h1, .kicker")) { found.head.push(block); }
      else if (block.matches(".toc-strip, .toc")) { contents(block); }
      else if (block.matches(".pager")) { found.gone.push(block); now.pager = block; }
      else if (block.matches(".finder")) { lead.name = "搜一搜"; lead.grows = true; titled = now.blocks.push(block); }
      else if (block.matches(".facets")) { filters.blocks.push(block); }
      else if (block.matches(".imprint, .imprint-changes, .pagefoot")) { about.blocks.push(block); }
      else { into(block); }
    }

    each(main.children, add);
    each(document.querySelectorAll(".touchfoot"), function (foot) { about.blocks.push(foot); });
    lead.name = lead.name || (titled ? "要点" : "内容");
    found.parts.unshift(lead);
    found.parts = found.parts.concat(filters, about).filter(function (part) { return part.blocks.length; });
    return found;
  }

  function start(main) {
    var found = gather(main), parts = found.parts, steer, bar, back, told, on, keys, whole, part = 0, page = 0;

    function build() {
      steer = make("div", "steer", "", document.body);
      bar = make("nav", "turn", "", steer);
      bar.setAttribute("aria-label", "翻页");
      back = make("button", "turn-back", "上一页", bar);
      told = make("span", "turn-told", "", bar);
      on = make("button", "turn-on", "下一页", bar);
      keys = make("nav", "parts", "", steer);
      keys.setAttribute("aria-label", "本页内容");
      each(parts, function (one, number) {
        one.key = make("button", "parts-key", one.name, keys);
        one.key.addEventListener("click", function () { lay(number); });
      });
      back.addEventListener("click", function () { step(-1); });
      on.addEventListener("click", function () { step(1); });
    }

    function has(one, element) {
      return one.blocks.some(function (block) { return block.contains(element) || element.contains(block); });
    }

    function within(from, to, element) {
      return parts.slice(from, to + 1).some(function (one) { return has(one, element); });
    }

    function wake(from, to) {
      each(parts, function (one, at) {
        var on = at >= from && at <= to;
        each(one.blocks, function (block) {
          hide(block, !on);
          if (block.tagName === "DETAILS") { block.open = block.known = true; }
        });
        one.key.setAttribute("aria-pressed", String(on));
      });
      each(found.rooms, function (room) { hide(room, !within(from, to, room)); });
    }

    function layOut(from, to) {
      var blocks = parts.slice(from, to + 1).reduce(function (all, one) { return all.concat(one.blocks); }, []);
      wake(from, to);
      window.scrollTo(0, 0);
      return pages.lay(blocks, steer.getBoundingClientRect().top - NEAR);
    }

    /* neighbours that one page has room for stand on it together; what is found, and a list in several files, stand alone */
    function share() {
      var from = 0, room, tall;
      wake(0, parts.length - 1);
      room = steer.getBoundingClientRect().top - parts[0].blocks[0].getBoundingClientRect().top;
      tall = parts.map(function (one) {
        return one.blocks.reduce(function (sum, block) {
          return sum + block.getBoundingClientRect().height;
        }, one.pager || one.grows ? Infinity : 0);
      });

      function fits(to) {
        var sum = tall.slice(from, to + 1).reduce(function (all, one) { return all + one; }, 0);
        return sum < room && layOut(from, to).pages === 1;
      }

      each(parts, function (one, at) {
        if (at && !fits(at)) { from = at; }
        each(parts.slice(from, at + 1), function (other) { other.from = from; other.to = at; });
      });
      keys.hidden = !from;
      if (keys.hidden) { root.classList.add("parts-none"); }
    }

    /* keys that one column has no room for stand in two */
    function fit() {
      keys.hidden = false;
      root.classList.remove("parts-many", "parts-none");
      if (keys.scrollHeight > keys.clientHeight) { root.classList.add("parts-many"); }
    }

    /* a part anew, with those that share its page, at its first page, its last, or the one on which an element is */
    function lay(number, wanted) {
      part = number;
      whole = layOut(parts[part].from, parts[part].to);
      turn(wanted === "last" ? whole.pages - 1 : wanted ? pages.pageOf(whole, wanted) : 0);
    }

    function turn(to) {
      page = to;
      pages.show(whole, page);
      window.scrollTo(0, 0);
      say();
      window.dispatchEvent(new Event("turned"));
    }

    function beyond(by) {
      var pager = parts[part].pager;
      return pager && pager.querySelector(by < 0 ? "[rel=prev]" : "[rel=next]");
    }

    function neighbour(by) { return parts[by < 0 ? parts[part].from - 1 : parts[part].to + 1]; }

    /* behind the last page of a part stands the next part; of a list in several files, the next file */
    function step(by) {
      var to = page + by, link = beyond(by);
      if (to >= 0 && to < whole.pages) { turn(to); }
      else if (link) { link.click(); }
      else if (neighbour(by)) { lay(parts.indexOf(neighbour(by)), by < 0 ? "last" : null); }
    }

    function say() {
      var last = page === whole.pages - 1, next = neighbour(1), first = page === 0 && !beyond(-1);
      back.disabled = first && !neighbour(-1);
      on.disabled = last && !beyond(1) && !next;
      on.textContent = last && !beyond(1) && next ? "接着看：" + next.name : "下一页";
      told.textContent = whole.pages > 1 ? "第 " + (page + 1) + " 页，共 " + whole.pages + " 页" : "";
      address();
    }

    function address(asked) {
      var own = asked || parts[part].blocks.filter(function (block) { return block.id; })[0];
      var hash = own ? "#" + own.id : part ? "#part-" + (part + 1) : "";
      try { window.history.replaceState(null, "", window.location.pathname + window.location.search + hash); }
      catch (refused) { return; }
    }

    /* what an address or a link leads to */
    function arrive() {
      var hash = decodeURIComponent(window.location.hash.slice(1)), number = /^part-(\d+)$/.exec(hash);
      var wanted = hash && document.getElementById(hash), up = wanted, at;
      for (; up && up !== document; up = up.parentNode) {
        if (up.tagName === "DETAILS") { up.open = up.known = true; }
      }
      at = number ? Number(number[1]) - 1 : 0;
      each(parts, function (one, place) { if (wanted && has(one, wanted)) { at = place; } });
      wanted = wanted && wanted !== main ? wanted : null;
      lay(parts[at] ? at : 0, wanted);
      address(wanted);
    }

    function shown() {
      return whole.leaves.filter(function (leaf) { return leaf.page <= page && leaf.end >= page; })[0].element;
    }

    function folded(event) {
      var block = event.target;
      if (block.known === block.open || window.matchMedia("print").matches) { return; }
      block.known = block.open;
      if (within(parts[part].from, parts[part].to, block)) { lay(part, block); }
    }

    build();
    each(found.gone, function (block) { block.classList.add("keyed"); });
    root.classList.add("paged");
    fit();
    share();
    arrive();
    window.addEventListener("hashchange", arrive);
    window.addEventListener("resize", function () {
      var place = shown();
      fit();
      share();
      lay(part, place);
    });
    document.addEventListener("toggle", folded, true);
  }

  document.addEventListener("DOMContentLoaded", function () {
    var main = document.querySelector("main");
    if (main.querySelector(".front")) { root.classList.add("paged", "fronted"); } else { start(main); }
  });
}());
