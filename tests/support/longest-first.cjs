const { default: Sequencer } = require('@jest/test-sequencer')

/** jest begins with the largest files while it knows no durations. These are small and take longest: they seed the demonstration. */
const LONGEST = ['seed-monday.api.test.ts', 'seed-weekend.api.test.ts']

const isLongest = ({ path }) => LONGEST.some((name) => path.endsWith(name))

/** What reads the traces of the others. */
const isLast = ({ path }) => path.endsWith('secrets.e2e.ts')

const rankOf = (test) => (isLongest(test) ? 0 : isLast(test) ? 2 : 1)

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rankOf(a) - rankOf(b))
  }
}
