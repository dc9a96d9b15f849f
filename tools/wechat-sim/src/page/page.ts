import type { SimState } from '../sim-state'
import { callsSection } from './calls'
import { faultsSection } from './faults'
import { escape } from './html'
import { messagesSection } from './messages'
import { ordersSection, payFaultsSection } from './pay'
import { script } from './script'
import { style } from './style'

function header(state: SimState): string {
  const faults = state.faults.list().length + (state.pay?.faults.list().length ?? 0)
  const figure = (value: number, word: string, mark = '') => `<div><b class="${mark}">${value}</b>${word}</div>`
  return `<header>
    <div><h1>微信模拟器</h1><p>代替 api.weixin.qq.com 应答，数据只在内存里 · AppID ${escape(state.account.appid)}</p></div>
    <div class="figures muted">
      ${figure(state.calls.total(), '次调用')}${figure(state.subscriptions.messages().length, '条消息')}
      ${figure(faults, '个故障打开', faults > 0 ? 'on' : '')}
    </div></header>`
}

const paySections = ({ pay }: SimState): string => (pay ? ordersSection(pay) + payFaultsSection(pay) : '')

/** What the simulator received, as a page that keeps itself up to date. */
export const renderPage = (state: SimState): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>微信模拟器</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main>${header(state)}${messagesSection(state)}
<div class="stack">${paySections(state)}${faultsSection(state)}${callsSection(state)}</div></main>
<script>${script}</script></body></html>`
