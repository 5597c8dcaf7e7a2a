// In a page that has loaded Mermaid: draws each source, and reads from the finished SVG where boxes,
// ways and conditions are, in px.  A way is sampled every 3 px along its path.
async ({ sources, font, size }) => {
  mermaid.initialize({
    startOnLoad: false, deterministicIds: true, theme: "base", fontFamily: font,
    themeVariables: { fontSize: size + "px" }, flowchart: { useMaxWidth: false, htmlLabels: true },
  });
  const told = [];
  for (const [number, source] of sources.entries()) {
    const host = document.createElement("div");
    document.body.append(host);
    host.innerHTML = (await mermaid.render("chart" + number, source)).svg;
    const svg = host.querySelector("svg"), sheet = svg.getBoundingClientRect();
    const place = (one) => {
      const box = one.getBoundingClientRect();
      return [box.left + box.width / 2 - sheet.left, box.top + box.height / 2 - sheet.top, box.width, box.height];
    };
    const boxes = {}, ways = {}, labels = {};
    for (const node of svg.querySelectorAll("g.node")) {
      const name = /-?(n\d+)-\d+$/.exec(node.id)[1];
      boxes[name] = place(node.querySelector(".label-container, rect, polygon, path"));
    }
    for (const way of svg.querySelectorAll("path.flowchart-link")) {
      const matrix = way.getScreenCTM(), length = way.getTotalLength(), points = [];
      const count = Math.max(2, Math.ceil(length / 3));
      for (let at = 0; at <= count; at += 1) {
        const spot = way.getPointAtLength(length * at / count).matrixTransform(matrix);
        points.push([spot.x - sheet.left, spot.y - sheet.top]);
      }
      ways[way.getAttribute("data-id") || way.id] = points;
    }
    for (const label of svg.querySelectorAll("g.edgeLabel")) {
      const inner = label.querySelector("[data-id]"), text = label.querySelector("foreignObject");
      const name = /L_n\d+_n\d+_\d+$/.exec(inner ? inner.getAttribute("data-id") : label.id);
      if (name && text && label.textContent.trim()) labels[name[0]] = place(text);
    }
    told.push({ width: sheet.width, height: sheet.height, boxes, ways, labels });
    host.remove();
  }
  return told;
}
