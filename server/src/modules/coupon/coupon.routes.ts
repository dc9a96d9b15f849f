import { coupon, couponDesk } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { decide } from './approving.service'
import { checkCode, checkQr, makeQr } from './checking.service'
import { readForStaff, readMine, readWallet } from './coupon.queries'
import { addEmployeePhone, listEmployeePhones, removeEmployeePhone } from './employee.service'
import { voidCoupon } from './ending.service'
import { issueByStaff } from './giving-out.service'
import { acceptGift, acceptInvitation, claim, give, invite, makeLink, readLink } from './link.service'
import { reachStore, reachTemplate } from './reaching.service'
import { listTemplates, listVersions, templateViews } from './template.queries'
import { createTemplate, editTemplate, setState, type Asking } from './template.service'

const askingOf = ({ actor, request }: { actor: Asking['actor']; request: { id: string } }): Asking => ({
  ...{ actor, requestId: request.id },
})

const ownerRoutes = [
  bind(coupon.wallet, (app, { actor }) => readWallet(app.db.read, actor.customerId, app.clock.now())),
  bind(coupon.mine, (app, { actor, params }) =>
    readMine(app.db.read, actor.customerId, params.couponId, app.clock.now()),
  ),
  bind(coupon.redeemToken, (app, { actor, params }) => makeQr(app, actor, params.couponId)),
  bind(coupon.offer, (app, { params }) => readLink(app, params.token)),
  bind(coupon.claim, async (app, { actor, params, body }) => ({
    couponId: await claim(app, actor, params.token, body.requestId),
  })),
  bind(coupon.give, (app, { actor, params }) => give(app, actor, params.couponId)),
  bind(coupon.acceptGift, async (app, { actor, params }) => ({ couponId: await acceptGift(app, actor, params.token) })),
  bind(coupon.invite, (app, { actor, body }) => invite(app, actor, body.storeId)),
  bind(coupon.acceptInvitation, async (app, { actor, params }) => {
    await acceptInvitation(app, actor, params.token)
    return {}
  }),
]

const templateRoutes = [
  bind(couponDesk.templates, async (app, { actor, query }) => {
    const { scope } = await reachStore(app, actor, 'coupon.read', query.storeId)
    return { templates: await listTemplates(app.db.read, scope, app.clock.now()) }
  }),
  bind(couponDesk.template, async (app, { actor, params }) => {
    const template = await reachTemplate(app, actor, 'coupon.read', params.templateId)
    const [view] = await templateViews(app.db.read, [template], app.clock.now())
    if (!view) throw new Error('a template without a view')
    return { ...view, versions: await listVersions(app.db.read, template.id) }
  }),
  bind(couponDesk.createTemplate, (app, input) => createTemplate(app, askingOf(input), input.body)),
  bind(couponDesk.editTemplate, (app, input) =>
    editTemplate(app, askingOf(input), input.params.templateId, input.body),
  ),
  bind(couponDesk.activate, (app, input) =>
    setState(app, askingOf(input), input.params.templateId, input.body.version, 'active'),
  ),
  bind(couponDesk.decide, (app, input) => decide(app, askingOf(input), input.params.templateId, input.body)),
  bind(couponDesk.stop, (app, input) =>
    setState(app, askingOf(input), input.params.templateId, input.body.version, 'stopped'),
  ),
]

const employeeRoutes = [
  bind(couponDesk.employeePhones, async (app, { actor, params }) => {
    const { scope } = await reachStore(app, actor, 'coupon.manage', params.storeId)
    return { phones: await listEmployeePhones(app.db.read, scope) }
  }),
  bind(couponDesk.addEmployeePhone, async (app, { actor, params, body }) => {
    const { store } = await reachStore(app, actor, 'coupon.manage', params.storeId)
    return addEmployeePhone(app, actor, store, body)
  }),
  bind(couponDesk.removeEmployeePhone, async (app, { actor, params }) => {
    const { store } = await reachStore(app, actor, 'coupon.manage', params.storeId)
    await removeEmployeePhone(app, actor, store, params.entryId)
    return {}
  }),
]

export const couponRoutes = [
  ...ownerRoutes,
  ...templateRoutes,
  ...employeeRoutes,
  bind(couponDesk.issue, async (app, input) => ({
    couponIds: await issueByStaff(app, askingOf(input), input.params.templateId, input.body),
  })),
  bind(couponDesk.link, (app, { actor, params, body }) => makeLink(app, actor, params.templateId, body.days)),
  bind(couponDesk.ofCustomer, async (app, { actor, params }) => {
    const { scope } = await reachStore(app, actor, 'coupon.read', params.storeId)
    return readForStaff(app.db.read, scope, params.customerId, app.clock.now())
  }),
  bind(couponDesk.checkQr, async (app, { actor, params, body }) => {
    const { store } = await reachStore(app, actor, 'coupon.redeem', params.storeId)
    return checkQr(app, actor, store, body.payload)
  }),
  bind(couponDesk.checkCode, async (app, { actor, params, body }) => {
    const { store } = await reachStore(app, actor, 'coupon.redeem', params.storeId)
    return checkCode(app, actor, store, body.code)
  }),
  bind(couponDesk.voidCoupon, async (app, { actor, params, body }) => {
    await voidCoupon(app, actor, params.couponId, body.reason)
    return {}
  }),
]
