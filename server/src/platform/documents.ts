import type { Endpoint } from '@pitlane/contract'
import { errors } from '@pitlane/contract'
import { listEndpoints } from './openapi'

const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

const access = (endpoint: Endpoint) =>
  typeof endpoint.access === 'string' ? endpoint.access : `staff: ${endpoint.access.staff}`

const row = ({ name, endpoint }: { name: string; endpoint: Endpoint }) => `<tr id="${name}">
<td><code class="m ${endpoint.method}">${endpoint.method}</code></td>
<td><code>${escape(endpoint.path.replace('/api', ''))}</code><div class="s">${escape(endpoint.summary)}</div></td>
<td>${escape(access(endpoint))}</td>
<td>${endpoint.errors.map((code) => `<div title="${escape(errors[code].zh)}"><code>${code}</code> ${errors[code].status}</div>`).join('')}</td></tr>`

/** A page to read the API by, made from the contract; machines take `/openapi.json`. */
export function documentsPage(): string {
  const groups = new Map<string, string[]>()
  for (const item of listEndpoints()) {
    const group = item.name.split('.')[0] ?? ''
    groups.set(group, [...(groups.get(group) ?? []), row(item)])
  }
  const sections = [...groups].map(([group, rows]) => `<h2 id="${group}">${group}</h2><table>${rows.join('')}</table>`)
  const links = [...groups.keys()].map((group) => `<a href="#${group}">${group}</a>`).join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Pitlane API</title><style>
body{font:14px/20px system-ui,sans-serif;max-width:1080px;margin:0 auto;padding:24px 16px;color:#14181f;background:#f5f6f8}
h1{font-size:22px}h2{font-size:18px;margin:32px 0 8px}nav a{margin-right:12px;color:#0b6e75}
table{width:100%;border-collapse:collapse;background:#fff;border-radius:12px;box-shadow:0 1px 3px rgba(20,24,31,.08)}
td{padding:8px 12px;border-top:1px solid #e4e7ec;vertical-align:top}tr:first-child td{border-top:0}
td:nth-child(1){width:64px}td:nth-child(3){width:180px;color:#5b6472}td:nth-child(4){width:300px;font-size:12px;line-height:18px}
.m{font-weight:600}.GET{color:#1b7f3b}.POST{color:#0b5fff}.PUT{color:#8a6d00}.DELETE{color:#b42318}.s{color:#5b6472}
</style><h1>Pitlane API</h1><p>All paths begin with <code>/api</code>. Refusals are RFC 9457 problems with a stable <code>code</code>.
The machine-readable form is <a href="/openapi.json">openapi.json</a>.</p><nav>${links}</nav>${sections.join('')}</html>`
}
