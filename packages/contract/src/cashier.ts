import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { DayField, FenField, freeText, Id, Instant } from './fields'
import { ReceiptMethod } from './settlement-words'

const params = z.object({ storeId: Id })

/** What came in and went back by one way of paying. */
const MethodSum = z.object({ method: ReceiptMethod, count: z.int(), inFen: FenField, outFen: FenField })

/** 日结: what was taken since the last close. */
const Close = z.object({
  id: Id,
  fromAt: z.nullable(Instant),
  untilAt: Instant,
  byName: z.string(),
  sums: z.array(MethodSum),
  /** What lay in the till. */
  countedFen: FenField,
  /** Counted − expected. */
  differenceFen: FenField,
  note: z.string(),
})

export const till = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/till',
  summary: 'What was taken since the last close, who waits to pay, and the closes before, latest first, at most 30.',
  access: { staff: 'settlement.receive' },
  params,
  response: z.object({
    fromAt: z.nullable(Instant),
    sums: z.array(MethodSum),
    expectedCashFen: FenField,
    waiting: z.array(
      z.object({ workorderId: Id, number: z.string(), plate: z.string(), customerName: z.string(), dueFen: FenField }),
    ),
    closes: z.array(Close),
  }),
  errors: ['store.not_found'],
})

export const closeTill = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/till-closings',
  summary: 'The day close: counts the till. A difference needs a note.',
  access: { staff: 'settlement.receive' },
  params,
  body: z.object({
    requestId: z.uuid(),
    /** What the cashier saw: refused where money came in since. */
    expectedCashFen: FenField,
    countedFen: FenField.check(z.minimum(0)),
    note: freeText(100),
  }),
  response: Close,
  errors: ['store.not_found', 'settlement.till_changed', 'settlement.note_missing'],
})

/** What the books and the bill of WeChat do not agree on. */
export const differenceKinds = {
  missing_here: '微信有、系统没有',
  missing_there: '系统有、微信没有',
  amount: '金额不一致',
  state: '状态不一致',
} as const

const Difference = z.object({
  id: Id,
  day: DayField,
  kind: z.enum(Object.keys(differenceKinds) as (keyof typeof differenceKinds)[]),
  isRefund: z.boolean(),
  /** Our number of the payment or refund. */
  number: z.string(),
  hereFen: z.nullable(FenField),
  thereFen: z.nullable(FenField),
  resolvedNote: z.nullable(z.string()),
  resolvedByName: z.nullable(z.string()),
})

export const reconciliation = endpoint({
  method: 'GET',
  path: '/api/reconciliation',
  summary: 'The days that were compared with the bill of WeChat Pay, latest first, at most 62, with their differences.',
  access: { staff: 'settlement.reconcile' },
  response: z.object({
    days: z.array(z.object({ day: DayField, comparedAt: Instant, payments: z.int(), refunds: z.int(), open: z.int() })),
    differences: z.array(Difference),
  }),
  errors: [],
})

export const resolveDifference = endpoint({
  method: 'POST',
  path: '/api/reconciliation-differences/:differenceId/resolution',
  summary: 'Somebody found out what a difference was.',
  access: { staff: 'settlement.reconcile' },
  params: z.object({ differenceId: Id }),
  body: z.object({ note: freeText(100).check(z.minLength(2)) }),
  response: Difference,
  errors: ['settlement.not_found'],
})
