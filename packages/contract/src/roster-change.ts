import * as z from 'zod/mini'
import { DayField, freeText, Id, MinuteField } from './fields'

/** What a place for one car is for. */
export const bayTypes = {
  lane: '接待车道',
  quick: '快保',
  mech: '机修',
  align: '四轮定位',
  hv: '新能源',
  body: '钣金',
  paint: '喷漆',
  wash: '洗车',
  qc: '终检',
} as const
export const BayType = z.enum(['lane', 'quick', 'mech', 'align', 'hv', 'body', 'paint', 'wash', 'qc'])
export type BayType = z.infer<typeof BayType>

export const levels = {
  apprentice: '学徒工',
  junior: '初级工',
  intermediate: '中级工',
  senior: '高级工',
  master: '技师',
  senior_master: '高级技师',
} as const
export const Level = z.enum(['apprentice', 'junior', 'intermediate', 'senior', 'master', 'senior_master'])

export const skills = {
  quick: '快保',
  engine: '发动机',
  chassis: '底盘制动',
  electric: '电气诊断',
  ac: '空调',
  tyre: '轮胎',
  align: '四轮定位',
  hv: '新能源高压',
  body: '钣金',
  paint: '喷漆',
} as const
export const Skill = z.enum(['quick', 'engine', 'chassis', 'electric', 'ac', 'tyre', 'align', 'hv', 'body', 'paint'])

/** Licences with an expiry day. */
export const certificateKinds = {
  low_voltage_electrician: '低压电工作业证',
  welding: '焊接与热切割作业证',
  vehicle_repair: '机动车检测维修资格证',
  oem_hv: '厂家高压培训证',
} as const
export const CertificateKind = z.enum(['low_voltage_electrician', 'welding', 'vehicle_repair', 'oem_hv'])

const Name = (max: number) => freeText(max).check(z.minLength(1))
const span = { startsMinute: MinuteField, endsMinute: MinuteField }
const isForward = z.refine<{ startsMinute: number; endsMinute: number }>((s) => s.startsMinute < s.endsMinute, {
  error: 'hours',
  path: ['endsMinute'],
})
const areInOrder = z.refine<{ fromDay: string; toDay: string }>((days) => days.fromDay <= days.toDay, {
  error: 'days',
  path: ['toDay'],
})
const Weekday = z.int().check(z.minimum(0), z.maximum(6))

interface Spanned {
  readonly startsMinute: number
  readonly endsMinute: number
}

/** No two of these overlap; `keyOf` says which belong to the same day. */
const areApart = <T extends Spanned>(spans: readonly T[], keyOf: (span: T) => number): boolean =>
  spans.every((a, i) =>
    spans
      .slice(i + 1)
      .every((b) => keyOf(a) !== keyOf(b) || a.endsMinute <= b.startsMinute || b.endsMinute <= a.startsMinute),
  )

export const Certificate = z.object({ kind: CertificateKind, number: Name(40), expiresOn: DayField })
export const Shift = z.object({ weekday: Weekday, ...span }).check(isForward)
const DaySpan = z.object(span).check(isForward)

/** `staffId` is who receives there (接待顾问); left out it stays as it is. */
const bay = { name: Name(20), type: BayType, staffId: z.optional(z.nullable(Id)) }
/** `staffId` is the log-in of this person; left out it stays as it is. */
const technician = {
  ...{ name: Name(30), level: Level, skills: z.array(Skill).check(z.maxLength(10)) },
  staffId: z.optional(z.nullable(Id)),
}
const whom = { technicianId: Id }

/** One change of what a store has to work with. Retiring is `isActive: false`: old bookings keep their names. */
export const RosterChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add_bay'), ...bay }),
  z.object({ kind: z.literal('change_bay'), bayId: Id, ...bay, isActive: z.boolean() }),
  /** A bay is out of order; whole days are minutes 0 to 1440. */
  z
    .object({
      ...{ kind: z.literal('add_bay_outage'), bayId: Id, fromDay: DayField, toDay: DayField, ...span },
      reason: Name(40),
    })
    .check(isForward, areInOrder),
  z.object({ kind: z.literal('remove_bay_outage'), bayId: Id, outageId: Id }),
  z.object({ kind: z.literal('add_technician'), ...technician }),
  z.object({ kind: z.literal('change_technician'), ...whom, ...technician, isActive: z.boolean() }),
  z.object({
    ...{ kind: z.literal('put_certificates'), ...whom },
    certificates: z.array(Certificate).check(
      z.maxLength(10),
      z.refine((list) => new Set(list.map((c) => `${c.kind} ${c.number}`)).size === list.length, { error: 'twice' }),
    ),
  }),
  z.object({
    ...{ kind: z.literal('put_shifts'), ...whom },
    shifts: z.array(Shift).check(
      z.maxLength(21),
      z.refine((list) => areApart(list, (shift) => shift.weekday), { error: 'overlap' }),
    ),
  }),
  /** Other hours on one day, in place of the weekly ones; none at all brings the weekly ones back. */
  z.object({
    ...{ kind: z.literal('put_day_shifts'), ...whom, day: DayField },
    spans: z.array(DaySpan).check(
      z.maxLength(3),
      z.refine((list) => areApart(list, () => 0), { error: 'overlap' }),
    ),
  }),
  /** Whole days are minutes 0 to 1440. */
  z
    .object({
      ...{ kind: z.literal('add_leave'), ...whom, fromDay: DayField, toDay: DayField, ...span },
      reason: Name(40),
    })
    .check(isForward, areInOrder),
  z.object({ kind: z.literal('remove_leave'), ...whom, leaveId: Id }),
])
export type RosterChange = z.infer<typeof RosterChange>
