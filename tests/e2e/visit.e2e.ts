import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { launch, logins, openDesk, openPhone, ownerUrl, top, type Screen } from './browser'
import {
  byName,
  drawPhoto,
  field,
  logInConsole,
  logInOwner,
  logInStaff,
  on,
  sees,
  takePhoto,
  technicianCalled,
  type Photo,
} from './people'

jest.setTimeout(300_000)

/** The demo owner whose car is expected today: new brake fluid, which a colleague has to check. */
const OWNER = '19900007777'
const PLATE = /沪E.?6F208/
const TAIL = '6F208'

let browser: Browser
let front: Screen
let desk: Screen
let till: Screen
let owner: Screen
let technician: Screen
let colleague: Screen
let inspector: Screen
let photo: Photo
let screens: Screen[] = []

beforeAll(async () => {
  browser = await launch()
  ;[front, desk, till] = await Promise.all([openDesk(browser), openDesk(browser), openDesk(browser)])
  ;[owner, technician] = await Promise.all([openPhone(browser), openPhone(browser)])
  ;[colleague, inspector] = await Promise.all([openPhone(browser), openPhone(browser)])
  screens = [front, desk, till, owner, technician, colleague, inspector]
  photo = await drawPhoto('#4a6b8a')
})
afterAll(() => browser.close())

/** Gives the next job of the car to somebody with one click: to the best one, or to the one with that name. */
async function dispatch(name?: string): Promise<string> {
  await desk.page.getByRole('link', { name: '派工' }).first().click()
  await desk.page.locator('[data-waiting]').filter({ hasText: PLATE }).click()
  const offers = desk.page.locator(name === undefined ? '.offer' : `.offer[aria-label="${name}"]`)
  const wanted = offers.filter({ has: desk.page.getByRole('button') }).first()
  await wanted.getByRole('button').waitFor()
  await desk.shot(`visit-06-dispatch${name === undefined ? '' : '-addon'}`)
  const given = (await wanted.getAttribute('aria-label')) ?? ''
  await wanted.getByRole('button').click()
  return given
}

/** Prices what the technician has found: its work, and more where there is more to do. */
async function price(title: string, lines: readonly (readonly [name: string, yuan: string])[]): Promise<void> {
  const found = desk.page.getByRole('region', { name: title })
  await found.getByRole('button', { name: '报价并发给客户' }).click()
  const form = desk.page.getByRole('form', { name: `增项报价：${title}` })
  for (const [i, [name, yuan]] of lines.entries()) {
    if (i > 0) await form.getByRole('button', { name: '添加工时项目' }).click()
    await form.getByLabel(`工时项目名称 ${i + 1}`).fill(name)
    await form.getByLabel(`工时 ${i + 1}`, { exact: true }).fill('1')
    await form.getByLabel(`工时单价 ${i + 1}`).fill(yuan)
  }
  await form.getByLabel('如果这次不做，何时复查').fill('1,000 公里内复查')
  await desk.shot(`visit-10-price-${lines.length}`)
  await form.getByRole('button', { name: '发送给客户确认' }).click()
  await form.waitFor({ state: 'detached' })
}

/** Proposes something that was found, with a photo of it. */
async function propose(title: string, severity: string, finding: string): Promise<void> {
  await on(technician, '提增项').tap()
  await field(technician, '例如：更换前刹车片').fill(title)
  await on(technician, severity).tap()
  await field(technician, '例如：前刹车片磨损到极限').fill(finding)
  await takePhoto(technician, '拍照', photo)
  await sees(technician, '✓ 照片 1')
  await technician.shot('visit-09-proposal')
  await on(technician, '提交给顾问').tap()
  await sees(technician, '提增项')
}

/** Nobody works on two cars at once: what was under way is set aside first. */
async function setAside(): Promise<void> {
  const running = top(technician.page).getByText('施工中', { exact: true })
  if ((await running.count()) === 0) return
  await running.first().tap()
  await on(technician, '暂停').tap()
  await sees(technician, '插单')
  await technician.shot('visit-07-technician-pause')
  await on(technician, '插单').tap()
  await sees(technician, '已暂停：插单')
  await technician.page.goBack()
  await sees(technician, /，您好$/)
}

async function begin(job: string | RegExp): Promise<void> {
  await on(technician, job).tap()
  await on(technician, '开始施工').tap()
  await sees(technician, '自检合格，完工')
}

/** Only who has the skill of a job may look at it: somebody of the workshop who finds it in their list. */
async function logInColleague(worker: string): Promise<void> {
  const others = logins.filter(({ title, username }) => /^jishi\d*$/.test(username) && !title.includes(worker))
  for (const login of others) {
    await logInStaff(colleague, login)
    const isThere = await on(colleague, PLATE)
      .waitFor({ timeout: 5_000 })
      .then(() => true)
      .catch(() => false)
    if (isThere) return
  }
  throw new Error('nobody may look at the job')
}

describe('a visit, seen by everybody at once', () => {
  let page = ''
  let worker = ''

  it('the front desk receives the car, and the advisor and the owner see it', async () => {
    await Promise.all([
      logInOwner(owner, OWNER),
      logInConsole(front, byName('qiantai')),
      logInConsole(desk, byName('jingli')),
      logInConsole(till, byName('shouyin')),
    ])
    await owner.page.goto(`${ownerUrl}#/pages/progress/index`)
    await desk.page.getByRole('link', { name: '工单' }).first().click()
    await desk.page.getByText(/^待接/).waitFor()
    await front.page.getByRole('button', { name: /到店登记/ }).click()
    await front.page.getByLabel('车牌尾号或预约号').fill(TAIL)
    await front.shot('visit-01-check-in')
    const arrived = front.page.waitForResponse((r) => r.url().endsWith('/arrival') && r.ok())
    await front.page.keyboard.press('Enter')
    await arrived
    await front.shot('visit-01-checked-in')
    await desk.page.getByText(PLATE).first().waitFor()
    await desk.shot('visit-01-lanes')
    await desk.page.getByText(PLATE).first().click()
    await desk.page.keyboard.press('Enter')
    await desk.page.waitForURL(/workorders\/\w+/)
    page = desk.page.url().replace(/[?].*/, '')
    await on(owner, PLATE).waitFor()
    await owner.shot('visit-01-owner-list')
    await owner.page.goto(`${ownerUrl}#/packages/visit/pages/progress/index?workorderId=${page.split('/').at(-1)}`)
    await sees(owner, '您的爱车已到店')
    await owner.shot('visit-01-owner')
  })

  it('is looked at, and its owner signs', async () => {
    const form = desk.page.getByRole('form', { name: '接车环检' })
    await form.getByLabel('里程（公里）').fill('98000')
    await form.getByLabel('油量 / 电量（%）').fill('55')
    await form.locator('input[type=file]').setInputFiles(Array.from({ length: 6 }, () => photo))
    await form.getByText('已上传 6 张').waitFor()
    const pad = await form.locator('canvas').boundingBox()
    if (!pad) throw new Error('there is nowhere to sign')
    await desk.page.mouse.move(pad.x + 40, pad.y + pad.height / 2)
    await desk.page.mouse.down()
    for (const [dx, dy] of [
      [70, -20],
      [100, 20],
      [140, -15],
      [180, 10],
    ] as const)
      await desk.page.mouse.move(pad.x + dx, pad.y + pad.height / 2 + dy)
    await desk.page.mouse.up()
    await desk.shot('visit-02-inspection')
    await form.getByRole('button', { name: '完成环检' }).click()
    await sees(owner, /环检完成/)
    await owner.shot('visit-02-owner')
  })

  it('is quoted as it was booked, and the owner agrees', async () => {
    await desk.page.getByRole('tab', { name: '报价' }).click()
    const form = desk.page.getByRole('form', { name: '编辑报价' })
    expect(await form.getByLabel('工时项目名称 1').inputValue()).toBe('更换制动液')
    await form.getByText('¥260').last().waitFor()
    await desk.shot('visit-03-quote')
    await form.getByRole('button', { name: '发送给客户确认' }).click()
    await sees(owner, /^确认报价/)
    await owner.shot('visit-04-owner-quote')
    await on(owner, /^确认报价/).tap()
    await sees(owner, /您已同意报价/)
    await owner.shot('visit-05-owner-agreed')
  })

  it('is dispatched with one click, and the technician begins', async () => {
    worker = await dispatch()
    await sees(owner, /已派工/)
    await logInStaff(technician, technicianCalled(worker))
    await sees(technician, PLATE)
    await technician.shot('visit-07-technician')
    await setAside()
    await begin(PLATE)
    await sees(owner, /师傅开始施工/)
    await owner.shot('visit-08-owner-working')
    await technician.shot('visit-08-technician-working')
  })

  it('the technician finds more; the owner takes one thing of it, and leaves the rest with an easy mind', async () => {
    await propose('更换空调滤芯', '建议处理', '空调滤芯积灰发黑，风量变小')
    await propose('更换雨刮片', '建议处理', '雨刮片胶条开裂，刮不干净')
    await desk.page.goto(`${page}?tab=addons`)
    await price('更换空调滤芯', [
      ['更换空调滤芯', '120'],
      ['清洗蒸发箱', '188'],
    ])
    await sees(owner, /更换空调滤芯 ¥120/)
    await on(owner, /更换空调滤芯 ¥120/).tap()
    await on(owner, /更换空调滤芯 ¥120/).scrollIntoViewIfNeeded()
    await owner.shot('visit-11-owner-addon')
    await on(owner, /^同意 1 项/).tap()
    await sees(owner, '部分同意')
    await price('更换雨刮片', [['更换雨刮片', '160']])
    await on(owner, '这次都不做').tap()
    await sees(owner, '放心，这次不做也可以')
    await owner.shot('visit-12-owner-decline')
    await on(owner, '确定，这次不做').tap()
    await sees(owner, '这次没做的项目')
    await owner.shot('visit-12-owner-decided')
  })

  it('finishes both jobs with a photo each', async () => {
    await takePhoto(technician, '完工', photo)
    await sees(technician, '✓ 完工')
    await technician.shot('visit-13-technician-photo')
    await on(technician, '自检合格，完工').tap()
    await sees(owner, /技师已自检/)
    await dispatch(worker)
    await begin('更换空调滤芯')
    await takePhoto(technician, '完工', photo)
    await sees(technician, '✓ 完工')
    await on(technician, '自检合格，完工').tap()
    await sees(technician, /，您好$/)
  })

  it('a colleague looks at what lives depend on', async () => {
    await logInColleague(worker)
    await colleague.shot('visit-14-colleague')
    await on(colleague, PLATE).tap()
    await sees(colleague, '施工照片')
    await colleague.shot('visit-14-check')
    await on(colleague, '通过').tap()
    await sees(colleague, /，您好$/)
  })

  it('passes the final check on the phone of the inspector', async () => {
    await logInStaff(inspector, byName('zhijian'))
    await on(inspector, PLATE).tap()
    await on(inspector, '其余都合格').tap()
    await on(inspector, '已路试').tap()
    await inspector.shot('visit-15-qc')
    await on(inspector, '全部合格，通过').tap()
    await sees(owner, /质检通过/)
  })

  it('is washed, ready, paid and handed over; the owner has seen all of it without a reload', async () => {
    await desk.page.goto(`${page}?tab=closing`)
    await desk.page.getByRole('button', { name: '已洗车，通知取车' }).click()
    await sees(owner, /可以来取车了/)
    await owner.shot('visit-16-owner-ready')
    await till.page.goto(desk.page.url())
    await till.page.getByRole('button', { name: /^确认收款/ }).waitFor()
    await till.shot('visit-17-settlement')
    await till.page.getByRole('button', { name: /^确认收款/ }).click()
    const form = desk.page.getByRole('form', { name: '交车' })
    await form.getByLabel('出厂里程（公里）').fill('98002')
    await desk.shot('visit-18-handover')
    await form.getByRole('button', { name: '确认交车' }).click()
    await sees(owner, /^已交车/)
    await owner.shot('visit-19-owner-over')
    await desk.shot('visit-19-desk-over')
    for (const said of ['您的爱车已到店', /环检完成/, /您已同意报价/, /开始施工/, /质检通过/, /已结清/])
      await sees(owner, said)
    expect(screens.flatMap((screen) => screen.complaints)).toEqual([])
  })
})
