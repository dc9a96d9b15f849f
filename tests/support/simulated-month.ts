import { randomUUID } from 'node:crypto'
import { booking, board, desk, resources, waitlist, type Endpoint } from '@pitlane/contract'
import { addDays, type Day } from '@pitlane/kernel'
import { Booking } from '../../server/src/modules/booking/booking.entity'
import { mulberry } from '../../server/src/seed/dice'
import type { TestApp } from './app'
import { given } from './given'

/** A dice that falls the same way every time. */
export function createDice(seed: number) {
  const next = mulberry(seed)
  return {
    chance: (part: number): boolean => next() < part,
    below: (count: number): number => Math.floor(next() * count),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
  }
}
type Dice = ReturnType<typeof createDice>

interface Promised {
  day: Day
  minute: number
}

/** Codes with which people are refused in an ordinary day. Anything else is a fault. */
const ORDINARY = new Set([
  ...['booking.slot_taken', 'booking.slot_past', 'booking.slot_closed', 'booking.vehicle_booked', 'booking.too_many'],
  ...['booking.state_changed', 'booking.too_late_to_cancel', 'booking.too_late_to_change', 'booking.late_told'],
  ...[
    'booking.no_room_today',
    'booking.not_today',
    'booking.not_in_workshop',
    'waitlist.too_many',
    'waitlist.offer_over',
  ],
])

/** One store through a month: owners who book, come, come late or not at all; a front desk; a workshop that overruns. */
export class SimulatedStore {
  /** What each customer has been promised; only they and the front desk on their behalf may change it. */
  readonly promises = new Map<string, Promised>()
  readonly counts: Record<string, number> = {}

  constructor(
    private readonly t: TestApp,
    private readonly dice: Dice,
    readonly facts: {
      readonly storeId: string
      readonly serviceIds: readonly string[]
      readonly deskId: string
      readonly managerId: string
      readonly owners: readonly { readonly customerId: string; readonly vehicleId: string }[]
    },
  ) {}

  private count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1
  }

  private tokenOf(kind: 'customer' | 'staff', id: string): Promise<string> {
    return given(this.t).freshToken({ kind, id })
  }

  private readonly asOwner = (customerId: string) => this.tokenOf('customer', customerId)
  private readonly asDesk = () => this.tokenOf('staff', this.facts.deskId)

  /** Calls, and lets pass only the refusals of an ordinary day. */
  private async try<E extends Endpoint>(
    what: string,
    endpoint: E,
    call: Parameters<TestApp['call']>[1],
    token: string,
  ) {
    const answer = await this.t.call(endpoint, call as never, token)
    if (answer.status === 200) {
      this.count(what)
      return answer.body
    }
    if (!ORDINARY.has(answer.problem.code)) throw new Error(`${what}: ${answer.status} ${answer.problem.code}`)
    this.count(`${what} refused`)
    return undefined
  }

  /** The bookings of a day that somebody still expects or works on. */
  onDay(day: Day): Promise<Booking[]> {
    return this.t.world.app.db.read.find(Booking, { where: { storeId: this.facts.storeId, day } })
  }

  async book(today: Day): Promise<void> {
    const { storeId, serviceIds, owners } = this.facts
    const owner = this.dice.pick(owners)
    const wanted = this.dice.chance(0.2) ? serviceIds.slice(0, 2) : [this.dice.pick(serviceIds)]
    const day = addDays(today, this.dice.below(5))
    const query = { storeId, serviceIds: wanted.join(), day }
    const { slots } = await this.t.ok(booking.slots, { query })
    const token = await this.asOwner(owner.customerId)
    const free = slots.filter((slot) => slot.free > 0)
    const wished = this.fullTime(slots, day > today)
    if (wished !== undefined) return this.wait(owner, wanted, day, token, [wished - 60, wished + 60])
    if (free.length === 0) return this.wait(owner, wanted, day, token)
    const { minute } = this.dice.pick(free)
    const wish = { requestId: randomUUID(), storeId, serviceIds: [...wanted], vehicleId: owner.vehicleId, day, minute }
    const held = this.dice.chance(0.5) ? await this.try('hold', booking.hold, { body: wish }, token) : undefined
    if (held && this.dice.chance(0.2)) return
    const body = { ...wish, requestId: randomUUID(), ...(held ? { holdId: held.holdId } : {}) }
    const made = await this.try('book', booking.place, { body }, token)
    if (made) this.promises.set(made.id, { day, minute })
  }

  /** Some want just a time that is full. */
  private fullTime(slots: readonly { readonly minute: number; readonly free: number }[], isAhead: boolean) {
    const full = isAhead ? slots.filter((slot) => slot.free === 0 && slot.minute > 600) : []
    return full.length > 0 && this.dice.chance(0.3) ? this.dice.pick(full).minute : undefined
  }

  private async wait(
    { vehicleId }: { readonly vehicleId: string },
    serviceIds: readonly string[],
    day: Day,
    token: string,
    [fromMinute, toMinute]: readonly [number, number] = [540, 1080],
  ): Promise<void> {
    const { storeId } = this.facts
    const body = { storeId, serviceIds: [...serviceIds], vehicleId, day, fromMinute, toMinute }
    await this.try('wait', waitlist.join, { body }, token)
  }

  /** Some take what is offered to them. */
  async takeOffers(): Promise<void> {
    const rows = await this.t.world.app.db.read.rows<{ id: string; customerId: string }>(
      "select id, customer_id as customerId from waitlist where state = 'offered'",
    )
    for (const { id, customerId } of rows) {
      if (!this.dice.chance(0.6)) continue
      const call = { params: { waitlistId: id } }
      const made = await this.try('accept', waitlist.accept, call, await this.asOwner(customerId))
      if (made) this.promises.set(made.id, { day: made.day, minute: made.minute })
    }
  }

  /** Owners change their minds. */
  async change(today: Day): Promise<void> {
    const days = await Promise.all([1, 2, 3].map((ahead) => this.onDay(addDays(today, ahead))))
    const coming = days.flat().filter(({ state }) => /placed|confirmed/.test(state))
    for (const one of coming.filter(() => this.dice.chance(0.08))) {
      const token = await this.asOwner(one.customerId)
      const params = { bookingId: one.id }
      if (this.dice.chance(0.5)) {
        const done = await this.try('cancel', booking.cancel, { params, body: { reason: 'other' } }, token)
        if (done) this.promises.delete(one.id)
        continue
      }
      const to = { day: addDays(today, 1 + this.dice.below(4)), minute: 540 + 30 * this.dice.below(16) }
      const moved = await this.try('move', booking.reschedule, { params, body: { version: one.version, ...to } }, token)
      if (moved) this.promises.set(one.id, to)
    }
  }

  /** Who is expected in this hour comes, comes late and says so, or does not come. */
  async receive(today: Day, minute: number): Promise<void> {
    const due = (await this.onDay(today)).filter(
      ({ state, startsMinute }) =>
        /placed|confirmed/.test(state) && startsMinute >= minute && startsMinute < minute + 60,
    )
    for (const one of due) {
      const params = { bookingId: one.id }
      if (one.state === 'placed') {
        await this.try('confirm', board.confirm, { params, body: { version: one.version } }, await this.asDesk())
      }
      const version = one.version + (one.state === 'placed' ? 1 : 0)
      if (this.dice.chance(0.08)) this.count('stay away')
      else if (this.dice.chance(0.12)) await this.sayLate(one)
      else await this.try('arrive', board.arrive, { params, body: { version } }, await this.asDesk())
    }
  }

  private async sayLate({ id, customerId }: Booking): Promise<void> {
    const call = { params: { bookingId: id }, body: { minutes: this.dice.pick([10, 20, 45]) } }
    const told = await this.try('late', booking.late, call, await this.asOwner(customerId))
    if (told) this.promises.set(id, { day: told.booking.day, minute: told.minute })
  }

  /** Late ones come after all. */
  async receiveLate(today: Day, minute: number): Promise<void> {
    const late = (await this.onDay(today)).filter(
      ({ state, lateMinutes, startsMinute }) => state === 'confirmed' && lateMinutes !== null && startsMinute < minute,
    )
    for (const { id, version } of late.filter(() => this.dice.chance(0.7)))
      await this.try('arrive', board.arrive, { params: { bookingId: id }, body: { version } }, await this.asDesk())
  }

  async walkIn(today: Day): Promise<void> {
    const { storeId, serviceIds } = this.facts
    const body = {
      ...{ requestId: randomUUID(), channel: 'walk_in' as const, phone: `1370000${1000 + this.dice.below(9000)}` },
      ...{
        name: '',
        vehicle: { plate: `沪D${10_000 + this.dice.below(89_999)}`, brand: '', model: '', fuel: 'ice' as const },
      },
      ...{ serviceIds: [this.dice.pick(serviceIds)], remark: '', isRework: this.dice.chance(0.2) },
    }
    const made = await this.try('walk in', desk.book, { params: { storeId }, body }, await this.asDesk())
    if (made) this.promises.set(made.id, { day: today, minute: made.minute })
  }

  /** The workshop says how far it is: most are done in time, some need longer, some say nothing. */
  async work(today: Day, minute: number): Promise<void> {
    const inWork = await this.t.world.app.db.read.rows<{
      id: string
      version: number
      endsMinute: number
      lastDay: string | null
    }>(
      `select id, version, ends_minute as endsMinute, last_day as lastDay from booking
        where store_id = ? and state = 'arrived' and finished_at is null and day <= ?`,
      [this.facts.storeId, today],
    )
    for (const one of inWork) {
      const isDue = (one.lastDay ?? today) <= today && one.endsMinute <= minute + 45
      if (!isDue && !this.dice.chance(0.05)) continue
      const remainingMinutes = this.dice.chance(0.85) ? 0 : this.dice.pick([15, 30, 45, 240])
      const body = { version: one.version, remainingMinutes }
      if (this.dice.chance(0.85))
        await this.try(
          remainingMinutes === 0 ? 'done' : 'overrun',
          desk.replan,
          { params: { bookingId: one.id }, body },
          await this.asDesk(),
        )
    }
  }

  /** A bay breaks for some days; the manager writes it down. */
  async breakBay(bayId: string, fromDay: Day, toDay: Day): Promise<void> {
    const token = await this.tokenOf('staff', this.facts.managerId)
    const params = { storeId: this.facts.storeId }
    const { version } = await this.t.ok(resources.read, { params }, token)
    const change = {
      ...{
        kind: 'add_bay_outage' as const,
        bayId,
        fromDay,
        toDay,
        startsMinute: 0,
        endsMinute: 1440,
        reason: '举升机故障',
      },
    }
    const { affected } = await this.t.ok(resources.previewChange, { params, body: { version, change } }, token)
    await this.t.ok(resources.saveChange, { params, body: { version, affectedSeen: affected.length, change } }, token)
    this.count('bay broken')
  }
}
