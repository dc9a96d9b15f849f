import type { Call } from '../calls'
import type { SimState } from '../sim-state'
import { kindNames, nameOf } from './faults'
import { escape, timeOf } from './html'
import { payKindNames } from './pay'

const SHOWN = 50

function outcome({ status, errcode, errmsg = '' }: Call): string {
  if (status === undefined) return '<span class="tag">等待应答</span>'
  if (errcode === 0) return '<span class="tag done">成功</span>'
  if (status === 0) return '<span class="tag stop">连接已断</span>'
  if (errcode === undefined) return `<span class="tag stop">HTTP ${status}</span><code>${escape(errmsg)}</code>`
  return `<span class="tag stop">${errcode}</span><code>${escape(errmsg.replace(/ rid: .*/, ''))}</code>`
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** `data.thing1=浦东店`: one piece per value, however deep it lies. */
function piecesOf(values: Record<string, unknown>, within: string[] = []): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (isObject(value)) return piecesOf(value, [...within, key])
    const path = key === 'value' ? within : [...within, key]
    return [`${path.join('.')}=${String(value)}`]
  })
}

function row(call: Call): string {
  const sent = piecesOf(call.request).map((piece) => `<code>${escape(piece)}</code>`)
  const fault = call.fault ? `<span class="tag">故障 ${kindNames[call.fault] ?? payKindNames[call.fault]}</span>` : ''
  return `<tr>
    <td class="time">${timeOf(call.at)}</td>
    <td class="path">${nameOf(call.path)}<code>${call.method} ${escape(call.path)}</code></td>
    <td class="sent"><div>${sent.join('')}</div></td>
    <td class="outcome"><div>${outcome(call)}${fault}</div></td>
    <td class="num">${call.tookMs === undefined ? '—' : `${call.tookMs} ms`}</td></tr>`
}

/** The calls that came, the newest first. */
export function callsSection(state: SimState): string {
  const calls = state.calls.list()
  const rows = calls.slice(-SHOWN).reverse().map(row)
  const head = '<tr><th>时间</th><th>接口</th><th>收到的参数</th><th>结果</th><th class="num">用时</th></tr>'
  const table = `<div class="scroll"><table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table></div>`
  const empty = '<p class="empty">还没有调用。把服务器的微信接口地址指向本页的地址，它的请求会显示在这里。</p>'
  const count = calls.length > SHOWN ? `最近 ${SHOWN} 次` : `${calls.length} 次`
  return `<section class="card"><h2>收到的调用<small>${count}</small></h2>${rows.length > 0 ? table : empty}</section>`
}
