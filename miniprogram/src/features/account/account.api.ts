import { saidByClients, identity, privacy, type View } from '@pitlane/contract'
import { api, ApiError, problemOf } from '../../lib/api'
import { wechatLoginCode } from '../../lib/platform/wechat-login'
import { completeLogin, forgetSession, updateProfile } from '../../lib/session'
import { useRemote } from '../../lib/use-remote'

type Profile = identity.CustomerProfile

/** The version of the privacy guide that the owner has just agreed to. */
const consentVersion = privacy.PRIVACY_VERSION

function enter({ profile, ...tokens }: View<typeof identity.loginBySms>): Profile {
  completeLogin(tokens, profile)
  return profile
}

/** WeChat itself may fail before our server is asked; to the owner both are the same. */
const wechatSilent = () => {
  const code = 'identity.wechat_unavailable'
  return new ApiError({ type: 'about:blank', title: saidByClients[code].zh, status: 503, code, requestId: '' })
}

/** Logs in with the WeChat account of this phone. Only in the mini-program. */
export async function loginByWechat(): Promise<Profile> {
  const code = await wechatLoginCode().catch(() => {
    throw wechatSilent()
  })
  return enter(await api(identity.loginByWechat, { body: { code, consentVersion } }))
}

/** Binds the number behind a getPhoneNumber code; the answer carries a new log-in, because people may be merged by it. */
export const bindPhone = async (code: string): Promise<Profile> =>
  enter(await api(identity.bindPhoneByWechat, { body: { code } }))

/** Sends a log-in code by SMS. */
export const sendSmsCode = (phone: string) => api(identity.sendSmsCode, { body: { phone, consentVersion } })

/** Logs in with the code that was sent. */
export const loginBySms = async (phone: string, code: string): Promise<Profile> =>
  enter(await api(identity.loginBySms, { body: { phone, code, consentVersion } }))

/** Changes how the owner is addressed. */
export const rename = async (name: string): Promise<void> =>
  updateProfile(await api(identity.rename, { body: { name } }))

/**
 * Ends the log-in on this device. Without a network the device forgets it all the same, which is what the owner asked for.
 * @returns false when the server could not be told.
 */
export async function logout(): Promise<boolean> {
  try {
    await api(identity.logout, {})
    return true
  } catch (error) {
    return problemOf(error).code.startsWith('auth.')
  } finally {
    forgetSession()
  }
}

/**
 * Ends every log-in of this owner.
 * @returns how many were ended.
 * @throws {ApiError} when the server did not do it: then the device stays logged in, or the owner would believe it was done.
 */
export async function logoutEverywhere(): Promise<number> {
  const { ended } = await api(identity.logoutEverywhere, {})
  forgetSession()
  return ended
}

/** The privacy guide in force. */
export const usePolicy = () => useRemote(() => api(privacy.policy, {}), [])
