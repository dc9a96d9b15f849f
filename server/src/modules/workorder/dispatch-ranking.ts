import { daysBetween, MINUTE_MS, type Day } from '@pitlane/kernel'
import type { workorder, View } from '@pitlane/contract'

type Reason = View<typeof workorder.dispatchOffers>['offers'][number]['reasons'][number]

/** What a job asks of people, and when. */
export interface JobNeed {
  readonly skill: string
  readonly certificate: string | null
  readonly plannedMinutes: number
  readonly promisedAt: Date | null
  /** Who was booked for it. */
  readonly usual: readonly string[]
  /** Who did the work that is done again (返修). */
  readonly before: readonly string[]
  readonly day: Day
  readonly now: Date
}

/** Somebody of the store's technicians, as of now. */
export interface Candidate {
  readonly id: string
  readonly skills: readonly string[]
  readonly certificates: readonly { readonly kind: string; readonly expiresOn: Day }[]
  /** Whether there is any shift today, and whether leave takes all that is left of it. */
  readonly presence: 'here' | 'later' | 'off' | 'leave'
  readonly openJobs: number
  /** Finished jobs of this service: minutes planned and worked. */
  readonly history: { readonly planned: number; readonly actual: number; readonly sample: number }
  /** The earliest start with a bay today. */
  readonly startsAt: Date | null
}

export interface Ranked {
  readonly id: string
  readonly score: number
  readonly canDo: boolean
  readonly reasons: readonly Reason[]
}

/** Fewer finished jobs than this say nothing. */
const SAMPLE = 3
/** A certificate that ends within so many days is said. */
const SOON_DAYS = 30

const say = (kind: Reason['kind'], isGood: boolean, text: string): Reason => ({ kind, text, isGood })

type Weighed = { readonly reason: Reason; readonly points: number; readonly isBar?: boolean }

const bar = (reason: Reason): Weighed => ({ reason, points: 0, isBar: true })

function skillOf({ skill }: JobNeed, { skills }: Candidate): Weighed {
  return skills.includes(skill)
    ? { reason: say('skill', true, '技能匹配'), points: 0 }
    : bar(say('skill', false, '没有此项目所需的技能'))
}

function certificateOf({ certificate, day }: JobNeed, { certificates }: Candidate): Weighed[] {
  if (certificate === null) return []
  const ends = certificates.flatMap(({ kind, expiresOn }) => (kind === certificate ? [expiresOn] : []))
  const last = [...ends].sort().at(-1)
  if (last === undefined) return [bar(say('certificate', false, '没有此项目要求的证书'))]
  if (last < day) return [bar(say('certificate', false, `证书已于 ${last} 到期`))]
  const isSoon = daysBetween(day, last) <= SOON_DAYS
  return [{ reason: say('certificate', true, `证书有效至 ${last}${isSoon ? '，即将到期' : ''}`), points: 0 }]
}

function shiftOf({ presence }: Candidate): Weighed {
  if (presence === 'off') return bar(say('shift', false, '今天没有排班'))
  if (presence === 'leave') return bar(say('shift', false, '今天请假'))
  return presence === 'here'
    ? { reason: say('shift', true, '正在上班'), points: 10 }
    : { reason: say('shift', true, '今天稍后上班'), points: 0 }
}

function loadOf({ openJobs }: Candidate): Weighed {
  if (openJobs === 0) return { reason: say('load', true, '手上没有项目'), points: 30 }
  return { reason: say('load', false, `手上有 ${openJobs} 个项目`), points: Math.max(0, 30 - 10 * openJobs) }
}

/** 计划 ÷ 实际: above 1 is faster than planned. */
function efficiencyOf({ history: { planned, actual, sample } }: Candidate): Weighed[] {
  if (sample < SAMPLE || actual <= 0) return []
  const percent = Math.round((100 * planned) / actual)
  const points = Math.max(-15, Math.min(15, Math.round((percent - 100) / 2)))
  return [{ reason: say('efficiency', percent >= 100, `此项目工效 ${percent}%（近 ${sample} 次）`), points }]
}

function promiseOf({ plannedMinutes, promisedAt, now }: JobNeed, { startsAt, presence }: Candidate): Weighed {
  if (!startsAt) return { reason: say('promise', false, '今天没有连续空闲时间'), points: -30 }
  const wait = Math.max(0, Math.round((startsAt.getTime() - now.getTime()) / MINUTE_MS))
  const points = Math.max(0, 20 - Math.floor(wait / 15))
  const begins = waitText(wait, presence)
  if (!promisedAt) return { reason: say('promise', true, begins), points }
  const spare = Math.floor((promisedAt.getTime() - startsAt.getTime()) / MINUTE_MS) - plannedMinutes
  const isKept = spare >= 0
  return {
    reason: say('promise', isKept, `${begins}，${spareText(spare)}`),
    points: points + (isKept ? 10 : -20),
  }
}

/** Who is here and cannot begin has something else until then; who comes later has their shift as the reason. */
function waitText(wait: number, presence: Candidate['presence']): string {
  if (wait === 0) return '现在可以开工'
  return `${presence === 'here' ? '之前已有安排，' : ''}${spanText(wait)}后可以开工`
}

/** How the end of the work lies to the promise, as a foreman says it. */
function spareText(spare: number): string {
  if (spare === 0) return '正好赶上承诺时间'
  return spare > 0 ? `比承诺早 ${spanText(spare)}完成` : `会比承诺晚 ${spanText(-spare)}`
}

function spanText(minutes: number): string {
  if (minutes < 60) return `${minutes} 分钟`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} 小时${rest === 0 ? '' : ` ${rest} 分钟`}`
}

const usualOf = ({ usual }: JobNeed, { id }: Candidate): Weighed[] =>
  usual.includes(id) ? [{ reason: say('usual', true, '预约时安排的技师'), points: 15 }] : []

/** A come-back goes to somebody of a higher level, where there is one (DOMAIN §2.9). */
const reworkOf = ({ before }: JobNeed, { id }: Candidate): Weighed[] =>
  before.includes(id) ? [{ reason: say('rework', false, '返修：上次由其施工，建议换更高级别'), points: -25 }] : []

const othersOf = (need: JobNeed, who: Candidate): Weighed[] => [...usualOf(need, who), ...reworkOf(need, who)]

function rankOne(need: JobNeed, who: Candidate): Ranked {
  const qualified = [skillOf(need, who), ...certificateOf(need, who), shiftOf(who)]
  const canDo = !qualified.some(({ isBar }) => isBar)
  const more = canDo ? [loadOf(who), ...efficiencyOf(who), promiseOf(need, who), ...othersOf(need, who)] : []
  const score = [...qualified, ...more].reduce((sum, { points }) => sum + points, 0)
  const reasons = [...qualified, ...more].map(({ reason }) => reason)
  // What stands in the way comes first.
  const sorted = canDo ? reasons : [...reasons].sort((a, b) => Number(a.isGood) - Number(b.isGood))
  return { id: who.id, score: canDo ? Math.max(1, score) : 0, canDo, reasons: sorted }
}

/**
 * Who should do a job, best first: skill, certificate and shift decide whether at all (a certificate that expired this morning
 * does not count), then load, how fast they were at it before, the promise, who was booked, and who did it before
 * where it is done again. Who may not is last, with why.
 */
export const rank = (need: JobNeed, candidates: readonly Candidate[]): Ranked[] =>
  candidates
    .map((who) => rankOne(need, who))
    .sort((a, b) => Number(b.canDo) - Number(a.canDo) || b.score - a.score || (a.id < b.id ? -1 : 1))

type Span = readonly [from: number, to: number]

/** At work now, later today, not at all, or on leave for what is left of the day. */
export function presenceOf(
  { shifts, leaves }: { readonly shifts: readonly Span[]; readonly leaves: readonly Span[] },
  minute: number,
): Candidate['presence'] {
  const left = shifts.filter(([, ends]) => ends > minute)
  if (left.length === 0) return 'off'
  const minutes = left.flatMap(([from, to]) =>
    Array.from({ length: to - Math.max(from, minute) }, (_, i) => Math.max(from, minute) + i),
  )
  const free = minutes.filter((one) => !leaves.some(([from, to]) => one >= from && one < to))
  if (free.length === 0) return 'leave'
  return free[0] === minute ? 'here' : 'later'
}
