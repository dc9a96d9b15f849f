import type { Day, Minute } from '@pitlane/kernel'
import { percentOff } from './policy'
import type { SlotLevel, SlotLimit, SlotPage, SlotView, SlotsView } from './slots'

/** Starts that owners choose among are so far apart (DOMAIN §3.2). */
export const SLOT_MINUTES = 30

const letters = {
  lead: 'l',
  reception: 'r',
  bay: 'b',
  technician: 't',
  skill: 's',
  qc: 'q',
  wash: 'w',
  walk_in: 'k',
  rework: 'e',
} as const satisfies Record<SlotLimit, string>
const limitOfLetter = new Map<string, SlotLimit>(
  (Object.keys(letters) as SlotLimit[]).map((limit) => [letters[limit], limit]),
)
const PAST = '-'
/** More cars than this are told as this many. */
const MOST_TOLD = 35

/** How much room a time has that is not too soon. */
export const levelOf = (free: number, most: number): SlotLevel => {
  if (free === 0) return 'full'
  return free * 3 <= most ? 'few' : 'plenty'
}

type PageDay = SlotPage['days'][number]

/** One day of slots in few bytes; {@link readSlotPage} reads it. */
export const packDay = ({ day, note, slots }: SlotsView, most: number): PageDay => ({
  ...{ day, note, first: slots[0]?.minute ?? 0, most },
  cars: slots.map(({ level, free }) => (level === 'past' ? PAST : Math.min(free, MOST_TOLD).toString(36))).join(''),
  limits: slots.map(({ limit }) => (limit ? letters[limit] : '.')).join(''),
  best: slots.flatMap(({ recommended }, i) => (recommended ? [[i, recommended] as [number, typeof recommended]] : [])),
})

function slotAt(page: SlotPage, day: PageDay, i: number): SlotView {
  const minute: Minute = day.first + i * SLOT_MINUTES
  const car = day.cars[i] ?? PAST
  const free = car === PAST ? 0 : Number.parseInt(car, 36)
  return {
    ...{ minute, free, level: car === PAST ? 'past' : levelOf(free, day.most) },
    percentOff: percentOff(page, day.day, minute),
    recommended: day.best.find(([at]) => at === i)?.[1] ?? null,
    limit: limitOfLetter.get(day.limits[i] ?? '') ?? null,
  }
}

/** The slots of every day of a page. */
export const readSlotPage = (page: SlotPage): SlotsView[] =>
  page.days.map((day) => ({
    ...{ day: day.day, note: day.note, isOpen: day.cars.length > 0 },
    visitMinutes: day.cars.length > 0 ? page.visitMinutes : 0,
    slots: Array.from(day.cars, (_, i) => slotAt(page, day, i)),
  }))

/** How full a whole day is, from its slots. */
export function dayLevelOf({ isOpen, slots }: Pick<SlotsView, 'isOpen' | 'slots'>): DayFullness {
  if (!isOpen) return 'closed'
  const coming = slots.filter((slot) => slot.level !== 'past')
  if (!coming.some((slot) => slot.free > 0)) return 'full'
  const roomy = coming.filter((slot) => slot.level === 'plenty').length
  return roomy * 3 <= coming.length ? 'few' : 'plenty'
}
type DayFullness = 'plenty' | 'few' | 'full' | 'closed'

/** A page's days as a strip shows them. */
export const dayOf = (view: SlotsView): { day: Day; level: DayFullness; earliestMinute: Minute | null } => ({
  ...{ day: view.day, level: dayLevelOf(view) },
  earliestMinute: view.slots.find((slot) => slot.free > 0)?.minute ?? null,
})
