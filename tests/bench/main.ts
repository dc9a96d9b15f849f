import { createReport } from './report'
import { benchPlace } from './place.bench'
import { benchSlots } from './slots.bench'

const print = (line: string) => console.log(line)

/** Prints ratios against baselines measured in the same run. Read docs/operations.md for what they mean. */
async function main(): Promise<void> {
  const report = createReport(print)
  print('Pitlane bench: ratios in one run on this machine')
  if (!process.argv.includes('place')) await benchSlots(report)
  await benchPlace(report)
  print(report.isMet() ? 'all aims met' : 'some aims missed')
  if (!report.isMet()) process.exitCode = 1
}

main().catch((e: unknown) => {
  console.error(e)
  process.exitCode = 1
})
