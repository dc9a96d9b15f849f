import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { logIn, notes, refusal, tap } from '../owner-app'
import { house, leave, posts, show, standing } from './open-visit'
import { addon, WORKORDER } from './scene'

const DECIDE = `POST /api/me/addons/${addon.id}/decision`
let said: string[]
beforeEach(() => {
  logIn()
  liveSockets()
  said = notes()
  openedWith({ workorderId: WORKORDER })
})
afterEach(leave)

describe('something that was found', () => {
  test('is shown with severity in a word, what was measured beside its limit, and photos', async () => {
    await show({ addons: [addon] })
    expect(screen.getByText('安全相关')).toBeTruthy()
    expect(screen.getByText('实测 3.0 mm，标准 ≥ 4.0 mm')).toBeTruthy()
    expect(screen.getByRole('button', { name: '查看检查照片 1' })).toBeTruthy()
    expect(screen.getByRole('checkbox', { name: /更换后刹车片 ¥600.*工时 ¥200，材料 后刹车片 1 套 ¥400/ })).toBeTruthy()
  })

  test('is approved line by line; what is not chosen is declined, of a safety finding with a tick', async () => {
    const sent = await show({ addons: [addon] }, { [DECIDE]: () => standing })
    await tap(/^更换后刹车片/, 'checkbox')
    expect(screen.getByText('做完多用约 45 分钟')).toBeTruthy()
    await tap('同意 1 项，共 ¥600')
    expect(screen.getByText('这是与安全相关的项目，请先勾选“我已知晓”。')).toBeTruthy()
    expect(posts(sent)).toEqual([])
    await tap(/^我已知晓/, 'checkbox')
    await tap('同意 1 项，共 ¥600')
    await waitFor(() => expect(said).toEqual(['已收到您的决定']))
    expect(posts(sent)[0]?.body).toEqual({
      ...{ requestId: expect.any(String), snapshotHash: addon.snapshotHash, approved: [0], isRiskAccepted: true },
    })
  })

  test('wants no tick when all of it is done', async () => {
    const sent = await show({ addons: [addon] }, { [DECIDE]: () => standing })
    await tap(/^更换后刹车片/, 'checkbox')
    await tap(/^保养卡钳/, 'checkbox')
    expect(screen.queryByRole('checkbox', { name: /^我已知晓/ })).toBeNull()
    await tap('同意 2 项，共 ¥680')
    await waitFor(() => expect(posts(sent)).toHaveLength(1))
    expect(posts(sent)[0]?.body).toMatchObject({ approved: [0, 2], isRiskAccepted: false })
  })

  test('is declined by default, with when to look again before it is sent', async () => {
    const sent = await show({ addons: [{ ...addon, severity: 'yellow' }] }, { [DECIDE]: () => standing })
    await tap('这次都不做')
    expect(screen.getByText('放心，这次不做也可以')).toBeTruthy()
    expect(screen.getByText('复查建议：3 个月内或 3,000 公里')).toBeTruthy()
    expect(posts(sent)).toEqual([])
    await tap('确定，这次不做')
    await waitFor(() => expect(posts(sent)[0]?.body).toMatchObject({ approved: [], isRiskAccepted: false }))
  })

  test('that lives depend on is not left out with an easy mind', async () => {
    await show({ addons: [addon] })
    await tap(/^我已知晓/, 'checkbox')
    await tap('这次都不做')
    expect(screen.getByText('这次先不做，请留意行车安全')).toBeTruthy()
    expect(screen.queryByText(/放心/)).toBeNull()
  })

  test('says what it takes before anything is chosen, and names nobody of the store', async () => {
    await show({ addons: [addon] })
    expect(screen.getByText('做完多用约 45 分钟')).toBeTruthy()
    expect(screen.getByText('今天 11:00 检查发现')).toBeTruthy()
    expect(screen.queryByText(/王师傅 · 今天/)).toBeNull()
  })

  test('that was decided elsewhere says so', async () => {
    await show(
      { addons: [{ ...addon, severity: 'yellow' }] },
      {
        [DECIDE]: () => {
          house.now = { ...house.now, addons: [{ ...addon, state: 'declined' }] }
          return refusal('workorder.addon_decided')
        },
      },
    )
    await tap('这次都不做')
    await tap('确定，这次不做')
    expect(await screen.findByText('这次不做')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '这次都不做' })).toBeNull()
  })
})
