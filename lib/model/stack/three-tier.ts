import type { DatabaseProps, ExceptionProps, Stack } from './stack-props.ts';
import type { WorkloadProps } from './workload-props.ts';

/** Keys that the author of a stack may write, where they are not the general form's. */
export const presetKeys = Symbol('keys of the preset');

/** The parts of a three-tier stack that differ from one to the next; each value replaces the preset's. */
export interface ThreeTierProps {
  /** Business area, such as `identity`. */
  readonly domain: string;
  /** Name inside the domain, such as `auth`. */
  readonly name: string;
  /**
   * Host of the app below the environment's domain.
   * @default - the stack's name
   */
  readonly host?: string;
  /**
   * What differs in the app (React frontend, :3000).
   * @default - the preset
   */
  readonly app?: WorkloadProps;
  /**
   * What differs in the api (gateway, :8002).
   * @default - the preset
   */
  readonly api?: WorkloadProps;
  /**
   * What differs in the service (:8001).
   * @default - the preset
   */
  readonly service?: WorkloadProps;
  /**
   * What differs in the PostgreSQL database (:5432).
   * @default - the preset
   */
  readonly database?: DatabaseProps;
  /**
   * Rules of `check` that an object of this stack may break.
   * @default - none
   */
  readonly exceptions?: readonly ExceptionProps[];
}

/** app (:3000) → api (:8002) → service (:8001) → PostgreSQL (:5432), with a migration job: the shape of most stacks. */
export function threeTier(props: ThreeTierProps): Stack {
  const { domain, name, host = name, app, api, service, database, exceptions, ...unknown } = props;
  const serving: WorkloadProps = { metrics: { port: 'http', convention: 'otel' } };
  return {
    ...unknown, // kept, so that the check of unknown keys sees a mistyped one
    [presetKeys]: ['domain', 'name', 'host', 'app', 'api', 'service', 'database', 'exceptions'],
    domain,
    name,
    workloads: {
      app: over({ tier: 'app', ports: { http: 3000 }, routes: [{ host, path: '/' }] }, app),
      api: over({ tier: 'api', ports: { http: 8002 }, ...serving }, api),
      service: over({ tier: 'service', ports: { http: 8001 }, ...serving }, service),
    },
    databases: {
      postgres: over({ migration: { workload: 'service', command: ['alembic', 'upgrade', 'head'] } }, database),
    },
    edges: [
      { from: 'app', to: 'api', why: 'the frontend calls its gateway' },
      { from: 'api', to: 'service', why: 'the gateway forwards to the service' },
      { from: 'service', to: 'postgres', why: 'the service keeps its data there' },
    ],
    ...(exceptions === undefined ? {} : { exceptions }),
  } as Stack;
}

/** The preset with what differs; what is no object at all is left for the check of shapes. */
function over<T extends object>(preset: T, given: T | undefined): T {
  return given === undefined || (typeof given === 'object' && given !== null) ? { ...preset, ...given } : given;
}
