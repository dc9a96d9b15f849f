import { permissions, type board, type identity, type Permission, type View } from '@pitlane/contract'
import { localTime } from '../../../console/src/lib/time'

export const STORE = '01JDA9M100FSPMD473PBKN9ZZ9'
export const OTHER_STORE = '01JDA9M100FSPMD473PBKN9ZZ8'

export const today = (): string => localTime(new Date()).day

type Step = board.BoardRow['steps'][number]

const everything = Object.keys(permissions) as Permission[]

/** A member of staff with one store, who may do everything unless told otherwise. */
export const staff = (
  held: readonly Permission[] = everything,
  over: Partial<identity.StaffProfile> = {},
): identity.StaffProfile => ({
  id: '01JDA9M100FSPMD473PBKN9ZZ7',
  name: '李静',
  username: 'qiantai',
  mustChangePassword: false,
  stores: [{ id: STORE, name: '浦东旗舰店', today: today(), permissions: [...held] }],
  ...over,
})

/** `rowId(3)`: a stable id for the third booking of a test. */
export const rowId = (n: number): string => `01JDA9M100000000000000${String(n).padStart(4, '0')}`

export const bayId = (n: number): string => `01JDA9M1000000000000BAY${String(n).padStart(3, '0')}`
export const technicianId = (n: number): string => `01JDA9M1000000000000TEC${String(n).padStart(3, '0')}`

/** The one step of the `n`-th booking: an hour on the first bay with the first technician. */
export const step = (n: number, over: Partial<Step> = {}): Step => ({
  ordinal: 0,
  kind: 'work',
  day: today(),
  minute: 540 + n * 15,
  endMinute: 600 + n * 15,
  bayId: bayId(1),
  technicianIds: [technicianId(1)],
  serviceName: '小保养',
  ...over,
})

/** Two bays and two technicians, who are there all day. */
export const resources = {
  bays: [
    { id: bayId(1), name: '快保 1', type: 'quick' },
    { id: bayId(2), name: '快保 2', type: 'quick' },
  ],
  technicians: [
    { id: technicianId(1), name: '朱雨欣', shifts: [[510, 1080]], leaves: [] },
    { id: technicianId(2), name: '王海涛', shifts: [[510, 1080]], leaves: [[720, 780]] },
  ],
} satisfies Pick<View<typeof board.board>, 'bays' | 'technicians'>

/** A booking on today's board; `n` tells rows apart. */
export const row = (n: number, over: Partial<board.BoardRow> = {}): board.BoardRow => ({
  id: rowId(n),
  number: `BK${String(n).padStart(8, '0')}`,
  state: 'placed',
  version: 1,
  day: today(),
  minute: 540 + n * 15,
  endMinute: 600 + n * 15,
  serviceName: '小保养',
  vehicleName: '大众 帕萨特',
  maskedPlate: `沪A·**${100 + n}`,
  maskedName: '张*',
  maskedPhone: `138****${1000 + n}`,
  channel: 'owner',
  lateMinutes: null,
  steps: [step(n)],
  bayName: '快保 1',
  technicianNames: ['朱雨欣'],
  remark: '',
  closingNote: null,
  ...{ workorderNumber: `WO${String(n).padStart(8, '0')}`, workorderId: rowId(5000 + n) },
  placedAt: new Date(Date.now() - 5 * 60_000).toISOString(),
  ...{ handover: 'wait', isRework: false, delayMinutes: null, isUnseated: false, finishedAt: null, lastDay: null },
  ...{ isWaived: false, depositFen: 0 },
  ...over,
})
