import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { files, workorder } from '@pitlane/contract'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { FakeApi } from './support/api'
import { rowId, STORE } from './support/people'
import { closeBrowser, freshBrowser } from './support/screen'
import { detail, job, openOrder, photo, serve, soon, type Shop } from './support/workorders'

let api: FakeApi
beforeEach(() => {
  api = freshBrowser()
  api.on(files.upload, () => ({ id: rowId(601), photo: photo(1), voice: null }))
})
afterEach(closeBrowser)

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const clickLate = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const shoot = () =>
  fireEvent.change(screen.getByLabelText('添加照片'), {
    target: { files: [new File(['x'], 'a.jpg', { type: 'image/jpeg' })] },
  })
const standing = (state: string) => ({ id: rowId(1), state, version: 5 })

describe('a suspected come-back', () => {
  const suspicion: workorder.ReworkSuspicion = {
    ...{ workorderId: rowId(8), number: 'WO00000008', deliveredAt: soon(-3 * 1440), jobs: ['更换前制动片'] },
    ...{ isSame: null, reason: null },
  }

  it('is decided with a reason, before anything is quoted', async () => {
    const shop: Shop = { orders: [detail({ suspicion, may: ['decideRework'] })] }
    serve(api, shop)
    api.on(workorder.decideRework, () => {
      shop.orders = [detail({ suspicion: { ...suspicion, isSame: true, reason: '同一侧异响' }, isRework: true })]
      return standing('received')
    })
    openOrder()
    const notice = within(await screen.findByRole('region', { name: '疑似返修' }))
    expect(notice.getByText(/WO00000008.*更换前制动片.*判定前不能报价/)).toBeTruthy()
    expect(notice.getByRole('link', { name: '查看上次工单' }).getAttribute('href')).toContain(rowId(8))
    expect(screen.getByText('请选择是或不是')).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: /^是，同一故障/ }))
    type('判定理由', '同')
    expect(button('保存判定').disabled).toBe(true)
    type('判定理由', ' 同一侧异响 ')
    click('保存判定')
    expect(await screen.findByText('与 WO00000008 同一故障：同一侧异响')).toBeTruthy()
    expect(api.calls(workorder.decideRework)[0]?.body).toMatchObject({ version: 4, isSame: true, reason: '同一侧异响' })
    await waitFor(() => expect(screen.queryByRole('region', { name: '疑似返修' })).toBeNull())
  })

  it('is only told to who may not decide', async () => {
    serve(api, { orders: [detail({ suspicion })] })
    openOrder()
    const notice = within(await screen.findByRole('region', { name: '疑似返修' }))
    expect(notice.queryByRole('radio')).toBeNull()
  })
})

describe('an arrival that was none', () => {
  it('is corrected with a reason, and leads back to the cars in the house', async () => {
    serve(api, { orders: [detail({ may: ['correctArrival'] })] })
    api.on(workorder.correctArrival, () => standing('pre'))
    openOrder()
    await clickLate('更正到店')
    const form = within(await screen.findByRole('form', { name: '更正到店' }))
    expect(form.getByRole<HTMLButtonElement>('button', { name: '确认更正' }).disabled).toBe(true)
    type('更正原因', '扫错了车牌')
    click('确认更正')
    expect(await screen.findByText('已更正，预约恢复为待到店')).toBeTruthy()
    expect(api.calls(workorder.correctArrival)[0]?.body).toMatchObject({ version: 4, reason: '扫错了车牌' })
    await waitFor(() => expect(window.location.pathname).toBe(`/console/stores/${STORE}/workorders`))
  })

  it('is not offered once anything was done', async () => {
    serve(api, { orders: [detail({ state: 'inspected' })] })
    openOrder()
    await screen.findByRole('heading', { name: '沪A·12341' })
    expect(screen.queryByRole('button', { name: '更正到店' })).toBeNull()
  })
})

describe('a removal', () => {
  const jobs = [
    job(1, { name: '小保养', state: 'assigned' }),
    job(2, { name: '四轮定位', state: 'new', startedAt: soon(-30) }),
    job(3, { name: '更换雨刮', state: 'running', startedAt: soon(-10) }),
  ]

  it('is asked for with a reason, of what nobody has ever worked on', async () => {
    serve(api, { orders: [detail({ state: 'in_progress', may: ['proposeRemoval'], jobs })] })
    api.on(workorder.proposeRemoval, () => ({ id: rowId(400) }))
    openOrder('?tab=jobs')
    await clickLate(/^减\s?项$/)
    expect(screen.getAllByRole('checkbox').map((one) => one.closest('label')?.textContent)).toEqual(['小保养  ¥400'])
    expect(screen.getByText('请勾选不做的项目')).toBeTruthy()
    fireEvent.click(screen.getByRole('checkbox'))
    expect(screen.getByText('请填写原因')).toBeTruthy()
    type('原因', '下次再做')
    click('发送给客户确认')
    expect(await screen.findByText('减项已发送给客户确认')).toBeTruthy()
    expect(api.calls(workorder.proposeRemoval)[0]?.body).toMatchObject({ jobIds: [rowId(101)], reason: '下次再做' })
  })

  it('is not offered where everything was worked on', async () => {
    serve(api, { orders: [detail({ state: 'in_progress', may: ['proposeRemoval'], jobs: jobs.slice(1) })] })
    openOrder('?tab=jobs')
    await screen.findByRole('table', { name: '作业项目' })
    expect(screen.queryByRole('button', { name: /^减\s?项$/ })).toBeNull()
  })
})

describe("a colleague's look at a finished job", () => {
  const order = () =>
    detail({ state: 'in_progress', may: ['checkJob'], jobs: [job(1, { state: 'checking', version: 6 })] })

  it('passes it without photos', async () => {
    serve(api, { orders: [order()] })
    api.on(workorder.checkJob, () => standing('work_done'))
    openOrder('?tab=jobs')
    await clickLate('互检 更换刹车片 1')
    click('互检合格')
    expect(await screen.findByText('更换刹车片 1互检合格')).toBeTruthy()
    expect(api.calls(workorder.checkJob)[0]?.body).toMatchObject({
      ...{ version: 6, isPassed: true, reason: '', photoIds: [] },
    })
  })

  it('sends it back with a reason and a photo, never without', async () => {
    serve(api, { orders: [order()] })
    api.on(workorder.checkJob, () => standing('in_progress'))
    openOrder('?tab=jobs')
    await clickLate('互检 更换刹车片 1')
    fireEvent.click(screen.getByText('不合格'))
    expect(screen.getByText('请填写原因')).toBeTruthy()
    type('退回原因', '左前未装到位')
    expect(screen.getByText('请附退回照片')).toBeTruthy()
    expect(button('退回技师').disabled).toBe(true)
    shoot()
    await waitFor(() => expect(button('退回技师').disabled).toBe(false))
    click('退回技师')
    expect(await screen.findByText('更换刹车片 1已退回技师')).toBeTruthy()
    expect(api.calls(workorder.checkJob)[0]?.body).toMatchObject({
      ...{ isPassed: false, reason: '左前未装到位', photoIds: [rowId(601)] },
    })
  })
})

describe('the final check once more', () => {
  it('is asked for with a reason before the car is paid', async () => {
    serve(api, { orders: [detail({ state: 'ready', may: ['reinspect'] })] })
    api.on(workorder.reinspect, () => standing('work_done'))
    openOrder('?tab=qc')
    await clickLate('要求重新终检')
    expect(button('要求重新终检').disabled).toBe(true)
    type('重新终检的原因', '路试有异响')
    click('要求重新终检')
    expect(await screen.findByText('已要求重新终检')).toBeTruthy()
    expect(api.calls(workorder.reinspect)[0]?.body).toMatchObject({ version: 4, reason: '路试有异响' })
  })
})
