/**
 * Builds the real parts that the e2e suites run, each once, into the cache. Run: node tools/build.ts [part…] (needs `go`; cold, all
 * of them take about an hour of two cores).
 */
import { builtPart, findPart } from './build/build-part.ts';
import { Message } from './build/message.ts';
import { parts } from './build/parts.ts';

try {
  const wanted = process.argv.slice(2).map((name) => findPart(name).name);
  for (const name of wanted.length > 0 ? wanted : parts.map((part) => part.name)) {
    const folder = await builtPart(name, console.error);
    console.log(`${name}: ${folder}`);
  }
} catch (error) {
  if (!(error instanceof Message)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
