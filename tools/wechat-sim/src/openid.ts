import { createHmac } from 'node:crypto'

const digest = (appid: string, text: string, length: number): string =>
  createHmac('sha256', appid).update(text).digest('base64url').slice(0, length)

/**
 * The 28 characters by which a user is known to one mini-program: the same user always gets the same ones. The tail is a
 * check, so that the simulator knows its openids again after a restart without having stored them.
 */
export function openidOf(appid: string, user: string): string {
  const head = `o${digest(appid, `user:${user}`, 20)}`
  return head + digest(appid, `check:${head}`, 7)
}

export const isOpenid = (appid: string, text: string): boolean =>
  text.length === 28 && text.slice(21) === digest(appid, `check:${text.slice(0, 21)}`, 7)

/** The id of a user across the mini-programs of one open-platform account. */
export const unionidOf = (user: string): string => `u${digest('open-platform', user, 27)}`
