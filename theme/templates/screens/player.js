/* Shows one picture or page after another, for as long as each says, on its own days and within the hours, by
   this machine's clock.  When the programme is older than it may be, the screen stays dark. */
(function () {
  "use strict";
  var board = document.getElementById("board");
  var pages = board.querySelectorAll("[data-from]");
  var at = -1;

  function two(number) { return (number < 10 ? "0" : "") + number; }

  function on(page, day) {
    return page.getAttribute("data-from") <= day && day <= page.getAttribute("data-until");
  }

  function open(now) {
    var clock = two(now.getHours()) + ":" + two(now.getMinutes());
    var hours = (board.getAttribute("data-hours") || "").split(" ");
    for (var n = 0; n < hours.length; n += 1) {
      var ends = hours[n].split("-");
      if (!hours[n] || (ends[0] <= clock && clock < ends[1])) { return true; }
    }
    return false;
  }

  function countDown(page, now) {
    var told = page.querySelector("[data-last]");
    if (told) {
      var last = told.getAttribute("data-last").split("-");
      var days = Date.UTC(last[0], last[1] - 1, last[2]) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
      told.textContent = days > 0 ? "还有 " + days / 864e5 + " 天" : "今天截止";
    }
  }

  function next() {
    var now = new Date();
    var day = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
    var seconds = 30;
    if (at >= 0) { pages[at].hidden = true; }
    for (var tried = 0; tried < pages.length; tried += 1) {
      at = (at + 1) % pages.length;
      if (open(now) && on(pages[at], day)) {
        countDown(pages[at], now);
        pages[at].hidden = false;
        seconds = Number(pages[at].getAttribute("data-seconds"));
        break;
      }
    }
    window.setTimeout(next, seconds * 1000);
  }

  for (var n = 0; n < pages.length; n += 1) { pages[n].hidden = true; }
  if (pages.length) { next(); }
}());
