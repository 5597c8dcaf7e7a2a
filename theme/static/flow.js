/* An enhancement of flow charts: without it a step is a link to its row of the list.  ES5, no request.
   A tapped step opens its row beside the chart; arrow keys walk from step to step. */
(function () {
  "use strict";

  function each(list, action) { Array.prototype.forEach.call(list, action); }

  function row(anchor) { return anchor ? document.getElementById(anchor) : null; }

  function anchorOf(step) { return step.getAttribute("href").slice(1); }

  function make(name, words, parent, tag) {
    var element = document.createElement(tag || "div");
    element.className = name;
    element.textContent = words;
    return parent.appendChild(element);
  }

  /* The ways out of a step, as its row tells them. */
  function ways(anchor) {
    var found = [], place = row(anchor);
    each(place ? place.querySelectorAll("[data-way] > a") : [], function (link) {
      found.push({ to: anchorOf(link), kind: link.parentNode.getAttribute("data-way") });
    });
    return found;
  }

  function start(flow) {
    var sheet = null, body, opener = null, came = [];

    function steps(drawing) { return drawing.querySelectorAll("a"); }

    function inDrawing(drawing, anchor) {
      var found = null;
      each(steps(drawing), function (step) { if (anchorOf(step) === anchor) { found = step; } });
      return found;
    }

    function drawingOf(node) {
      while (node && node !== flow) {
        if (/\bflow-chart\b/.test(node.getAttribute("class") || "")) { return node; }
        node = node.parentNode;
      }
      return null;
    }

    function stepOf(node) {
      while (node && node !== flow) {
        if (node.tagName === "a" && node.getAttribute("href")) { return node; } // those of HTML are "A"
        node = node.parentNode;
      }
      return null;
    }

    function build() {
      var head;
      sheet = document.createElement("section");
      sheet.className = "flow-sheet";
      sheet.setAttribute("role", "dialog");
      sheet.setAttribute("aria-label", "这一步的说明");
      sheet.tabIndex = -1;
      head = make("flow-sheet-head", "", sheet);
      make("flow-sheet-title", "步骤说明", head, "p");
      body = make("flow-sheet-close", "关闭", head, "button");
      body.type = "button";
      body.addEventListener("click", close);
      body = make("flow-sheet-body", "", sheet);
      body.setAttribute("aria-live", "polite");
      sheet.hidden = true;
      sheet.addEventListener("click", follow);
      flow.appendChild(sheet);
    }

    /* The row of the list again: there is no second source of what a step says. */
    function fill(anchor) {
      var whole = row(anchor).cloneNode(true);
      whole.removeAttribute("id");
      each(whole.querySelectorAll("[id]"), function (part) { part.removeAttribute("id"); });
      body.textContent = "";
      while (whole.firstChild) { body.appendChild(whole.firstChild); }
      body.scrollTop = 0;
    }

    function mark(step) {
      each(flow.querySelectorAll(".chart-current"), function (old) {
        old.classList.remove("chart-current");
        old.removeAttribute("aria-current");
      });
      if (step) {
        step.classList.add("chart-current");
        step.setAttribute("aria-current", "step");
      }
    }

    /* A sheet at the foot of the screen must not lie on the step it speaks of. */
    function clear(step) {
      var place = step.getBoundingClientRect(), over = sheet.getBoundingClientRect();
      var covered = place.bottom - over.top + 24;
      if (over.left < place.right && covered > 16 && covered < place.top) { window.scrollBy(0, covered); }
    }

    function open(step, keep) {
      if (!row(anchorOf(step))) { return; }
      if (!sheet) { build(); }
      fill(anchorOf(step));
      sheet.hidden = false;
      opener = step;
      mark(step);
      clear(step);
      if (!keep) { sheet.focus({ preventScroll: true }); }
    }

    function close() {
      if (!sheet || sheet.hidden) { return; }
      sheet.hidden = true;
      mark(null);
      if (opener) { opener.focus(); }
    }

    /* A way told in the sheet leads on in the chart it was opened from. */
    function follow(event) {
      var link = event.target, next;
      while (link && link !== sheet && link.tagName !== "A") { link = link.parentNode; }
      if (!link || link === sheet || !/^#step-/.test(link.getAttribute("href") || "")) { return; }
      next = inDrawing(drawingOf(opener), anchorOf(link));
      if (next) {
        event.preventDefault();
        came.push(anchorOf(opener));
        open(next);
      }
    }

    function goTo(drawing, anchor, from) {
      var next = anchor && inDrawing(drawing, anchor);
      if (!next) { return false; }
      if (from) { came.push(from); }
      next.focus();
      if (sheet && !sheet.hidden) { open(next, true); }
      return true;
    }

    function main(anchor) {
      var found = "";
      each(ways(anchor), function (way) {
        if (!found && way.kind !== "back" && (/^(next|main)$/.test(way.kind) || ways(anchor).length === 1)) {
          found = way.to;
        }
      });
      return found;
    }

    /* Whence a step is reached: the way walked, else the first that leads to it. */
    function before(drawing, anchor) {
      var found = came.length ? came.pop() : "";
      each(found ? [] : steps(drawing), function (step) {
        each(ways(anchorOf(step)), function (way) {
          if (!found && way.to === anchor && way.kind !== "back") { found = anchorOf(step); }
        });
      });
      return found;
    }

    /* Beside: the exit that stands on that side; else right leads on by an exit and left back. */
    function beside(drawing, step, right) {
      var here = step.getBoundingClientRect(), best = "", least = Infinity, on = "", back = "";
      each(ways(anchorOf(step)), function (way) {
        var there, off, at = inDrawing(drawing, way.to);
        if (!at || way.to === main(anchorOf(step))) { return; }
        if (way.kind === "back") { back = back || way.to; } else { on = on || way.to; }
        there = at.getBoundingClientRect();
        off = (there.left + there.right - here.left - here.right) * (right ? 1 : -1);
        if (off > here.width / 2 && off < least) { least = off; best = way.to; }
      });
      return best || (right ? on || back : back || on);
    }

    function walk(event) {
      var step = stepOf(event.target), drawing = step && drawingOf(step), here, moved = false;
      if (event.key === "Escape" || event.key === "Esc") { close(); return; }
      if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      here = anchorOf(step);
      if (/^(Arrow)?Down$/.test(event.key)) { moved = goTo(drawing, main(here), here); }
      if (/^(Arrow)?Up$/.test(event.key)) { moved = goTo(drawing, before(drawing, here), ""); }
      if (/^(Arrow)?Right$/.test(event.key)) { moved = goTo(drawing, beside(drawing, step, true), here); }
      if (/^(Arrow)?Left$/.test(event.key)) { moved = goTo(drawing, beside(drawing, step, false), here); }
      if (moved) { event.preventDefault(); }
    }

    /* A wide chart begins where its first step is; one that is turned in pieces, with the first of these. */
    function begin(drawing) {
      var first = drawing.querySelector("a"), there, here;
      if (document.documentElement.classList.contains("paged")) { return; }
      if (!first || drawing.scrollWidth <= drawing.clientWidth) { return; }
      there = first.getBoundingClientRect();
      here = drawing.getBoundingClientRect();
      drawing.scrollLeft += (there.left + there.right - here.left - here.right) / 2;
    }

    each(flow.querySelectorAll(".flow-lanes"), function (block) {
      block.addEventListener("toggle", function () { each(block.querySelectorAll(".flow-chart"), begin); });
    });
    each(flow.querySelectorAll(".flow-chart"), function (drawing) {
      begin(drawing);
      drawing.addEventListener("click", function (event) {
        var step = stepOf(event.target);
        if (step) {
          event.preventDefault();
          came = [];
          open(step);
        }
      });
    });
    flow.addEventListener("keydown", walk);
  }

  document.documentElement.classList.add("scripted");
  each(document.querySelectorAll("[data-flow]"), start);
}());
