/* An enhancement only: every page works without it.  ES5, no request, nothing stored. */
(function () {
  "use strict";
  var root = document.documentElement;
  var narrow = window.matchMedia("(max-width: 48em)").matches;

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  /* what is open or over is worked out from the dates, on the day in Beijing on which it is read */
  var today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);

  function daysTo(day) { return Math.round((Date.parse(day) - Date.parse(today)) / 86400000); }

  function say(box, number, unit, tone) {
    box.querySelector(".call-number").textContent = number;
    box.querySelector(".call-unit").textContent = unit;
    box.parentNode.className = "call call-" + tone;
  }

  each(".call-left[data-until]", function (box) {
    var start = box.getAttribute("data-start"), until = box.getAttribute("data-until");
    if (today < start) { say(box, String(daysTo(start)), "天后开始", "soon"); }
    else if (today === until) { say(box, "今天", "截止", "live"); }
    else if (today < until) { say(box, String(daysTo(until)), "天后截止", "live"); }
    else { say(box, "结束", until, "plain"); }
  });

  each(".tile-count[data-runs]", function (box) {
    var running = box.getAttribute("data-runs").split(" ").filter(function (span) {
      var days = span.split("/");
      return days[0] <= today && today <= days[1];
    });
    box.querySelector(".tile-number").textContent = String(running.length);
    box.querySelector(".tile-unit").textContent = "项进行中";
  });

  if (narrow) { each(".facet", function (block) { block.open = false; }); }

  /* what repeats a drawing in words is folded while the drawing is seen, and else stands in its place */
  function fold() {
    each(".flow-details", function (block) {
      var drawing = block.parentNode.querySelector(".flow-wide, .graph-chart");
      var seen = Boolean(drawing && drawing.offsetParent);
      if (block.seen !== seen) { block.seen = seen; block.open = !seen; }
    });
  }
  fold();
  window.addEventListener("resize", fold);

  if (!/\btouch\b/.test(root.className)) { return; }

  var home = document.querySelector(".brand").href;
  var idle;
  function wake() {
    window.clearTimeout(idle);
    idle = window.setTimeout(function () {
      if (window.location.href.split("#")[0] !== home) { window.location.replace(home); }
      window.scrollTo(0, 0);
    }, 90000);
  }
  ["pointerdown", "touchstart", "keydown", "scroll", "wheel"].forEach(function (kind) {
    window.addEventListener(kind, wake, { passive: true });
  });
  ["contextmenu", "dragstart"].forEach(function (kind) {
    document.addEventListener(kind, function (event) { event.preventDefault(); });
  });
  wake();
}());
