import type { SimState } from '../sim-state'
import type { SentMessage } from '../subscribe'
import { escape, timeOf } from './html'

const SHOWN = 20

function card(state: SimState, message: SentMessage): string {
  const user = state.logIn.userOf(message.openid)
  const fields = message.fields.map(({ label, value }) => `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`).join('')
  return `<article class="card message">
    <div><span>服务通知</span><time>${timeOf(message.at)}</time></div>
    <h3>${escape(message.title)}</h3>
    <dl>${fields}</dl>
    <div class="open"><span>进入小程序查看</span><code>${escape(message.page || '不跳转')}</code></div>
    <p class="to">发给 ${user ? `${escape(user)} · ` : ''}<code>${escape(message.openid)}</code></p>
  </article>`
}

/** The messages as they would stand on the owners' phones, the newest first. */
export function messagesSection(state: SimState): string {
  const messages = state.subscriptions.messages()
  const cards = messages
    .slice(-SHOWN)
    .reverse()
    .map((message) => card(state, message))
  const empty = '<p class="card empty">还没有消息。车主点过「允许」之后，服务器发出的订阅消息会显示在这里。</p>'
  const count = messages.length > SHOWN ? `最近 ${SHOWN} 条` : `${messages.length} 条`
  return `<section><h2>车主收到的消息<small>${count}</small></h2>${cards.join('') || empty}</section>`
}
