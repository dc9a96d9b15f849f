import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { todo, workorder } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene } from '../support/floor-scene'
import { follow } from '../support/live-follower'
import { once } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

async function helpScene() {
  const s = await floorScene(t)
  const car = await s.working()
  const params = { storeId: s.store.id }
  const list = (token: string, state: 'open' | 'done' = 'open') => t.ok(todo.list, { params, query: { state } }, token)
  const askCall = (note = '螺栓滑丝') => ({ params: { jobId: car.jobId }, body: { ...once(), note } })
  return { ...s, ...car, params, list, askCall }
}

describe('a technician who asks for help', () => {
  it('is a to-do of the foreman at once, whatever the phone repeats, until the job is finished', async () => {
    const s = await helpScene()
    const board = await follow(t.url, s.dispatcher.token, [{ kind: 'board', storeId: s.store.id }])
    const call = s.askCall()
    await t.ok(workorder.askForHelp, call, s.first.token)
    expect(await board.nextChange(300)).toMatchObject({ what: 'staff_todo' })
    board.close()
    await Promise.all([1, 2, 3].map(() => t.ok(workorder.askForHelp, call, s.first.token)))
    const { number } = await s.stands(s.id)
    const { items, open } = await s.list(s.dispatcher.token)
    expect(open).toBe(1)
    expect(items).toMatchObject([
      { kind: 'help', title: '「小保养」请求技术支援', body: `${number} 王强：螺栓滑丝`, subjectId: s.id },
    ])
    expect(await t.ok(todo.count, { params: s.params }, s.dispatcher.token)).toEqual({ todos: 1, leaveRequests: 0 })
    await s.finish(s.jobId)
    expect(await s.list(s.dispatcher.token)).toEqual({ items: [], open: 0 })
    expect((await s.list(s.dispatcher.token, 'done')).items).toMatchObject([{ kind: 'help', doneByName: null }])
  })

  it('may ask again, about another thing; each is ticked off by the foreman and nobody else', async () => {
    const s = await helpScene()
    await t.ok(workorder.askForHelp, s.askCall(), s.first.token)
    await t.ok(workorder.askForHelp, s.askCall('需要举升机'), s.first.token)
    const { items } = await s.list(s.manager.token)
    expect(items.map(({ body }) => body.split('：')[1])).toEqual(['需要举升机', '螺栓滑丝'])
    const call = { params: { todoId: items[0]?.id ?? '' } }
    await t.refused(todo.finish, call, s.first.token, 'store.todo_not_found')
    await t.refused(todo.finish, call, s.advisor.token, 'store.todo_not_found')
    expect((await s.list(s.advisor.token)).items).toEqual([])
    expect(await t.ok(todo.finish, call, s.dispatcher.token)).toMatchObject({ state: 'done', doneByName: '李静' })
    expect((await s.list(s.dispatcher.token)).open).toBe(1)
  })

  it('who asks after the job was finished leaves nothing to do', async () => {
    const s = await helpScene()
    await s.finish(s.jobId)
    await t.ok(workorder.askForHelp, s.askCall(), s.first.token)
    expect((await s.list(s.dispatcher.token)).open).toBe(0)
  })
})
