import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { FenField, freeText, Id, Instant, Version } from './fields'
import { PhotoView } from './files'
import { QuoteLine, Standing } from './workorder-documents'
import { AddonKind, AddonState, Severity } from './workorder-words'

const addonParams = z.object({ addonId: Id })
const once = { requestId: z.uuid() }
const seen = { ...once, version: Version }

/** What was measured beside its limit: 「剩 3.0 mm，标准 ≥ 4.0 mm」. */
export const Measure = z.object({ name: freeText(30), value: freeText(20), limit: freeText(20) })

/** 增项. */
export const AddonView = z.object({
  id: Id,
  version: Version,
  kind: AddonKind,
  state: AddonState,
  title: z.string(),
  severity: Severity,
  finding: z.string(),
  measure: z.nullable(Measure),
  photos: z.array(PhotoView),
  proposedByName: z.string(),
  proposedAt: z.string(),
  lines: z.array(
    z.extend(QuoteLine, {
      /** Below 0 in a removal. */
      unitFen: FenField,
      amountFen: z.nullable(FenField),
      /** Null while it is open. Of material: as its labour line. */
      isApproved: z.nullable(z.boolean()),
    }),
  ),
  extraMinutes: z.int(),
  newPromiseAt: z.nullable(Instant),
  sentAt: z.nullable(Instant),
  decidedAt: z.nullable(Instant),
  /** Of a safety finding that was declined: the owner ticked 已知风险. */
  isRiskAccepted: z.boolean(),
  /** When it should be looked at again. */
  recheckHint: z.nullable(z.string()),
  snapshotHash: z.nullable(z.string()),
})
export type AddonView = z.infer<typeof AddonView>

export const proposeAddon = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/addons',
  summary: 'Somebody at the car found more to do, with evidence.',
  access: { staff: 'workorder.propose' },
  params: z.object({ workorderId: Id }),
  body: z.object({
    ...once,
    title: freeText(40).check(z.minLength(2)),
    severity: Severity,
    finding: freeText(300).check(z.minLength(2)),
    measure: z.nullable(Measure),
    photoIds: z.array(Id).check(z.minLength(1), z.maxLength(9)),
  }),
  response: z.object({ id: Id }),
  errors: ['workorder.not_found', 'workorder.wrong_state', 'files.not_found', 'files.too_many'],
})

export const priceAddon = endpoint({
  method: 'PUT',
  path: '/api/addons/:addonId/price',
  summary: 'The advisor prices an add-on and asks the owner.',
  access: { staff: 'workorder.quote' },
  params: addonParams,
  body: z.object({
    ...seen,
    lines: z.array(QuoteLine).check(z.minLength(1), z.maxLength(20)),
    extraMinutes: z.int().check(z.minimum(0), z.maximum(6000)),
    newPromiseAt: Instant,
    recheckHint: freeText(60),
  }),
  response: Standing,
  errors: [
    'workorder.not_found',
    'workorder.addon_changed',
    'workorder.wrong_state',
    'workorder.no_labour',
    'workorder.line_orphan',
    'workorder.promise_too_early',
  ],
})

const decision = {
  /** Labour lines by their place that the owner wants; material follows. Whatever is not named is declined. */
  approved: z.array(z.int().check(z.minimum(0))),
  isRiskAccepted: z.boolean(),
}
const decisionErrors = [
  'workorder.not_found',
  'workorder.addon_decided',
  'workorder.addon_changed',
  'workorder.risk_not_accepted',
] as const

export const decideAddon = endpoint({
  method: 'POST',
  path: '/api/me/addons/:addonId/decision',
  summary: 'The owner decides line by line. What is not wanted is declined, nothing is done without a yes.',
  access: 'customer',
  params: addonParams,
  body: z.object({ ...once, snapshotHash: z.string(), ...decision }),
  response: Standing,
  errors: decisionErrors,
})

export const noteDecision = endpoint({
  method: 'POST',
  path: '/api/addons/:addonId/decision',
  summary: 'Staff note what the owner decided in a recorded call or on paper.',
  access: { staff: 'workorder.quote' },
  params: addonParams,
  body: z.object({
    ...seen,
    ...decision,
    method: z.enum(['signature', 'call']),
    note: freeText(100).check(z.minLength(2)),
  }),
  response: Standing,
  errors: decisionErrors,
})

export const proposeRemoval = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/removals',
  summary:
    'Authorised jobs that have not begun shall not be done (减项): the owner is asked at once, each job by itself; without a yes they stay.',
  access: { staff: 'workorder.quote' },
  params: z.object({ workorderId: Id }),
  body: z.object({
    ...once,
    jobIds: z.array(Id).check(z.minLength(1), z.maxLength(20)),
    reason: freeText(100).check(z.minLength(2)),
  }),
  response: z.object({ id: Id }),
  errors: ['workorder.not_found', 'workorder.wrong_state', 'workorder.job_begun', 'workorder.removal_open'],
})
