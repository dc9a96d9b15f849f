import { identity, privacy } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { privacySections } from './privacy-text'
import { logout, logoutEverywhere, refresh } from './session.service'
import { changePassword, staffLogin } from './staff.service'

export const identityRoutes = [
  bind(identity.refresh, (app, { body }) => refresh(app, body.refreshToken)),
  bind(identity.logout, async (app, { actor }) => {
    await logout(app, actor)
    return {}
  }),
  bind(identity.logoutEverywhere, async (app, { actor, request }) => ({
    ended: await logoutEverywhere(app, actor, request),
  })),
  bind(identity.staffLogin, (app, { body, request }) => staffLogin(app, body, request)),
  bind(identity.changePassword, async (app, { actor, body, request }) => {
    await changePassword(app, actor, body, request)
    return {}
  }),
  bind(privacy.policy, () => Promise.resolve({ version: privacy.PRIVACY_VERSION, sections: [...privacySections] })),
]
