import fc from 'fast-check';

// CI sets a seed, so that a commit that is run again meets the same inputs; a person gets others with every run.
if (process.env.SEED !== undefined) fc.configureGlobal({ seed: Number(process.env.SEED) });

export { default } from 'fast-check';
