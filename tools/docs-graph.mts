import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'

/** The parts that stand in the picture; everything deeper counts as its part. */
const PART =
  /^(server\/src\/modules\/[^/]+|server\/src\/(?:platform|adapters|views|seed)|packages\/[^/]+|console|miniprogram|engines\/[^/]+)\//

const partOf = (file: string): string | undefined =>
  PART.exec(file)?.[1] ?? (file.startsWith('server/src/') ? 'server' : undefined)

const nameOf = (part: string): string => part.replace(/^server\/src\/(modules\/)?/, '').replace(/^packages\//, '')
const idOf = (part: string): string => nameOf(part).replace(/\W/g, '_')

/** Which part uses which, as a mermaid flowchart: modules among themselves, and everything else around them. */
async function graphOf(): Promise<string> {
  const { output } = await cruise(['packages', 'engines', 'server/src', 'console/src', 'miniprogram/src'], {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|var)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  })
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text')
  const arrows = new Set<string>()
  for (const { source, dependencies } of output.modules) {
    for (const { resolved } of dependencies) {
      const [from, to] = [partOf(source), partOf(resolved)]
      if (from && to && from !== to && isTelling(from, to)) arrows.add(`  ${idOf(from)} --> ${idOf(to)}`)
    }
  }
  const modules = [...new Set(output.modules.map((m) => partOf(m.source) ?? ''))]
    .filter((p) => p.includes('/modules/'))
    .sort()
  const box = modules.map((part) => `    ${idOf(part)}[${nameOf(part)}]`).join('\n')
  return `flowchart LR\n  subgraph modules\n${box}\n  end\n${[...arrows].sort().join('\n')}`
}

/** Arrows that everybody has (to platform and kernel, from the composition root and the seed) would hide the others. */
function isTelling(from: string, to: string): boolean {
  if (from === 'server' || from.endsWith('/seed') || to === 'packages/kernel') return false
  return !from.includes('/modules/') || to.includes('/modules/')
}

/** The page with the picture between its marks replaced. */
const withGraph = (page: string, graph: string): string =>
  page.replace(/(<!-- graph:begin -->)[\s\S]*(<!-- graph:end -->)/, `$1\n\`\`\`mermaid\n${graph}\n\`\`\`\n$2`)

const file = path.resolve('docs/architecture.md')
writeFileSync(file, withGraph(readFileSync(file, 'utf8'), await graphOf()))
