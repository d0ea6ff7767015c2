// The Pulumi program: what `pulumi up` runs, once for the environment that the stack is named after.
import { deploy } from './lib/pulumi/program.ts';

export default () => deploy({ root: import.meta.dirname });
