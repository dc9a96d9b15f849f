import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Report } from './report'

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())

const KB = 1024

/** What a phone has to load before anything is seen. */
export function benchSizes(report: Report): void {
  const weapp = path.resolve('miniprogram/dist/weapp')
  const main = filesIn(weapp).filter((file) => !file.startsWith(path.join(weapp, 'packages')))
  const mainBytes = main.reduce((sum, file) => sum + statSync(file).size, 0)
  report.ratio('weapp main package, KB', mainBytes / KB, '≤', 500)
  const h5 = filesIn(path.resolve('miniprogram/dist/h5')).filter((file) => /[.](html|js|css)$/.test(file))
  const gzipped = h5.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
  report.note('every page of the web app counted, so the first load is less than this:')
  report.ratio('H5, gzipped, KB', gzipped / KB, '≤', 250)
}
