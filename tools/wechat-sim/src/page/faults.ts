import type { Fault, FaultOrder, WechatPath } from '../faults'
import type { SimState } from '../sim-state'
import { escape } from './html'

const calls: Readonly<Record<WechatPath, { name: string; errcodes: Readonly<Record<number, string>> }>> = {
  '/sns/jscode2session': {
    name: '登录',
    errcodes: { 40029: '登录码无效', 40163: '登录码已用过', 45011: '太频繁', 40226: '高风险用户' },
  },
  '/cgi-bin/stable_token': { name: '接口令牌', errcodes: { 45009: '今日次数用完' } },
  '/wxa/business/getuserphonenumber': { name: '手机号', errcodes: { 40029: '授权码无效', 1400001: '额度用完' } },
  '/cgi-bin/message/subscribe/send': {
    name: '订阅消息',
    errcodes: { 43101: '用户拒收', 41030: '页面不存在', 47003: '内容不合格', 40001: '令牌失效' },
  },
}

/** The Chinese name of a call. */
export const nameOf = (path: string): string => Object.entries(calls).find(([each]) => each === path)?.[1].name ?? path

/** The Chinese name of a fault. */
export const kindNames: Readonly<Record<string, string>> = {
  errcode: '返回错误码',
  http500: 'HTTP 500',
  slow: '慢 10 秒',
  drop: '断开连接',
  garbage: '返回乱码',
}

function ordersFor(path: WechatPath): [FaultOrder, string][] {
  const numbered = Object.entries(calls[path].errcodes).map(([code, name]): [FaultOrder, string] => [
    { path, kind: 'errcode', errcode: Number(code) },
    `${name} ${code}`,
  ])
  return [
    [{ path, kind: 'errcode', errcode: -1 }, '系统繁忙 -1'],
    ...numbered,
    [{ path, kind: 'http500' }, 'HTTP 500'],
    [{ path, kind: 'slow', delayMs: 10_000 }, '慢 10 秒'],
    [{ path, kind: 'drop' }, '断开连接'],
    [{ path, kind: 'garbage' }, '返回乱码'],
  ]
}

const isSame = (fault: Fault, order: FaultOrder): boolean =>
  fault.path === order.path && fault.kind === order.kind && fault.errcode === order.errcode

function switchFor(faults: readonly Fault[], [order, label]: [FaultOrder, string]): string {
  const active = faults.find((fault) => isSame(fault, order))
  const act = active ? `data-off="${active.id}"` : `data-order="${escape(JSON.stringify(order))}"`
  const key = [order.path, order.kind, order.errcode ?? ''].join(' ')
  return `<button type="button" aria-pressed="${Boolean(active)}" data-key="${key}" ${act}>${label}</button>`
}

function otherFault(fault: Fault): string {
  const where = fault.path === '*' ? '全部接口' : nameOf(fault.path)
  const left = fault.times === undefined ? '' : ` · 还有 ${fault.times} 次`
  const label = `${where} ${kindNames[fault.kind]} ${fault.errcode ?? ''}${left}`
  return `<button type="button" aria-pressed="true" data-off="${fault.id}" data-key="${fault.id}">${label}</button>`
}

/** The switches by which the simulator is told to fail. */
export function faultsSection(state: SimState): string {
  const faults = state.faults.list()
  const paths = Object.keys(calls) as WechatPath[] // Object.keys forgets the key type.
  const rows = paths.map((path) => {
    const chips = ordersFor(path).map((order) => switchFor(faults, order))
    return `<span>${calls[path].name}</span><div class="chips">${chips.join('')}</div>`
  })
  const offered = paths.flatMap((path) => ordersFor(path))
  const others = faults.filter((fault) => !offered.some(([order]) => isSame(fault, order))).map(otherFault)
  const otherRow = others.length > 0 ? `<span>其他</span><div class="chips">${others.join('')}</div>` : ''
  const clear = faults.length > 0 ? '<button type="button" data-key="clear" data-off="">全部关闭</button>' : ''
  return `<section class="card"><div class="row"><h2>故障<small>点一下打开，再点关闭</small></h2>${clear}</div>
    <div class="switches">${rows.join('')}${otherRow}</div></section>`
}
