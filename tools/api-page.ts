import { errors, permissions, type Endpoint } from '@pitlane/contract'
import { listEndpoints } from '../server/src/platform/openapi'

const access = ({ access: a }: Endpoint): string => (typeof a === 'string' ? a : `staff: \`${a.staff}\``)

const row = ({ endpoint }: { endpoint: Endpoint }): string =>
  `| \`${endpoint.method}\` | \`${endpoint.path}\` | ${access(endpoint)} | ${endpoint.summary} | ${endpoint.errors.map((code) => `\`${code}\``).join(' ')} |`

/** docs/api.md: every call and every code, made from the contract. */
export function apiPage(): string {
  const groups = new Map<string, string[]>()
  // By name: the order of exports is not the same under every loader.
  const named = [...listEndpoints()].sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const item of named) {
    const group = item.name.split('.')[0] ?? ''
    groups.set(group, [...(groups.get(group) ?? []), row(item)])
  }
  const head = '| | address | access | what | refusals |\n| --- | --- | --- | --- | --- |'
  const sections = [...groups].map(([group, rows]) => `## ${group}\n\n${head}\n${rows.join('\n')}\n`)
  const codes = Object.entries(errors).map(([code, { status, zh }]) => `| \`${code}\` | ${status} | ${zh} |`)
  const rights = Object.entries(permissions).map(([permission, zh]) => `| \`${permission}\` | ${zh} |`)
  return `# API

Made from \`packages/contract\` by \`npx tsx tools/openapi.ts\`. A running server has the same as OpenAPI 3.1 at
\`/openapi.json\` and as a page at \`/docs\`. Refusals are RFC 9457 problems; every call may also answer with the codes of
\`auth\`, \`request\` and \`server\`.

${sections.join('\n')}
## Codes

| code | status | words |
| --- | --- | --- |
${codes.join('\n')}

## Permissions

| permission | words |
| --- | --- |
${rights.join('\n')}
`
}
