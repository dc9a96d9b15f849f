import { createReport } from './report'
import { benchLive } from './live.bench'
import { benchNotices } from './notices.bench'
import { benchPlace } from './place.bench'
import { benchProcess } from './process.bench'
import { benchReseat } from './reseat.bench'
import { benchSizes } from './sizes.bench'
import { benchSlots } from './slots.bench'
import { benchSoak } from './soak.bench'
import { benchStores } from './stores.bench'

const print = (line: string) => console.log(line)

const benches = {
  ...{ slots: benchSlots, place: benchPlace, reseat: benchReseat, process: benchProcess, sizes: benchSizes },
  ...{ live: benchLive, notices: benchNotices, stores: benchStores, soak: benchSoak },
}

/** Prints ratios against baselines measured in the same run. Read docs/operations.md for what they mean. */
async function main(): Promise<void> {
  const report = createReport(print)
  print('Pitlane bench: ratios in one run on this machine')
  const only = process.argv[2]
  for (const [name, bench] of Object.entries(benches)) {
    if (!only || only === name) await bench(report)
  }
  print(report.isMet() ? 'all aims met' : 'some aims missed')
  if (!report.isMet()) process.exitCode = 1
}

main().catch((e: unknown) => {
  console.error(e)
  process.exit(1)
})
