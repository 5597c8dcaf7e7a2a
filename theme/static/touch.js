/* What a touch screen's pages do besides: a loop that passers-by see, a reset for the next visitor, large
   letters, reading aloud, a code to take the page home.  ES5, no request; what is remembered between pages
   lasts as long as the visitor.  What parts a page comes with it, after it. */
(function () {
  "use strict";
  var IDLE = 75, WARNED = 15, SLIDE = 8, MINUTE = 60000;
  var root = document.documentElement, memory = remembered(), touched = false;

  function remembered() {
    try { return window.sessionStorage; } catch (refused) { return null; }
  }

  function recall(name) { return memory ? memory.getItem(name) || "" : ""; }

  function note(name, value) { if (memory) { memory.setItem(name, value); } }

  function each(list, action) { Array.prototype.forEach.call(list, action); }

  function all(selector, action) { each(document.querySelectorAll(selector), action); }

  function make(tag, name, words, parent) {
    var element = document.createElement(tag);
    if (name) { element.className = name; }
    if (words) { element.textContent = words; }
    if (tag === "button") { element.type = "button"; }
    return parent.appendChild(element);
  }

  /* before anything is drawn */
  if (recall("large")) { root.classList.add("large"); }
  if (/\/at\/[^\/]+\.html$/.test(window.location.pathname)) { note("first", window.location.pathname); }

  function today() { return new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10); }

  function daysTo(day) { return Math.round((Date.parse(day) - Date.parse(today())) / 86400000); }

  /* the page of this screen from which every visitor starts */
  function first() {
    var link = document.querySelector("[data-first]"), own = recall("first");
    if (own && link.protocol === window.location.protocol) { link.pathname = own; }
    return link.href;
  }

  /* a page takes the place of the one before: no visitor can go back to what another one read */
  function go(address) { window.location.replace(address); }

  function follow(event) {
    var link = event.target, address;
    while (link && link !== document && link.nodeName.toLowerCase() !== "a") { link = link.parentNode; }
    address = link && link.getAttribute && link.getAttribute("href");
    if (!address || event.defaultPrevented) { return; }
    event.preventDefault();
    go(address);
  }

  function over(title, words) {
    var cover = make("div", "over", "", document.body), box = make("div", "over-box", "", cover);
    cover.setAttribute("role", "dialog");
    cover.setAttribute("aria-label", title);
    make("h2", "", title, box);
    if (words) { make("p", "", words, box); }
    return { cover: cover, box: box };
  }

  function close(shown) {
    if (shown && shown.cover.parentNode) { shown.cover.parentNode.removeChild(shown.cover); }
  }

  function idle(home) {
    var waiting, counting, shown;

    function leave() {
      if (memory) { memory.removeItem("large"); }
      if (window.speechSynthesis) { window.speechSynthesis.cancel(); }
      all("input", function (box) { box.value = ""; });
      go(home);
    }

    function ask() {
      var left = WARNED, told;
      if (!touched && document.querySelector(".front")) { wake(); return; }
      shown = over("还在看吗？");
      told = make("p", "", "", shown.box);
      make("button", "", "继续看", shown.box).addEventListener("click", wake);
      function count() {
        told.textContent = left + "秒后回到首页，打的字都会清掉。";
        left -= 1;
        if (left < 0) { window.clearInterval(counting); leave(); }
      }
      counting = window.setInterval(count, 1000);
      count();
    }

    function wake() {
      window.clearTimeout(waiting);
      window.clearInterval(counting);
      close(shown);
      shown = null;
      waiting = window.setTimeout(ask, IDLE * 1000);
    }

    ["pointerdown", "touchstart", "mousedown", "keydown", "scroll", "wheel"].forEach(function (kind) {
      window.addEventListener(kind, function () { touched = true; if (!shown) { wake(); } }, { passive: true });
    });
    wake();
  }

  /* a front page that nobody touches shows what is true on the day that has come */
  function renew() {
    var day = today();
    all("[data-today]", function (place) { place.textContent = "今天 " + day; });
    window.setInterval(function () { if (today() !== day && !touched) { window.location.reload(); } }, MINUTE);
  }

  function left(slide) {
    var start = slide.getAttribute("data-start"), until = slide.getAttribute("data-until");
    if (today() < start) { return daysTo(start) + "天后开始"; }
    return today() === until ? "今天截止" : "还有" + daysTo(until) + "天";
  }

  function loop(place) {
    var slides = [], at = 0, running, steps, told;
    each(place.querySelectorAll(".loop-slide"), function (slide) {
      var until = slide.getAttribute("data-until"), box = slide.querySelector(".loop-left");
      slide.hidden = true;
      if (until && today() > until) { return; }
      if (until && !box && today() < slide.getAttribute("data-start")) { return; }
      if (box) { box.textContent = left(slide); }
      slides.push(slide);
    });
    if (!slides.length) { place.hidden = true; return; }

    function show(next) {
      slides[at].hidden = true;
      at = (next + slides.length) % slides.length;
      slides[at].hidden = false;
      told.textContent = at + 1 + " / " + slides.length;
    }

    function step(by) {
      return function () { window.clearInterval(running); show(at + by); };
    }

    place.classList.add("loop-running");
    steps = make("div", "loop-steps", "", place);
    told = make("span", "loop-place", "", steps);
    make("button", "", "上一条", steps).addEventListener("click", step(-1));
    make("button", "", "下一条", steps).addEventListener("click", step(1));
    running = window.setInterval(function () { show(at + 1); }, SLIDE * 1000);
    ["pointerdown", "touchstart", "mousedown"].forEach(function (kind) {
      place.addEventListener(kind, function () { window.clearInterval(running); }, { passive: true });
    });
    show(0);
  }

  function large(key) {
    function press() { key.setAttribute("aria-pressed", String(root.classList.contains("large"))); }
    press();
    key.addEventListener("click", function () {
      root.classList.toggle("large");
      note("large", root.classList.contains("large") ? "1" : "");
      press();
      window.dispatchEvent(new Event("resize"));
    });
  }

  function aloud(key) {
    var speaker = window.speechSynthesis, reading = false;

    function voice() {
      return speaker.getVoices().filter(function (one) { return /^zh/i.test(one.lang); })[0];
    }

    function offer() { key.hidden = !voice(); }

    function stop() {
      reading = false;
      key.setAttribute("aria-pressed", "false");
      speaker.cancel();
    }

    function read() {
      var words = document.querySelector("main").innerText.split(/[\n。；]+/);
      reading = true;
      key.setAttribute("aria-pressed", "true");
      words.forEach(function (part, number) {
        var said = new window.SpeechSynthesisUtterance(part);
        said.lang = "zh-CN";
        said.voice = voice();
        if (number === words.length - 1) { said.onend = stop; }
        speaker.speak(said);
      });
    }

    key.hidden = true;
    if (!speaker || !window.SpeechSynthesisUtterance) { return; }
    offer();
    if (speaker.addEventListener) { speaker.addEventListener("voiceschanged", offer); }
    key.addEventListener("click", function () { if (reading) { stop(); } else { read(); } });
    window.addEventListener("pagehide", function () { speaker.cancel(); });
    window.addEventListener("turned", stop);
  }

  /* where this page stands below the folder of all */
  function path() {
    var top = document.querySelector("script[src$='static/touch.js']").src.replace(/static\/touch\.js$/, "");
    return window.location.href.replace(/[?#].*$/, "").slice(top.length).replace(/(^|\/)$/, "$1index.html");
  }

  /* the page's address on the portal, of a record with its digest, unless it is on touch screens only */
  function take(key) {
    function show() {
      var own = path(), there = window.disclosurePortal.lacking.indexOf(own) < 0, place;
      var digest = document.querySelector(".imprint-digest");
      var address = window.disclosurePortal.address + own + (digest ? "?v=" + digest.textContent : "");
      var shown = there ? over("用手机扫一扫，把这一页带走")
        : over("这一页带不走", "它只在触摸屏上公开，县里的网站上没有。");
      if (there) {
        place = make("div", "", "", shown.box);
        make("p", "", address, place);
        window.disclosureDraw(place, address);
      }
      make("button", "", "关闭", shown.box).addEventListener("click", function () { close(shown); });
    }

    key.addEventListener("click", function () { window.disclosureWith("portal.js", "disclosurePortal", show); });
  }

  /* what only a script can do, a script offers */
  function keys(bar) {
    large(make("button", "", "大字", bar));
    aloud(make("button", "", "读给我听", bar));
    take(make("button", "", "带走", bar));
  }

  function start() {
    document.addEventListener("click", follow);
    ["contextmenu", "dragstart"].forEach(function (kind) {
      document.addEventListener(kind, function (event) { event.preventDefault(); });
    });
    all("[data-loop]", loop);
    all(".touchbar", keys);
    renew();
    idle(first());
  }

  document.addEventListener("DOMContentLoaded", start);
}());
/* @import "pages.js"; */
/* @import "parts.js"; */
