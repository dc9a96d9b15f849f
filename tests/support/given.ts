import { randomInt } from 'node:crypto'
import { policy, type catalog } from '@pitlane/contract'
import { Service, StoreService } from '../../server/src/modules/catalog/catalog.entity'
import { CUSTOMER_NAME, CUSTOMER_PHONE } from '../../server/src/modules/customer'
import { Customer } from '../../server/src/modules/customer/customer.entity'
import { openSession, tokensOf, type Role } from '../../server/src/modules/identity'
import { Staff, StaffGrant } from '../../server/src/modules/identity/identity.entity'
import { extendCalendar } from '../../server/src/modules/store'
import type { Week } from '../../server/src/modules/store/opening'
import {
  Bay,
  OrgGroup,
  Region,
  Store,
  StorePolicy,
  Technician,
  TechnicianCertificate,
  TechnicianShift,
} from '../../server/src/modules/store/store.entity'
import { VEHICLE_PLATE, VEHICLE_VIN } from '../../server/src/modules/vehicle'
import { Vehicle } from '../../server/src/modules/vehicle/vehicle.entity'
import { newId } from '../../server/src/platform/id'
import { toLocal } from '../../server/src/platform/local-time'
import type { Row } from '../../server/src/platform/table'
import type { TestApp } from './app'

const everyDay: Week = {
  ...{ 0: [540, 1080], 1: [540, 1080], 2: [540, 1080], 3: [540, 1080], 4: [540, 1080], 5: [540, 1080], 6: [540, 1080] },
}
const request = { id: 'given', address: '127.0.0.1', userAgent: 'jest' }

let serial = randomInt(0, 100_000_000)
/** Numbers that do not come twice within a process. */
const someDigits = (count: number): string => String(serial++ % 10 ** count).padStart(count, '0')

/** A mainland number nobody has. */
export const somePhone = (): string => `199${someDigits(8)}`

/** An ordinary plate. */
const somePlate = (): string => `沪A${someDigits(5)}`

type Subject = Parameters<typeof openSession>[2]

type StoreOver = Partial<Row<typeof Store>> & {
  bays?: number
  technicians?: number
  spends?: Partial<policy.CapacityPolicy>
}

/** Work and nothing else, until closing, for everybody, at one price. `spends` changes it. */
const plainPolicy: policy.CapacityPolicy = {
  ...policy.defaultPolicy,
  ...{ walkInReservePercent: [0, 0, 0, 0, 0, 0, 0], reworkReserveCars: 0, offPeak: [] },
  ...{ receptionMinutes: 0, washMinutes: 0, qcMinutes: 0, finishBeforeCloseMinutes: 0 },
}

/** The one place where tests write rows by hand. Each maker fills in what the test does not care about. */
export const given = (t: TestApp) => {
  const { app } = t.world
  const now = () => t.clock.now()

  const organisation = async () => {
    const group = { id: newId(), name: '申驰集团', createdAt: now() }
    const region = { id: newId(), groupId: group.id, name: '上海' }
    await app.db.tx(async (tx) => {
      await tx.insert(OrgGroup, group)
      await tx.insert(Region, region)
    })
    return { groupId: group.id, regionId: region.id }
  }

  /** A store open every day from 09:00 to 18:00 with quick bays and technicians who can do quick jobs all day. */
  const store = async (over: StoreOver = {}) => {
    const { bays = 1, technicians = 1, spends = {}, ...columns } = over
    const place = columns.groupId && columns.regionId ? {} : await organisation()
    const row: Row<typeof Store> = {
      ...{
        id: newId(),
        groupId: '',
        regionId: '',
        name: '浦东店',
        kind: 'dealer',
        city: '上海',
        address: '示例路 1 号',
      },
      ...{ phone: '021-55500001', latitude: 31.2, longitude: 121.5, timeZone: 'Asia/Shanghai', isAutoConfirm: false },
      ...{
        week: everyDay,
        followsHolidays: false,
        minLeadMinutes: 120,
        cancelCutoffMinutes: 120,
        noShowGraceMinutes: 30,
      },
      ...{ creditCode: null, warrantyDays: 10, warrantyKm: 2000 },
      ...{ rosterVersion: 1, isActive: true, version: 1, createdAt: now(), ...place, ...columns },
    }
    await app.db.tx(async (tx) => {
      await tx.insert(Store, row)
      await tx.insert(StorePolicy, {
        storeId: row.id,
        version: 1,
        policy: { ...plainPolicy, ...spends },
        updatedAt: now(),
      })
      await extendCalendar(tx, row, toLocal(now(), row.timeZone).day)
    })
    for (let i = 0; i < bays; i++) await bay(row.id, { name: `快保 ${i + 1} 号` })
    for (let i = 0; i < technicians; i++) await technician(row.id, { name: `技师${i + 1}` })
    return row
  }

  const bay = async (storeId: string, over: Partial<Bay> = {}) => {
    const row: Bay = { id: newId(), storeId, name: '快保 1 号', type: 'quick', isActive: true, staffId: null, ...over }
    await app.db.tx((tx) => tx.insert(Bay, row))
    return row
  }

  const technician = async (
    storeId: string,
    over: Partial<Technician> & { certificate?: { kind: string; expiresOn: string }; hours?: [number, number] } = {},
  ) => {
    const { certificate, hours = [540, 1080], ...columns } = over
    const row: Technician = {
      id: newId(),
      storeId,
      name: '王强',
      level: 'senior',
      skills: ['quick'],
      isActive: true,
      staffId: null,
      ...columns,
    }
    const shifts = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({
      ...{ id: newId(), technicianId: row.id, weekday, startsMinute: hours[0], endsMinute: hours[1] },
    }))
    await app.db.tx(async (tx) => {
      await tx.insert(Technician, row)
      await tx.insert(TechnicianShift, shifts)
      if (certificate) {
        await tx.insert(TechnicianCertificate, { id: newId(), technicianId: row.id, number: newId(), ...certificate })
      }
    })
    return row
  }

  /** A 60-minute quick job that the store offers. */
  const service = async (storeId: string, over: Partial<Service> = {}) => {
    const row: Service = {
      ...{ id: newId(), code: newId().slice(2), name: '小保养', category: 'maintenance', description: '更换机油机滤' },
      ...{ bayType: 'quick', bayMinutes: 60, technicianCount: 1, skill: 'quick', certificate: null, priceFen: 48_000 },
      ...{ fuels: [] as catalog.Fuel[], sortOrder: 1, isActive: true, version: 1, ...over },
    }
    await app.db.tx(async (tx) => {
      await tx.insert(Service, row)
      await tx.insert(StoreService, { storeId, serviceId: row.id })
    })
    return row
  }

  /** An owner who has logged in. */
  const owner = async (over: { name?: string; phone?: string | null } = {}) => {
    const { name = '张三', phone = somePhone() } = over
    const id = newId()
    const session = await app.db.tx(async (tx) => {
      await tx.insert(Customer, {
        ...{ id, nameSealed: app.vault.seal(CUSTOMER_NAME, name), mergedInto: null, version: 1 },
        phoneSealed: phone === null ? null : app.vault.seal(CUSTOMER_PHONE, phone),
        phoneHash: phone === null ? null : app.vault.blind(CUSTOMER_PHONE, phone),
        ...{ createdAt: now(), updatedAt: now() },
      })
      return openSession(tx, now(), { kind: 'customer', id }, request)
    })
    const { accessToken } = await tokensOf(app, session)
    return { customerId: id, name, phone, token: accessToken }
  }

  const vehicle = async (customerId: string, over: Partial<Vehicle> & { plate?: string; vin?: string } = {}) => {
    const { plate = somePlate(), vin, ...columns } = over
    const id = newId()
    const row: Vehicle = {
      ...{
        id,
        customerId,
        plateSealed: app.vault.seal(VEHICLE_PLATE, plate),
        plateHash: app.vault.blind(VEHICLE_PLATE, plate),
      },
      vinSealed: vin ? app.vault.seal(VEHICLE_VIN, vin) : null,
      vinHash: vin ? app.vault.blind(VEHICLE_VIN, vin) : null,
      ...{
        vinOverride: null,
        brand: '大众',
        model: '帕萨特',
        fuel: 'ice',
        mileageKm: null,
        defaultKey: null,
        liveId: id,
      },
      ...{ removedAt: null, version: 1, createdAt: now(), updatedAt: now(), ...columns },
    }
    await app.db.tx((tx) => tx.insert(Vehicle, row))
    return { ...row, plate }
  }

  /** A log-in of now: the one from the beginning of a test ends ten minutes later. */
  const freshToken = async (subject: Subject): Promise<string> => {
    const session = await app.db.tx((tx) => openSession(tx, now(), subject, request))
    return (await tokensOf(app, session)).accessToken
  }

  /** An owner with a car, ready to book. */
  const driver = async (over: { name?: string; phone?: string | null } = {}) => {
    const person = await owner(over)
    const car = await vehicle(person.customerId)
    return { ...person, vehicleId: car.id, plate: car.plate }
  }

  /** Staff with one role at one place, logged in. Nobody knows the password. */
  const staff = async (role: Role, scope: 'group' | 'region' | 'store', scopeId: string) => {
    const id = newId()
    const session = await app.db.tx(async (tx) => {
      await tx.insert(Staff, {
        ...{
          id,
          groupId: newId(),
          username: id.toLowerCase(),
          name: '李静',
          passwordHash: 'nobody knows',
          mustChangePassword: false,
        },
        ...{ failedCount: 0, lockedUntil: null, isActive: true, createdAt: now() },
      })
      await tx.insert(StaffGrant, { id: newId(), staffId: id, role, scope, scopeId })
      return openSession(tx, now(), { kind: 'staff', id }, request)
    })
    const { accessToken } = await tokensOf(app, session)
    return { staffId: id, token: accessToken }
  }

  return { organisation, store, bay, technician, service, owner, freshToken, vehicle, driver, staff }
}
