export { type OpenDestination, openDestinations } from './open-destinations.ts';
export { plansOf } from './plans.ts';
export { edgeFaults } from './prove-edges.ts';
export { type SecretToMake, secretCommand, secretsToMake } from './secrets-to-make.ts';
export {
  type Synthesis,
  type SynthesizeIntoOptions,
  type SynthesizeOptions,
  synthesize,
  synthesizeInto,
} from './synthesize.ts';
