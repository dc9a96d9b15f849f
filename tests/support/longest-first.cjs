const { default: Sequencer } = require('@jest/test-sequencer')

/** jest begins with the largest files while it knows no durations. These are small and take longest: they seed the demonstration. */
const LONGEST = ['seed-monday.api.test.ts', 'seed-weekend.api.test.ts']

const isLongest = ({ path }) => LONGEST.some((name) => path.endsWith(name))

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    return [...sorted.filter(isLongest), ...sorted.filter((test) => !isLongest(test))]
  }
}
