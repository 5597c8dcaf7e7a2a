"""What a browser is asked of a page that is open, in its own language.

Enters: a page or a frame, that evaluates them.  Leaves: lists of what is wrong with it; empty is well.
"""

FIT = """async () => {
  await new Promise(requestAnimationFrame);  // lists fold before it
  return innerWidth >= document.documentElement.scrollWidth ? [] : [innerWidth];
}"""
LARGE_FIT = f"""async () => {{
  document.documentElement.classList.add("large");
  return ({FIT})();
}}"""
WHOLE = """() => [document.querySelectorAll("h1").length, document.querySelectorAll("noscript").length,
  document.querySelector("main").innerText.trim().length > 0]"""
LEAST = 13
"""Characters of a sentence: a name or a date may come again."""
# sentences that can be seen, told by where they stand; things alike may say the same
TWICE = f"""() => {{
  const kind = one => `${{one.tagName}}.${{one.getAttribute("class")}}`;
  const place = one => [one, one.parentElement, one.closest("section, details, main")].map(kind);
  const blocks = "p, li, dd, dt, td, th, h1, h2, h3, h4, text, summary, figcaption";
  const leaves = [...document.querySelectorAll("main, .hero")].flatMap(
    part => [...part.querySelectorAll(blocks)]).filter(
    one => !one.querySelector(`${{blocks}}, ul, ol, dl`) &&
      one.checkVisibility({{visibilityProperty: true}}));
  const said = new Map(), twice = new Set();
  for (const one of leaves) {{
    const at = place(one).join(" ");
    for (const words of one.textContent.replace(/\\s+/g, "").split(/[。；！？]/)) {{
      if (words.length < {LEAST}) {{ continue; }}
      if ((said.get(words) || at) !== at) {{ twice.add(words); }}
      said.set(words, at);
    }}
  }}
  return [...twice];
}}"""
# rows of boxes with a border or a shadow, the last of which holds one and has room for another
ALONE = """() => {
  const framed = one => [one, one.firstElementChild].some(part => {
    const style = part && getComputedStyle(part);
    return style && (style.boxShadow !== "none" || parseFloat(style.borderLeftWidth) > 0);
  });
  return [...document.querySelectorAll("main *")].filter(box => {
    if (box.children.length < 3) { return false; }
    const style = getComputedStyle(box);
    const inRows = style.display === "grid" || (style.display === "flex" && style.flexWrap === "wrap");
    const cards = inRows ? [...box.children].filter(one => one.getClientRects().length) : [];
    if (cards.length < 3 || !cards.every(framed)) { return false; }
    const places = cards.map(one => one.getBoundingClientRect());
    const row = top => places.filter(one => Math.abs(one.top - top) < 2);
    const last = places[places.length - 1], whole = box.getBoundingClientRect();
    return last.height > 60 && row(places[0].top).length > 1 && row(last.top).length === 1
      && last.width < whole.width * 0.6;
  }).map(box => box.className);
}"""
# before anything is on the screen, a browser without windows may lay a page out without its style
MOVED = """() => new Promise(done => {
  const moved = [], [drawn] = performance.getEntriesByName("first-paint");
  new PerformanceObserver(list => moved.push(...list.getEntries()))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(moved.filter(one => !drawn || one.startTime >= drawn.startTime)
    .map(one => one.value).filter(by => by)));
})"""
# words in the colour of the ground, behind which a browser lays the ground where colours are forced
BURIED = """() => [...document.querySelectorAll("body *")].filter(one => {
  if (![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())) { return false; }
  const style = getComputedStyle(one);
  const isLost = style.forcedColorAdjust === "auto" && style.color === "rgb(255, 255, 255)";
  return isLost && !one.closest("svg");
}).map(one => `${one.tagName}.${one.className}`)"""
