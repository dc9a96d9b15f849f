import type { Body, couponDesk } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { CouponApproval, CouponTemplate, CouponTemplateVersion, type CouponTemplate as Template } from './coupon.entity'
import { reachTemplate } from './reaching.service'
import type { Asking } from './template.service'

/** Throws `coupon.own_template` for whoever has written any of it, and `coupon.no_approval_due`. */
async function assertMayDecide(tx: Tx, { actor }: Asking, { id, needsApproval, createdBy }: Template): Promise<void> {
  if (!needsApproval) throw new AppError('coupon.no_approval_due')
  const own = await tx.count(CouponTemplateVersion, { templateId: id, writtenBy: actor.staffId })
  if (own > 0 || createdBy === actor.staffId) throw new AppError('coupon.own_template')
}

/**
 * A second person agrees to this version of a template, or does not. Of two who decide, the first one does; a repeat by that one
 * changes nothing. Throws `coupon.template_not_found`, `coupon.template_changed`, `coupon.own_template`, `coupon.no_approval_due`
 * and `coupon.already_decided`.
 */
export async function decide(
  app: App,
  asking: Asking,
  templateId: string,
  { version, verdict, reason }: Body<typeof couponDesk.decide>,
): Promise<{ readonly id: string; readonly version: number }> {
  const { actor, requestId } = asking
  const seen = await reachTemplate(app, actor, 'coupon.approve', templateId, 'every')
  const now = app.clock.now()
  return app.db.tx(async (tx) => {
    // The row is locked before it is read: two who decide follow one another.
    await tx.run('update coupon_template set version = version where id = ?', [templateId])
    const template = await tx.findOne(CouponTemplate, { id: templateId })
    if (template?.version !== version) throw new AppError('coupon.template_changed')
    await assertMayDecide(tx, asking, template)
    const before = template.approvalId && (await tx.findOne(CouponApproval, { id: template.approvalId }))
    if (before) {
      if (before.decidedBy !== actor.staffId || before.verdict !== verdict) throw new AppError('coupon.already_decided')
      return { id: templateId, version }
    }
    const id = newId()
    await tx.insert(CouponApproval, {
      ...{ id, templateId, version, verdict, reason, decidedBy: actor.staffId, decidedAt: now },
    })
    await tx.update(CouponTemplate, { id: templateId }, { approvalId: id, updatedAt: now })
    await audit(tx, now, {
      ...{ actor, requestId, action: verdict === 'approved' ? 'coupon.approve_template' : 'coupon.refuse_template' },
      ...{ subject: { type: 'coupon_template', id: templateId }, after: { version, name: seen.name, reason } },
    })
    return { id: templateId, version }
  })
}
