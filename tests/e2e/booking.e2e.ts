import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { consoleUrl, lastSmsCode, launch, logins, openDesk, openPhone, ownerUrl, top, type Screen } from './browser'

// A browser on a busy machine is slow to draw; each wait inside has a limit of its own.
jest.setTimeout(180_000)

let browser: Browser
let phone: Screen
let desk: Screen
beforeAll(async () => {
  browser = await launch()
  phone = await openPhone(browser)
  desk = await openDesk(browser)
})
afterAll(() => browser.close())

const on = (text: string | RegExp) =>
  top(phone.page)
    .getByText(text, { exact: typeof text === 'string' })
    .last()
const sees = (text: string | RegExp) => top(phone.page).getByText(text).last().waitFor()

/** The demo owner with two cars. */
const OWNER = '13900139000'

describe('an owner books, the front desk confirms, the owner sees it', () => {
  let day = ''
  let time = ''
  let number = ''

  it('the owner finds a free time without logging in', async () => {
    await phone.page.goto(ownerUrl)
    await sees('预约服务')
    await phone.shot('owner-home-guest')
    await on('预约服务').tap()
    await sees('空调清洗与滤芯')
    // The first store confirms by itself; the story wants one whose front desk does.
    await on('徐汇快修工坊').tap()
    await on('浦东旗舰店').tap()
    await sees('空调清洗与滤芯')
    await phone.shot('owner-service')
    await on('空调清洗与滤芯').tap()
    await sees('推荐')
    await phone.shot('owner-slots')
    const recommended = top(phone.page)
      .getByText(/^\d\d:\d\d$/)
      .first()
    time = (await recommended.textContent()) ?? ''
    expect(time).toMatch(/^\d\d:\d\d$/)
    await recommended.tap()
    await phone.shot('owner-slot-chosen')
    await on('下一步').tap()
    await sees('确认预约')
    await top(phone.page).locator('textarea').last().fill('刹车有异响，请帮忙看看')
    await phone.shot('owner-confirm')
  })

  it('logs in by SMS at the last moment and loses nothing', async () => {
    await on('确认预约').tap()
    await sees('登录')
    await top(phone.page).locator('input').nth(0).fill(OWNER)
    await on('我已阅读并同意').tap()
    await on('获取验证码').tap()
    await sees(/秒/)
    await top(phone.page)
      .locator('input')
      .nth(1)
      .fill(await lastSmsCode())
    await phone.shot('owner-login')
    await on('登录').tap()
    await sees('确认预约')
    expect(await top(phone.page).locator('textarea').last().inputValue()).toBe('刹车有异响，请帮忙看看')
  })

  it('books', async () => {
    const answered = phone.page.waitForResponse(
      (r) => r.url().endsWith('/api/bookings') && r.request().method() === 'POST',
    )
    await on('确认预约').tap()
    const placed = (await (await answered).json()) as { state: string; day: string; number: string }
    expect(placed.state).toBe('placed')
    day = placed.day
    number = placed.number
    await sees('等待门店确认')
    await phone.shot('owner-result')
  })

  it('the front desk has it on the board and confirms it by key', async () => {
    const login = logins.find((l) => l.username === 'qiantai')
    if (!login) throw new Error('the demo has no front desk')
    await desk.page.goto(consoleUrl)
    await desk.page.getByLabel('用户名').fill(login.username)
    await desk.page.getByLabel('密码', { exact: true }).fill(login.password)
    await desk.page.locator('button[type=submit]').click()
    await desk.page.getByText('今日').first().waitFor()
    await desk.page.getByText('实时').waitFor()
    await desk.shot('console-today')
    await desk.page.goto(`${consoleUrl}bookings?day=${day}`).catch(() => undefined)
    const search = desk.page.getByPlaceholder(/车牌尾号/)
    await search.waitFor()
    await desk.page.keyboard.press('/')
    await search.fill('9000')
    const hit = desk.page.getByRole('option').filter({ hasText: '139****9000' }).filter({ hasText: '待确认' }).first()
    await hit.waitFor()
    await desk.shot('console-search')
    await hit.click()
    await desk.page.getByText('刹车有异响，请帮忙看看').last().waitFor()
    await desk.page.getByText(number).first().waitFor()
    await desk.shot('console-panel')
    const confirmed = desk.page.waitForResponse((r) => r.url().endsWith('/confirmation') && r.ok())
    await desk.page.keyboard.press('c')
    await confirmed
    await desk.page.getByText('已确认').first().waitFor()
  })

  it('and the owner sees it without doing anything', async () => {
    await sees('预约已确认')
    await phone.shot('owner-result-confirmed')
    await on('查看预约').tap()
    await sees('已确认')
    await phone.shot('owner-detail')
    expect(time).not.toBe('')
  })

  it('keeps it in the calendar and shows it to the family, until the owner says no more', async () => {
    await sees('交车方式')
    const download = phone.page.waitForEvent('download')
    await on('加到日历').tap()
    expect((await download).suggestedFilename()).toMatch(/^BK\w+[.]ics$/)
    await on('分享给家人').tap()
    await sees('不会看到您的姓名')
    const made = phone.page.waitForResponse((r) => r.url().endsWith('/shares') && r.request().method() === 'POST')
    await on('生成分享链接').tap()
    const { token } = (await (await made).json()) as { token: string }
    await sees(/^停止分享/)
    await phone.shot('owner-share')
    const family = await openPhone(browser)
    await family.page.goto(`${ownerUrl}#/packages/booking/pages/shared/index?token=${token}`)
    await top(family.page).getByText('空调清洗与滤芯').last().waitFor()
    await family.shot('owner-shared')
    await on(/^停止分享/).tap()
    await sees('生成分享链接')
    await family.page.reload()
    await top(family.page).getByText('这个分享已失效').last().waitFor()
    await on('关闭').tap()
  })

  it('and finds it on the home page later; no page complained meanwhile', async () => {
    await phone.page.goto(ownerUrl)
    await sees('下一次到店')
    await phone.shot('owner-home')
    expect(phone.complaints).toEqual([])
    expect(desk.complaints).toEqual([])
  })
})
