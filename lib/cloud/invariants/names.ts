import { at, type CloudResource } from '../graph.ts';
import { aws } from '../types.ts';
import { type CloudInvariant, ofEach } from './invariant.ts';

/** Tags that say whose a resource is. */
const neededTags = ['environment', 'stack', 'owner', 'cost-centre'];

/** Modules whose resources have no tags: links, rules of other resources, records. */
const untagged =
  /^aws:(?:ec2\/(?:route|routeTableAssociation):|eks\/accessPolicyAssociation:|iam\/(?:rolePolicy|rolePolicyAttachment):|kms\/alias:|route53\/record:|acm\/certificateValidation:|s3\/bucket[A-Z]|secretsmanager\/secretVersion:)/;

/** Characters that Pulumi appends to a name that it chooses. */
const suffix = 8;

/** Longest names, the property that holds them, and what they are made of. */
const limits: Readonly<Record<string, readonly [property: string, length: number, pattern?: RegExp]>> = {
  [aws.bucket]: ['bucket', 63, /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/],
  [aws.budget]: ['name', 100],
  [aws.cluster]: ['name', 100, /^[0-9A-Za-z][A-Za-z0-9_-]*$/],
  [aws.database]: ['identifier', 63, /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/],
  [aws.launchTemplate]: ['name', 125],
  [aws.logGroup]: ['name', 512],
  [aws.nodeGroup]: ['nodeGroupName', 63],
  [aws.parameterGroup]: ['name', 255],
  [aws.role]: ['name', 64],
  [aws.rolePolicy]: ['name', 128],
  [aws.secret]: ['name', 512],
  [aws.securityGroup]: ['name', 255],
  [aws.subnetGroup]: ['name', 255],
  [aws.workspace]: ['alias', 100],
};

/** What resources are called, and whose they are. */
export const names: readonly CloudInvariant[] = [
  {
    id: 'names/tagged',
    title: 'Every resource says its environment, its stack, its owner and who pays.',
    why: 'A bill that nobody can divide is paid by nobody.',
    check: (graph) =>
      graph.resources.filter(isTaggable).flatMap((resource) => {
        const missing = neededTags.filter((tag) => !at(resource.props.tags, tag));
        return missing.length > 0 ? [{ resource, found: `no tag ${missing.join(', ')}` }] : [];
      }),
  },
  ofEach(
    'names/fit',
    'Names fit into the limits of AWS, with what Pulumi appends to them.',
    'AWS refuses a longer one, halfway through an update.',
    Object.keys(limits),
    ({ type, name, props }) => {
      const [property, length] = limits[type]!;
      const given = props[property];
      const full = typeof given === 'string' ? given.length : name.length + suffix;
      return full > length && `${full} characters, where ${length} are allowed`;
    },
  ),
  ofEach(
    'names/well-formed',
    'Names have the characters that AWS takes.',
    'AWS refuses others, halfway through an update.',
    Object.keys(limits),
    ({ type, props }) => {
      const [property, , pattern] = limits[type]!;
      const given = props[property];
      return pattern && typeof given === 'string' && !pattern.test(given) && `"${given}"`;
    },
  ),
  ofEach(
    'names/certificates-by-dns',
    'Certificates are proven by DNS.',
    'One that is proven by mail expires while somebody is on holiday.',
    aws.certificate,
    ({ props }) => props.validationMethod !== 'DNS' && String(props.validationMethod),
  ),
  ofEach(
    'names/budgets-are-heard',
    'Somebody hears of every budget.',
    'An alarm that nobody hears is none.',
    aws.budget,
    ({ props }) => !at(props.notifications, 'subscriberEmailAddresses') && 'nobody',
  ),
];

function isTaggable({ type }: CloudResource): boolean {
  return type.startsWith('aws:') && !untagged.test(type);
}
