import { expect, test } from '@jest/globals'
import { board, booking, identity, isMobile, plateKind, store, vehicle, vinIssues } from '@pitlane/contract'
import { Service, StoreService } from '../../../server/src/modules/catalog/catalog.entity'
import { Customer } from '../../../server/src/modules/customer/customer.entity'
import * as stores from '../../../server/src/modules/store/store.entity'
import { Vehicle } from '../../../server/src/modules/vehicle/vehicle.entity'
import type { Table } from '../../../server/src/platform/table'
import type { DemoSuite } from '../../support/demo'

const TODAY = '2026-11-23'

export const saysOfGroup: DemoSuite = (demo) => {
  const count = (table: unknown, where = {}) => demo().app.world.app.db.read.count(table as Table<object>, where)

  test('is a group of the promised size', async () => {
    expect(await count(stores.OrgGroup)).toBe(1)
    expect(await count(stores.Region)).toBe(2)
    expect(await count(Service)).toBe(20)
    const services = await demo().app.world.app.db.read.find(Service)
    expect(services.filter(({ bayMinutes }) => bayMinutes === null).map(({ name }) => name)).toEqual(['事故钣喷定损'])
    expect(await count(Customer)).toBe(200)
    expect(await count(Vehicle)).toBe(300)
    const views = await demo().app.ok(store.list, {})
    const sizes = await Promise.all(
      views.map(async ({ id, name, kind }) => {
        const [technicians, bays] = [
          await count(stores.Technician, { storeId: id }),
          (await count(stores.Bay, { storeId: id })) - (await count(stores.Bay, { storeId: id, type: 'lane' })),
        ]
        return { name, kind, technicians, bays, services: await count(StoreService, { storeId: id }) }
      }),
    )
    expect(sizes.sort((a, b) => b.technicians - a.technicians)).toEqual([
      { name: '浦东旗舰店', kind: 'dealer', technicians: 12, bays: 10, services: 20 },
      { name: '苏州园区店', kind: 'dealer', technicians: 7, bays: 6, services: 19 },
      { name: '徐汇快修工坊', kind: 'workshop', technicians: 3, bays: 2, services: 9 },
    ])
  })

  test('shows certificates that are good, about to expire and expired', async () => {
    const all = await demo().app.world.app.db.read.find(stores.TechnicianCertificate)
    expect(all.filter(({ expiresOn }) => expiresOn < TODAY)).toHaveLength(1)
    expect(all.filter(({ expiresOn }) => expiresOn >= TODAY && expiresOn < '2026-12-23')).toHaveLength(1)
    expect(all.filter(({ expiresOn }) => expiresOn > '2027-03-01').length).toBeGreaterThanOrEqual(5)
  })

  test('seals personal data, and what is sealed is sound', async () => {
    const { db, vault } = demo().app.world.app
    const customers = await db.read.find(Customer)
    const phones = customers.map(({ phoneSealed, phoneHash }) => {
      const phone = vault.open('customer.phone', phoneSealed ?? '')
      expect(phoneHash).toBe(vault.blind('customer.phone', phone))
      return phone
    })
    expect(phones.every(isMobile)).toBe(true)
    expect(new Set(phones).size).toBe(200)
    const cars = (await db.read.find(Vehicle)).map((row) => ({
      ...{ fuel: row.fuel, plate: vault.open('vehicle.plate', row.plateSealed ?? '') },
      ...{ vin: vault.open('vehicle.vin', row.vinSealed ?? ''), row },
    }))
    expect(new Set(cars.flatMap(({ plate, vin }) => [plate, vin])).size).toBe(600)
    for (const { fuel, plate, vin, row } of cars) {
      expect(plateKind(plate)).toBe(['bev', 'phev', 'erev'].includes(fuel) ? 'nev_small' : 'ordinary')
      expect(vinIssues(vin)).toEqual([])
      expect(row).toMatchObject({
        plateHash: vault.blind('vehicle.plate', plate),
        vinHash: vault.blind('vehicle.vin', vin),
      })
    }
    const stored = JSON.stringify([customers, cars.map(({ row }) => row)])
    const secrets = [...phones, ...cars.flatMap(({ plate, vin }) => [plate, vin])]
    expect(secrets.filter((secret) => stored.includes(secret))).toEqual([])
    expect(stored).not.toContain('王晓雯')
  })

  test('gives each member of staff the stores of their post', async () => {
    const storesOf = async (username: string) =>
      (await demo().app.ok(identity.staffMe, {}, await demo().staff(username))).stores.map(({ name }) => name).sort()
    expect(await storesOf('qiantai')).toEqual(['浦东旗舰店'])
    expect(await storesOf('quyu')).toEqual(['浦东旗舰店', '徐汇快修工坊'].sort())
    expect(await storesOf('admin')).toHaveLength(3)
  })

  test("renders today's board with names masked and a few bookings to confirm", async () => {
    const token = await demo().staff('qiantai')
    const [own] = (await demo().app.ok(identity.staffMe, {}, token)).stores
    const { rows, isOpen } = await demo().app.ok(
      board.board,
      { params: { storeId: own?.id ?? '' }, query: { day: TODAY } },
      token,
    )
    expect(isOpen).toBe(true)
    expect(rows.length).toBeGreaterThan(35)
    const stands = (state: string) => rows.filter((row) => row.state === state).length
    expect(stands('placed')).toBeGreaterThanOrEqual(3)
    expect(stands('placed')).toBeLessThanOrEqual(5)
    expect(stands('arrived')).toBeGreaterThanOrEqual(1)
    for (const row of rows) {
      expect(row).toMatchObject({
        maskedName: expect.stringMatching(/^.\*+$/),
        maskedPhone: expect.stringMatching(/^1\d{2}\*{4}\d{4}$/),
      })
      expect(row).toMatchObject({
        maskedPlate: expect.stringContaining('*'),
        workorderNumber: `WO${row.number.slice(2)}`,
      })
      expect([row.bayName, row.serviceName, row.vehicleName, ...row.technicianNames].every(Boolean)).toBe(true)
    }
  })

  test('has owners to log in as: one comes tomorrow, the other has only been here before', async () => {
    const [first, second] = await Promise.all(
      demo().logins.owners.map(({ note }) => demo().owner(note.split('，')[0] ?? '')),
    )
    const garage = await demo().app.ok(vehicle.list, {}, first)
    expect(garage.map(({ fuel }) => fuel)).toEqual(['ice', 'bev'])
    const coming = await demo().app.ok(booking.mine, { query: { when: 'upcoming' } }, first)
    expect(coming.items).toMatchObject([
      { day: '2026-11-24', state: 'confirmed', storeName: '浦东旗舰店', serviceName: '小保养' },
    ])
    expect((await demo().app.ok(booking.mine, { query: { when: 'upcoming' } }, second)).items).toEqual([])
    expect((await demo().app.ok(booking.mine, { query: { when: 'past' } }, second)).items).toHaveLength(2)
  })
}
