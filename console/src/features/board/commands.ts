import { board, type booking, type Permission } from '@pitlane/contract'
import { call } from '../../lib/api'
import { may, type StaffStore } from '../../lib/staff'
import type { BoardRow, Standing } from './board-row'
import { hasBegun } from './clock'
import { words } from './words'

export type Command =
  | { readonly kind: 'confirm' }
  | {
      readonly kind: 'reject'
      readonly reason: keyof typeof booking.rejectReasons
      readonly note: string
      /** Other times that are offered. */
      readonly proposals: booking.Alternative[]
    }
  | { readonly kind: 'arrive' }
  | { readonly kind: 'noShow' }
  | { readonly kind: 'cancel'; readonly by: 'customer' | 'store'; readonly note: string }
  | { readonly kind: 'waive'; readonly reason: string }

/** What can be done with a booking. `replan` is more than one command. */
export type CommandKind = Command['kind'] | 'replan'

/** Carries a command out, with the version that was seen. @throws ApiError */
export function carryOut(row: BoardRow, command: Command): Promise<Standing> {
  const params = { bookingId: row.id }
  const { version } = row
  switch (command.kind) {
    case 'confirm':
      return call(board.confirm, { params, body: { version } })
    case 'reject': {
      const { reason, note, proposals } = command
      return call(board.reject, { params, body: { version, reason, note, proposals } })
    }
    case 'arrive':
      return call(board.arrive, { params, body: { version } })
    case 'noShow':
      return call(board.markNoShow, { params, body: { version } })
    case 'cancel':
      return call(board.cancelForCustomer, { params, body: { version, by: command.by, note: command.note } })
    case 'waive':
      return call(board.waiveNoShow, { params, body: { version, reason: command.reason } })
  }
}

interface Rule {
  readonly permission: Permission
  readonly from: readonly BoardRow['state'][]
  readonly when?: (row: BoardRow, today: string, now: number) => boolean
  readonly refusal: string
}

const isToday = (row: BoardRow, today: string) => row.day === today

const rules: Readonly<Record<CommandKind, Rule>> = {
  confirm: { permission: 'booking.confirm', from: ['placed'], refusal: '只有待确认的预约可以确认' },
  reject: { permission: 'booking.confirm', from: ['placed'], refusal: '只有待确认的预约可以不接受' },
  arrive: {
    permission: 'booking.arrive',
    from: ['confirmed', 'no_show'],
    when: isToday,
    refusal: '只能为今天已确认、尚未到店的预约登记到店',
  },
  noShow: {
    permission: 'booking.arrive',
    from: ['placed', 'confirmed'],
    when: (row, today, now) => isToday(row, today) && hasBegun(row, now),
    refusal: '到了预约时间才能登记未到店',
  },
  cancel: {
    permission: 'booking.cancel',
    from: ['placed', 'confirmed'],
    refusal: '这个预约已经结束，不需要取消',
  },
  waive: {
    permission: 'booking.cancel',
    from: ['no_show'],
    when: (row) => !row.isWaived,
    refusal: '只有计入爽约记录的未到店预约需要免记',
  },
  replan: {
    permission: 'booking.move',
    from: ['arrived'],
    when: (row) => row.finishedAt === null,
    refusal: '只有已到店、还没完工的车辆可以调整工时',
  },
}

/**
 * Why a command makes no sense for a row just now, or undefined when it does. The server decides for itself; this decides
 * which buttons are there and what a key that cannot work answers.
 */
export function refusalOf(kind: CommandKind, row: BoardRow, store: StaffStore, now: number): string | undefined {
  const rule = rules[kind]
  if (!may(store, rule.permission)) return words.noRight
  const isPossible = rule.from.includes(row.state) && (rule.when?.(row, store.today, now) ?? true)
  return isPossible ? undefined : rule.refusal
}
