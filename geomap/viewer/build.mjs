// Bundles the viewer into dist/, or with --test its unit tests into the project's build/.
import { build } from "esbuild";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const shared = {
  bundle: true,
  charset: "ascii",
  target: ["es2022", "chrome100", "firefox113", "safari16.4"],
  legalComments: "none",
  logLevel: "warning",
};

// The data worker travels inside the bundle, as the text of a blob.
const worker = {
  name: "worker",
  setup(setup) {
    setup.onResolve({ filter: /^worker:/ }, () => ({ path: "worker", namespace: "worker" }));
    setup.onLoad({ filter: /.*/, namespace: "worker" }, async () => {
      const made = await build({
        ...shared,
        entryPoints: ["src/data/worker.ts"],
        minify: true,
        write: false,
      });
      return { contents: made.outputFiles[0].text, loader: "text" };
    });
  },
};

// Every file of the languages' folder, English first: a new one needs no line of code.
const languages = {
  name: "languages",
  setup(setup) {
    const folder = "src/i18n";
    setup.onResolve({ filter: /^languages:/ }, () => ({ path: "all", namespace: "languages" }));
    setup.onLoad({ filter: /.*/, namespace: "languages" }, () => {
      const codes = readdirSync(folder).flatMap((name) => /^(\w+)\.json$/.exec(name)?.[1] ?? []);
      const ordered = ["en", ...codes.filter((code) => code !== "en").sort()];
      const imports = ordered.map((code) => `import ${code} from "./${code}.json";`);
      const contents = `${imports.join("")}export default {${ordered.join(",")}};`;
      return { contents, resolveDir: folder };
    });
  },
};

// In a map that somebody else made, Leaflet is theirs.
const theirLeaflet = {
  name: "their-leaflet",
  setup(setup) {
    setup.onResolve({ filter: /^leaflet$/ }, () => ({ path: "leaflet", namespace: "theirs" }));
    setup.onLoad({ filter: /.*/, namespace: "theirs" }, () => ({
      contents: "module.exports = window.L",
      loader: "js",
    }));
  },
};

const noticed = ["leaflet", "kdbush"];

function notices() {
  return noticed
    .map((name) => {
      const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`));
      const file = readdirSync(`node_modules/${name}`).find((entry) => /^licen[cs]e/i.test(entry));
      const text = readFileSync(`node_modules/${name}/${file}`, "utf8").trim();
      return `${name} ${version} (${license})\n${text}`;
    })
    .join("\n\n");
}

async function viewer() {
  const banner = { js: `/*!\nThird-party code in this file:\n\n${notices()}\n*/` };
  const scripts = { ...shared, banner, minify: true, format: "iife" };
  await build({
    ...scripts,
    entryPoints: { page: "src/page.ts", tiled: "src/tiled.ts" },
    plugins: [worker, languages],
    outdir: "dist",
  });
  await build({
    ...scripts,
    entryPoints: { layer: "src/layer.ts" },
    plugins: [worker, languages, theirLeaflet],
    outdir: "dist",
  });
  const styles = { ...shared, minify: true, loader: { ".png": "dataurl" }, outdir: "dist" };
  await build({ ...styles, entryPoints: { page: "src/styles/page.css" } });
  await build({ ...styles, entryPoints: { layer: "src/styles/viewer.css" } });
  await build({ ...styles, entryPoints: { tiled: "src/styles/tiled.css" } });
  writeFileSync("dist/NOTICES.txt", `${notices()}\n`);
  for (const name of ["page.js", "layer.js", "tiled.js", "page.css", "layer.css", "tiled.css"]) {
    if (/<\/(script|style)|<!--/i.test(readFileSync(`dist/${name}`, "utf8"))) {
      throw new Error(`dist/${name} holds a sequence that would end its tag`);
    }
  }
}

async function tests() {
  const entryPoints = readdirSync("test").map((name) => `test/${name}`);
  const outdir = "../../build/viewer-test";
  const node = { platform: "node", format: "esm", target: "node20", outdir };
  const plugins = [languages];
  await build({ ...shared, ...node, plugins, entryPoints, outExtension: { ".js": ".mjs" } });
}

await (process.argv.includes("--test") ? tests() : viewer());
