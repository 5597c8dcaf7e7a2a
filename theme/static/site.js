/* An enhancement only: every page works without it.  ES5, no request, nothing stored. */
(function () {
  "use strict";
  var root = document.documentElement;
  var narrow = window.matchMedia("(max-width: 48em)").matches;

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  if (narrow) {
    each(".facet", function (block) { block.open = false; });
  } else {
    each(".flow-details", function (block) { block.open = false; });
  }

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
