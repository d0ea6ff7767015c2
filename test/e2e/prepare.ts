/** Says in one line what the suites miss on this machine, or installs it, before the first of them starts. Run by: npm run e2e. */
import { Message } from '../../tools/build/message.ts';
import { requireCommands } from './harness/packages.ts';
import { freePorts } from './harness/ports.ts';
import { say } from './harness/say.ts';

/** As many as the largest suite holds at once. */
const ports = 20;

try {
  await requireCommands(['flock', 'setpriv', 'openssl', 'git', 'redis-server'], say);
  await freePorts(ports);
} catch (error) {
  if (!(error instanceof Message)) throw error;
  say(error.message);
  process.exitCode = 1;
}
