import type { Day } from '@pitlane/kernel'
import type { Tx } from '../platform/database'
import { StoreService } from '../modules/catalog/catalog.entity'
import { extendCalendar, readRoster, type Roster, type Store } from '../modules/store'
import * as tables from '../modules/store/store.entity'
import { dayIn, daysAgo, type Today } from './calendar'
import type { Offered } from './catalogue'
import { diceOf, type Dice } from './dice'
import { GROUP_NAME, REGIONS, STORES, ZONE, type StoreData, type StoreKey } from './store-data'
import { HV_CERTIFICATE, TECHNICIANS, type TechnicianData } from './technician-data'

/** A store with everything that decides what it can do. */
export interface House {
  readonly data: StoreData
  readonly store: Store
  readonly roster: Roster
  readonly days: ReadonlyMap<Day, tables.StoreDay>
  readonly services: readonly Offered[]
}

export interface Organisation {
  readonly groupId: string
  readonly regionIds: Readonly<Record<keyof typeof REGIONS, string>>
  readonly houses: readonly House[]
}

/** Bookings reach this many days back and ahead. */
export const SPAN_DAYS = 7

/** Writes the group, its regions, and its stores with bays, people and calendar. */
export async function seedOrganisation(tx: Tx, today: Today, services: readonly Offered[]): Promise<Organisation> {
  const dice = diceOf('organisation')
  const createdAt = daysAgo(today, 730)
  const groupId = dice.id(createdAt)
  const regionIds = { shanghai: dice.id(createdAt), suzhou: dice.id(createdAt) }
  await tx.insert(tables.OrgGroup, { id: groupId, name: GROUP_NAME, createdAt })
  const regions = [
    { id: regionIds.shanghai, groupId, name: REGIONS.shanghai },
    { id: regionIds.suzhou, groupId, name: REGIONS.suzhou },
  ]
  await tx.insert(tables.Region, regions)
  const houses: House[] = []
  for (const data of STORES) {
    const store = storeOf(dice, data, groupId, regionIds[data.region], createdAt)
    houses.push(await seedHouse(tx, today, data, store, services))
  }
  return { groupId, regionIds, houses }
}

/** A dealer warrants more than the law asks of small repairs; a workshop as much (DOMAIN §2.9). */
const warranties = {
  dealer: { warrantyDays: 365, warrantyKm: 20_000 },
  workshop: { warrantyDays: 10, warrantyKm: 2000 },
} as const

function storeOf(dice: Dice, data: StoreData, groupId: string, regionId: string, createdAt: Date): Store {
  return {
    ...{ id: dice.id(createdAt), groupId, regionId, ...data.row, timeZone: ZONE },
    ...{
      minLeadMinutes: 120,
      cancelCutoffMinutes: 120,
      noShowGraceMinutes: 30,
      rosterVersion: 1,
      version: 1,
      isActive: true,
      createdAt,
      ...warranties[data.row.kind],
    },
  }
}

async function seedHouse(tx: Tx, today: Today, data: StoreData, store: Store, all: readonly Offered[]): Promise<House> {
  const { menu } = data
  const services = all.filter(({ row }) =>
    'only' in menu ? menu.only.includes(row.code) : !menu.except.includes(row.code),
  )
  await tx.insert(tables.Store, store)
  await tx.insert(
    StoreService,
    services.map(({ row }) => ({ storeId: store.id, serviceId: row.id })),
  )
  await seedBays(tx, data, store)
  await seedTechnicians(tx, today, data, store)
  await extendCalendar(tx, store, dayIn(today, -SPAN_DAYS))
  await extendCalendar(tx, store, today.day)
  const days = await tx.find(tables.StoreDay, { where: { storeId: store.id } })
  const roster = await readRoster(tx, store.id)
  return { data, store, roster, days: new Map(days.map((day) => [day.day, day])), services }
}

async function seedBays(tx: Tx, { key, bays }: StoreData, store: Store): Promise<void> {
  const dice = diceOf(`bays ${key}`)
  const rows = bays.flatMap(([type, names]) =>
    names.map((name) => ({
      id: dice.id(store.createdAt),
      storeId: store.id,
      name,
      type,
      isActive: true,
      staffId: null,
    })),
  )
  await tx.insert(tables.Bay, rows)
}

async function seedTechnicians(tx: Tx, today: Today, { key, shifts }: StoreData, store: Store): Promise<void> {
  const dice = diceOf(`technicians ${key}`)
  const people = TECHNICIANS[key].map((data) => ({ id: dice.id(store.createdAt), data }))
  await tx.insert(
    tables.Technician,
    people.map(({ id, data: { name, level, skills } }) => {
      return { id, storeId: store.id, name, level, skills: [...skills], isActive: true, staffId: null }
    }),
  )
  await tx.insert(tables.TechnicianCertificate, certificatesOf(dice, today, key, people))
  const spans = people.flatMap(({ id, data }) =>
    [0, 1, 2, 3, 4, 5, 6]
      .filter((weekday) => weekday !== data.restDay)
      .flatMap((weekday) =>
        shifts[data.shift].map(([startsMinute, endsMinute]) => ({
          technicianId: id,
          weekday,
          startsMinute,
          endsMinute,
        })),
      ),
  )
  await tx.insert(
    tables.TechnicianShift,
    spans.map((span) => ({ id: dice.id(store.createdAt), ...span })),
  )
  await tx.insert(tables.TechnicianLeave, leavesOf(dice, today, people))
}

type Person = { readonly id: string; readonly data: TechnicianData }

const AREA_CODES: Readonly<Record<StoreKey, string>> = { pudong: '3101', suzhou: '3205', xuhui: '3102' }

/** The number says that it is a demonstration: a real one holds its owner's identity number. */
const certificatesOf = (
  dice: Dice,
  today: Today,
  key: StoreKey,
  people: readonly Person[],
): tables.TechnicianCertificate[] =>
  people.flatMap(({ id, data: { certificateDays } }, index) =>
    certificateDays === undefined
      ? []
      : [
          {
            ...{ id: dice.id(today.began), technicianId: id, kind: HV_CERTIFICATE },
            ...{
              number: `DEMO-${AREA_CODES[key]}-${String(index + 1).padStart(4, '0')}`,
              expiresOn: dayIn(today, certificateDays),
            },
          },
        ],
  )

const leavesOf = (dice: Dice, today: Today, people: readonly Person[]): tables.TechnicianLeave[] =>
  people.flatMap(({ id, data: { leaves = [] } }) =>
    leaves.map(({ in: days, reason, minutes: [startsMinute, endsMinute] = [0, 1440] }) => ({
      ...{ id: dice.id(today.began), technicianId: id, day: dayIn(today, days), startsMinute, endsMinute, reason },
    })),
  )
