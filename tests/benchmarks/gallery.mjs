// What Vega-Lite itself makes of each example: items per mark, domains, and the time it took.
// node gallery.mjs SPECS DATASETS NODE_MODULES RESULT.json

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [specs, datasets, modules, result] = process.argv.slice(2).map((path) => resolve(path));

function entry(name) {
  const folder = join(modules, name);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  let found = about.exports?.['.'] ?? about.exports ?? about.module ?? about.main;
  while (typeof found === 'object') found = found.import ?? found.default;
  return import(pathToFileURL(join(folder, found)).href);
}

const [vega, vegaLite] = await Promise.all([entry('vega'), entry('vega-lite')]);
const logger = Object.fromEntries(
  ['level', 'error', 'warn', 'info', 'debug'].map((name) => [name, () => logger]),
);
const loader = vega.loader({ baseURL: `${datasets}/`, mode: 'file' });

function addItems(mark, counts) {
  if (/^(axis|legend|title)|header|footer/.test(mark.role ?? '')) return;
  if (mark.marktype === 'group' || /_brush/.test(mark.name ?? '')) {
    for (const item of mark.items) for (const inner of item.items ?? []) addItems(inner, counts);
  } else if (mark.marktype !== 'path') {
    // Paths are the cells in which a selection looks for the nearest mark: not drawn.
    counts[mark.marktype] = (counts[mark.marktype] ?? 0) + mark.items.length;
  }
}

const examples = {};
for (const name of readdirSync(specs).filter((file) => file.endsWith('.vl.json')).sort()) {
  try {
    const specification = JSON.parse(readFileSync(join(specs, name), 'utf8'));
    const start = performance.now();
    const compiled = vegaLite.compile(specification, { logger }).spec;
    const view = new vega.View(vega.parse(compiled), { loader, renderer: 'none', logger });
    await view.runAsync();
    const ms = performance.now() - start;
    const counts = {};
    addItems(view.scenegraph().root, counts);
    const scales = {};
    for (const { name: scale, type } of compiled.scales ?? []) {
      const domain = view.scale(scale).domain?.() ?? [];
      scales[scale] = { type, domain: domain.map((value) => (value instanceof Date ? +value : value)) };
    }
    examples[name] = { ms, counts, scales };
    view.finalize();
  } catch (error) {
    examples[name] = { error: String(error.message ?? error) };
  }
}
writeFileSync(result, JSON.stringify(examples));
