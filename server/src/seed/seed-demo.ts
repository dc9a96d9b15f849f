import { OrgGroup } from '../modules/store/store.entity'
import type { App } from '../platform/app'
import { audit } from '../platform/audit'
import { todayAt } from './calendar'
import { seedBookings } from './bookings'
import { seedCatalogue } from './catalogue'
import { seedCoupons } from './coupons'
import { listHouseholds } from './households'
import { seedLeaveRequests } from './leave-requests'
import { seedMessages } from './messages'
import { seedMobility } from './mobility'
import { seedOrganisation } from './organisation'
import { seedOwners } from './owners'
import { DEMO_OWNERS } from './people-data'
import { hashPasswords, seedStaff, staffLogins, type StaffLogin } from './staff'
import { GROUP_NAME } from './store-data'
import { seedTripPhotos } from './trip-photos'
import { seedWishes } from './wishes'
import { seedWorkshop } from './workshop'
import { drawAlbum } from './workshop-photos'

/** How to get into the demonstration. Both lists are empty when the database holds another group. */
export interface DemoLogins {
  readonly logins: readonly StaffLogin[]
  /** Owners log in on the web page with their phone and an SMS code. */
  readonly owners: readonly { readonly phone: string; readonly note: string }[]
}

const demoLogins = (): DemoLogins => ({
  logins: staffLogins(),
  owners: DEMO_OWNERS.map(({ phone, note }) => ({ phone, note })),
})

/**
 * Fills an empty database with the life of a dealer group around `now`, in one transaction. Two runs on the same day write
 * the same rows with the same ids; the hour decides only how far today's bookings have come. A database that holds a
 * group already is left as it is.
 */
export async function seedDemo(app: App, now: Date): Promise<DemoLogins> {
  const [group] = await app.db.read.find(OrgGroup, { take: 1 })
  if (group) return group.name === GROUP_NAME ? demoLogins() : { logins: [], owners: [] }
  const today = todayAt(now)
  const hashes = await hashPasswords()
  const households = listHouseholds(today)
  const album = await drawAlbum()
  const photos = await app.db.tx(async (tx) => {
    const organisation = await seedOrganisation(tx, today, await seedCatalogue(tx, today))
    const staff = await seedStaff(tx, today, organisation, hashes)
    await seedLeaveRequests(tx, today, organisation.houses, staff)
    const fleet = await seedOwners(tx, app.vault, today, households)
    await seedCoupons(tx, today, organisation, staff, fleet)
    const booked = await seedBookings(tx, today, organisation.houses, fleet)
    await seedMessages(tx, app.vault, today, fleet)
    await seedMobility(tx, app.vault, today, organisation.houses, booked.needs)
    await seedTripPhotos(app, tx, today, organisation.houses, staff)
    await seedWishes(tx, today, booked.plans, fleet)
    const owners = new Set([...fleet.demoCars.values()].flat().map(({ customerId }) => customerId))
    const { houses } = organisation
    const shelf = await seedWorkshop(app, tx, today, { houses, staff, stages: booked.stages, owners, album })
    await audit(tx, now, {
      ...{ actor: { kind: 'system', name: 'seed_demo' }, action: 'demo.seed' },
      ...{
        subject: { type: 'group', id: organisation.groupId },
        after: { customers: households.length, bookings: booked.count },
      },
    })
    return shelf
  })
  await photos.store(app)
  return demoLogins()
}
