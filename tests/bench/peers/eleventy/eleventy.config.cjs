// Eleventy with a JavaScript layout, the quickest it has, and a file a page, so that it can rebuild one.
module.exports = (config) => {
  config.setQuietMode(true);
  return { dir: { input: "content", includes: "../_includes", output: "public" } };
};
