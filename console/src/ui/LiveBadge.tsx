import type { LinkStatus } from '../lib/live-link'

const words = {
  status: { connecting: '正在连接', live: '实时', waiting: '正在重连' },
  hint: {
    connecting: '正在建立实时连接',
    live: '新的变化会自动出现',
    waiting: '实时连接中断，正在重连；其间每 15 秒自动刷新一次',
  },
} as const

/** Whether changes arrive by themselves. */
export function LiveBadge({ status }: { readonly status: LinkStatus }) {
  return (
    <span className={`live-badge is-${status}`} role="status" title={words.hint[status]}>
      <i aria-hidden="true" />
      {words.status[status]}
    </span>
  )
}
