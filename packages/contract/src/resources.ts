import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { DayField, FenField, Id, Instant, MinuteField } from './fields'
import { CapacityPolicy } from './policy'
import { BayType, Level, RosterChange } from './roster-change'

export * from './roster-change'

/** How soon a certificate ends: within 90, 30 or 7 days, or it has. An expired one is a hard no (DOMAIN §3.1). */
export const CertificateWarning = z.enum(['none', 'in_90', 'in_30', 'in_7', 'expired'])
export type CertificateWarning = z.infer<typeof CertificateWarning>

const span = { startsMinute: MinuteField, endsMinute: MinuteField }

const absence = { id: Id, day: DayField, ...span, reason: z.string() }

export const BayView = z.object({
  ...{ id: Id, name: z.string(), type: BayType, isActive: z.boolean() },
  /** Who receives there (接待顾问); null for nobody in particular. */
  staffId: z.nullable(Id),
  /** From today on. */
  outages: z.array(z.object(absence)),
})
export type BayView = z.infer<typeof BayView>

export const TechnicianView = z.object({
  id: Id,
  name: z.string(),
  level: Level,
  skills: z.array(z.string()),
  isActive: z.boolean(),
  /** The log-in of this person; null for none. */
  staffId: z.nullable(Id),
  certificates: z.array(
    z.object({
      kind: z.string(),
      number: z.string(),
      /** Valid through this day. */
      expiresOn: DayField,
      /** Negative when it has expired. */
      daysLeft: z.int(),
      warning: CertificateWarning,
    }),
  ),
  shifts: z.array(z.object({ weekday: z.int(), ...span })),
  /** From today on, as are leaves. */
  dayShifts: z.array(z.object({ day: DayField, ...span })),
  leaves: z.array(z.object(absence)),
})
export type TechnicianView = z.infer<typeof TechnicianView>

/** Zero when nobody has changed anything yet. */
const SeenVersion = z.int().check(z.minimum(0))

export const read = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/resources',
  summary: 'Bays and technicians of a store with skills, certificates, shifts and leave to come; retired ones too.',
  access: { staff: 'store.manage_resources' },
  params: z.object({ storeId: Id }),
  response: z.object({
    /** Sent back with every change. */
    version: SeenVersion,
    bays: z.array(BayView),
    technicians: z.array(TechnicianView),
  }),
  errors: ['store.not_found'],
})
export type ResourcesView = z.infer<(typeof read)['response']>

export const staff = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/colleagues',
  summary:
    'Who receives customers or works on cars in a store, to be named as the advisor of a lane or linked to a person.',
  access: { staff: 'store.manage_resources' },
  params: z.object({ storeId: Id }),
  response: z.array(z.object({ id: Id, name: z.string(), roles: z.array(z.string()) })),
  errors: ['store.not_found'],
})

/** What a booking would lose by a change. It stays as it is until somebody seats it anew. */
export const Loss = z.object({
  /** `service` is not offered any more; `hours`: outside the new opening hours. */
  kind: z.enum(['bay', 'technician', 'minutes', 'people', 'closing', 'service', 'hours']),
  /** Which bay, technician or service; empty where that says nothing. */
  name: z.string(),
})
export type Loss = z.infer<typeof Loss>

export const AffectedBooking = z.object({
  id: Id,
  number: z.string(),
  storeName: z.string(),
  day: DayField,
  minute: MinuteField,
  endMinute: MinuteField,
  serviceName: z.string(),
  maskedPlate: z.nullable(z.string()),
  losses: z.array(Loss),
})
export type AffectedBooking = z.infer<typeof AffectedBooking>

const Affected = z.array(AffectedBooking)
const preview = z.object({ affected: Affected })

/** What a writer has seen: the version of what is changed, and how many bookings the preview listed. */
const seen = { version: SeenVersion, affectedSeen: z._default(z.int().check(z.minimum(0)), 0) }

const change = {
  access: { staff: 'store.manage_resources' },
  params: z.object({ storeId: Id }),
  body: z.object({ ...seen, change: RosterChange }),
} as const
const changeRefusals = [
  'store.not_found',
  'store.roster_changed',
  'store.bay_not_found',
  'store.bay_name_taken',
  'store.technician_not_found',
  'store.leave_not_found',
  'store.leave_overlaps',
  'store.leave_past',
  'store.outage_not_found',
  'store.outage_overlaps',
  'store.outage_past',
  'store.staff_not_here',
  'store.staff_linked',
] as const

export const previewChange = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/resource-changes/preview',
  summary: 'Bookings to come that would lose their bay or technician by a change. Writes nothing.',
  ...change,
  response: preview,
  errors: changeRefusals,
})

export const saveChange = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/resource-changes',
  summary:
    'Changes bays, technicians, certificates, shifts or leave. `affectedSeen` is the count of the preview: another one is refused. Bookings stay as they are and are listed.',
  ...change,
  response: z.object({ version: SeenVersion, subjectId: Id, affected: Affected }),
  errors: [...changeRefusals, 'store.certificate_taken', 'booking.impact_changed'],
})

export const PolicyView = z.object({ version: SeenVersion, policy: CapacityPolicy })
export type PolicyView = z.infer<typeof PolicyView>

export const readPolicy = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/policy',
  summary: 'How a store spends its capacity. Version 0 is the default that nobody has changed.',
  access: { staff: 'store.manage_policy' },
  params: z.object({ storeId: Id }),
  response: PolicyView,
  errors: ['store.not_found'],
})

const policyChange = {
  access: { staff: 'store.manage_policy' },
  params: z.object({ storeId: Id }),
  body: z.object({ ...seen, policy: CapacityPolicy }),
} as const

export const previewPolicy = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/policy/preview',
  summary: 'Bookings to come that would end later than a new policy allows. Writes nothing.',
  ...policyChange,
  response: preview,
  errors: ['store.not_found', 'store.policy_changed'],
})

export const savePolicy = endpoint({
  method: 'PUT',
  path: '/api/stores/:storeId/policy',
  summary: 'Changes how a store spends its capacity, for bookings made from now on.',
  ...policyChange,
  response: z.object({ version: SeenVersion, affected: Affected }),
  errors: ['store.not_found', 'store.policy_changed', 'booking.impact_changed'],
})

export const ServiceSetting = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  bayType: BayType,
  /** Null: cannot be booked. */
  bayMinutes: z.nullable(z.int()),
  technicianCount: z.int(),
  skill: z.string(),
  certificate: z.nullable(z.string()),
  priceFen: FenField,
  version: z.int(),
})
export type ServiceSetting = z.infer<typeof ServiceSetting>

export const services = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/service-settings',
  summary: 'What each service of a store takes: minutes, people, skill, bay and price.',
  access: { staff: 'store.manage_resources' },
  params: z.object({ storeId: Id }),
  response: z.array(ServiceSetting),
  errors: ['store.not_found'],
})

export const HistoryEntry = z.object({
  id: Id,
  at: Instant,
  /** Null for the clockwork. */
  byName: z.nullable(z.string()),
  action: z.string(),
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const HistorySubject = z.enum([
  'bay',
  'technician',
  'store_policy',
  'service',
  'model_family',
  'store',
  'driver',
  'loaner_car',
])
export type HistorySubject = z.infer<typeof HistorySubject>

export const history = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/resource-history',
  summary:
    'Who changed one bay, technician, policy, service, model family or store, when, and what it was before; latest first, at most 100.',
  access: { staff: 'store.manage_resources' },
  params: z.object({ storeId: Id }),
  query: z.object({ subjectType: HistorySubject, subjectId: Id }),
  response: z.array(HistoryEntry),
  errors: ['store.not_found'],
})
