import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { JobLine } from '../../server/src/modules/workorder/job.entity'
import { Workorder } from '../../server/src/modules/workorder/workorder.entity'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene } from '../support/floor-scene'
import { given } from '../support/given'
import { once, openNodes } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const checksOf = async (token: string) =>
  (await t.ok(workorder.myWork, {}, token)).places.flatMap(({ checks }) => checks.map(({ job }) => job.id))

describe('a job on which lives depend', () => {
  it('is done once a colleague has looked at it', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.checkable()
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'checking', doneAt: t.clock.now() })
    expect(await s.stands(id)).toMatchObject({ state: 'in_progress' })
    expect(await openNodes(t)).toEqual(['crossCheck'])
    expect(await checksOf(s.second.token)).toEqual([jobId])
    expect(await checksOf(s.first.token)).toEqual([])
    const call = await s.checkCall(jobId, { reason: '制动片、导向销已复核' })
    const answers = await Promise.all([1, 2].map(() => t.ok(workorder.checkJob, call, s.second.token)))
    expect(answers.map(({ state }) => state)).toEqual(['done', 'done'])
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'done', checkedBy: s.second.staffId, rejections: 0 })
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
    expect(await openNodes(t)).toEqual(['qc'])
    expect(await s.told(id)).toContain('更换前制动片：互检通过')
    const { jobs } = await t.ok(workorder.read, { params: { workorderId: id } }, s.dispatcher.token)
    expect(jobs[0]?.checkedByName).toBeTruthy()
  })

  it('goes back to the same people with reason and photo, who read why', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.checkable()
    const photoIds = await s.photos(1, s.second.token)
    const no = async (over: object) =>
      t.refused(
        workorder.checkJob,
        await s.checkCall(jobId, { isPassed: false, ...over }),
        s.second.token,
        'workorder.reason_missing',
      )
    await no({ reason: '导向销未涂油' })
    await no({ photoIds })
    const call = await s.checkCall(jobId, { isPassed: false, reason: '导向销未涂油', photoIds })
    await t.ok(workorder.checkJob, call, s.second.token)
    expect(await t.ok(workorder.checkJob, call, s.second.token)).toMatchObject({ state: 'assigned' })
    expect(await s.jobOf(jobId)).toMatchObject({ rejections: 1, doneAt: null, technicianIds: [s.first.id] })
    const sql = "select reason from audit_log where action = 'workorder.check_job'"
    expect(await t.world.app.db.read.rows(sql)).toEqual([{ reason: '导向销未涂油' }])
    expect(await openNodes(t)).toEqual(['begin'])
    expect((await s.told(id)).at(-1)).toBe('互检发现需复做：更换前制动片，正在重新施工')
    const [mine] = (await t.ok(workorder.myWork, {}, s.first.token)).places
    expect(mine?.jobs[0]?.returned).toEqual({ reason: '导向销未涂油', points: [] })
    await s.start(jobId)
    await s.finish(jobId)
    await s.check(jobId)
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
  })

  it('is looked at after the final check has sent it back as well', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.checkable()
    await s.check(jobId)
    const at = { params: { workorderId: id } }
    const sheet = await t.ok(workorder.qcSheet, at, s.inspector.token)
    const items = sheet.items.map(({ key, title, jobId: of }, i) => ({
      ...{ key, title, jobId: of, isPassed: i === 0 ? false : null, note: '' },
    }))
    const body = { ...once(), version: sheet.version, items, hasRoadTest: false }
    const proof = { reason: '踏板行程过长', photoIds: await s.photos(1, s.inspector.token) }
    await t.ok(workorder.judgeQc, { ...at, body: { ...body, ...proof } }, s.inspector.token)
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'assigned', checkedBy: null })
    await s.start(jobId)
    await s.finish(jobId)
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'checking' })
  })

  it('is any job of a visit that does a repair again', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.working()
    await t.world.app.db.tx((tx) => tx.update(Workorder, { id }, { reworkOf: id }))
    await s.finish(jobId)
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'checking', isSafety: false })
  })
})

describe('a cross-check', () => {
  it('is nobody’s own work', async () => {
    const s = await floorScene(t)
    const { jobId } = await s.checkable()
    const call = await s.checkCall(jobId)
    await t.refused(workorder.checkJob, call, s.first.token, 'workorder.check_own_work')
    // Nor of somebody who once worked on it and gave it to others.
    await t.world.app.db.tx((tx) => tx.update(JobLine, { id: jobId }, { technicianIds: [s.second.id] }))
    await t.refused(workorder.checkJob, call, s.first.token, 'workorder.check_own_work')
    await t.refused(workorder.checkJob, call, s.second.token, 'workorder.check_own_work')
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'checking' })
  })

  it('asks a technician for skill and certificate of today, and a foreman for nothing', async () => {
    const s = await floorScene(t)
    const tyres = await s.mechanic({ name: '赵小军', skills: ['tyre'] })
    const expired = await s.mechanic({ name: '钱进', certificate: { kind: 'hv', expiresOn: '2020-01-01' } })
    const valid = await s.mechanic({ name: '孙浩', certificate: { kind: 'hv', expiresOn: '2099-01-01' } })
    const { jobId } = await s.checkable()
    await t.world.app.db.tx((tx) => tx.update(JobLine, { id: jobId }, { certificate: 'hv' }))
    const tokenOf = ({ staffId }: { staffId: string }) => given(t).freshToken({ kind: 'staff', id: staffId })
    for (const who of [tyres, expired, s.second]) {
      const token = await tokenOf(who)
      await t.refused(workorder.checkJob, await s.checkCall(jobId), token, 'workorder.not_qualified')
      expect(await checksOf(token)).toEqual([])
    }
    expect(await checksOf(await tokenOf(valid))).toEqual([jobId])
    expect(await checksOf(s.dispatcher.token)).toEqual([jobId])
    await t.ok(workorder.checkJob, await s.checkCall(jobId), s.dispatcher.token)
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'done', checkedBy: s.dispatcher.staffId })
  })

  it('is refused to everybody else', async () => {
    const s = await floorScene(t)
    const { jobId } = await s.checkable()
    const call = await s.checkCall(jobId)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('technician', 'store', elsewhere.id)
    await t.refused(workorder.checkJob, call, undefined, 'auth.required')
    await t.refused(workorder.checkJob, call, s.driver.token, 'auth.forbidden')
    await t.refused(workorder.checkJob, call, s.advisor.token, 'auth.forbidden')
    await t.refused(workorder.checkJob, call, s.inspector.token, 'auth.forbidden')
    await t.refused(workorder.checkJob, call, stranger.token, 'workorder.not_found')
    const nowhere = { ...call, params: { jobId: s.driver.vehicleId } }
    await t.refused(workorder.checkJob, nowhere, s.second.token, 'workorder.not_found')
    await t.refused(
      workorder.checkJob,
      await s.checkCall(jobId, { photoIds: await s.photos(1, s.first.token) }),
      s.second.token,
      'files.not_found',
    )
  })

  it('is one person’s where two give it at once', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.checkable()
    const [one, two] = [await s.checkCall(jobId), await s.checkCall(jobId)]
    const answers = await Promise.all([
      t.call(workorder.checkJob, one, s.second.token),
      t.call(workorder.checkJob, two, s.dispatcher.token),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.problem.code).toBe('workorder.job_changed')
    expect((await s.told(id)).filter((text) => text.includes('互检通过'))).toHaveLength(1)
    await t.refused(workorder.checkJob, await s.checkCall(jobId), s.second.token, 'workorder.wrong_state')
  })
})
