import { defaultSlo, type Slo } from '../../model/observability/slo-props.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { type Profile, profiles } from './profiles.ts';

/** A k6 script. */
export interface LoadScript {
  /** `web-flask-api/smoke.js`; further routes of a workload have a number. */
  readonly path: string;
  readonly text: string;
}

/** A script for every route of an environment and every profile, held to what the workload behind it promises. */
export function loadScripts({ environment, applications, observability }: Plan): readonly LoadScript[] {
  const promised = new Map(observability?.targets.map(({ id, slo }) => [id, slo]));
  const usual: Slo = { ...defaultSlo, ...environment.observability?.slo };
  return applications.flatMap(({ workloads }) =>
    workloads.flatMap(({ id, name, exposures }) =>
      exposures
        .flatMap(({ routes }) => routes)
        .flatMap(({ host, path }, index) => {
          const folder = index === 0 ? name : `${name}-${index + 1}`;
          const slo = promised.get(id) ?? usual;
          const render = (profile: Profile) => script({ id, url: `https://${host}${path}`, slo, profile });
          return profiles.map((profile) => ({ path: `${folder}/${profile.name}.js`, text: render(profile) }));
        }),
    ),
  );
}

interface ScriptProps {
  readonly id: string;
  readonly url: string;
  readonly slo: Slo;
  readonly profile: Profile;
}

function script({ id, url, slo, profile }: ScriptProps): string {
  const { name, tells, stages, endsAtTheFirstFault } = profile;
  const threshold = (text: string) =>
    endsAtTheFirstFault ? { threshold: text, abortOnFail: true, delayAbortEval: '10s' } : text;
  const failing = Number((1 - slo.success / 100).toFixed(8));
  const thresholds = {
    http_req_failed: [threshold(`rate<${failing}`)],
    http_req_duration: [threshold(`p(${slo.latency.target})<${slo.latency.belowSeconds * 1000}`)],
  };
  return `// Rendered by unifyops. ${name}: ${tells}.
// The promises are those of ${id}.
import http from 'k6/http';

const url = __ENV.URL || ${JSON.stringify(url)};
const rate = Number(__ENV.RATE || 10); // requests a second on a usual day
const minute = Number(__ENV.MINUTE || 60); // seconds; less for a rehearsal
const stages = ${JSON.stringify(stages)};

export const options = {
  scenarios: {
    ${name}: {
      executor: 'ramping-arrival-rate',
      startRate: 1,
      timeUnit: '1s',
      preAllocatedVUs: 20,
      maxVUs: 1000,
      stages: stages.map((stage) => ({
        target: Math.max(1, Math.round(rate * stage.rate)),
        duration: \`\${Math.max(1, Math.round(stage.minutes * minute))}s\`,
      })),
    },
  },
  thresholds: ${JSON.stringify(thresholds)},
};

// the promise is about server errors: what a client does wrong is no fault of the workload
http.setResponseCallback(http.expectedStatuses({ min: 200, max: 499 }));

export default function () {
  http.get(url);
}
`;
}
