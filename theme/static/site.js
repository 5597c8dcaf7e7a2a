/* An enhancement only: every page works without it.  ES5, no request; stored is only whether type is large. */
(function () {
  "use strict";
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
    box.removeAttribute("data-until");  /* no day any more, that takes more room than a number */
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

  /* where there is room these are open: the style sheet has drawn them so, parts.js will lay them out so */
  if (!narrow) {
    each(".open-wide", function (block) {
      block.open = block.known = true;
      block.classList.remove("open-wide");
    });
  }

  /* who comes back finds open what was left open: the entry of the history remembers it */
  var root = document.documentElement, touch = /\btouch\b/.test(root.className);
  var left = window.history.state;

  if (!touch) {
    if (left && left.folds) { each("main details", function (block, at) { block.open = left.folds[at]; }); }
    window.addEventListener("pagehide", function () {
      var open = [];
      each("main details", function (block) { open.push(block.open); });
      try { window.history.replaceState({ folds: open }, ""); } catch (refused) { return; }
    });
  }

  /* what a link leads to is not left folded; a browser that does not unfold it has not gone there either */
  function arrive() {
    var wanted = document.getElementById(window.location.hash.slice(1)), up = wanted, shut = false;
    for (; up && up !== document; up = up.parentNode) {
      if (up.tagName === "DETAILS" && !up.open) { up.open = shut = true; }
    }
    if (shut && !touch) { wanted.scrollIntoView(); }
  }
  window.addEventListener("hashchange", arrive);
  arrive();

  /* on paper what is folded is read, not opened */
  var opened = [];
  window.addEventListener("beforeprint", function () {
    each("main details:not([open]):not(.flow-lanes)", function (block) {
      block.open = true;
      opened.push(block);
    });
  });
  window.addEventListener("afterprint", function () {
    while (opened.length) { opened.pop().open = false; }
  });

  /* large type and a sheet of paper, each at one touch; where nothing may be stored, for this page */
  function store(large) {
    try { window.localStorage.setItem("large", large ? "1" : ""); } catch (refused) { return; }
  }

  function tool(text, place, act) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "tool";
    button.textContent = text;
    button.addEventListener("click", function () { act(button); });
    place.appendChild(button);
    return button;
  }

  function enlarge(button, large) {
    root.classList.toggle("large", large);
    button.setAttribute("aria-pressed", String(large));
  }

  /* what few ask for is loaded when they do: a script, by its name and by what it leaves */
  var own = document.querySelector("script[src$='static/site.js']").src;

  window.disclosureWith = function (name, left, act) {
    var script;
    if (window[left]) { act(); return; }
    script = document.createElement("script");
    script.src = own.replace(/site\.js$/, name);
    script.onload = act;
    document.head.appendChild(script);
  };

  window.disclosureDraw = function (place, address) {
    window.disclosureWith("qr.js", "disclosureCode", function () {
      var code = window.disclosureCode(address);
      if (code) { place.insertBefore(code, place.firstChild); }
    });
  };

  /* what only a script can do, a script offers */
  each(".pagefoot-address", function (told) {
    var address = told.textContent.split(" ").pop(), tools = document.createElement("div"), code = null;
    tools.className = "pagefoot-tools";
    tool("打印", tools, function () { window.print(); });
    tool("二维码", tools, function (key) {
      if (!code) {
        code = document.createElement("div");
        code.className = "pagefoot-code";
        code.hidden = true;
        code.textContent = address;
        told.parentNode.appendChild(code);
        window.disclosureDraw(code, address);
      }
      code.hidden = !code.hidden;
      key.setAttribute("aria-expanded", String(!code.hidden));
    }).setAttribute("aria-expanded", "false");
    told.parentNode.appendChild(tools);
  });

  if (!touch) {
    enlarge(tool("大字", document.querySelector(".masthead > .width"), function (button) {
      var large = !root.classList.contains("large");
      enlarge(button, large);
      store(large);
    }), root.classList.contains("large"));
  }
}());
