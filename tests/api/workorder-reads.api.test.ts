import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { maskVin, workorder } from '@pitlane/contract'
import { VEHICLE_VIN } from '../../server/src/modules/vehicle'
import { Vehicle } from '../../server/src/modules/vehicle/vehicle.entity'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene } from '../support/floor-scene'
import { given } from '../support/given'
import { removalScene } from '../support/removal-scene'
import { once, quoteOf, workshopScene } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const VIN = '1M8GDM9AXKP042788'

const read = (id: string, token: string) => t.ok(workorder.read, { params: { workorderId: id } }, token)
const progress = (id: string, token: string) => t.ok(workorder.progress, { params: { workorderId: id } }, token)

describe('a work order as staff read it', () => {
  it('shows its advisor everything, with the customer masked, and what may be done', async () => {
    const s = await workshopScene(t)
    const { id } = await s.authorised()
    const detail = await read(id, s.advisor.token)
    expect(detail).toMatchObject({
      ...{ state: 'authorised', customerName: '欧***', advisorName: '李静', totalFen: 56_000, usualMinutes: null },
      inspection: { mileageKm: 23_456, unsignedReason: '无接触交车', byName: '李静' },
      quote: { version: 1, labourFen: 20_000, materialFen: 36_000, totalFen: 56_000, method: 'call' },
      warranty: { daysThisVisit: 1, daysInAll: 1, warning: null },
    })
    expect(detail.phone).toMatch(/^199\*{4}\d{4}$/)
    expect(detail.inspection?.photos).toHaveLength(6)
    expect(detail.jobs).toMatchObject([{ name: '小保养', state: 'new', plannedMinutes: 60, amountFen: 20_000 }])
    expect(detail.parts).toMatchObject([{ name: '全合成机油', amountFen: 36_000, jobId: detail.jobs[0]?.id }])
    expect(detail.timeline.map(({ kind }) => kind)).toEqual(['arrived', 'inspected', 'quoted', 'authorised'])
    expect(detail.may).toEqual(expect.arrayContaining(['addendum', 'proposeAddon', 'cancel']))
    expect(detail.may).not.toContain('saveQuote')
  })

  it.each(['dispatcher', 'inspector'] as const)('shows a %s neither prices nor a phone', async (who) => {
    const s = await workshopScene(t)
    const { id } = await s.authorised()
    const detail = await read(id, s[who].token)
    expect(detail).toMatchObject({ phone: null, quote: null, totalFen: null })
    expect([...detail.jobs, ...detail.parts].map(({ amountFen }) => amountFen)).toEqual([null, null])
    expect(JSON.stringify(detail)).not.toMatch(/20000|36000|8000|56000|¥/)
  })

  it('shows a technician neither prices nor who the customer is, also of what is added or left out', async () => {
    const s = await removalScene(t)
    const { id, oil, filter, battery } = await s.agreed()
    await s.asked(id, [battery])
    await s.give([oil, filter, battery])
    await s.start(oil)
    await s.found(id, [0, 2])
    const detail = await read(id, s.first.token)
    expect(detail).toMatchObject({ phone: null, quote: null, totalFen: null })
    expect(detail.addons.flatMap(({ lines }) => lines.map(({ unitFen, amountFen }) => unitFen || amountFen))).toEqual([
      ...[null, null, null, null],
    ])
    const work = await t.ok(workorder.myWork, {}, s.first.token)
    expect(work.places[0]?.jobs.map(({ job }) => job.amountFen)).toEqual([null, null, null])
    const seen = JSON.stringify([detail, work])
    expect(seen).not.toMatch(/:-?(20000|36000|56000|9000|7001|5000|1100|2200)\b|¥|欧阳/)
    expect(seen).not.toContain(s.driver.phone)
  })

  it('is nothing to another store', async () => {
    const s = await workshopScene(t)
    const { id } = await s.received()
    const other = await given(t).store()
    const stranger = await given(t).staff('advisor', 'store', other.id)
    await t.refused(workorder.read, { params: { workorderId: id } }, stranger.token, 'workorder.not_found')
    await t.refused(workorder.board, { params: { storeId: s.store.id }, query: {} }, stranger.token, 'auth.forbidden')
    await t.refused(workorder.read, { params: { workorderId: id } }, undefined, 'auth.required')
  })

  it('stands in its lane, the promise that breaks next on top', async () => {
    const s = await workshopScene(t)
    const late = await s.quoted()
    const fresh = await s.received(await given(t).driver())
    const list = async (query = {}) =>
      (await t.ok(workorder.board, { params: { storeId: s.store.id }, query }, s.advisor.token)).cards
    const cards = await list()
    expect(cards.map(({ lane }) => lane).sort()).toEqual(['consent', 'reception'])
    expect(cards.find(({ id }) => id === late.id)).toMatchObject({
      serviceName: '小保养',
      customerName: '欧***',
      risk: 'none',
    })
    expect(cards.map(({ promisedAt }) => promisedAt)).toEqual(cards.map(({ promisedAt }) => promisedAt).sort())
    t.clock.pass(3 * 3_600_000)
    const token = await given(t).freshToken({ kind: 'staff', id: s.advisor.staffId })
    const later = await t.ok(workorder.board, { params: { storeId: s.store.id }, query: {} }, token)
    expect(later.cards.find(({ id }) => id === late.id)?.risk).toBe('soon')
    expect(fresh.state).toBe('received')
  })

  it('is printed with owner, car and both mileages in full for who settles, and the look is logged', async () => {
    const s = await workshopScene(t)
    const { id } = await s.authorised()
    const at = { params: { workorderId: id } }
    const settled = await t.ok(workorder.sheet, at, s.cashier.token)
    expect(settled).toMatchObject({ sentOn: '2026-11-23', leftOn: null, mileageIn: 23_456, mileageOut: null })
    expect(settled.detail).toMatchObject({ customerName: '欧阳娜娜', phone: s.driver.phone })
    expect(await looks()).toEqual([['结算清单', id]])
  })

  it.each([
    ['advisor', true],
    ['cashier', true],
    ['manager', true],
    ['dispatcher', false],
    ['inspector', false],
  ] as const)('says of owner and car the same on both sheets: %s, in full: %s', async (role, isFull) => {
    const s = await workshopScene(t)
    const { app } = t.world
    const vinSealed = app.vault.seal(VEHICLE_VIN, VIN)
    await app.db.tx((tx) => tx.update(Vehicle, { id: s.driver.vehicleId }, { vinSealed }))
    const { id } = await s.authorised()
    const at = { params: { workorderId: id } }
    const personal = ({ customerName, phone, vin, plate }: workorder.WorkorderDetail) => ({
      customerName,
      phone,
      vin,
      plate,
    })
    const sheets = [
      (await t.ok(workorder.sheet, at, s[role].token)).detail,
      (await t.ok(workorder.inspectionSheet, at, s[role].token)).detail,
    ]
    expect(personal(sheets[1]!)).toEqual(personal(sheets[0]!))
    const { customerName, phone, vin } = personal(sheets[0]!)
    expect([customerName, phone]).toEqual(isFull ? ['欧阳娜娜', s.driver.phone] : ['欧***', null])
    expect(vin).toBe(isFull ? VIN : maskVin(VIN))
    expect(sheets[1]!.inspection?.mileageKm).toBe(23_456)
    expect(await looks()).toEqual(
      isFull
        ? [
            ['结算清单', id],
            ['接车环检单', id],
          ]
        : [],
    )
  })
})

/** What personal data was looked at for. */
const looks = async () =>
  (
    await t.world.app.db.read.rows<{ reason: string; id: string }>(
      "select reason, subject_id as id from audit_log where action = 'customer.reveal' order by id",
    )
  ).map(({ reason, id }) => [reason, id])

/** How many statements reading takes, besides the one that asks whose log-in it is. */
async function counted<T>(read: () => Promise<T>): Promise<{ readonly answer: T; readonly count: number }> {
  const { read: db } = t.world.app.db
  const { rows, find, findOne, count: countRows } = db
  let count = 0
  const watch =
    <A extends unknown[], R>(ask: (...asked: A) => R) =>
    (...asked: A): R => {
      if (!/session/.test(String(asked[0]))) count++
      return ask(...asked)
    }
  Object.assign(db, { rows: watch(rows), find: watch(find), findOne: watch(findOne), count: watch(countRows) })
  const answer = await read().finally(() => Object.assign(db, { rows, find, findOne, count: countRows }))
  return { answer, count }
}

describe('a visit as its owner watches it', () => {
  it('takes no more statements when work is done, with photos, an add-on and a finished job', async () => {
    const s = await floorScene(t)
    const { id } = await s.working()
    const found = { title: '前制动片过薄', severity: 'yellow' as const, finding: '磨损到极限', measure: null }
    const body = { ...once(), ...found, photoIds: await s.photos(1, s.first.token) }
    await t.ok(workorder.proposeAddon, { params: { workorderId: id }, body }, s.first.token)
    const early = await counted(() => progress(id, s.driver.token))
    expect(early.count).toBeLessThanOrEqual(3)
    const other = await floorScene(t)
    const over = await other.done().then((car) => other.stands(car.id))
    const owner = await given(t).freshToken({ kind: 'customer', id: over.customerId })
    const late = await counted(() => progress(over.id, owner))
    expect(late.answer.state).toBe('work_done')
    expect(late.count).toBeLessThanOrEqual(3)
  })

  it('comes in three statements, with steps, quote and photos', async () => {
    const s = await workshopScene(t)
    const { id } = await s.quoted()
    const { answer: view, count } = await counted(() => progress(id, s.driver.token))
    expect(count).toBe(3)
    expect(view).toMatchObject({
      ...{ state: 'quoted', headline: '报价已出，请您确认', canAuthorise: true, totalFen: 56_000 },
      ...{ quote: { version: 1, totalFen: 56_000 }, inspection: { mileageKm: 23_456 } },
    })
    expect(view.steps.map(({ key, at }) => [key, at !== null])).toEqual([
      ...[
        ['arrived', true],
        ['quoted', true],
        ['started', false],
      ],
      ...[
        ['qc_passed', false],
        ['settled', false],
        ['delivered', false],
      ],
    ])
    expect(view.inspection?.photos).toHaveLength(6)
    expect(view.timeline.map(({ text }) => text)).toContain('您的爱车已到店')
    expect(view.fine).toEqual(['仪表无故障灯', '外观无新增损伤'])
    expect(JSON.stringify(view)).not.toContain('李静静')
  })

  it('does not show a quote that was not sent', async () => {
    const s = await workshopScene(t)
    const { id, version } = await s.inspected()
    const body = { ...quoteOf(t, s.service.id, { send: false }), ...once(), version }
    await t.ok(workorder.saveQuote, { params: { workorderId: id }, body }, s.advisor.token)
    expect(await progress(id, s.driver.token)).toMatchObject({ quote: null, canAuthorise: false, totalFen: 0 })
  })

  it('is nobody else’s', async () => {
    const s = await workshopScene(t)
    const { id } = await s.received()
    const stranger = await given(t).driver()
    await t.refused(workorder.progress, { params: { workorderId: id } }, stranger.token, 'workorder.not_found')
    expect((await t.ok(workorder.mine, { query: {} }, stranger.token)).items).toEqual([])
  })

  it('is in the list of visits, and asks for an answer while a quote waits', async () => {
    const s = await workshopScene(t)
    const { id } = await s.quoted()
    const { items } = await t.ok(workorder.mine, { query: { vehicleId: s.driver.vehicleId } }, s.driver.token)
    expect(items).toMatchObject([{ id, day: '2026-11-23', serviceName: '小保养', needsAnswer: true, totalFen: 56_000 }])
  })
})
