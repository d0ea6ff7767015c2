// Starts a lab with one host, says so, and waits to be killed.
import { startLab } from './lab.ts';

const lab = await startLab(() => undefined);
await lab.add('s1');
process.stdout.write(`${lab.folder}\n`);
setInterval(() => undefined, 1000);
