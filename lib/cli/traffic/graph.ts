import { graphHtml, graphSvg, trafficGraph } from '../../checks/graph/index.ts';
import { replaceFiles } from '../../render/write/replace-files.ts';
import { exitCode } from '../exit-code.ts';
import { answering, clusterTree } from './answer.ts';
import type { GraphFormat } from './graph-formats.ts';

/** Where a picture goes and what it is. */
export interface GraphOptions {
  /** @default - the standard output */
  readonly out?: string;
  /** @default - what the name of the file ends with, else a page */
  readonly format?: GraphFormat;
}

/** Draws who can talk to whom. Returns the exit code. */
export function runGraph(dirs: readonly string[], { out, format }: GraphOptions): number {
  return answering(() => {
    const isSvg = (format ?? (out?.toLowerCase().endsWith('.svg') ? 'svg' : 'html')) === 'svg';
    const graph = trafficGraph(clusterTree(dirs));
    const text = isSvg ? graphSvg(graph) : graphHtml(graph);
    if (out === undefined) process.stdout.write(text);
    else replaceFiles([{ file: out, text }]);
    return exitCode.ok;
  });
}
