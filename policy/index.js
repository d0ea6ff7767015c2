// The policy pack that `pulumi preview --policy-pack policy` runs. JavaScript, since Pulumi's runner of packs would hand TypeScript
// to a compiler; Node strips the types of what is imported.
import { PolicyPack } from '@pulumi/policy';
import { policies } from '../lib/pulumi/policy/policies.ts';

new PolicyPack('unifyops', { enforcementLevel: 'mandatory', policies: policies() });
