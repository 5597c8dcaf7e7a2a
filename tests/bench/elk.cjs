// Graphs on standard input (a JSON list), laid out graphs on standard output.  Run in the folder
// that holds node_modules.
const { createRequire } = require("node:module");
const ELK = createRequire(process.cwd() + "/")("elkjs/lib/elk.bundled.js");

let text = "";
process.stdin.on("data", (part) => { text += part; });
process.stdin.on("end", async () => {
  const elk = new ELK();
  const laid = [];
  for (const graph of JSON.parse(text)) laid.push(await elk.layout(graph));
  process.stdout.write(JSON.stringify(laid));
});
