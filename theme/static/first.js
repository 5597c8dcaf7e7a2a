/* Before anything is drawn: that scripts run, and whether type is large, so that nothing moves later.  ES5. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");
  try { root.classList.toggle("large", window.localStorage.getItem("large") === "1"); } catch (refused) { return; }
}());
