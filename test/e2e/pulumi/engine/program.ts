import { deploy } from '../../../../lib/pulumi/program.ts';

/** The project's own Pulumi program, for a project that a suite wrote. */
export default (root: string): Promise<Record<string, unknown>> => deploy({ root });
