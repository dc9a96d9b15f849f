import type { couponDesk } from '@pitlane/contract'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { StoreScope } from '../../platform/scope'
import { marks, sqlInstant } from '../../platform/sql'
import { CouponApproval, CouponTemplate, CouponTemplateStore, CouponTemplateVersion } from './coupon.entity'

const LOW_PERCENT = 80

interface Counts {
  readonly templateId: string
  readonly issued: number
  readonly claimed: number
  readonly used: number
  readonly expired: number
  readonly voided: number
  readonly worth: number
}

/** Counted from the coupons themselves. What has run out counts as expired before the nightly job has written it. */
async function countsOf(db: Reader, ids: readonly string[], now: Date): Promise<Counts[]> {
  const isOver = `(state = 'expired' or (state in ('issued', 'claimed', 'returned') and valid_until <= ?))`
  const isOut = `(state = 'locked' or (state in ('issued', 'claimed', 'returned') and valid_until > ?))`
  const at = sqlInstant(now)
  const rows = await db.rows<Counts>(
    `select template_id as templateId, count(*) as issued,
            sum(case when claimed_at is not null then 1 else 0 end) as claimed,
            sum(case when state = 'used' then 1 else 0 end) as used,
            sum(case when ${isOver} then 1 else 0 end) as expired,
            sum(case when state = 'voided' then 1 else 0 end) as voided,
            sum(case when ${isOut} then worth_fen else 0 end) as worth
       from coupon where template_id in (${marks(ids.length)}) group by template_id`,
    [at, at, ...ids],
  )
  // MySQL answers sums as text.
  return rows.map(({ templateId, issued, claimed, used, expired, voided, worth }) => ({
    ...{ templateId, issued: Number(issued), claimed: Number(claimed), used: Number(used) },
    ...{ expired: Number(expired), voided: Number(voided), worth: Number(worth) },
  }))
}

async function flagsOf(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows<{ templateId: string; n: number }>(
    `select c.template_id as templateId, count(distinct c.id) as n
       from coupon c join coupon_event e on e.coupon_id = c.id and e.kind in ('flag_vin', 'flag_staff')
      where c.template_id in (${marks(ids.length)}) group by c.template_id`,
    ids,
  )
  return new Map(rows.map(({ templateId, n }) => [templateId, Number(n)]))
}

const percentOf = ({ budgetFen, reservedFen, spentFen }: CouponTemplate): number | null =>
  budgetFen === null ? null : Math.floor(((reservedFen + spentFen) * 100) / budgetFen)

const none: Omit<Counts, 'templateId'> = { issued: 0, claimed: 0, used: 0, expired: 0, voided: 0, worth: 0 }

function statsOf(
  template: CouponTemplate,
  counts: Omit<Counts, 'templateId'>,
  flagged: number,
): couponDesk.TemplateStats {
  const { issued, claimed, used, expired, voided } = counts
  const budgetUsedPercent = percentOf(template)
  return {
    ...{ issued, claimed, used, expired, voided, flagged, liabilityFen: counts.worth, spentFen: template.spentFen },
    outstanding: issued - used - expired - voided,
    ...{ budgetUsedPercent, isBudgetLow: (budgetUsedPercent ?? 0) >= LOW_PERCENT },
  }
}

function approvalOf(
  { needsApproval, approvalId }: CouponTemplate,
  approvals: readonly CouponApproval[],
): couponDesk.TemplateView['approval'] {
  const said = approvals.find(({ id }) => id === approvalId)
  if (said) return { state: said.verdict, reason: said.reason, at: said.decidedAt.toISOString() }
  return { state: needsApproval ? 'waiting' : 'none', reason: null, at: null }
}

/** Templates with their numbers, in the order they come. */
export async function templateViews(
  db: Reader,
  templates: readonly CouponTemplate[],
  now: Date,
): Promise<couponDesk.TemplateView[]> {
  const ids = templates.map(({ id }) => id)
  if (ids.length === 0) return []
  const versions = await db.find(CouponTemplateVersion, { where: { templateId: In(ids) } })
  const approvals = await db.find(CouponApproval, { where: { templateId: In(ids) } })
  const counts = await countsOf(db, ids, now)
  const flags = await flagsOf(db, ids)
  return templates.flatMap((template) => {
    const { id, version, state, face, stockLeft } = template
    const fields = versions.find((row) => row.templateId === id && row.version === version)?.fields
    const mine = counts.find(({ templateId }) => templateId === id)
    if (!fields) return []
    const stats = statsOf(template, mine ?? none, flags.get(id) ?? 0)
    const approval = approvalOf(template, approvals)
    return [
      { ...{ id, version, state, fields, says: face.says, limits: [...face.limits], stockLeft, approval, stats } },
    ]
  })
}

/** Templates of a store, newest first. */
export async function listTemplates(
  db: Reader,
  { storeId }: StoreScope,
  now: Date,
): Promise<couponDesk.TemplateView[]> {
  const mine = await db.find(CouponTemplateStore, { where: { storeId } })
  const templates = await db.find(CouponTemplate, {
    where: { id: In(mine.map(({ templateId }) => templateId)) },
    order: { createdAt: 'DESC', id: 'DESC' },
  })
  return templateViews(db, templates, now)
}

/** What a template has said, newest first. */
export async function listVersions(db: Reader, templateId: string) {
  const versions = await db.find(CouponTemplateVersion, { where: { templateId }, order: { version: 'DESC' } })
  return versions.map(({ version, writtenAt, fields, says }) => ({
    ...{ version, at: writtenAt.toISOString(), name: fields.name, says },
  }))
}
