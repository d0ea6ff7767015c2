const { default: Sequencer } = require('@jest/test-sequencer');

/** Suites run in the order of their file names. */
module.exports = class extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
};
