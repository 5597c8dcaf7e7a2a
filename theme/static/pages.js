/* Parts a long text into pages that fit a touch screen, six rows of entries a page.  Nothing is moved: what is not
   on the page that is shown is hidden, so that without this script and on paper all of it is there.
   Enters: blocks, and where the screen ends.  Leaves: what parts.js turns.  ES5, no request. */
window.disclosurePages = (function () {
  "use strict";
  var SIX = 6, TALL = 0.5, SMALL = 0.2, NEAR = 16, READ = 26;
  var DRAWN = ".flow-chart, .graph-chart";
  var WHOLE = DRAWN + ", .finder, svg, img, .tile, .call, button, input, label";
  var ITEMS = /^(LI|TR|P|DT|DD|A|H[1-4]|SUMMARY|THEAD|CAPTION|FIGURE)$/;
  var RANKS = { H2: 2, SUMMARY: 2, CAPTION: 2, THEAD: 3, H3: 3, H4: 4 };
  var ROWS = ".entries > li, .calls > *, .moments > *, .flowline > li";

  function each(list, action) { Array.prototype.forEach.call(list, action); }

  function hide(element, hidden) { element.classList.toggle("turned-off", hidden); }

  function box(element) { return element.getBoundingClientRect(); }

  /* ---- leaves: what is never parted ---- */

  function speaks(element) {
    return Array.prototype.some.call(element.childNodes, function (node) {
      return node.nodeType === 3 && node.data.trim();
    });
  }

  function isWhole(element, height, room) {
    return element.matches(WHOLE) || !element.children.length || speaks(element) ||
      height <= room * (ITEMS.test(element.tagName) ? TALL : SMALL);
  }

  /* words that are longer than a page are parted between their sentences; one alone is as it is */
  function sentences(element) {
    each([].slice.call(element.childNodes), function (node) {
      var told = node.nodeType === 3 && node.data.trim() && node.data.match(/[^。；！？]+[。；！？]*|[。；！？]+/g);
      if (!told || (told.length === 1 && !element.children.length)) { return; }
      each(told, function (said) {
        var span = document.createElement("span");
        span.textContent = said;
        element.insertBefore(span, node);
      });
      element.removeChild(node);
    });
  }

  function folded(block, child) {
    return block.tagName === "DETAILS" && !block.open && child.tagName !== "SUMMARY";
  }

  function rankOf(element) {
    if (element.tagName === "SUMMARY" && !element.parentNode.open) { return 0; }
    if (element.matches(".cards td:first-child")) { return RANKS.H4; }
    return element.matches(".panel-head") ? RANKS.H2 : RANKS[element.tagName] || 0;
  }

  function leafOf(element, at) {
    var place = box(element);
    return {
      element: element, top: place.top, bottom: place.bottom, page: Infinity, end: Infinity, cuts: null,
      until: at, rank: rankOf(element), row: element.matches(ROWS)
    };
  }

  /* the leaves in order, and what holds them; a heading stands above all it is the heading of */
  function cut(blocks, room) {
    var leaves = [], holders = [];

    function within(element) {
      var open = [], leaf;

      function close(rank, last) {
        while (open.length && open[open.length - 1].rank >= rank) { open.pop().until = last; }
      }

      each(element.children, function (child) {
        var at = leaves.length;
        if (!folded(element, child)) { walk(child); }
        leaf = leaves[at];
        if (child.tagName === "DETAILS") { close(RANKS.H3, at - 1); }
        if (leaf && leaf.element === child && leaf.rank) {
          close(leaf.rank, at - 1);
          open.push(leaf);
        }
      });
      close(0, leaves.length - 1);
    }

    function walk(element) {
      var height = box(element).height, at = leaves.length;
      if (!element.getClientRects().length) { return; }
      if (height > room && speaks(element)) { sentences(element); }
      if (!isWhole(element, height, room)) { within(element); }
      if (leaves.length === at) { leaves.push(leafOf(element, at)); return; }
      holders.push({ element: element, first: leaves[at], last: leaves[leaves.length - 1] });
    }

    each(blocks, walk);
    return { blocks: blocks, leaves: leaves, holders: holders, bare: {}, pages: 0 };
  }

  /* ---- pages ---- */

  function show(whole, page) {
    var leaves = whole.leaves;
    each(leaves, function (leaf) {
      var last = whole.bare[page] ? leaf.end : Math.max(leaf.end, leaves[leaf.until].end);
      var on = leaf.page <= page && last >= page;
      hide(leaf.element, !on);
      if (on && leaf.cuts) {
        leaf.element.scrollTop = leaf.cuts[page - leaf.page].top;
        leaf.element.scrollLeft = leaf.cuts[page - leaf.page].left;
      }
    });
    each(whole.holders, function (holder) {
      hide(holder.element, holder.first.page > page || holder.last.end < page);
    });
  }

  function bottom(whole) {
    return whole.blocks.reduce(function (low, block) { return Math.max(low, box(block).bottom); }, 0);
  }

  /* where a picture is cut: at the tops of what would be cut through */
  function stops(size, whole, spans) {
    var found = [0], at = 0, next;
    while (at + size < whole) {
      next = spans.reduce(function (low, span) {
        return span.from > at + NEAR && span.from < at + size && span.to > at + size ?
          Math.min(low, span.from - NEAR) : low;
      }, at + size);
      at = Math.min(next, whole - size);
      found.push(at);
    }
    return found;
  }

  function pieces(picture, height) {
    var found = [], here, down, across;
    picture.style.maxHeight = Math.floor(height) + "px";
    here = box(picture);

    function spans(from, to, moved) {
      return [].map.call(picture.querySelectorAll("a, text"), function (drawn) {
        var place = box(drawn);
        return { from: place[from] - here[from] + moved, to: place[to] - here[from] + moved };
      });
    }

    picture.scrollTop = picture.scrollLeft = 0;
    down = stops(picture.clientHeight, picture.scrollHeight, spans("top", "bottom", 0));
    across = stops(picture.clientWidth, picture.scrollWidth, spans("left", "right", 0));
    each(down, function (top) { each(across, function (left) { found.push({ top: top, left: left }); }); });
    return found;
  }

  function pack(whole, limit) {
    var leaves = whole.leaves, first = 0, last, page = 0, over, leaf;

    function place(to) {
      each(leaves.slice(first), function (one, number) {
        one.page = one.end = first + number <= to ? page : Infinity;
      });
      show(whole, page);
      return bottom(whole) - limit;
    }

    function guess() {
      var at = first, rows = [], top = leaves[first].top, room = limit - whole.top;
      for (; at < leaves.length; at += 1) {
        if (leaves[at].row && rows.indexOf(leaves[at].top) < 0) { rows.push(leaves[at].top); }
        if (at > first && (rows.length > SIX || leaves[at].bottom - top > room)) { break; }
      }
      return back(at - 1);
    }

    /* no heading is the last on a page */
    function back(at) {
      var to = at;
      while (to > first && leaves[to].rank && to + 1 < leaves.length) { to -= 1; }
      return leaves[to].rank ? at : to;
    }

    /* a drawing is cut, so that some of it has room below its heading */
    function isDrawn(at) { return at < leaves.length && leaves[at].element.matches(DRAWN); }

    /* without as many of the last leaves as are together so high; each trial is laid out anew */
    function less(at, over) {
      var to = at - 1, room = leaves[at].bottom - over;
      while (to > first && leaves[to].bottom > room) { to -= 1; }
      return to;
    }

    while (first < leaves.length) {
      last = guess();
      over = place(last);
      while (over > 0 && last > first) { last = back(less(last, over)); over = place(last); }
      if (leaves[last].rank && isDrawn(last + 1)) { last += 1; over = place(last); }
      leaf = leaves[last];
      if (over > 0 && !isDrawn(last)) { whole.bare[page] = true; over = place(last); }
      if (isDrawn(last) && (over > 0 || leaf.element.scrollWidth > leaf.element.clientWidth)) {
        leaf.cuts = pieces(leaf.element, box(leaf.element).height - Math.max(0, over));
        page += leaf.cuts.length - 1;
        leaf.end = page;
      }
      first = last + 1;
      page += 1;
    }
    whole.pages = page;
  }

  /* a drawing is as large as its place is wide, until its smallest words are as large as the text */
  function enlarge(picture) {
    var drawing = picture.querySelector("svg"), now, wide;
    picture.style.maxHeight = drawing.style.zoom = "";
    wide = box(drawing).width;
    if (!wide) { return; }
    now = Number(window.getComputedStyle(drawing).zoom) || 1;
    drawing.style.zoom = Math.max(now, Math.min(now * picture.clientWidth / (wide + NEAR), READ / smallest(drawing)));
  }

  function smallest(drawing) {
    return [].reduce.call(drawing.querySelectorAll("text"), function (least, written) {
      return Math.min(least, parseFloat(window.getComputedStyle(written).fontSize));
    }, READ);
  }

  /* all of it at once again, to be measured */
  function unfold(blocks) {
    each(blocks, function (block) {
      hide(block, false);
      each(block.querySelectorAll(".turned-off"), function (old) { hide(old, false); });
      each(block.querySelectorAll(DRAWN), enlarge);
    });
  }

  /* where columns have no room, be it for large type or a small screen, each row is a card */
  function card(blocks, room) {
    each(blocks, function (block) {
      each(block.querySelectorAll(".table"), function (table) {
        var over;
        table.classList.remove("cards");
        over = table.scrollWidth - table.parentNode.clientWidth;
        table.classList.toggle("cards", table.querySelector("td[data-label]") && (over > NEAR ||
          [].some.call(table.rows, function (row) { return box(row).height > room * TALL; })));
      });
    });
  }

  /* the page on which an element is, or begins */
  function pageOf(whole, wanted) {
    var found = whole.leaves.filter(function (leaf) {
      return leaf.element.contains(wanted) || wanted.contains(leaf.element);
    })[0];
    return found ? found.page : 0;
  }

  return {
    lay: function (blocks, limit) {
      var whole, top;
      unfold(blocks);
      top = box(blocks[0]).top;
      card(blocks, limit - top);
      whole = cut(blocks, limit - top);
      whole.top = top;
      pack(whole, limit);
      return whole;
    },
    show: show,
    pageOf: pageOf,
    hide: hide
  };
}());
