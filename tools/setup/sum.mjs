// @ts-check
import { lineOf, resultOf, sumOf } from './results.mjs'

/** `node sum.mjs test check …`: the sum of what these commands left, as one line. */
const total = sumOf(process.argv.slice(2).map(resultOf))
console.log(lineOf(total))
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
