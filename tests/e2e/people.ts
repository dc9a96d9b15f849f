import sharp from 'sharp'
import type { Locator } from 'playwright-core'
import { consoleUrl, countSmsCodes, lastSmsCode, logins, ownerUrl, top, type Screen } from './browser'

type Login = (typeof logins)[number]

/** Text on the page of the owner app that is on top. */
export const on = ({ page }: Screen, text: string | RegExp): Locator =>
  top(page)
    .getByText(text, { exact: typeof text === 'string' })
    .last()
export const sees = (screen: Screen, text: string | RegExp) => on(screen, text).waitFor()
/** A field of the owner app by the example in it. */
export const field = ({ page }: Screen, example: string): Locator =>
  top(page).locator(`input[placeholder="${example}"]`)

const loginOf = (named: (login: Login) => boolean): Login => {
  const login = logins.find(named)
  if (!login) throw new Error('the demo has no such person')
  return login
}
export const byName = (username: string): Login => loginOf((one) => one.username === username)
/** The log-in of a technician as colleagues call them: the first one of the list goes without a name. */
export const technicianCalled = (name: string): Login =>
  loginOf(({ title }) => title.startsWith(`技师 ${name}`) || (name === '周建国' && title.startsWith('技师 ·')))

export async function logInOwner(screen: Screen, phone: string): Promise<void> {
  await screen.page.goto(`${ownerUrl}#/packages/account/pages/login/index`)
  const before = countSmsCodes()
  await top(screen.page).locator('input').nth(0).fill(phone)
  await on(screen, '我已阅读并同意').tap()
  await on(screen, '获取验证码').tap()
  await top(screen.page)
    .locator('input')
    .nth(1)
    .fill(await lastSmsCode(before))
  await on(screen, '登录').tap()
  await screen.page.waitForURL((url) => !url.hash.includes('login'))
}

export async function logInStaff(screen: Screen, { username, password }: Login): Promise<void> {
  await screen.page.goto(`${ownerUrl}#/packages/staff/pages/login/index`)
  await top(screen.page).locator('input').nth(0).fill(username)
  await top(screen.page).locator('input').nth(1).fill(password)
  await on(screen, '登录').tap()
  await sees(screen, /，您好$/)
}

export async function logInConsole({ page }: Screen, { username, password }: Login): Promise<void> {
  await page.goto(consoleUrl)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.locator('button[type=submit]').click()
  await page.getByText('今日').first().waitFor()
}

/** A picture as a camera would make it. */
export async function drawPhoto(background: string) {
  const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { name: 'car.jpg', mimeType: 'image/jpeg', buffer }
}
export type Photo = Awaited<ReturnType<typeof drawPhoto>>

/** Takes a photo for one place of a checklist. */
export async function takePhoto(screen: Screen, place: string, photo: Photo): Promise<void> {
  const chooser = screen.page.waitForEvent('filechooser')
  await on(screen, place).tap()
  await (await chooser).setFiles([photo])
}
