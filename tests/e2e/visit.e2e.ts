import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import sharp from 'sharp'
import type { Browser, Locator } from 'playwright-core'
import {
  consoleUrl,
  countSmsCodes,
  lastSmsCode,
  launch,
  logins,
  openDesk,
  openPhone,
  ownerUrl,
  top,
  type Screen,
} from './browser'

jest.setTimeout(180_000)

/** The demo owner whose car has come and waits to be looked at. */
const OWNER = '19900006666'
const PLATE = /沪G.?7T364/

let browser: Browser
let desk: Screen
let till: Screen
let owner: Screen
let technician: Screen
let inspector: Screen
let photo: { name: string; mimeType: string; buffer: Buffer }

beforeAll(async () => {
  browser = await launch()
  ;[desk, till] = await Promise.all([openDesk(browser), openDesk(browser)])
  ;[owner, technician, inspector] = await Promise.all([openPhone(browser), openPhone(browser), openPhone(browser)])
  const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#4a6b8a' } })
    .jpeg()
    .toBuffer()
  photo = { name: 'car.jpg', mimeType: 'image/jpeg', buffer }
})
afterAll(() => browser.close())

const on = ({ page }: Screen, text: string | RegExp): Locator =>
  top(page)
    .getByText(text, { exact: typeof text === 'string' })
    .last()
const sees = (screen: Screen, text: string | RegExp) => on(screen, text).waitFor()

async function logInOwner(): Promise<void> {
  await owner.page.goto(`${ownerUrl}#/packages/account/pages/login/index`)
  const before = countSmsCodes()
  await top(owner.page).locator('input').nth(0).fill(OWNER)
  await on(owner, '我已阅读并同意').tap()
  await on(owner, '获取验证码').tap()
  await top(owner.page)
    .locator('input')
    .nth(1)
    .fill(await lastSmsCode(before))
  await on(owner, '登录').tap()
  await owner.page.waitForURL((url) => !url.hash.includes('login'))
}

async function logInStaff(screen: Screen, { username, password }: (typeof logins)[number]): Promise<void> {
  await screen.page.goto(`${ownerUrl}#/packages/staff/pages/login/index`)
  await top(screen.page).locator('input').nth(0).fill(username)
  await top(screen.page).locator('input').nth(1).fill(password)
  await on(screen, '登录').tap()
  await sees(screen, /我的任务|待质检/)
}

const loginOf = (named: (login: (typeof logins)[number]) => boolean) => {
  const login = logins.find(named)
  if (!login) throw new Error('the demo has no such person')
  return login
}

async function logInConsole({ page }: Screen, wanted: string): Promise<void> {
  const { username, password } = loginOf((one) => one.username === wanted)
  await page.goto(consoleUrl)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.locator('button[type=submit]').click()
  await page.getByText('今日').first().waitFor()
}

describe('a visit, seen by everybody at once', () => {
  let order = ''

  it('the desk sees the car that has come and looks at it with its owner', async () => {
    await Promise.all([logInOwner(), logInConsole(desk, 'jingli'), logInConsole(till, 'shouyin')])
    await desk.page.getByRole('link', { name: '工单' }).first().click()
    await desk.page.getByText(PLATE).first().waitFor()
    await desk.shot('visit-1-lanes')
    await desk.page.getByText(PLATE).first().click()
    await desk.page.keyboard.press('Enter')
    await desk.page.waitForURL(/workorders\/\w+/)
    order = /workorders\/(\w+)/.exec(desk.page.url())?.[1] ?? ''
    await owner.page.goto(`${ownerUrl}#/packages/visit/pages/progress/index?workorderId=${order}`)
    await sees(owner, '您的爱车已到店')
    await owner.shot('visit-1-owner')
    const form = desk.page.getByRole('form', { name: '接车环检' })
    await form.getByLabel('里程（公里）').fill('98000')
    await form.getByLabel('油量 / 电量（%）').fill('55')
    await form.locator('input[type=file]').setInputFiles(Array.from({ length: 6 }, () => photo))
    await form.getByText('已上传 6 张').waitFor()
    await form.getByText('客户不在场，无法签名').click()
    await form.getByLabel('无法签名的原因').fill('无接触交车，钥匙放前台')
    await desk.shot('visit-2-inspection')
    await form.getByRole('button', { name: '完成环检' }).click()
    await desk.page.getByText('待报价').first().waitFor()
  })

  it('quotes, and the owner agrees at once', async () => {
    await desk.page.getByRole('tab', { name: '报价' }).click()
    const form = desk.page.getByRole('form', { name: '编辑报价' })
    await form.getByLabel('工时项目名称 1').fill('小保养')
    await form.getByLabel('工时 1', { exact: true }).fill('1')
    await form.getByLabel('工时单价 1').fill('320')
    await desk.shot('visit-3-quote')
    await form.getByRole('button', { name: '发送给客户确认' }).click()
    await sees(owner, /^确认报价/)
    await owner.shot('visit-4-owner-quote')
    await on(owner, /^确认报价/).tap()
    await sees(owner, /您已同意报价/)
    await owner.shot('visit-5-owner-agreed')
  })

  it('is dispatched with one click; the technician starts and finishes with a photo', async () => {
    await desk.page.getByRole('link', { name: '派工' }).first().click()
    await desk.page.locator('.dispatch-pick').filter({ hasText: PLATE }).click()
    const first = desk.page.locator('.offer').first()
    await first.getByRole('button').waitFor()
    await desk.shot('visit-6-dispatch')
    const name = (await first.locator('b').first().textContent()) ?? ''
    await first.getByRole('button').click()
    await sees(owner, /已派工/)
    const login = loginOf(({ title }) => title.includes(name) || (name === '周建国' && title.startsWith('技师 ·')))
    await logInStaff(technician, login)
    await technician.shot('visit-7-technician')
    await on(technician, PLATE).tap()
    await on(technician, '开始施工').tap()
    await sees(owner, /开始施工/)
    await owner.shot('visit-8-owner-working')
    const chooser = technician.page.waitForEvent('filechooser')
    await top(technician.page).getByText('完工', { exact: true }).last().tap()
    await (await chooser).setFiles([photo])
    await sees(technician, '✓ 完工')
    await technician.shot('visit-9-technician-photo')
    await on(technician, '自检合格，完工').tap()
    await sees(owner, /技师已自检/)
  })

  it('passes the final check on the phone of the inspector', async () => {
    await logInStaff(
      inspector,
      loginOf(({ username }) => username === 'zhijian'),
    )
    await on(inspector, PLATE).tap()
    await on(inspector, '其余都合格').tap()
    await on(inspector, '已路试').tap()
    await inspector.shot('visit-10-qc')
    await on(inspector, '全部合格，通过').tap()
    await sees(owner, /质检通过/)
  })

  it('is ready, paid and handed over; the owner has seen all of it without a reload', async () => {
    await desk.page.goto(consoleUrl)
    await desk.page.getByRole('link', { name: '工单' }).first().click()
    await desk.page.getByText(PLATE).first().click()
    await desk.page.keyboard.press('Enter')
    await desk.page.waitForURL(new RegExp(order))
    await desk.page.getByRole('button', { name: '已洗车，通知取车' }).click()
    await sees(owner, /可以取了|可以来取车了/)
    await owner.shot('visit-11-owner-ready')
    await till.page.goto(desk.page.url())
    await till.page.getByRole('button', { name: '确认已收款' }).waitFor()
    await till.shot('visit-12-settlement')
    await till.page.getByRole('button', { name: '确认已收款' }).click()
    const form = desk.page.getByRole('form', { name: '交车' })
    await form.getByLabel('出厂里程（公里）').fill('98002')
    await desk.shot('visit-13-handover')
    await form.getByRole('button', { name: '确认交车' }).click()
    await sees(owner, /^已交车/)
    await owner.shot('visit-14-owner-over')
    await desk.shot('visit-15-desk-over')
    for (const said of ['您的爱车已到店', /环检完成/, /您已同意报价/, /开始施工/, /质检通过/, '已结算'])
      await sees(owner, said)
    const complaints = [desk, till, owner, technician, inspector].flatMap((screen) => screen.complaints)
    expect(complaints).toEqual([])
  })
})
