import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { identity, leave, resources, services, storeSettings, todo, type Permission } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Refusal, type FakeApi } from './support/api'
import { rowId, staff, STORE, today } from './support/people'
import { closeBrowser, freshBrowser, logIn, openAt } from './support/screen'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
})
afterEach(closeBrowser)

const bay: resources.BayView = {
  ...{ id: rowId(1), name: '接待 1', type: 'lane', isActive: true, staffId: null, outages: [] },
}
const person: resources.TechnicianView = {
  ...{ id: rowId(50), name: '徐文斌', level: 'senior', skills: ['quick'], isActive: true, staffId: null },
  ...{ certificates: [], shifts: [], dayShifts: [], leaves: [] },
}
const affected: resources.AffectedBooking = {
  ...{ id: rowId(90), number: 'BK00000090', storeName: '浦东旗舰店', day: today(), minute: 600, endMinute: 660 },
  ...{ serviceName: '小保养', maskedPlate: '沪A·**123', losses: [{ kind: 'technician', name: '徐文斌' }] },
}
const request = (over: Partial<leave.LeaveRequest> = {}): leave.LeaveRequest => ({
  ...{ id: rowId(60), technicianId: person.id, technicianName: '徐文斌', reason: '年假', state: 'pending' },
  ...{ fromDay: today(), toDay: today(), startsMinute: 0, endsMinute: 1440, requestedByName: '徐文斌', isMine: false },
  ...{ decidedByName: null, note: null, version: 1, createdAt: new Date().toISOString(), decidedAt: null, ...over },
})
const requests = (items: leave.LeaveRequest[], over: object = {}) => ({
  ...{ items, people: [{ id: person.id, name: person.name }], ownTechnicianId: null },
  ...{ toDecide: items.filter(({ state }) => state === 'pending').length, ...over },
})

/** Opens one tab with one bay and one person; the version is 7. */
async function open(tab: string, held?: readonly Permission[]) {
  api.on(identity.staffMe, () => staff(held))
  api.on(resources.read, () => ({ version: 7, bays: [bay], technicians: [person] }))
  api.on(resources.history, () => [])
  api.on(resources.staff, () => [{ id: rowId(30), name: '周敏', roles: ['advisor'] }])
  logIn()
  openAt(`/stores/${STORE}/settings/capacity?tab=${tab}`)
  await screen.findByRole('heading', { name: '产能设置' })
}

const rowOf = async (name: string) =>
  within((await screen.findByRole('rowheader', { name })).closest('tr') as HTMLElement)
const edit = async (name: string) => fireEvent.click((await rowOf(name)).getByRole('button', { name: `修改 ${name}` }))
const choose = async (field: string, option: string) => {
  fireEvent.mouseDown(screen.getByRole('combobox', { name: field }))
  fireEvent.click(await screen.findByText(option, { selector: '.ant-select-item-option-content' }))
}

describe('a bay', () => {
  it('goes out of order for some hours, with the bookings it leaves', async () => {
    api.on(leave.list, () => requests([]))
    api.on(resources.previewChange, () => ({ affected: [] }))
    api.on(resources.saveChange, () => ({ version: 8, subjectId: bay.id, affected: [] }))
    await open('bays')
    await edit('接待 1')
    fireEvent.click(await screen.findByText('停用时段'))
    fireEvent.click(await screen.findByRole('button', { name: '登记停用' }))
    await waitFor(() => expect(api.calls(resources.saveChange)).toHaveLength(1))
    expect(api.calls(resources.saveChange)[0]?.body).toMatchObject({
      version: 7,
      change: {
        ...{ kind: 'add_bay_outage', bayId: bay.id, fromDay: today(), toDay: today() },
        ...{ startsMinute: 0, endsMinute: 1440, reason: '设备检修' },
      },
    })
  })

  it('that is a lane has its advisor', async () => {
    api.on(resources.previewChange, () => ({ affected: [] }))
    api.on(resources.saveChange, () => ({ version: 8, subjectId: bay.id, affected: [] }))
    await open('bays')
    await edit('接待 1')
    await choose('接待顾问', '周敏')
    fireEvent.click(screen.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(api.calls(resources.saveChange)).toHaveLength(1))
    expect(api.calls(resources.saveChange)[0]?.body).toMatchObject({ change: { staffId: rowId(30) } })
  })
})

describe('requests for leave', () => {
  it('are counted, and approved after a look at the bookings', async () => {
    let items = [request()]
    api.on(leave.list, () => requests(items))
    api.on(leave.preview, () => ({ affected: [affected] }))
    api.on(leave.approve, () => {
      items = [request({ state: 'approved', decidedByName: '李静', decidedAt: new Date().toISOString() })]
      return { request: items[0] as leave.LeaveRequest, affected: [affected] }
    })
    await open('people')
    fireEvent.click(await screen.findByRole('button', { name: '请假申请 1' }))
    fireEvent.click(await screen.findByRole('button', { name: '批准' }))
    expect(await screen.findByText('失去技师 徐文斌')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '仍要批准' }))
    expect(await screen.findByText('已批准')).toBeTruthy()
    expect(api.calls(leave.approve)[0]?.body).toEqual({ version: 1, rosterVersion: 7, affectedSeen: 1 })
  })

  it('are turned down with a reason only; those of one’s own are for others', async () => {
    api.on(leave.list, () => requests([request(), request({ id: rowId(61), technicianName: '蒋伟', isMine: true })]))
    api.on(leave.reject, () => new Refusal('store.leave_request_changed'))
    await open('people')
    fireEvent.click(await screen.findByRole('button', { name: '请假申请 2' }))
    const own = within(await screen.findByRole('group', { name: '蒋伟' }))
    expect(own.queryByRole('button')).toBeNull()
    const box = within(screen.getByRole('group', { name: '徐文斌' }))
    fireEvent.click(box.getByRole('button', { name: '不批准' }))
    const submit = box.getByRole<HTMLButtonElement>('button', { name: '确定不批准' })
    expect(submit.disabled).toBe(true)
    fireEvent.change(box.getByLabelText('不批准的原因'), { target: { value: ' 当天人手不足 ' } })
    fireEvent.click(submit)
    expect(await box.findByText(/刚被处理过/)).toBeTruthy()
    expect(api.calls(leave.reject)[0]?.body).toEqual({ version: 1, note: '当天人手不足' })
  })

  it('are asked and withdrawn on a page of one’s own', async () => {
    const own = requests([request({ isMine: true })], { ownTechnicianId: person.id, toDecide: 0 })
    api.on(identity.staffMe, () => staff(['booking.read', 'leave.request']))
    api.on(leave.list, () => own)
    api.on(leave.ask, () => request({ id: rowId(62) }))
    api.on(leave.withdraw, () => request({ state: 'withdrawn' }))
    logIn()
    openAt(`/stores/${STORE}/my-leave`)
    fireEvent.click(await screen.findByRole('button', { name: '提交申请' }))
    await waitFor(() => expect(api.calls(leave.ask)).toHaveLength(1))
    expect(api.calls(leave.ask)[0]?.body).toMatchObject({ technicianId: person.id, fromDay: today(), reason: '年假' })
    fireEvent.click(await screen.findByRole('button', { name: /^撤回/ }))
    await waitFor(() => expect(api.calls(leave.withdraw)[0]?.body).toEqual({ version: 1 }))
    expect(screen.queryByRole('link', { name: '产能设置' })).toBeNull()
  })

  it('tell a technician without a linked log-in what to do', async () => {
    api.on(identity.staffMe, () => staff(['leave.request']))
    api.on(leave.list, () => requests([], { people: [] }))
    logIn()
    openAt(`/stores/${STORE}/my-leave`)
    expect(await screen.findByText(/还没有关联技师资料/)).toBeTruthy()
    expect(screen.queryByRole('form')).toBeNull()
  })
})

describe('the catalogue', () => {
  const family: services.ModelFamily = {
    id: rowId(40),
    name: '帕萨特系列',
    brand: '大众',
    modelPrefix: '帕萨特',
    version: 2,
  }
  const service: services.ServiceDetail = {
    ...{ id: rowId(80), code: 'MAINT-S', name: '小保养', category: 'maintenance', description: '更换机油' },
    ...{ bayType: 'quick', bayMinutes: 45, technicianCount: 1, skill: 'quick', certificate: null, priceFen: 46_800 },
    ...{ fuels: [], sortOrder: 10, isActive: true, storeIds: [STORE], variants: [], version: 3 },
  }
  const { id: _, version: __, ...fields } = service
  beforeEach(() => {
    api.on(services.list, () => ({ services: [service], families: [family] }))
  })

  it('lets the group change price and time of a family, in yuan', async () => {
    api.on(services.preview, () => ({ affected: [] }))
    api.on(services.save, () => ({ version: 4, affected: [] }))
    await open('services')
    await edit('小保养')
    const form = within(await screen.findByRole('form', { name: '服务项目资料' }))
    fireEvent.change(form.getByLabelText('价格（元）'), { target: { value: '498.5' } })
    fireEvent.click(form.getByRole('button', { name: '添加车系' }))
    const box = within(form.getByRole('group', { name: '帕萨特系列' }))
    expect(form.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true)
    fireEvent.change(box.getByLabelText('时长（分钟）'), { target: { value: '60' } })
    fireEvent.click(form.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(api.calls(services.save)).toHaveLength(1))
    const variants = [{ familyId: family.id, bayMinutes: 60, technicianCount: 1, priceFen: null }]
    expect(api.calls(services.save)[0]).toMatchObject({
      path: `/api/services/${service.id}`,
      body: { version: 3, affectedSeen: 0, service: { ...fields, priceFen: 49_850, variants } },
    })
  })

  it('takes a new service when all of it is there', async () => {
    api.on(services.add, () => ({ id: rowId(81), version: 1 }))
    await open('services')
    fireEvent.click(await screen.findByRole('button', { name: '新增服务项目' }))
    const form = within(await screen.findByRole('form', { name: '服务项目资料' }))
    const save = form.getByRole<HTMLButtonElement>('button', { name: '保存' })
    const type = (label: string, value: string) => fireEvent.change(form.getByLabelText(label), { target: { value } })
    type('名称', '空调清洗')
    type('介绍（车主会看到）', '清洗蒸发箱与风道')
    type('价格（元）', '268')
    expect(save.disabled).toBe(true)
    type('编码', 'ac-clean')
    fireEvent.click(save)
    await waitFor(() => expect(api.calls(services.add)).toHaveLength(1))
    expect(api.calls(services.add)[0]?.body).toMatchObject({
      ...{ code: 'AC-CLEAN', name: '空调清洗', priceFen: 26_800, bayMinutes: null, storeIds: [STORE] },
    })
  })

  it('is not for those who do not keep it', async () => {
    await open('families', ['store.manage_resources'])
    expect(await screen.findByText('您没有查看这一页的权限')).toBeTruthy()
    expect(screen.queryByRole('tab', { name: '车系' })).toBeNull()
    expect(screen.queryByRole('tab', { name: '门店' })).toBeNull()
  })
})

describe('a store', () => {
  const settings: storeSettings.StoreSettings = {
    ...{
      name: '浦东旗舰店',
      city: '上海',
      address: '金科路 1 号',
      phone: '021-55500188',
      latitude: 31.2,
      longitude: 121.6,
    },
    week: { 0: null, 1: [510, 1080], 2: [510, 1080], 3: [510, 1080], 4: [510, 1080], 5: [510, 1080], 6: [510, 1080] },
    ...{ followsHolidays: true, isAutoConfirm: false, minLeadMinutes: 120, cancelCutoffMinutes: 120 },
    ...{ noShowGraceMinutes: 30, isActive: true, creditCode: null, warrantyDays: 10, warrantyKm: 2000 },
  }

  it('opens on Sundays too, and says which days keep their hours', async () => {
    api.on(storeSettings.list, () => [{ id: STORE, version: 5, kind: 'dealer' as const, settings }])
    api.on(storeSettings.preview, () => ({ affected: [], keptDays: [] }))
    const day = addDays(today(), 3)
    api.on(storeSettings.save, () => ({ version: 6, affected: [], keptDays: [{ day, why: 'manual' as const }] }))
    await open('store')
    await edit('浦东旗舰店')
    fireEvent.click(await screen.findByRole('checkbox', { name: '周日 营业吗' }))
    fireEvent.change(screen.getByLabelText('电话'), { target: { value: '打电话' } })
    const save = screen.getByRole<HTMLButtonElement>('button', { name: '保存' })
    expect(save.disabled).toBe(true)
    fireEvent.change(screen.getByLabelText('电话'), { target: { value: '021-55500199' } })
    fireEvent.click(save)
    expect(await screen.findByText('有 1 天保持原来的营业时间')).toBeTruthy()
    expect(api.calls(storeSettings.save)[0]?.body).toEqual({
      ...{ version: 5, affectedSeen: 0 },
      settings: { ...settings, phone: '021-55500199', week: { ...settings.week, 0: [540, 1080] } },
    })
  })

  it('takes its credit code as it was pasted, and no wrong one', async () => {
    api.on(storeSettings.list, () => [{ id: STORE, version: 5, kind: 'dealer' as const, settings }])
    api.on(storeSettings.preview, () => ({ affected: [], keptDays: [] }))
    api.on(storeSettings.save, () => ({ version: 6, affected: [], keptDays: [] }))
    await open('store')
    await edit('浦东旗舰店')
    const code = await screen.findByLabelText('统一社会信用代码')
    const save = screen.getByRole<HTMLButtonElement>('button', { name: '保存' })
    fireEvent.change(code, { target: { value: '91350100M000100Y44' } })
    expect(screen.getByRole('alert').textContent).toContain('统一社会信用代码不正确')
    expect(save.disabled).toBe(true)
    fireEvent.change(code, { target: { value: '91350100 m000 100y 43' } })
    expect(screen.queryByRole('alert')).toBeNull()
    fireEvent.change(screen.getByLabelText('质保期（天）'), { target: { value: '180' } })
    fireEvent.change(screen.getByLabelText('质保里程（公里）'), { target: { value: '10000' } })
    fireEvent.click(save)
    await waitFor(() => expect(api.calls(storeSettings.save)).toHaveLength(1))
    expect(api.calls(storeSettings.save)[0]?.body).toMatchObject({
      settings: { ...settings, creditCode: '91350100M000100Y43', warrantyDays: 180, warrantyKm: 10_000 },
    })
  })
})

describe('to-dos of those who keep the store', () => {
  const certificate: todo.Todo = {
    ...{
      id: rowId(20),
      kind: 'certificate',
      title: '徐文斌的低压电工作业证还有 28 天到期',
      body: '请安排复审或换证。',
    },
    ...{ subjectId: person.id, state: 'open', createdAt: new Date().toISOString(), doneAt: null, doneByName: null },
  }

  it('are marked in the rail, lead to the person, and are ticked off', async () => {
    let items = [certificate]
    api.on(todo.count, () => ({ todos: items.length, leaveRequests: 2 }))
    api.on(todo.list, () => ({ items, open: items.length }))
    api.on(todo.finish, () => {
      items = []
      return { ...certificate, state: 'done' as const }
    })
    api.on(identity.staffMe, () => staff())
    logIn()
    openAt(`/stores/${STORE}/staff-todos`)
    expect(await screen.findByRole('link', { name: /店务待办.*1 项待处理/ })).toBeTruthy()
    expect(screen.getByRole('link', { name: /产能设置.*2 项待处理/ })).toBeTruthy()
    const see = await screen.findByRole('link', { name: '查看人员' })
    expect(see.getAttribute('href')).toContain(`tab=people&edit=${person.id}`)
    fireEvent.click(screen.getByRole('button', { name: `知道了 ${certificate.title}` }))
    expect(await screen.findByText('没有待办')).toBeTruthy()
    await waitFor(() => expect(screen.queryByLabelText('1 项待处理')).toBeNull())
  })
})
