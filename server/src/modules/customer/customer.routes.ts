import { identity } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { profileOf } from './customer.queries'
import { rename } from './customer.service'
import { loginBySms, loginByWechat, sendSmsCode } from './login.service'
import { bindPhoneByWechat } from './phone.service'

export const customerRoutes = [
  bind(identity.loginByWechat, (app, { body, request }) => loginByWechat(app, body, request)),
  bind(identity.sendSmsCode, (app, { body, request }) => sendSmsCode(app, body, request)),
  bind(identity.loginBySms, (app, { body, request }) => loginBySms(app, body, request)),
  bind(identity.bindPhoneByWechat, (app, { actor, body, request }) =>
    bindPhoneByWechat(app, actor, body.code, request),
  ),
  bind(identity.me, (app, { actor }) => profileOf(app.db.read, app.vault, actor.customerId)),
  bind(identity.rename, (app, { actor, body, request }) => rename(app, actor, body.name, request)),
]
