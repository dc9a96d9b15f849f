import type { Tx } from '../platform/database'
import { LeaveRequest } from '../modules/store/store.entity'
import { dayIn, daysAgo, type Today } from './calendar'
import { diceOf } from './dice'
import type { House } from './organisation'

interface Ask {
  readonly who: string
  /** User name of whoever wrote it down. */
  readonly by: string
  /** In days from today. */
  readonly from: number
  readonly to: number
  readonly minutes?: readonly [number, number]
  readonly reason: string
  readonly askedDaysAgo: number
  readonly decided?: { readonly state: 'approved' | 'rejected'; readonly note: string | null }
}

/** What has been approved is among the leaves of the technicians. */
const ASKS: readonly Ask[] = [
  { who: '周建国', by: 'jishi', from: 10, to: 11, reason: '孩子家长会', askedDaysAgo: 0.58 },
  { who: '朱雨欣', by: 'paigong', from: 4, to: 4, minutes: [780, 1080], reason: '看病', askedDaysAgo: 0.36 },
  {
    ...{ who: '周建国', by: 'jishi', from: -6, to: -6, reason: '事假', askedDaysAgo: 11.4 },
    decided: { state: 'rejected', note: '当天新能源组只有两人，请换一天' },
  },
  {
    ...{ who: '沈浩', by: 'paigong', from: 2, to: 3, reason: '年假', askedDaysAgo: 8.6 },
    decided: { state: 'approved', note: null },
  },
]

type Decision = Pick<LeaveRequest, 'state' | 'note' | 'version' | 'decidedBy' | 'decidedAt'>

/** A day after it was asked, by the manager. */
function decisionOf(today: Today, { decided, askedDaysAgo }: Ask, manager = ''): Decision {
  if (!decided) return { state: 'pending', note: null, version: 1, decidedBy: null, decidedAt: null }
  return { ...decided, version: 2, decidedBy: manager, decidedAt: daysAgo(today, askedDaysAgo - 1) }
}

/** Writes who asked for leave in the flagship store, and what the manager said. */
export async function seedLeaveRequests(
  tx: Tx,
  today: Today,
  houses: readonly House[],
  staff: ReadonlyMap<string, string>,
): Promise<void> {
  const dice = diceOf('leave requests')
  const house = houses.find(({ data }) => data.key === 'pudong')
  const requests = ASKS.flatMap((ask): LeaveRequest[] => {
    const technician = house?.roster.technicians.find(({ name }) => name === ask.who)
    const requestedBy = staff.get(ask.by)
    const createdAt = daysAgo(today, ask.askedDaysAgo)
    const id = dice.id(createdAt)
    if (!house || !technician || !requestedBy) return []
    const [startsMinute, endsMinute] = ask.minutes ?? [0, 1440]
    return [
      {
        ...{ id, storeId: house.store.id, technicianId: technician.id, requestedBy, createdAt },
        ...{ fromDay: dayIn(today, ask.from), toDay: dayIn(today, ask.to), startsMinute, endsMinute },
        ...{ reason: ask.reason, ...decisionOf(today, ask, staff.get('jingli')) },
      },
    ]
  })
  await tx.insert(LeaveRequest, requests)
}
