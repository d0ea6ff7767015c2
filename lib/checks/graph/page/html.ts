import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { drawnEdges } from '../draw/drawn-edges.ts';
import { pictureOf } from '../draw/svg.ts';
import type { TrafficGraph } from '../graph.ts';

const css = asset('./page.css');
const script = asset('./client.js');

/** Nothing may be loaded, from anywhere, and no script runs but ours: whatever a manifest has in it stays text. */
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
].join('; ');

/** A page of a graph: one file that needs no network, with focus, search and the reasons of each connection. */
export function graphHtml(graph: TrafficGraph): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Who can talk to whom</title>
<style>${css}</style>
</head>
<body>
<header>
<h1>Who can talk to whom</h1>
<label class="search">Find <input id="search" type="search" list="names" placeholder="workload, port or reason" autocomplete="off"></label>
<datalist id="names"></datalist>
<span id="found" role="status"></span>
<span class="zoom"><button type="button" id="smaller" aria-label="smaller">−</button><button type="button" id="fit">Fit</button><button type="button" id="larger" aria-label="larger">+</button></span>
</header>
<main id="view">${pictureOf(graph, drawnEdges(graph))}</main>
<aside id="panel" aria-live="polite" aria-label="What is in focus"></aside>
<script type="application/json" id="graph">${inScript(graph)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON that no text in it can end the element of. */
function inScript(graph: TrafficGraph): string {
  return JSON.stringify(graph).replaceAll('<', '\\u003c');
}

function asset(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
