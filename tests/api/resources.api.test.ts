import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, resources } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, TUESDAY } from '../support/booking-scene'
import { given } from '../support/given'
import { bookAt, freeAt, managedScene, wishAt } from '../support/resource-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** A store with one bay and one technician, its manager, and a booking on Tuesday from 10:00 to 11:00. */
async function seatedScene() {
  const scene = await managedScene(t)
  const { manager, params } = scene
  const placed = await bookAt(t, scene)
  const read = () => t.ok(resources.read, { params }, manager.token)
  const { version, bays, technicians } = await read()
  const [bay] = bays
  const [technician] = technicians
  if (!bay || !technician) throw new Error('a store without a bay or technician')
  return { ...scene, placed, read, version, bay, technician }
}

const leaveOn = (technicianId: string, over: object = {}) => ({
  ...{ kind: 'add_leave' as const, technicianId, fromDay: TUESDAY, toDay: TUESDAY },
  ...{ startsMinute: 0, endsMinute: 1440, reason: '病假', ...over },
})

describe('what a store has to work with', () => {
  it('is read with certificates and how soon they end, by 90, 30 and 7 days', async () => {
    const store = await given(t).store({ technicians: 0 })
    const manager = await given(t).staff('svc_mgr', 'store', store.id)
    const ends = ['2026-11-22', '2026-11-23', '2026-11-30', '2026-12-23', '2027-02-21', '2027-02-22']
    for (const expiresOn of ends) {
      const certificate = { kind: 'low_voltage_electrician', expiresOn }
      await given(t).technician(store.id, { name: expiresOn, certificate })
    }
    const { technicians } = await t.ok(resources.read, { params: { storeId: store.id } }, manager.token)
    expect(
      technicians.map((person) => [person.name, person.certificates[0]?.daysLeft, person.certificates[0]?.warning]),
    ).toEqual([
      ['2026-11-22', -1, 'expired'],
      ['2026-11-23', 0, 'in_7'],
      ['2026-11-30', 7, 'in_7'],
      ['2026-12-23', 30, 'in_30'],
      ['2027-02-21', 90, 'in_90'],
      ['2027-02-22', 91, 'none'],
    ])
  })

  it('is for managers of that store', async () => {
    const { params, store, version } = await seatedScene()
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    const desk = await given(t).staff('reception', 'store', store.id)
    const body = { version, change: { kind: 'add_bay' as const, name: '快保 9 号', type: 'quick' as const } }
    for (const { token } of [stranger, desk]) {
      await t.refused(resources.read, { params }, token, 'auth.forbidden')
      await t.refused(resources.previewChange, { params, body }, token, 'auth.forbidden')
      await t.refused(resources.saveChange, { params, body }, token, 'auth.forbidden')
    }
    await t.refused(resources.saveChange, { params, body }, undefined, 'auth.required')
  })
})

describe('a change of bays', () => {
  it('adds capacity at once for the owners', async () => {
    const { ids, manager, params, version, read } = await seatedScene()
    expect(await freeAt(t, ids, 600)).toBe(0)
    const bay = { kind: 'add_bay' as const, name: '快保 2 号', type: 'quick' as const }
    const first = await t.ok(resources.saveChange, { params, body: { version, change: bay } }, manager.token)
    expect(first).toMatchObject({ version: version + 1, affected: [] })
    const person = {
      kind: 'add_technician' as const,
      name: '林峰',
      level: 'junior' as const,
      skills: ['quick' as const],
    }
    const second = await t.ok(
      resources.saveChange,
      { params, body: { version: version + 1, change: person } },
      manager.token,
    )
    const shifts = [{ weekday: 2, startsMinute: 540, endsMinute: 1080 }]
    const change = { kind: 'put_shifts' as const, technicianId: second.subjectId, shifts }
    await t.ok(resources.saveChange, { params, body: { version: version + 2, change } }, manager.token)
    expect(await freeAt(t, ids, 600)).toBe(1)
    expect((await read()).technicians[1]).toMatchObject({ name: '林峰', shifts })
  })

  it('lists the bookings that lose their bay before it is saved, and writes nothing', async () => {
    const { manager, params, version, bay, placed, read, service } = await seatedScene()
    const change = { kind: 'change_bay' as const, bayId: bay.id, name: bay.name, type: bay.type, isActive: false }
    const events = await rowsOf(t, 'outbox_event')
    const { affected } = await t.ok(resources.previewChange, { params, body: { version, change } }, manager.token)
    expect(affected).toEqual([
      {
        ...{ id: placed.id, number: placed.number, storeName: '浦东店', day: TUESDAY, minute: 600, endMinute: 660 },
        ...{ serviceName: service.name, maskedPlate: expect.stringContaining('*') as unknown as string },
        losses: [{ kind: 'bay', name: bay.name }],
      },
    ])
    expect((await read()).version).toBe(version)
    expect(await rowsOf(t, 'outbox_event')).toBe(events)
  })

  it('is saved only with the number of bookings that the writer has seen; they stay as they are', async () => {
    const { manager, driver, params, version, bay, placed, read, ids } = await seatedScene()
    const change = { kind: 'change_bay' as const, bayId: bay.id, name: bay.name, type: bay.type, isActive: false }
    const blind = await t.refused(
      resources.saveChange,
      { params, body: { version, change } },
      manager.token,
      'booking.impact_changed',
    )
    expect(blind.data).toEqual({ count: 1 })
    expect((await read()).version).toBe(version)
    const saved = await t.ok(
      resources.saveChange,
      { params, body: { version, change, affectedSeen: 1 } },
      manager.token,
    )
    expect(saved.affected.map(({ number }) => number)).toEqual([placed.number])
    const kept = await t.ok(booking.one, { params: { bookingId: placed.id } }, driver.token)
    expect(kept.state).toBe('placed')
    expect(await freeAt(t, ids, 780)).toBe(0)
  })

  it('is refused to whoever saw an older state, and for a name that is taken', async () => {
    const { manager, params, version, bay } = await seatedScene()
    const change = { kind: 'add_bay' as const, name: bay.name, type: 'wash' as const }
    for (const endpoint of [resources.previewChange, resources.saveChange]) {
      await t.refused(endpoint, { params, body: { version, change } }, manager.token, 'store.bay_name_taken')
      const stale = { version: version - 1, change: { ...change, name: '洗车 1 号' } }
      await t.refused(endpoint, { params, body: stale }, manager.token, 'store.roster_changed')
    }
  })

  it('does not reach into another store', async () => {
    const { manager, params, version } = await seatedScene()
    const elsewhere = await given(t).store({ bays: 0, technicians: 0 })
    const foreign = await given(t).bay(elsewhere.id)
    const person = await given(t).technician(elsewhere.id)
    const change = {
      kind: 'change_bay' as const,
      bayId: foreign.id,
      name: '别店',
      type: 'quick' as const,
      isActive: false,
    }
    await t.refused(resources.saveChange, { params, body: { version, change } }, manager.token, 'store.bay_not_found')
    const leave = { version, change: leaveOn(person.id) }
    await t.refused(resources.saveChange, { params, body: leave }, manager.token, 'store.technician_not_found')
  })
})

describe('a change in the same moment as a booking', () => {
  it('never leaves a new booking on a bay that is gone without having named it', async () => {
    const scene = await seatedScene()
    const { manager, params, version, bay, ids } = scene
    const other = await given(t).driver()
    const change = { kind: 'change_bay' as const, bayId: bay.id, name: bay.name, type: bay.type, isActive: false }
    const [saved, placed] = await Promise.all([
      t.call(resources.saveChange, { params, body: { version, change, affectedSeen: 1 } }, manager.token),
      t.call(booking.place, wishAt({ ids, driver: other }, 780), other.token),
    ])
    expect([saved.status, placed.status].sort()).toEqual([200, 409])
  })
})

describe('a change of people', () => {
  it('counts leave only where it takes somebody from a booking', async () => {
    const { manager, params, version, technician, placed } = await seatedScene()
    const afternoon = leaveOn(technician.id, { startsMinute: 780, endsMinute: 1080 })
    const preview = (change: ReturnType<typeof leaveOn>) =>
      t.ok(resources.previewChange, { params, body: { version, change } }, manager.token)
    expect((await preview(afternoon)).affected).toEqual([])
    const { affected } = await preview(leaveOn(technician.id))
    expect(affected.map(({ id, losses }) => ({ id, losses }))).toEqual([
      { id: placed.id, losses: [{ kind: 'technician', name: technician.name }] },
    ])
  })

  it('writes leave day by day, refuses what overlaps or is over, and takes it back', async () => {
    const { manager, params, version, technician, read, ids } = await seatedScene()
    const save = (v: number, change: object) =>
      ({ params, body: { version: v, change, affectedSeen: 0 } }) as Parameters<
        typeof t.ok<typeof resources.saveChange>
      >[1]
    const wednesday = { fromDay: '2026-11-25', toDay: '2026-11-26' }
    await t.ok(resources.saveChange, save(version, leaveOn(technician.id, wednesday)), manager.token)
    expect(await freeAt(t, ids, 600, '2026-11-25')).toBe(0)
    const [person] = (await read()).technicians
    expect(person?.leaves.map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-26'])
    const half = leaveOn(technician.id, { ...wednesday, startsMinute: 600, endsMinute: 660 })
    await t.refused(resources.saveChange, save(version + 1, half), manager.token, 'store.leave_overlaps')
    const past = leaveOn(technician.id, { fromDay: '2026-11-22', toDay: '2026-11-22' })
    await t.refused(resources.saveChange, save(version + 1, past), manager.token, 'store.leave_past')
    const back = { kind: 'remove_leave', technicianId: technician.id, leaveId: person?.leaves[0]?.id }
    await t.ok(resources.saveChange, save(version + 1, back), manager.token)
    await t.refused(resources.saveChange, save(version + 2, back), manager.token, 'store.leave_not_found')
    expect(await freeAt(t, ids, 600, '2026-11-25')).toBe(1)
  })

  it('lets the hours of one day take the place of the weekly ones', async () => {
    const { manager, params, version, technician, ids } = await seatedScene()
    const change = (spans: { startsMinute: number; endsMinute: number }[]) => ({
      ...{ kind: 'put_day_shifts' as const, technicianId: technician.id, day: '2026-11-25', spans },
    })
    const late = change([{ startsMinute: 780, endsMinute: 1080 }])
    await t.ok(resources.saveChange, { params, body: { version, change: late } }, manager.token)
    expect(await freeAt(t, ids, 600, '2026-11-25')).toBe(0)
    expect(await freeAt(t, ids, 780, '2026-11-25')).toBe(1)
    await t.ok(resources.saveChange, { params, body: { version: version + 1, change: change([]) } }, manager.token)
    expect(await freeAt(t, ids, 600, '2026-11-25')).toBe(1)
  })

  it('sees a certificate that ends before a booking that needs it', async () => {
    const store = await given(t).store({ technicians: 0 })
    const kind = 'low_voltage_electrician' as const
    const person = await given(t).technician(store.id, { certificate: { kind, expiresOn: '2027-06-01' } })
    const service = await given(t).service(store.id, { certificate: kind })
    const driver = await given(t).driver()
    const ids = { storeId: store.id, serviceId: service.id }
    const placed = await bookAt(t, { ids, driver })
    const manager = await given(t).staff('store_gm', 'store', store.id)
    const preview = async (expiresOn: string) => {
      const change = {
        kind: 'put_certificates' as const,
        technicianId: person.id,
        certificates: [{ kind, number: 'T1', expiresOn }],
      }
      const call = { params: { storeId: store.id }, body: { version: store.rosterVersion, change } }
      return (await t.ok(resources.previewChange, call, manager.token)).affected.map(({ id }) => id)
    }
    expect(await preview(TUESDAY)).toEqual([])
    expect(await preview('2026-11-23')).toEqual([placed.id])
  })

  it('knows a certificate number once', async () => {
    const { manager, params, version, store, technician } = await seatedScene()
    const other = await given(t).technician(store.id, { name: '林峰' })
    const put = (technicianId: string, v: number) => ({
      params,
      body: {
        version: v,
        change: {
          ...{ kind: 'put_certificates' as const, technicianId },
          certificates: [{ kind: 'welding' as const, number: 'T31011500001', expiresOn: '2027-01-01' }],
        },
      },
    })
    await t.ok(resources.saveChange, put(technician.id, version), manager.token)
    await t.refused(resources.saveChange, put(other.id, version + 1), manager.token, 'store.certificate_taken')
    await t.ok(resources.saveChange, put(technician.id, version + 1), manager.token)
  })

  it('refuses hours and days that make no sense', async () => {
    const { manager, params, version, technician } = await seatedScene()
    const bad = [
      leaveOn(technician.id, { startsMinute: 600, endsMinute: 600 }),
      leaveOn(technician.id, { fromDay: '2026-11-26', toDay: '2026-11-25' }),
      leaveOn(technician.id, { reason: ' ' }),
      {
        ...{ kind: 'put_shifts' as const, technicianId: technician.id },
        shifts: [
          { weekday: 1, startsMinute: 540, endsMinute: 800 },
          { weekday: 1, startsMinute: 780, endsMinute: 1080 },
        ],
      },
    ]
    for (const change of bad) {
      await t.refused(resources.saveChange, { params, body: { version, change } }, manager.token, 'request.invalid')
    }
  })
})
