import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { identity, leave, policy, resources, type Permission } from '@pitlane/contract'
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

const bay = (n: number, over: Partial<resources.BayView> = {}): resources.BayView => ({
  ...{ id: rowId(n), name: `快保 ${n}`, type: 'quick', isActive: true, staffId: null, outages: [], ...over },
})

const person = (over: Partial<resources.TechnicianView> = {}): resources.TechnicianView => ({
  ...{ id: rowId(50), name: '徐文斌', level: 'senior', skills: ['quick', 'hv'], isActive: true, staffId: null },
  ...{ certificates: [], shifts: [], dayShifts: [], leaves: [], ...over },
})

const certificate = (warning: resources.CertificateWarning, daysLeft: number) => ({
  ...{ kind: 'low_voltage_electrician', number: 'T310115', daysLeft, warning },
  expiresOn: addDays(today(), daysLeft),
})

const affected: resources.AffectedBooking = {
  ...{ id: rowId(90), number: 'BK00000090', storeName: '浦东旗舰店', day: today(), minute: 600, endMinute: 660 },
  ...{ serviceName: '小保养', maskedPlate: '沪A·**123', losses: [{ kind: 'bay', name: '快保 1' }] },
}

interface Shown {
  readonly bays?: readonly resources.BayView[]
  readonly technicians?: readonly resources.TechnicianView[]
  readonly held?: readonly Permission[]
}

/** Opens one tab with what the server knows; the version is 7. */
async function open(tab: string, { bays = [bay(1)], technicians = [person()], held }: Shown = {}) {
  api.on(identity.staffMe, () => staff(held))
  api.on(resources.read, () => ({ version: 7, bays: [...bays], technicians: [...technicians] }))
  api.on(resources.history, () => [])
  api.on(resources.staff, () => [])
  api.on(leave.list, () => ({ items: [], people: [], ownTechnicianId: null, toDecide: 0 }))
  logIn()
  openAt(`/stores/${STORE}/settings/capacity?tab=${tab}`)
  await screen.findByRole('heading', { name: '产能设置' })
}

const rowOf = async (name: string) => {
  const head = await screen.findByRole('rowheader', { name })
  return within(head.closest('tr') as HTMLElement)
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

describe('bays', () => {
  it('are listed by type, retired ones when asked for, and the list is kept in the address', async () => {
    await open('bays', {
      bays: [bay(1, { name: '洗车 1', type: 'wash' }), bay(2), bay(3, { name: '旧工位', isActive: false })],
    })
    await screen.findByRole('table', { name: '工位' })
    const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent)
    expect(names()).toEqual(['快保 2', '洗车 1'])
    fireEvent.click(screen.getByRole('checkbox', { name: '显示已停用' }))
    await waitFor(() => expect(names()).toEqual(['快保 2', '洗车 1', '旧工位']))
    expect(window.location.search).toContain('all=1')
  })

  it('are saved at once when no booking is touched', async () => {
    await open('bays')
    api.on(resources.previewChange, () => ({ affected: [] }))
    api.on(resources.saveChange, () => ({ version: 8, subjectId: rowId(2), affected: [] }))
    await screen.findByRole('table', { name: '工位' })
    press('新增工位')
    const form = within(await screen.findByRole('form', { name: '工位资料' }))
    expect(form.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true)
    fireEvent.change(form.getByLabelText('名称'), { target: { value: ' 快保 2 ' } })
    fireEvent.click(form.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull())
    const change = { kind: 'add_bay', name: '快保 2', type: 'quick', staffId: null }
    expect(api.calls(resources.previewChange)[0]?.body).toEqual({ version: 7, change })
    expect(api.calls(resources.saveChange)[0]?.body).toEqual({ version: 7, affectedSeen: 0, change })
  })

  it('ask before bookings lose their bay, and the way back keeps what was typed', async () => {
    await open('bays')
    api.on(resources.previewChange, () => ({ affected: [affected] }))
    api.on(resources.saveChange, () => ({ version: 8, subjectId: rowId(1), affected: [affected] }))
    fireEvent.click((await rowOf('快保 1')).getByRole('button', { name: '修改 快保 1' }))
    fireEvent.click(await screen.findByRole('switch'))
    press('保存')
    const question = within(await screen.findByRole('alertdialog', { name: '这项修改会影响 1 个预约' }))
    expect(question.getByText(/沪A·\*\*123/)).toBeTruthy()
    expect(question.getByText('失去工位 快保 1')).toBeTruthy()
    expect(document.activeElement?.textContent).toBe('这项修改会影响 1 个预约')
    expect(api.calls(resources.saveChange)).toHaveLength(0)
    fireEvent.click(question.getByRole('button', { name: '返回修改' }))
    expect(screen.getByRole('switch').getAttribute('aria-checked')).toBe('false')
    press('保存')
    fireEvent.click(await screen.findByRole('button', { name: '仍要保存' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(api.calls(resources.saveChange)[0]?.body).toMatchObject({
      affectedSeen: 1,
      change: { kind: 'change_bay', isActive: false },
    })
  })

  it('show the new list when another booking came in between', async () => {
    await open('bays')
    let list = [affected]
    api.on(resources.previewChange, () => ({ affected: list }))
    api.on(resources.saveChange, () => new Refusal('booking.impact_changed', { count: 2 }))
    fireEvent.click((await rowOf('快保 1')).getByRole('button', { name: '修改 快保 1' }))
    fireEvent.click(await screen.findByRole('switch'))
    press('保存')
    const save = await screen.findByRole('button', { name: '仍要保存' })
    list = [affected, { ...affected, id: rowId(91), number: 'BK00000091' }]
    fireEvent.click(save)
    expect(await screen.findByRole('alertdialog', { name: '这项修改会影响 2 个预约' })).toBeTruthy()
    expect(screen.getByText('受影响的预约刚刚有变化，以下是最新情况。')).toBeTruthy()
  })

  it('are read again when a colleague was faster', async () => {
    await open('bays')
    api.on(resources.previewChange, () => new Refusal('store.roster_changed'))
    fireEvent.click((await rowOf('快保 1')).getByRole('button', { name: '修改 快保 1' }))
    const reads = api.calls(resources.read).length
    fireEvent.change(await screen.findByLabelText('名称'), { target: { value: '快保 A' } })
    press('保存')
    expect(await screen.findByText(/刚在别处修改过/)).toBeTruthy()
    await waitFor(() => expect(api.calls(resources.read).length).toBeGreaterThan(reads))
    expect(screen.getByLabelText<HTMLInputElement>('名称').value).toBe('快保 A')
  })

  it('tell who changed what, in words', async () => {
    await open('bays')
    const before = { name: '快保 1', type: 'quick', isActive: true }
    const entry = { id: rowId(70), at: new Date().toISOString(), byName: '王志远', action: 'store.retire_bay' }
    api.on(resources.history, () => [{ ...entry, before, after: { ...before, isActive: false } }])
    fireEvent.click((await rowOf('快保 1')).getByRole('button', { name: '修改 快保 1' }))
    fireEvent.click(await screen.findByText('记录'))
    const history = within(await screen.findByRole('region', { name: '修改记录' }))
    expect(await history.findByText('停用工位')).toBeTruthy()
    expect(history.getByText('状态：启用 → 已停用')).toBeTruthy()
    expect(history.getByText(/王志远 · 今天/)).toBeTruthy()
  })
})

describe('people', () => {
  it('show how soon certificates end, in words', async () => {
    const technicians = [
      person({ certificates: [certificate('in_30', 18)] }),
      person({ id: rowId(51), name: '蒋伟', certificates: [certificate('expired', -3)] }),
      person({ id: rowId(52), name: '顾明', certificates: [certificate('none', 200)] }),
    ]
    await open('people', { technicians })
    expect((await rowOf('徐文斌')).getByText('30 天内到期')).toBeTruthy()
    expect((await rowOf('蒋伟')).getByText('已过期')).toBeTruthy()
    expect((await rowOf('顾明')).getByText('有效')).toBeTruthy()
    expect(screen.getByText('2 张证书需要留意')).toBeTruthy()
  })

  it('get leave day by day, and lose it again', async () => {
    const leave = { id: rowId(60), day: addDays(today(), 1), startsMinute: 0, endsMinute: 1440, reason: '病假' }
    await open('people', { technicians: [person({ leaves: [leave] })] })
    api.on(resources.previewChange, () => ({ affected: [] }))
    api.on(resources.saveChange, () => ({ version: 8, subjectId: rowId(50), affected: [] }))
    fireEvent.click((await rowOf('徐文斌')).getByRole('button', { name: '修改 徐文斌' }))
    const panel = within(await screen.findByRole('complementary', { name: '人员资料' }))
    fireEvent.click(panel.getByText('请假'))
    fireEvent.click(await panel.findByRole('button', { name: /^删除/ }))
    await waitFor(() => expect(api.calls(resources.saveChange)).toHaveLength(1))
    expect(api.calls(resources.saveChange)[0]?.body).toMatchObject({
      change: { kind: 'remove_leave', leaveId: leave.id },
    })
    fireEvent.click(panel.getByRole('button', { name: '登记请假' }))
    await waitFor(() => expect(api.calls(resources.saveChange)).toHaveLength(2))
    expect(api.calls(resources.saveChange)[1]?.body).toMatchObject({
      change: {
        kind: 'add_leave',
        fromDay: today(),
        toDay: today(),
        startsMinute: 0,
        endsMinute: 1440,
        reason: '年假',
      },
    })
  })

  it('work by the week', async () => {
    const shifts = [{ weekday: 1, startsMinute: 540, endsMinute: 1080 }]
    await open('people', { technicians: [person({ shifts })] })
    api.on(resources.previewChange, () => ({ affected: [] }))
    api.on(resources.saveChange, () => ({ version: 8, subjectId: rowId(50), affected: [] }))
    fireEvent.click((await rowOf('徐文斌')).getByRole('button', { name: '修改 徐文斌' }))
    const panel = within(await screen.findByRole('complementary', { name: '人员资料' }))
    fireEvent.click(panel.getByText('班次'))
    const week = within(await panel.findByRole('form', { name: '每周班次' }))
    fireEvent.click(week.getByRole('checkbox', { name: '周六 上班吗' }))
    fireEvent.click(week.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(api.calls(resources.saveChange)).toHaveLength(1))
    expect(api.calls(resources.saveChange)[0]?.body).toMatchObject({
      change: { kind: 'put_shifts', shifts: [...shifts, { weekday: 6, startsMinute: 540, endsMinute: 1080 }] },
    })
  })
})

describe('services and policy', () => {
  const service: resources.ServiceSetting = {
    ...{ id: rowId(80), code: 'MAINT-S', name: '小保养', bayType: 'quick', bayMinutes: 45, technicianCount: 1 },
    ...{ skill: 'quick', certificate: null, priceFen: 46_800, version: 3 },
  }

  it('shows services to a store without the right to change them, and no policy without its own', async () => {
    api.on(resources.services, () => [service])
    await open('services', { held: ['store.manage_resources'] })
    expect(await screen.findByText(/服务项目由集团维护/)).toBeTruthy()
    fireEvent.click((await rowOf('小保养')).getByRole('button', { name: '查看 小保养' }))
    await screen.findByRole('complementary', { name: '修改服务项目' })
    expect(screen.queryByRole('form')).toBeNull()
    expect(screen.queryByRole('tab', { name: '产能策略' })).toBeNull()
  })

  it('saves the policy with the version it came with', async () => {
    api.on(resources.readPolicy, () => ({ version: 0, policy: policy.defaultPolicy }))
    api.on(resources.previewPolicy, () => ({ affected: [] }))
    api.on(resources.savePolicy, () => ({ version: 1, affected: [] }))
    await open('policy')
    expect(await screen.findByText('正在使用默认策略，还没有修改过。')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('洗车时长（分钟）'), { target: { value: '20' } })
    press('保存')
    await waitFor(() => expect(api.calls(resources.savePolicy)).toHaveLength(1))
    expect(api.calls(resources.savePolicy)[0]?.body).toEqual({
      ...{ version: 0, affectedSeen: 0, policy: { ...policy.defaultPolicy, washMinutes: 20 } },
    })
  })
})
