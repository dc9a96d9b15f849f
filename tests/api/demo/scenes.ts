import { expect, test } from '@jest/globals'
import { board, booking, catalog, identity, leave, mobility, waitlist } from '@pitlane/contract'
import { Bay } from '../../../server/src/modules/store/store.entity'
import type { DemoSuite } from '../../support/demo'

/** What there is to see for who logs in as one of the people that the start prints, whatever the hour. */
export const saysOfScenes: DemoSuite = (demo) => {
  const bookingsOf = async (token: string) => {
    const [upcoming, past] = await Promise.all(
      (['upcoming', 'past'] as const).map((when) => demo().app.ok(booking.mine, { query: { when } }, token)),
    )
    return [...(upcoming?.items ?? []), ...(past?.items ?? [])]
  }
  test('王晓雯 has an advisor who usually receives her, and a loaner car', async () => {
    const token = await demo().owner('王晓雯')
    const mine = await bookingsOf(token)
    const coming = mine.find(({ state }) => state === 'confirmed')
    const { id, storeId, services, day } = coming as NonNullable<typeof coming>
    const query = { storeId, serviceIds: services.map((service) => service.id).join(), day }
    const { usual } = await demo().app.ok(booking.usualAdvisor, { query }, token)
    expect(usual?.name).toBe('刘晓东')
    const { loaner, trips } = await demo().app.ok(mobility.mine, { params: { bookingId: id } }, token)
    expect([loaner?.state, trips.length]).toEqual(['reserved', 0])
  })

  test('林悦 has one car fetched and brought back, and another one that is delayed', async () => {
    const token = await demo().owner('林悦')
    const mine = await bookingsOf(token)
    expect(mine.find(({ delayMinutes }) => delayMinutes)).toMatchObject({ delayMinutes: 30, state: 'confirmed' })
    const orders = await Promise.all(
      mine.map(({ id }) => demo().app.ok(mobility.mine, { params: { bookingId: id } }, token)),
    )
    const driven = orders.find(({ trips, loaner }) => trips.length === 2 && loaner === null)
    expect(driven?.trips.map(({ direction }) => direction).sort()).toEqual(['fetch', 'return'])
  })

  test('高翔 has a car that stays overnight, times to choose from, and waits for two more', async () => {
    const token = await demo().owner('高翔')
    const mine = await bookingsOf(token)
    const rejected = mine.find(({ state }) => state === 'rejected')
    expect(mine.find(({ ready }) => ready !== null)).toBeDefined()
    expect(rejected?.proposals).toHaveLength(3)
    expect(new Set(rejected?.proposals.map(({ day }) => day)).size).toBe(3)
    await demo().app.settle()
    const wishes = await demo().app.ok(waitlist.mine, {}, token)
    expect(wishes.map(({ state }) => state).sort()).toEqual(['offered', 'waiting'])
  })

  test('the front desk sees a car that came yesterday and one that stays until the next day', async () => {
    const token = await demo().staff('qiantai')
    const [own] = (await demo().app.ok(identity.staffMe, {}, token)).stores
    const { at } = demo()
    const days = Array.from({ length: 5 }, (_, i) => new Date(at.getTime() + (8 + 24 * (i - 2)) * 3_600_000))
    const boards = await Promise.all(
      days.map((day) =>
        demo().app.ok(
          board.board,
          { params: { storeId: own?.id ?? '' }, query: { day: day.toISOString().slice(0, 10) } },
          token,
        ),
      ),
    )
    const nights = new Set(boards.flatMap(({ rows }) => rows.filter((row) => row.lastDay !== null).map(({ id }) => id)))
    expect(nights.size).toBe(2)
  })

  test('there are free times at the flagship store on each of the next open days, and a queue that can be worked through', async () => {
    const token = await demo().staff('qiantai')
    const storeId = (await demo().app.ok(identity.staffMe, {}, token)).stores[0]?.id ?? ''
    const services = await demo().app.ok(catalog.list, { params: { storeId } })
    for (const code of ['MAINT-S', 'TYRE-2', 'AC-CLEAN']) {
      const serviceIds = services.find((service) => service.code === code)?.id ?? ''
      const page = booking.readSlotPage(await demo().app.ok(booking.slotPage, { query: { storeId, serviceIds } }))
      const full = page.slice(1, 8).filter(({ isOpen, slots }) => isOpen && !slots.some(({ free }) => free > 0))
      expect([code, full.map(({ day }) => day)]).toEqual([code, []])
    }
    const items = await demo().app.ok(board.confirmQueue, { params: { storeId } }, token)
    expect(items.length).toBeGreaterThanOrEqual(5)
    expect(items.length).toBeLessThanOrEqual(10)
  })

  test('孟佳 did not come three times: the next visit asks for a deposit and waits for the front desk', async () => {
    const mine = await bookingsOf(await demo().owner('孟佳'))
    expect(mine.filter(({ state }) => state === 'no_show')).toHaveLength(3)
    expect(mine.find(({ depositFen }) => depositFen > 0)).toMatchObject({ depositFen: 5000, state: 'placed' })
  })

  test('a technician may log in and sees their own leave; the manager has two requests to decide', async () => {
    const requestsOf = async (username: string) => {
      const token = await demo().staff(username)
      const [own] = (await demo().app.ok(identity.staffMe, {}, token)).stores
      return demo().app.ok(leave.list, { params: { storeId: own?.id ?? '' } }, token)
    }
    const mine = await requestsOf('jishi')
    expect(new Set(mine.items.map(({ technicianName }) => technicianName))).toEqual(new Set(['周建国']))
    const all = await requestsOf('jingli')
    expect(all.items.filter(({ state }) => state === 'pending')).toHaveLength(2)
    const lanes = await demo().app.world.app.db.read.find(Bay, { where: { type: 'lane' } })
    expect(lanes.filter(({ staffId }) => staffId !== null)).toHaveLength(3)
  })
}
