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
  const h5 = path.resolve('miniprogram/dist/h5')
  report.note('what index.html names, and as much again as the largest page and what it may share with others:')
  report.ratio('H5 first load, gzipped, KB', firstLoad(h5) / KB, '≤', 250)
  report.note(`all pages together: ${(gzipped(filesIn(h5).filter(isCode)) / KB).toFixed(0)} KB`)
}

const isCode = (file: string): boolean => /[.](html|js|css)$/.test(file)

const gzipped = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)

/** Nothing is seen before the first page has its own code: the two largest of the scripts that are loaded later, and the largest style. */
function firstLoad(folder: string): number {
  const index = path.join(folder, 'index.html')
  const page = readFileSync(index, 'utf8')
  const [named, later]: [string[], string[]] = [[index], []]
  for (const file of filesIn(folder)) {
    if (/[.](js|css)$/.test(file)) (page.includes(path.basename(file)) ? named : later).push(file)
  }
  const largest = (extension: string, count: number) =>
    later
      .filter((file) => file.endsWith(extension))
      .sort((a, b) => statSync(b).size - statSync(a).size)
      .slice(0, count)
  return gzipped([...named, ...largest('.js', 2), ...largest('.css', 1)])
}
